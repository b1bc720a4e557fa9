"""Name what a row of a group's table is counted on: its levels, and where the wanted one begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kit import figures
from kit.dimensions import items_of
from kit.items import Point, RateItem
from kit.language import say
from kit.lines import Line
from kit.questionnaire import Questionnaire

TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Levels:
    """Hold the levels that a row's ``counts`` stand for, from the low end of the scale.

    ``starts`` are where they begin (an item's points, on its scale); ``names`` are what stands at
    an axis ("1", "2"), ``words`` what is said of some of them ("mycket osäker", else "").
    """

    starts: tuple[float, ...]
    names: tuple[str, ...]
    words: tuple[str, ...]

    def legend(self) -> list[str]:
        """Return the levels in full: "1 mycket osäker", "2"."""
        return [f"{name} {word}".rstrip() for name, word in self._both()]

    def ends(self, pattern: str = "{name} ({word})") -> tuple[str, str]:
        """Write the first level and the last one: "1 (mycket osäker)"."""
        both = self._both()
        first, last = (
            pattern.format(name=name, word=word) if word else name
            for name, word in (both[0], both[-1])
        )
        return first, last

    def _both(self) -> list[tuple[str, str]]:
        return list(zip(self.names, self.words, strict=True))

    def place(self, wanted: float) -> float:
        """Return where a wanted level stands, counted in levels: 4.5 is within the fifth one."""
        below = [n for n, start in enumerate(self.starts) if start <= wanted + TINY]
        at = below[-1] if below else 0
        start = self.starts[at]
        end = self.starts[at + 1] if at + 1 < len(self.starts) else start + 1
        return at + min(max((wanted - start) / (end - start), 0), 1)

    def divide(self, counts: Sequence[int], above: int, wanted: float) -> list[tuple[int, int]]:
        """Return for each level how many are below what is wanted, and how many at or above it.

        A wanted level may lie between two points, as an area's does. Then ``above`` says how the
        level that it lies within is divided.
        """
        at = self.place(wanted)
        surely = sum(count for level, count in enumerate(counts) if level >= at - TINY)
        return [
            (0, count)
            if level >= at - TINY
            else (count - (above - surely), above - surely)
            if level == int(at)
            else (count, 0)
            for level, count in enumerate(counts)
        ]


def levels_of(questionnaire: Questionnaire, line: Line, language: str) -> Levels:
    """Return a line's levels: the points of its items' scale, or bands of the score 0-100."""
    points = _points(questionnaire, line)
    if points:
        names = (figures.number(start, language, trim=True) for start in line.starts)
        words = (questionnaire.text(points[start].label, language) for start in line.starts)
        return Levels(line.starts, tuple(names), tuple(words))
    levels = {float(level.from_): level.label for level in questionnaire.levels}
    if set(levels) == set(line.starts):
        named = tuple(questionnaire.text(levels[start], language) for start in line.starts)
    else:
        ends = [*line.starts[1:], line.high]
        spans = zip(line.starts, ends, strict=True)
        named = tuple(f"{start:.0f}–{end:.0f}" for start, end in spans)
    return Levels(line.starts, named, ("",) * len(named))


def _points(questionnaire: Questionnaire, line: Line) -> dict[float, Point]:
    """Return the points that the levels of a line stand for, none where scales differ."""
    items = rated(questionnaire, line.dimension, line.id)
    scales = [questionnaire.scales[item.scale] for item in items]
    points = {float(point.value): point for scale in scales for point in scale.points}
    return points if set(line.starts) <= set(points) else {}


def rated(questionnaire: Questionnaire, dimension: str, id_: str) -> list[RateItem]:
    """Return the items behind a line of any dimension, in the order they are asked."""
    if dimension == "item":
        return [item for item in questionnaire.rated() if item.id == id_]
    return items_of(questionnaire, dimension, id_)


def label_of(questionnaire: Questionnaire, dimension: str, id_: str, language: str) -> str:
    """Return a line's name: an item's is its statement, which says so when it was turned."""
    if dimension == "item":
        item = questionnaire.item(id_)
        words = questionnaire.text(item.text, language)
        if isinstance(item, RateItem) and item.reverse:
            return say(language, "{statement} (turned: a high figure is good)", statement=words)
        return words
    labels = {
        "area": {one.id: one.label for one in questionnaire.areas},
        "competence": {one.id: one.label for one in questionnaire.competences()},
        "tag": {one.id: one.label for one in questionnaire.tags},
    }
    return questionnaire.text(labels[dimension][id_], language)
