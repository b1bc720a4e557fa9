"""Copy a whole store from one database to another, whatever their kinds and whatever its shape."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, MetaData, Table, delete, insert, select

from kit.store.addresses import read_address
from kit.store.engine import Database

AT_ONCE: Final = 2_000
APART: Final = "alembic_version"


def copy_rows(source: Connection, target: Connection) -> None:
    """Replace every row in the target by the source's; both stand on the same step."""
    known = MetaData()
    known.reflect(target)
    ours = [table for table in known.sorted_tables if table.name != APART]
    for table in reversed(ours):
        target.execute(delete(table))
    for table in ours:
        _copy_table(source, target, table)


def beside(file: Path, language: str) -> Database:
    """Return the SQLite database at a path, to be filled or looked at."""
    return Database(read_address(f"sqlite:///{file}", language=language), language=language)


def empty_file(file: Path) -> None:
    """Make an empty file in the place of whatever a killed process left there."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for part in parts(file):
        part.unlink(missing_ok=True)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))


def settle(file: Path) -> None:
    """Make an SQLite database one file, and see it onto the disk."""
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("PRAGMA journal_mode = DELETE")
    to_disk(file)


def put_in_place(draft: Path, target: Path) -> None:
    """Let a finished draft take its place in one step, also when the power goes."""
    draft.replace(target)
    to_disk(target.parent)


def to_disk(path: Path) -> None:
    """Wait until a file's bytes, or a folder's names, are on the disk."""
    opened = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def parts(file: Path) -> list[Path]:
    """Return the files that an SQLite database may consist of, itself first."""
    return [file, *(file.with_name(f"{file.name}{end}") for end in ("-wal", "-shm", "-journal"))]


def _copy_table(source: Connection, target: Connection, table: Table) -> None:
    rows = source.execution_options(yield_per=AT_ONCE).execute(
        select(table).order_by(*table.primary_key.columns)
    )
    names = table.c.keys()
    for some in rows.partitions():
        target.execute(insert(table), [dict(zip(names, row, strict=True)) for row in some])
