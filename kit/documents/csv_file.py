"""Write a document's first table as CSV: UTF-8 with the mark by which spreadsheets know it.

In Swedish, cells are parted by semicolons and figures have decimal commas, as Swedish Excel wants
them. Texts that could be taken for formulas are guarded (``kit.exchange.cells``).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kit.documents.blocks import Cell, Document
from kit.documents.settled import settled
from kit.exchange import cells
from kit.exchange.cells import SWEDISH_EXCEL, Dialect

DIALECTS = {"sv": SWEDISH_EXCEL}
OTHERS = Dialect(mark=True)


def csv_of(document: Document) -> bytes:
    """Return the bytes of a .csv file."""
    dialect = DIALECTS.get(document.language, OTHERS)
    lines: Iterable[tuple[Cell, ...]] = (
        row for table in document.tables()[:1] for row in (table.head, *table.rows)
    )
    return "".join(cells.line([_plain(cell) for cell in row], dialect) for row in lines).encode(
        "utf-8-sig"
    )


def _plain(cell: Cell) -> cells.Cell:
    if isinstance(cell, date):
        return cell.isoformat()
    return settled(cell) or None if isinstance(cell, str) else cell
