"""A round that one unit nearly makes up: its rows say nothing about the few who are elsewhere."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from crowds import PARTED, crowd
from people import ITEMS
from prying import Pryer, givers
from safe_tables import safe_table

from kit.groups import tally_of
from kit.lines import lines_of
from kit.records import Response
from kit.release import make_release


def around(large: int, rest: int, marks: str) -> list[Response]:
    """Let ``large`` people of u1 and ``rest`` of u2 answer, guides among them."""
    random = Random(large * 100 + rest)  # noqa: S311 - invented people
    return crowd(
        [
            (
                "".join(random.choice(marks) for _ in ITEMS),
                random.choice(["all", "all", "guide"]),
                "u1" if number < large else "u2",
            )
            for number in range(large + rest)
        ]
    )


def found_out(rows: Any, responses: list[Response]) -> list[str]:
    """Return the lines that give something away to a reader who knows who is where."""
    people = givers(PARTED, responses)
    return [line.id for line in lines_of(PARTED) if Pryer(line, people, rows).finds_out()]


@pytest.mark.parametrize("marks", ["1234567", "5667"])
@pytest.mark.parametrize("rest", [1, 4, 5, 7])
def test_p07_the_rest_beside_a_unit_of_more_than_four_fifths_stays_unknown(
    rest: int, marks: str
) -> None:
    large = 4 * rest + 9
    responses = around(large, rest, marks)
    assert large > 0.8 * len(responses)
    safe = make_release(PARTED, tally_of(PARTED, responses), responses)
    assert safe is not None
    rows = [row for row in safe["rows"] if row["status"] == "shown"]
    lines = {
        unit: {(row["dimension"], row["id"]) for row in rows if row["group"] == unit}
        for unit in ("", "u1", "u2")
    }
    assert lines[""]
    if rest < 5:
        few = {key for one in givers(PARTED, responses) if one.unit == "u2" for key in one.marks}
        assert not lines["u1"] & lines[""] & few
        assert not lines["u2"]
    spread = {
        unit: {
            (row["dimension"], row["id"])
            for row in rows
            if row["group"] == unit and (row["counts"] or row["above"] is not None)
        }
        for unit in ("", "u1", "u2")
    }
    assert not spread["u2"]
    assert not spread["u1"] & spread[""] & lines["u2"]
    assert found_out(safe["rows"], responses) == []


@pytest.mark.parametrize("marks", ["1234567", "5667"])
@pytest.mark.parametrize("people", [5, 9, 20])
def test_p07_the_only_unit_tells_no_more_than_everybody_together(people: int, marks: str) -> None:
    responses = around(people, 0, marks)
    safe = make_release(PARTED, tally_of(PARTED, responses), responses)
    assert safe is not None
    assert found_out(safe["rows"], responses) == []
    rows = {
        (row["grouping"], row["group"], row["dimension"], row["id"]): row
        for row in safe["rows"]
        if row["status"] == "shown"
    }
    assert ("unit", "u2") not in {key[:2] for key in rows}
    for (grouping, _, dimension, id_), row in rows.items():
        if grouping == "unit":
            same = rows["all", "", dimension, id_]
            assert (row["n"], row["counts"], row["mean"]) == tuple(
                same[name] for name in ("n", "counts", "mean")
            )


def crossed(own: int, others: int, elsewhere: int, marks: str) -> list[Response]:
    """Let a unit and a role nearly be the same people.

    In u1 are ``own`` guides and ``others`` who are none; ``elsewhere`` guides are in u2, where
    twelve are none.
    """
    random = Random(own)  # noqa: S311 - invented people
    places = [("guide", "u1")] * own + [("all", "u1")] * others
    places += [("guide", "u2")] * elsewhere + [("all", "u2")] * 12
    return crowd(
        [("".join(random.choice(marks) for _ in ITEMS), role, unit) for role, unit in places]
    )


@pytest.mark.parametrize("marks", ["1234567", "5667"])
@pytest.mark.parametrize(("others", "elsewhere"), [(0, 0), (1, 0), (0, 1), (2, 1), (2, 5)])
def test_p07_a_unit_that_nearly_makes_up_a_role_tells_nothing_of_those_who_differ(
    others: int, elsewhere: int, marks: str
) -> None:
    """Two groupings: the unit less the role, or the role less the unit, is a person or two."""
    responses = crossed(12, others, elsewhere, marks)
    safe = make_release(PARTED, tally_of(PARTED, responses), responses)
    assert safe is not None
    assert found_out(safe["rows"], responses) == []
    shown = {
        (row["group"], row["dimension"], row["id"])
        for row in safe["rows"]
        if row["status"] == "shown"
    }
    assert {group for group, _, _ in shown} >= {"", "guide"} or others
    apart = [one for one in givers(PARTED, responses) if (one.role, one.unit) == AWAY[others > 0]]
    if apart and not (others and elsewhere):
        few = {key for one in apart for key in one.marks}
        assert not any({("guide", *key), ("u1", *key)} <= shown for key in few)


AWAY = {True: ("all", "u1"), False: ("guide", "u2")}
"""Who is in one of the two groups and not in the other."""


def test_p07_a_table_that_only_blanks_small_groups_would_tell() -> None:
    responses = around(17, 2, "1234567")
    assert len(found_out(safe_table(PARTED, responses)["rows"], responses)) > len(ITEMS)
