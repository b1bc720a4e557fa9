"""Give ideas and votes: kept as answers are, checked all at once, and nobody's name beside them."""

from __future__ import annotations

import secrets
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from collecting import Workshop
from scripted import board, give, given, go, house, idea, room, show, texts, weighed

from kit.contributions import MOST_IDEAS, MOST_TAKEN

__all__ = ["house", "room"]


def own(room: Workshop, person: Any) -> Any:
    said = person.get(f"{room.path}/contribution")
    assert said.status == 200, said.body
    return said.json


def places(said: Any) -> set[str]:
    return {one["place"] for one in said.json["problems"]}


def test_whoever_has_given_nothing_has_nothing_yet(room: Workshop) -> None:
    person = room.participant()
    assert own(room, person) == {"seq": 0, "ideas": [], "points": {}, "grid": {}, "done": []}
    assert give(room, person, 0).json["outcome"] == "stored"


def test_the_same_gets_the_same_receipt_and_an_older_one_changes_nothing(room: Workshop) -> None:
    first, second = idea("Först"), idea("Sedan")
    person = room.participant()
    one = give(room, person, 1, ideas=[first]).json
    two = give(room, person, 2, ideas=[first, second]).json
    assert (one["outcome"], two["outcome"]) == ("stored", "stored")
    assert one["receipt"] != two["receipt"]
    again = give(room, person, 2, ideas=[first, second]).json
    assert again == two | {"outcome": "same"}
    older = give(room, person, 1, ideas=[first]).json
    assert (older["outcome"], older["seq"], older["receipt"]) == ("older", 2, two["receipt"])
    assert [one["text"] for one in older["stored"]["ideas"]] == ["Först", "Sedan"]
    other = give(room, person, 2, ideas=[second]).json
    assert (other["outcome"], other["stored"]) == ("conflict", older["stored"])
    assert own(room, person)["ideas"] == older["stored"]["ideas"]


def test_everything_comes_back_as_it_was_given(room: Workshop) -> None:
    words = 'Öva "källkritik" – <b>på riktigt</b> 😀\n=1+1'
    ideas = [idea(words, competence="c11", goal="g1", shared=True), idea("Kort", area="a1")]
    grid = {ideas[0]["id"]: {"effect": 5, "effort": None}, ideas[1]["id"]: {"effort": 1}}
    person = given(room, ideas=ideas, points={ideas[0]["id"]: 10}, grid=grid, done=["grid"])
    kept = own(room, person)
    assert kept["ideas"][0] == ideas[0] | {"area": None}
    assert kept["ideas"][1] == {**ideas[1], "competence": None, "goal": None, "shared": False}
    assert kept["points"] == {ideas[0]["id"]: 10}
    assert kept["grid"][ideas[1]["id"]] == {"effect": None, "effort": 1}
    assert kept["done"] == ["grid"]


def test_all_that_is_wrong_is_said_at_once_and_in_the_persons_language(room: Workshop) -> None:
    person = given(room, ideas=[idea("Kvar")])
    twin = idea("En")
    body = {
        "ideas": [
            idea("Fel", goal="g99"),
            idea("Fel", area="a99", note="x"),
            idea("Fel", area="a1", competence="c11"),
            twin,
            twin | {"text": "Två"},
        ],
        "grid": {"0" * 32: {"effect": 3, "weight": 2}},
        "mood": "good",
    }
    said = give(room, person, 2, **body)
    assert (said.status, said.code) == (422, "contribution")
    assert places(said) == {
        "mood",
        "ideas 1 goal",
        "ideas 2 area",
        "ideas 2 note",
        "ideas 3 area",
        "ideas 5 id",
        f"grid {'0' * 32} weight",
    }
    assert [one["text"] for one in own(room, person)["ideas"]] == ["Kvar"]
    person.headers = {"Accept-Language": "sv"}
    [problem] = give(room, person, 2, ideas=[idea(goal="g99")]).json["problems"]
    assert problem["what"] == "Formuläret har inget ”g99” här."
    assert problem["remedy"].startswith("Välj bland")


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"ideas": [{"id": "x", "text": "a"}]}, "ideas 1 id"),
        ({"ideas": [{"id": "0" * 32, "text": "x" * 301}]}, "ideas 1 text"),
        ({"ideas": [{"id": "0" * 32, "text": " \n"}]}, "ideas 1 text"),
        ({"ideas": [{"id": "0" * 32, "text": "a\0b"}]}, "ideas 1 text"),
        ({"ideas": [{"id": f"{n:032x}", "text": "a"} for n in range(MOST_TAKEN + 1)]}, "ideas"),
        ({"points": {"0" * 32: 0}}, "points " + "0" * 32),
        ({"points": {"0" * 32: 2.5}}, "points " + "0" * 32),
        ({"points": {"0" * 32: True}}, "points " + "0" * 32),
        ({"grid": {"0" * 32: {"effect": 6}}}, f"grid {'0' * 32} effect"),
        ({"done": ["everything"]}, "done 1"),
        ({"seq": -1}, "seq"),
    ],
    ids=lambda part: part if isinstance(part, str) else None,
)
def test_what_has_another_shape_is_refused_by_place(
    room: Workshop, wrong: dict[str, Any], place: str
) -> None:
    person = room.participant()
    said = person.put(f"{room.path}/contribution", {"seq": 1, **wrong})
    assert (said.status, said.code) == (422, "shape")
    assert place in places(said)


def test_more_points_than_there_are_never_make_ideas_wait(room: Workshop) -> None:
    """Two devices of one person gave ten points each without a network, and wrote ideas."""
    ideas = [idea(str(number)) for number in range(2)]
    honest = {ideas[0]["id"]: 10}
    for _ in range(3):
        given(room, points=honest)
    ids = [one["id"] for one in ideas]
    both = given(room, ideas=ideas, points=dict.fromkeys(ids, 10), done=["points"])
    assert own(room, both)["points"] == dict.fromkeys(ids, 10)
    show(room, "ideas", "points")
    result = weighed(room)["points"]
    assert (result["voters"], [one["total"] for one in result["cards"]]) == (3, [30, 0])
    assert {card["text"] for card in board(room)["cards"]} == {"0", "1"}


def test_ideas_of_two_devices_are_all_taken(room: Workshop) -> None:
    """Each let the person write as many as a page lets anybody write."""
    person = given(room, ideas=[idea(str(number)) for number in range(2 * MOST_IDEAS)])
    assert len(own(room, person)["ideas"]) == 2 * MOST_IDEAS


def test_points_on_a_card_that_is_gone_cost_nobody_the_rest(room: Workshop) -> None:
    """Between the page and the collector a card was hidden and another one merged."""
    ideas = [idea(str(number)) for number in range(4)]
    given(room, ideas=ideas)
    hidden, merged = ideas[0]["id"], ideas[1]["id"]
    cards = [
        {"id": hidden, "ideas": [hidden], "hidden": True},
        {"id": secrets.token_hex(16), "ideas": [merged, ideas[2]["id"]]},
    ]
    assert room.leader.put(f"{room.path}/sorting", {"version": 0, "cards": cards}).status == 200
    spread = {hidden: 6, "f" * 32: 10, merged: 4, ideas[3]["id"]: 6}
    for _ in range(3):
        given(room, ideas=[idea("Ändå")], points=spread, done=["points"])
    show(room, "ideas", "points")
    told = {one["card"]: one["total"] for one in weighed(room)["points"]["cards"]}
    assert hidden not in told
    assert (told[cards[1]["id"]], told[ideas[3]["id"]]) == (12, 18)


def test_votes_that_are_shown_stay_and_the_rest_is_taken(room: Workshop) -> None:
    first = idea("Kort")
    before: dict[str, Any] = {"points": {first["id"]: 10}, "done": ["points"]}
    people = [given(room, ideas=[first], **before) for _ in range(3)]
    show(room, "ideas", "points")
    person, late_idea = people[0], idea("Sent")
    changed = {"points": {late_idea["id"]: 3}, "grid": {first["id"]: {"effect": 2, "effort": 2}}}
    said = give(room, person, 2, ideas=[first, late_idea], done=["grid"], **changed).json
    assert (said["outcome"], said["late"]) == ("stored", ["points"])
    kept = own(room, person)
    assert (kept["points"], kept["done"]) == (before["points"], ["points", "grid"])
    assert (kept["grid"], len(kept["ideas"])) == (
        {first["id"]: {"effect": 2, "effort": 2}},
        2,
    )
    again = give(room, person, 2, ideas=[first, late_idea], done=["grid"], **changed).json
    assert again == said | {"outcome": "same"}, "a lost receipt is given once more"
    newcomer = given(room, points={first["id"]: 10})
    assert own(room, newcomer)["points"] == {}
    same = give(room, people[1], 2, ideas=[first], **before).json
    assert same["late"] == [], "nothing of it is other than what counts"


def test_ideas_are_taken_also_when_the_round_is_closed(room: Workshop) -> None:
    person = room.participant()
    room.leader.put(f"{room.path}/status", {"status": "closed"})
    assert give(room, person, ideas=[idea("Efteråt")]).json["outcome"] == "stored"
    assert texts(room) == {"Efteråt"}


def test_only_who_has_joined_may_give(room: Workshop) -> None:
    stranger = room.caller(key=secrets.token_hex(16))
    assert give(room, stranger, ideas=[idea()]).code == "unknown"
    assert stranger.get(f"{room.path}/contribution").code == "unknown"
    assert stranger.get(f"{room.path}/board").code == "unknown"
    assert texts(room) == set()


def test_p08_deleting_the_answers_takes_the_ideas_out(room: Workshop) -> None:
    mine, shared, theirs = idea("Min egen"), idea("Tillsammans"), idea("Deras")
    person, other = given(room, ideas=[mine, shared]), given(room, ideas=[theirs])
    cards = [
        {"id": "a" * 32, "ideas": [mine["id"]], "text": "Min egen, omskriven"},
        {"id": "b" * 32, "ideas": [shared["id"], theirs["id"]]},
    ]
    room.leader.put(f"{room.path}/sorting", {"version": 0, "cards": cards})
    show(room, "ideas")
    assert texts(room, other) == {"Min egen, omskriven", "Tillsammans"}
    assert person.delete(f"{room.path}/response").status == 200
    assert texts(room) == texts(room, other) == {"Deras"}
    assert give(room, person, 2, ideas=[mine]).code == "deleted"
    assert board(room)["version"] == 2
    late = {"version": 1, "cards": cards}
    assert room.leader.put(f"{room.path}/sorting", late).code == "changed"


def test_a_hundred_people_who_give_at_once_are_all_kept(room: Workshop) -> None:
    people = [room.participant() for _ in range(20)]

    def five(number: int) -> list[str]:
        ideas = [idea(f"{number} {n}") for n in range(5)]
        return [
            give(room, people[number], seq, ideas=ideas[:seq]).json["outcome"]
            for seq in range(1, 6)
        ]

    with ThreadPoolExecutor(10) as pool:
        outcomes = [one for some in pool.map(five, range(20)) for one in some]
    assert set(outcomes) == {"stored"}
    assert texts(room) == {f"{number} {n}" for number in range(20) for n in range(5)}


def test_nothing_on_the_board_leads_to_a_person(room: Workshop) -> None:
    people = [given(room, ideas=[idea(f"Förslag {n}", shared=True)]) for n in range(6)]
    go(room, "sort")
    for reader in (room.leader, room.presenter(), people[0]):
        said = reader.get(f"{room.path}/board")
        assert not any(person.key.encode() in said.body for person in people)
        cards = said.json["cards"]
        assert [card["id"] for card in cards] == sorted(card["id"] for card in cards)
        assert not any({"shared", "author", "seq"} & card.keys() for card in cards)
