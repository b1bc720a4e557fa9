"""Let what was deleted stay deleted when an older copy takes the store's place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sqlalchemy import Connection, inspect, select

from kit.store import tables
from kit.store.responses import remove_response
from kit.store.seals import sound
from kit.store.tombstones import hash_of, keep_hash

Gone = Mapping[str, frozenset[str]]
"""Hashes of the ids that were deleted, by round."""

NONE: Final[Gone] = {}


def deleted_from(connection: Connection) -> Gone:
    """Return what was deleted from a store; nothing from one of before it was remembered."""
    table = tables.deleted
    if not inspect(connection).has_table(table.name):
        return NONE
    found: dict[str, set[str]] = {}
    for row in connection.execute(select(table)):
        kept = sound(table, row)
        found.setdefault(kept["round"], set()).add(kept["id_hash"])
    return {round_id: frozenset(hashes) for round_id, hashes in found.items()}


def bury(connection: Connection, gone: Gone) -> None:
    """Delete from a copy what was deleted from the store after the copy was made."""
    rounds = set(connection.execute(select(tables.rounds.c.id)).scalars())
    for round_id in sorted(rounds & gone.keys()):
        _bury_in(connection, round_id, gone[round_id] - _buried(connection, round_id))


def _bury_in(connection: Connection, round_id: str, hashes: frozenset[str]) -> None:
    asked = select(tables.responses.c.response_id).where(tables.responses.c.round == round_id)
    back = {hash_of(round_id, one): one for one in connection.execute(asked).scalars().all()}
    for one in sorted(hashes):
        if one in back:
            remove_response(connection, round_id, back[one])
        else:
            keep_hash(connection, round_id, one)


def _buried(connection: Connection, round_id: str) -> frozenset[str]:
    table = tables.deleted
    asked = select(table.c.id_hash).where(table.c.round == round_id)
    return frozenset(connection.execute(asked).scalars())
