"""The plan of a group: a few actions with an owner and a date, and what became of earlier ones."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field

from kit.items import Id
from kit.records import Day, RandomId, Record

MOST_ACTIONS: Final = 30
Mark = Literal["planned", "under_way", "done", "dropped"]
MARKS: Final[tuple[Mark, ...]] = ("planned", "under_way", "done", "dropped")
Line = Annotated[str, Field(max_length=300)]


class Action(Record):
    """One action that the group has agreed on.

    ``goal`` and ``competences`` are ids of the questionnaire's. ``owner`` is a role or initials, as
    the group wishes. ``sign`` is how the group will know that it worked. ``card`` is the idea it
    came from; ``carried`` the id of the earlier plan's action that it goes on with. ``mark`` with
    ``why`` and ``learned`` is what became of it, filled in at the follow-up.
    """

    id: RandomId
    text: Annotated[str, Field(min_length=1, max_length=300)]
    card: RandomId | None = None
    carried: RandomId | None = None
    goal: Id | None = None
    competences: Annotated[tuple[Id, ...], Field(strict=False, max_length=10)] = ()
    owner: Annotated[str, Field(max_length=80)] = ""
    first_step: Line = ""
    due: Day | None = None
    sign: Line = ""
    mark: Mark = "planned"
    why: Line = ""
    learned: Line = ""


class Plan(Record):
    """What the group has agreed on.

    ``version`` rises by one with each change. ``earlier`` are the actions of the round before, with
    their marks. ``reason`` says why there are more actions than the script would have.
    ``follow_up`` is the day when the group comes back to them.
    """

    version: Annotated[int, Field(ge=0)] = 0
    actions: Annotated[tuple[Action, ...], Field(strict=False, max_length=MOST_ACTIONS)] = ()
    earlier: Annotated[tuple[Action, ...], Field(strict=False, max_length=MOST_ACTIONS)] = ()
    reason: Line = ""
    follow_up: Day | None = None


class Gaps(Record):
    """What the plan does nothing about: ids of goals, and of the greatest needs' competences."""

    goals: Annotated[tuple[Id, ...], Field(strict=False)] = ()
    needs: Annotated[tuple[Id, ...], Field(strict=False)] = ()
