from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kit.advice import MOST, Row, next_steps, strengths


def row(id_: str, mean: float | None, wanted: float | None = None) -> dict[str, Any]:
    enough = mean is not None
    gap = None if mean is None or wanted is None else wanted - mean
    share = None if mean is None else 100 * (mean - 1) / 6
    scale = {"low": 1.0, "high": 7.0}
    return {"id": id_, "enough": enough, "score": share, "gap": gap, **scale}


def ids(rows: list[Row]) -> list[str]:
    return [one["id"] for one in rows]


def test_the_largest_gap_comes_first_and_never_more_than_three() -> None:
    rows = [row("a", 4, 5), row("b", 2, 5), row("c", 3, 5), row("d", 4.5, 5), row("e", 6, 5)]
    assert next_steps(rows) == ("gap", [rows[1], rows[2], rows[0]])


def test_equal_gaps_go_by_the_persons_interest_and_then_by_the_questionnaire() -> None:
    rows = [row(id_, 3.1, 5) for id_ in "abcde"]
    assert ids(next_steps(rows, ["e", "c"]).rows) == ["e", "c", "a"]
    assert ids(next_steps(rows).rows) == ["a", "b", "c"]


def test_interest_never_goes_before_a_larger_gap() -> None:
    rows = [row("a", 3, 5), row("b", 4, 5)]
    assert ids(next_steps(rows, ["b"]).rows) == ["a", "b"]


def test_binary_fractions_are_no_gap() -> None:
    mean = (5 + 5 + 5 + 4 + 4) / 5
    assert next_steps([row("a", mean, 4.6), row("b", 4.6, 4.6)]).why == "share"


def test_without_a_gap_a_strength_is_to_be_shared() -> None:
    rows = [row("a", 5, 5), row("b", 7, 5), row("c", None, 5)]
    assert next_steps(rows) == ("share", [rows[1]])


def test_without_wanted_levels_the_lowest_come_first_but_never_all() -> None:
    rows = [row("a", 4), row("b", 2), row("c", 3)]
    assert next_steps(rows) == ("lowest", [rows[1], rows[2]])
    assert next_steps([row("a", 4), row("b", 4)]) == ("none", [])


def test_too_few_answers_lead_nowhere() -> None:
    rows = [row("a", None, 5), row("b", None)]
    assert next_steps(rows) == ("none", [])
    assert strengths(rows) == []


def test_gaps_on_different_scales_are_compared_as_shares() -> None:
    short = row("short", 2, 3) | {"low": 1.0, "high": 4.0}  # a third of the scale
    long = row("long", 3.5, 5)  # a quarter
    assert ids(next_steps([long, short]).rows) == ["short", "long"]


def test_strengths_are_the_surest_and_none_of_the_next_steps() -> None:
    rows = [row("a", 4, 3), row("b", 6, 7), row("c", 4, 2), row("d", 3), row("e", 1)]
    assert ids(strengths(rows)) == ["b", "c", "a"]
    assert ids(strengths(rows, without=[rows[1]])) == ["c", "a", "d"]


def test_the_bottom_of_the_scale_is_no_strength() -> None:
    assert strengths([row("a", 1), row("b", 1)]) == []


MEANS = st.one_of(st.none(), st.integers(2, 14).map(lambda half: half / 2))


@settings(deadline=None)
@given(st.lists(st.tuples(MEANS, MEANS), max_size=12))
def test_advice_is_short_known_and_never_both(
    pairs: list[tuple[float | None, float | None]],
) -> None:
    rows = [row(f"c{number}", *pair) for number, pair in enumerate(pairs)]
    steps = next_steps(rows)
    strong = strengths(rows, without=[] if steps.why == "share" else steps.rows)
    assert len(steps.rows) <= MOST
    assert len(strong) <= MOST
    assert all(one["enough"] for one in [*steps.rows, *strong])
    if steps.why != "share":
        assert not set(ids(steps.rows)) & set(ids(strong))
    gaps = [one["gap"] for one in steps.rows if steps.why == "gap"]
    assert gaps == sorted(gaps, reverse=True)
