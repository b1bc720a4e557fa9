"""The plan of a group: a few actions with an owner and a date, and what became of earlier ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Final, Literal

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


def gaps(
    plan: Plan,
    goals: Iterable[str],
    rows: Iterable[Mapping[str, Any]],
    most_needs: int = 3,
) -> Gaps:
    """Return the goals, and of the greatest needs the competences, that no action is about.

    ``goals`` are all goals' ids; ``rows`` are those of a safe table (``kit.disclosure.safe``), as
    far as whoever reads the gaps may see them. Needs as great as the last one belong to the
    greatest too. A dropped action does nothing for anybody.
    """
    held = [action for action in plan.actions if action.mark != "dropped"]
    served = {action.goal for action in held}
    met = {competence for action in held for competence in action.competences}
    return Gaps(
        goals=tuple(goal for goal in goals if goal not in served),
        needs=tuple(need for need in _greatest(rows, most_needs) if need not in met),
    )


def _greatest(rows: Iterable[Mapping[str, Any]], most: int) -> list[str]:
    needs = {
        row["id"]: row["need"]
        for row in rows
        if row["grouping"] == "all" and row["dimension"] == "competence" and row["need"]
    }
    ordered = sorted(needs, key=lambda id_: -needs[id_])
    last = [needs[id_] for id_ in ordered[:most]][-1:]
    return [id_ for id_ in ordered if last and needs[id_] >= last[0]]
