"""Rounds with workplaces, and people in them whose answers are spread over the scale."""

from __future__ import annotations

from typing import Any

from people import questionnaire

from kit.disclosure import SafeRow
from kit.questionnaire import Questionnaire

SPREAD = ("1234567", "2345671", "3456712", "4567123", "5671234", "6712345", "7123456")

Key = tuple[str, str, str]
"""Group, dimension and id of a row."""


def parted(units: int) -> Questionnaire:
    options = [{"id": f"u{n}", "label": f"Hus {n}"} for n in range(1, units + 1)]
    question = {"id": "unit", "kind": "choice", "text": "Var?", "options": options}
    return questionnaire(background=[question])


def marks(number: int) -> str:
    """Nine answers; the same item is answered differently by those who follow each other."""
    start = SPREAD[number % 7]
    return start + start[:2]


def people(units: str, roles: str = "a") -> list[tuple[str, str | None, str]]:
    """Somebody in unit u1 for each "1", and so on; roles a (all) and g (guide) in turn."""
    named = {"a": "all", "g": "guide"}
    return [
        (marks(place), named[roles[place % len(roles)]], f"u{unit}")
        for place, unit in enumerate(units)
    ]


def rows(table: Any) -> dict[Key, SafeRow]:
    assert table is not None
    return {(row["group"], row["dimension"], row["id"]): row for row in table["rows"]}
