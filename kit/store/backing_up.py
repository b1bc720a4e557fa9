"""Back a store up: one SQLite file with everything, whole or not at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from kit.errors import KitError
from kit.language import say
from kit.records import Day
from kit.store.addresses import read_address
from kit.store.copies import next_name
from kit.store.copying import beside, copy_rows, empty_file, parts, put_in_place, settle
from kit.store.engine import Database
from kit.store.faults import StoreFault, told_of_files
from kit.store.migrating import migrate, revision


def backup(url: str, target: Path | None = None, *, language: str = "sv") -> Path:
    """Copy the store at ``url`` to ``target``, or among its backups; return the file.

    People may go on answering: the copy is of one moment. It is written beside its place and
    moved there when it is whole and on the disk, so a kill or a full disk leaves no half backup.
    Raises ``StoreFault``, or ``KitError`` when ``target`` is there already.
    """
    database = Database(read_address(url, language=language), language=language)
    try:
        return back_up(database, target)
    finally:
        database.close()


def back_up(database: Database, target: Path | None = None, *, why: str = "") -> Path:
    """Back up a database that is open; ``why`` becomes part of the name."""
    day: Day = database.today()
    target = target or next_name(database.address.backups, day, why)
    if target.exists():
        raise KitError(
            say(database.language, "{file} is there already: choose another name.", file=target)
        )
    draft = target.with_name(f".{target.name}.draft")
    with told_of_files(target, database.language, "unwritable"):
        empty_file(draft)
        try:
            _copy(database, draft)
            settle(draft)
            put_in_place(draft, target)
        except BaseException:
            for part in parts(draft):
                part.unlink(missing_ok=True)
            raise
    return target


def _copy(database: Database, draft: Path) -> None:
    stands = revision(database)
    if stands is None:
        raise StoreFault("foreign", language=database.language, place=database.address.place)
    if database.address.file is not None:
        _copy_file(database.address.file, draft)
        return
    copy = beside(draft, database.language)
    try:
        migrate(copy, to=stands)
        database.read(lambda source: copy.write(lambda target: copy_rows(source, target)))
    finally:
        copy.close()


def _copy_file(file: Path, draft: Path) -> None:
    """Let SQLite write the copy: in the order of the keys, and without what was deleted."""
    with closing(sqlite3.connect(file, isolation_level=None, timeout=20)) as raw:
        raw.execute("VACUUM INTO ?", [str(draft)])
