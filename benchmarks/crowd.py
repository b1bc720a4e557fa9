"""Invented people by the million: cheap to make, and answering as people do."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from kit.groups import units_of
from kit.questionnaire import Questionnaire
from kit.records import Identity, Response

AT_ONCE = 20_000
DAY = "2026-11-22"
OPTIONS = np.array(["1", "2", "3", "4", "5", "6", "7", "na", ""])
BESIDE, BLANK = 7, 8
"""Places of "not relevant" and of no answer among the options."""
SHARE_BESIDE, SHARE_BLANK = 0.04, 0.03


def crowd(questionnaire: Questionnaire, people: int, seed: int = 24) -> Iterator[Response]:
    """Make up responses to 24 statements from 1 to 7, the same ones for the same seed.

    People differ in how sure they are throughout, statements in how hard they are; 4 % of the
    answers are "not relevant" and 3 % blank. Roles and units are spread at random.
    """
    random = np.random.default_rng(seed)
    items = [item.id for item in questionnaire.rated()]
    hard = random.normal(0, 0.8, size=len(items))
    identity = Identity(id=questionnaire.id, version=questionnaire.version, hash=questionnaire.hash)
    roles = [role.id for role in questionnaire.roles]
    units = units_of(questionnaire) or [""]
    for start in range(0, people, AT_ONCE):
        size = min(AT_ONCE, people - start)
        marks = OPTIONS[_places(random, hard, size)].tolist()
        own_roles = random.choice(roles, size=size).tolist()
        own_units = random.choice(units, size=size).tolist()
        keys = random.bytes(16 * size).hex()
        for n, (given, role, unit) in enumerate(zip(marks, own_roles, own_units, strict=True)):
            # Not validated: a million checks would be measured as if the store had made them.
            yield Response.model_construct(
                response_id=keys[32 * n : 32 * n + 32],
                round=None,
                seq=len(items),
                questionnaire=identity,
                language=questionnaire.language,
                role=role,
                background={"unit": unit} if unit else {},
                answers={item: mark for item, mark in zip(items, given, strict=True) if mark},
                day=DAY,
                status="finished",
            )


def _places(
    random: np.random.Generator, hard: npt.NDArray[np.float64], people: int
) -> npt.NDArray[np.intp]:
    """Return people x items the place of the answer among the options."""
    shape = (people, len(hard))
    sure = random.normal(4.2, 1.0, size=(people, 1)) - hard + random.normal(0, 1.1, size=shape)
    places = np.clip(np.rint(sure), 1, BESIDE).astype(np.intp) - 1
    chance = random.random(size=shape)
    places[chance < SHARE_BESIDE + SHARE_BLANK] = BLANK
    places[chance < SHARE_BESIDE] = BESIDE
    return places
