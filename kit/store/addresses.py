"""Where a store is, from its URL: an SQLite file or a PostgreSQL database."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from kit.store.faults import StoreFault, told_of_files

POSTGRESQL: Final = frozenset({"postgresql", "postgres"})
CONNECT_SECONDS: Final = 10


@dataclass(frozen=True, slots=True)
class Address:
    """Where a store is. ``place`` may be shown: it holds no password. ``file`` is SQLite's."""

    url: URL
    place: str
    file: Path | None
    backups: Path


def read_address(url: str, *, language: str = "sv") -> Address:
    """Read a store's URL; raises ``StoreFault`` when it is none, or when its driver is missing.

    Backups stand in ``<file>.backups``, those of a PostgreSQL database in ``data/<name>.backups``
    where the kit is run.
    """
    try:
        read = make_url(url)
        kind = read.get_backend_name()
    except (ArgumentError, ValueError):
        raise StoreFault("address", language=language) from None
    if kind == "sqlite" and read.database and read.database != ":memory:":
        return _sqlite(Path(read.database), language)
    if kind in POSTGRESQL and read.database:
        return _postgresql(read, language)
    raise StoreFault("address", language=language)


def _sqlite(file: Path, language: str) -> Address:
    with told_of_files(file, language):
        if file.is_dir():
            raise StoreFault("folder", language=language, place=file)
    url = URL.create("sqlite+pysqlite", database=str(file.absolute()))
    return Address(url, str(file), file, file.with_name(f"{file.name}.backups"))


def _postgresql(read: URL, language: str) -> Address:
    if find_spec("psycopg") is None:
        raise StoreFault("driver", language=language)
    host = read.host or read.query.get("host") or "localhost"
    port = f":{read.port}" if read.port else ""
    place = f"postgresql://{host}{port}/{read.database}"
    url = read.set(drivername="postgresql+psycopg")
    if "connect_timeout" not in url.query:
        url = url.update_query_dict({"connect_timeout": str(CONNECT_SECONDS)})
    safe = "".join(mark if mark.isalnum() else "-" for mark in read.database or "")
    return Address(url, place, None, Path("data", f"{safe}.backups").absolute())
