"""Looking back: one question for each area, on its scale, that is never scored."""

from __future__ import annotations

from typing import Any

import pytest
from crowds import crowd
from people import SMALL, SURE, plain, questionnaire
from rounds_of_two import NOW, change_rows, earlier_of, table_of

from kit.errors import ProblemsFound
from kit.group_report import group_state
from kit.look_back import look_backs
from kit.rounds import RoundSettings, tailored
from kit.scoring import score

SETTINGS: dict[str, Any] = {"name": "Höst", "questionnaire": "small", "languages": ("sv", "en")}
BACK = RoundSettings(**SETTINGS, look_back=True)


def test_a_last_page_asks_one_question_for_each_area_in_every_language() -> None:
    asked = tailored(SMALL, BACK)
    page = asked.pages[-1]
    assert page.title == {"sv": "Se tillbaka", "en": "Look back"}
    assert [item.id for item in page.items] == ["back1", "back2"]
    assert page.items[0].text == {
        "sv": "Information: var tycker du att du var för ett halvår sedan?",
        "en": "Information (en): where do you think you were half a year ago?",
    }
    assert look_backs(asked) == {"back1": "a1", "back2": "a2"}
    assert look_backs(tailored(SMALL, RoundSettings(**SETTINGS))) == {}


def test_looking_back_is_never_scored() -> None:
    asked = tailored(SMALL, BACK)
    (one,) = crowd([("4" * 9, None, "")])
    more = one.model_copy(update={"answers": {**one.answers, "back1": "1", "back2": "1"}})
    before, after = score(asked, [one]), score(asked, [more])
    assert before.equals(after)


def test_where_items_have_several_scales_it_is_said_and_not_asked() -> None:
    items = plain()["pages"][0]["items"]
    mixed = [{**one, "scale": "four"} if one["id"] == "q211" else one for one in items]
    four = {"points": [{"id": str(n), "value": n} for n in range(1, 5)]}
    of = questionnaire(
        scales={"sure": SURE, "four": four}, pages=[{**plain()["pages"][0], "items": mixed}]
    )
    with pytest.raises(ProblemsFound) as found:
        tailored(of, BACK, language="sv")
    (problem,) = found.value.problems
    assert problem.file == "look_back"
    assert "olika skalor" in problem.what


def test_an_id_that_is_taken_is_named() -> None:
    page = {"id": "lookback", "title": {"sv": "Min"}, "items": plain()["pages"][0]["items"]}
    with pytest.raises(ProblemsFound, match="lookback"):
        tailored(questionnaire(pages=[page]), BACK, language="en")


def test_the_change_shows_where_the_group_thinks_that_it_was() -> None:
    asked = tailored(SMALL, BACK)
    then = crowd([(mark * 9, None, "") for mark in "234562345623"])
    now = [
        one.model_copy(update={"answers": {**one.answers, "back1": mark, "back2": "2"}})
        for one, mark in zip(
            crowd([(mark * 9, None, "") for mark in "334672345634"], NOW),
            "121212343434",
            strict=True,
        )
    ]
    earlier = earlier_of((tailored(SMALL, RoundSettings(**SETTINGS)), then), now, {})
    table = table_of(asked, now, earlier=earlier)
    row = change_rows(table)["area", "a1"]
    assert (row["back"]["n"], row["back"]["mean"]) == (12, 2.5)
    assert table["change"]["new"] == [], "what looks back is nothing new to compare"
    (view,) = group_state(asked, table, "sv", ["change"])["views"]
    assert "Information 2,5 (svarade då: " in view["charts"][0]["sentence"]
    views = group_state(asked, table, "sv", ["items"])["views"]
    assert all(chart["id"] != "items-other" for one in views for chart in one["charts"])
