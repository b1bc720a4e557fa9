"""Say which lines a group's table has, and how each of them is counted.

A line is one area, competence, tag or item. What it is counted by - where its bins start, which
level each role wants, how much it matters - is the questionnaire's own and never depends on who
answered: so nothing about the people can be read from it.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kit.dimensions import DECIMALS, Dimension, dimensions_of, items_of, wanted_levels
from kit.items import RateItem, Scale
from kit.questionnaire import Questionnaire

BANDS = tuple(float(start) for start in range(0, 100, 10))
"""Where bins of the score 0-100 start, when the questionnaire names no levels."""


@dataclass(frozen=True, slots=True)
class Line:
    """Describe how one area, competence, tag or item is counted.

    ``starts`` are the values where its bins start, ascending: one for each point of the scale,
    whether anybody chose it or not, the last one up to ``high``. A value v is counted in bin i
    when ``starts[i] <= v < starts[i + 1]``. Where the items' scales have different ends, values
    are scores 0-100 and bins the questionnaire's levels, or else ten bands. ``wanted`` is each
    role's level (role id -> value; a role that wants none is left out). ``worth`` is what an
    item's options count for (option id -> value, an already reversed one), {} for a dimension.
    """

    dimension: str
    id: str
    starts: tuple[float, ...]
    low: float
    high: float
    wanted: Mapping[str, float]
    worth: Mapping[str, float]

    def bin(self, value: float) -> int:
        """Return the number of the bin that a value is counted in."""
        return max(bisect_right(self.starts, value) - 1, 0)

    def value(self, code: str) -> float:
        """Return what a tally's code counts for; nan for what is no value."""
        if self.dimension == "item":
            return self.worth.get(code, math.nan)
        try:
            return float(code)
        except ValueError:
            return math.nan

    def shared(self, roles: Iterable[str]) -> float:
        """Return the level that every one of these roles wants; nan where they do not agree."""
        levels = {self.wanted.get(role, math.nan) for role in roles}
        return levels.pop() if len(levels) == 1 else math.nan


def lines_of(questionnaire: Questionnaire) -> list[Line]:
    """List the lines: each area followed by its competences, then the tags, then the items."""
    lines = list(_dimension_lines(questionnaire))
    wanted = {line.id: line.wanted for line in lines if line.dimension == "competence"}
    return lines + [
        _item_line(item, questionnaire.scales[item.scale], wanted.get(item.competence or "", {}))
        for item in questionnaire.rated()
    ]


def weights_of(questionnaire: Questionnaire, weights: Mapping[str, float]) -> list[float]:
    """Return how much each line matters, in the order of ``lines_of``: 0-1.

    ``weights`` are the areas' (area id -> 0-1); an area left out matters fully, 1. Competences
    and items matter as much as their area, a tag as its items on average, the rest fully.
    """
    items = list(questionnaire.rated())
    own = [_weight(questionnaire, weights, item) for item in items]
    dimensions = dimensions_of(questionnaire)
    return [_average([own[place] for place in one.places]) for one in dimensions] + own


def _weight(questionnaire: Questionnaire, weights: Mapping[str, float], item: RateItem) -> float:
    if item.competence is None:
        return 1.0
    return float(weights.get(questionnaire.area_of(item.competence).id, 1.0))


def _average(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), DECIMALS) if values else 1.0


def _dimension_lines(questionnaire: Questionnaire) -> Iterator[Line]:
    levels = wanted_levels(questionnaire)
    for place, dimension in enumerate(dimensions_of(questionnaire)):
        wanted = {
            role.id: round(level[place], DECIMALS)
            for role, level in zip(questionnaire.roles, levels, strict=False)
            if not math.isnan(level[place])
        }
        mixed = math.isnan(dimension.low)
        low, high = (0.0, 100.0) if mixed else (dimension.low, dimension.high)
        starts = _bands(questionnaire) if mixed else _points(questionnaire, dimension)
        yield Line(dimension.kind, dimension.id, starts, low, high, wanted, {})


def _points(questionnaire: Questionnaire, dimension: Dimension) -> tuple[float, ...]:
    """Return the values of all points of the scales that a dimension's items stand on."""
    items = items_of(questionnaire, dimension.kind, dimension.id)
    return _values(questionnaire.scales[item.scale] for item in items)


def _bands(questionnaire: Questionnaire) -> tuple[float, ...]:
    starts = {float(level.from_) for level in questionnaire.levels}
    return tuple(sorted(starts | {0.0})) if starts else BANDS


def _values(scales: Iterable[Scale]) -> tuple[float, ...]:
    return tuple(sorted({float(point.value) for scale in scales for point in scale.points}))


def _item_line(item: RateItem, scale: Scale, wanted: Mapping[str, float]) -> Line:
    """Count an item by its points, reversed ones turned; it wants what its competence does."""
    turn = scale.low + scale.high
    worth = {
        point.id: float(turn - point.value if item.reverse else point.value)
        for point in scale.points
    }
    starts = tuple(sorted(set(worth.values())))
    return Line("item", item.id, starts, scale.low, scale.high, wanted, worth)
