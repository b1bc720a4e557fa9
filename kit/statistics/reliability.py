"""Tell the method's owner how far the items of an area go together; never the room."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kit.dimensions import Dimension, dimensions_of
from kit.errors import KitError
from kit.language import say
from kit.questionnaire import Questionnaire
from kit.records import Response
from kit.sheet import Floats, read_sheet
from kit.statistics.consistency import alpha, alpha_without, complete, item_rest
from kit.statistics.intervals import feldt_interval

FEWEST = 30
"""Complete rows under which alpha says too little: at 20 its interval is [.62, .91] round .80."""


@dataclass(frozen=True, slots=True)
class ItemFit:
    """Say how an item goes with the others: correlation with their sum, alpha without it.

    nan where the item, or all the others, do not vary.
    """

    id: str
    rest: float
    alpha_without: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """Say how the items of one area, competence or tag go together.

    ``people`` answered all of its items; everything is of them. Under ``FEWEST`` of them, or
    without two items on one scale, ``alpha``, ``low`` and ``high`` (its 95 % interval) are nan
    and ``items`` is empty.
    """

    dimension: str
    id: str
    people: int
    alpha: float
    low: float
    high: float
    items: tuple[ItemFit, ...] = ()


def reliability(
    questionnaire: Questionnaire, responses: Sequence[Response], language: str = "sv"
) -> list[Reliability]:
    """Work out Cronbach's alpha for every area, competence and tag, with Feldt's interval.

    Reversed items are turned first. Answers beside the scale and blanks are gaps, and only
    complete rows count (listwise), also in the interval.

    For those who look after the questionnaire: it needs everybody's answers, so it belongs to the
    municipality's command line, and no group view shows it. Raises KitError under ``FEWEST``
    responses.
    """
    if len(responses) < FEWEST:
        raise KitError(_too_few(len(responses), language))
    items = list(questionnaire.rated())
    sheet = read_sheet(questionnaire, items, [response.answers for response in responses])
    names = [item.id for item in items]
    return list(_fits(dimensions_of(questionnaire), sheet.marks, names))


def _fits(
    dimensions: Sequence[Dimension], marks: Floats, names: Sequence[str]
) -> Iterator[Reliability]:
    for dimension in dimensions:
        own = complete(marks[list(dimension.places)].T)
        if len(own) < FEWEST or len(dimension.places) < 2 or math.isnan(dimension.low):  # noqa: PLR2004 - one item has nothing to agree with
            nothing = (math.nan, math.nan, math.nan)
            yield Reliability(dimension.kind, dimension.id, len(own), *nothing)
        else:
            yield _fit(dimension, own, [names[place] for place in dimension.places])


def _fit(dimension: Dimension, marks: Floats, names: Sequence[str]) -> Reliability:
    value = alpha(marks)
    fits = zip(names, item_rest(marks), alpha_without(marks), strict=True)
    low, high = (math.nan, math.nan)
    if not math.isnan(value):
        low, high = feldt_interval(value, items=len(names), people=len(marks))
    items = tuple(ItemFit(*fit) for fit in fits)
    return Reliability(dimension.kind, dimension.id, len(marks), value, low, high, items)


def _too_few(people: int, language: str) -> str:
    return say(
        language,
        "Alpha says too little when only {people} have answered. "
        "Wait until there are at least {fewest}.",
        people=people,
        fewest=FEWEST,
    )
