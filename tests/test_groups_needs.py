"""Places that needs may have: by hand, by drawing again another way, and at their edges."""

from __future__ import annotations

from math import isnan
from pathlib import Path
from random import Random
from statistics import fmean

import numpy as np
import pytest
from crowds import CROWDS, PARTED, Person, crowd
from hypothesis import given, settings
from people import SMALL, questionnaire, response

from kit.groups import rank_intervals, summarise, tally_of
from kit.reading import read_questionnaire
from kit.records import Response
from kit.scoring import score

THREE = questionnaire(
    roles=[{"id": "all", "label": "Alla", "targets": {"c11": 5, "c12": 5, "c21": 5}}]
)
PLACES = ("c11", "c12", "c21")


def many(number: int, seed: int = 1) -> list[Response]:
    random = Random(seed)  # noqa: S311 - invented answers need no secrecy
    marks = ["".join(random.choice("1234567n-") for _ in range(9)) for _ in range(number)]
    return crowd([(mark, None, "") for mark in marks])


def test_what_nobody_doubts_has_one_place() -> None:
    # Everybody falls 4 short of c11, 2 of c12 and nothing of c21.
    people = crowd([("111355" + "5--", None, "")] * 12)
    assert rank_intervals(THREE, people, people=12, seed=1) == {
        "c11": (1, 1),
        "c12": (2, 2),
        "c21": (3, 3),
    }


def test_equal_needs_share_their_places() -> None:
    people = crowd([("555355" + "5--", None, "")] * 12)  # c11 and c21 lack nothing
    assert rank_intervals(THREE, people, people=12, seed=1) == {
        "c12": (1, 1),
        "c11": (2, 3),
        "c21": (2, 3),
    }


def test_needs_that_few_people_decide_have_wide_intervals() -> None:
    one_more = [("111535" + "5--", None, "")] * 6 + [("555175" + "5--", None, "")] * 5
    places = rank_intervals(THREE, crowd(one_more), people=11, seed=1)
    assert places["c11"] == (1, 2)
    assert places["c12"] == (1, 2)


def test_weights_move_the_places() -> None:
    people = crowd([("111" + "35" + "33--", None, "")] * 9)
    heavy = rank_intervals(THREE, people, people=9, seed=1)
    light = rank_intervals(THREE, people, {"a1": 0.1}, people=9, seed=1)
    assert heavy["c11"] == (1, 1)
    assert light["c21"] == (1, 1)


def test_the_same_people_and_seed_give_the_same_in_any_order() -> None:
    of = read_questionnaire(Path(__file__).parents[1] / "questionnaires" / "bibliotek-24.yaml")
    items = [item.id for item in of.rated()]
    random = Random(2)  # noqa: S311 - invented answers need no secrecy
    people = [response({item: random.choice("1234567") for item in items}, n) for n in range(14)]
    first = rank_intervals(of, people, people=14, seed=7)
    for _ in range(6):
        random.shuffle(people)
        assert rank_intervals(of, people, people=14, seed=7) == first


def test_those_whose_role_wants_nothing_lack_nothing() -> None:
    roles = [
        {"id": "all", "label": "Alla", "targets": {"c11": 3, "c12": 3}},
        {"id": "desk", "label": "Disk", "targets": {"c12": 3}},
    ]
    of = questionnaire(roles=roles)
    # All lack 2 of c11 but most are not asked to have it; all lack 1 of c12.
    people = crowd([("111" + "26" + "5---", role, "") for role in ["all", *["desk"] * 11]])
    places = rank_intervals(of, people, people=12, seed=1)
    assert places == {"c12": (1, 1), "c11": (2, 2)}


def test_places_are_those_of_drawing_people_one_by_one() -> None:
    people = many(30)
    scores = score(THREE, people)
    gaps = {id_: scores.loc[scores["id"] == id_, "gap"].clip(lower=0).tolist() for id_ in PLACES}
    random = Random(5)  # noqa: S311 - invented answers need no secrecy
    ranks = []
    for _ in range(500):
        drawn = random.choices(range(30), k=30)
        needs = [fmean(gap for n in drawn if not isnan(gap := gaps[id_][n])) for id_ in PLACES]
        ranks.append([1 + sum(other > own for other in needs) for own in needs])
    expected = np.quantile(ranks, [0.025, 0.975], axis=0, method="inverted_cdf").T
    places = rank_intervals(THREE, people, people=30, seed=1)
    assert [list(places[id_]) for id_ in PLACES] == expected.tolist()


def test_a_sample_of_a_large_group_has_the_large_groups_intervals() -> None:
    sample = many(200)
    small = rank_intervals(THREE, sample, people=200, seed=1)
    large = rank_intervals(THREE, sample, people=2_000_000, seed=1)
    assert any(high > low for low, high in small.values())
    assert all(high == low for low, high in large.values())
    # And round the needs of the whole group, which a sample does not hit exactly.
    needs = {"c11": 0.1, "c12": 0.3, "c21": 0.2}
    turned = rank_intervals(THREE, sample, people=2_000_000, seed=1, needs=needs)
    assert turned == {"c12": (1, 1), "c21": (2, 2), "c11": (3, 3)}


def test_only_what_is_asked_for_is_ranked() -> None:
    people = many(30)
    needs = {"c12": 0.2, "c21": 0.1}
    places = rank_intervals(THREE, people, people=30, seed=1, needs=needs)
    assert set(places) == {"c12", "c21"}
    assert max(high for _, high in places.values()) == 2
    missing = rank_intervals(THREE, people, people=30, seed=1, needs={"c12": float("nan")})
    assert missing == {}


@pytest.mark.parametrize("answers", [[], ["-" * 9], ["n" * 9] * 6])
def test_without_answers_nothing_is_ranked(answers: list[str]) -> None:
    people = crowd([(marks, None, "") for marks in answers])
    assert rank_intervals(SMALL, people, people=len(people), seed=1) == {}


def test_a_competence_that_hardly_anybody_answered_does_not_break_the_draws() -> None:
    people = crowd([("111------", None, "")] * 9 + [("55533----", None, "")])
    places = rank_intervals(THREE, people, people=10, seed=1)
    assert places == {"c11": (1, 1), "c12": (2, 2)}


def test_without_wanted_levels_nothing_is_ranked() -> None:
    assert rank_intervals(questionnaire(roles=[]), many(10), people=10, seed=1) == {}


@settings(max_examples=25)
@given(CROWDS)
def test_places_are_among_those_there_are(people: list[Person]) -> None:
    responses = crowd(people)
    places = rank_intervals(PARTED, responses, people=len(people), seed=1)
    assert all(1 <= low <= high <= len(places) for low, high in places.values())
    table = summarise(PARTED, tally_of(PARTED, responses), groupings=["all"])
    rows = table[(table["dimension"] == "competence") & table["need"].notna()]
    assert set(places) == set(rows["id"])
