"""Write figures and days as the language does, and say how wide the columns of a table are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from kit import figures
from kit.documents.blocks import Cell, Table
from kit.documents.settled import settled
from kit.wrapping import width_of

NOTHING = "–"
_EMPTY = {None, "", NOTHING}
LONGEST_FIGURE = 20
_OF = re.compile(r"\b(av|of)\b")
FEW_LETTERS, MOST_LETTERS = 12, 80

ROOM, BESIDE, LONGEST_WORD, TYPE, BOLD = 465.0, 14.0, 110.0, 9.5, 1.12
"""A line of A4, the space beside a column's words, a long word, type and how much wider bold is."""


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

    A column holds its longest word, as long as words have reasonable lengths; what is left goes to
    those with the longest lines.
    """
    texts = [
        [_whole(cell, language) for cell in column(table, at)] for at in range(len(table.head))
    ]
    least = [_word(name, own) for name, own in zip(table.head, texts, strict=True)]
    lines = [_line(name, own) for name, own in zip(table.head, texts, strict=True)]
    wanted = [max(line - word, 0) ** 0.8 for line, word in zip(lines, least, strict=True)]
    left = max(ROOM - sum(least), 0) / (sum(wanted) or 1)
    weights = [word + left * more for word, more in zip(least, wanted, strict=True)]
    return [weight / sum(weights) for weight in weights]


def _whole(cell: Cell, language: str) -> str:
    """Return a value with what is not to be parted as one word: days, figures, few letters."""
    text = written(cell, language)
    one = isinstance(cell, date) or _is_figure(cell) or len(text) <= FEW_LETTERS
    return re.sub(r"\s", "_", text) if one else text


def _word(name: str, texts: Sequence[str]) -> float:
    """Return the width of the longest word with the space beside it; headers are bold."""
    heads = [width_of(word, TYPE * BOLD) for word in name.split()]
    words = [width_of(word, TYPE) for text in texts for word in text.split()]
    return min(max([*heads, *words], default=0), LONGEST_WORD) + BESIDE


def _line(name: str, texts: Sequence[str]) -> float:
    lines = [width_of(text[:MOST_LETTERS], TYPE) for text in texts]
    return max([*lines, width_of(name[:MOST_LETTERS], TYPE) / 2], default=0)


def _is_figure(cell: Cell) -> bool:
    if isinstance(cell, str):
        return cell in _EMPTY or (len(cell) <= LONGEST_FIGURE and not _words_in(cell))
    return not isinstance(cell, date)


def _words_in(text: str) -> bool:
    """Say whether a text is more than a figure such as "57 % (105 av 184)"."""
    return not text[:1].isdigit() or any(mark.isalpha() for mark in _OF.sub("", text))
