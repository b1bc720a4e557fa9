"""Say what is measured: areas, competences and tags, their items, scales and wanted levels.

Only the questionnaire is looked at here, never an answer.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kit.items import RateItem
from kit.questionnaire import Questionnaire

DECIMALS = 9
"""Figures are rounded here, so that binary fractions never move one below a level's start."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """Name something that is scored: its kind and id, its items, and the ends of their scale.

    ``low`` and ``high`` are nan when its items stand on scales with different ends.
    """

    kind: str
    id: str
    places: tuple[int, ...]
    low: float
    high: float


def items_of(questionnaire: Questionnaire, kind: str, id_: str) -> list[RateItem]:
    """Return the rated items of an "area", a "competence" or a "tag"."""
    if kind == "tag":
        return [item for item in questionnaire.rated() if id_ in item.tags]
    inside = {id_}
    if kind == "area":
        area = next(area for area in questionnaire.areas if area.id == id_)
        inside = {competence.id for competence in area.competences}
    return [item for item in questionnaire.rated() if item.competence in inside]


def dimensions_of(questionnaire: Questionnaire) -> list[Dimension]:
    """List what is scored: each area followed by its competences, then the tags."""
    return list(_dimensions(questionnaire))


def wanted_levels(questionnaire: Questionnaire) -> list[list[float]]:
    """Return the wanted levels, roles x ``dimensions_of``; nan where a role wants nothing.

    Without roles there is one row of nan.
    """
    items = list(questionnaire.rated())
    dimensions = dimensions_of(questionnaire)
    area_of = {c.id: area.id for area in questionnaire.areas for c in area.competences}
    return [
        [_target(role.targets, area_of, items, dimension) for dimension in dimensions]
        for role in questionnaire.roles
    ] or [[math.nan] * len(dimensions)]


def _dimensions(questionnaire: Questionnaire) -> Iterator[Dimension]:
    place = {item.id: number for number, item in enumerate(questionnaire.rated())}
    for kind, id_ in _named(questionnaire):
        items = items_of(questionnaire, kind, id_)
        scales = [questionnaire.scales[item.scale] for item in items]
        ends = {(scale.low, scale.high) for scale in scales}
        low, high = ends.pop() if len(ends) == 1 else (math.nan, math.nan)
        yield Dimension(kind, id_, tuple(place[item.id] for item in items), low, high)


def _named(questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    for area in questionnaire.areas:
        yield "area", area.id
        yield from (("competence", competence.id) for competence in area.competences)
    yield from (("tag", tag.id) for tag in questionnaire.tags)


def _target(
    targets: Mapping[str, float],
    area_of: Mapping[str, str],
    items: Sequence[RateItem],
    dimension: Dimension,
) -> float:
    """Return a role's wanted level of one dimension: its own, else derived, else nan."""
    if math.isnan(dimension.low):
        return math.nan
    if dimension.kind != "tag" and dimension.id in targets:
        return float(targets[dimension.id])
    competences = [items[place].competence or "" for place in dimension.places]
    wanted = [targets.get(c, targets.get(area_of.get(c, ""), math.nan)) for c in competences]
    return sum(wanted) / len(wanted)
