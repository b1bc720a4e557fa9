"""Only answers that the questionnaire offers are let in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kit.answers import check_answers
from kit.questionnaire import Questionnaire
from kit.reading import read_questionnaire
from kit.records import Identity, Response

KINDS = Path(__file__).parent / "data" / "kinds.yaml"


@pytest.fixture(scope="module")
def kinds() -> Questionnaire:
    return read_questionnaire(KINDS)


def response(kinds: Questionnaire, **given: Any) -> Response:
    whole: dict[str, Any] = {
        "response_id": "1" * 32,
        "seq": 1,
        "questionnaire": Identity(id=kinds.id, version=kinds.version, hash=kinds.hash),
        "language": "sv",
        "answers": {},
        "day": "2026-11-22",
        "status": "finished",
    }
    # Built without checks, as the worst that could come from outside.
    return Response.model_construct(**(whole | given))


def problems(kinds: Questionnaire, **given: Any) -> list[str]:
    return [str(problem) for problem in check_answers(kinds, response(kinds, **given), "en")]


GOOD: list[dict[str, Any]] = [
    {},
    {"q111": "5", "q112": "1", "q121": "na", "q121.want": "3"},
    {"know": "nej", "why": "Räksmörgås\n🦐"},
    {"ways": ["koll", "kurs"], "hours": 2.5, "order": ["sky", "sok", "val"]},
    {"ways": [], "hours": 0, "free": ""},
    {"spread": {"tid": 10}},
    {"spread": {"tid": 3, "stod": 7, "tekn": 0}},
]


@pytest.mark.parametrize("answers", GOOD, ids=str)
def test_what_the_form_offers_is_accepted(kinds: Questionnaire, answers: dict[str, Any]) -> None:
    assert problems(kinds, answers=answers, role="tutor", background={"years": "y1"}) == []


ODD = ["0", "6", "3 ", " 3", "03", "", 3, 3.5, None, True, [], ["3"], {}, {"3": 1}, 1e308, "NaN"]


@pytest.mark.parametrize("value", ODD, ids=repr)
def test_a_rating_takes_only_its_own_points(kinds: Questionnaire, value: Any) -> None:
    found = problems(kinds, answers={"q111": value})
    assert len(found) == 1
    assert found[0].startswith("q111: “")
    assert found[0].endswith("is no answer to this. Choose among: 1, 2, 3, 4, 5, na.")


BAD: list[tuple[str, Any, str]] = [
    ("nothing", "1", "The questionnaire does not ask “nothing”. Leave the answer out."),
    ("__proto__", "1", "The questionnaire does not ask “__proto__”. Leave the answer out."),
    ("n1", "1", "The questionnaire does not ask “n1”. Leave the answer out."),
    ("q111.want", "1", "The questionnaire does not ask “q111.want”. Leave the answer out."),
    ("q121.much", "1", "The questionnaire does not ask “q121.much”. Leave the answer out."),
    ("know.x", "ja", "The questionnaire does not ask “know.x”. Leave the answer out."),
    ("q121.want", "4", "Choose among: 1, 2, 3."),
    ("q121.want", "na", "Choose among: 1, 2, 3."),
    ("know", "kanske", "Choose among: ja, nej, vet."),
    ("know", ["ja"], "Choose among: ja, nej, vet."),
    ("ways", "kurs", "Choose among: kurs, koll, sjlv."),
    ("ways", ["kurs", "x"], "Choose among: kurs, koll, sjlv."),
    ("ways", ["kurs"] * 2, "Choose among: kurs, koll, sjlv."),
    ("ways", [1], "Choose among: kurs, koll, sjlv."),
    ("hours", 41, "Give a number from 0 to 40."),
    ("hours", -0.5, "Give a number from 0 to 40."),
    ("hours", True, "Give a number from 0 to 40."),
    ("hours", "3", "Give a number from 0 to 40."),
    ("hours", float("nan"), "Give a number from 0 to 40."),
    ("free", 5, "Give a text of at most 2000 characters."),
    ("free", "x" * 2001, "Give a text of at most 2000 characters."),
    ("spread", {"tid": 11}, "Spread 10 points over the options."),
    ("spread", {"tid": 9}, "Spread 10 points over the options."),
    ("spread", {"tid": 9.5, "stod": 0.5}, "Spread 10 points over the options."),
    ("spread", {"tid": 11, "stod": -1}, "Spread 10 points over the options."),
    ("spread", {"x": 10}, "Spread 10 points over the options."),
    ("spread", [10], "Spread 10 points over the options."),
]


@pytest.mark.parametrize(("key", "value", "said"), BAD, ids=lambda value: repr(value)[:30])
def test_anything_else_is_refused_in_a_sentence(
    kinds: Questionnaire, key: str, value: Any, said: str
) -> None:
    (found,) = problems(kinds, answers={key: value})
    assert found.startswith(f"{key}: ")
    assert found.endswith(said)


@pytest.mark.parametrize(
    "order", [["sok"], ["sok", "val", "val"], ["sok", "val", "sky", "sok"], "sok", None]
)
def test_an_order_is_whole_or_blank(kinds: Questionnaire, order: Any) -> None:
    found = problems(kinds, answers={"ways": ["kurs"], "hours": 1, "order": order})
    assert found[0].endswith("Give all of these once: sok, val, sky.")


def test_points_may_be_half_spread_until_the_response_is_finished(kinds: Questionnaire) -> None:
    assert problems(kinds, answers={"spread": {"tid": 4}}, status="started") == []
    assert problems(kinds, answers={"spread": {"tid": 14}}, status="started") != []


def test_a_question_that_is_not_shown_takes_no_answer(kinds: Questionnaire) -> None:
    hidden = "With these answers the question is not asked. Leave the answer out."
    assert problems(kinds, answers={"q111": "2", "q112": "1"}) == [f"q112: {hidden}"]
    assert problems(kinds, answers={"why": "x"}) == [f"why: {hidden}"]
    # An odd answer decides nothing, so the question that hangs on it stays hidden.
    found = problems(kinds, answers={"q111": ["9"], "q112": "1"})
    assert [line.split(":")[0] for line in found] == ["q111", "q112"]


def test_role_background_and_questionnaire_are_checked(kinds: Questionnaire) -> None:
    found = problems(
        kinds,
        role="boss",
        background={"years": "y9", "name": "Anna"},
        questionnaire=Identity(id="kinds", version="0.9", hash=kinds.hash),
    )
    assert found[0] == (
        "questionnaire: The answers belong to kinds 0.9, not to kinds 1.0. "
        "Open the questionnaire that was answered."
    )
    assert found[1:] == [
        "role: “boss” is no answer to this. Choose among: all, tutor.",
        "years: “y9” is no answer to this. Choose among: y1, y2.",
        "name: The questionnaire does not ask “name”. Leave the answer out.",
    ]


def test_problems_are_said_in_swedish_first(kinds: Questionnaire) -> None:
    (problem,) = check_answers(kinds, response(kinds, answers={"q111": "9"}))
    assert problem.what == "”9” är inget svar på det här."


def test_an_endless_answer_is_shown_cut(kinds: Questionnaire) -> None:
    (problem,) = check_answers(kinds, response(kinds, answers={"q111": "x" * 5000}))
    assert problem.what == f"”{'x' * 40}…” är inget svar på det här."
