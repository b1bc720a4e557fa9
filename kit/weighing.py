"""Work out how the room weighs its ideas: points spread, and effect and effort placed.

Below ``FEWEST`` voters nothing is told, and what could be traced to single people (how the points
were spread, the most that one gave, the middle half of the placings) only from ``min_group``
voters, as for every figure about a group. A vote is counted as far as it has come, done or not.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import Annotated, Final

from pydantic import Field

from kit.contributions import STEPS, Contribution, Placing
from kit.ideas import BoardCard
from kit.records import RandomId, Record
from kit.scripts import Limits

FEWEST: Final = 3
"""Fewest voters whose sums are told: of two, each would know what the other one gave."""
MUCH: Final = 4
LITTLE: Final = 2
"""A quick win has at least much effect and at most little effort, on 1-5."""


class CardPoints(Record):
    """What one card got.

    ``givers`` gave it at least one point, and the top voter gave it ``most``. ``spread`` is how
    many voters gave 0, 1, 2, ... points. Cards with the same total share the places from
    ``place_from`` to ``place_to``. What ``min_group`` voters are needed for is None below it.
    """

    card: RandomId
    total: int
    givers: int | None
    most: int | None
    spread: dict[int, int] | None
    place_from: int
    place_to: int


class PointsResult(Record):
    """What all cards got, the highest total first; with ``few`` voters nothing is told."""

    voters: int | None
    few: bool
    cards: Annotated[tuple[CardPoints, ...], Field(strict=False)] = ()


class Placings(Record):
    """Where the room places a card on one scale from 1 to 5.

    ``median`` may lie halfway between two steps. At least half of the people placed the card from
    ``low`` to ``high`` (the quartiles, each a step that somebody chose); ``counts`` are how many
    placed it on each step. The three last are None below ``min_group`` people.
    """

    median: float
    low: int | None
    high: int | None
    counts: Annotated[tuple[int, ...], Field(strict=False)] | None


class CardPlace(Record):
    """Where the room places one card; too few people leave everything open."""

    card: RandomId
    n: int | None
    effect: Placings | None
    effort: Placings | None
    quick_win: bool = False


class GridResult(Record):
    """Where the room places the chosen cards, in the board's order."""

    voters: int | None
    few: bool
    cards: Annotated[tuple[CardPlace, ...], Field(strict=False)] = ()


def weigh_points(
    contributions: Iterable[Contribution],
    cards: Sequence[BoardCard],
    limits: Limits,
    min_group: int,
) -> PointsResult:
    """Add up the points of everybody who gave any, for every card that is not hidden.

    Points for an idea that has been put into a card since count for the card. Who gave more points
    than there are is not counted at all.
    """
    shown = [card for card in cards if not card.hidden]
    where = _where(shown)
    votes = [_moved(one.points, where) for one in contributions]
    votes = [vote for vote in votes if 0 < sum(vote.values()) <= limits.points]
    if len(votes) < FEWEST:
        return PointsResult(voters=None, few=True)
    totals = {card.id: sum(vote.get(card.id, 0) for vote in votes) for card in shown}
    open_ = len(votes) >= min_group
    results = [_points(id_, [vote.get(id_, 0) for vote in votes], totals, open_) for id_ in totals]
    results.sort(key=lambda one: (-one.total, one.card))
    return PointsResult(voters=len(votes), few=False, cards=tuple(results))


def weigh_grid(
    contributions: Iterable[Contribution], cards: Sequence[BoardCard], min_group: int
) -> GridResult:
    """Sum up where everybody placed the chosen cards; a placing counts when it has both sides."""
    chosen = [card for card in cards if card.chosen and not card.hidden]
    where = _where(chosen)
    votes = [vote for one in contributions if (vote := _placed(one.grid, where))]
    if len(votes) < FEWEST:
        return GridResult(voters=None, few=True)
    results = [
        _place(card.id, [vote[card.id] for vote in votes if card.id in vote], min_group)
        for card in chosen
    ]
    return GridResult(voters=len(votes), few=False, cards=tuple(results))


def _where(cards: Iterable[BoardCard]) -> dict[str, str]:
    """Return the card for every id that a vote may name: the card's own, or an idea's in it."""
    found = {idea: card.id for card in cards for idea in card.ideas}
    return found | {id_: id_ for id_ in found.values()}


def _moved(points: Mapping[str, int], where: Mapping[str, str]) -> dict[str, int]:
    moved: Counter[str] = Counter()
    for id_, given in points.items():
        if id_ in where:
            moved[where[id_]] += given
    return dict(moved)


def _points(id_: str, given: Sequence[int], totals: Mapping[str, int], open_: bool) -> CardPoints:
    total = totals[id_]
    better = sum(other > total for other in totals.values())
    return CardPoints(
        card=id_,
        total=total,
        givers=sum(points > 0 for points in given) if open_ else None,
        most=max(given) if open_ else None,
        spread=dict(sorted(Counter(given).items())) if open_ else None,
        place_from=better + 1,
        place_to=better + sum(other == total for other in totals.values()),
    )


def _placed(grid: Mapping[str, Placing], where: Mapping[str, str]) -> dict[str, tuple[int, int]]:
    """Return what is placed on both sides; a card's own placing goes before its ideas'."""
    whole = {
        id_: (placing.effect, placing.effort)
        for id_, placing in grid.items()
        if id_ in where and placing.effect and placing.effort
    }
    found = {where[id_]: whole[id_] for id_ in sorted(whole)}
    return found | {id_: place for id_, place in whole.items() if where[id_] == id_}


def _place(id_: str, placed: Sequence[tuple[int, int]], min_group: int) -> CardPlace:
    if len(placed) < FEWEST:
        return CardPlace(card=id_, n=None, effect=None, effort=None)
    open_ = len(placed) >= min_group
    effect = _placings([effect for effect, _ in placed], open_)
    effort = _placings([effort for _, effort in placed], open_)
    quick = effect.median >= MUCH and effort.median <= LITTLE
    return CardPlace(card=id_, n=len(placed), effect=effect, effort=effort, quick_win=quick)


def _placings(steps: Sequence[int], open_: bool) -> Placings:
    ordered = sorted(steps)
    quarter = math.ceil(len(ordered) / 4)
    return Placings(
        median=float(median(ordered)),
        low=ordered[quarter - 1] if open_ else None,
        high=ordered[-quarter] if open_ else None,
        counts=tuple(ordered.count(step) for step in range(1, STEPS + 1)) if open_ else None,
    )
