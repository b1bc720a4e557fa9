"""Write and read single values of a CSV file, so that no spreadsheet takes a text for a formula.

The rule: a text that begins with ``=``, ``+``, ``-``, ``@``, a tab, a line break or NUL (blanks,
invisible marks and their wide forms counted) or with an apostrophe gets one apostrophe in front
and stands in quotation marks. To read it back, take one apostrophe away from a text that begins
with one. Numbers are written as they are, also below nought. Source: OWASP, CSV Injection.

Nothing is normalised: texts come back byte for byte as they were given (no NFC, no NFD). Only an
empty text comes back as a blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

Cell = str | int | float | None

GUARD = "'"
LINE_END = "\r\n"
# Spreadsheets drop what cannot be seen before they look for a formula.
_FORMULA = re.compile(
    "[\\s\\x00-\\x1f\\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\\-@＝＋－＠﹦﹢﹣﹫]"
    "|[\\t\\r\\n\\x00']"
)
_MARKS = re.compile(r"""[",;\t\r\n]|^\s|\s$""")
_WHOLE = re.compile(r"-?[0-9]{1,300}", re.ASCII)
_DECIMAL = re.compile(r"-?[0-9]{1,300}\.?[0-9]{0,300}(e[-+]?[0-9]{1,3})?", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dialect:
    """Say how a CSV file is written; RFC 4180 in UTF-8 whatever the rest."""

    delimiter: str = ","
    decimal: str = "."
    mark: bool = False
    """Whether a byte order mark stands first, by which Excel knows UTF-8."""


PLAIN = Dialect()
SWEDISH_EXCEL = Dialect(";", ",", mark=True)


def guarded(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet could take for a formula."""
    return GUARD + text if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Take away the apostrophe that ``guarded`` put there."""
    return text.removeprefix(GUARD)


def line(cells: Iterable[Cell], dialect: Dialect) -> str:
    """Return one line of a CSV file, with its end."""
    return dialect.delimiter.join(_written(cell, dialect) for cell in cells) + LINE_END


def number(text: str, decimal: str = ".") -> int | float:
    """Read a number as ``line`` writes it; ``ValueError`` for anything else."""
    if _WHOLE.fullmatch(text):
        return int(text)
    if not _DECIMAL.fullmatch(text.replace(decimal, ".")):
        raise ValueError(text)
    return float(text.replace(decimal, "."))


def _written(cell: Cell, dialect: Dialect) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _quoted(cell)
    return repr(cell).replace(".", dialect.decimal)


def _quoted(text: str) -> str:
    if text.isalnum():  # as nearly all codes are
        return text
    safe = guarded(text)
    plain = text and safe == text and not _MARKS.search(text)
    return text if plain else '"' + safe.replace('"', '""') + '"'
