"""The questionnaires that rounds can be made of: the files in ``questionnaires/``, read once."""

from __future__ import annotations

from pathlib import Path

from kit.errors import KitError, ProblemsFound
from kit.questionnaire import Questionnaire
from kit.reading import read_questionnaire
from kit.shelf import FOLDER, find_questionnaire


class Library:
    """Find questionnaires in ``questionnaires/`` in a folder or above; threads may share it."""

    def __init__(self, start: Path) -> None:
        self._start = start
        self._read: dict[Path, tuple[int, Questionnaire]] = {}

    def get(self, name: str, language: str) -> Questionnaire:
        """Return the questionnaire with this id; KitError when there is none that can be used."""
        path = find_questionnaire(name, self._start, language=language)
        changed = path.stat().st_mtime_ns
        kept = self._read.get(path)
        if kept is None or kept[0] != changed:
            kept = self._read[path] = (changed, read_questionnaire(path, language=language))
        return kept[1]

    def all(self) -> list[Questionnaire]:
        """Return every questionnaire that can be used, by id; the others are passed over."""
        found = []
        for name in self._names():
            try:
                found.append(self.get(name, "en"))
            except (ProblemsFound, KitError, OSError):
                continue
        return found

    def _names(self) -> list[str]:
        folders = [folder / FOLDER for folder in (self._start, *self._start.absolute().parents)]
        return sorted({file.stem for folder in folders for file in folder.glob("*.yaml")})
