"""What a page's windows are drawn from: a questionnaire's view and the words that are said there.

The same that kernels make for their windows (``kit.opening``), with the words of the pages for
those who lead left out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kit.errors import KitError, ProblemsFound
from kit.opening import read_frozen, window_state
from kit.reading import read_questionnaire
from kit.server.collector.problems import wished
from kit.server.discretion import log
from kit.server.notebooks import stamp
from kit.shelf import remembered

State = dict[str, Any]
Key = tuple[str, tuple[int, int], int]
MOST = 100


@dataclass(frozen=True, slots=True)
class Paper:
    """Name the questionnaire that a page shows; ``round`` is None outside a round."""

    path: Path
    round: State | None = None

    @property
    def mark(self) -> tuple[str, tuple[int, int], str]:
        """Return what changes when the page must be drawn anew."""
        return str(self.path), stamp(self.path), json.dumps(self.round)


class States:
    """Read questionnaires, and keep what windows are drawn from."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._kept: dict[Key, State | None] = {}

    def read(self, paper: Paper, said: str) -> State | None:
        """Return a questionnaire's state, its words those in ``said``; None when it has problems.

        ``said`` is the text of the scripts. What the problems are is told where the file is made.
        """
        key = _key(paper, said)
        if key not in self._kept:
            while len(self._kept) >= MOST:
                self._kept.pop(next(iter(self._kept)))
            self._kept[key] = _read(paper, said)
        state = self._kept[key]
        return None if state is None else state | {"round": paper.round}

    def has(self, paper: Paper, said: str) -> bool:
        """Tell whether a questionnaire has been read already."""
        return _key(paper, said) in self._kept


def _key(paper: Paper, said: str) -> Key:
    path, seen, _ = paper.mark
    return path, seen, hash(said)


def _read(paper: Paper, said: str) -> State | None:
    read = read_frozen if paper.round else read_questionnaire
    try:
        state = remembered(paper.path, lambda: window_state(read(paper.path)))
    except (KitError, ProblemsFound) as error:
        log.warning("%s cannot be shown: %s", paper.path, error)
        return None
    words = {
        language: {msgid: word for msgid, word in spoken.items() if msgid in said}
        for language, spoken in state["words"].items()
    }
    return state | {"words": words}


def in_language(state: State, accepted: str) -> State:
    """Return the state in the language that an Accept-Language header likes best."""
    languages = state["questionnaire"]["languages"]
    return state | {"language": wished(accepted, languages)}
