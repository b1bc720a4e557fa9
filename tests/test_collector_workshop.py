"""Lead a workshop by a script: its steps, its timer, what each step shows, and who is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from collecting import Collector, Workshop, new_round, response
from scripted import AT, STEPS, given, go, house, idea, room, scripted, show, written
from test_collector_results import listening

__all__ = ["house", "room"]

ITEMS = ("q111", "q112", "q121", "q122", "q211", "q212")


def state(room: Workshop) -> Any:
    return room.caller().get(room.path).json


def answered(room: Workshop, people: int = 8) -> None:
    asked = room.asked()
    for number in range(people):
        person = room.participant()
        answers = dict.fromkeys(ITEMS, str(1 + number % 5))
        sent = response(person, asked, answers=answers, status="finished")
        assert person.put(f"{room.path}/response", sent).status == 200


def test_scripts_are_listed_for_everybody_with_their_minutes(house: Collector) -> None:
    listed = new_round(house).caller().get("scripts").json
    [short] = [one for one in listed if one["id"] == "kort"]
    assert short == {
        "id": "kort",
        "title": {"sv": "Så gör vi", "en": "What we do"},
        "intro": {"sv": "Så gör vi", "en": "What we do"},
        "languages": ["sv", "en"],
        "minutes": 75,
        "steps": 9,
    }
    assert [one["minutes"] for one in listed] == sorted(one["minutes"] for one in listed)


def test_a_round_without_a_script_says_so(house: Collector) -> None:
    bare = new_round(house).opened()
    assert state(bare)["workshop"] is None
    assert bare.leader.get(f"{bare.path}/script").code == "no_workshop"
    assert bare.leader.put(f"{bare.path}/step", {"at": 0}).code == "no_workshop"
    person = bare.participant()
    assert person.put(f"{bare.path}/contribution", {"seq": 1}).code == "no_workshop"


@pytest.mark.parametrize("name", ["nothing", "../../etc/passwd", "schema"])
def test_a_script_that_is_not_there_is_refused_by_name(room: Workshop, name: str) -> None:
    said = room.leader.put(f"{room.path}/script", {"script": name})
    assert said.status == 422
    assert state(room)["workshop"]["script"] == "kort"


def test_the_script_is_read_as_it_is_written_and_only_by_those_in_the_round(room: Workshop) -> None:
    person = room.participant()
    for reader in (room.leader, room.presenter(), person):
        found = reader.get(f"{room.path}/script").json
        assert [step["kind"] for step in found["steps"]] == [kind for _, kind, _, _ in STEPS]
        assert found["schema"] == 1
    assert room.caller().get(f"{room.path}/script").status == 403
    assert room.caller(key="0" * 32).get(f"{room.path}/script").code == "unknown"


def test_taking_the_script_away_leaves_what_was_given(room: Workshop) -> None:
    person = given(room, ideas=[idea("Kvar")])
    room.leader.put(f"{room.path}/script", {"script": None})
    assert state(room)["workshop"] is None
    kept = person.get(f"{room.path}/contribution").json
    assert [one["text"] for one in kept["ideas"]] == ["Kvar"]


def test_everybody_follows_to_the_step_and_its_timer(room: Workshop) -> None:
    assert state(room)["workshop"]["at"] is None
    go(room, "talk")
    there = state(room)
    assert (there["workshop"]["at"], there["workshop"]["steps"]) == (0, 9)
    assert 290 < there["timer_left"] <= 300
    go(room, "circles", seconds=60)
    assert 50 < state(room)["timer_left"] <= 60
    go(room, "ideas", seconds=0)
    assert state(room)["timer_left"] is None
    go(room, "ideas")
    go(room, None)
    there = state(room)
    assert (there["workshop"]["at"], there["timer_left"]) == (None, None)


@pytest.mark.parametrize("at", [-1, 9, 1.5, "1", True])
def test_a_step_that_is_not_there_is_refused(room: Workshop, at: Any) -> None:
    said = room.leader.put(f"{room.path}/step", {"at": at})
    assert (said.status, said.code) == (422, "shape")
    assert state(room)["workshop"]["at"] is None


def test_a_steps_view_is_the_one_that_is_shown_last(room: Workshop) -> None:
    go(room, "look")
    assert state(room)["revealed"] == [], "nobody has answered, so there is nothing to show"
    answered(room)
    go(room, "look")
    assert state(room)["revealed"] == ["areas"]
    room.leader.put(f"{room.path}/reveal", {"views": ["areas", "items"]})
    room.leader.put(f"{room.path}/screen", {"screen": 2})
    go(room, "look")
    there = state(room)
    assert (there["revealed"], there["screen"]) == (["items", "areas"], 0)


def test_ideas_are_shown_when_left_behind_and_the_plan_when_reached(room: Workshop) -> None:
    assert go(room, "ideas")["shown"] == []
    assert go(room, "sort")["shown"] == ["ideas"]
    assert go(room, "close")["shown"] == ["ideas", "plan"]


def test_what_the_facilitator_hid_stays_hidden(room: Workshop) -> None:
    go(room, "sort")
    assert show(room)["shown"] == []
    assert go(room, "points")["shown"] == []
    assert go(room, "talk")["shown"] == []
    assert go(room, "sort")["shown"] == ["ideas"], "their step was passed again"


def test_the_wall_begins_with_its_first_screen_at_each_step(room: Workshop) -> None:
    moves: list[Callable[[], Any]] = [
        lambda: go(room, "sort"),
        lambda: show(room, "ideas", "plan"),
    ]
    for move in moves:
        room.leader.put(f"{room.path}/screen", {"screen": 3})
        move()
        assert state(room)["screen"] == 0
    room.leader.put(f"{room.path}/screen", {"screen": 3})
    go(room, "sort", seconds=30)
    show(room, "plan", "ideas")
    assert state(room)["screen"] == 3, "neither the step nor what is shown has changed"


def test_a_round_keeps_the_script_that_it_began_with(house: Collector) -> None:
    room = scripted(house)
    go(room, "ideas")
    kept = room.leader.get(f"{room.path}/script").json
    file = _script_file(house)
    before = file.read_text(encoding="utf-8")
    try:
        file.write_text(written(points=20), encoding="utf-8")
        assert room.leader.get(f"{room.path}/script").json == kept
        room.leader.put(f"{room.path}/script", {"script": "kort"})
        assert room.leader.get(f"{room.path}/script").json["limits"]["points"] == 20
        assert state(room)["workshop"]["at"] == AT["ideas"], "it goes on where it was"
    finally:
        file.write_text(before, encoding="utf-8")


def _script_file(house: Collector) -> Path:
    arguments: Any = house.process.args
    [notebooks] = [one for one in arguments if one.endswith("/notebooks")]
    return Path(notebooks).parent / "questionnaires" / "workshops" / "kort.yaml"


def test_p05_an_idea_is_no_event_but_five_contributors_are(room: Workshop) -> None:
    with listening(room.leader, room.path) as told:
        first = next(told)["workshop"]
        for _ in range(4):
            given(room, ideas=[idea()])
        go(room, "talk")
        moved = next(one for one in told if one["workshop"]["at"] == 0)["workshop"]
        assert moved["board"] == first["board"] + 1, "the step, and nothing else"
        given(room, ideas=[idea()])
        assert next(one for one in told if one["workshop"]["board"] > moved["board"])
        assert room.leader.get(f"{room.path}/board").json["contributors"] == {
            "at_least": 5,
            "few": False,
        }
