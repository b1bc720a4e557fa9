"""Come back in half a year: a round that follows an earlier one, its plan, and linked answers."""

from __future__ import annotations

import secrets
from typing import Any

import pytest
from collecting import KEY, SETTINGS, Caller, Collector, Workshop, entered, new_round, response
from scripted import go, house, room, scripted

__all__ = ["house", "room"]


def action(text: str, **more: Any) -> dict[str, Any]:
    return {"id": secrets.token_hex(16), "text": text, **more}


def planned(room: Workshop, *actions: dict[str, Any], version: int = 0) -> Any:
    said = room.leader.put(f"{room.path}/plan", {"version": version, "actions": list(actions)})
    assert said.status == 200, said.body
    return said.json["plan"]


def plan(room: Workshop, who: Caller | None = None) -> Any:
    return (who or room.leader).get(f"{room.path}/plan").json


def followed(earlier: Workshop, by: Caller | None = None) -> Workshop:
    """Make a round that goes on from this one."""
    starter = by or earlier.leader
    wished = starter.get(f"{earlier.path}/following").json
    said = starter.post(f"{earlier.path}/following", wished)
    assert said.status == 201, said.body
    told = said.json
    leader = entered(earlier.collector, told["facilitator_key"])
    keys = told["facilitator_key"], told["presenter_key"]
    return Workshop(earlier.collector, told["round"], *keys, leader).opened()


def test_a_plan_is_read_by_others_once_it_is_shown(room: Workshop) -> None:
    person = room.participant()
    kept = planned(room, action("Öva på onsdagar", goal="g1", owner="EA", due="2027-05-01"))
    assert (kept["version"], kept["actions"][0]["owner"]) == (1, "EA")
    for reader in (person, room.presenter()):
        assert plan(room, reader) == {
            "plan": {**kept, "actions": [], "reason": "", "follow_up": None},
            "gaps": {"goals": [], "needs": []},
            "most": 3,
        }
    go(room, "plan")
    told = plan(room, person)
    assert told["plan"] == kept
    assert "g1" not in told["gaps"]["goals"]
    assert told["gaps"]["goals"] != []


def test_a_plan_is_held_to_the_questionnaire_and_to_its_version(room: Workshop) -> None:
    first = action("Ett", goal="g99", competences=["c99", "c11"])
    said = room.leader.put(f"{room.path}/plan", {"version": 0, "actions": [first, first]})
    assert (said.status, said.code) == (422, "plan")
    assert [one["place"] for one in said.json["problems"]] == [
        "actions 1 goal",
        "actions 1 competences",
        "actions 2 goal",
        "actions 2 competences",
        "actions 2 id",
    ]
    planned(room, action("Ett"))
    stale = {"version": 0, "actions": [action("Två")]}
    assert room.leader.put(f"{room.path}/plan", stale).code == "changed"
    assert [one["text"] for one in plan(room)["plan"]["actions"]] == ["Ett"]
    over = [action(str(number)) for number in range(5)]
    assert len(planned(room, *over, version=1)["actions"]) == 5, "the page asks why; none is lost"
    strange = {"version": 2, "actions": [action("Ett", note="x")], "more": 1}
    kept = room.leader.put(f"{room.path}/plan", strange).json["plan"]
    assert "more" not in kept
    assert "note" not in kept["actions"][0]


def test_a_round_that_follows_begins_with_the_earlier_plan(room: Workshop) -> None:
    kept = planned(room, action("Öva"), action("Fråga"))["actions"]
    later = followed(room)
    told = plan(later)["plan"]
    assert (told["earlier"], told["actions"]) == (kept, [])
    state = later.caller().get(later.path).json
    assert state["follows"]["id"] == room.id
    assert state["follows"].keys() == {"id", "name", "created"}
    marked = [one | {"mark": "done", "learned": "Kort är bra"} for one in told["earlier"]]
    body = {"version": told["version"], "earlier": marked}
    assert later.leader.put(f"{later.path}/plan", body).json["plan"]["earlier"] == marked
    assert plan(later, later.participant())["plan"]["earlier"] == marked
    assert plan(room)["plan"]["actions"] == kept, "the earlier plan is as it was"


@pytest.mark.parametrize("who", ["facilitator", "organiser"])
def test_whoever_led_the_round_or_organises_may_go_on(room: Workshop, who: str) -> None:
    by = room.leader if who == "facilitator" else entered(room.collector, KEY)
    wished = by.get(f"{room.path}/following").json
    assert (wished["follows"], wished["closes"]) == (room.id, None)
    assert wished["name"] == SETTINGS["name"]
    later = followed(room, by)
    assert later.caller().get(later.path).json["follows"]["id"] == room.id
    for stranger in (room.presenter(), room.participant(), new_round(room.collector).leader):
        assert stranger.get(f"{room.path}/following").status == 403
        assert stranger.post(f"{room.path}/following", wished).status == 403


def test_nobody_sees_into_another_round_by_following_it(room: Workshop, house: Collector) -> None:
    planned(room, action("Hemligt"))
    mine = new_round(house)
    wished = mine.leader.get(f"{mine.path}/settings").json["settings"] | {"follows": room.id}
    said = mine.leader.put(f"{mine.path}/settings", wished)
    assert (said.status, [one["place"] for one in said.json["problems"]]) == (422, ["follows"])
    assert mine.caller().get(mine.path).json["follows"] is None
    assert plan(mine)["plan"]["earlier"] == []


def test_a_round_follows_one_with_the_same_questionnaire(room: Workshop) -> None:
    organiser = entered(room.collector, KEY)
    for wrong in ({"questionnaire": "bibliotek-24"}, {"follows": "aaaaaaaaaaaa"}):
        said = organiser.post("rounds", {**SETTINGS, "follows": room.id, **wrong})
        assert said.status == 422
        assert [one["place"] for one in said.json["problems"]] == ["follows"]


def test_what_a_round_follows_is_settled_by_the_first_answer(room: Workshop) -> None:
    later = followed(room)
    kept = later.leader.get(f"{later.path}/settings").json["settings"]
    loose = later.leader.put(f"{later.path}/settings", kept | {"follows": None})
    assert (loose.status, loose.json["follows"]) == (200, None)
    later = followed(room)
    person = later.participant()
    asked = person.get(f"{later.path}/response").json["questionnaire"]
    assert person.put(f"{later.path}/response", response(person, asked)).status == 200
    for change in ({"follows": None}, {"look_back": True}):
        said = later.leader.put(f"{later.path}/settings", kept | change)
        assert (said.status, said.code) == (409, "frozen")
    renamed = later.leader.put(f"{later.path}/settings", kept | {"name": "Nytt"})
    assert renamed.status == 200


def test_a_round_outlives_the_one_that_it_follows(room: Workshop) -> None:
    planned(room, action("Kvar"))
    later = followed(room)
    assert room.leader.delete(room.path).status == 200
    kept = later.leader.get(f"{later.path}/settings").json["settings"]
    assert later.leader.put(f"{later.path}/settings", kept | {"name": "Nytt"}).status == 200
    assert later.caller().get(later.path).json["follows"] is None
    assert [one["text"] for one in plan(later)["plan"]["earlier"]] == ["Kvar"]


def linked(room: Workshop, person: Caller, earlier: Any, seq: int = 1) -> Any:
    asked = person.get(f"{room.path}/response").json["questionnaire"]
    return person.put(f"{room.path}/response", response(person, asked, seq, earlier=earlier))


def test_answers_are_linked_to_those_of_the_round_before(room: Workshop) -> None:
    before = room.participant()
    later = followed(room)
    person = later.participant()
    first = linked(later, person, before.key)
    assert first.json["outcome"] == "stored"
    assert person.get(f"{later.path}/response").json["earlier"] == before.key
    assert linked(later, person, before.key).json == first.json | {"outcome": "same"}
    assert linked(later, person, None, 2).json["outcome"] == "stored"
    assert "earlier" not in person.get(f"{later.path}/response").json, "taken back"
    assert linked(later, person, secrets.token_hex(16), 3).status == 200, "a stranger links nothing"


@pytest.mark.parametrize("wrong", ["", "x" * 32, "A" * 32, "0" * 31, 7, ["0" * 32]])
def test_what_is_no_id_links_nothing_and_is_refused(room: Workshop, wrong: Any) -> None:
    later = followed(room)
    said = linked(later, later.participant(), wrong)
    assert (said.status, said.code) == (422, "shape")
    assert [one["place"] for one in said.json["problems"]] == ["earlier"]


def test_where_nothing_is_followed_no_link_is_kept(house: Collector) -> None:
    alone = scripted(house)
    person = alone.participant()
    assert linked(alone, person, "0" * 32).json["outcome"] == "stored"
    assert "earlier" not in person.get(f"{alone.path}/response").json
