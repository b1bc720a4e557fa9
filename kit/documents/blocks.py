"""What a document is made of, whatever it becomes: words, lists, tables and pictures in order.

Everything is plain data that nobody can change. A writer for a format reads the same blocks as the
others, so that what the archive keeps says what the page said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kit.records import Day

Cell = str | int | float | date | None
"""A value in a table; None is nothing. Writers put figures and days in the language's own way."""

Tone = Literal["text", "lead", "note", "small"]


@dataclass(frozen=True, slots=True)
class Heading:
    """Begin a part; level 1 is the first below the title."""

    text: str
    level: Literal[1, 2] = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Say something: plainly, as the lead, as a note not to be missed, or in small print."""

    text: str
    tone: Tone = "text"


@dataclass(frozen=True, slots=True)
class Bullets:
    """List things without an order."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Give names with a value each."""

    pairs: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Lay out rows under a header row; each row has as many cells as the header.

    ``caption`` names the table, also to those who hear it read; ``named_by`` is the column that
    says what a row is about; ``sheet`` is a short name where the table is a sheet of its own.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    named_by: int = 0
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """Show a picture; ``alternative`` says the same in words to those who do not see it."""

    png: bytes
    alternative: str
    caption: str = ""


Block = Heading | Paragraph | Bullets | Facts | Table | Picture


@dataclass(frozen=True, slots=True)
class Entry:
    """A day for the calendar; ``id`` stays the same when the plan is saved again."""

    id: str
    day: Day
    title: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole document in one language.

    ``subtitle`` says whose it is. ``sheets`` are the tables of a spreadsheet, the first of them
    that of a CSV file; without any, the tables among the blocks are. ``calendar`` are its days,
    and ``revision`` rises each time that they may have changed.
    """

    title: str
    language: str
    day: Day
    blocks: tuple[Block, ...]
    subtitle: str = ""
    sheets: tuple[Table, ...] = ()
    calendar: tuple[Entry, ...] = ()
    revision: int = 0

    def tables(self) -> tuple[Table, ...]:
        """Return what a spreadsheet holds."""
        return self.sheets or tuple(one for one in self.blocks if isinstance(one, Table))
