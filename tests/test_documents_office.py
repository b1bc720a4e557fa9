"""The documents in LibreOffice: they open, become PDF, and no cell has become a formula."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from agreements import NAUGHTY, agreement, filled_with
from office import converted, needs_office

from kit.documents.blocks import Document, Table
from kit.documents.formats import write
from kit.documents.plan import plan_document
from kit.documents.settled import settled

pytestmark = needs_office
# Commas, quotation marks, UTF-8, and the cells' contents as they are written in them.
AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,0"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


def saved(document: Document, format_: str, folder: Path) -> Path:
    file = folder / f"plan.{format_}"
    file.write_bytes(write(document, format_))
    return file


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_document_becomes_pdf(language: str, tmp_path: Path, home: Path) -> None:
    pdf = converted(saved(plan_document(agreement(language)), "docx", tmp_path), "pdf", home)
    data = pdf.read_bytes()
    assert data.startswith(b"%PDF-")
    # A4, in points.
    assert b"/MediaBox[0 0 595" in data


def test_the_tables_become_pdf(tmp_path: Path, home: Path) -> None:
    pdf = converted(saved(plan_document(agreement()), "xlsx", tmp_path), "pdf", home)
    assert pdf.read_bytes().startswith(b"%PDF-")


def test_b01_naughty_strings_open_too(tmp_path: Path, home: Path) -> None:
    document = plan_document(filled_with(NAUGHTY))
    for format_ in ("docx", "xlsx"):
        assert converted(saved(document, format_, tmp_path), "pdf", home).stat().st_size > 10_000


def test_a03_what_looks_like_a_formula_is_what_was_written(tmp_path: Path, home: Path) -> None:
    given = ["=1+1", "+46 70", "-1", "@SUM(A1)", "'=1", "_x0041_", "#N/A", "1E3", "2026-01-02"]
    more = [settled(text) for text in NAUGHTY if len(settled(text).split()) == 1]
    rows = tuple((text, "slut") for text in [*given, *more])
    table = Table("Tabell", ("Text", "Slut"), rows)
    document = Document(title="T", language="sv", day="2026-11-12", blocks=(table,))
    file = converted(saved(document, "xlsx", tmp_path), AS_CSV, home)
    with file.open(encoding="utf-8", newline="") as opened:
        read = [row[0] for row in csv.reader(opened)][1:]
    assert read == [text for text, _ in rows]
