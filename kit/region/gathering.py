"""Decide which of many packages count: one of each municipality and questionnaire, the newest.

The order in which files come is of no account. Packages are the same municipality's when they have
its name, or are of one round; what does not count is named with its reason.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kit import figures
from kit.errors import Problem, ProblemsFound
from kit.language import say
from kit.region.reading import read_package
from kit.region.shape import Package


class Read(NamedTuple):
    """Hold a package and the name of its file."""

    file: str
    package: Package


class Gathering(NamedTuple):
    """Hold what counts, in alphabetical order, and what does not: refused, or read but older."""

    counted: tuple[Read, ...]
    refused: tuple[Problem, ...]
    older: tuple[Problem, ...]

    def of(self, questionnaire: str) -> list[Package]:
        """Return the packages of one questionnaire, municipalities in alphabetical order."""
        return [
            one.package
            for one in self.counted
            if one.package.settings.questionnaire.id == questionnaire
        ]

    @property
    def questionnaires(self) -> list[str]:
        """Return the ids of the questionnaires, the one that most municipalities used first."""
        ids = [one.package.settings.questionnaire.id for one in self.counted]
        return sorted(set(ids), key=lambda id_: (-ids.count(id_), id_))


def gather(files: Iterable[tuple[str, bytes]], language: str = "sv") -> Gathering:
    """Read files, given by name and content; a bad one never stops the others."""
    read: list[Read] = []
    refused: list[Problem] = []
    for name, data in files:
        try:
            read.append(Read(name, read_package(data, name, language)))
        except ProblemsFound as found:
            refused += found.problems
    counted, older = _newest(read, language)
    return Gathering(
        counted=tuple(sorted(counted, key=lambda one: _place(one.package))),
        refused=tuple(sorted(refused, key=lambda problem: (problem.file, problem.what))),
        older=tuple(sorted(older, key=lambda problem: (problem.file, problem.what))),
    )


def alphabetical(name: str) -> str:
    """Return a key that puts å, ä and ö last, as Swedish does."""
    return name.casefold().translate(str.maketrans("åäö", "{|}"))


def _place(package: Package) -> tuple[str, str]:
    return alphabetical(package.settings.municipality), package.checksum


def _newest(read: Sequence[Read], language: str) -> tuple[list[Read], list[Problem]]:
    counted: list[Read] = []
    older: list[Problem] = []
    for same in _municipalities(read):
        newest, *others = sorted(same, key=_age, reverse=True)
        counted.append(newest)
        older += [_older(one, newest, language) for one in others]
    return counted, older


def _municipalities(read: Sequence[Read]) -> list[list[Read]]:
    """Put packages of one questionnaire together that share a name or a round."""
    groups: list[tuple[set[tuple[str, str, str]], list[Read]]] = []
    for one in read:
        settings = one.package.settings
        asked = settings.questionnaire.id
        marks = {(asked, "name", _folded(settings.municipality)), (asked, "round", settings.round)}
        members = [one]
        apart = []
        for known, others in groups:
            if known & marks:
                marks |= known
                members = others + members
            else:
                apart.append((known, others))
        groups = [*apart, (marks, members)]
    return [members for _, members in groups]


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _age(one: Read) -> tuple[str, int, str, str]:
    """Return a key by which the newest comes last; equals are told apart all the same."""
    settings = one.package.settings
    return settings.day, settings.release, one.package.checksum, one.file


def _older(one: Read, newest: Read, language: str) -> Problem:
    """Say why a package does not count beside the one that does."""
    own, other = one.package, newest.package
    if own.checksum == other.checksum:
        what = say(language, "The same package as {file}; it counts once.", file=newest.file)
    elif own.settings.round == other.settings.round:
        what = say(
            language, "An older copy of the same round as {file}, which counts.", file=newest.file
        )
    else:
        what = say(
            language,
            "{municipality} has a newer round, of {day}, in {file}, which counts.",
            municipality=other.settings.municipality,
            day=figures.day(other.settings.day, language),
            file=newest.file,
        )
    return Problem(one.file, None, what, "")
