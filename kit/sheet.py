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
Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold what was answered: four arrays of items x responses.

    ``marks`` stand on the item's scale, already reversed where the item is, nan without a mark;
    ``shares`` are the marks from 0 (low end) to 1 (high end); ``apart`` is "not relevant".
    """

    marks: Floats
    shares: Floats
    apart: Flags
    shown: Flags


def read_sheet(
    questionnaire: Questionnaire, items: Sequence[RateItem], answers: Sequence[Answers]
) -> Sheet:
    """Read the answers to ``items``; what is none of an item's options counts as blank."""
    shown = _shown(questionnaire, items, answers)
    marks = np.full(shown.shape, np.nan)
    shares = np.full(shown.shape, np.nan)
    apart = np.zeros(shown.shape, dtype=bool)
    for place, item in enumerate(items):
        scale = questionnaire.scales[item.scale]
        marks[place], apart[place] = _read(item, scale, answers, shown[place])
        shares[place] = (marks[place] - scale.low) / (scale.high - scale.low)
    return Sheet(marks, shares, apart, shown)


def _read(
    item: RateItem, scale: Scale, answers: Sequence[Answers], shown: Flags
) -> tuple[Floats, Flags]:
    """Return one item's marks, and where it was marked as not relevant."""
    turn = scale.low + scale.high
    worth = {id_: turn - value if item.reverse else value for id_, value in scale.values.items()}
    options = [*worth, *(option.id for option in scale.other)]
    number = {option: number for number, option in enumerate(options)}
    blank = len(options)
    given = [answer.get(item.id) for answer in answers]
    # An answer to an item that has since changed kind may be a list, which no dict can look up.
    chosen = np.array(
        [number.get(one, blank) if isinstance(one, str) else blank for one in given], dtype=np.intp
    )
    chosen[~shown] = blank
    table = np.array([worth.get(option, math.nan) for option in [*options, ""]])
    return table[chosen], (chosen >= len(worth)) & (chosen < blank)


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
