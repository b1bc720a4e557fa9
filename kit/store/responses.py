"""Keep what people answer; nothing that was deleted comes back."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from sqlalchemy import Connection, delete, func, insert, select

from kit.records import Day, Response
from kit.store import tables
from kit.store.bodies import response_of, row_of_joined
from kit.store.engine import Database
from kit.store.picking import AT_ONCE, RESPONSES, accepts, draw, rows_of, sent, whose
from kit.store.putting import Put, Receipt, put_all
from kit.store.round_rows import frozen_copy, locked, save
from kit.store.seals import sound
from kit.store.tallies import Step, move, moves
from kit.store.tombstones import deleted_among, remember_deleted
from kit.store.withdrawing import withdraw

ID: Final = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Progress:
    """True numbers of people; whoever shows them makes them coarser first."""

    joined: int
    started: int
    finished: int


class Responses(Database):
    """The part of the store that keeps answers."""

    def join(self, round_id: str, response_id: str, day: Day) -> bool:
        """Let a person into an open round; say whether the person is in it now.

        Joining twice is joining once, and whoever is in stays in when the round closes. Whoever
        has deleted the response stays out: to take part anew takes a new id.
        """
        if not ID.fullmatch(response_id):
            return False
        return self.write(lambda connection: self._join(connection, round_id, response_id, day))

    def put_many(self, puts: Sequence[Put]) -> list[Receipt]:
        """Store many sendings in one transaction, and return a receipt for each, in order.

        A higher ``seq`` than the stored one is stored. The same ``seq`` is "same" when the content
        is (the day aside), otherwise "conflict". A lower one is "older". Nothing is stored for a
        person who is not in the round ("unknown") nor, unless it is "same" or "older", in a round
        that is not open ("closed").
        """
        return self.write(lambda connection: put_all(connection, puts, self.today()))

    def response(self, round_id: str, response_id: str) -> Response | None:
        """Return one person's response, an empty one right after joining; None for nobody."""
        asked = select(RESPONSES).where(*whose(round_id, response_id))
        row = self.read(lambda connection: connection.execute(asked).one_or_none())
        with self.faults():
            return None if row is None else response_of(sound(RESPONSES, row))

    def delete_response(self, round_id: str, response_id: str) -> bool:
        """Delete one person's response, also from the tally; say whether there was one.

        That its id was here is remembered, as a hash, until the round is deleted.
        """
        gone = self.write(lambda connection: remove_response(connection, round_id, response_id))
        if self.address.file is not None:
            self.scrub()
        return gone

    def progress(self, round_id: str) -> Progress:
        """Return how many have joined, given an answer, and finished."""
        state = RESPONSES.c.state
        people = func.count().label("people")
        asked = select(state, people).where(RESPONSES.c.round == round_id).group_by(state)
        rows = self.read(lambda connection: connection.execute(asked).all())
        found: dict[int, int] = {row.state: row.people for row in rows}
        finished = found.get(tables.FINISHED, 0)
        return Progress(sum(found.values()), found.get(tables.STARTED, 0) + finished, finished)

    def sample(self, round_id: str, most: int = 2_000) -> list[Response]:
        """Return at most so many of the responses, of people drawn at random, in random order."""
        rows = self.read(lambda connection: draw(connection, round_id, most))
        with self.faults():
            return [response_of(sound(RESPONSES, row)) for row in rows]

    def responses(self, round_id: str) -> Iterator[Response]:
        """Walk all responses of a round, in an order that says nothing about the people."""
        asked = select(RESPONSES.c.response_id).where(*sent(round_id))
        ids = self.read(lambda connection: list(connection.execute(asked).scalars()))
        random.SystemRandom().shuffle(ids)
        for start in range(0, len(ids), AT_ONCE):
            some = ids[start : start + AT_ONCE]
            rows = self.read(partial(rows_of, round_id=round_id, ids=some))
            with self.faults():
                found = {row.response_id: response_of(sound(RESPONSES, row)) for row in rows}
            yield from (found[one] for one in some if one in found)

    def _join(self, connection: Connection, round_id: str, response_id: str, day: Day) -> bool:
        values = locked(connection, [round_id]).get(round_id)
        if values is None:
            return False
        if rows_of(connection, round_id, [response_id]):
            return True
        if not accepts(values, self.today()):
            return False
        if deleted_among(connection, round_id, [response_id]):
            return False
        frozen = frozen_copy(values["questionnaire"])
        connection.execute(insert(RESPONSES), row_of_joined(round_id, response_id, day, frozen))
        save(connection, values)
        return True


def remove_response(connection: Connection, round_id: str, response_id: str) -> bool:
    """Delete a response, and with it all that the person contributed; say whether there was one."""
    values = locked(connection, [round_id]).get(round_id)
    rows = rows_of(connection, round_id, [response_id])
    if values is None or not rows:
        return False
    kept = sound(RESPONSES, rows[0])
    if kept["seq"] != tables.NOT_YET:
        frozen = frozen_copy(values["questionnaire"])
        gone = Step(response_of(kept), kept["cohort"], -1)
        move(connection, moves(round_id, frozen, [gone]))
    connection.execute(delete(RESPONSES).where(*whose(round_id, response_id)))
    withdraw(connection, round_id, response_id)
    remember_deleted(connection, round_id, response_id)
    save(connection, values)
    return True
