"""Lay out the actions that municipalities have tried, and who looks for others to work with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kit.region.shape import About, Deed, Package

ORDER = ("done", "under_way", "dropped", "planned")
"""What has been tried comes first."""


@dataclass(frozen=True, slots=True)
class Tried:
    """An action: whose it is, and the goal that it serves in words by language."""

    municipality: str
    deed: Deed
    goal: dict[str, str]


@dataclass(frozen=True, slots=True)
class Seeker:
    """A municipality that wishes to work on a competence with others."""

    municipality: str
    contact: str


def tried(packages: Sequence[Package]) -> list[Tried]:
    """Return every action: those that were tried first, then as the municipalities stand.

    An earlier action that the group goes on with stands once, with what became of it so far.
    """
    found = (one for package in packages for one in _of(package))
    return sorted(found, key=lambda one: ORDER.index(one.deed.mark))


def _of(package: Package) -> Iterator[Tried]:
    goals = {goal.id: goal.label for goal in package.settings.goals}
    for deed in package.plan:
        if deed.continues is None:
            yield Tried(package.settings.municipality, deed, goals.get(deed.goal or "", {}))


def seekers(packages: Sequence[Package]) -> dict[str, list[Seeker]]:
    """Return who looks for others, by competence, in alphabetical order as the packages stand."""
    found: dict[str, list[Seeker]] = {}
    for package in packages:
        settings = package.settings
        for id_ in settings.together.competences:
            seeker = Seeker(settings.municipality, settings.together.contact)
            found.setdefault(id_, []).append(seeker)
    return found


def competences(packages: Sequence[Package]) -> dict[str, About]:
    """Return every competence by its id, as the newest package that has it describes it."""
    ordered = sorted(packages, key=lambda one: (one.settings.day, one.checksum))
    return {
        row.id: row
        for package in ordered
        for row in package.settings.rows
        if row.dimension == "competence"
    }
