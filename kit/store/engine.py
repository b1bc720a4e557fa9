"""Open a database and work in it: one transaction at a time, whole or not at all."""

from __future__ import annotations

import random
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from kit.records import Day
from kit.store.addresses import Address
from kit.store.copies import backups_in, newest
from kit.store.faults import StoreFault, kind_of, passing
from kit.store.seals import Broken

Result = TypeVar("Result")
WAIT_SECONDS: Final = 20.0
ATTEMPTS: Final = 8
LOCK: Final = 7_203_114_886  # any number that other programs in the same database do not use
PRAGMAS: Final = (
    "PRAGMA journal_mode = WAL",  # readers and the writer do not wait for each other
    "PRAGMA synchronous = FULL",  # a commit is on the disk when it is done, also in WAL mode
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is deleted is overwritten with zeros
    "PRAGMA cell_size_check = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cache_size = -32000",  # 32 MB
)


class Database:
    """A database and how to work in it; safe to use from several threads."""

    def __init__(
        self,
        address: Address,
        *,
        language: str = "sv",
        wait: float = WAIT_SECONDS,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        self.address = address
        self.language = language
        self._wait = wait
        self._now = now or (lambda: datetime.now(UTC))
        self._engine = make_engine(address, wait)
        self._turn = threading.Lock()
        lite = address.file is not None
        self._writing = self._engine.execution_options(
            **({"kit_begin": "BEGIN IMMEDIATE"} if lite else {})
        )
        self._reading = self._engine.execution_options(
            **({} if lite else {"isolation_level": "REPEATABLE READ"})
        )

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def now(self) -> datetime:
        """Return the server's time, with its zone."""
        return self._now()

    def today(self) -> Day:
        """Return the server's date where it stands."""
        return self._now().astimezone().date().isoformat()

    def read(self, work: Callable[[Connection], Result]) -> Result:
        """Do the work on one unchanging picture of the store."""
        with self.faults(), self._reading.connect() as connection, connection.begin():
            return work(connection)

    def write(self, work: Callable[[Connection], Result]) -> Result:
        """Do the work and commit it; on return it is on the disk. An error undoes all of it.

        The work is done anew when the database asks for that, so it must change nothing else.
        """
        with self.faults():
            for _ in range(ATTEMPTS):
                try:
                    return self._write(work)
                except DBAPIError as error:
                    if not passing(error):
                        raise
                    time.sleep(random.uniform(0.005, 0.05))  # noqa: S311 - only spreads the load
            return self._write(work)

    def scrub(self) -> None:
        """See that what was deleted is gone from the files too, as far as the database can.

        SQLite overwrites it at once, and here in its log as well. PostgreSQL keeps old pages for
        a while, also in its own log, and this only lets it begin.
        """
        if self.address.file is None:
            engine = self._engine.execution_options(isolation_level="AUTOCOMMIT")
            tidy = (
                "VACUUM rounds, responses, deleted, tally, releases, papers, contributions, "
                "keys, sessions"
            )
        else:
            engine = self._engine.execution_options(kit_begin="")
            tidy = "PRAGMA wal_checkpoint(TRUNCATE)"
        with suppress(SQLAlchemyError), engine.connect() as connection:
            connection.exec_driver_sql(tidy)

    @contextmanager
    def faults(self) -> Iterator[None]:
        """Turn what databases report into ``StoreFault``."""
        try:
            yield
        except SQLAlchemyError as error:
            raise self.fault(kind_of(error)) from None
        except (Broken, UnicodeDecodeError):  # SQLite's own words may hold the damaged bytes
            raise self.fault("damaged") from None

    def fault(self, kind: str) -> StoreFault:
        """Return the error that says what is wrong with this store."""
        folder = self.address.backups
        if kind == "foreign" and backups_in(folder):
            kind = "damaged"  # a store of ours was here
        backups = newest(folder, self.language) if kind == "damaged" else ""
        place = self.address.place
        return StoreFault(kind, language=self.language, place=place, backups=backups)

    def _write(self, work: Callable[[Connection], Result]) -> Result:
        if self.address.file is None:
            with self._writing.begin() as connection:
                return work(connection)
        if not self._turn.acquire(timeout=self._wait):
            raise self.fault("busy")
        try:
            with self._writing.begin() as connection:
                return work(connection)
        finally:
            self._turn.release()


def make_engine(address: Address, wait: float = WAIT_SECONDS) -> Engine:
    """Return SQLAlchemy's engine for an address, with the settings that answers need."""
    if address.file is None:
        engine = create_engine(address.url, hide_parameters=True, pool_pre_ping=True)
        event.listen(engine, "connect", lambda raw, _: _ready_postgresql(raw, wait))
        return engine
    engine = create_engine(address.url, hide_parameters=True, connect_args={"timeout": wait})
    event.listen(engine, "connect", lambda raw, _: _ready_sqlite(raw))
    event.listen(engine, "begin", _begin)
    return engine


def _ready_sqlite(raw: sqlite3.Connection) -> None:
    raw.isolation_level = None  # transactions begin where we say so, not where Python guesses
    for pragma in PRAGMAS:
        raw.execute(pragma)


def _begin(connection: Connection) -> None:
    how = connection.get_execution_options().get("kit_begin", "BEGIN")
    if how:
        connection.exec_driver_sql(how)


def _ready_postgresql(raw: Any, wait: float) -> None:
    with raw.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", (f"{int(wait * 1000)}ms",))
        cursor.execute("SELECT set_config('application_name', 'kit', false)")
        # A commit that may be lost when the computer stops is no receipt.
        cursor.execute(
            "SELECT set_config('synchronous_commit', 'on', false) "
            "WHERE current_setting('synchronous_commit') = 'off'"
        )
    raw.commit()


def integrity(database: Database, connection: Connection) -> None:
    """Look for damage in an SQLite file; raises ``StoreFault``."""
    if connection.execute(text("PRAGMA integrity_check(1)")).scalar() != "ok":
        raise database.fault("damaged")


def take_turns(connection: Connection) -> None:
    """Let the servers that start at once do this one after the other; SQLite does anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": LOCK})


def is_there(connection: Connection) -> None:
    """Ask the database for nothing, to see that it answers."""
    connection.execute(text("SELECT 1 FROM rounds LIMIT 1"))
