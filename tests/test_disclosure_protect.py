"""What a safe table shows and hides of one round, seen from outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

import pandas as pd
import pytest
from crowds import crowd
from hypothesis import given, settings
from hypothesis import strategies as st
from people import SMALL, questionnaire
from workplaces import Key, marks, parted, people, rows

from kit.disclosure import Rules, protect
from kit.disclosure.safe import SafeRow
from kit.groups import summarise, tally_of
from kit.lines import lines_of
from kit.questionnaire import Questionnaire
from kit.statistics import wilson

FIGURES = (
    *("n", "not_relevant", "counts", "above", "share", "share_low", "share_high"),
    *("mean", "need", "rank_low", "rank_high", "from_release"),
)


def safe(of: Questionnaire, persons: Sequence[Any], **more: Any) -> dict[Key, SafeRow]:
    tally = tally_of(of, crowd(persons))
    return rows(protect(summarise(of, tally), tally, Rules(), questionnaire=of, **more))


def groups(table: Mapping[Key, SafeRow], id_: str = "q111") -> dict[str, str]:
    return {group: row["status"] for (group, _, own), row in table.items() if own == id_}


@pytest.mark.parametrize("size", range(1, 13))
def test_p01_groups_of_one_to_twelve(size: int) -> None:
    """Nothing below five anywhere in the table, and nothing that a group below five is left in."""
    table = safe(parted(3), people("1" * size + "2" * 12 + "3" * 12))
    shown = [row for row in table.values() if row["status"] == "shown"]
    assert all(row["n"] is not None and row["n"] >= 5 for row in shown)
    for row in shown:
        assert row["counts"] is None or (sum(row["counts"]) == row["n"] and (row["n"] or 0) >= 8)
        assert row["not_relevant"] is None or row["not_relevant"] >= 5
    assert groups(table)["u1"] == ("shown" if size >= 5 else "few")
    if size < 5:
        # Else the small unit is what is left of all when the others are taken away.
        assert [groups(table)[unit] for unit in ("u2", "u3")] == ["shown", "few"]


def test_hidden_and_empty_look_the_same() -> None:
    table = safe(parted(4), people("1" * 3 + "2" * 12 + "3" * 12))
    few, none = table["u1", "item", "q111"], table["u4", "item", "q111"]
    assert {key: few[key] for key in FIGURES} == dict.fromkeys(FIGURES)  # type: ignore[literal-required]
    assert {**few, "group": "u4"} == none


def test_every_line_of_every_group_has_its_row_in_order() -> None:
    of = parted(3)
    table = safe(of, people("111222333"))
    lines = [(line.dimension, line.id) for line in lines_of(of)]
    named = ["", "all", "guide", "u1", "u2", "u3"]
    assert list(table) == [(group, *line) for group in named for line in lines]


@pytest.mark.parametrize("units", ["123" * 6, "1234" * 11 + "12", "123456" * 20])
def test_a_table_that_is_safe_is_shown_untouched(units: str) -> None:
    """18, 46 and 120 people whose answers are spread: not one figure is held back."""
    random = Random(5)  # noqa: S311 - invented people
    of = parted(len(set(units)))
    spread = ["".join(random.choice("1234567") for _ in range(7)) + "47" for _ in units]
    persons = [(own, "all", f"u{unit}") for own, unit in zip(spread, units, strict=True)]
    tally = tally_of(of, crowd(persons))
    raw = summarise(of, tally)
    table = rows(protect(raw, tally, Rules(), questionnaire=of))
    plenty = raw[(raw["n"] >= 5) & ~raw["id"].isin(["q221", "q222", "c22"])]
    for row in plenty.to_dict("records"):
        shown = table[row["group"], row["dimension"], row["id"]]
        assert (shown["status"], shown["n"]) == ("shown", row["n"]), row
        assert shown["mean"] == round(row["mean"], 2)
        if row["dimension"] == "item" and row["n"] >= 8:
            assert shown["counts"] == list(row["counts"])
            assert shown["above"] == (None if pd.isna(row["above"]) else row["above"])


def test_figures_of_a_shown_row_are_the_group_tables() -> None:
    table = safe(SMALL, people("1" * 14))
    row = table["", "item", "q111"]
    assert (row["n"], row["above"], row["wanted"]) == (14, 6, None)
    assert table["all", "item", "q111"]["wanted"] == 5
    assert row["counts"] == [2, 2, 2, 2, 2, 2, 2]
    assert (row["mean"], row["share"]) == (4.0, round(6 / 14, 4))
    assert (row["share_low"], row["share_high"]) == tuple(round(x, 4) for x in wilson(6, 14))
    assert row["need"] == round(2 * (4 + 3 + 2 + 1) / 14 / 6, 4)


def test_x3_p03_a_cell_in_which_all_or_all_but_one_answered_alike_is_hidden() -> None:
    alike = [("5" * 9, "all", "u1")] * 9
    assert groups(safe(SMALL, alike))[""] == "few"
    one = [*alike[1:], ("3" * 9, "all", "u1")]
    assert groups(safe(SMALL, one))[""] == "few"
    two = [*one[1:], ("2" * 9, "all", "u1")]
    assert groups(safe(SMALL, two))[""] == "shown"


def test_x6_p02_culture_amps_example() -> None:
    """Sales 4 and Technology 9 of 13: both off, since the rest would be 4; a rest of 6: on."""
    assert groups(safe(parted(2), people("1111" + "2" * 9)))["u2"] == "few"
    assert groups(safe(parted(3), people("111" + "2" * 9 + "333")))["u2"] == "shown"


def test_a_distribution_of_seven_cannot_be_subtracted() -> None:
    """All 16 and a unit of 9 with their bins would show the bins of the 7 that are left."""
    table = safe(parted(2), people("1" * 9 + "2" * 7))
    row, rest = table["u1", "item", "q111"], table["u2", "item", "q111"]
    assert (row["n"], row["counts"], rest["n"], rest["counts"]) == (9, None, 7, None)
    assert table["", "item", "q111"]["counts"] is not None


def test_sparse_groups_are_seen_where_roles_and_units_cross() -> None:
    """The only guide is alone in her unit: role less unit, or unit less role, is one person."""
    persons = people("1" * 8 + "2" * 8)
    persons = [(own, "guide" if unit == "u2" else "all", unit) for own, _, unit in persons]
    lone = [*persons, (marks(3), "guide", "u1")]
    shown = [group for group, status in groups(safe(parted(2), lone)).items() if status == "shown"]
    assert not {"all", "u1"} <= set(shown)
    assert not {"guide", "u2"} <= set(shown)


SPREAD = ("counts", "above", "share", "share_low", "share_high", "need", "rank_low", "rank_high")


@pytest.mark.parametrize("answers", ["567562", "1234567", "12345", "1122334", "5556677"])
def test_p01_five_to_seven_have_a_mean_and_nothing_else_whatever_they_answered(
    answers: str,
) -> None:
    """Nobody can tell a need that is great from one that is small by its being withheld."""
    table = safe(SMALL, [(one * 9, "all", "u1") for one in answers])
    row = table["", "item", "q111"]
    mean = round(sum(map(int, answers)) / len(answers), 2)
    assert (row["status"], row["n"], row["mean"]) == ("shown", len(answers), mean)
    assert {row[name] for row in table.values() for name in SPREAD} == {None}  # type: ignore[literal-required]


def test_from_eight_a_share_is_shown_also_where_all_but_one_reach_the_level() -> None:
    """The distribution beside it says so in any case."""
    row = safe(SMALL, [(one * 9, "all", "u1") for one in "56756752"])["", "item", "q111"]
    assert (row["above"], row["counts"]) == (7, [0, 1, 0, 0, 3, 2, 2])
    assert row["need"] is not None


def test_a_share_of_seven_cannot_be_subtracted() -> None:
    """All 16 and a unit of 9 with their shares would show the share of the 7 that are left."""
    table = safe(parted(2), people("1" * 9 + "2" * 7))
    assert [table[unit, "item", "q111"]["above"] is None for unit in ("", "u1", "u2")] == [
        False,
        True,
        True,
    ]


def test_not_relevant_is_told_of_five_or_more_and_not_by_subtraction() -> None:
    answers = ["n"] * 6 + ["1", "2", "3", "4", "5", "6", "7", "3", "5"]
    persons = [(one * 9, "all", f"u{1 + (place < 5)}") for place, one in enumerate(answers)]
    assert safe(SMALL, persons)["", "item", "q111"]["not_relevant"] == 6
    more = [*persons, *((one * 9, "all", "u2") for one in "1234567")]
    table = safe(parted(2), more)
    told = {group: table[group, "item", "q111"]["not_relevant"] for group in ("", "u1", "u2")}
    assert told in ({"": 6, "u1": None, "u2": None}, {"": None, "u1": None, "u2": 5})


def test_a_single_guides_answer_does_not_show_in_the_need_of_all() -> None:
    """Guides want 6 and all others 5: one guide among them is held to 5 like everybody."""
    table = safe(questionnaire(), people("1" * 17 + "1", roles="a" * 17 + "g"))
    row = table["", "item", "q111"]
    assert row["wanted"] == 5
    assert row["above"] == sum((row["counts"] or [])[4:])
    many = safe(questionnaire(), people("1" * 18, roles="ag"))
    assert many["", "item", "q111"]["wanted"] is None


def test_a_statement_that_few_guides_answered_holds_all_to_one_level() -> None:
    """Six guides are among them, so that roles have their own levels; two of them answered this."""
    persons = people("1" * 24, roles="aaag")
    four = [place for place, one in enumerate(persons) if one[1] == "guide"][:4]
    for place in four:
        own, role, unit = persons[place]
        persons[place] = ("n" + own[1:], role, unit)
    table = safe(questionnaire(), persons)
    few, many = table["", "item", "q111"], table["", "item", "q112"]
    assert (many["wanted"], few["wanted"]) == (None, 5)
    assert few["above"] == sum((few["counts"] or [])[4:])


def test_while_a_round_is_open_all_together_are_shown_and_no_group() -> None:
    table = safe(parted(2), people("1" * 9 + "2" * 9), status="open")
    assert {group for group, _, _ in table} == {""}


def test_a_round_without_answers_shows_few_everywhere_when_it_has_closed() -> None:
    none = tally_of(SMALL, [])
    table = rows(protect(summarise(SMALL, none), none, Rules(), questionnaire=SMALL))
    assert {row["status"] for row in table.values()} == {"few"}
    still = protect(summarise(SMALL, none), none, Rules(), questionnaire=SMALL, status="open")
    assert still is None


def test_higher_thresholds_are_kept() -> None:
    tally = tally_of(SMALL, crowd(people("1" * 14)))
    for rules, shown, counts in (
        (Rules(14, 14), True, True),
        (Rules(10, 15), True, False),
        (Rules(15, 15), False, False),
    ):
        table = protect(summarise(SMALL, tally), tally, rules, questionnaire=SMALL)
        row = rows(table)["", "item", "q111"]
        assert (row["status"] == "shown", row["counts"] is not None) == (shown, counts)


@given(st.lists(st.tuples(st.sampled_from("12345678"), st.sampled_from("ag")), max_size=40))
@settings(max_examples=8, deadline=None)
def test_many_small_units_are_settled_too(placed: list[tuple[str, str]]) -> None:
    of = parted(8)
    units = "".join(unit for unit, _ in placed)
    roles = "".join(role for _, role in placed) or "a"
    table = safe(of, people(units, roles=roles))
    assert all((row["n"] or 5) >= 5 for row in table.values())


def test_the_order_of_a_tallys_rows_is_of_no_account() -> None:
    of = parted(3)
    tally = tally_of(of, crowd(people("1" * 4 + "2" * 9 + "3" * 9, roles="aag")))
    turned = tally.sample(frac=1, random_state=1).reset_index(drop=True)
    assert isinstance(turned, pd.DataFrame)
    tables = [protect(summarise(of, t), t, Rules(), questionnaire=of) for t in (tally, turned)]
    assert tables[0] == tables[1]
