"""Intervals, shares and discrepancies beside figures that others have published."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import competence, questionnaire, rate, response

from kit.groups import summarise, tally_of
from kit.statistics import (
    bar_ends,
    borich,
    feldt_interval,
    moments,
    percentages,
    three_parts,
    wilson,
)

COUNTS = st.lists(st.integers(0, 50), min_size=2, max_size=9)


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_e5_wilson(k: int, n: int, low: float, high: float) -> None:
    """Check E5: Newcombe 1998, Statistics in Medicine 17:857, Table I, method 3."""
    assert wilson(k, n) == pytest.approx((low, high), abs=6e-5)


def test_wilson_ends_exactly_at_none_and_all() -> None:
    assert wilson(0, 7)[0] == 0
    assert wilson(7, 7)[1] == 1


@pytest.mark.parametrize(("k", "n"), [(0, 0), (-1, 4), (5, 4)])
def test_what_is_no_share_has_no_interval(k: int, n: int) -> None:
    with pytest.raises(ValueError, match="is no share"):
        wilson(k, n)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share_and_mirrors(share: tuple[int, int]) -> None:
    k, n = share
    low, high = wilson(k, n)
    assert 0 <= low <= k / n <= high <= 1
    assert wilson(n - k, n) == pytest.approx((1 - high, 1 - low))
    wider = wilson(k, n, 0.99)
    assert wider[0] <= low
    assert wider[1] >= high


def test_e4_feldt() -> None:
    """Check E4: statpsych 2.0.0, example of ci.cronbach (alpha .85, 7 items, 89 people)."""
    assert feldt_interval(0.85, items=7, people=89) == pytest.approx((0.7971, 0.8932), abs=1e-4)


@pytest.mark.parametrize(("alpha", "items", "people"), [(0.8, 1, 30), (0.8, 5, 1), (1.1, 5, 30)])
def test_feldt_refuses_what_cannot_be(alpha: float, items: int, people: int) -> None:
    with pytest.raises(ValueError, match="at least two items"):
        feldt_interval(alpha, items, people)


MATH_ANXIETY = [
    ((2, 3, 2, 7, 6), (10, 15, 10, 35, 30)),
    ((2, 4, 4, 5, 5), (10, 20, 20, 25, 25)),
    ((0, 0, 4, 5, 11), (0, 0, 20, 25, 55)),
    ((6, 6, 3, 2, 3), (30, 30, 15, 10, 15)),
    ((1, 4, 2, 8, 5), (5, 20, 10, 40, 25)),
    ((4, 4, 4, 6, 2), (20, 20, 20, 30, 10)),
    ((7, 2, 3, 7, 1), (35, 10, 15, 35, 5)),
    ((1, 2, 3, 9, 5), (5, 10, 15, 45, 25)),
    ((4, 5, 3, 5, 3), (20, 25, 15, 25, 15)),
    ((4, 5, 6, 4, 1), (20, 25, 30, 20, 5)),
    ((5, 3, 4, 5, 3), (25, 15, 20, 25, 15)),
    ((7, 3, 5, 4, 1), (35, 15, 25, 20, 5)),
    ((3, 5, 6, 4, 2), (15, 25, 30, 20, 10)),
    ((3, 4, 3, 7, 3), (15, 20, 15, 35, 15)),
]


def test_e10_distributions_from_answers_to_percentages() -> None:
    """Check E10: likert 2.0.1 (R), ``MathAnxiety`` beside its raw data ``mass``.

    ``mass`` itself is not here: how many of its 20 people chose each of the five levels was
    counted for each item; then people are made up who answer like that. Nobody chose the two lowest
    levels of the third item.
    """
    sure = {"points": [{"id": str(value), "value": value} for value in range(1, 6)]}
    items = [rate(f"q{number}", "c11") for number in range(len(MATH_ANXIETY))]
    of = questionnaire(
        scales={"sure": sure},
        areas=[{"id": "a1", "label": "Allt", "competences": [competence("c11", "Allt")]}],
        roles=[],
        pages=[{"id": "p1", "title": "Sida", "items": [one | {"tags": []} for one in items]}],
    )
    given_ = [_spread(counts) for counts, _ in MATH_ANXIETY]
    people = [
        response({f"q{number}": marks[person] for number, marks in enumerate(given_)}, person)
        for person in range(20)
    ]
    table = summarise(of, tally_of(of, people), groupings=["all"])
    counted = table.loc[table["dimension"] == "item", "counts"].tolist()
    assert [percentages(counts) for counts in counted] == [
        pytest.approx(expected, abs=1e-9) for _, expected in MATH_ANXIETY
    ]


def _spread(counts: Sequence[int]) -> list[str]:
    """Return one mark for each person, as many of each level as counted."""
    return [str(level) for level, count in enumerate(counts, 1) for _ in range(count)]


PISA = {
    "Magazines": ((6682, 13143, 13995, 20353, 11436), (30.21689, 21.33091, 48.45219)),
    "Comic books": ((24019, 16789, 10317, 9489, 4751), (62.43096, 15.78368, 21.78536)),
    "Fiction": ((11131, 16164, 12818, 14569, 10658), (41.7738, 19.61739, 38.60882)),
    "Non-fiction": ((20145, 19961, 12768, 8797, 3622), (61.42466, 19.55493, 19.02042)),
    "Newspapers": ((12317, 12141, 10314, 15645, 15165), (37.29377, 15.72688, 46.97935)),
}
PISA_MOMENTS = {
    "Magazines": (3.254813, 1.245086),
    "Comic books": (2.298768, 1.292631),
    "Fiction": (2.961111, 1.342667),
    "Non-fiction": (2.322898, 1.199176),
    "Newspapers": (3.140282, 1.442299),
}


@pytest.mark.parametrize("item", PISA)
def test_e11_low_neutral_high_mean_and_deviation(item: str) -> None:
    """Check E11: likert 2.0.1 (R), reference page, question ST25 of PISA 2009 (North America).

    The answers of 66 690 pupils are not here, only how many chose each level; those who left
    the item out are in no denominator.
    """
    counts, parts = PISA[item]
    assert three_parts(counts) == pytest.approx(parts, abs=5e-6)
    assert moments((1, 2, 3, 4, 5), counts) == pytest.approx(PISA_MOMENTS[item], abs=5e-7)


def test_e12_ends_of_a_diverging_bar() -> None:
    """Check E12: HH 3.1-53 (R), ``ProfChal``, all survey responses; the rule of ``as.likert``.

    Only the five counts of that row are here.
    """
    assert bar_ends((4, 21, 27, 230, 283)) == pytest.approx((6.8142, 93.1858), abs=1e-4)


BORICH = {
    "Financial Aid": ((4, 3, 5, 9, 9, 10, 28), (7, 3, 2, 3, 9, 7, 37), -1.174308),
    "Bursar": ((0, 4, 0, 8, 13, 15, 28), (1, 1, 0, 8, 10, 14, 34), -1.352941),
    "Advising": ((1, 2, 2, 6, 12, 11, 34), (0, 1, 1, 4, 5, 15, 42), -2.674957),
    "Records": ((1, 1, 0, 5, 12, 18, 31), (0, 2, 0, 5, 8, 18, 35), -0.794118),
    "Testing": ((3, 2, 3, 7, 10, 12, 31), (1, 2, 2, 4, 5, 17, 37), -2.484862),
}


@pytest.mark.parametrize("service", BORICH)
def test_e15_borich(service: str) -> None:
    """Check E15: computed by two routes from likert 2.0.1's ``gap`` (fictitious data, 68 people).

    The data is not here, only how many of the 68 chose each of 1-7 for importance and for
    satisfaction: with complete pairs the score depends on nothing else, so any pairing of them
    gives the figure.
    """
    importance, satisfaction, expected = BORICH[service]
    wished, given_ = ([float(mark) for mark in _spread(one)] for one in (importance, satisfaction))
    assert borich(wished, given_[::-1]) == pytest.approx(expected, abs=1e-5)


def test_borich_uses_complete_pairs_only() -> None:
    gap = math.nan
    assert borich([5, 7, gap, 6], [3, 6, 4, gap]) == borich([5, 7], [3, 6]) == 1.5 * 6
    assert math.isnan(borich([gap], [3]))
    assert math.isnan(borich([], []))


def test_a_bar_splits_where_it_is_told() -> None:
    counts = (1, 2, 3, 4)
    assert three_parts(counts) == (30, 0, 70)
    assert three_parts(counts, 2) == (30, 30, 40)
    assert bar_ends(counts, 0.5) == (10, 90)
    assert bar_ends(counts, -0.5) == (0, 100)
    assert bar_ends(counts, 3.5) == (100, 0)


def test_nobody_has_no_percentages() -> None:
    assert all(math.isnan(share) for share in percentages((0, 0, 0)))
    assert all(math.isnan(figure) for figure in moments((1, 2), (0, 0)))
    assert math.isnan(moments((1, 2), (1, 0))[1])


@given(COUNTS)
def test_levels_that_nobody_chose_keep_their_place(counts: list[int]) -> None:
    shares = percentages(counts)
    assert len(shares) == len(counts)
    if sum(counts):
        assert sum(shares) == pytest.approx(100)
        assert [share > 0 for share in shares] == [count > 0 for count in counts]
        assert sum(bar_ends(counts)) == pytest.approx(100)
        low, _, high = three_parts(counts)
        mirrored = three_parts(counts[::-1])
        assert (mirrored.high, mirrored.low) == pytest.approx((low, high))
