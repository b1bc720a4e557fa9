"""What rounds can be made of: the questionnaires and workshop scripts in files, each read once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from kit.errors import KitError, ProblemsFound
from kit.questionnaire import Questionnaire
from kit.reading import read_questionnaire
from kit.reading.scripts import read_script
from kit.script_shelf import find_script, script_names
from kit.scripts import Script
from kit.shelf import FOLDER, find_questionnaire

Read = TypeVar("Read", Questionnaire, Script)


class Library:
    """Find what is in ``questionnaires/`` in a folder or above; threads may share it."""

    def __init__(self, start: Path) -> None:
        self._start = start
        self._questionnaires: dict[Path, tuple[int, Questionnaire]] = {}
        self._scripts: dict[Path, tuple[int, Script]] = {}

    def get(self, name: str, language: str) -> Questionnaire:
        """Return the questionnaire with this id; KitError when there is none that can be used."""
        path = find_questionnaire(name, self._start, language=language)
        return _kept(
            self._questionnaires, path, lambda: read_questionnaire(path, language=language)
        )

    def all(self) -> list[Questionnaire]:
        """Return every questionnaire that can be used, by id; the others are passed over."""
        found = []
        for name in self._names():
            try:
                found.append(self.get(name, "en"))
            except (ProblemsFound, KitError, OSError):
                continue
        return found

    def script(self, name: str, language: str) -> Script:
        """Return the script with this id; KitError when there is none that can be used."""
        path = find_script(name, self._start, language=language)
        return _kept(self._scripts, path, lambda: read_script(path, language=language))

    def scripts(self) -> list[Script]:
        """Return every script that can be used, the shortest first; the others are passed over."""
        found = []
        for name in script_names(self._start):
            try:
                found.append(self.script(name, "en"))
            except (ProblemsFound, KitError, OSError):
                continue
        return sorted(found, key=lambda one: (one.minutes, one.id))

    def _names(self) -> list[str]:
        return sorted({file.stem for folder in self._folders() for file in folder.glob("*.yaml")})

    def _folders(self) -> list[Path]:
        return [folder / FOLDER for folder in (self._start, *self._start.absolute().parents)]


def _kept(memory: dict[Path, tuple[int, Read]], path: Path, read: Callable[[], Read]) -> Read:
    """Return what the file says, from the last time if it has not changed."""
    changed = path.stat().st_mtime_ns
    kept = memory.get(path)
    if kept is None or kept[0] != changed:
        kept = memory[path] = (changed, read())
    return kept[1]
