"""Put many responses into a round at once, for demonstrations and measurements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, insert

from kit.records import Response
from kit.store import tables
from kit.store.bodies import row_of
from kit.store.counting import steps_of
from kit.store.engine import Database
from kit.store.round_rows import frozen_copy, locked, save
from kit.store.tallies import move

CHUNK: Final = 20_000


class Loading(Database):
    """The part of the store that takes in many responses at once."""

    def load(self, round_id: str, responses: Iterable[Response]) -> int:
        """Add responses of people who are not in the round yet, and return how many.

        Whether the round is open does not matter. A chunk is stored whole or not at all.
        """
        every = iter(responses)
        chunks = iter(lambda: list(islice(every, CHUNK)), [])
        return sum(self._load_chunk(round_id, chunk) for chunk in chunks)

    def _load_chunk(self, round_id: str, chunk: list[Response]) -> int:
        def work(connection: Connection) -> int:
            values = locked(connection, [round_id]).get(round_id)
            if values is None:
                raise self.fault("lost")
            cohort = values["cohort"]
            # In the key's order the database writes whole pages instead of a bit of each.
            rows = sorted(_rows(round_id, chunk, cohort), key=lambda row: row["response_id"])
            connection.execute(insert(tables.responses), rows)
            frozen = frozen_copy(values["questionnaire"])
            move(connection, steps_of(round_id, frozen, chunk, cohort))
            values["first_answer"] = 1
            save(connection, values)
            return len(chunk)

        return self.write(work)


def _rows(round_id: str, chunk: list[Response], cohort: int) -> Iterator[dict[str, Any]]:
    return (row_of(round_id, response, cohort) for response in chunk)
