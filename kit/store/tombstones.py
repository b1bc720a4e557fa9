"""Remember that a response was deleted, so that its id never becomes a response again.

All that is kept is a hash of the id: whoever has the id can be told that it was deleted, and
nobody can get from here to the id, or to when it was deleted. It goes with the round.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, insert, select

from kit.store import tables
from kit.store.engine import Database
from kit.store.seals import row_seal, sound

DELETED: Final = tables.deleted
AT_ONCE: Final = 500


class Tombstones(Database):
    """The part of the store that knows what was deleted."""

    def was_deleted(self, round_id: str, response_id: str) -> bool:
        """Say whether a person's response was in this round and was deleted."""
        asked = [response_id]
        return bool(self.read(lambda connection: deleted_among(connection, round_id, asked)))


def remember_deleted(connection: Connection, round_id: str, response_id: str) -> None:
    """Keep this id from ever joining the round again."""
    keep_hash(connection, round_id, hash_of(round_id, response_id))


def keep_hash(connection: Connection, round_id: str, id_hash: str) -> None:
    """Keep the id with this hash from ever joining the round again."""
    row = {"round": round_id, "id_hash": id_hash}
    connection.execute(insert(DELETED), {**row, "seal": row_seal(DELETED, row)})


def deleted_among(connection: Connection, round_id: str, ids: Sequence[str]) -> set[str]:
    """Return those of these ids that were deleted from a round."""
    whose = DELETED.c.round == round_id
    if connection.execute(select(DELETED.c.round).where(whose).limit(1)).first() is None:
        return set()
    hashes = {hash_of(round_id, one): one for one in ids}
    found: set[str] = set()
    for start in range(0, len(ids), AT_ONCE):
        some = DELETED.c.id_hash.in_(list(hashes)[start : start + AT_ONCE])
        rows = connection.execute(select(DELETED).where(whose, some)).all()
        found |= {hashes[sound(DELETED, row)["id_hash"]] for row in rows}
    return found


def hash_of(round_id: str, response_id: str) -> str:
    """Return what is kept of an id; of no use for another round."""
    return hashlib.sha256(f"{round_id} {response_id}".encode()).hexdigest()
