"""Collect what is wrong with a file, in the reader's language, each with its line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from kit.errors import Problem
from kit.language import say

Path = tuple[str | int, ...]
MOST = 100
LISTED = 12
LONGEST = 120


class Findings:
    """Gather problems while a file is read; ``problems`` hands them over in file order."""

    def __init__(self, file: str, language: str) -> None:
        """Start with nothing wrong in ``file``; sentences are said in ``language``."""
        self.file = printable(file)
        self.language = language
        self.lines: Mapping[Path, int] = {}
        self._found: dict[Problem, None] = {}

    def __bool__(self) -> bool:
        """Tell whether anything is wrong."""
        return bool(self._found)

    def say(self, msgid: str, **params: object) -> str:
        """Return a sentence in the reader's language."""
        fit = {name: it if name == "names" else shown(it) for name, it in params.items()}
        return say(self.language, msgid, **fit)

    def add(self, place: Path | int | None, what: str, /, *remedies: str, **params: object) -> None:
        """Note a problem at a line, or at a path of keys whose line is known."""
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
        known = list(dict.fromkeys(names))
        near = get_close_matches(str(name)[:100], known, n=1)
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
        rest = len(ordered) - MOST
        if rest <= 0:
            return ordered
        what = self.say("There are {count} problems more.", count=rest)
        last = Problem(self.file, ordered[MOST].line, what, self.say("Mend these first."))
        return [*ordered[:MOST], last]


def enumerated(names: Iterable[str]) -> str:
    """Return names separated by commas, cut after a dozen."""
    listed = [str(shown(name)) for name in names]
    return ", ".join(listed[:LISTED]) + (", …" if len(listed) > LISTED else "")


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
