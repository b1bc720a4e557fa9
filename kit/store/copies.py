"""The backups that stand beside a store, and what they still hold."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kit.language import say
from kit.records import Day

NAME: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})-([0-9]+)(-[a-z]+)?\.sqlite")


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup of a store: its file, and the day it was made."""

    path: Path
    day: Day


def backups_in(folder: Path) -> list[Backup]:
    """Return the backups in a folder, oldest first; none when there is no folder."""
    found = [
        (match[1], int(match[2]), path)
        for path in (folder.iterdir() if folder.is_dir() else ())
        if (match := NAME.fullmatch(path.name))
    ]
    return [Backup(path, day) for day, _, path in sorted(found)]


def next_name(folder: Path, day: Day, why: str = "") -> Path:
    """Return a name that no backup in the folder has: the day, a number, and why it was made."""
    taken = [NAME.fullmatch(one.path.name) for one in backups_in(folder) if one.day == day]
    number = 1 + max((int(match[2]) for match in taken if match), default=0)
    return folder / f"{day}-{number}{f'-{why}' if why else ''}.sqlite"


def newest(folder: Path, language: str) -> str:
    """Say which backup is the newest one, for whoever must restore it."""
    backups = [one for one in backups_in(folder) if not one.path.stem.endswith("-damaged")]
    if not backups:
        return say(language, "There is no backup yet.")
    return say(language, "The newest backup is {file}.", file=backups[-1].path)


def holding(folder: Path, round_id: str, response_id: str | None = None) -> list[Backup]:
    """Return the backups that hold a round, or one person's response in it.

    A backup that cannot be read is counted in: nobody can say that it holds nothing.
    """
    return [one for one in backups_in(folder) if _holds(one.path, round_id, response_id)]


def overdue(folder: Path, day: Day) -> list[Backup]:
    """Return the backups that hold a round whose day of deletion is before ``day``.

    One that cannot be read is left out: it may be all that is left to save something from.
    """
    question = "SELECT 1 FROM rounds WHERE delete_after < ?"
    return [one for one in backups_in(folder) if _answers(one.path, question, [day])]


def _holds(path: Path, round_id: str, response_id: str | None) -> bool:
    if response_id is None:
        question, given = "SELECT 1 FROM rounds WHERE id = ?", [round_id]
    else:
        question = "SELECT 1 FROM responses WHERE round = ? AND response_id = ?"
        given = [round_id, response_id]
    return _answers(path, question, given) is not False


def _answers(path: Path, question: str, given: list[str]) -> bool | None:
    """Say whether a question to a backup finds anything; None when it cannot be read."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as raw:
            return raw.execute(question, given).fetchone() is not None
    except sqlite3.Error:
        return None
