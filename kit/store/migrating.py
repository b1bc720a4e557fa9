"""Bring a store's tables to the shape that this version of the kit knows, never backwards."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from kit.store.engine import Database, take_turns

STEPS: Final = Path(__file__).parent / "migrations"


def migrate(database: Database, *, to: str = "head") -> None:
    """Make the tables in an empty database, or walk the steps that are missing.

    Several processes may start at once: one walks, the others wait. Raises ``StoreFault`` for a
    store of a newer version, and for a database that holds something else.
    """
    if revision(database) != newest_revision():
        database.write(lambda connection: _walk(database, connection, to))


def revision(database: Database) -> str | None:
    """Return the step that the store stands on, None for an empty database.

    Raises ``StoreFault`` as ``migrate`` does.
    """
    return database.read(lambda connection: _revision(database, connection))


def is_behind(database: Database) -> bool:
    """Say whether the store was made by an older version and holds something to back up."""
    return revision(database) not in {None, newest_revision()}


def newest_revision() -> str:
    """Return the step that this version of the kit knows as its last."""
    return str(_steps().get_current_head())


def _walk(database: Database, connection: Connection, to: str) -> None:
    take_turns(connection)
    if _revision(database, connection) == newest_revision():
        return
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _revision(database: Database, connection: Connection) -> str | None:
    found = MigrationContext.configure(connection).get_current_revision()
    if found is None:
        if inspect(connection).get_table_names():
            raise database.fault("foreign")
        return None
    known = {step.revision for step in _steps().walk_revisions()}
    if found not in known:
        raise database.fault("newer")
    return found


def _steps() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    # Alembic reads % as the start of a name to fill in.
    config.set_main_option("script_location", str(STEPS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
