"""What a facilitator does to a round, and what the others then see."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

import pytest
from collecting import KEY, SETTINGS, Collector, Workshop, entered, new_round, response


def settings_of(workshop: Workshop) -> dict[str, Any]:
    found: dict[str, Any] = workshop.leader.get(f"{workshop.path}/settings").json["settings"]
    return found


def test_the_organiser_sees_what_rounds_can_be_made_of(collector: Collector) -> None:
    cards = {one["id"]: one for one in entered(collector, KEY).get("questionnaires").json}
    assert {"bibliotek-24", "digcomp-21", "puls-10", "utvardering"} <= cards.keys()
    card = cards["bibliotek-24"]
    assert card["title"].keys() == {"sv", "en"}
    assert card["privacy"] == {"min_group": 5, "min_distribution": 8, "keep_months": 14}
    assert len(card["areas"]) == 5
    assert all(area["label"].keys() == {"sv", "en"} for area in card["areas"])


def test_the_organiser_lists_rounds_without_counts(collector: Collector) -> None:
    workshop = new_round(collector, name="Å <b>by</b> 😀")
    listed = entered(collector, KEY).get("rounds").json
    (mine,) = [one for one in listed if one["id"] == workshop.id]
    assert mine["name"] == "Å <b>by</b> 😀"
    assert mine.keys() == {"id", "name", "status", "created", "questionnaire"}


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"questionnaire": "nothing-1"}, "questionnaire"),
        ({"questionnaire": "../etc/passwd"}, "questionnaire"),
        ({"languages": ["fi"]}, "languages"),
        ({"languages": []}, "languages"),
        ({"roles": ["boss"]}, "roles"),
        ({"min_group": 4}, "min_group"),
        ({"min_group": "5"}, "min_group"),
        ({"units": ["one"]}, "units"),
        ({"units": ["x" * 61, "y"]}, "units 1"),
        ({"name": ""}, "name"),
        ({"name": " "}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"name": "a\x00b"}, "name"),
        ({"closes": "2026-02-30"}, "closes"),
        ({"weights": {"a1": 2}}, "weights a1"),
        ({"weights": {"a9": 1}}, "weights"),
        ({"keep_months": 0}, "keep_months"),
        ({"secret": 1}, "secret"),
        ({"follows": "aaaaaaaaaaaa"}, "follows"),
        ({"follows": "../nothing"}, "follows"),
        ({"look_back": 1}, "look_back"),
    ],
    ids=str,
)
def test_settings_that_cannot_be_are_refused_by_name(
    collector: Collector, wrong: dict[str, Any], place: str
) -> None:
    said = entered(collector, KEY).post("rounds", SETTINGS | wrong)
    assert said.status == 422
    assert [one["place"] for one in said.json["problems"]] == [place]


def test_settings_are_free_until_the_first_answer(collector: Collector) -> None:
    workshop = new_round(collector).opened()
    wished = settings_of(workshop) | {"units": ["Norr", "Söder"], "min_group": 7}
    changed = workshop.leader.put(f"{workshop.path}/settings", wished)
    assert (changed.status, changed.json["min_group"]) == (200, 7)
    asked, person = workshop.asked(), workshop.participant()
    assert person.put(f"{workshop.path}/response", response(person, asked)).status == 200
    frozen = workshop.leader.put(f"{workshop.path}/settings", wished | {"min_group": 5})
    assert (frozen.status, frozen.code) == (409, "frozen")
    fewer = workshop.leader.put(f"{workshop.path}/settings", wished | {"units": []})
    assert (fewer.status, fewer.code) == (409, "frozen")
    renamed = wished | {"name": "Nytt namn", "closes": "2099-01-01", "weights": {"a1": 0.5}}
    assert workshop.leader.put(f"{workshop.path}/settings", renamed).status == 200
    assert workshop.caller().get(workshop.path).json["name"] == "Nytt namn"
    assert settings_of(workshop) == renamed


def test_a_round_that_is_over_opens_only_with_a_later_day(collector: Collector) -> None:
    workshop = new_round(collector, closes="2026-01-01")
    said = workshop.leader.put(f"{workshop.path}/status", {"status": "open"})
    assert (said.status, said.code) == (409, "too_late")
    later = settings_of(workshop) | {"closes": "2099-01-01"}
    assert workshop.leader.put(f"{workshop.path}/settings", later).status == 200
    said = workshop.leader.put(f"{workshop.path}/status", {"status": "open"})
    assert (said.status, said.json["status"]) == (200, "open")


def test_the_timer_runs_and_is_taken_away(workshop: Workshop) -> None:
    path = f"{workshop.path}/timer"
    started = workshop.leader.put(path, {"seconds": 90}).json["timer_left"]
    assert 0 < started <= 90
    assert 0 < workshop.caller().get(workshop.path).json["timer_left"] <= started
    assert workshop.leader.put(path, {"seconds": None}).json["timer_left"] is None


@pytest.mark.parametrize("seconds", [0, -1, 86_401, 1.5, "60", True])
def test_a_timer_is_a_number_of_seconds(workshop: Workshop, seconds: Any) -> None:
    said = workshop.leader.put(f"{workshop.path}/timer", {"seconds": seconds})
    assert said.status == 422


def test_the_wall_is_turned_and_begins_anew_with_another_picture(workshop: Workshop) -> None:
    leader, path = workshop.leader, f"{workshop.path}/screen"
    leader.put(f"{workshop.path}/reveal", {"views": ["areas", "items"]})
    assert leader.put(path, {"screen": 2}).json["screen"] == 2
    assert workshop.caller().get(workshop.path).json["screen"] == 2
    assert leader.put(f"{workshop.path}/reveal", {"views": ["items"]}).json["screen"] == 2
    assert leader.put(f"{workshop.path}/reveal", {"views": ["items", "areas"]}).json["screen"] == 0


@pytest.mark.parametrize("screen", [-1, 1_000, 1.5, "1", None, True])
def test_a_screen_is_a_small_number(workshop: Workshop, screen: Any) -> None:
    assert workshop.leader.put(f"{workshop.path}/screen", {"screen": screen}).status == 422


def test_a_further_key_lets_another_computer_in(workshop: Workshop) -> None:
    more = workshop.leader.post(f"{workshop.path}/keys/facilitator").json["key"]
    other = entered(workshop.collector, more)
    assert other.get(f"{workshop.path}/settings").status == 200
    assert workshop.leader.get(f"{workshop.path}/settings").status == 200


def test_revoking_the_presenters_link_ends_it_everywhere(workshop: Workshop) -> None:
    shown = workshop.presenter()
    said = workshop.leader.delete(f"{workshop.path}/keys/presenter")
    assert said.json == {"key": None}
    assert shown.get(f"{workshop.path}/progress").status == 403
    assert workshop.caller().post("exchange", {"key": workshop.presenter_key}).status == 403
    assert workshop.leader.get(f"{workshop.path}/progress").status == 200


def test_revoking_the_facilitators_links_keeps_only_the_caller(workshop: Workshop) -> None:
    other = entered(workshop.collector, workshop.facilitator_key)
    said = workshop.leader.delete(f"{workshop.path}/keys/facilitator")
    assert workshop.leader.get(f"{workshop.path}/settings").status == 200
    assert other.get(f"{workshop.path}/settings").status == 403
    assert workshop.caller().post("exchange", {"key": workshop.facilitator_key}).status == 403
    again = entered(workshop.collector, said.json["key"])
    assert again.get(f"{workshop.path}/settings").status == 200


def test_a_deleted_round_is_gone_for_everybody(collector: Collector) -> None:
    workshop = new_round(collector).opened()
    person, shown, code = workshop.participant(), workshop.presenter(), workshop.code
    assert workshop.leader.delete(workshop.path).json == {"deleted": True, "backups": []}
    assert workshop.caller().get(workshop.path).code == "round"
    assert person.get(f"{workshop.path}/response").code == "unknown"
    assert shown.get(f"{workshop.path}/progress").status == 403
    assert workshop.leader.get(f"{workshop.path}/settings").status == 403
    joining = {"code": code, "response_id": person.key}
    assert workshop.caller().post("join", joining).code == "code"


def test_everybody_may_know_the_state_of_a_round_and_nothing_more(workshop: Workshop) -> None:
    state = workshop.caller().get(workshop.path).json
    assert state.keys() == {
        *("id", "name", "status", "questionnaire", "languages", "closes", "delete_after"),
        *("revealed", "screen", "release", "timer_left", "min_group", "min_distribution"),
        *("workshop", "follows"),
    }


@pytest.mark.parametrize("text", ["https://example.org/anslut#C7F9KD", "å" * 300, "x"])
def test_a_text_becomes_a_qr_code(collector: Collector, text: str) -> None:
    said = entered(collector, KEY).post("qr", {"text": text})
    drawn = ET.fromstring(said.json["svg"])  # noqa: S314 - it is our own
    assert drawn.tag.endswith("svg")
    assert "viewBox" in drawn.attrib


@pytest.mark.parametrize("text", ["", "x" * 301, None])
def test_what_is_no_short_text_becomes_no_qr_code(collector: Collector, text: Any) -> None:
    assert entered(collector, KEY).post("qr", {"text": text}).status == 422
