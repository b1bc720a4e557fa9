"""Two rounds compared: what compares, whose answers belong together, and what may be shown."""

from __future__ import annotations

import json
from collections.abc import Sequence
from random import Random
from typing import Any

import pytest
from crowds import crowd
from hypothesis import given, settings
from hypothesis import strategies as st
from people import ITEMS, SMALL, SURE, plain, questionnaire, rate, response
from rounds_of_two import NOW, change_rows, compared, earlier_of, table_of
from workplaces import rows

from kit.comparing import change_of, common_of, direction_of, links_of
from kit.disclosure import Rules
from kit.questionnaire import Questionnaire
from kit.statistics import rank_biserial, reliable_change, signed_ranks

LINE = ("item", "q111")
LOW = questionnaire(roles=[])


# --- figures, held to published ones (open checks E6, E7 and E9) ---------------------------------


def test_e6_matched_pairs_rank_biserial_of_nine_pairs() -> None:
    first = [1.83, 0.5, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.3]
    second = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]
    assert signed_ranks(second, first)[0] == 40
    assert rank_biserial(second, first) == pytest.approx(0.777, abs=0.001)


def test_e7_rank_biserial_of_twelve_pairs_with_ties() -> None:
    x = [20, 22, 19, 20, 22, 18, 24, 20, 19, 24, 26, 13]
    y = [38, 37, 33, 29, 14, 12, 20, 22, 17, 25, 26, 16]
    assert min(signed_ranks(y, x)) == 20.5
    assert rank_biserial(y, x) == pytest.approx(-0.378788, abs=1e-6)


def test_e9_reliable_change() -> None:
    assert reliable_change(7.5, 0.80) == pytest.approx(9.2969255, abs=1e-5)


# --- what compares -------------------------------------------------------------------------------


def changed(**changes: Any) -> Questionnaire:
    return questionnaire(version="2", **changes)


def names(found: Sequence[Any]) -> list[str]:
    return [one["id"] for one in found]


def test_the_same_questionnaire_compares_as_a_whole() -> None:
    common = common_of(SMALL, changed())
    assert all(line.whole for line in common.lines)
    assert (common.gone, common.new, common.rescaled, common.thin) == ([], [], [], [])
    assert [line.id for line in common.lines][:3] == ["a1", "c11", "c12"]


def test_an_older_version_compares_by_unchanged_ids_and_says_which_fell_out() -> None:
    four = {"points": [{"id": str(n), "value": n} for n in range(1, 5)], "other": SURE["other"]}
    items = plain()["pages"][0]["items"]
    kept = [item for item in items if item["id"] not in {"q113", "q221", "q222"}]
    kept = [{**item, "reverse": True} if item["id"] == "q212" else item for item in kept]
    kept = [{**item, "scale": "four"} if item["id"] == "q122" else item for item in kept]
    newer = changed(
        scales={"sure": SURE, "four": four},
        pages=[{**plain()["pages"][0], "items": [*kept, rate("q223", "c22"), rate("q224", "c22")]}],
    )
    common = common_of(SMALL, newer)
    assert names(common.gone) == ["q113", "q221", "q222"]
    assert names(common.new) == ["q223", "q224"]
    assert names(common.rescaled) == ["q122", "q212"]
    assert names(common.thin) == ["c12", "a2", "c21", "c22"]
    assert common.gone[0]["label"] == {"sv": "Jag kan q113.", "en": "I can q113."}
    lines = {line.id: line for line in common.lines}
    assert lines["c11"].items == ("q111", "q112")
    assert not lines["c11"].whole
    assert lines["a1"].items == ("q111", "q112", "q121")
    assert lines["q111"].whole


def test_an_item_that_moved_compares_in_neither_competence() -> None:
    items = plain()["pages"][0]["items"]
    moved = [{**one, "competence": "c12"} if one["id"] == "q113" else one for one in items]
    lines = {
        line.id: line
        for line in common_of(SMALL, changed(pages=[{**plain()["pages"][0], "items": moved}])).lines
    }
    assert lines["c11"].items == ("q111", "q112")
    assert lines["c12"].items == ("q121", "q122")
    assert lines["a1"].whole


# --- whose answers belong together ---------------------------------------------------------------


def test_a_link_that_several_claim_is_void() -> None:
    then = crowd([("3" * 9, None, "")] * 3)
    now = crowd([("4" * 9, None, "")] * 4, NOW)
    earlier = earlier_of((LOW, then), now, {0: 0, 1: 0, 2: 2})
    assert earlier.pairs == [(2, 2)]
    stranger = response("4" * 9, 9, earlier="f" * 32)
    assert links_of([stranger, *now]) == {stranger.response_id: "f" * 32}


@pytest.mark.parametrize(
    ("before", "after", "step", "way"),
    [(3, 4, 1, 1), (4, 3, 1, -1), (3, 3.5, 1, 0), (3.5, 3, 1, 0), (3, 3.51, 1, 1), (3, 3, 1, 0)],
)
def test_half_a_step_is_noise(before: float, after: float, step: float, way: int) -> None:
    assert direction_of(before, after, step) == way


# --- what is shown -------------------------------------------------------------------------------

Marks = list[tuple[str, str | None, str]]


def marks(values: str) -> Marks:
    """One person for each mark, who gives it to every statement."""
    return [(mark * 9, None, "") for mark in values]


def only(then: str, now: str, linked: int | dict[int, int], **more: Any) -> Any:
    links = {n: n for n in range(linked)} if isinstance(linked, int) else linked
    return compared((LOW, marks(then)), (LOW, marks(now)), links, **more)


def test_ten_and_ten_with_seven_linked_say_what_may_be_said() -> None:
    table = only("2345623456", "3446723456", 7)
    change, row = table["change"], change_rows(table)[LINE]
    assert (change["people"], change["before"], change["linked"]) == (10, 10, 7)
    assert (row["matched"], row["up"], row["same"], row["down"]) == (7, 4, 3, 0)
    assert (row["then_above"], row["now_above"], row["effect"]) == (None, None, None)
    assert (row["then"]["n"], row["then"]["mean"]) == (10, 4.0)
    assert (row["now"]["n"], row["now"]["mean"]) == (10, 4.4)
    assert (change["earlier"]["name"], change["earlier"]["day"]) == ("I våras", "2026-05-11")


ROLES = [{"id": "all", "label": {"sv": "Alla"}, "targets": {"a1": 5, "a2": 5}}]


def test_shares_are_of_the_same_people_from_eight_pairs_with_nobody_beside_them() -> None:
    of = questionnaire(roles=ROLES)
    then, now = marks("2345623456"), marks("3456634556")
    row = change_rows(compared((of, then), (of, now), {n: n for n in range(10)}))[LINE]
    assert (row["matched"], row["up"], row["same"], row["down"]) == (10, 7, 3, 0)
    assert (row["then_above"], row["now_above"], row["effect"]) == (4, 6, 1.0)
    nine = change_rows(compared((of, then), (of, now), {n: n for n in range(9)}))[LINE]
    assert nine["matched"] == 9
    assert (nine["then_above"], nine["effect"]) == (None, None), "one person is left beside them"


def test_what_people_were_promised_in_the_round_before_holds_for_the_change_too() -> None:
    """Whoever leads the round after could else look at few people who were promised more."""
    strict = {"min_group": 8, "min_distribution": 11}
    before = questionnaire(roles=[], privacy=strict)
    then, now = marks("2345623456"), marks("3446723456")
    change = compared((before, then), (LOW, now), {n: n for n in range(7)})["change"]
    assert change["linked"] is None
    assert {row["status"] for row in change["rows"]} == {"few"}
    loose = compared((LOW, then), (LOW, now), {n: n for n in range(7)})["change"]
    assert loose["linked"] == 7


@pytest.mark.parametrize(
    ("then", "now"), [("2345623", "3456734"), ("2345623", "3456733"), ("2345", "3345")]
)
def test_all_alike_all_but_one_alike_and_too_few_look_the_same(then: str, now: str) -> None:
    rest = "23456"
    row = change_rows(only(then + rest, now + rest, len(then)))[LINE]
    assert row["status"] == "few"
    hidden = ("matched", "up", "same", "down", "then_above", "now_above", "effect", "from_release")
    assert {row[name] for name in hidden} == {None}


def test_moves_are_hidden_where_they_say_what_the_few_others_answered() -> None:
    """Five of seven rose; at 1 there were five and at 7 five: so the three others were at 7."""
    row = change_rows(only("1111177" + "777", "2345676" + "345", 7))[LINE]
    assert row["status"] == "few"
    other = change_rows(only("1112177" + "477", "2345676" + "345", 7))[LINE]
    assert (other["up"], other["same"], other["down"]) == (5, 1, 1)


def test_without_links_there_are_two_snapshots_and_no_number_of_pairs() -> None:
    table = only("2345623456", "3446723456", 0)
    row = change_rows(table)[LINE]
    assert table["change"]["linked"] is None
    assert only("2345623456", "3446723456", 4)["change"]["linked"] is None
    assert row["then"]["n"] == row["now"]["n"] == 10


def test_what_was_asked_of_too_few_has_no_snapshot() -> None:
    table = only("2345", "34467234", 4)
    assert table["change"]["before"] is None
    assert all(row["then"] is None for row in table["change"]["rows"])


def test_a_change_comes_only_when_the_round_is_closed_and_stays_when_it_opens_again() -> None:
    then, now = marks("2345623456"), marks("3446723456")
    links = {n: n for n in range(7)}
    assert "change" not in compared((LOW, then), (LOW, now), links, status="open")
    closed = compared((LOW, then), (LOW, now), links)
    more = marks("3446723456" + "22334455")
    again = compared((LOW, then), (LOW, more), links, status="open", history=[closed], stayed=10)
    assert again["change"] == closed["change"]
    assert rows(again)["", *LINE]["n"] == 18


def test_the_rows_that_compare_hold_what_the_version_before_asked() -> None:
    items = [item for item in plain()["pages"][0]["items"] if item["id"] != "q113"]
    newer = changed(roles=[], pages=[{**plain()["pages"][0], "items": items}])
    before, after = crowd(marks("2345623456")), marks("3446723456")
    now = [
        one.model_copy(update={"answers": {k: v for k, v in one.answers.items() if k != "q113"}})
        for one in crowd(after, NOW)
    ]
    earlier = earlier_of((LOW, before), now, {n: n for n in range(10)})
    table = table_of(newer, now, earlier=earlier)
    compares = change_rows(table)
    assert names(table["change"]["gone"]) == ["q113"]
    assert (compares["competence", "c11"]["common"], compares["competence", "c11"]["items"]) == (
        2,
        2,
    )
    assert compares["competence", "c11"]["whole"] is False
    assert compares["competence", "c11"]["then"] is None, (
        "what was published is of three statements"
    )
    assert compares["competence", "c11"]["matched"] == 10
    assert compares["competence", "c12"]["whole"] is True


# --- releases after each other -------------------------------------------------------------------


def again(first: Any, then: str, now: str, linked: int) -> Any:
    table = only(then, now, linked, history=[first], stayed=14)
    return first if table is None else table


def test_a_second_release_keeps_the_pairs_until_five_have_come() -> None:
    then = "23456234562345"
    first = only(then, "3446723456" + "2345", 7)
    before = change_rows(first)[LINE]
    for linked in (8, 9, 10, 11):
        row = change_rows(again(first, then, "34467234562345", linked))[LINE]
        assert (row["matched"], row["up"]) == (before["matched"], before["up"])
    row = change_rows(again(first, then, "34467234562345", 12))[LINE]
    assert (row["matched"], row["from_release"]) == (12, None)


def test_figures_that_are_kept_say_from_when_and_numbers_stay_too() -> None:
    then = "23456234562345"
    first = only(then, "34467234562345", 7)
    second = again(first, then, "34467235562346" + "34567", 9)
    assert second["change"]["linked"] == 7
    assert change_rows(second)[LINE]["from_release"] == 1
    third = only(then, "34467235562346" + "34567", 10, history=[first, second])
    assert third is None or change_rows(third)[LINE]["from_release"] == 1


def test_no_later_table_leaves_a_few_beside_pairs_whose_share_is_known() -> None:
    of = questionnaire(roles=ROLES)
    then, now = marks("2345623456"), marks("3456634556")
    links = {n: n for n in range(10)}
    first = compared((of, then), (of, now), links)
    assert change_rows(first)[LINE]["then_above"] == 4
    more = crowd([*now, *marks("44556644")], NOW)
    later = table_of(of, more, history=[first], stayed=10)
    assert rows(later)["", *LINE]["n"] == 18, "eight people more are enough"
    first["change"]["rows"][0]["matched"] = 15
    assert table_of(of, more, history=[first], stayed=10) is None
    first["change"]["rows"][0]["matched"] = 10
    before = crowd(then)
    gone = [*before, *crowd(marks("2345"), 500)]
    assert table_of(of, gone, later=[first["change"]]) is None
    assert table_of(of, gone) is not None


def test_the_same_again_is_no_release() -> None:
    then, now = "2345623456", "3446723456"
    first = only(then, now, 7)
    assert only(then, now, 7, history=[first]) is None


def test_a_round_that_shows_nothing_has_no_change() -> None:
    assert "change" not in only("2345623456", "3446", 4)


# --- whatever is answered ------------------------------------------------------------------------

PEOPLE = st.integers(0, 16)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 2**32), PEOPLE, PEOPLE, PEOPLE)
def test_a_change_is_plain_json_and_holds_to_its_limits(
    seed: int, before: int, after: int, linked: int
) -> None:
    random = Random(seed)  # noqa: S311 - invented people
    then, now = (
        [("".join(random.choice("12345677n-") for _ in ITEMS), None, "") for _ in range(n)]
        for n in (before, after)
    )
    links = {n: n for n in range(min(linked, before, after))}
    table = compared((SMALL, then), (SMALL, now), links)
    if table is None or "change" not in table:
        return
    assert json.loads(json.dumps(table)) == table
    for row in table["change"]["rows"]:
        if row["status"] == "few":
            assert row["matched"] is None
            continue
        ways = (row["up"], row["same"], row["down"])
        assert sum(ways) == row["matched"] >= 5
        assert max(ways) < row["matched"] - 1
        if row["then_above"] is not None:
            assert row["matched"] >= 8
            for when in ("then", "now"):
                rest = row[when]["n"] - row["matched"]
                assert rest == 0 or rest >= 8
                assert 1 < row[f"{when}_above"] < row["matched"] - 1


def test_rules_that_are_raised_are_kept() -> None:
    then, now = crowd(marks("2345623456")), crowd(marks("3446723456"), NOW)
    earlier = earlier_of((LOW, then), now, {n: n for n in range(7)})
    tables = table_of(LOW, now)
    assert change_of(LOW, tables, earlier, Rules(5, 8))["linked"] == 7
    raised = change_of(LOW, tables, earlier, Rules(8, 10))
    assert raised["linked"] is None
    assert {row["status"] for row in raised["rows"]} == {"few"}


def test_nothing_of_a_person_is_in_a_change() -> None:
    table = only("2345623456", "3446723456", 7)
    written = json.dumps(table["change"])
    assert "0" * 20 not in written
