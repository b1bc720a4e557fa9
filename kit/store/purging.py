"""Delete the rounds whose time has passed, and say which backups still hold them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kit.records import Day
from kit.store.copies import Backup, holding
from kit.store.faults import told_of_files
from kit.store.opening import Store


@dataclass(frozen=True, slots=True)
class Purged:
    """A round that was deleted: what it was, and the backups that still hold it."""

    id: str
    name: str
    people: int
    delete_after: Day
    backups: tuple[Backup, ...]


def purge(store: Store, today: Day | None = None) -> list[Purged]:
    """Delete every round whose day of deletion is before ``today``, with all that is in it.

    Each round goes whole or not at all; one that is left when this is killed goes the next time.
    """
    day = today or store.today()
    due = [one for one in store.rounds() if one.delete_after < day]
    gone = []
    for one in due:
        people = store.progress(one.id).joined
        store.delete_round(one.id)
        still = tuple(holding(store.address.backups, one.id))
        gone.append(Purged(one.id, one.settings.name, people, one.delete_after, still))
    _drop_halves(store, day)
    return gone


def drop_backups(backups: list[Backup], language: str) -> list[Path]:
    """Delete these backups, and return the files that are gone."""
    gone = []
    for one in backups:
        with told_of_files(one.path, language, "unwritable"):
            one.path.unlink(missing_ok=True)
        gone.append(one.path)
    return gone


def _drop_halves(store: Store, day: Day) -> None:
    """Delete what is left of earlier days' backups that were never finished."""
    folder = store.address.backups
    for half in folder.glob(".*.draft*"):
        with told_of_files(folder, store.language):
            if half.name[1:11] < day:
                half.unlink(missing_ok=True)
