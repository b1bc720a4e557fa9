"""CSV files as spreadsheet programs save them: read right, or refused with the way out."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_exchange_wide import person

from kit.errors import ProblemsFound
from kit.exchange.cells import PLAIN
from kit.exchange.spreadsheet import read_sheet
from kit.exchange.tables import as_bytes
from kit.exchange.wide import Row, wide
from kit.exchange.wide_reading import read_wide
from kit.reading import read_questionnaire

KINDS = read_questionnaire(Path(__file__).parent / "data" / "kinds.yaml")
ANSWERS = {"q111": "4", "hours": 2.5, "free": "Åsa; är, här\tnu\r\n=ja"}
ROW = Row("0" * 32, person(ANSWERS, role="tutor"))
TEXT = b"".join(as_bytes(wide(KINDS, [ROW], "sv").lines(PLAIN), PLAIN)).decode()


def saved(delimiter: str, encoding: str) -> bytes:
    """Save the export as a spreadsheet program with these settings does."""
    table = wide(KINDS, [ROW], "sv")
    lines = [[column.name for column in table.columns], *table.rows]
    decimal = "," if delimiter != "," else "."
    quoted = [
        ['"' + f"{'' if cell is None else cell}".replace('"', '""') + '"' for cell in line]
        for line in lines
    ]
    text = "\r\n".join(delimiter.join(line) for line in quoted) + "\r\n"
    return text.replace('"2.5"', f'"2{decimal}5"').encode(encoding)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_b12_a_table_is_read_however_excel_saved_it(delimiter: str, encoding: str) -> None:
    (back,) = read_wide(saved(delimiter, encoding), "w.csv", KINDS, day="2026-12-01")
    assert back.answers == ANSWERS


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "mac-roman"])
def test_b12_an_old_encoding_is_refused_with_the_way_out(encoding: str) -> None:
    with pytest.raises(ProblemsFound, match="CSV UTF-8"):
        read_wide(saved(";", encoding), "w.csv", KINDS, day="2026-12-01", language="en")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n\r\n", "empty"),
        (b"a,b\r\n1\r\n", "w.csv:2: The row has 1 cells, not 2."),
        (b'a,b\r\n"1,2\r\n', "never closed"),
        (b"PK\x03\x04\xff\xfe", "not in UTF-8"),
        (b"a,b\r\n1,2\r\n", "no table of responses to kinds 1.0"),
        (TEXT.replace("q111", "q999").encode(), "one column q111"),
        (TEXT.replace("q112", "q111").encode(), "one column q111, q112"),
    ],
)
def test_b12_anything_else_is_refused_in_words(data: bytes, what: str) -> None:
    with pytest.raises(ProblemsFound, match=what):
        read_wide(data, "w.csv", KINDS, day="2026-12-01", language="en")


@given(st.binary(max_size=300))
def test_b12_whatever_the_bytes_there_is_an_answer(data: bytes) -> None:
    with suppress(ProblemsFound):
        sheet = read_sheet(data, "w.csv")
        assert all(len(row) == len(sheet.header) for row in sheet.rows)
