from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import SMALL, questionnaire
from pydantic import ValidationError

from kit.answers import check_answers
from kit.errors import ProblemsFound
from kit.questionnaire import Questionnaire
from kit.reading import read_questionnaire
from kit.records import Response
from kit.rounds import (
    CODE_ALPHABET,
    RoundSettings,
    months_after,
    new_code,
    new_round_id,
    read_code,
    tailored,
)

SHIPPED = sorted((Path(__file__).parents[1] / "questionnaires").glob("*.yaml"))


def settings(**changes: Any) -> RoundSettings:
    plain = {"name": "Ekhult", "questionnaire": "small", "languages": ["sv", "en"]}
    return RoundSettings.model_validate(plain | changes)


def faults(**changes: Any) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        tailored(SMALL, settings(**changes), language="en")
    return [problem.file for problem in found.value.problems]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_round_without_wishes_asks_what_the_file_asks(path: Path) -> None:
    file = read_questionnaire(path)
    privacy = file.privacy.model_dump()
    plain = settings(questionnaire=file.id, languages=file.languages, **privacy)
    assert tailored(file, plain) == file
    assert tailored(file, plain).hash == file.hash


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_round_in_one_language_has_all_its_words_and_no_others(path: Path) -> None:
    file = read_questionnaire(path)
    privacy = file.privacy.model_dump()
    for language in file.languages:
        one = tailored(file, settings(questionnaire=file.id, languages=[language], **privacy))
        assert one.language == language
        assert list(one.title) == [language]
        for mine, theirs in zip(one.items(), file.items(), strict=True):
            assert mine.text == {language: file.text(theirs.text, language)}


def test_a_text_without_a_translation_keeps_the_words_that_were_shown() -> None:
    file = questionnaire(goals=[{"id": "g1", "label": {"sv": "Låna ut mer"}}])
    assert tailored(file, settings(languages=["en"])).goals[0].label == {"en": "Låna ut mer"}


def test_id_and_version_stay_and_the_hash_is_the_rounds_own() -> None:
    one = tailored(SMALL, settings(languages=["en", "sv"]))
    assert (one.id, one.version, one.languages) == (SMALL.id, SMALL.version, ("en", "sv"))
    assert one.hash != SMALL.hash


def test_roles_goals_and_privacy_are_the_rounds() -> None:
    one = tailored(
        SMALL, settings(roles=["guide"], goals=["Fler besök"], min_group=7, keep_months=3)
    )
    assert [role.id for role in one.roles] == ["guide"]
    assert [goal.label for goal in one.goals] == [{"sv": "Fler besök", "en": "Fler besök"}]
    assert (one.privacy.min_group, one.privacy.min_distribution) == (7, 8)
    assert one.privacy.keep_months == 3


def test_units_are_asked_for_as_a_background_question() -> None:
    one = tailored(SMALL, settings(units=["Ek", "Al"]))
    [unit] = one.background
    assert unit.text == {"sv": "Var arbetar du?", "en": "Where do you work?"}
    assert [(o.id, o.label["sv"]) for o in unit.options] == [("u1", "Ek"), ("u2", "Al")]
    given = Response.model_validate(
        {
            "response_id": "0" * 32,
            "seq": 1,
            "questionnaire": {"id": one.id, "version": one.version, "hash": one.hash},
            "language": "sv",
            "background": {"unit": "u2"},
            "answers": {},
            "day": "2026-11-22",
            "status": "started",
        }
    )
    assert check_answers(one, given) == []
    assert check_answers(one, given.model_copy(update={"background": {"unit": "u3"}})) != []


def test_a_units_question_replaces_the_files_own() -> None:
    options = [{"id": mark, "label": {"sv": mark, "en": mark}} for mark in "ab"]
    own = {"id": "unit", "text": {"sv": "Enhet", "en": "Unit"}, "options": options}
    one = tailored(questionnaire(background=[own]), settings(units=["Ek", "Al"]))
    assert [[option.id for option in asked.options] for asked in one.background] == [["u1", "u2"]]


def test_the_frozen_copy_survives_being_written_down() -> None:
    one = tailored(SMALL, settings(units=["Ek", "Al"], goals=["</script>", "'; --"]))
    written = one.model_dump_json(by_alias=True, exclude_defaults=True)
    assert Questionnaire.model_validate_json(written) == one


def test_every_setting_that_does_not_fit_is_named() -> None:
    found = faults(questionnaire="other", languages=["fi"], roles=["boss"], weights={"a9": 1})
    assert found == ["questionnaire", "languages", "roles", "weights"]


def test_protection_is_never_lowered() -> None:
    strict = questionnaire(privacy={"min_group": 10, "min_distribution": 20, "keep_months": 2})
    with pytest.raises(ProblemsFound, match="at least 10") as found:
        tailored(strict, settings(), language="en")
    assert [one.file for one in found.value.problems] == ["min_group", "min_distribution"]


def test_a_question_that_is_called_unit_leaves_no_room_for_units() -> None:
    page = SMALL.model_dump(mode="json", by_alias=True)["pages"][0]
    page["items"][0]["id"] = "unit"
    with pytest.raises(ProblemsFound, match="another id"):
        tailored(questionnaire(pages=[page]), settings(units=["Ek", "Al"]), language="en")


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "  "},
        {"name": "a\0b"},
        {"name": "x" * 81},
        {"languages": []},
        {"languages": ["sv", "sv"]},
        {"units": ["Ek"]},
        {"units": ["Ek", "Ek"]},
        {"units": [str(number) for number in range(41)]},
        {"goals": [str(number) for number in range(11)]},
        {"weights": {"a1": 1.1}},
        {"weights": {"a1": float("nan")}},
        {"weights": {"a1": True}},
        {"closes": "2026-02-30"},
        {"keep_months": 0},
        {"keep_months": "14"},
        {"min_group": 4},
        {"min_distribution": 7},
        {"colour": "red"},
    ],
    ids=str,
)
def test_settings_that_make_no_sense_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        settings(**wrong)


@given(st.text(min_size=1, max_size=80).filter(lambda text: text.strip() and "\0" not in text))
def test_a_name_is_kept_as_it_was_written(name: str) -> None:
    kept = settings(name=name)
    assert RoundSettings.model_validate_json(kept.model_dump_json()).name == name


def test_codes_and_ids_differ_each_time_and_leave_out_look_alikes() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == 6 and set(code) <= set(CODE_ALPHABET) for code in codes)
    assert not set(CODE_ALPHABET) & set("0O1IL2Z5S8BUV")
    assert len(CODE_ALPHABET) ** 6 > 2**25
    assert len({new_round_id() for _ in range(200)}) == 200


@given(st.text())
def test_what_is_typed_for_a_code_never_grows(typed: str) -> None:
    assert len(read_code(typed)) <= 7


def test_a_code_is_read_as_people_type_it() -> None:
    assert read_code(" k7f-3qx ") == "K7F3QX"


def test_months_end_where_the_month_ends() -> None:
    assert months_after("2026-01-31", 1) == "2026-02-28"
    assert months_after("2026-11-22", 14) == "2028-01-22"
    assert months_after("2027-12-31", 2) == "2028-02-29"
