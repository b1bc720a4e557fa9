"""The three tables of a package: how they are written, and read back to the letter.

A cell is text as ``kit.exchange.cells`` writes it. Read is only what would be written just so: a
file that somebody's spreadsheet has saved another way, or a text that is a formula, is refused.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Final

from kit.exchange.cells import PLAIN, Cell, guarded, line, number, unguarded
from kit.exchange.tables import Column, Kind, Table
from kit.language import msgid, say
from kit.region.shape import Deed, Dimension, Figure

FIGURES: Final[dict[str, tuple[Kind, str]]] = {
    "id": ("string", msgid("Code")),
    "status": ("string", msgid("Whether figures are shown")),
    "n": ("integer", msgid("Answers")),
    "above": ("integer", msgid("At or above the wanted level")),
    "share": ("number", msgid("Share at or above the wanted level, 0–1")),
    "share_low": ("number", msgid("Could as well be, from")),
    "share_high": ("number", msgid("Could as well be, to")),
    "wanted": ("number", msgid("Wanted level")),
    "mean": ("number", msgid("Mean")),
    "need": ("number", msgid("Need, 0–1")),
    "rank_low": ("integer", msgid("Place, from")),
    "rank_high": ("integer", msgid("Place, to")),
}
DEEDS: Final[dict[str, tuple[Kind, str]]] = {
    "part": ("string", msgid("Planned now, or earlier")),
    "number": ("integer", msgid("Number")),
    "continues": ("integer", msgid("Goes on with the earlier action number")),
    "text": ("string", msgid("Action")),
    "goal": ("string", msgid("Goal")),
    "competences": ("string", msgid("Competences")),
    "owner": ("string", msgid("Owner")),
    "first_step": ("string", msgid("First step")),
    "due": ("string", msgid("Date")),
    "sign": ("string", msgid("How we will know")),
    "mark": ("string", msgid("How it went")),
    "why": ("string", msgid("Why")),
    "learned": ("string", msgid("What we learned")),
}
STATUSES: Final = {
    "shown": msgid("shown"),
    "few": msgid("not shown"),
    "not_asked": msgid("not asked here"),
}
PARTS_IN_WORDS: Final = {"now": msgid("planned now"), "earlier": msgid("from the plan before")}
MARKS_IN_WORDS: Final = {
    "planned": msgid("Planned"),
    "under_way": msgid("Under way"),
    "done": msgid("Done"),
    "dropped": msgid("Dropped"),
}
ABOUT: Final[dict[Dimension, tuple[str, str]]] = {
    "area": ("areas", msgid("Areas")),
    "competence": ("competences", msgid("Competences")),
}


class UnreadableTable(ValueError):
    """Raised when a table is not what would have been written; ``line`` counts from 1."""

    def __init__(self, kind: str, line: int) -> None:
        super().__init__(kind)
        self.kind, self.line = kind, line


def figure_table(dimension: Dimension, rows: Sequence[Figure], language: str) -> Table:
    """Return the areas or competences as a table."""
    name, title = ABOUT[dimension]
    about = say(
        language,
        "A row each; figures stand only where so many have answered that nobody's answers can "
        "be worked out.",
    )
    columns = tuple(_column(key, FIGURES, language) for key in FIGURES)
    cells = [tuple(row.model_dump().values()) for row in rows]
    return Table(name, say(language, title), about, columns, cells, ("id",), personal=False)


def deed_table(rows: Sequence[Deed], language: str) -> Table:
    """Return the plan as a table."""
    about = say(language, "What the group has agreed on, and how earlier actions went.")
    columns = tuple(_column(key, DEEDS, language) for key in DEEDS)
    cells = [tuple(_deed_cells(row)) for row in rows]
    key = ("part", "number")
    return Table("plan", say(language, "The plan"), about, columns, cells, key, personal=False)


def _column(key: str, columns: dict[str, tuple[Kind, str]], language: str) -> Column:
    kind, title = columns[key]
    categories = {"status": STATUSES, "part": PARTS_IN_WORDS, "mark": MARKS_IN_WORDS}.get(key, {})
    told = tuple((value, say(language, words)) for value, words in categories.items())
    return Column(key, kind, say(language, title), categories=told)


def _deed_cells(row: Deed) -> Iterator[Cell]:
    for value in row.model_dump().values():
        written = " ".join(value) if isinstance(value, tuple) else value
        yield None if written == "" else written  # an empty text and none are read back alike


# --- reading ---------------------------------------------------------------------------------


def read_figures(data: bytes) -> list[tuple[int, dict[str, Cell]]]:
    """Return each row's values and its line; raises ``UnreadableTable``."""
    return list(_rows(data, FIGURES))


def read_deeds(data: bytes) -> list[tuple[int, dict[str, object]]]:
    """Return each action's values and its line; raises ``UnreadableTable``."""
    texts = {key for key, (kind, _) in DEEDS.items() if kind == "string"} - {"goal", "due"}
    found: list[tuple[int, dict[str, object]]] = []
    for at, row in _rows(data, DEEDS):
        values: dict[str, object] = {
            key: "" if value is None and key in texts else value for key, value in row.items()
        }
        values["competences"] = tuple(str(row["competences"] or "").split())
        found.append((at, values))
    return found


def _rows(
    data: bytes, columns: dict[str, tuple[Kind, str]]
) -> Iterator[tuple[int, dict[str, Cell]]]:
    for at, cells, written in _lines(data):
        if at == 1:
            if cells != list(columns) or written != line(columns, PLAIN):
                raise UnreadableTable("head", at)
            continue
        if len(cells) != len(columns):
            raise UnreadableTable("shape", at)
        kinds = [kind for kind, _ in columns.values()]
        values = [_value(cell, kind, at) for cell, kind in zip(cells, kinds, strict=True)]
        if line(values, PLAIN) != written:
            raise UnreadableTable("shape", at)
        yield at, dict(zip(columns, values, strict=True))


def _lines(data: bytes) -> Iterator[tuple[int, list[str], str]]:
    """Yield each record with the number of its first line, its cells, and how it is written."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise UnreadableTable("shape", 1) from None
    source = io.StringIO(text, newline="").readlines()
    records = csv.reader(source, strict=True)
    start = 0
    try:
        for cells in records:
            end = records.line_num
            yield start + 1, cells, "".join(source[start:end])
            start = end
    except csv.Error:
        raise UnreadableTable("shape", start + 1) from None
    if start == 0:
        raise UnreadableTable("head", 1)


def _value(cell: str, kind: Kind, at: int) -> Cell:
    if not cell:
        return None
    if kind == "string":
        if guarded(cell) != cell and not cell.startswith("'"):
            raise UnreadableTable("formula", at)
        return unguarded(cell)
    try:
        value = number(cell)
    except ValueError:
        raise UnreadableTable("shape", at) from None
    if kind == "integer" and not isinstance(value, int):
        raise UnreadableTable("shape", at)
    return value if kind == "integer" else float(value)
