"""The Excel and the CSV file: no text of anybody's is a formula, and everything can be read."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date, datetime
from functools import cache
from typing import Any

import openpyxl
import pytest
from agreements import ANYTHING, NAUGHTY, agreement, everything, filled_with
from hypothesis import example, given, settings

from kit.documents.blocks import Document, Table
from kit.documents.csv_file import csv_of
from kit.documents.plan import plan_document
from kit.documents.settled import settled
from kit.documents.xlsx_file import LONGEST, xlsx_of
from kit.exchange.cells import guarded, unguarded

FORMULAS = ['=HYPERLINK("http://example.invalid","x")', "+46 70", "-1", "@SUM(A1)", "\t=1", "＝1"]


@cache
def made(language: str = "sv") -> Any:
    return opened(plan_document(agreement(language)))


def opened(document: Document) -> Any:
    return openpyxl.load_workbook(io.BytesIO(xlsx_of(document)))


def one_table(text: str) -> Document:
    table = Table("Tabell", ("A", text or "B"), ((text, 1), (2.5, date(2026, 11, 12))))
    return Document(title="T", language="sv", day="2026-11-12", blocks=(table,))


def in_excel(text: str) -> str:
    """Return a text as Excel reads it, which takes _x0041_ for the letter A."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def test_each_table_is_a_sheet_with_a_frozen_header() -> None:
    book = made()
    assert book.sheetnames == [
        *("Åtgärder", "Mål", "Förra planen", "Poäng", "Effekt och arbete", "Behov", "Om planen"),
    ]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert all(cell.font.bold for cell in sheet[1])
        assert str(sheet.page_setup.paperSize) == sheet.PAPERSIZE_A4


def test_the_actions_have_every_field_and_days_are_days() -> None:
    sheet = made()["Åtgärder"]
    head, first, *_ = sheet.iter_rows(values_only=True)
    row = dict(zip(head, first, strict=True))
    assert row["Klart senast"] == datetime(2027, 2, 15)  # noqa: DTZ001 - as the file has it
    assert row["Nr"] == 1
    assert row["Ansvarig"] == "Bibliotekarie AK"
    assert row["Mål"].startswith("Alla som kommer till biblioteket")
    assert row["Fortsätter på"] == "Källkritik på mötet"
    assert [one.number_format for one in sheet["G"][1:3]] == ["yyyy-mm-dd", "yyyy-mm-dd"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a03_a_text_that_looks_like_a_formula_is_a_quoted_text(text: str) -> None:
    data = xlsx_of(one_table(text))
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    cell = sheet["A2"]
    assert (cell.data_type, cell.value) == ("s", settled(text))
    # Excel's own mark: the text stays one when somebody opens the cell and presses Enter.
    assert cell.quotePrefix
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")


def test_numbers_are_numbers_and_plain_texts_are_not_marked() -> None:
    sheet = opened(one_table("Öva källkritik")).active
    assert (sheet["B2"].value, sheet["A3"].value) == (1, 2.5)
    assert not sheet["A2"].quotePrefix
    assert sheet["A2"].number_format == "@"


def test_sheets_have_names_that_excel_allows() -> None:
    names = ["[x]:*?/\\" * 9, "[x]:*?/\\" * 9, "History", "", "'", "å" * 50]
    blocks = tuple(Table(name, ("A",), ()) for name in names)
    book = opened(Document(title="T", language="sv", day="2026-11-12", blocks=blocks))
    assert len(book.sheetnames) == len(names)
    assert len({name.casefold() for name in book.sheetnames}) == len(names)
    for name in book.sheetnames:
        assert 0 < len(name) <= 31
        assert not re.search(r"[\[\]:*?/\\]|^'|'$|^history$", name, re.IGNORECASE)


@pytest.mark.parametrize("start", range(0, len(NAUGHTY), 90))
def test_b01_naughty_strings_break_nothing(start: int) -> None:
    book = opened(plan_document(filled_with(NAUGHTY[start : start + 90])))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not {cell.data_type for cell in cells} - {"s", "n", "d"}
    read = "\n".join(in_excel(cell.value) for cell in cells if isinstance(cell.value, str))
    for text in NAUGHTY[start : start + 60]:
        assert settled(text[:80]) in read, repr(text)


@settings(max_examples=60)
@given(text=ANYTHING)
@example(text="\x00\x0b\ud800\ufffe")
@example(text="_x0041_ och _x005F_")
@example(text="#N/A")
@example(text="y" * 40_000)
def test_any_text_can_be_read_back_from_excel(text: str) -> None:
    book = opened(one_table(text))
    cell = book.active["A2"]
    assert cell.data_type in {"s", "n"}  # an empty cell counts as a number
    assert in_excel(cell.value or "") == settled(text)[:LONGEST]
    assert bool(cell.quotePrefix) == (guarded(settled(text)) != settled(text))
    assert opened(everything(text, text)).sheetnames


@pytest.mark.parametrize(("language", "delimiter"), [("sv", ";"), ("en", ",")])
def test_csv_opens_in_the_languages_own_excel(language: str, delimiter: str) -> None:
    data = csv_of(plan_document(agreement(language)))
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))
    assert len(rows) == 4
    assert {len(row) for row in rows} == {12}
    assert rows[1][6] == "2027-02-15"


@settings(max_examples=60)
@given(text=ANYTHING)
@example(text='=cmd|"/c calc"!A1')
@example(text="\x00;\r\n\ud800")
def test_a03_any_text_can_be_read_back_from_csv(text: str) -> None:
    data = csv_of(one_table(text)).decode("utf-8-sig")
    _, row, numbers = csv.reader(io.StringIO(data, newline=""), delimiter=";", strict=True)
    assert unguarded(row[0]) == settled(text)
    assert not row[0].lstrip().startswith(("=", "+", "-", "@"))
    assert numbers == ["2,5", "2026-11-12"]
