"""Lay out a region's report, whose words and figures ``kit.region`` has put together."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Final, Literal

from pydantic import Field, TypeAdapter

from kit.documents.blocks import (
    Block,
    Bullets,
    Document,
    Facts,
    Heading,
    Paragraph,
    Picture,
    Table,
)
from kit.items import Frozen
from kit.rounds import RealDay

Value = str | int | float | None
Texts = Annotated[tuple[str, ...], Field(strict=False)]


class Figures(Frozen):
    """A table: each row has as many cells as the head."""

    caption: str
    head: Texts = Field(min_length=1)
    rows: tuple[tuple[Value, ...], ...]


class Drawing(Frozen):
    """A picture, as base64, with the words that say the same."""

    png: str
    alt: str
    caption: str = ""


class Section(Frozen):
    """A part of the report; paragraphs come first, then the list, tables and pictures."""

    title: str
    level: Literal[1, 2] = 1
    text: Texts = ()
    list: Texts = ()
    tables: tuple[Figures, ...] = ()
    pictures: tuple[Drawing, ...] = ()


class Report(Frozen):
    """What a region's report says, in one language."""

    title: str
    subtitle: str = ""
    day: RealDay | None = None
    lead: str = ""
    facts: tuple[tuple[str, Value], ...] = ()
    sections: tuple[Section, ...]
    closing: Texts = ()


_REPORT: Final = TypeAdapter(Report)


def region_document(data: Mapping[str, object], language: str) -> Document:
    """Return the report as a document; ``data`` is plain, in the shape of ``Report``.

    Raises ``ValueError`` when it is not. A row with too few cells is filled up, and one with too
    many is cut.
    """
    report = _REPORT.validate_python(data)
    return Document(
        title=report.title,
        subtitle=report.subtitle,
        language=language,
        day=report.day or date.today().isoformat(),  # noqa: DTZ011 - the day on the reader's wall
        blocks=tuple(_blocks(report)),
    )


def _blocks(report: Report) -> Iterator[Block]:
    if report.lead:
        yield Paragraph(report.lead, "lead")
    if report.facts:
        yield Facts(report.facts)
    for section in report.sections:
        yield Heading(section.title, section.level)
        yield from (Paragraph(text) for text in section.text)
        if section.list:
            yield Bullets(section.list)
        yield from map(_table, section.tables)
        yield from map(_picture, section.pictures)
    yield from (Paragraph(text, "small") for text in report.closing)


def _table(figures: Figures) -> Table:
    width = len(figures.head)
    rows = (tuple([*row, *[None] * width][:width]) for row in figures.rows)
    return Table(figures.caption, figures.head, tuple(rows))


def _picture(drawing: Drawing) -> Picture:
    return Picture(base64.b64decode(drawing.png, validate=True), drawing.alt, drawing.caption)
