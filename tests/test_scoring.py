from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from people import ITEMS, LEVELS, SMALL, SURE, plain, questionnaire, rate, response

from kit.questionnaire import Questionnaire
from kit.records import Response
from kit.scoring import COLUMNS, score

MARKS = st.text("1234567n-", min_size=len(ITEMS), max_size=len(ITEMS))
COUNTS = ["items", "answered", "not_relevant", "blank"]


def scored(answers: str, of: Questionnaire = SMALL, **more: Any) -> pd.DataFrame:
    return score(of, [response(answers, **more)]).set_index("id")


def counts(table: pd.DataFrame, id_: str) -> list[int]:
    return [int(count) for count in table.loc[[id_], COUNTS].to_numpy()[0]]


def test_figures_worked_out_by_hand() -> None:
    # q111-q113 = 5 6 blank; q121 = 3, q122 = 2 reversed to 6; q211 = 7, q212 not relevant;
    # q221 = 4 shows q222, which is 1.
    table = scored("56-327n41")
    assert counts(table, "c11") == [3, 2, 0, 1]
    assert table.loc["c11", "mean"] == 5.5
    assert table.loc["c11", "score"] == 75
    assert table.loc["c12", "mean"] == 4.5
    # All the area's items: (5 + 6 + 3 + 6) / 4, which the competences' means also happen to give
    # only when they weigh the same; here (5.5 + 4.5) / 2 = 5 too.
    assert table.loc["a1", "mean"] == 5
    assert counts(table, "c21") == [2, 1, 1, 0]
    assert counts(table, "a2") == [4, 3, 1, 0]
    assert table.loc["a2", "mean"] == 4
    assert table.loc["legal", "mean"] == 6.5


def test_an_area_is_the_mean_of_its_items_not_of_its_competences() -> None:
    table = scored("777117777")  # c11 = 7 7 7, c12 = 1 and 1 reversed to 7
    assert table.loc["c12", "mean"] == 4
    assert table.loc["a1", "mean"] == pytest.approx((7 + 7 + 7 + 1 + 7) / 5)


def test_too_few_answers_give_no_value_and_say_so() -> None:
    table = scored("5--3-7-11")
    assert counts(table, "c11") == [3, 1, 0, 2]
    assert not table.loc["c11", "enough"]
    assert table.loc["c11", ["mean", "score", "level", "gap"]].isna().all()
    assert table.loc["c11", "wanted"] == 5


def test_not_relevant_is_taken_out_before_the_share_is_asked_for() -> None:
    strict = questionnaire(scoring={"min_answered": 0.8, "min_items": 2})
    assert not scored("5-533----", strict).loc["c11", "enough"]  # 2 of 3
    assert scored("5n533----", strict).loc["c11", "enough"]  # 2 of 2


@pytest.mark.parametrize(("least", "enough"), [(0.5, True), (0.6, True), (0.61, False), (1, False)])
def test_the_share_asked_for_is_reached_when_it_is_met_exactly(least: float, enough: bool) -> None:
    of = questionnaire(scoring={"min_answered": least, "min_items": 2})
    assert scored("555------", of).loc["a1", "enough"] == enough  # 3 of 5


def test_hidden_items_count_as_nothing() -> None:
    hidden, shown = scored("-------35"), scored("-------45")
    assert counts(hidden, "c22") == [1, 1, 0, 0]
    assert counts(shown, "c22") == [2, 2, 0, 0]
    assert shown.loc["c22", "mean"] == 4.5
    assert counts(hidden, "a2") == [3, 1, 0, 2]


def test_a_rule_may_look_at_items_that_are_not_rated() -> None:
    pages = plain()["pages"]
    choice = {
        "id": "desk",
        "kind": "choices",
        "text": "Var?",
        "options": [{"id": "a", "label": "A"}, {"id": "b", "label": "B"}],
    }
    pages[0]["items"] = [choice, rate("q111", "c11", when="desk in ['a']"), rate("q112", "c11")]
    of = questionnaire(pages=pages)
    people = [response({"desk": desk, "q111": "5", "q112": "3"}) for desk in (["a"], ["b"], [])]
    table = score(of, people)
    assert table.loc[table["id"] == "c11", "items"].tolist() == [2, 1, 1]


def test_levels_begin_where_the_questionnaire_says() -> None:
    # Means 2.5, 4.5 and 6 are scores 25, 58.33 and 83.33: the very starts of three levels.
    assert scored("234------").loc["c11", "level"] == "l2"
    assert scored("23n------").loc["c11", "level"] == "l2"
    assert scored("22n------").loc["c11", "level"] == "l1"
    assert scored("45n------").loc["c11", "level"] == "l3"
    assert scored("566------").loc["c11", "level"] == "l3"
    assert scored("666------").loc["c11", "level"] == "l4"


def test_every_level_is_kept_also_those_that_nobody_reached() -> None:
    table = score(SMALL, [response("777777777")])
    reached = table["level"].value_counts(sort=False)
    assert reached.index.tolist() == [level["id"] for level in LEVELS]
    assert reached.loc["l1"] == 0


def test_no_level_below_the_first_and_none_without_levels() -> None:
    late = questionnaire(levels=LEVELS[1:])
    assert scored("111------", late).loc[["c11"], "level"].isna().all()
    assert scored("111------", questionnaire(levels=[])).loc["c11", "score"] == 0


def test_wanted_levels_follow_the_role() -> None:
    # Role "all" wants 5 of the whole area a1 and 4 of c21, and nothing of c22.
    table = scored("444444444", role="all")
    assert table.loc[["a1", "c11", "c12", "c21"], "wanted"].tolist() == [5, 5, 5, 4]
    assert table.loc[["c22", "a2"], "wanted"].isna().all()
    assert table.loc["legal", "wanted"] == 4.5  # q112 in c11 wants 5, q211 in c21 wants 4
    assert table.loc["c11", "gap"] == 1
    # Role "guide" names competences only: a1 is (3 * 6 + 2 * 5) / 5.
    table = scored("777444444", role="guide")
    assert table.loc["a1", "wanted"] == pytest.approx(5.6)
    assert table.loc["c11", "gap"] == -1


@pytest.mark.parametrize("role", [None, "gone"])
def test_without_a_known_role_the_first_one_counts(role: str | None) -> None:
    assert scored("444444444", role=role)["wanted"].equals(
        scored("444444444", role="all")["wanted"]
    )


def test_without_roles_nothing_is_wanted() -> None:
    table = scored("444444444", questionnaire(roles=[]))
    assert table["wanted"].isna().all()
    assert table["gap"].isna().all()


def test_items_on_different_scales_share_a_score_but_no_mean() -> None:
    pages = plain()["pages"]
    pages[0]["items"] = [rate("q111", "c11"), rate("q112", "c11", scale="four")]
    four = {"points": [{"id": f"s{x}", "value": x} for x in (0, 1, 2, 3)]}
    of = questionnaire(pages=pages, scales={"sure": SURE, "four": four})
    table = score(of, [response({"q111": "4", "q112": "s3"})]).set_index("id")
    assert table.loc["c11", "score"] == 75  # (50 + 100) / 2
    assert table.loc["c11", ["mean", "wanted", "gap", "low", "high"]].isna().all()
    assert table.loc["c11", "level"] == "l3"


def test_what_is_no_option_of_the_item_counts_as_blank() -> None:
    table = score(SMALL, [response({"q111": "9", "q112": ["5"], "q113": 5})]).set_index("id")
    assert counts(table, "c11") == [3, 0, 0, 3]


def test_second_ratings_are_not_scored() -> None:
    also = [{"facet": "want", "scale": "sure"}]
    pages = plain()["pages"]
    pages[0]["items"] = [rate("q111", "c11", also=also), rate("q112", "c11", also=also)]
    answers = {"q111": "2", "q112": "2", "q111.want": "7", "q112.want": "7"}
    table = score(questionnaire(pages=pages), [response(answers)]).set_index("id")
    assert table.loc["c11", "mean"] == 2


def test_the_table_is_the_documented_one() -> None:
    table = score(SMALL, [response("444444444", 1), response("---------", 2)])
    assert tuple(table.columns) == COLUMNS
    assert table["id"].tolist() == ["a1", "c11", "c12", "a2", "c21", "c22", "legal"] * 2
    assert table["response_id"].tolist() == [f"{1:032x}"] * 7 + [f"{2:032x}"] * 7
    documented = re.findall(
        r"^    ([a-z_, ]+?) {2,}([a-z]+[0-9]*) {2,}", score.__doc__ or "", re.MULTILINE
    )
    types = {name: type_ for names, type_ in documented for name in names.split(", ")}
    assert {name: table[name].dtype.name for name in COLUMNS} == types


def test_nobody_and_nothing_give_an_empty_table() -> None:
    note = {"id": "n", "kind": "note", "text": "Hej"}
    unscored = questionnaire(areas=[], tags=[], pages=[{"id": "p", "title": "S", "items": [note]}])
    for table in (score(SMALL, []), score(unscored, [response({})])):
        assert len(table) == 0
        assert tuple(table.columns) == COLUMNS


@settings(deadline=None)
@given(MARKS)
def test_means_stay_on_the_scale_and_counts_add_up(answers: str) -> None:
    table = scored(answers)
    assert (table["items"] == table[["answered", "not_relevant", "blank"]].sum(axis=1)).all()
    given_ = table[table["enough"]]
    assert given_["mean"].between(1, 7).all()
    assert given_["score"].between(0, 100).all()
    assert given_["level"].notna().all()
    assert table.loc[~table["enough"], ["mean", "score"]].isna().all(axis=None)


@settings(deadline=None)
@given(MARKS)
def test_means_are_what_counting_by_hand_gives(answers: str) -> None:
    answers = f"{answers[:7]}--"  # the last item is conditional
    table = scored(answers)
    for id_, places in {"c11": (0, 1, 2), "c12": (3, 4), "c21": (5, 6), "a1": range(5)}.items():
        given_ = [place for place in places if answers[place] in "1234567"]
        marks = [8 - int(answers[4]) if place == 4 else int(answers[place]) for place in given_]
        applicable = sum(answers[place] != "n" for place in places)
        enough = len(marks) >= 2 and len(marks) * 2 >= applicable
        assert table.loc[id_, "enough"] == enough
        if enough:
            assert table.loc[id_, "mean"] == pytest.approx(sum(marks) / len(marks))


@settings(deadline=None)
@given(MARKS, st.sampled_from("n-"))
def test_blank_and_not_relevant_never_change_a_mean(answers: str, empty: str) -> None:
    longer = plain()["pages"]
    longer[0]["items"].append(rate("q114", "c11"))
    extra = {"n": {"q114": "na"}, "-": {}}[empty]
    before = scored(answers)
    person = response(response(answers).answers | extra)
    after = score(questionnaire(pages=longer), [person]).set_index("id")
    both = before["enough"] & after["enough"]
    assert (before.loc[both, "mean"] == after.loc[both, "mean"]).all()
    if empty == "n":
        assert (before["enough"] == after["enough"]).all()


@settings(deadline=None)
@given(MARKS)
def test_reversed_twice_is_not_reversed(answers: str) -> None:
    straight, pages = plain()["pages"], plain()["pages"]
    for item in [*straight[0]["items"], *pages[0]["items"]]:
        item.pop("when", None)
    for item in pages[0]["items"]:
        item["reverse"] = not item.get("reverse", False)
    turned = answers.translate(str.maketrans("1234567", "7654321"))
    once = score(questionnaire(pages=straight), [response(answers)])
    twice = score(questionnaire(pages=pages), [response(turned)])
    assert_frame_equal(once, twice)


@settings(deadline=None)
@given(st.lists(st.tuples(MARKS, st.sampled_from([None, "all", "guide"])), max_size=6))
def test_many_are_scored_as_one_by_one(people: list[tuple[str, str | None]]) -> None:
    responses: list[Response] = [
        response(marks, number, role=role) for number, (marks, role) in enumerate(people)
    ]
    together = score(SMALL, responses)
    if not responses:
        assert together.empty
        return
    alone = pd.concat([score(SMALL, [one]) for one in responses], ignore_index=True)
    assert_frame_equal(together, alone, check_exact=True)
    assert Counter(together["id"]) == dict.fromkeys(SMALL_IDS, len(responses))


SMALL_IDS = ["a1", "c11", "c12", "a2", "c21", "c22", "legal"]
