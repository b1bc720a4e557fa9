"""Published examples of small groups given away, X1-X8, and what the audit says of each.

Figures are typed in; where they come from stands with each test. What is ours in a test, because
the source gives only an outcome, is said there too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from scipy.optimize import linprog

from kit.disclosure import (
    Publication,
    Rules,
    audit,
    derive,
    is_close_to_largest,
    is_dominated,
    is_safe,
    withhold,
)

Cell = tuple[str, ...]

# sdcTools/sdcTable data-raw/microdata1.R: 100 invented people, counted here by region and gender.
REGIONS: dict[Cell, int] = {
    ("A", "male"): 18,
    ("A", "female"): 2,
    ("B", "male"): 14,
    ("B", "female"): 19,
    ("C", "male"): 12,
    ("C", "female"): 10,
    ("D", "male"): 11,
    ("D", "female"): 14,
}
TWO = Rules(min_group=3, min_distribution=3)
"""sdcTable's freq with maxN = 2: counts of one and two are protected."""


def crossed(cells: Mapping[Cell, int], hide: Iterable[Cell] = ()) -> list[Publication]:
    """Publish a table with all its margins, "*" for a sum, but for some cells."""
    levels = [
        [*dict.fromkeys(cell[place] for cell in cells), "*"] for place in range(len(first(cells)))
    ]
    every = [summed(cells, key) for key in product(*levels)]
    return [one for one in every if one.n and one.name not in {named(cell) for cell in hide}]


def first(cells: Mapping[Cell, int]) -> Cell:
    return next(iter(cells))


def named(cell: Sequence[str]) -> str:
    return " ".join(cell)


def summed(cells: Mapping[Cell, int], key: Sequence[str]) -> Publication:
    inside = [c for c in cells if all(k in {"*", v} for k, v in zip(key, c, strict=True))]
    return Publication(named(key), {named(c): 1 for c in inside}, sum(cells[c] for c in inside))


def sizes(cells: Mapping[Cell, int]) -> dict[str, tuple[int]]:
    return {named(cell): (n,) for cell, n in cells.items()}


def bounds(published: Sequence[Publication], cell: str) -> tuple[int, int]:
    """The least and the most that a cell can be, by a linear programme of the test's own."""
    atoms = sorted({atom for one in published for atom in one.atoms})
    table = np.array([[one.atoms.get(atom, 0) for atom in atoms] for one in published])
    known = [one.n for one in published]
    cost = np.array([float(atom == cell) for atom in atoms])
    least, most = (linprog(sign * cost, A_eq=table, b_eq=known) for sign in (1, -1))
    return round(least.fun), round(-most.fun)


def test_x1_a_table_without_its_smallest_cell_gives_it_away() -> None:
    published = crossed(REGIONS, hide=[("A", "female")])
    found = audit(published, TWO, sizes(REGIONS))
    assert {(one.kind, one.atoms, one.n) for one in found} == {("few", frozenset({"A female"}), 2)}
    assert bounds(published, "A female") == (2, 2)
    assert str(found[0]).startswith("few: n = 2 of A female (")


@pytest.mark.parametrize(
    ("other", "most"),
    [("C", 12), ("D", 16)],
    ids=["opt, hypercube, hitas, simpleheuristic", "gauss"],
)
def test_x1_hiding_as_sdctable_does_is_found_safe(other: str, most: int) -> None:
    """tests/testthat/test-protectTable.r: cells {5,6,11,12}, and {5,6,14,15} by GAUSS.

    The bounds were measured with another programme, as the reference says.
    """
    hide = [("A", "male"), ("A", "female"), (other, "male"), (other, "female")]
    published = crossed(REGIONS, hide=hide)
    assert is_safe(published, TWO, sizes(REGIONS))
    assert bounds(published, "A female") == (0, most)


def test_x1_the_kit_holds_back_no_more_cells_than_sdctable() -> None:
    published = crossed(REGIONS)
    away = withhold(published, TWO, sizes(REGIONS))
    assert len(away) == 4
    assert "A female" in away
    left = [one for one in published if one.name not in away]
    assert bounds(left, "A female")[0] < 2 < bounds(left, "A female")[1]


def test_x2_which_cells_are_too_small_and_which_sums_one_unit_makes_up() -> None:
    """test-primarySuppression.r: freq gives cell 6; nk(2, 75) and p = 70 give cells 6 and 14.

    D-male's ``val`` holds the 280 that makes up most of it; the table is by hand from microdata1.
    """
    few = {one.name for one in crossed(REGIONS) if 0 < one.n < TWO.min_group}
    assert few == {"A female"}
    values = {
        "A female": [9, 11],
        "D male": [280, 11, 10, 9, 9, 9, 8, 8, 8, 7, 7],
        "B male": [15, 14, 14, 12, 11, 11, 11, 10, 9, 8, 7, 6, 6, 6],
    }
    assert sum(values["D male"]) == 366
    assert {name for name, own in values.items() if is_dominated(own, by=2, share=0.75)} == {
        "A female",
        "D male",
    }
    assert {name for name, own in values.items() if is_close_to_largest(own, share=0.7)} == {
        "A female",
        "D male",
    }


def test_x3_p03_a_group_that_all_answered_alike_is_blocked() -> None:
    """ESSnet SDC handbook, chapter 5 (sdcTools/HandbookSDC), marital status by hours worked.

    Married 6 full time and 0 part time tells of all six; divorced 5 and 1 tells the one of the
    others. Single, 2 and 2, has too few people here.
    """
    rows = {"married": (6, 0), "divorced": (5, 1), "single": (2, 2)}
    kinds = {
        name: [one.kind for one in audit([Publication(name, {name: 1}, sum(row), row)])]
        for name, row in rows.items()
    }
    assert kinds == {"married": ["alike"], "divorced": ["alike"], "single": ["few"]}
    everybody = Publication("all", dict.fromkeys(rows, 1), 16, (13, 3))
    assert is_safe([everybody])


@pytest.mark.parametrize(
    ("old", "new", "n"),
    [((50, 128, 39), (52, 130, 39), 4), ((54, 140, 49), (55, 140, 49), 1)],
    ids=["men", "women"],
)
def test_x4_p04_a_second_area_that_covers_nearly_the_same_is_refused(
    old: tuple[int, ...], new: tuple[int, ...], n: int
) -> None:
    """The handbook's geographical differencing: hours worked in one area after two maps."""
    inside = Publication("area of 2001", {"both": 1}, sum(old), old)
    around = Publication("area of 1991", {"both": 1, "rim": 1}, sum(new), new)
    assert is_safe([inside])
    assert is_safe([around])
    (found,) = audit([inside, around])
    assert (found.kind, found.atoms, found.n) == ("few", frozenset({"rim"}), n)
    assert found.counts == tuple(b - a for a, b in zip(old, new, strict=True))


def test_x4_p04_areas_that_each_have_a_few_people_of_their_own_are_refused_too() -> None:
    """Ours: the same men, where each map also has people whom the other one leaves out."""
    one = Publication("first", {"both": 1, "east": 1}, 217, (50, 128, 39))
    two = Publication("second", {"both": 1, "west": 1}, 217, (51, 127, 39))
    people = {"both": (48, 126, 39), "east": (2, 2, 0), "west": (3, 1, 0)}
    (found,) = audit([one, two], people=people)
    assert (found.kind, *found.atoms, *found.less) == ("difference", "east", "west")
    apart = {"both": (20, 60, 19), "east": (30, 68, 20), "west": (31, 67, 20)}
    assert is_safe([one, two], people=apart)


def test_x5_p04_a_table_that_breaks_down_a_single_person_is_refused() -> None:
    """The handbook's marital status by sex, and then by hours worked: one single woman.

    Typed in are its two tables; which of the women's rows may be shown together is the audit's.
    """
    women = {"married": (14, 3, 0), "divorced": (2, 2, 0), "single": (0, 0, 1)}
    names = dict.fromkeys(women, 1)
    every = Publication("women", names, 22, (16, 5, 1))
    rows = [Publication(name, {name: 1}, sum(row), row) for name, row in women.items()]
    by_status = [Publication(name, {name: 1}, sum(row)) for name, row in women.items()]
    assert {(one.kind, *one.atoms) for one in audit(by_status)} >= {("few", "single")}
    found = audit([every, *rows[:2]])
    single = frozenset({"single"})
    assert ("few", single, (0, 0, 1)) in [(one.kind, one.atoms, one.counts) for one in found]
    assert is_safe([every, rows[0]], Rules(min_distribution=5))


# statisticsnorway/ssb-gausssuppression vignettes/Linked_table_suppression.Rmd: SSBtools' example1,
# rows 1, 2, 4, 6, 8, 10, 12-15, with the freq given there; age, geo, eu, year.
LINKED: dict[Cell, int] = {
    ("young", "Spain", "EU", "2014"): 6,
    ("young", "Iceland", "nonEU", "2014"): 8,
    ("old", "Spain", "EU", "2014"): 9,
    ("old", "Portugal", "EU", "2014"): 1,
    ("young", "Iceland", "nonEU", "2015"): 2,
    ("old", "Spain", "EU", "2015"): 4,
    ("old", "Portugal", "EU", "2015"): 3,
    ("young", "Spain", "EU", "2016"): 7,
    ("young", "Iceland", "nonEU", "2016"): 2,
    ("young", "Portugal", "EU", "2016"): 2,
}


def linked(*places: int) -> list[Publication]:
    """One of the linked tables: its variables crossed, the others summed over."""
    ranges = [
        [*dict.fromkeys(cell[place] for cell in LINKED), "*"] if place in places else ["*"]
        for place in range(4)
    ]
    every = [summed(LINKED, key) for key in product(*ranges)]
    return [one for one in every if one.n]


def without(published: Sequence[Publication], away: Iterable[str]) -> list[Publication]:
    return [one for one in published if one.name not in set(away)]


def test_x7_p04_tables_that_are_safe_alone_give_each_other_away() -> None:
    people = sizes(LINKED)
    by_age, by_place = linked(0, 2, 3), linked(1, 3)
    local = [
        *without(by_age, withhold(by_age, TWO, people)),
        *without(by_place, withhold(by_place, TWO, people)),
    ]
    assert not is_safe(local, TWO, people)


def test_x7_the_vignettes_equations_are_seen() -> None:
    """Iceland-2014 is nonEU-2014; Spain-2015 follows from EU-2015 and Portugal-2015."""
    iceland = [named(cell) for cell in LINKED if cell[1::2] == ("Iceland", "2014")]
    shown = [summed(LINKED, ("*", "*", "nonEU", "2014"))]
    assert derive(shown, iceland) == {"* * nonEU 2014": Fraction(1)}
    spain = [named(cell) for cell in LINKED if cell[1::2] == ("Spain", "2015")]
    shown = [
        summed(LINKED, ("*", "*", "EU", "2015")),
        summed(LINKED, ("*", "Portugal", "*", "2015")),
    ]
    assert derive(shown, spain) == {
        "* * EU 2015": Fraction(1),
        "* Portugal * 2015": Fraction(-1),
    }
    assert derive(shown[:1], spain) is None


def test_x7_held_back_together_the_tables_are_safe() -> None:
    """As "super-consistent": no cell of one or two can be worked out, nor any held back for it."""
    people = sizes(LINKED)
    both = {one.name: one for one in [*linked(0, 2, 3), *linked(1, 3)]}
    away = withhold(list(both.values()), TWO, people)
    left = without(list(both.values()), away)
    assert is_safe(left, TWO, people)
    assert len(left) > len(both) / 3
    for name in away:
        if both[name].n < TWO.min_group:
            assert derive(left, both[name].atoms) is None


# The same package's z1 (SSBtools), as printed in its reference of GaussSuppressionFromData.
BENEFITS: dict[Cell, int] = dict(
    zip(
        product("ABCDEFGH", ["annet", "arbeid", "soshjelp", "trygd"]),
        [
            *(11, 11, 55, 36, 7, 1, 29, 18, 5, 8, 35, 25, 13, 2, 17, 13),
            *(9, 14, 63, 52, 12, 9, 24, 22, 6, 4, 22, 8, 9, 3, 38, 15),
        ],
        strict=True,
    )
)
THREE = Rules(min_group=4, min_distribution=4)


def test_x8_hiding_as_gausssuppression_does_is_found_safe() -> None:
    """test-GaussSuppressionFromData.R: cells 12, 13, 22, 23, 42, 43 of z1 with its margins."""
    hide = [cell for cell in BENEFITS if cell[0] in "BDH" and cell[1] in {"annet", "arbeid"}]
    people = sizes(BENEFITS)
    assert sum(BENEFITS.values()) == 596
    assert is_safe(crossed(BENEFITS, hide=hide), THREE, people)
    primary = [cell for cell, n in BENEFITS.items() if n < THREE.min_group]
    assert [named(cell) for cell in primary] == ["B arbeid", "D arbeid", "H arbeid"]
    assert not is_safe(crossed(BENEFITS, hide=primary), THREE, people)


def test_x8_the_kit_needs_no_more_cells() -> None:
    people = sizes(BENEFITS)
    away = withhold(crossed(BENEFITS), THREE, people)
    assert {"B arbeid", "D arbeid", "H arbeid"} < set(away)
    assert len(away) == 6
