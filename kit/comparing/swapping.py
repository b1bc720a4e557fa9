"""Show that a few people's answers do not follow from what is published, by letting some swap.

A reader may know who took part, who is linked, in which role and unit everybody is, and every
count, sum and share that both rounds publish. What they cannot know is shown by another world with
the same figures. The nearest is one in which two people answer as the other one did; further ones
are looked for in ``kit.comparing.worlds``.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from kit.comparing.moves import direction_of

Cell = tuple[str, str]
"""A person's role and unit in a round."""

Kind = frozenset[tuple[str, str]]
"""The groups that somebody is in, of those whose figures are published."""

When = Literal["then", "now"]
PAIRS = "linked", ""
"""The group of the linked people, where a share of theirs is published."""


@dataclass(frozen=True, slots=True)
class Person:
    """Hold somebody with a value on a line in one round or, when ``linked``, in both.

    ``cells`` are the role and unit then and now, ``kinds`` the published groups that the person is
    in, ``values`` what they are at, ``levels`` the person's own wanted level where a share of
    those at their own level is published, else nan. ``direction`` is how a linked person has
    moved, ``level`` what a share of the linked holds them to.
    """

    cells: Mapping[When, Cell]
    kinds: Mapping[When, Kind]
    values: Mapping[When, float]
    levels: Mapping[When, float]
    direction: int | None = None
    level: float = math.nan

    @property
    def linked(self) -> bool:
        """Say whether the person is known in both rounds."""
        return self.direction is not None


@dataclass(frozen=True)
class World:
    """Hold everybody with a value on a line in one of the rounds.

    ``shares`` says that the linked people's share is published too, and not only their moves.
    """

    people: tuple[Person, ...]
    when: When
    step: float
    shares: bool

    def may_swap(self, target: Collection[int]) -> bool:
        """Say whether somebody in the target, by place, could swap with somebody outside it."""
        return any(self._may_swap(place, target) for place in target)

    @cached_property
    def _movers(self) -> dict[tuple[float, float], dict[Kind, list[int]]]:
        """Return who could be at another value: by value, other value and kind, who."""
        found: dict[tuple[float, float], dict[Kind, list[int]]] = defaultdict(
            lambda: defaultdict(list)
        )
        values = sorted({one.values[self.when] for one in self.people})
        for place, one in enumerate(self.people):
            mine = one.values[self.when]
            for other in values:
                if other != mine and self._stays(one, other):
                    found[mine, other][self._kind(one, mine, other)].append(place)
        return found

    def _may_swap(self, place: int, target: Collection[int]) -> bool:
        one = self.people[place]
        for values, kind in self._turns(place):
            if any(other not in target for other in self._movers[values].get(kind, ())):
                return True
        # Two linked people of one sort may also swap all that they answered, both times.
        return one.linked and any(
            other.linked
            and other.kinds == one.kinds
            and (other.level, other.levels) == (one.level, one.levels)
            and other.values[self.when] != one.values[self.when]
            for number, other in enumerate(self.people)
            if number not in target
        )

    def _turns(self, place: int) -> Iterator[tuple[tuple[float, float], Kind]]:
        """Yield how somebody's value could move, the other way round, and the person's kind."""
        mine = self.people[place].values[self.when]
        for (before, after), kinds in list(self._movers.items()):
            if before == mine:
                kind = self._kind(self.people[place], before, after)
                if place in kinds.get(kind, ()):
                    yield (after, before), kind

    def _kind(self, one: Person, value: float, other: float) -> Kind:
        """Return the published groups whose figures somebody's move between two values touches.

        With each level that is not the same for all goes what the move does to those who reach it
        and to what the others lack.
        """
        more = {("own", _over(one.levels[self.when], value, other))}
        if self.shares and one.linked:
            more |= {PAIRS, ("pairs", _over(one.level, value, other))}
        return one.kinds[self.when] | more

    def _stays(self, one: Person, value: float) -> bool:
        """Say whether somebody would have moved the same way with another value."""
        if not one.linked:
            return True
        values = {**one.values, self.when: value}
        return direction_of(values["then"], values["now"], self.step) == one.direction


def _over(level: float, value: float, other: float) -> str:
    """Say what a move between two values, one way or the other, does at a level."""
    low, high = sorted((value, other))
    if math.isnan(level):
        return ""
    return f"{low < level <= high} {max(level - low, 0) - max(level - high, 0):.9f}"
