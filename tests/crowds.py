"""Invented groups of people with roles and units, for tests of what groups become."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from hypothesis import strategies as st
from people import ITEMS, questionnaire, response

from kit.records import Response

UNITS = {
    "id": "unit",
    "kind": "choice",
    "text": "Var?",
    "options": [{"id": "u1", "label": "Norr"}, {"id": "u2", "label": "Syd"}],
}
PARTED = questionnaire(background=[UNITS])
MARKS = st.text("1234567n-", min_size=len(ITEMS), max_size=len(ITEMS))
PERSON = st.tuples(
    MARKS, st.sampled_from([None, "all", "guide", "gone"]), st.sampled_from(["", "u1", "u2", "u9"])
)
CROWDS = st.lists(PERSON, max_size=8)

Person = tuple[str, str | None, str]
"""A person's marks, role and unit ("" for none)."""


def crowd(people: Sequence[Person], start: int = 0) -> list[Response]:
    return [
        response(marks, start + number, role=role, background={"unit": unit} if unit else {})
        for number, (marks, role, unit) in enumerate(people)
    ]


def rows_of(table: pd.DataFrame) -> dict[tuple[str, ...], dict[str, Any]]:
    """Return a group table's rows by grouping, group, dimension and id."""
    rows = [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]
    return {
        tuple(row[name] for name in ("grouping", "group", "dimension", "id")): row for row in rows
    }
