"""Say what two versions of a questionnaire have in common: ids, and nothing else, compare rounds.

An item compares when both have its id on the same scale (the same points with the same values)
and turned the same way. An area, a competence or a tag compares over the items that compare and
that both count in it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from kit.dimensions import Dimension, items_of
from kit.disclosure.changes import Named
from kit.items import RateItem, Scale
from kit.lines import lines_of
from kit.look_back import look_backs
from kit.questionnaire import Questionnaire

Key = tuple[str, str]
"""Kind and id of an area, a competence, a tag or an item."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Describe one line that two rounds have in common.

    ``items`` are the ids compared, ``of`` how many this round has; ``whole`` says that both rounds
    count exactly these, by the same rules. ``low`` and ``high`` are nan where scales are mixed.
    ``starts`` are where bins begin, ``step`` is the step of the scale; ``wanted`` each role's level
    in this round, ``before`` in the one before.
    """

    dimension: str
    id: str
    items: tuple[str, ...]
    of: int
    whole: bool
    low: float
    high: float
    starts: tuple[float, ...]
    step: float
    wanted: Mapping[str, float]
    before: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Common:
    """Hold the lines that compare, in this round's order, and what does not and why."""

    lines: tuple[Compared, ...]
    gone: list[Named]
    new: list[Named]
    rescaled: list[Named]
    thin: list[Named]


def common_of(then: Questionnaire, now: Questionnaire) -> Common:
    """Compare two versions of a questionnaire."""
    before, after = _measured(then), _measured(now)
    alike = {id_ for id_ in _ids(before) & _ids(after) if _is_same(then, now, id_)}
    lines = tuple(_lines(then, now, alike))
    compared = {(line.dimension, line.id) for line in lines}
    both = [key for key in after if key in before and key not in compared]
    return Common(
        lines=lines,
        gone=[before[key] for key in before if key not in after],
        new=[after[key] for key in after if key not in before],
        rescaled=[after[key] for key in both if key[0] == "item"],
        thin=[after[key] for key in both if key[0] != "item"],
    )


def _measured(of: Questionnaire) -> dict[Key, Named]:
    """Return all that is measured, with its name; what looks back is not."""
    labels: dict[Key, Mapping[str, str]] = {}
    for area in of.areas:
        labels["area", area.id] = area.label
        labels |= {("competence", one.id): one.label for one in area.competences}
    labels |= {("tag", one.id): one.label for one in of.tags}
    backs = look_backs(of)
    labels |= {("item", one.id): one.text for one in of.rated() if one.id not in backs}
    return {key: Named(dimension=key[0], id=key[1], label=dict(labels[key])) for key in labels}


def _ids(named: Iterable[Key]) -> set[str]:
    return {id_ for dimension, id_ in named if dimension == "item"}


def _is_same(then: Questionnaire, now: Questionnaire, id_: str) -> bool:
    before, after = then.item(id_), now.item(id_)
    if not (isinstance(before, RateItem) and isinstance(after, RateItem)):
        return False
    scales = then.scales[before.scale].values, now.scales[after.scale].values
    return scales[0] == scales[1] and before.reverse == after.reverse


def _lines(then: Questionnaire, now: Questionnaire, alike: set[str]) -> Iterator[Compared]:
    known = _measured(then)
    backs = look_backs(now)
    wanted = {(line.dimension, line.id): line.wanted for line in lines_of(then)}
    for line in lines_of(now):
        if line.id in backs or (line.dimension, line.id) not in known:
            continue
        after, before = (_behind(of, line.dimension, line.id) for of in (now, then))
        common = tuple(id_ for id_ in after if id_ in alike and id_ in before)
        least = 1 if line.dimension == "item" else max(now.scoring.min_items, 1)
        if len(common) < least:
            continue
        scales = [_scale(now, id_) for id_ in common]
        ends = {(scale.low, scale.high) for scale in scales}
        low, high = ends.pop() if len(ends) == 1 else (math.nan, math.nan)
        yield Compared(
            dimension=line.dimension,
            id=line.id,
            items=common,
            of=len(after),
            whole=set(common) == set(after) == set(before) and then.scoring == now.scoring,
            low=low,
            high=high,
            starts=line.starts,
            step=max(_step(scale, mixed=math.isnan(low)) for scale in scales),
            wanted={} if math.isnan(low) else line.wanted,
            before={} if math.isnan(low) else wanted[line.dimension, line.id],
        )


def _behind(of: Questionnaire, dimension: str, id_: str) -> list[str]:
    if dimension == "item":
        return [id_]
    return [item.id for item in items_of(of, dimension, id_)]


def _scale(of: Questionnaire, id_: str) -> Scale:
    item = of.item(id_)
    assert isinstance(item, RateItem)  # noqa: S101 - only rated items are compared
    return of.scales[item.scale]


def _step(scale: Scale, *, mixed: bool) -> float:
    """Return the smallest step between two points; as a share of 100 where scales are mixed."""
    points = sorted({float(value) for value in scale.values.values()})
    step = min((high - low for low, high in pairwise(points)), default=1.0)
    return 100 * step / (scale.high - scale.low) if mixed else step


def dimension_of(line: Compared, places: Mapping[str, int]) -> Dimension:
    """Return a line as something to be scored, its items found by their places in a sheet."""
    found = tuple(places[id_] for id_ in line.items)
    return Dimension(line.dimension, line.id, found, line.low, line.high)
