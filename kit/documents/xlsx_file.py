"""Write tables as an Excel file in which no cell is a formula.

Texts are texts, whatever they begin with. One that could be taken for a formula (the rule of
``kit.exchange.cells``) also gets Excel's own mark for a quoted text, so that it stays one when
somebody opens the cell and presses Enter. Figures are numbers and days are days.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from kit.documents.blocks import Cell, Document, Table
from kit.documents.settled import in_a_line, settled
from kit.exchange.cells import guarded
from kit.theme import COLOURS

LONGEST = 32_000
"""Characters of a cell; Excel takes 32,767."""

LONGEST_NAME = 31
NARROWEST, WIDEST = 9, 30
"""Columns, in characters."""

LINE, HIGHEST = 13, 400
"""A line and the highest row, in points; Excel takes 409."""

FONT = "Arial"
# Excel reads such a run of characters as another character; written out, it stays what it was.
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NO_NAME = re.compile(r"[\[\]:*?/\\]")


def xlsx_of(document: Document) -> bytes:
    """Return the bytes of an .xlsx file: a sheet for each table."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in document.tables():
        _fill(book.create_sheet(_name(book, table)), table)
    if not book.worksheets:
        book.create_sheet(_tab(document.title))
    _properties(book, document)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _properties(book: Workbook, document: Document) -> None:
    about = book.properties
    about.title = in_a_line(": ".join(filter(None, (document.title, document.subtitle))))[:255]
    about.language = document.language
    about.creator = ""
    about.created = datetime.combine(date.fromisoformat(document.day), time(), UTC).replace(
        tzinfo=None
    )


def _name(book: Workbook, table: Table) -> str:
    """Return a name that no other sheet has, as Excel allows them."""
    tab = _tab(table.sheet or table.caption)
    taken = {sheet.title.casefold() for sheet in book.worksheets}
    number, free = 1, tab
    while free.casefold() in taken:
        number += 1
        free = f"{tab[: LONGEST_NAME - 4]} {number}"
    return free


def _tab(text: str) -> str:
    tab = _NO_NAME.sub(" ", in_a_line(text)).strip(" '")[:LONGEST_NAME].strip(" '")
    # Excel keeps one name to itself.
    return f"{tab}." if tab.casefold() == "history" else tab or "–"


def _fill(sheet: Any, table: Table) -> None:
    for number, row in enumerate((table.head, *table.rows), start=1):
        for place, value in enumerate(row, start=1):
            _put(sheet.cell(number, place), value)
    for cell in sheet[1]:
        cell.font = Font(name=FONT, size=10, bold=True)
        cell.fill = PatternFill("solid", fgColor=COLOURS["accent-soft"].light.removeprefix("#"))
        cell.border = Border(bottom=Side("thin", color=COLOURS["line"].light.removeprefix("#")))
    widths = [
        _width([name, *(row[place] for row in table.rows)]) for place, name in enumerate(table.head)
    ]
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    for number, row in enumerate((table.head, *table.rows), start=1):
        sheet.row_dimensions[number].height = _height(row, widths)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _put(cell: Any, value: Cell) -> None:
    cell.font = Font(name=FONT, size=10)
    cell.alignment = Alignment("left", "top", wrap_text=isinstance(value, str))
    if isinstance(value, str):
        text = settled(value)[:LONGEST]
        if not text:
            return
        cell.value = _ESCAPED.sub("_x005F_", text)
        # The library makes a formula of what begins with "=", and an error of "#N/A".
        cell.data_type = "s"
        cell.number_format = "@"
        cell.quotePrefix = guarded(text) != text
    elif value is not None:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"


def _width(cells: Sequence[Cell]) -> float:
    lines = [line for cell in cells for line in str(cell or "").split("\n")]
    return float(min(max(max(map(len, lines), default=0) + 3, NARROWEST), WIDEST))


def _height(row: Sequence[Cell], widths: Sequence[float]) -> float:
    """Return how high a row is with its texts on several lines, in points."""
    lines = (
        sum(math.ceil((len(line) + 1) / (width - 1)) for line in str(cell or "").split("\n"))
        for cell, width in zip(row, widths, strict=True)
    )
    return min(max(lines, default=1) * LINE + 4, HIGHEST)
