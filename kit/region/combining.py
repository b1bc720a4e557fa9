"""Put the published figures of many municipalities together, and nothing else.

Only what each municipality shows is added up. A row that it does not show is in no sum, so no
difference of sums tells of it: what can be worked out from a region's figures is what the
municipalities have published (tests/test_region_prying.py looks for more, as an attacker would).
Municipalities stand in alphabetical order, never in that of their figures.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kit.region.shape import About, Dimension, Figure, Package
from kit.statistics.intervals import wilson

MOST_NEEDS = 3
"""How many of a municipality's needs are called its largest."""

Why = Literal["not asked", "withheld", "scale", "questions", "level", "mean only"]


@dataclass(frozen=True, slots=True)
class Shown:
    """A municipality's own figures of a row, as it has published them, and how it counts them."""

    municipality: str
    about: About
    figure: Figure


@dataclass(frozen=True, slots=True)
class Apart:
    """A municipality that cannot be compared in a row, and why; its own package says the rest."""

    municipality: str
    why: Why
    about: About | None
    version: str


@dataclass(frozen=True, slots=True)
class Sum:
    """How many of all in the municipalities that can be compared are at or above the level."""

    above: int
    n: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """Return the share."""
        return self.above / self.n


@dataclass(frozen=True, slots=True)
class Combined:
    """What a region sees of one area or competence.

    ``about`` says how those that are ``shown`` together count; ``sum`` is None when fewer than two
    municipalities show how many are at or above the level; ``mean`` then stands for itself where
    nothing is wanted. ``largest`` is how many have it among their largest needs, of ``ranked``
    that show needs.
    """

    about: About
    shown: tuple[Shown, ...]
    apart: tuple[Apart, ...]
    sum: Sum | None
    mean: float | None
    largest: int
    ranked: int

    @property
    def shares(self) -> list[float]:
        """Return the municipalities' shares, in no order that means anything."""
        return [
            one.figure.above / one.figure.n
            for one in self.shown
            if one.figure.above is not None and one.figure.n
        ]

    @property
    def own_levels(self) -> list[str]:
        """Name the municipalities in which some roles are held to levels of their own."""
        return [
            one.municipality
            for one in self.shown
            if one.figure.above is not None and one.figure.wanted is None and one.about.wanted
        ]


def combine(packages: Sequence[Package], dimension: Dimension) -> list[Combined]:
    """Return every area or competence that somebody asked about, in the newest one's order."""
    largest = {one.checksum: _largest(one) for one in packages}
    return [_combined(packages, dimension, id_, largest) for id_ in _ids(packages, dimension)]


def _ids(packages: Sequence[Package], dimension: Dimension) -> list[str]:
    ordered = sorted(packages, key=lambda one: (one.settings.day, one.checksum), reverse=True)
    return list(
        dict.fromkeys(
            row.id for one in ordered for row in one.settings.rows if row.dimension == dimension
        )
    )


def _combined(
    packages: Sequence[Package], dimension: Dimension, id_: str, largest: dict[str, set[str]]
) -> Combined:
    own = [(one, _about(one, dimension, id_)) for one in packages]
    asked = [(one, about) for one, about in own if about is not None]
    common = _common(asked, dimension)
    shown: list[Shown] = []
    apart: list[Apart] = []
    for one, about in own:
        figure = one.figures(dimension).get(id_)
        why = _why(about, figure, common)
        name, version = one.settings.municipality, one.settings.questionnaire.version
        if why is None and about is not None and figure is not None:
            shown.append(Shown(name, about, figure))
        else:
            apart.append(Apart(name, why or "not asked", about, version))
    ranked = [one for one in packages if largest[one.checksum]]
    return Combined(
        about=common,
        shown=tuple(shown),
        apart=tuple(apart),
        sum=_sum([one.figure for one in shown]),
        mean=_mean([one.figure for one in shown]) if common.level is None else None,
        largest=sum(id_ in largest[one.checksum] for one in ranked),
        ranked=len(ranked),
    )


def _about(package: Package, dimension: Dimension, id_: str) -> About | None:
    rows = (row for row in package.settings.rows if row.key == (dimension, id_))
    return next(rows, None)


def _common(asked: Sequence[tuple[Package, About]], dimension: Dimension) -> About:
    """Return the way to count that most of those who show it have; of equals the newest one's."""

    def weight(pair: tuple[Package, About]) -> tuple[int, int, str, str]:
        one, about = pair
        alike = [other for other, its in asked if _alike(its, about) is None]
        showing = [other for other in alike if _is_shown(other, dimension, about.id)]
        return len(showing), len(alike), one.settings.day, one.checksum

    return max(asked, key=weight)[1]


def _is_shown(package: Package, dimension: Dimension, id_: str) -> bool:
    row = package.figures(dimension).get(id_)
    return row is not None and row.status == "shown"


def _alike(about: About, common: About) -> Why | None:
    """Say what keeps a way to count from being compared with another one; None when nothing."""
    if (about.low, about.high, about.starts) != (common.low, common.high, common.starts):
        return "scale"
    if about.items != common.items:
        return "questions"
    return None if about.level == common.level else "level"


def _why(about: About | None, figure: Figure | None, common: About) -> Why | None:
    """Say why a municipality's row is in no sum; None when it is in."""
    if about is None or figure is None or figure.status == "not_asked":
        return "not asked"
    unlike = _alike(about, common)
    if unlike:
        return unlike
    if figure.status == "few":
        return "withheld"
    return "mean only" if figure.above is None and common.level is not None else None


def _sum(rows: Sequence[Figure]) -> Sum | None:
    known = [(row.above, row.n) for row in rows if row.above is not None and row.n]
    if len(known) < 2:  # noqa: PLR2004 - one alone is no region, it is that municipality
        return None
    above, n = (sum(column) for column in zip(*known, strict=True))
    return Sum(above, n, *wilson(above, n))


def _mean(rows: Sequence[Figure]) -> float | None:
    """Return the mean of all, from the municipalities' means as they are published."""
    known = [(row.mean, row.n) for row in rows if row.mean is not None and row.n]
    if len(known) < 2:  # noqa: PLR2004 - likewise
        return None
    return math.fsum(mean * n for mean, n in known) / sum(n for _, n in known)


def _largest(package: Package) -> set[str]:
    """Return a municipality's largest needs among those it shows; equal ones share a place.

    They are in the municipality's own weighting, and never compared between municipalities.
    """
    needs = {row.id: row.need for row in package.competences if row.need}
    ordered = sorted(needs.values(), reverse=True)
    if not ordered:
        return set()
    least = ordered[min(MOST_NEEDS, len(ordered)) - 1]
    return {id_ for id_, need in needs.items() if need >= least}
