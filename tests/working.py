"""A workshop in a store: its script, and people who give to it."""

from __future__ import annotations

from typing import Any

from scripted import written

from kit.contributions import Contribution, Idea, Sorting
from kit.plans import Action, Plan
from kit.reading.scripts import check_script
from kit.rounds import Round
from kit.scripts import Script
from kit.staging import Stage
from kit.store import Gift, Store, Taken

THANKS = "Öva källkritik tillsammans"


def script() -> Script:
    found, problems = check_script(written(), "kort.yaml")
    assert found is not None, problems
    return found


def led(store: Store, of: Round) -> None:
    """Lead a round by the script."""
    store.lead(of.id, lambda _, stage: stage.with_script(script()))


def moved(store: Store, of: Round, at: int | None) -> Stage:
    return store.lead(of.id, lambda _, stage: stage.moved(at))


def showing(store: Store, of: Round, *parts: Any) -> Stage:
    return store.lead(of.id, lambda _, stage: stage.showing(parts))


def idea(number: int, text: str = THANKS) -> Idea:
    return Idea(id=f"{number:032x}", text=text)


def gave(store: Store, of: Round, who: int, seq: int = 1, **parts: Any) -> Taken:
    """Let a person who has joined give something."""
    gift = Gift(of.id, f"{who:032x}", Contribution(seq=seq, **parts))
    [taken] = store.put_contributions([gift])
    return taken


def worked(store: Store, of: Round) -> None:
    """Let five people who have joined work from the first idea to the plan."""
    led(store, of)
    for who in range(5):
        taken = gave(store, of, who, ideas=(idea(who),), points={idea(0).id: 10}, done=("points",))
        assert taken.outcome == "stored"
    cards = [{"id": "c" * 32, "ideas": [idea(1).id, idea(2).id], "chosen": True}]
    assert store.put_sorting(of.id, Sorting.model_validate({"version": 0, "cards": cards}))
    showing(store, of, "ideas", "points", "plan")
    action = Action(id="a" * 32, text=THANKS, owner="EA", due="2027-05-01")
    assert store.put_plan(of.id, Plan(actions=(action,)))
