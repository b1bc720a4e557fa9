"""Write the parts of a document into a Word file: words, lists, facts, tables and pictures."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Final

from docx.document import Document as File
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Emu, Length, Pt
from docx.table import Table as Grid
from docx.text.paragraph import Paragraph as Line

from kit.documents.blocks import Block, Bullets, Facts, Heading, Paragraph, Picture, Table
from kit.documents.docx_page import CELL, FACTS, LEAD, NOTE, SMALL, TEXT, colour, part, put, shade
from kit.documents.settled import leads_right, settled
from kit.documents.written import of_figures, said, shares, written

TONES: Final = {"text": "Normal", "lead": LEAD, "note": NOTE, "small": SMALL}


AFTER_TABLE: Final = Pt(10)
SHORT: Final = 8
"""Rows of a table that no page break parts."""


def write_blocks(file: File, blocks: Sequence[Block], language: str) -> None:
    """Write all blocks; what leads to a table stays on its page."""
    for place, block in enumerate(blocks):
        before = blocks[place - 1] if place else None
        follower = blocks[place + 1] if place + 1 < len(blocks) else None
        if isinstance(block, Paragraph):
            line = file.add_paragraph(style=TONES[block.tone])
            words(line, block.text)
            if isinstance(before, Table):
                line.paragraph_format.space_before = AFTER_TABLE
            line.paragraph_format.keep_with_next = _leads(block, follower)
        else:
            _write(file, block, language)


def _leads(paragraph: Paragraph, follower: Block | None) -> bool:
    """Say whether a paragraph stays with what follows; small print stays in one piece."""
    if isinstance(follower, Paragraph):
        return paragraph.tone == follower.tone == "small"
    return isinstance(follower, Table | Bullets)


def _write(file: File, block: Block, language: str) -> None:
    match block:
        case Heading():
            words(file.add_heading(level=block.level), block.text)
        case Bullets():
            for item in block.items:
                words(file.add_paragraph(style="List Bullet"), item)
        case Facts():
            _facts(file, block, language)
        case Table():
            _table(file, block, language)
        case Picture():
            _picture(file, block)


def words(line: Line, text: str) -> None:
    """Write what somebody wrote into a paragraph, from the right where it is written so."""
    plain = said(text).replace("\t", " ")
    run = line.add_run(plain)
    if leads_right(plain):
        put(line._p.get_or_add_pPr(), part("w:bidi"))  # noqa: SLF001 - the library knows one direction
        put(run._r.get_or_add_rPr(), part("w:rtl"))  # noqa: SLF001 - likewise


def _facts(file: File, facts: Facts, language: str) -> None:
    """Write each fact on a line of its own; they stay together on a page."""
    for name, value in facts.pairs:
        line = file.add_paragraph(style=FACTS)
        line.paragraph_format.keep_with_next = True
        line.add_run(said(name)).bold = True
        # Within a line, the value cannot choose its own direction without taking the name along.
        line.add_run("\t" + written(value, language).replace("\t", " "))
    line.paragraph_format.keep_with_next = False


def _table(file: File, table: Table, language: str) -> None:
    words(file.add_paragraph(style="Caption"), table.caption)
    grid = file.add_table(rows=0, cols=len(table.head))
    _frame(grid, table)
    figures = of_figures(table)
    widths = [Length(round(TEXT * share)) for share in shares(table, language)]
    for place, width in enumerate(widths):
        grid.columns[place].width = width
    _row(grid, table.head, widths, figures, header=True)
    for row in table.rows:
        _row(grid, tuple(written(cell, language) for cell in row), widths, figures)
    if len(table.rows) <= SHORT:
        _keep_together(grid)


def _frame(grid: Grid, table: Table) -> None:
    """Give the table hairlines, a name for those who hear it, and columns that stay as they are."""
    properties = grid._tbl.tblPr  # noqa: SLF001 - the library has neither names nor lines
    grid.autofit = False
    put(properties, part("w:tblW", w=str(Emu(TEXT).twips), type="dxa"))
    lines = part("w:tblBorders")
    for side, ink in (("top", "line"), ("bottom", "line"), ("insideH", "hair")):
        lines.append(part(f"w:{side}", val="single", sz="4", space="0", color=colour(ink)))
    put(properties, lines)
    first = "1" if table.named_by == 0 else "0"
    look = {"val": "04A0" if table.named_by == 0 else "0420", "firstRow": "1", "lastRow": "0"}
    put(
        properties,
        part("w:tblLook", **look, firstColumn=first, lastColumn="0", noHBand="1", noVBand="1"),
    )
    put(properties, part("w:tblCaption", val=settled(table.caption)))


def _row(
    grid: Grid,
    texts: tuple[str, ...],
    widths: list[Length],
    figures: list[bool],
    *,
    header: bool = False,
) -> None:
    """Write a row that no page break splits; a header comes again on each page."""
    row = grid.add_row()  # type: ignore[no-untyped-call]  # the library left this one out
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no repeated headers
    put(properties, part("w:cantSplit"))
    if header:
        put(properties, part("w:tblHeader"))
    for cell, text, width, is_figure in zip(row.cells, texts, widths, figures, strict=True):
        cell.width = width
        line = cell.paragraphs[0]
        line.style = CELL
        words(line, text)
        if is_figure:
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if header:
            _as_header(cell, line)


def _keep_together(grid: Grid) -> None:
    for row in grid.rows[:-1]:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _as_header(cell: Any, line: Line) -> None:
    shade(cell._tc.get_or_add_tcPr(), "accent-soft")  # noqa: SLF001 - the library has no grounds
    line.runs[0].bold = True
    line.paragraph_format.keep_with_next = True


def _picture(file: File, picture: Picture) -> None:
    """Put in a picture as wide as the lines, or as wide as it is, with its words."""
    line = file.add_paragraph()
    line.paragraph_format.space_before = Pt(6)
    shape = line.add_run().add_picture(io.BytesIO(picture.png))
    if shape.width > TEXT:
        shape.height = Length(round(shape.height * TEXT / shape.width))
        shape.width = TEXT
    named = shape._inline.docPr  # noqa: SLF001 - the library has no alternative texts
    named.set("descr", settled(picture.alternative))
    if picture.caption:
        line.paragraph_format.keep_with_next = True
        words(file.add_paragraph(style="Caption"), picture.caption)
