"""The collector leads a workshop: scripts, steps, what is shown, and who may see it."""

from __future__ import annotations

from collecting import Workshop
from scripted import board, give, given, go, idea, show, texts, weighed

__all__ = ["house", "room"]

from scripted import house, room


def test_a_whole_workshop_end_to_end(room: Workshop) -> None:
    ideas = [idea(f"Förslag {n}") for n in range(6)]
    people = [given(room, ideas=[one]) for one in ideas]
    assert texts(room, people[0]) == set()
    assert len(texts(room)) == 6
    state = go(room, "sort")
    assert state["shown"] == ["ideas"]
    cards = board(room, people[0])["cards"]
    assert len(cards) == 6
    go(room, "points")
    for n, person in enumerate(people):
        points = {cards[0]["id"]: 6, cards[n]["id"]: 4} if n else {cards[0]["id"]: 10}
        said = give(room, person, 2, ideas=[ideas[n]], points=points, done=["points"])
        assert said.json["outcome"] == "stored"
    assert weighed(room)["points"] is None
    show(room, "ideas", "points")
    assert weighed(room, people[3])["points"]["voters"] == 6
    said = give(room, people[0], 3, points={cards[1]["id"]: 10})
    assert said.json["late"] == ["points"]
    assert room.leader.get(f"{room.path}/plan").json["most"] == 3
