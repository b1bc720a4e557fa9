"""What a response counts in, and that many are counted as one by one."""

from __future__ import annotations

import re
from collections import Counter
from random import Random

import pandas as pd
import pytest
from crowds import CROWDS, PARTED, Person, crowd
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from people import SMALL, SURE, plain, questionnaire, rate, response

from kit.groups import CELL, PEOPLE, TALLY, cells_of, group_of, tally_of
from kit.questionnaire import Questionnaire
from kit.scoring import score


def cells(answers: str, of: Questionnaire = SMALL) -> dict[tuple[str, str], str]:
    (own,) = cells_of(of, [response(answers)])
    return {(dimension, id_): code for dimension, id_, code in own}


def test_three_states_are_told_apart_and_what_is_hidden_counts_nowhere() -> None:
    own = cells("5n-537-3-")  # q221 = 3 hides q222
    assert own["item", "q111"] == "5"
    assert own["item", "q112"] == "na"
    assert own["item", "q113"] == ""
    assert own["item", "q122"] == "3"  # reversed later: the tally keeps what was chosen
    assert ("item", "q222") not in own
    assert own["competence", "c12"] == "5.0"
    assert own["competence", "c11"] == ""  # one answer of two that apply is too few
    assert own["area", "a1"] == repr(round((5 + 5 + 5) / 3, 9))
    assert own[PEOPLE, ""] == ""


def test_not_relevant_throughout_is_not_the_same_as_too_few_answers() -> None:
    assert cells("nnn------")["competence", "c11"] == "na"
    assert cells("nn-------")["competence", "c11"] == ""
    assert cells("---------")["competence", "c11"] == ""


def test_a_dimension_with_nothing_shown_has_no_cell() -> None:
    pages = plain()["pages"]
    pages[0]["items"][-2]["when"] = "q211 >= 4"
    of = questionnaire(pages=pages)
    assert ("competence", "c22") not in cells("555553355", of)
    assert cells("555557355", of)["competence", "c22"] == "5.0"


def test_means_that_are_no_short_fractions_are_kept_to_nine_decimals() -> None:
    assert cells("334------")["competence", "c11"] == "3.333333333"


def test_mixed_scales_are_counted_by_their_score() -> None:
    pages = plain()["pages"]
    pages[0]["items"] = [rate("q111", "c11"), rate("q112", "c11", scale="four")]
    four = {"points": [{"id": f"s{x}", "value": x} for x in (0, 1, 2, 3)]}
    of = questionnaire(pages=pages, scales={"sure": SURE, "four": four})
    (own,) = cells_of(of, [response({"q111": "4", "q112": "s3"})])
    assert ("competence", "c11", "75.0") in own


def test_what_is_no_option_counts_as_blank() -> None:
    (own,) = cells_of(SMALL, [response({"q111": "9", "q112": ["5"], "q113": 5})])
    assert {cell for cell in own if cell[1] in {"q111", "q112", "q113"}} == {
        ("item", "q111", ""),
        ("item", "q112", ""),
        ("item", "q113", ""),
    }


@pytest.mark.parametrize(
    ("role", "unit", "counted"),
    [
        ("guide", "u2", ("guide", "u2")),
        (None, "", ("all", "")),
        ("gone", "u9", ("all", "")),
    ],
)
def test_unknown_roles_and_units_make_no_groups(
    role: str | None, unit: str, counted: tuple[str, str]
) -> None:
    (person,) = crowd([("5" * 9, role, unit)])
    assert group_of(PARTED, person) == counted
    assert group_of(questionnaire(roles=[]), person) == ("", "")


def test_the_tally_has_the_documented_columns_also_for_nobody() -> None:
    for people in ([], crowd([("555555555", "all", "u1")])):
        table = tally_of(PARTED, people, cohort=3)
        assert tuple(table.columns) == TALLY
        types = {name: "int64" if name in {"cohort", "n"} else "str" for name in TALLY}
        assert {name: table[name].dtype.name for name in TALLY} == types
        assert (table["cohort"] == 3).all()


def test_the_cells_figures_are_those_of_the_scores_table() -> None:
    people = crowd([("56-327n41", "all", ""), ("1234567n-", None, ""), ("nnn--5555", None, "")])
    table = score(SMALL, people)
    keys = table[["response_id", "dimension", "id"]].itertuples(index=False, name=None)
    means = dict(zip(keys, table["mean"].tolist(), strict=True))
    for person, own in zip(people, cells_of(SMALL, people), strict=True):
        for dimension, id_, code in own:
            if re.match(r"\d", code) and dimension != "item":
                assert float(code) == round(means[person.response_id, dimension, id_], 9)


@settings(max_examples=40)
@given(CROWDS)
def test_a_tally_is_the_sum_of_its_peoples_cells(people: list[Person]) -> None:
    responses = crowd(people)
    expected: Counter[tuple[str, ...]] = Counter()
    for person in responses:
        (own,) = cells_of(PARTED, [person])
        assert len(set(own)) == len(own)
        expected.update((*group_of(PARTED, person), *cell) for cell in own)
    table = tally_of(PARTED, responses)
    assert (table["n"] > 0).all()
    rows = table[["role", "unit", *CELL]].itertuples(index=False, name=None)
    assert dict(zip(rows, table["n"], strict=True)) == expected


@settings(max_examples=40)
@given(CROWDS, CROWDS, st.randoms(use_true_random=False))
def test_groups_merge_by_adding_and_order_is_of_no_account(
    here: list[Person],
    there: list[Person],
    random: Random,
) -> None:
    first, second = crowd(here), crowd(there, start=100)
    both = pd.concat([tally_of(PARTED, first), tally_of(PARTED, second)])
    merged = both.groupby(list(TALLY[:-1]))["n"].sum().reset_index()
    mixed = [*first, *second]
    random.shuffle(mixed)
    assert_frame_equal(merged, tally_of(PARTED, mixed))
