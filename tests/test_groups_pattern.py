"""What people have asked other tools for, once a letter (reports on likert, ggstats and others).

(e), labels that overlap or fade, is about pictures and is tested where they are drawn.
"""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest
from crowds import PARTED, Person, crowd, rows_of
from people import questionnaire

from kit.groups import summarise, tally_of
from kit.lines import lines_of
from kit.statistics import bar_ends, percentages

FEW: list[Person] = [("2" * 9, "guide", "u2"), ("66n666n6-", "all", "u1"), ("-" * 9, "all", "u1")]


def table(people: list[Person]) -> pd.DataFrame:
    return summarise(PARTED, tally_of(PARTED, crowd(people)))


@pytest.mark.parametrize("people", [FEW[:1], FEW[:2], FEW])
def test_a_levels_that_nobody_chose_move_no_other_in_the_smallest_group(
    people: list[Person],
) -> None:
    rows = rows_of(table(people))
    assert rows["role", "guide", "item", "q111"]["counts"] == (0, 1, 0, 0, 0, 0, 0)
    shares = percentages((0, 1, 0, 0, 0, 0, 0))
    assert shares == [0, 100, 0, 0, 0, 0, 0]
    assert {len(row["counts"]) for row in rows.values()} == {7}


def test_b_dont_know_stands_beside_the_scale_and_moves_nothing_on_it() -> None:
    more = [*FEW, *[("n" * 9, "all", "u1")] * 5, *[("-" * 9, "all", "u1")] * 5]
    before, after = table(FEW), table(more)
    same = ["n", "counts", "above", "mean", "shortfall", "need"]
    pd.testing.assert_frame_equal(before[same], after[same])
    row = rows_of(after)["all", "", "item", "q111"]
    assert (row["not_relevant"], row["blank"]) == (5, 6)


def test_c_good_and_bad_part_where_the_role_wants() -> None:
    people = [(str(mark) * 9, None, "") for mark in (1, 2, 3, 4, 5, 5, 6, 7)]
    for wanted, below in ((2, 1), (5, 4), (7, 7)):
        of = questionnaire(roles=[{"id": "all", "label": "A", "targets": {"c11": wanted}}])
        rows = rows_of(summarise(of, tally_of(of, crowd(people)), groupings=["all"]))
        row = rows["all", "", "item", "q111"]
        assert row["n"] - row["above"] == below
        at = next(line for line in lines_of(of) if line.id == "q111").bin(wanted)
        left, right = bar_ends(row["counts"], at - 0.5)
        assert (left, right) == pytest.approx((100 * below / 8, 100 * row["above"] / 8))


def test_d_every_group_has_the_same_rows_in_the_same_order_on_the_same_axis() -> None:
    parts = table(FEW).groupby(["grouping", "group"])
    groups = [group[["dimension", "id"]].to_numpy().tolist() for _, group in parts]
    assert all(one == other for one, other in pairwise(groups))
    assert groups[0] == [[line.dimension, line.id] for line in lines_of(PARTED)]
    assert {line.starts for line in lines_of(PARTED)} == {(1, 2, 3, 4, 5, 6, 7)}


def test_f_each_row_says_how_many_answered_it() -> None:
    rows = [row for key, row in rows_of(table(FEW)).items() if key[:3] == ("all", "", "item")]
    assert {row["id"]: row["n"] for row in rows} == {
        **dict.fromkeys(("q111", "q112", "q121", "q122", "q211", "q221"), 2),
        **dict.fromkeys(("q113", "q212"), 1),
        "q222": 0,
    }
    assert {row["people"] for row in rows} == {3}
