"""Keep who may lead and show a round: hashes of keys and of sessions, never the keys themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Select, Table, delete, insert, select

from kit.store import tables
from kit.store.engine import Database

ROLES: Final = ("organiser", "facilitator", "presenter")
Rights = tuple[str | None, str]  # the round, None for all rounds; and the role


class Keys(Database):
    """The part of the store that knows keys and sessions."""

    def add_key(self, round_id: str | None, role: str, key_hash: str) -> None:
        """Let the key with this hash (sha256 in hex) open a role; a known one stays as it is."""
        row = {"key_hash": key_hash, "round": round_id, "role": _known(role)}
        self.write(lambda connection: _add(connection, tables.keys, row))

    def key(self, key_hash: str) -> Rights | None:
        """Return what a key opens, None for nothing."""
        table = tables.keys
        asked = select(table.c.round, table.c.role).where(table.c.key_hash == key_hash)
        return self._rights(asked)

    def revoke_keys(self, round_id: str | None, role: str) -> None:
        """Make every key of a role useless, and end the sessions that they opened."""
        self.write(lambda connection: _revoke(connection, round_id, role))

    def add_session(
        self, session_hash: str, round_id: str | None, role: str, expires: datetime
    ) -> None:
        """Let the session with this hash use a role until it expires; drop those that have."""
        table = tables.sessions
        row: dict[str, Any] = {"session_hash": session_hash, "round": round_id}
        row |= {"role": _known(role), "expires": int(expires.timestamp())}
        now = int(self.now().timestamp())

        def work(connection: Connection) -> None:
            connection.execute(delete(table).where(table.c.expires <= now))
            _add(connection, table, row)

        self.write(work)

    def session(self, session_hash: str) -> Rights | None:
        """Return what a session may do, None when it is unknown, revoked or has expired."""
        table = tables.sessions
        now = int(self.now().timestamp())
        asked = select(table.c.round, table.c.role).where(table.c.session_hash == session_hash)
        return self._rights(asked.where(table.c.expires > now))

    def _rights(self, asked: Select[str | None, str]) -> Rights | None:
        row = self.read(lambda connection: connection.execute(asked).one_or_none())
        if row is None:
            return None
        if row.role not in ROLES:
            raise self.fault("damaged")
        return row.round, row.role


def _add(connection: Connection, table: Table, row: dict[str, Any]) -> None:
    """Insert a row unless its hash is known."""
    [key] = table.primary_key.columns
    known = connection.execute(select(key).where(key == row[key.name])).first()
    if known is None:
        connection.execute(insert(table), row)


def _revoke(connection: Connection, round_id: str | None, role: str) -> None:
    for table in (tables.sessions, tables.keys):
        whose = table.c.round.is_(None) if round_id is None else table.c.round == round_id
        connection.execute(delete(table).where(whose, table.c.role == role))


def _known(role: str) -> str:
    if role not in ROLES:
        raise ValueError(f"{role!r} is no role")
    return role
