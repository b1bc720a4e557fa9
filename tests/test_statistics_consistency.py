"""How items go together, beside figures that others have published.

The data behind them is not here. What alpha and omega depend on - the items' covariances, or how
many answered what - was worked out from it, and people are made up who have exactly that.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.statistics import (
    alpha,
    alpha_of,
    alpha_without,
    covariances,
    feldt_interval,
    item_rest,
    omega_of_three,
)

Floats = npt.NDArray[np.float64]
Triangle = Sequence[Sequence[float]]


def whole(triangle: Triangle) -> Floats:
    """Return the symmetric table whose lower left half this is."""
    table = np.zeros((len(triangle), len(triangle)))
    for one, row in enumerate(triangle):
        for other, value in enumerate(row):
            table[one, other] = table[other, one] = value
    return table


def people(covariance: Floats, number: int) -> Floats:
    """Make up marks of this many people with exactly these covariances."""
    drawn = np.random.default_rng(1).normal(size=(number, len(covariance)))
    drawn -= drawn.mean(axis=0)
    own = np.linalg.cholesky(np.cov(drawn, rowvar=False))
    marks: Floats = drawn @ np.linalg.inv(own).T @ np.linalg.cholesky(covariance).T + 4
    return marks


BFI = {
    "A": (
        0.70,
        (
            (1.9714,),
            (0.5526, 1.3608),
            (0.4788, 0.7302, 1.6805),
            (0.3025, 0.5751, 0.6886, 2.1751),
            (0.3172, 0.5675, 0.8176, 0.5691, 1.5759),
        ),
    ),
    "C": (
        0.72,
        (
            (1.5312,),
            (0.6896, 1.7265),
            (0.4820, 0.5985, 1.6519),
            (0.5691, 0.6799, 0.5885, 1.8762),
            (0.4973, 0.6338, 0.7053, 1.0558, 2.6375),
        ),
    ),
    "E": (
        0.76,
        (
            (2.6399,),
            (1.2072, 2.5621),
            (0.7077, 0.8136, 1.8135),
            (0.9824, 1.1928, 0.8150, 2.1186),
            (0.6499, 0.7893, 0.6821, 0.6081, 1.7708),
        ),
    ),
    "N": (
        0.81,
        (
            (2.4484,),
            (1.6716, 2.3128),
            (1.3850, 1.3284, 2.5594),
            (0.9643, 0.9184, 1.2856, 2.4327),
            (0.9457, 0.8506, 1.0969, 0.9887, 2.5929),
        ),
    ),
    "O": (
        0.60,
        (
            (1.2661,),
            (0.3743, 2.4497),
            (0.5341, 0.4925, 1.4788),
            (0.2434, 0.1297, 0.2827, 1.4841),
            (0.3525, 0.6679, 0.4913, 0.2830, 1.7526),
        ),
    ),
}


@pytest.mark.parametrize("scale", BFI)
def test_e1_alpha_of_five_traits(scale: str) -> None:
    """Check E1: psychTools 2.5.3, vignette "overview", section 5.4.1, ``scoreItems(bfi)``.

    Published with two decimals. The covariances (four decimals) are of ``bfi``'s 2 800 people
    after A1, C4, C5, E1, E2, O2 and O5 were reversed (7 - x) and each gap was filled with the
    item's median, as the vignette does.
    """
    published, triangle = BFI[scale]
    assert alpha(people(whole(triangle), 300)) == pytest.approx(published, abs=0.006)


ABILITIES = {
    "visual": (
        (0.6261171, 0.632553),
        ((1.362897707,), (0.408729221, 1.386389812), (0.581832336, 0.452567483, 1.279114410)),
    ),
    "textual": (
        (0.8827069, 0.885881),
        ((1.355166667,), (1.101411927, 1.665318383), (0.898500738, 1.017905765, 1.200346232)),
    ),
    "speed": (
        (0.688455, 0.696135),
        ((1.187083264,), (0.537029362, 1.025389424), (0.374541520, 0.458840961, 1.018387204)),
    ),
}


@pytest.mark.parametrize("scale", ABILITIES)
def test_e2_alpha_of_three_abilities(scale: str) -> None:
    """Check E2: psych and semTools (R), as a public test file quotes them; Holzinger's 301 pupils.

    The covariances (nine decimals) are of the tests x1-x9, three for each ability.
    """
    (published, _), triangle = ABILITIES[scale]
    assert alpha(people(whole(triangle), 301)) == pytest.approx(published, abs=1e-5)


@pytest.mark.parametrize("scale", ABILITIES)
def test_e2b_omega_of_three_abilities(scale: str) -> None:
    """Check E2b: the closed form for three items, computed; nobody has published the figure."""
    (_, expected), triangle = ABILITIES[scale]
    marks = people(whole(triangle), 301)
    assert omega_of_three(covariances(marks)) == pytest.approx(expected, abs=1e-4)


RIGHT = (8, 8, 7, 7, 6, 3, 3, 3, 3, 3, 1)
TOTALS = (11, 9, 7, 6, 5, 5, 4, 3, 2)


def right_or_wrong() -> Floats:
    """Make up nine people's 0 or 1 with these sums by item and by person (Gale and Ryser)."""
    left = list(RIGHT)
    rows = []
    for total in TOTALS:
        most = sorted(range(len(left)), key=lambda item: -left[item])[:total]
        rows.append([float(item in most) for item in range(len(left))])
        left = [count - (item in most) for item, count in enumerate(left)]
    assert not any(left)
    return np.array(rows)


def test_e3_alpha_and_its_interval_over_complete_rows() -> None:
    """Check E3: pingouin, docstring of ``cronbach_alpha``, listwise; the interval is computed.

    Of the 12 people 9 have complete rows. With right or wrong answers alpha depends on nothing
    but how many had each item right and how many items each person had right: those sums are
    here. The docstring's interval is too narrow, since it takes 12 people for 9.
    """
    marks = right_or_wrong()
    value = alpha(marks)
    assert value == pytest.approx(0.801694915, abs=1e-6)
    interval = feldt_interval(value, items=11, people=len(marks))
    assert interval == pytest.approx((0.533, 0.9472), abs=5e-4)


PAIRWISE = (
    (0.163636364,),
    (-0.036363636, 0.204545455),
    (0.077777778, 0.118181818, 0.218181818),
    (0.045454545, -0.068181818, -0.054545455, 0.204545455),
    (-0.072727273, 0.127272727, 0.088888889, -0.009090909, 0.254545455),
    (-0.009090909, -0.045454545, 0.036363636, -0.045454545, 0.081818182, 0.272727273),
    *(
        (*row, 0.265151515)
        for row in (
            (-0.027272727, 0.022727273, 0.109090909, 0.022727273, 0.045454545, 0.136363636),
            (
                *(-0.027272727, 0.022727273, 0.109090909, -0.068181818, 0.145454545),
                *(0.227272727, 0.174242424),
            ),
        )
    ),
    (
        *(0.066666667, -0.027272727, 0.088888889, 0.009090909, 0.1, 0.118181818),
        *(0.018181818, 0.118181818, 0.254545455),
    ),
    (
        *(-0.045454545, 0.068181818, -0.018181818, 0.068181818, 0.109090909, 0.045454545),
        *(0.068181818, 0.068181818, -0.009090909, 0.204545455),
    ),
    (
        *(0.018181818, 0.022727273, 0.027272727, 0.022727273, 0.036363636, 0.045454545),
        *(0.053030303, 0.053030303, 0.063636364, 0.068181818, 0.083333333),
    ),
)


def test_e3_alpha_of_pairwise_covariances() -> None:
    """Check E3: pingouin, docstring of ``cronbach_alpha``, pairwise.

    The covariances (nine decimals) are of the same 12 people, each over those who have both
    answers; no people can be made up who have them without their gaps.
    """
    assert alpha_of(whole(PAIRWISE)) == pytest.approx(0.732660835, abs=1e-6)


@st.composite
def gappy(draw: st.DrawFn) -> Floats:
    """Return marks of 4-12 people on 2-5 items, some of them missing."""
    items, rows = draw(st.integers(2, 5)), draw(st.integers(4, 12))
    mark = st.sampled_from([1.0, 2.0, 3.0, 5.0, 7.0, math.nan])
    return np.array(draw(st.lists(st.lists(mark, min_size=items, max_size=items), min_size=rows)))


@given(gappy())
def test_gaps_are_treated_as_pandas_treats_them(marks: Floats) -> None:
    table = pd.DataFrame(marks)
    np.testing.assert_allclose(
        covariances(marks, "pairwise"), table.cov(min_periods=2), rtol=1e-9, atol=1e-12
    )
    listwise = table.dropna().cov(min_periods=2)
    np.testing.assert_allclose(covariances(marks), listwise, rtol=1e-9, atol=1e-12)
    if not table.isna().all().any():
        filled = table.fillna(table.median()).cov()
        np.testing.assert_allclose(covariances(marks, "median"), filled, rtol=1e-9, atol=1e-12)


@given(gappy())
def test_item_rest_is_the_correlation_with_the_others(marks: Floats) -> None:
    table = pd.DataFrame(marks).dropna()
    for item, found in enumerate(item_rest(marks)):
        rest = table.drop(columns=item).sum(axis=1)
        if len(table) < 2 or table[item].nunique() < 2 or rest.nunique() < 2:
            assert math.isnan(found)
        else:
            assert found == pytest.approx(np.corrcoef(table[item], rest)[0, 1])


def test_an_item_turned_the_wrong_way_shows() -> None:
    marks = people(whole(BFI["A"][1]), 100)
    wrong = marks.copy()
    wrong[:, 2] = 7 - wrong[:, 2]
    assert alpha(wrong) < alpha(marks) - 0.2
    assert min(item_rest(wrong)) == item_rest(wrong)[2] < 0
    assert max(alpha_without(wrong)) == alpha_without(wrong)[2]
    assert alpha_without(wrong)[2] == pytest.approx(alpha(np.delete(marks, 2, axis=1)))


@pytest.mark.parametrize(
    "marks",
    [
        np.empty((0, 3)),
        np.full((1, 3), 4.0),
        np.full((9, 3), 4.0),
        np.full((9, 3), math.nan),
        np.arange(9.0).reshape(9, 1),
    ],
    ids=["nobody", "one", "all alike", "all gaps", "one item"],
)
def test_without_anything_that_varies_there_is_no_alpha(marks: Floats) -> None:
    for missing in ("listwise", "pairwise", "median"):
        assert math.isnan(alpha(marks, missing))


def test_omega_needs_three_items_that_go_together() -> None:
    with pytest.raises(ValueError, match="three items"):
        omega_of_three(np.eye(4))
    assert math.isnan(omega_of_three(np.eye(3)))
