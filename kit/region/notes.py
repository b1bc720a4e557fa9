"""Say to a municipality, before it hands its package on, what it should know about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kit.disclosure import is_dominated
from kit.language import say
from kit.region.shape import Package


def notes(whole: Package, safe: Mapping[str, Any], language: str) -> list[str]:
    """Return the sentences, most important first; they do not go into the package."""
    return list(_notes(whole, safe, language))


def _notes(whole: Package, safe: Mapping[str, Any], language: str) -> Iterator[str]:
    if whole.settings.owners:
        yield say(
            language,
            "Owners stand in the package. Initials are personal data: hand it on only where those "
            "people know of it.",
        )
    if _is_one_workplace(safe):
        yield say(
            language,
            "More than four fifths of the answers are from one workplace, so the figures tell "
            "mostly of it. Talk it over there before you hand them on.",
        )
    if whole.plan:
        yield say(
            language,
            "The actions are in the group's own words. Read them through: no one should be named.",
        )
    hidden = [row for row in (*whole.areas, *whole.competences) if row.status == "few"]
    if hidden:
        yield say(
            language,
            "Rows that are not shown here are not shown to the region either: {count}.",
            count=len(hidden),
        )


def _is_one_workplace(safe: Mapping[str, Any]) -> bool:
    """Say whether one shown unit has more than 80 % of the answers to any area."""
    everybody = {
        row["id"]: row["n"]
        for row in safe["rows"]
        if row["grouping"] == "all" and row["dimension"] == "area" and row["n"]
    }
    return any(
        is_dominated([row["n"], everybody[row["id"]] - row["n"]])
        for row in safe["rows"]
        if row["grouping"] == "unit"
        and row["dimension"] == "area"
        and row["n"]
        and row["id"] in everybody
    )
