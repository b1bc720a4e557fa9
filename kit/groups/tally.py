"""Count answers: what each response adds to a tally, and the tally of many responses.

A tally is all that a group's figures need, whatever the number of people. A store keeps one and
moves it by a response's cells at every change; without a store ``tally_of`` counts the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from kit.dimensions import DECIMALS, Dimension
from kit.questionnaire import Questionnaire
from kit.records import Response
from kit.rounds import UNIT
from kit.scoring import Columns, work_out
from kit.sheet import options_of

TALLY = ("role", "unit", "cohort", "dimension", "id", "code", "n")
"""Columns of a tally; all are text but ``cohort`` and ``n``, which are int64."""

CELL = ("dimension", "id", "code")
"""What one response counts in, beside its role, unit and cohort."""

PEOPLE = "people"
"""Dimension of the one cell that every response has, with id "" and code ""."""

BLANK = ""
"""Code of a shown item without an answer, and of a dimension with too few of them."""

NOT_RELEVANT = "na"
"""Code of a dimension all of whose shown items were answered beside the scale."""

CHUNK = 50_000
"""Responses that are counted at a time, so that memory does not grow with their number."""

Cell = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Coded:
    """Hold one item's or dimension's codes: ``words[place]`` for each response, -1 for none."""

    dimension: str
    id: str
    words: list[str]
    places: npt.NDArray[np.intp]


def group_of(questionnaire: Questionnaire, response: Response) -> tuple[str, str]:
    """Return the role and the unit that a response counts in.

    The role is the response's own, or the questionnaire's first when it has none or an unknown
    one, as in ``kit.scoring.score``; "" without roles. The unit is "" when none is given.
    """
    return _Groups(questionnaire).of(response)


def units_of(questionnaire: Questionnaire) -> list[str]:
    """Return the ids of the round's units; [] when it has none."""
    questions = [question for question in questionnaire.background if question.id == UNIT]
    return [option.id for question in questions for option in question.options]


def cells_of(questionnaire: Questionnaire, responses: Sequence[Response]) -> list[list[Cell]]:
    """Return for each response the cells it counts in, as (dimension, id, code).

    ============  =======================================================================
    "people"      id "" and code "": one cell for every response, also an empty one
    "item"        code = id of the chosen option ("5", "na"), "" when blank; what is none
                  of the options is blank; an item hidden from the person gives no cell
    "area",       code = the person's mean on the items' scale, or the score 0-100 where
    "competence"  the items' scales are mixed, rounded to 9 decimals and written with
    and "tag"     ``repr``: "4.5"; "na" when every shown item was answered beside the
                  scale; "" when there are too few answers; no cell when none was shown
    ============  =======================================================================

    A cell never stands twice. The figures are those of ``kit.scoring.score``. Stores keep counts of
    these cells: whoever changes what a response counts in raises ``RULES`` in
    ``store/counting.py``.
    """
    cells: list[list[Cell]] = [[] for _ in responses]
    for coded in _coded(questionnaire, responses):
        words = [(coded.dimension, coded.id, word) for word in coded.words]
        for own, place in zip(cells, coded.places.tolist(), strict=True):
            if place >= 0:
                own.append(words[place])
    return cells


def tally_of(
    questionnaire: Questionnaire, responses: Sequence[Response], cohort: int = 0
) -> pd.DataFrame:
    """Count the responses' cells by role and unit; rows in the columns' order, n above 0.

    The same table as a store's, without a store. The order of the responses is of no account.
    """
    starts = range(0, len(responses), CHUNK)
    parts = [_counted(questionnaire, responses[start : start + CHUNK]) for start in starts]
    table = _frame([row for part in parts for row in part], cohort)
    sums = table.groupby(list(TALLY[:-1]), sort=True)["n"].sum()
    return sums.reset_index()


def _frame(rows: list[tuple[str, str, str, str, str, int]], cohort: int) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["role", "unit", *CELL, "n"])
    table["cohort"] = cohort
    types = {name: "int64" if name in {"cohort", "n"} else "str" for name in TALLY}
    return table[list(TALLY)].astype(types)


def _counted(
    questionnaire: Questionnaire, responses: Sequence[Response]
) -> list[tuple[str, str, str, str, str, int]]:
    """Return (role, unit, dimension, id, code, n) of every cell that somebody counts in."""
    groups = _Groups(questionnaire)
    names: dict[tuple[str, str], int] = {}
    whose = np.array([names.setdefault(groups.of(one), len(names)) for one in responses])
    rows = []
    for coded in _coded(questionnaire, responses):
        there = coded.places >= 0
        keys = whose[there] * len(coded.words) + coded.places[there]
        counts = np.bincount(keys, minlength=len(names) * len(coded.words))
        table = counts.reshape(len(names), len(coded.words)) if coded.words else counts
        for (role, unit), row in zip(names, table.tolist(), strict=False):
            for word, n in zip(coded.words, row, strict=True):
                if n:
                    rows.append((role, unit, coded.dimension, coded.id, word, n))
    return rows


class _Groups:
    """Know which roles and units there are, so that an unknown one never makes a group."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._roles = [role.id for role in questionnaire.roles]
        self._units = set(units_of(questionnaire))

    def of(self, response: Response) -> tuple[str, str]:
        role = response.role if response.role in self._roles else next(iter(self._roles), "")
        unit = response.background.get(UNIT, "")
        return role or "", unit if unit in self._units else ""


def _coded(questionnaire: Questionnaire, responses: Sequence[Response]) -> Iterator[Coded]:
    """Code the people, the items and the dimensions, for all responses."""
    yield Coded(PEOPLE, "", [""], np.zeros(len(responses), dtype=np.intp))
    work = work_out(questionnaire, responses)
    for place, item in enumerate(work.items):
        words = [BLANK, *options_of(questionnaire.scales[item.scale])]
        chosen = np.where(work.sheet.shown[place], work.sheet.chosen[place] + 1, -1)
        yield Coded("item", item.id, words, chosen)
    for dimension, columns in zip(work.dimensions, work.columns, strict=True):
        yield _dimension(dimension, columns)


def _dimension(dimension: Dimension, columns: Columns) -> Coded:
    """Code each response's mean, or why it has none."""
    values = columns["score"] if np.isnan(dimension.low) else columns["mean"]
    found, inverse = np.unique(
        np.round(values[columns["enough"]], DECIMALS) + 0.0, return_inverse=True
    )
    words = [BLANK, NOT_RELEVANT, *(repr(value) for value in found.tolist())]
    places = np.zeros(len(values), dtype=np.intp)
    places[columns["not_relevant"] == columns["items"]] = 1
    places[columns["items"] == 0] = -1
    places[columns["enough"]] = inverse + 2
    return Coded(dimension.kind, dimension.id, words, places)
