"""Read the rated items' answers into arrays, with three states kept apart.

Answered, "not relevant" (any of a scale's ``other`` options: stored and counted, never scored)
and blank stay different things all the way; what a condition hid from a person is none of them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from kit import conditions
from kit.items import RateItem, Scale
from kit.questionnaire import Questionnaire

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]
Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold what was answered: five arrays of items x responses.

    ``chosen`` is the place of the answer among the item's options (``options_of``), -1 when it is
    blank or was not shown; ``marks`` stand on the item's scale, already reversed where the item
    is, nan without a mark; ``shares`` are the marks from 0 (low end) to 1 (high end); ``apart``
    is "not relevant".
    """

    chosen: Places
    marks: Floats
    shares: Floats
    apart: Flags
    shown: Flags


def read_sheet(
    questionnaire: Questionnaire, items: Sequence[RateItem], answers: Sequence[Answers]
) -> Sheet:
    """Read the answers to ``items``; what is none of an item's options counts as blank."""
    shown = _shown(questionnaire, items, answers)
    chosen = np.full(shown.shape, -1, dtype=np.intp)
    marks = np.full(shown.shape, np.nan)
    shares = np.full(shown.shape, np.nan)
    apart = np.zeros(shown.shape, dtype=bool)
    for place, item in enumerate(items):
        scale = questionnaire.scales[item.scale]
        chosen[place] = _chosen(item, scale, answers, shown[place])
        marks[place] = _worth(item, scale)[chosen[place]]
        shares[place] = (marks[place] - scale.low) / (scale.high - scale.low)
        apart[place] = chosen[place] >= len(scale.points)
    return Sheet(chosen, marks, shares, apart, shown)


def options_of(scale: Scale) -> list[str]:
    """Return the ids of all that can be answered: the scale's points, then its other answers."""
    return [point.id for point in scale.points] + [option.id for option in scale.other]


def _chosen(item: RateItem, scale: Scale, answers: Sequence[Answers], shown: Flags) -> Places:
    """Return the place of each answer to one item among its options."""
    places = {option: place for place, option in enumerate(options_of(scale))}
    given = (answer.get(item.id) for answer in answers)
    # An answer to an item that has since changed kind may be a list, which no dict can look up.
    found = [places.get(one, -1) if isinstance(one, str) else -1 for one in given]
    return np.where(shown, np.array(found, dtype=np.intp), -1)


def _worth(item: RateItem, scale: Scale) -> Floats:
    """Return what each option counts for; the last one, place -1, is for no answer."""
    turn = scale.low + scale.high
    values = [turn - point.value if item.reverse else point.value for point in scale.points]
    return np.array([*values, *[math.nan] * (len(scale.other) + 1)], dtype=np.float64)


def _shown(
    questionnaire: Questionnaire, items: Sequence[RateItem], answers: Sequence[Answers]
) -> Flags:
    """Say for each item and response whether the item's condition let it be seen."""
    deciding = _deciding(questionnaire)
    if not deciding:
        return np.ones((len(items), len(answers)), dtype=bool)
    # Few different answers decide what is shown, so each combination is worked out once.
    examples: dict[str, Answers] = {}
    seen = []
    for answer in answers:
        example = {key: answer[key] for key in deciding if key in answer}
        seen.append(repr(example))
        examples.setdefault(seen[-1], example)
    visible = {key: set(questionnaire.visible(example)) for key, example in examples.items()}
    return np.array([[item.id in visible[key] for key in seen] for item in items], dtype=bool)


def _deciding(questionnaire: Questionnaire) -> list[str]:
    """Return the keys of the answers that the questionnaire's conditions look at."""
    rules = [item.when for item in questionnaire.items() if item.when]
    return sorted({key for rule in rules for key in conditions.ids(conditions.parse(rule))})
