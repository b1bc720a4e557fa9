"""Sort the room's ideas, weigh them, and see each only when it is shown."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from collecting import Caller, Workshop
from scripted import board, give, given, go, house, idea, room, show, texts, weighed

__all__ = ["house", "room"]


def sort(room: Workshop, version: int, *cards: dict[str, Any]) -> Any:
    return room.leader.put(f"{room.path}/sorting", {"version": version, "cards": list(cards)})


def card(*ideas: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a card with these ideas; of one idea it keeps the id."""
    id_ = ideas[0]["id"] if len(ideas) == 1 else secrets.token_hex(16)
    return {"id": id_, "ideas": [one["id"] for one in ideas], **more}


def voters(room: Workshop, spreads: Sequence[dict[str, int]]) -> list[Caller]:
    return [given(room, points=one, done=["points"]) for one in spreads]


def test_the_facilitator_sees_every_card_and_others_what_is_shown(room: Workshop) -> None:
    ideas = [idea(text) for text in ("Öva sökning", "Öva att söka", "Dumheter", "Mer tid")]
    person = given(room, ideas=ideas)
    said = sort(
        room,
        0,
        card(*ideas[:2], text="Öva sökning ihop", chosen=True),
        card(ideas[2], hidden=True),
    )
    assert (said.status, said.json["version"]) == (200, 1)
    assert [one["text"] for one in said.json["cards"]] == [
        "Öva sökning ihop",
        "Dumheter",
        "Mer tid",
    ]
    for other in (person, room.presenter()):
        assert board(room, other)["cards"] == []
    go(room, "sort")
    for other in (person, room.presenter()):
        merged, alone = board(room, other)["cards"]
        assert {one["text"] for one in merged["originals"]} == {"Öva sökning", "Öva att söka"}
        assert (alone["text"], alone["originals"]) == ("Mer tid", [])
    show(room)
    assert board(room, person)["cards"] == []


def test_a_late_idea_is_shown_with_the_facilitators_next_deed(room: Workshop) -> None:
    person = given(room, ideas=[idea("I tid")])
    go(room, "sort")
    seen = room.caller().get(room.path).json["workshop"]
    late = idea("Sent")
    given(room, ideas=[late])
    assert room.caller().get(room.path).json["workshop"] == seen
    assert texts(room, person) == {"I tid"}
    assert texts(room) == {"I tid", "Sent"}
    sort(room, 0, card(late))
    assert texts(room, person) == {"I tid", "Sent"}
    assert room.caller().get(room.path).json["workshop"]["board"] == seen["board"] + 1
    deeds: list[Callable[[], Any]] = [lambda: show(room, "ideas"), lambda: go(room, "points")]
    for deed in deeds:
        given(room, ideas=[idea(text := secrets.token_hex(4))])
        assert text not in texts(room, person)
        deed()
        assert text in texts(room, person)


def test_f12_two_facilitators_at_once_lose_nothing_of_each_other(room: Workshop) -> None:
    ideas = [idea(str(number)) for number in range(2)]
    given(room, ideas=ideas)
    with ThreadPoolExecutor(8) as pool:
        bodies = [card(ideas[n % 2], text=f"Från {n}") for n in range(8)]
        said = list(pool.map(lambda one: sort(room, 0, one), bodies))
    assert sorted(one.status for one in said) == [200] + [409] * 7
    assert {one.code for one in said if one.status == 409} == {"changed"}
    [winner] = [n for n, one in enumerate(said) if one.status == 200]
    assert board(room)["version"] == 1
    assert f"Från {winner}" in texts(room)
    assert sort(room, 0, bodies[winner]).status == 200, "its answer had got lost: it is there"
    assert sort(room, 1, bodies[winner], bodies[1 - winner % 2]).json["version"] == 2


def test_a_card_or_an_idea_stands_in_one_place_only(room: Workshop) -> None:
    one, other = idea("Ett"), idea("Två")
    given(room, ideas=[one, other])
    said = sort(room, 0, card(one), card(other, one), card(one, text="Igen"))
    assert (said.status, said.code) == (422, "sorting")
    assert [problem["place"] for problem in said.json["problems"]] == ["cards 2", "cards 3"]
    assert board(room)["version"] == 0


def test_likely_doubles_are_suggested_to_the_facilitator_only(room: Workshop) -> None:
    one, other = idea("Kurs i källkritik"), idea("Källkritikkurser")
    person = given(room, ideas=[one, other, idea("Köp en kaffemaskin")])
    [pair] = room.leader.get(f"{room.path}/doubles").json
    assert {pair["one"], pair["other"]} == {one["id"], other["id"]}
    assert 0.5 < pair["likeness"] <= 1
    assert person.get(f"{room.path}/doubles").status == 403


def test_a_result_is_nobodys_until_it_is_shown(room: Workshop) -> None:
    mine = idea("Mitt")
    given(room, ideas=[mine])
    people = voters(room, [{mine["id"]: 10}] * 6)
    for reader in (room.leader, room.presenter(), people[0]):
        told = weighed(room, reader)
        assert (told["points"], told["grid"]) == (None, None)
        assert told["voted"]["points"] == {"at_least": 5, "few": False}
        assert told["voted"]["grid"] == {"at_least": 0, "few": True}
    show(room, "points")
    for reader in (room.leader, room.presenter(), people[0]):
        [only] = weighed(room, reader)["points"]["cards"]
        assert (only["card"], only["total"], only["most"]) == (mine["id"], 60, 10)


def test_points_add_up_as_counted_by_hand(room: Workshop) -> None:
    ideas = [idea(text) for text in "abc"]
    a, b, c = (one["id"] for one in ideas)
    given(room, ideas=ideas)
    voters(room, [{a: 10}, {a: 4, b: 6}, {b: 10}, {a: 1, b: 1, c: 8}, {c: 7}])
    show(room, "ideas", "points")
    told = {one["card"]: one for one in weighed(room)["points"]["cards"]}
    assert {id_: one["total"] for id_, one in told.items()} == {a: 15, b: 17, c: 15}
    assert (told[b]["place_from"], told[b]["place_to"]) == (1, 1)
    assert {(told[id_]["place_from"], told[id_]["place_to"]) for id_ in (a, c)} == {(2, 3)}
    assert told[a]["spread"] == {"0": 2, "1": 1, "4": 1, "10": 1}
    assert (told[a]["givers"], told[a]["most"]) == (3, 10)


def test_the_grid_holds_the_chosen_cards_where_the_room_put_them(room: Workshop) -> None:
    win, other = idea("Snabb vinst"), idea("Ej vald")
    given(room, ideas=[win, other])
    sort(room, 0, card(win, chosen=True), card(other))
    for effect, effort in ((5, 1), (4, 2), (4, 2), (5, 3), (3, 1)):
        given(room, grid={win["id"]: {"effect": effect, "effort": effort}}, done=["grid"])
    show(room, "grid")
    [placed] = weighed(room)["grid"]["cards"]
    assert (placed["card"], placed["n"], placed["quick_win"]) == (win["id"], 5, True)
    assert (placed["effect"]["median"], placed["effort"]["median"]) == (4, 2)
    assert placed["effect"]["counts"] == [0, 0, 1, 2, 2]


@pytest.mark.parametrize("people", [0, 1, 2])
def test_of_two_voters_nothing_is_told(room: Workshop, people: int) -> None:
    mine = idea("Mitt")
    given(room, ideas=[mine])
    voters(room, [{mine["id"]: 10}] * people)
    show(room, "points")
    assert weighed(room)["points"] == {"voters": None, "few": True, "cards": []}


def total(room: Workshop, of: dict[str, Any]) -> int:
    cards = weighed(room)["points"]["cards"]
    return int(next(one["total"] for one in cards if one["card"] == of["id"]))


def test_p05_showing_twice_does_not_tell_how_one_person_voted(room: Workshop) -> None:
    mine, yours = idea("Mitt"), idea("Ditt")
    given(room, ideas=[mine, yours])
    people = voters(room, [{mine["id"]: 10}] * 6)
    show(room, "points")
    assert total(room, mine) == 60
    show(room)
    for number, person in enumerate(people[:5], start=1):
        give(room, person, 2, points={yours["id"]: 10}, done=["points"])
        show(room, "points")
        told = weighed(room)
        few = number < 5
        assert total(room, mine) == (60 if few else 10)
        assert told["later"] == (["points"] if few else [])
        show(room)


def test_p05_a_deletion_does_not_change_what_is_shown(room: Workshop) -> None:
    mine = idea("Mitt")
    given(room, ideas=[mine])
    people = voters(room, [{mine["id"]: 10}] * 6)
    show(room, "points")
    before = weighed(room)["points"]
    assert people[0].delete(f"{room.path}/response").status == 200
    assert weighed(room)["points"] == before
    show(room)
    show(room, "points")
    assert weighed(room)["points"] == before
