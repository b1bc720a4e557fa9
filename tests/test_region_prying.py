"""An attacker with everything that a region's page shows, and a computer, learns no hidden figure.

The attacker knows how the region counts. Each number on the page is a sum over municipalities'
true figures, shown or hidden; what can be worked out exactly is what such sums span (found by
elimination in exact fractions, ``tests/prying.py``, which shares no code with the kit).
"""

from __future__ import annotations

import re
from base64 import b64decode
from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from prying import adds_up, eliminated
from regions import Shown, asked, package, safe

from kit.region.combining import combine
from kit.region.desk import pack_for_region
from kit.region.gathering import gather
from kit.region.paper import report_of
from kit.region.report import region_state
from kit.region.shape import Package
from kit.region.writing import write_package

IDS = ("c11", "c12", "c21")
TRUE = st.integers(8, 30).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
CELL = st.tuples(TRUE, st.booleans())
REGIONS = st.lists(st.fixed_dictionaries(dict.fromkeys(IDS, CELL)), min_size=2, max_size=5)
Region = list[dict[str, tuple[tuple[int, int], bool]]]


def published(region: Region) -> list[Package]:
    """Return what the municipalities hand over: hidden cells stay with them."""
    packages = []
    for number, cells in enumerate(region):
        figures: dict[str, Shown] = {
            id_: true if is_shown else None for id_, (true, is_shown) in cells.items()
        }
        packages.append(package(f"K{number}", figures))
    return packages


@settings(max_examples=30, deadline=None)
@given(REGIONS)
def test_p07_no_hidden_figure_can_be_made_of_the_numbers_on_the_page(region: Region) -> None:
    cells = [(number, id_) for number in range(len(region)) for id_ in IDS]
    packages = published(region)
    sums: list[list[int]] = []
    for row in combine(packages, "competence"):
        if row.about.id not in IDS:
            continue
        inside = [
            (int(one.municipality[1:]), row.about.id)
            for one in row.shown
            if one.figure.above is not None
        ]
        sums += [[int(cell == own) for cell in cells] for own in inside]
        if row.sum:
            vector = [int(cell in inside) for cell in cells]
            # The sum on the page is what the attacker takes it to be, or this proof is of no use.
            assert row.sum.above == sum(region[n][id_][0][0] for n, id_ in inside)
            assert row.sum.n == sum(region[n][id_][0][1] for n, id_ in inside)
            sums.append(vector)
    known = eliminated(sums)
    hidden = [cell for cell in cells if not region[cell[0]][cell[1]][1]]
    for size in (1, 2):
        for some in combinations(hidden, size):
            assert not adds_up(known, [int(cell in some) for cell in cells])


@settings(max_examples=12, deadline=None)
@given(REGIONS, st.data())
def test_p07_whatever_hides_behind_a_cell_the_page_is_the_same(region: Region, data: Any) -> None:
    other: Region = [
        {
            id_: (true, is_shown) if is_shown else (data.draw(TRUE), is_shown)
            for id_, (true, is_shown) in cells.items()
        }
        for cells in region
    ]
    one, two = (
        region_state([(f"{n}.zip", write_package(p)) for n, p in enumerate(published(some))])
        for some in (region, other)
    )
    assert one == two
    assert report_of(one, "2026-11-22") == report_of(two, "2026-11-22")


@settings(max_examples=12, deadline=None)
@given(REGIONS)
def test_p07_every_number_of_people_on_the_page_is_published_or_a_sum_of_published(
    region: Region,
) -> None:
    packages = published(region)
    state = region_state([(f"{n}.zip", write_package(p)) for n, p in enumerate(packages)])
    allowed = {str(n) for n in range(len(region) + 1)}
    for row in ("area", "competence"):
        for id_ in {one.id for p in packages for one in p.figures(row).values()}:
            figures = [p.figures(row)[id_] for p in packages]
            known = [one for one in figures if one.above is not None and one.n is not None]
            told = [(one.above or 0, one.n or 0) for one in known]
            told.append((sum(a for a, _ in told), sum(n for _, n in told)))
            allowed |= {str(number) for pair in told for number in pair}
    counted = [
        cell
        for sheet in state["sheets"]
        for chart in sheet["charts"]
        if chart["id"] != "largest"
        for line in chart["table"]["rows"]
        for cell in [line[1], line[2], *re.findall(r"\((\d+)\sav\s(\d+)\)", " ".join(line))]
    ]
    numbers = {n for cell in counted for n in ([cell] if isinstance(cell, str) else cell)}
    assert {n for n in numbers if n.isdigit()} <= allowed


def test_p07_a_municipality_with_one_library_is_told_before_it_hands_anything_on() -> None:
    table = safe(asked(), {"c11": (20, 40), "a1": (20, 40)})
    one = next(row for row in table["rows"] if row["id"] == "a1")
    request = {
        "tables": table,
        "plan": None,
        "day": "2026-11-22",
        "round": "abc",
        "release": 1,
        "language": "sv",
        "choices": {"name": "A", "title": "Hösten"},
    }
    for part, said in ((33, True), (32, False)):
        unit = one | {"grouping": "unit", "group": "u1", "n": part}
        told = pack_for_region(
            asked(), request | {"tables": table | {"rows": [*table["rows"], unit]}}
        )
        assert any("en enda arbetsplats" in note for note in told["notes"]) is said
        data = b64decode(told["base64"])
        assert len(gather([("x", data)]).counted) == 1
        assert b"unit" not in data
