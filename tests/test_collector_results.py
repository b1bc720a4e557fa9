"""What is told of a group as it answers: counts in steps, events, tables that are revealed."""

from __future__ import annotations

import http.client
import json
import urllib.parse
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from collecting import Caller, Collector, Workshop, new_round, response, running

ITEMS = ("q111", "q112", "q121", "q122", "q211", "q212")


def answer(workshop: Workshop, asked: dict[str, str], value: str, **more: Any) -> Caller:
    person = workshop.participant()
    sent = response(person, asked, answers=dict.fromkeys(ITEMS, value), **more)
    assert person.put(f"{workshop.path}/response", sent).status == 200
    return person


@contextmanager
def listening(caller: Caller, path: str) -> Iterator[Iterator[dict[str, Any]]]:
    """Yield the events of a round as they come."""
    parts = urllib.parse.urlsplit(caller.api)
    cookies = "; ".join(f"{name}={value}" for name, (value, _) in caller.cookies.items())
    with closing(http.client.HTTPConnection(parts.netloc, timeout=60)) as connection:
        connection.request("GET", f"{parts.path}{path}/events", headers={"Cookie": cookies})
        said = connection.getresponse()
        assert said.status == 200
        assert said.headers["Content-Type"] == "text/event-stream; charset=utf-8"
        yield events(said)


def events(said: http.client.HTTPResponse) -> Iterator[dict[str, Any]]:
    for line in said:
        if line.startswith(b"data: "):
            yield json.loads(line.removeprefix(b"data: "))


@pytest.fixture(scope="module")
def twelve(collector: Collector) -> Workshop:
    """Make a round that twelve people have answered."""
    workshop = new_round(collector).opened()
    asked = workshop.asked()
    for number in range(12):
        answer(workshop, asked, str(1 + number % 5), status="finished")
    return workshop


def test_p05_the_counters_move_in_steps_that_isolate_nobody(collector: Collector) -> None:
    workshop = new_round(collector).opened()
    asked, seen = workshop.asked(), []
    for _ in range(11):
        answer(workshop, asked, "3")
        seen.append(workshop.leader.get(f"{workshop.path}/progress").json["started"])
    few, five, ten = ({"at_least": n, "few": n == 0} for n in (0, 5, 10))
    assert seen == [few] * 4 + [five] * 5 + [ten] * 2


def test_everybody_has_finished_is_said_of_a_group_only(twelve: Workshop) -> None:
    told = twelve.presenter().get(f"{twelve.path}/progress").json
    assert (told["finished"], told["all_finished"]) == ({"at_least": 10, "few": False}, True)


def test_p05_no_event_tells_of_a_single_person(collector: Collector) -> None:
    workshop = new_round(collector).opened()
    asked = workshop.asked()
    with listening(workshop.leader, workshop.path) as told:
        first = next(told)
        assert (first["status"], first["joined"]["few"], first["code"]) == (
            "open",
            True,
            workshop.code,
        )
        for _ in range(4):
            answer(workshop, asked, "3")
        workshop.leader.put(f"{workshop.path}/reveal", {"views": ["areas"]})
        second = next(told)
        assert (second["revealed"], second["started"]["few"]) == (["areas"], True)
        answer(workshop, asked, "3")
        while (third := next(told))["started"]["few"]:
            pass
        assert third["started"] == {"at_least": 5, "few": False}


def test_events_tell_what_another_process_wrote(collector: Collector) -> None:
    workshop = new_round(collector).opened()
    with running(collector.store) as other, listening(workshop.leader, workshop.path) as told:
        next(told)
        elsewhere = Caller(other.api, cookies=dict(workshop.leader.cookies))
        elsewhere.put(f"{workshop.path}/status", {"status": "closed"})
        assert next(told)["status"] == "closed"


def test_stopping_the_server_ends_its_events_without_a_word_in_the_log() -> None:
    with running() as collector:
        workshop = new_round(collector).opened()
        with listening(workshop.leader, workshop.path) as told:
            next(told)
            collector.process.terminate()
            assert list(told) == []
        collector.process.wait()
        assert "failed" not in collector.log()


def test_events_end_when_the_link_is_revoked(workshop: Workshop) -> None:
    with listening(workshop.presenter(), workshop.path) as told:
        next(told)
        workshop.leader.delete(f"{workshop.path}/keys/presenter")
        assert list(told) == []


def test_a_timer_that_is_started_anew_is_told(workshop: Workshop) -> None:
    with listening(workshop.presenter(), workshop.path) as told:
        assert next(told)["timer_left"] is None
        workshop.leader.put(f"{workshop.path}/timer", {"seconds": 60})
        assert 0 < next(told)["timer_left"] <= 60
        workshop.leader.put(f"{workshop.path}/timer", {"seconds": 3600})
        assert next(told)["timer_left"] > 60


def test_the_wall_hears_which_screen_to_show(workshop: Workshop) -> None:
    with listening(workshop.presenter(), workshop.path) as told:
        assert next(told)["screen"] == 0
        workshop.leader.put(f"{workshop.path}/screen", {"screen": 1})
        assert next(told)["screen"] == 1


def test_nothing_is_shown_before_it_is_revealed(twelve: Workshop) -> None:
    person = twelve.participant()
    for caller in (twelve.presenter(), person):
        assert caller.get(f"{twelve.path}/tables").json == {
            "release": 0,
            "day": None,
            "tables": None,
        }
    assert twelve.caller().get(twelve.path).json["release"] == 0
    person.delete(f"{twelve.path}/response")


def test_the_facilitator_sees_the_release_and_the_others_what_is_revealed(
    twelve: Workshop,
) -> None:
    leader, shown = twelve.leader, twelve.presenter()
    leader.put(f"{twelve.path}/reveal", {"views": ["tags"]})
    own = leader.get(f"{twelve.path}/tables").json
    assert own["release"] >= 1
    rows = own["tables"]["rows"]
    assert {row["dimension"] for row in rows} >= {"area", "competence", "item"}
    assert {row["grouping"] for row in rows} == {"all"}, "the round is open"
    leader.put(f"{twelve.path}/reveal", {"views": ["areas"]})
    seen = shown.get(f"{twelve.path}/tables").json
    assert {row["dimension"] for row in seen["tables"]["rows"]} == {"area"}
    assert {row["need"] for row in seen["tables"]["rows"]} == {None}
    leader.put(f"{twelve.path}/reveal", {"views": ["needs", "items"]})
    seen = shown.get(f"{twelve.path}/tables").json
    assert {row["dimension"] for row in seen["tables"]["rows"]} == {"competence", "item"}
    leader.put(f"{twelve.path}/reveal", {"views": []})
    assert shown.get(f"{twelve.path}/tables").json["tables"] is None


def test_looking_before_the_round_is_closed_leaves_nobody_out(collector: Collector) -> None:
    workshop = new_round(collector).opened()
    asked = workshop.asked()
    for number in range(10):
        answer(workshop, asked, str(1 + number % 5), status="finished")
    assert workshop.leader.get(f"{workshop.path}/tables").json["tables"] is None
    answer(workshop, asked, "2", status="finished")
    workshop.leader.put(f"{workshop.path}/status", {"status": "closed"})
    rows = workshop.leader.get(f"{workshop.path}/tables").json["tables"]["rows"]
    assert {row["n"] for row in rows if row["id"] == "a1" and row["grouping"] == "all"} == {11}


def test_p01_four_people_are_never_shown(collector: Collector) -> None:
    workshop = new_round(collector).opened()
    asked = workshop.asked()
    for _ in range(4):
        answer(workshop, asked, "4", status="finished")
    workshop.leader.put(f"{workshop.path}/reveal", {"views": ["areas", "items"]})
    for caller in (workshop.leader, workshop.presenter()):
        told = caller.get(f"{workshop.path}/tables").json
        shown = [row for row in (told["tables"] or {"rows": []})["rows"] if row["n"] is not None]
        assert shown == []


@pytest.mark.parametrize("views", [["all"], "areas", [["areas"]], ["areas"] * 9, None])
def test_what_is_no_view_cannot_be_revealed(workshop: Workshop, views: Any) -> None:
    assert workshop.leader.put(f"{workshop.path}/reveal", {"views": views}).status == 422
