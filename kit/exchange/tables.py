"""A table that will be a file: its columns described, its rows not yet written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from kit.exchange.cells import PLAIN, Cell, Dialect, line

Kind = Literal["string", "integer", "number"]
Category = tuple[str, str]  # what stands in the cell, and what it means
TABLES = ("wide", "long", "scores", "codebook")
EXTRAS = ("ids", "days", "language")
"""What is left out unless it is asked for: it tells rows from each other, or who came when."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Say what is to be written: ``what`` among TABLES, ``extras`` among EXTRAS.

    ``title`` names the round; ``language`` is that of the descriptions.
    """

    title: str
    what: Sequence[str] = TABLES
    extras: Sequence[str] = ()
    dialect: Dialect = PLAIN
    language: str = "sv"


@dataclass(frozen=True, slots=True)
class Column:
    """Describe a column: its name, its type, and what its codes mean.

    ``ordered`` says that the categories go from low to high. ``free`` is for words of the
    participant's own, which may name anybody.
    """

    name: str
    kind: Kind
    title: str
    about: str = ""
    categories: tuple[Category, ...] = ()
    ordered: bool = False
    required: bool = False
    free: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Hold one file's columns and rows; ``key`` names the columns that tell rows apart.

    ``rows`` may be made while they are written, once: long tables are larger than memory is.
    """

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Cell]] = field(repr=False)
    key: tuple[str, ...] = ()
    personal: bool = True
    """Whether a row is about one person."""

    @property
    def file(self) -> str:
        """Return the name of the table's file."""
        return f"{self.name}.csv"

    def lines(self, dialect: Dialect) -> Iterator[str]:
        """Yield the file's lines, the columns' names first."""
        yield line((column.name for column in self.columns), dialect)
        yield from (line(row, dialect) for row in self.rows)


def as_bytes(lines: Iterable[str], dialect: Dialect) -> Iterator[bytes]:
    """Yield the lines in UTF-8, after a byte order mark where the dialect has one."""
    if dialect.mark:
        yield b"\xef\xbb\xbf"
    yield from (text.encode() for text in lines)
