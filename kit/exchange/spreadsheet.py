"""Read a CSV file that a spreadsheet program may have saved its own way in between.

Understood are UTF-8 with or without a byte order mark, UTF-16 with one, commas, semicolons and
tabs. Older 8-bit encodings are refused with the way out: the bytes do not say which one it is,
and a guess turns å, ä and ö into other letters without anybody noticing.
"""

from __future__ import annotations

import codecs
import csv
import io
from dataclasses import dataclass

from kit.errors import Problem, ProblemsFound
from kit.language import say

MOST_BYTES = 100_000_000
DELIMITERS = (",", ";", "\t")
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold a file's header and rows, the rows as long as the header."""

    name: str
    header: list[str]
    rows: list[list[str]]
    delimiter: str

    @property
    def decimal(self) -> str:
        """Return the decimal sign: a comma where commas do not part the cells."""
        return "." if self.delimiter == "," else ","


def read_sheet(data: bytes, name: str, language: str = "sv") -> Sheet:
    """Read a CSV file's header and rows; lines without any cell are skipped.

    Raises ``ProblemsFound`` with one problem, in ``language``, when the file is no CSV text, is
    over 100 MB, or has a row with another number of cells than the header.
    """
    text = _text(data, name, language)
    delimiter = max(DELIMITERS, key=text.partition("\n")[0].count)
    csv.field_size_limit(MOST_BYTES)
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        numbered = [(lines.line_num, cells) for cells in lines if cells]
    except csv.Error:
        raise _refusal(name, None, *_damaged(language)) from None
    if not numbered:
        raise _refusal(name, None, *_empty(language))
    (_, header), *rows = numbered
    for number, cells in rows:
        if len(cells) != len(header):
            raise _refusal(name, number, *_ragged(language, len(cells), len(header)))
    return Sheet(name, header, [cells for _, cells in rows], delimiter)


def refused(sheet: Sheet, what: str, remedy: str) -> ProblemsFound:
    """Return the refusal of a whole sheet."""
    return _refusal(sheet.name, None, what, remedy)


def _text(data: bytes, name: str, language: str) -> str:
    if len(data) > MOST_BYTES:
        raise _refusal(name, None, *_too_large(language))
    encoding = "utf-16" if data.startswith(_WIDE_MARKS) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise _refusal(name, None, *_encoding(language)) from None


def _refusal(name: str, line: int | None, what: str, remedy: str) -> ProblemsFound:
    return ProblemsFound([Problem(name, line, what, remedy)])


def _too_large(language: str) -> tuple[str, str]:
    return (
        say(language, "The file is larger than 100 MB."),
        say(language, "Divide it into several files."),
    )


def _encoding(language: str) -> tuple[str, str]:
    return (
        say(language, "The file is not in UTF-8, so å, ä and ö could turn into other letters."),
        say(language, "Open it in the program that saved it, and save it as “CSV UTF-8”."),
    )


def _damaged(language: str) -> tuple[str, str]:
    return (
        say(language, "A quotation mark in the file is never closed, so the cells cannot be told."),
        say(language, "Make the export again."),
    )


def _empty(language: str) -> tuple[str, str]:
    return say(language, "The file is empty."), say(language, "Make the export again.")


def _ragged(language: str, found: int, wanted: int) -> tuple[str, str]:
    return (
        say(language, "The row has {found} cells, not {wanted}.", found=found, wanted=wanted),
        say(language, "Make the export again."),
    )
