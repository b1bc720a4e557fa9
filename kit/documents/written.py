"""Write figures and days as the language does, and say how wide the columns of a table are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from kit import figures
from kit.documents.blocks import Cell, Table
from kit.documents.settled import settled

NOTHING = "–"
_EMPTY = {None, "", NOTHING}
LONGEST_FIGURE = 12
LEAST_WORD, MOST_WORD, MOST_LINE = 3, 16, 90


def written(cell: Cell, language: str) -> str:
    """Return a value in words: "12 november 2026", "4,5", and a dash for nothing."""
    if isinstance(cell, date):
        return figures.day(cell.isoformat(), language)
    if isinstance(cell, float):
        return figures.number(cell, language, trim=True)
    if isinstance(cell, int):
        return figures.whole(cell, language)
    return said(cell or "")


def said(text: str) -> str:
    """Return what somebody wrote, fit for any file; a dash for nothing."""
    return settled(text).strip() or NOTHING


def column(table: Table, place: int) -> Iterator[Cell]:
    """Yield the cells below a header."""
    return (row[place] for row in table.rows)


def of_figures(table: Table) -> list[bool]:
    """Say of each column whether it holds figures, which stand to the right."""
    return [
        place != table.named_by
        and all(map(_is_figure, column(table, place)))
        and not all(cell in _EMPTY for cell in column(table, place))
        for place in range(len(table.head))
    ]


def shares(table: Table, language: str) -> list[float]:
    """Return how much of the table's width each column gets; they add up to 1.

    A column is never narrower than its longest word, as long as words have reasonable lengths.
    """
    weights = [
        _weight(name, [_whole(cell, language) for cell in column(table, place)])
        for place, name in enumerate(table.head)
    ]
    return [weight / sum(weights) for weight in weights]


def _whole(cell: Cell, language: str) -> str:
    """Return a value as it counts for the width: a day or a figure is one word."""
    said = written(cell, language)
    return re.sub(r"\s", "_", said) if isinstance(cell, date) or _is_figure(cell) else said


def _weight(name: str, texts: Sequence[str]) -> float:
    word = max((len(word) for text in [name, *texts] for word in text.split()), default=0)
    line = max(map(len, texts), default=0)
    return float(max(min(max(word, LEAST_WORD), MOST_WORD) + 2, min(line, MOST_LINE) ** 0.8))


def _is_figure(cell: Cell) -> bool:
    if isinstance(cell, str):
        return cell in _EMPTY or (len(cell) <= LONGEST_FIGURE and cell[0].isdigit())
    return not isinstance(cell, date)
