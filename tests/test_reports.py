from __future__ import annotations

import json

import pytest
from people import ITEMS, SMALL, competences, questionnaire, response, rows, told

from kit.questionnaire import Questionnaire
from kit.reading import read_questionnaire
from kit.reports import profile_state
from kit.shelf import find_questionnaire


def test_it_is_an_estimate_and_says_so() -> None:
    standing = "Detta är din egen skattning av hur säker du känner dig, inte ett prov."
    assert told("444444444")["standing"] == standing
    assert "not an exam" in told("444444444", language="en")["standing"]


def test_everything_is_said_in_the_language_asked_for() -> None:
    english = rows(told("56-327n41", language="en"))["c11"]
    assert english["label"] == "Söka (en)"
    assert english["sentence"] == "Your estimate: 5.5 (Sure). Wanted level: 5. Answered: 2 of 3."
    said = json.dumps(told("56-327n41", "444444444", language="en"), ensure_ascii=False)
    assert not [word for word in ("skattning", "nivå", "Besvarade", "Förra") if word in said]


def test_a_lower_estimate_is_explained_and_never_called_a_decline() -> None:
    profile = told("222222222", "777777777")
    assert profile["earlier"]["day"] == "2026-05-20"
    assert "20 maj 2026" in profile["earlier"]["sentence"]
    assert "Då kan du skatta dig lägre än förut" in profile["earlier"]["sentence"]
    said = json.dumps(profile, ensure_ascii=False)
    assert not [word for word in ("försäm", "sämre", "minsk", "tappa", "betyg") if word in said]


def test_the_latest_of_earlier_responses_is_beside() -> None:
    earlier = [
        response("111111111", 2, day="2025-11-20"),
        response("333333333", 3, day="2026-05-20"),
    ]
    profile = profile_state(SMALL, response("444444444"), earlier)
    assert rows(profile)["c11"]["then"]["figure"] == "3,0"


def test_next_steps_are_those_of_the_persons_level_with_the_reason() -> None:
    profile = told("222622226", role="guide", interest=["c21"])
    first, second, *_ = profile["next_steps"]
    assert (first["id"], first["text"]) == ("c21", "Konton, steg l1")
    assert first["why"].startswith("Din skattning: 2,0. Önskad nivå: 6. ")
    assert first["why"].endswith("Du har själv valt den här kompetensen.")
    assert (second["id"], second["area"]) == ("c11", "Information")
    assert len(profile["next_steps"]) <= 3
    assert {one["id"] for one in profile["strengths"]} == {"c12"}


def test_without_a_suggestion_in_the_file_a_general_one_is_given() -> None:
    profile = told("777172242", role="guide")
    texts = {step["id"]: step["text"] for step in profile["next_steps"]}
    assert texts["c22"].startswith("Välj en sak att prova")


def test_at_or_above_what_is_wanted_there_is_something_to_pass_on() -> None:
    profile = told("777717777")
    assert [step["id"] for step in profile["next_steps"]] == ["c21"]  # furthest above
    assert profile["steps_note"].endswith("Du har något att dela med dig av.")


def test_without_wanted_levels_the_words_are_gentle() -> None:
    profile = told("222665555", of=questionnaire(roles=[]))
    assert profile["next_steps"][0]["id"] == "c11"
    assert profile["next_steps"][0]["why"] == "Din skattning: 2,0."
    assert profile["steps_note"].startswith("Här känner du dig minst säker i dag.")
    assert profile["role"] is None
    assert [entry["mark"] for entry in profile["chart"]["legend"]] == ["dot"]


def test_a_profile_is_plain_json_without_anybodys_answers() -> None:
    person = response(dict.fromkeys(ITEMS, "3") | {"q111": "hemligt", "free": "mina ord"})
    text = json.dumps(profile_state(SMALL, person, [person]), allow_nan=False)
    assert "hemligt" not in text
    assert "mina ord" not in text
    assert not [item for item in ITEMS if item in text]


def test_a_profile_says_which_answers_it_is_of() -> None:
    profile = told("444444444", language="en")
    assert (profile["response_id"], profile["seq"], profile["language"]) == (f"{1:032x}", 1, "en")


def test_a_questionnaire_without_areas_suggests_nothing() -> None:
    note = {"id": "n", "kind": "note", "text": "Hej"}
    empty = questionnaire(areas=[], tags=[], pages=[{"id": "p", "title": "S", "items": [note]}])
    profile = profile_state(empty, response({}))
    assert (profile["chart"], profile["tags_chart"], profile["steps_note"]) == (None, None, "")


@pytest.mark.parametrize("name", ["bibliotek-24", "digcomp-21", "puls-10", "utvardering"])
def test_every_shipped_questionnaire_gives_a_profile_when_all_is_answered(name: str) -> None:
    shipped: Questionnaire = read_questionnaire(find_questionnaire(name))
    answers = {item.id: shipped.scales[item.scale].points[1].id for item in shipped.rated()}
    profile = profile_state(shipped, response(answers))
    assert all(row["enough"] for row in [*profile["areas"], *competences(profile["areas"])])
