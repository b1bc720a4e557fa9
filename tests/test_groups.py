"""The group table: every line, group and level there, three states apart, figures by hand."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from random import Random
from typing import Any

import pandas as pd
import pytest
from crowds import CROWDS, PARTED, Person, crowd
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from people import SMALL, SURE, plain, questionnaire, rate, response

from kit.groups import COLUMNS, GROUPINGS, summarise, tally_of
from kit.lines import lines_of
from kit.questionnaire import Questionnaire
from kit.records import Response
from kit.scoring import score

FIGURES = ["wanted", "mean", "shortfall", "need"]


def summary(people: Sequence[Person], of: Questionnaire = PARTED, **more: Any) -> pd.DataFrame:
    table = summarise(of, tally_of(of, crowd(people)), **more)
    return table.set_index(["grouping", "group", "dimension", "id"])


def line(table: pd.DataFrame, *key: str) -> dict[str, Any]:
    (found,) = table.loc[[key]].to_dict("records")
    return {str(name): value for name, value in found.items()}


def everyone(people: Sequence[Person], dimension: str, id_: str, **more: Any) -> dict[str, Any]:
    return line(summary(people, **more), "all", "", dimension, id_)


SIX = [
    ("5666-4455", "all", "u1"),
    ("3--22nn3-", "all", "u1"),
    ("77711n544", "guide", "u1"),
    ("1n-45444-", "guide", "u2"),
    ("---------", None, "u2"),
    ("nnnnnnnnn", "all", ""),
]


def test_an_items_figures_worked_out_by_hand() -> None:
    # q111: 5 3 7 1 blank na; "all" wants 5 of c11, "guide" 6, so the two wanted levels differ.
    row = everyone(SIX, "item", "q111")
    assert [row[name] for name in ("people", "n", "not_relevant", "blank", "not_asked")] == [
        *(6, 4, 1, 1, 0)
    ]
    assert row["counts"] == (1, 0, 1, 0, 1, 0, 1)
    assert math.isnan(row["wanted"])
    assert row["above"] == 2  # 5 of wanted 5, 7 of wanted 6
    assert row["mean"] == 4
    assert row["shortfall"] == (0 + 2 + 0 + 5) / 4
    assert row["need"] == round(7 / 4 / 6, 9)


def test_a_competences_figures_worked_out_by_hand() -> None:
    # c12: (6, blank) too few; 2 and 2 reversed 6: 4; 1, 1 -> 7: 4; 4, 5 -> 3: 3.5.
    row = everyone(SIX, "competence", "c12")
    assert (row["n"], row["not_relevant"], row["blank"]) == (3, 1, 2)
    assert row["counts"] == (0, 0, 1, 2, 0, 0, 0)
    assert row["wanted"] == 5  # both roles want the same
    assert row["above"] == 0
    assert row["mean"] == round((4 + 4 + 3.5) / 3, 9)
    assert row["shortfall"] == round((1 + 1 + 1.5) / 3, 9)


def test_by_role_each_group_has_its_own_wanted_level() -> None:
    table = summary(SIX)
    mine, guides = (line(table, "role", role, "competence", "c11") for role in ("all", "guide"))
    assert (mine["people"], mine["n"], mine["wanted"]) == (4, 1, 5)
    assert mine["above"] == 1
    assert (guides["people"], guides["n"], guides["wanted"]) == (2, 1, 6)
    assert guides["above"] == 1


def test_by_unit_those_without_one_are_only_among_all() -> None:
    table = summary(SIX)
    people = {unit: line(table, "unit", unit, "item", "q111")["people"] for unit in ("u1", "u2")}
    assert people == {"u1": 3, "u2": 2}
    assert line(table, "all", "", "item", "q111")["people"] == 6


def test_a_wanted_level_never_tells_which_roles_are_there() -> None:
    only = [("5" * 9, "all", "u1")] * 6
    mixed = [*only[1:], ("5" * 9, "guide", "u1")]
    for table in (summary(only), summary(mixed)):
        assert math.isnan(line(table, "unit", "u1", "competence", "c11")["wanted"])
        assert line(table, "unit", "u1", "competence", "c12")["wanted"] == 5
    assert everyone(only, "competence", "c11")["above"] == 6
    assert everyone(mixed, "competence", "c11")["above"] == 5


def test_where_a_role_wants_nothing_there_is_no_share_and_no_shortfall_of_its_own() -> None:
    # Of c22 "all" wants nothing, "guide" 5.
    people = [("-------33", "all", "u1"), ("-------33", "guide", "u1"), ("-------64", "guide", "")]
    row = everyone(people, "competence", "c22")
    assert pd.isna(row["above"])
    assert row["shortfall"] == 0  # one answer is too few where the second item is hidden
    table = summary([("-------44", role, "") for role in ("all", "guide")])
    assert line(table, "all", "", "competence", "c22")["shortfall"] == 0.5
    assert line(table, "role", "guide", "competence", "c22")["above"] == 0
    alone = line(table, "role", "all", "competence", "c22")
    assert pd.isna(alone["above"])
    assert math.isnan(alone["shortfall"])
    assert math.isnan(alone["need"])


def test_a_surplus_never_makes_up_for_anothers_shortfall() -> None:
    of = questionnaire(roles=[{"id": "all", "label": "Alla", "targets": {"c11": 4}}])
    row = everyone([("777------", None, ""), ("111------", None, "")], "competence", "c11", of=of)
    assert row["mean"] == 4
    assert row["shortfall"] == 1.5
    assert row["above"] == 1


def test_a_wanted_level_is_reached_when_it_is_met_exactly() -> None:
    # "guide" wants (3 * 6 + 2 * 5) / 5 = 5.6 of a1, and this mean is 5.6.
    people = [("66655------"[:9], "guide", "")]
    of = questionnaire(pages=_straight())
    row = line(summary(people, of), "role", "guide", "area", "a1")
    assert row["mean"] == row["wanted"] == 5.6
    assert row["above"] == 1
    assert row["shortfall"] == 0


def _straight() -> list[dict[str, Any]]:
    pages: list[dict[str, Any]] = plain()["pages"]
    for item in pages[0]["items"]:
        item.pop("reverse", None)
    return pages


def test_weights_belong_to_areas_and_reach_down_to_items() -> None:
    table = summary(SIX, weights={"a1": 0.5})
    weights = {
        id_: line(table, "all", "", dimension, id_)["weight"]
        for dimension, id_ in (
            *(("area", "a1"), ("competence", "c11"), ("item", "q111"), ("area", "a2")),
            *(("item", "q211"), ("tag", "legal")),
        )
    }
    assert weights == {"a1": 0.5, "c11": 0.5, "q111": 0.5, "a2": 1, "q211": 1, "legal": 0.75}
    row = line(table, "all", "", "item", "q111")
    assert row["need"] == round(0.5 * row["shortfall"] / 6, 9)


def test_hidden_items_are_not_asked_rather_than_blank() -> None:
    people = [("-------35", None, ""), ("-------45", None, ""), ("-------4-", None, "")]
    row = everyone(people, "item", "q222")
    assert (row["people"], row["n"], row["blank"], row["not_asked"]) == (3, 1, 1, 1)


def test_mixed_scales_are_counted_in_the_questionnaires_levels() -> None:
    pages = plain()["pages"]
    pages[0]["items"] = [rate("q111", "c11"), rate("q112", "c11", scale="four")]
    four = {"points": [{"id": f"s{x}", "value": x} for x in (0, 1, 2, 3)]}
    scales = {"sure": SURE, "four": four}
    people = [response({"q111": "4", "q112": "s3"}), response({"q111": "7", "q112": "s3"}, 2)]
    for levels, counts in (
        (plain()["levels"], (0, 0, 1, 1)),
        ([], (*[0] * 7, 1, 0, 1)),
    ):
        of = questionnaire(pages=pages, scales=scales, levels=levels)
        table = summarise(of, tally_of(of, people), groupings=["all"])
        row = table[table["id"] == "c11"].iloc[0]
        assert row["counts"] == counts
        assert row["mean"] == 87.5
        assert pd.isna(row["above"])


def test_a_reversed_item_is_turned_so_that_high_is_good() -> None:
    row = everyone([("----2----", None, ""), ("----7----", None, "")], "item", "q122")
    assert row["counts"] == (1, 0, 0, 0, 0, 1, 0)
    assert row["mean"] == 3.5


@pytest.mark.parametrize(
    "people",
    [
        [],
        [("-" * 9, None, "")],
        [("n" * 9, "guide", "u1")] * 5,
        [("1234567n-", "all", "u2")],
        [("7" * 9, "guide", "u1")] * 7,
    ],
    ids=["nobody", "one blank", "all not relevant", "one", "unanimous"],
)
def test_every_line_group_and_level_is_there_whoever_answered(people: list[Person]) -> None:
    table = summary(people)
    units, roles, lines = 2, 2, len(lines_of(PARTED))
    assert len(table) == (1 + roles + units) * lines
    for row in table.reset_index().to_dict("records"):
        assert len(row["counts"]) == 7
        assert sum(row["counts"]) == row["n"]
        assert row["people"] == sum(
            row[name] for name in ("n", "not_relevant", "blank", "not_asked")
        )
        assert math.isnan(row["mean"]) == (row["n"] == 0)


def test_the_table_is_the_documented_one() -> None:
    for people in ([], SIX):
        table = summarise(PARTED, tally_of(PARTED, crowd(people)))
        assert tuple(table.columns) == COLUMNS
        row = re.compile(r"^    ([a-z_]+) {2,}([A-Za-z]+[0-9]*) {2,}", re.MULTILINE)
        types = dict(row.findall(summarise.__doc__ or ""))
        assert {name: table[name].dtype.name for name in COLUMNS} == types


def test_rows_follow_the_questionnaire() -> None:
    table = summarise(PARTED, tally_of(PARTED, crowd(SIX)), groupings=["role"])
    first = table[table["group"] == "all"]
    order = [(one.dimension, one.id) for one in lines_of(PARTED)]
    assert list(zip(first["dimension"], first["id"], strict=True)) == order
    assert order[:4] == [
        ("area", "a1"),
        ("competence", "c11"),
        ("competence", "c12"),
        ("area", "a2"),
    ]
    assert order[-1] == ("item", "q222")


def test_a_grouping_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="team"):
        summarise(SMALL, tally_of(SMALL, []), groupings=["team"])


def test_a_questionnaire_that_scores_nothing_has_an_empty_table() -> None:
    note = {"id": "n", "kind": "note", "text": "Hej"}
    of = questionnaire(
        areas=[], tags=[], roles=[], pages=[{"id": "p", "title": "S", "items": [note]}]
    )
    table = summarise(of, tally_of(of, [response({})]))
    assert len(table) == 0
    assert tuple(table.columns) == COLUMNS


def test_what_the_questionnaire_does_not_know_is_left_out() -> None:
    tally = tally_of(PARTED, crowd(SIX))
    stray = tally.iloc[[0]].assign(id="q999", role="boss", unit="u9")
    strange = pd.concat([tally, stray], ignore_index=True)
    assert_frame_equal(summarise(PARTED, strange), summarise(PARTED, tally))


def test_cohorts_are_added_together() -> None:
    people = crowd(SIX)
    tallies = [tally_of(PARTED, people[:2], cohort=0), tally_of(PARTED, people[2:], cohort=4)]
    assert_frame_equal(
        summarise(PARTED, pd.concat(tallies)), summarise(PARTED, tally_of(PARTED, people))
    )


@settings(max_examples=25)
@given(CROWDS, CROWDS, st.randoms(use_true_random=False))
def test_merging_tallies_and_mixing_people_change_nothing(
    here: list[Person], there: list[Person], random: Random
) -> None:
    first, second = crowd(here), crowd(there, start=100)
    together: list[Response] = [*first, *second]
    random.shuffle(together)
    merged = pd.concat([tally_of(PARTED, first), tally_of(PARTED, second)])
    merged = merged.sample(frac=1, random_state=random.randrange(99))
    assert_frame_equal(
        summarise(PARTED, merged), summarise(PARTED, tally_of(PARTED, together)), check_exact=True
    )


@settings(max_examples=25)
@given(CROWDS)
def test_groups_add_up_to_all(people: list[Person]) -> None:
    table = summary(people).reset_index()
    sums = ["people", "n", "not_relevant", "blank", "not_asked"]
    whole = table[table["grouping"] == "all"].reset_index(drop=True)
    roles = table[table["grouping"] == "role"].groupby(["dimension", "id"], sort=False)[sums].sum()
    assert_frame_equal(whole[sums], roles.reset_index(drop=True))
    units = table[table["grouping"] == "unit"].groupby(["dimension", "id"], sort=False)[sums].sum()
    assert (units.reset_index(drop=True) <= whole[sums]).all(axis=None)


@settings(max_examples=25)
@given(CROWDS)
def test_figures_are_those_of_the_scores_table(people: list[Person]) -> None:
    responses = crowd(people)
    table = summary(people)
    scores = score(PARTED, responses)
    for (dimension, id_), rows in scores.groupby(["dimension", "id"], observed=True):
        row = line(table, "all", "", str(dimension), str(id_))
        given_ = rows[rows["enough"]]
        assert row["n"] == len(given_)
        if len(given_):
            assert row["mean"] == pytest.approx(given_["mean"].mean())
            above = (given_["gap"].round(9) <= 0).sum()
            assert pd.isna(row["above"]) or row["above"] == above
            if given_["gap"].notna().all():
                assert row["shortfall"] == pytest.approx(given_["gap"].clip(lower=0).mean())


def test_groupings_are_the_three_that_are_told() -> None:
    assert set(summary(SIX).reset_index()["grouping"]) == set(GROUPINGS)
