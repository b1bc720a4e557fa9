"""Collect what is wrong with a file, in the reader's language, each with its line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from kit.errors import Problem
from kit.language import say

Path = tuple[str | int, ...]
MOST = 100
KEPT = 500
LISTED = 24
LONGEST = 120


class Findings:
    """Gather problems while a file is read; ``problems`` hands them over in file order."""

    def __init__(self, file: str, language: str, instead: Mapping[str, str] | None = None) -> None:
        """Start with nothing wrong in ``file``; sentences are said in ``language``.

        ``instead`` are sentences to say in place of others, for a file that is no questionnaire.
        """
        self.file = printable(file)
        self.language = language
        self._instead = instead or {}
        self.lines: Mapping[Path, int] = {}
        self._found: dict[Problem, None] = {}

    def __bool__(self) -> bool:
        """Tell whether anything is wrong."""
        return bool(self._found)

    @property
    def enough(self) -> bool:
        """Tell whether more is wrong than anybody is told at once."""
        return len(self._found) > MOST

    def say(self, msgid: str, **params: object) -> str:
        """Return a sentence in the reader's language."""
        fit = {name: it if name == "names" else shown(it) for name, it in params.items()}
        return say(self.language, self._instead.get(msgid, msgid), **fit)

    def add(self, place: Path | int | None, what: str, /, *remedies: str, **params: object) -> None:
        """Note a problem at a line, or at a path of keys whose line is known."""
        if len(self._found) > KEPT:
            return
        line = self.line(place) if isinstance(place, tuple) else place
        remedy = " ".join(self.say(it, **params) for it in remedies if it)
        self._found[Problem(self.file, line, self.say(what, **params), remedy)] = None

    def unknown(
        self,
        place: Path,
        what: str,
        name: object,
        names: Iterable[str],
        listed: str,
        **params: object,
    ) -> None:
        """Note a name that does not exist, and say which do; ``listed`` introduces the list."""
        if len(self._found) > KEPT:
            return
        known = list(dict.fromkeys(names))
        # Likeness is slow to find; beyond what is shown it would be found for nobody.
        near = [] if self.enough else get_close_matches(str(name)[:LONGEST], known[:KEPT], n=1)
        more = {"near": near[0] if near else "", "names": enumerated(known)}
        self.add(
            place,
            what,
            'Did you mean "{near}"?' if near else "",
            listed if known else "",
            name=name,
            **more,
            **params,
        )

    def line(self, path: Path) -> int | None:
        """Return the line of the key at ``path``, or of the nearest thing that holds it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)

    def problems(self) -> list[Problem]:
        """Return at most a hundred problems in the order of their lines."""
        ordered = sorted(self._found, key=lambda problem: problem.line or 0)
        if not self.enough:
            return ordered
        what, remedy = self.say("There are more problems."), self.say("Mend these first.")
        last = Problem(self.file, ordered[MOST].line, what, remedy)
        return [*ordered[:MOST], last]


def enumerated(names: Iterable[str]) -> str:
    """Return names separated by commas, cut when they are too many."""
    listed = list(names)
    first = ", ".join(str(shown(name)) for name in listed[:LISTED])
    return first + (", …" if len(listed) > LISTED else "")


def shown(value: object) -> object:
    """Return a value short and printable enough for a sentence on one line."""
    if not isinstance(value, str):
        return value
    line = printable(value)
    return line if len(line) <= LONGEST else line[:LONGEST] + "…"


def printable(text: str) -> str:
    """Return text on one line, with a mark for whatever cannot be printed."""
    line = " ".join(text.split())
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in line)
