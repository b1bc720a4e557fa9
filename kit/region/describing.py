"""Say of a questionnaire's areas and competences what has to be alike for them to be compared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

import rfc8785

from kit.dimensions import items_of
from kit.items import RateItem
from kit.lines import Line, lines_of
from kit.questionnaire import Questionnaire
from kit.region.shape import DIMENSIONS, About, Asked, GoalWords

DIGITS = 16


def asked(questionnaire: Questionnaire) -> Asked:
    """Return which questionnaire it is, in which wording."""
    return Asked(
        id=questionnaire.id,
        version=questionnaire.version,
        hash=questionnaire.hash,
        title=dict(questionnaire.title),
    )


def goals(questionnaire: Questionnaire) -> tuple[GoalWords, ...]:
    """Return the goals that actions point at."""
    return tuple(GoalWords(id=goal.id, label=dict(goal.label)) for goal in questionnaire.goals)


def rows(questionnaire: Questionnaire) -> tuple[About, ...]:
    """Describe every area and competence, in the questionnaire's order."""
    lines = [line for line in lines_of(questionnaire) if line.dimension in DIMENSIONS]
    return tuple(_about(questionnaire, line) for line in lines)


def _about(questionnaire: Questionnaire, line: Line) -> About:
    is_area = line.dimension == "area"
    label, area = dict(_labels(questionnaire))[line.dimension, line.id]
    level, wanted = _wanted(questionnaire, line)
    return About(
        dimension="area" if is_area else "competence",
        id=line.id,
        area=None if is_area else area,
        label=dict(label),
        low=line.low,
        high=line.high,
        starts=line.starts,
        level=level,
        wanted=wanted,
        items={
            item.id: digest(questionnaire, item)
            for item in items_of(questionnaire, line.dimension, line.id)
        },
    )


def _labels(
    questionnaire: Questionnaire,
) -> Iterator[tuple[tuple[str, str], tuple[Mapping[str, str], str]]]:
    for area in questionnaire.areas:
        yield ("area", area.id), (area.label, area.id)
        for one in area.competences:
            yield ("competence", one.id), (one.label, area.id)


def _wanted(questionnaire: Questionnaire, line: Line) -> tuple[float | None, dict[str, float]]:
    """Return what is wanted of everybody, the first role's, and what of single other roles."""
    first = questionnaire.roles[0].id if questionnaire.roles else ""
    level = line.wanted.get(first)
    own = {role: value for role, value in line.wanted.items() if value != level}
    return level, own


def digest(questionnaire: Questionnaire, item: RateItem) -> str:
    """Return what tells a statement from another one: its words, its scale, when it is shown.

    Words are the questionnaire's own language; a translation that comes later changes nothing.
    """
    scale = questionnaire.scales[item.scale]
    told: dict[str, Any] = {
        "text": questionnaire.text(item.text, questionnaire.language),
        "reverse": item.reverse,
        "when": item.when,
        "points": [
            [point.id, float(point.value), questionnaire.text(point.label, questionnaire.language)]
            for point in scale.points
        ],
    }
    return hashlib.sha256(rfc8785.dumps(told)).hexdigest()[:DIGITS]
