"""The sets that can be added up from published sums: all of them, and no other."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prying import adds_up, eliminated

from kit.disclosure.spaces import (
    TooManyError,
    all_vectors,
    joined,
    light_vectors,
    reduce,
    shares,
    solve,
)

MATRICES = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.sampled_from([0, 0, 1, 1, 2]), min_size=width, max_size=width),
        min_size=1,
        max_size=5,
    )
)


def every_vector(rows: list[list[int]], signed: list[bool]) -> set[tuple[int, ...]]:
    """Try each vector there is, with the tests' own elimination."""
    known = eliminated(rows)
    choices = [(-1, 0, 1) if sign else (0, 1) for sign in signed]
    return {one for one in product(*choices) if any(one) and adds_up(known, one)}


@given(MATRICES, st.data())
@settings(max_examples=60, deadline=None)
def test_every_derivable_set_is_listed(rows: list[list[int]], data: st.DataObject) -> None:
    width = len(rows[0])
    signed = data.draw(st.lists(st.booleans(), min_size=width, max_size=width))
    matrix = np.array(rows, dtype=np.int64)
    found = all_vectors(matrix, np.array(signed))
    assert {tuple(one) for one in found.values.tolist()} == every_vector(rows, signed)
    for place, vector in enumerate(found.values.tolist()):
        parts = shares(found, place)
        sums = [
            sum(p * r for p, r in zip(parts, column, strict=True)) for column in matrix.T.tolist()
        ]
        assert sums == vector


@given(MATRICES, st.data())
@settings(max_examples=60, deadline=None)
def test_light_sets_are_those_within_the_limit(rows: list[list[int]], data: st.DataObject) -> None:
    width = len(rows[0])
    weights = data.draw(st.lists(st.integers(0, 4), min_size=width, max_size=width))
    limit = data.draw(st.integers(0, 6))
    signed = np.zeros(width, dtype=bool)
    found = light_vectors(np.array(rows, dtype=np.int64), signed, np.array(weights), limit)
    every = every_vector(rows, signed.tolist())
    light = {
        one for one in every if sum(w for w, x in zip(weights, one, strict=True) if x) <= limit
    }
    assert {tuple(one) for one in found.values.tolist()} == light


def test_a_sum_is_solved_for_with_its_parts() -> None:
    matrix = np.array([[1, 1, 1], [1, 0, 0], [0, 2, 0]], dtype=np.int64)
    parts = solve(matrix, np.array([0, 0, 1]))
    assert parts is not None
    scale = reduce(matrix).scale
    assert [Fraction(int(part), scale) for part in parts] == [1, -1, Fraction(-1, 2)]
    assert solve(matrix[:2], np.array([0, 0, 1])) is None


def test_lists_of_different_scales_are_put_together() -> None:
    halves = all_vectors(np.array([[2, 0]], dtype=np.int64), np.zeros(2, dtype=bool))
    whole = all_vectors(np.array([[0, 1]], dtype=np.int64), np.zeros(2, dtype=bool))
    both = joined([halves, whole])
    assert [shares(both, place) for place in range(2)] == [(Fraction(1, 2),), (Fraction(1),)]


def test_nothing_published_derives_nothing() -> None:
    assert len(all_vectors(np.zeros((0, 3), dtype=np.int64), np.zeros(3, dtype=bool))) == 0


def test_a_family_too_large_to_search_says_so() -> None:
    with pytest.raises(TooManyError):
        all_vectors(np.eye(20, dtype=np.int64), np.ones(20, dtype=bool))
