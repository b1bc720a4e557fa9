"""Put many responses into a round at once, for demonstrations and measurements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

from sqlalchemy import Column, Connection, MetaData, Table, insert, select

from kit.records import Response
from kit.store.bodies import row_of
from kit.store.counting import steps_of
from kit.store.engine import Database
from kit.store.picking import RESPONSES
from kit.store.round_rows import frozen_copy, locked, save
from kit.store.tallies import Key, move
from kit.store.tombstones import deleted_among

AT_ONCE: Final = 10_000
HEAP: Final = Table(
    "loading",
    MetaData(),
    *(Column(column.name, column.type) for column in RESPONSES.columns),
    prefixes=["TEMPORARY"],
)
"""Rows in the order they came, until they are put in order all at once.

Ids are random, so a database that was given them as they come would write all over its file.
"""


class Loading(Database):
    """The part of the store that takes in many responses at once."""

    def load(self, round_id: str, responses: Iterable[Response]) -> int:
        """Add responses of people who are not in the round yet, all or none; return how many.

        Whether the round is open does not matter. Nobody else can change anything meanwhile. What
        was deleted from the round is left out.
        """
        every = iter(responses)
        begun: list[bool] = []

        def work(connection: Connection) -> int:
            if begun:
                raise self.fault("busy")  # what has been taken from ``responses`` is gone
            begun.append(True)
            return self._load(connection, round_id, every)

        return self.write(work)

    def _load(self, connection: Connection, round_id: str, every: Iterator[Response]) -> int:
        values = locked(connection, [round_id]).get(round_id)
        if values is None:
            raise self.fault("lost")
        frozen, cohort = frozen_copy(values["questionnaire"]), values["cohort"]
        steps: Counter[Key] = Counter()
        loaded = 0
        HEAP.create(connection)
        while taken := list(islice(every, AT_ONCE)):
            gone = deleted_among(connection, round_id, [one.response_id for one in taken])
            chunk = [one for one in taken if one.response_id not in gone]
            if not chunk:
                continue
            connection.execute(insert(HEAP), _rows(round_id, chunk, cohort))
            steps.update(steps_of(round_id, frozen, chunk, cohort))
            loaded += len(chunk)
        in_order = select(HEAP).order_by(HEAP.c.response_id)
        connection.execute(insert(RESPONSES).from_select(RESPONSES.c.keys(), in_order))
        HEAP.drop(connection)
        move(connection, steps)
        if loaded:
            values["first_answer"] = 1
            save(connection, values)
        return loaded


def _rows(round_id: str, chunk: list[Response], cohort: int) -> list[dict[str, Any]]:
    return [row_of(round_id, response, cohort) for response in chunk]
