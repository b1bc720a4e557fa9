from __future__ import annotations

from typing import Any

from contributions import random_id
from hypothesis import given
from hypothesis import strategies as st

from kit.plans import Action, Plan, gaps


def row(id_: str, need: float | None, **more: str) -> dict[str, Any]:
    return {"grouping": "all", "dimension": "competence", "id": id_, "need": need} | more


def plan(*actions: dict[str, Any]) -> Plan:
    held = [
        Action.model_validate({"id": random_id(str(place)), "text": "Öva", **action})
        for place, action in enumerate(actions)
    ]
    return Plan(actions=tuple(held))


NEEDS = [row("c11", 0.1), row("c12", 0.4), row("c21", 0.3), row("c22", 0.2), row("c31", 0.0)]


def test_goals_and_greatest_needs_without_an_action_are_named_in_order() -> None:
    found = gaps(plan(), ["g1", "g2"], NEEDS)
    assert (found.goals, found.needs) == (("g1", "g2"), ("c12", "c21", "c22"))


def test_an_action_fills_its_goal_and_its_competences() -> None:
    found = gaps(plan({"goal": "g1", "competences": ["c21", "c12"]}), ["g1", "g2"], NEEDS)
    assert (found.goals, found.needs) == (("g2",), ("c22",))


def test_a_dropped_action_fills_nothing() -> None:
    dropped = {"goal": "g1", "competences": ["c12"], "mark": "dropped"}
    assert gaps(plan(dropped), ["g1"], NEEDS) == gaps(plan(), ["g1"], NEEDS)


def test_needs_as_great_as_the_last_one_are_among_the_greatest() -> None:
    rows = [row("c11", 0.2), row("c12", 0.4), row("c21", 0.2), row("c22", 0.2), row("c31", 0.1)]
    assert gaps(plan(), [], rows, 2).needs == ("c12", "c11", "c21", "c22")


def test_what_is_not_shown_of_all_together_is_no_need() -> None:
    rows = [
        row("c11", None),
        row("c12", 0.9, grouping="unit"),
        row("a1", 0.9, dimension="area"),
        row("c21", 0),
    ]
    assert gaps(plan(), [], rows).needs == ()
    assert gaps(plan(), [], NEEDS, 0).needs == ()


@given(st.lists(st.floats(0, 1), max_size=8, unique=True), st.integers(0, 8))
def test_a_plan_without_actions_misses_as_many_needs_as_are_asked_for(
    needs: list[float], most: int
) -> None:
    rows = [row(f"c{place}", need) for place, need in enumerate(needs)]
    found = gaps(plan(), [], rows, most).needs
    greatest = sorted((need for need in needs if need), reverse=True)[:most]
    assert [needs[int(id_[1:])] for id_ in found] == greatest
