"""Keep what has been published of a group's result: every release stays, none is changed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import Connection, insert, select

from kit.records import Day, Response
from kit.store import tables
from kit.store.bodies import response_of
from kit.store.engine import Database
from kit.store.picking import RESPONSES, draw
from kit.store.round_rows import locked, save
from kit.store.seals import ascii_json, row_seal, sound
from kit.store.tallies import read_tally

RELEASES = tables.releases


@dataclass(frozen=True, slots=True)
class Release:
    """One published set of safe tables; ``number`` counts from 1."""

    number: int
    day: Day
    tables: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that a release is made from, from one moment.

    Give it back to ``release``: whoever answers between the two counts as changed after the
    release, as they are not in it. ``cohort`` is the store's own mark of that moment.
    """

    tally: pd.DataFrame
    sample: list[Response]
    releases: list[dict[str, Any]]
    cohort: int


class Releases(Database):
    """The part of the store that keeps releases."""

    def snapshot(self, round_id: str, most: int = 2_000) -> Snapshot:
        """Return the tally, a sample of people and the earlier releases, all of one moment."""
        return self.write(lambda connection: self._snapshot(connection, round_id, most))

    def release(self, round_id: str, safe: dict[str, Any], snapshot: Snapshot | None = None) -> int:
        """Publish safe tables, and return the release's number.

        ``snapshot`` is what they were made from; without it they are taken to be made from what
        the store holds now. Returns 0, and publishes nothing, when another release was made after
        the snapshot: these tables were not held against it.
        """
        return self.write(lambda connection: self._release(connection, round_id, safe, snapshot))

    def releases(self, round_id: str) -> list[dict[str, Any]]:
        """Return the safe tables of every release of a round, oldest first."""
        return [one.tables for one in self._every(round_id)]

    def latest(self, round_id: str) -> Release | None:
        """Return the latest release, None before the first."""
        return next(reversed(self._every(round_id)), None)

    def _every(self, round_id: str) -> list[Release]:
        return self.read(lambda connection: _read(connection, round_id))

    def _snapshot(self, connection: Connection, round_id: str, most: int) -> Snapshot:
        values = locked(connection, [round_id]).get(round_id)
        if values is None:
            raise self.fault("lost")
        tally = read_tally(connection, round_id)
        drawn = [response_of(sound(RESPONSES, row)) for row in draw(connection, round_id, most)]
        earlier = [one.tables for one in _read(connection, round_id)]
        return Snapshot(tally, drawn, earlier, _cut(connection, values))

    def _release(
        self, connection: Connection, round_id: str, safe: dict[str, Any], of: Snapshot | None
    ) -> int:
        values = locked(connection, [round_id]).get(round_id)
        if values is None:
            raise self.fault("lost")
        if of is not None and len(of.releases) != values["release"]:
            return 0
        cohort = _cut(connection, values) if of is None else of.cohort
        values["release"] += 1
        row = {"round": round_id, "number": values["release"], "cohort": cohort}
        row |= {"day": self.today(), "body": ascii_json(safe)}
        connection.execute(insert(RELEASES), {**row, "seal": row_seal(RELEASES, row)})
        save(connection, values)
        return int(values["release"])


def _cut(connection: Connection, values: dict[str, Any]) -> int:
    """Return the cohort of those who change anything from now on."""
    tally = tables.tally
    asked = select(tally.c.n).where(
        tally.c.round == values["id"], tally.c.cohort == values["cohort"]
    )
    if connection.execute(asked.limit(1)).first() is not None:
        values["cohort"] += 1
        save(connection, values, seen=False)
    return int(values["cohort"])


def _read(connection: Connection, round_id: str) -> list[Release]:
    asked = select(RELEASES).where(RELEASES.c.round == round_id).order_by(RELEASES.c.number)
    rows = [sound(RELEASES, row) for row in connection.execute(asked)]
    return [Release(row["number"], row["day"], json.loads(row["body"])) for row in rows]
