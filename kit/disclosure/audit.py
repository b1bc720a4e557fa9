"""Audit any family of published tables: say what a reader could work out from all of it.

A round's own tables are decided by ``kit.disclosure.protect``. Where more is published side by
side - two rounds, the people of both linked beside all, areas that overlap - the whole family is
laid out here over named atoms, people whom no publication tells apart, and searched as one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import numpy as np

from kit.disclosure.cells import Flags, Whole
from kit.disclosure.rules import Rules
from kit.disclosure.spaces import (
    TooManyError,
    Vectors,
    all_vectors,
    joined,
    light_vectors,
    reduce,
    shares,
    solve,
)

Kind = Literal["few", "alike", "distribution", "difference", "unsearched"]


@dataclass(frozen=True, slots=True)
class Publication:
    """Describe a published figure: a sum over atoms, and how many people are at each level.

    ``atoms`` says how often each atom is counted in it, mostly once; ``n`` how many people it is
    of. ``counts`` are the people by level, those below and above for a share, or None when only
    their number and mean are published.
    """

    name: str
    atoms: Mapping[str, int]
    n: int
    counts: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Say what can be worked out, and from which publications.

    ``kind``: "few" people's figure, fewer than ``min_group``; "alike", a figure of people who all,
    or all but one, are at the same level; a "distribution" or share of fewer than
    ``min_distribution`` people; a "difference" between two sets that differ by fewer than
    ``min_group`` people either way; or "unsearched": the family is too large to be searched to the
    end, so take it for unsafe.

    The figure is that of ``atoms``, less that of the atoms of ``less`` (for a difference only). It
    is ``parts``: publications, and how often each one is added.
    """

    kind: Kind
    atoms: frozenset[str]
    less: frozenset[str]
    n: int
    counts: tuple[int, ...] | None
    parts: Mapping[str, Fraction]

    def __str__(self) -> str:
        """Write the sum out."""
        parts = " ".join(
            f"{'+' if part > 0 else '-'} {'' if abs(part) == 1 else f'{abs(part)} x '}{name}"
            for name, part in self.parts.items()
        )
        return f"{self.kind}: n = {self.n} of {', '.join(sorted(self.atoms))} ({parts})"


def audit(
    published: Sequence[Publication],
    rules: Rules | None = None,
    people: Mapping[str, Sequence[int]] | None = None,
) -> list[Finding]:
    """Return what can be worked out that nobody should, the fewest publications first.

    Derivable is what has whole numbers 0 and 1 over the atoms (a set of people), or 0, 1 and -1
    (the difference of two sets). An atom that nobody is in must be left out by the caller: it
    tells a reader nothing, and with it some sums look safer than they are.

    ``people`` are those in each atom by level (one number where there are no levels), which the
    auditor knows and a reader does not. A difference is judged by them: a set on either side of
    fewer than ``min_group`` people at the most. Without them it is judged by the fewest people
    that it can stand for, and a large family is not searched. Figures that are published as they
    are, and give somebody away, are found too. An empty list means safe.
    """
    atoms = sorted({atom for one in published for atom, times in one.atoms.items() if times})
    return _Auditor(published, atoms, rules or Rules(), people).findings()


def is_safe(
    published: Sequence[Publication],
    rules: Rules | None = None,
    people: Mapping[str, Sequence[int]] | None = None,
) -> bool:
    """Say whether nothing can be worked out from a family that nobody should."""
    return not audit(published, rules, people)


def derive(published: Sequence[Publication], atoms: Collection[str]) -> dict[str, Fraction] | None:
    """Return how a set of atoms can be added up from what is published, None when it cannot."""
    names = sorted({atom for one in published for atom in one.atoms} | set(atoms))
    target = np.array([int(name in set(atoms)) for name in names], dtype=np.int64)
    matrix = _matrix(published, names)
    parts = solve(matrix, target)
    if parts is None:
        return None
    return {
        one.name: Fraction(int(part), reduce(matrix).scale)
        for one, part in zip(published, parts, strict=True)
        if part
    }


def withhold(
    published: Sequence[Publication],
    rules: Rules | None = None,
    people: Mapping[str, Sequence[int]] | None = None,
) -> list[str]:
    """Return which publications to hold back so that the rest is safe, the smallest first.

    Of the publications that a finding needs, the one of the fewest people gives way; afterwards
    each is tried again, the last one first. Names must differ.
    """
    away: list[str] = []
    left = list(published)
    while found := audit(left, rules, people):
        least = min(
            (one for one in left if one.name in found[0].parts), key=lambda one: (one.n, one.name)
        )
        left.remove(least)
        away.append(least.name)
    for name in reversed(away.copy()):
        again = [one for one in published if one.name not in away or one.name == name]
        if is_safe(again, rules, people):
            away.remove(name)
    return away


def _matrix(published: Sequence[Publication], atoms: Sequence[str]) -> Whole:
    table = [[one.atoms.get(atom, 0) for atom in atoms] for one in published]
    return np.array(table, dtype=np.int64).reshape(len(published), len(atoms))


@dataclass(frozen=True, slots=True)
class _Auditor:
    published: Sequence[Publication]
    atoms: Sequence[str]
    rules: Rules
    people: Mapping[str, Sequence[int]] | None

    def findings(self) -> list[Finding]:
        try:
            found = self._search()
        except TooManyError:
            return [self._unsearched()]
        judged = (self._judge(found, place) for place in range(len(found)))
        findings = {(one.kind, one.atoms, one.less): one for one in judged if one is not None}
        return sorted(findings.values(), key=lambda one: (len(one.parts), one.n, str(one)))

    def _search(self) -> Vectors:
        """List the derivable sets and differences, or those that people may be too few for."""
        matrix = _matrix(self.published, self.atoms)
        signed = np.ones(len(self.atoms), dtype=bool)
        if self.people is None:
            return all_vectors(matrix, signed)
        levels = np.array([self.people[atom] for atom in self.atoms], dtype=np.int64)
        n = levels.sum(axis=1)
        either = light_vectors(matrix, signed, n, 2 * (self.rules.min_group - 1))
        if all(one.counts is None for one in self.published):
            return either
        hunts = [(n, self.rules.min_distribution - 1), *((n - level, 1) for level in levels.T)]
        return joined([either, *(light_vectors(matrix, ~signed, *hunt) for hunt in hunts)])

    def _unsearched(self) -> Finding:
        every = {one.name: Fraction(1) for one in self.published}
        return Finding("unsearched", frozenset(self.atoms), frozenset(), 0, None, every)

    def _judge(self, found: Vectors, place: int) -> Finding | None:
        vector = found.values[place]
        if vector[np.flatnonzero(vector)[0]] < 0:
            return None  # its opposite is in the list as well
        parts = [
            (one, part)
            for one, part in zip(self.published, shares(found, place), strict=True)
            if part
        ]
        n = int(sum(part * one.n for one, part in parts))
        counts = _counts(parts)
        more, less = self._named(vector > 0), self._named(vector < 0)
        kind = self._of_difference(more, less, n, counts) if less else self._of_set(n, counts)
        names = {one.name: part for one, part in parts}
        return None if kind is None else Finding(kind, more, less, n, counts, names)

    def _named(self, chosen: Flags) -> frozenset[str]:
        return frozenset(self.atoms[place] for place in np.flatnonzero(chosen).tolist())

    def _of_set(self, n: int, counts: tuple[int, ...] | None) -> Kind | None:
        if n == 0 or counts is None:
            return "few" if 0 < n < self.rules.min_group else None
        if n < self.rules.min_group:
            return "few"
        if max(counts) >= n - 1:
            return "alike"
        return "distribution" if n < self.rules.min_distribution else None

    def _of_difference(
        self, more: frozenset[str], less: frozenset[str], n: int, counts: tuple[int, ...] | None
    ) -> Kind | None:
        people = self.people
        if people is not None:
            most = max(sum(sum(people[atom]) for atom in side) for side in (more, less))
        elif counts is not None:
            sides = [max(count, 0) for count in counts], [max(-count, 0) for count in counts]
            most = max(sum(side) for side in sides)
        else:
            most = abs(n)
        return "difference" if 0 < most < self.rules.min_group else None


def _counts(parts: Sequence[tuple[Publication, Fraction]]) -> tuple[int, ...] | None:
    """Add the levels up, where every publication that takes part shows them."""
    shown = [(one.counts, part) for one, part in parts if one.counts is not None]
    if len(shown) < len(parts):
        return None
    columns = zip(*(counts for counts, _ in shown), strict=True)
    times = [part for _, part in shown]
    return tuple(
        int(sum(part * count for part, count in zip(times, column, strict=True)))
        for column in columns
    )
