"""A reader with a computer finds nothing out about a few people, whatever they answered."""

from __future__ import annotations

import os
from random import Random
from typing import Any

from crowds import crowd
from hypothesis import given, settings
from hypothesis import strategies as st
from people import ITEMS
from prying import Pryer, adds_up, eliminated, givers, small_sums
from workplaces import parted

from kit.groups import tally_of
from kit.lines import lines_of
from kit.records import Response
from kit.release import make_release

MORE = int(os.environ.get("KIT_MORE_EXAMPLES", "1"))
"""How many times as many examples to try; ``make faults`` asks for more."""

LEAST = 5


SEEDS = st.integers(0, 2**32)
ALIKE = st.sampled_from(["1234567", "3456", "45", "2345566", "6777", "345n-"])


def invented(seed: int, marks: str, most: int = 26) -> tuple[Any, list[Response]]:
    """A round of people who answer more or less alike, in groups of very different sizes."""
    random = Random(seed)  # noqa: S311 - invented people
    units, few = random.randint(2, 4), random.choice([0.1, 0.3, 0.5])
    people = [
        (
            "".join(random.choice(marks) for _ in ITEMS),
            "guide" if random.random() < few else "all",
            f"u{min(random.randint(1, units), random.randint(1, units))}",
        )
        for _ in range(random.randint(5, most))
    ]
    return parted(units), crowd(people)


@given(SEEDS, ALIKE)
@settings(max_examples=6 * MORE, deadline=None)
def test_p01_nothing_is_determined_by_all_that_is_shown(seed: int, marks: str) -> None:
    """Bounds by linear programmes, subject to every published number: they always differ."""
    of, responses = invented(seed, marks)
    safe = make_release(of, tally_of(of, responses), responses)
    assert safe is not None
    people = givers(of, responses)
    for line in lines_of(of)[::2]:
        pryer = Pryer(line, people, safe["rows"])
        assert pryer.finds_out() == [], (line.id, pryer.truth)


@given(SEEDS, ALIKE)
@settings(max_examples=8 * MORE, deadline=None)
def test_p01_no_sum_over_a_few_people_can_be_made(seed: int, marks: str) -> None:
    """Person by person: no four people or fewer have a sum that follows from published sums."""
    of, responses = invented(seed, marks, most=14)
    safe = make_release(of, tally_of(of, responses), responses)
    assert safe is not None
    people = givers(of, responses)
    for line in lines_of(of):
        key = line.dimension, line.id
        here = [one for one in people if key in one.marks]
        shown = [
            [int(one.is_in(row)) for one in here]
            for row in safe["rows"]
            if (row["dimension"], row["id"]) == key and row["status"] == "shown"
        ]
        assert small_sums(eliminated(shown), len(here), LEAST - 1) == []


@given(SEEDS, st.sampled_from(["34567", "45", "5667", "1234567"]))
@settings(max_examples=6 * MORE, deadline=None)
def test_hidden_items_cannot_be_made_of_areas_and_competences(seed: int, marks: str) -> None:
    """Everybody answers everything, so that areas are sums: atoms x items, solved as one."""
    random = Random(seed)  # noqa: S311 - invented people
    of = parted(3)
    people = [
        (
            "".join(random.choice(marks) for _ in ITEMS[:-2]) + "47",
            random.choice(["all", "guide"]),
            random.choice(["u1", "u2", "u2", "u3"]),
        )
        for _ in range(random.randint(9, 20))
    ]
    responses = crowd(people)
    safe = make_release(of, tally_of(of, responses), responses)
    assert safe is not None
    rows = safe["rows"]
    atoms = sorted({(one.role, one.unit) for one in givers(of, responses)})
    places = {
        (atom, item): n for n, (atom, item) in enumerate((a, i) for a in atoms for i in ITEMS)
    }
    vectors = {id(row): _vector(of, row, places) for row in rows}
    known = eliminated(vectors[id(row)] for row in rows if row["status"] == "shown")
    for row in rows:
        if row["status"] != "shown" and row["dimension"] == "item" and any(vectors[id(row)]):
            assert not adds_up(known, vectors[id(row)]), row


def _vector(of: Any, row: Any, places: Any) -> list[int]:
    items = {row["id"]} if row["dimension"] == "item" else _items(of, row)
    vector = [0] * len(places)
    for ((role, unit), item), place in places.items():
        there = {"all": True, "role": role == row["group"], "unit": unit == row["group"]}
        vector[place] = int(there[row["grouping"]] and item in items)
    return vector


def _items(of: Any, row: Any) -> set[str]:
    inside = {row["id"]}
    if row["dimension"] == "area":
        inside = {c.id for area in of.areas if area.id == row["id"] for c in area.competences}
    if row["dimension"] == "tag":
        return {item.id for item in of.rated() if row["id"] in item.tags}
    return {item.id for item in of.rated() if item.competence in inside}
