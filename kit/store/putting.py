"""Decide what becomes of answers that are sent in: the highest ``seq`` wins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import Connection, bindparam, update

from kit.records import Day, Response
from kit.store import tables
from kit.store.bodies import content_of, receipt_of, response_of, row_of
from kit.store.picking import RESPONSES, accepts, rows_of
from kit.store.round_rows import frozen_copy, locked, save
from kit.store.seals import sound
from kit.store.tallies import Step, move, moves

Outcome = Literal["stored", "same", "older", "conflict", "unknown", "closed"]
Values = dict[str, Any]
Whose = tuple[str, str]  # round and response id
WRITTEN: Final = ("seq", "state", "cohort", "body", "seal")


@dataclass(frozen=True, slots=True)
class Put:
    """One sending: a response and the round it is meant for."""

    round_id: str
    response: Response

    @property
    def whose(self) -> Whose:
        """Return whose row it is meant for."""
        return self.round_id, self.response.response_id


@dataclass(frozen=True, slots=True)
class Receipt:
    """Say what became of a sending.

    ``seq`` is that of the copy in the store, -1 when there is none; ``receipt`` marks that copy's
    content, so that the same content always has the same one. ``stored`` is the store's copy when
    it is another one than was sent ("older" and "conflict").
    """

    outcome: Outcome
    seq: int
    receipt: str = ""
    stored: Response | None = None


def put_all(connection: Connection, puts: Sequence[Put], today: Day) -> list[Receipt]:
    """Store many sendings, and return a receipt for each, in order."""
    work = _Work(connection, puts, today)
    receipts = [work.take(put) for put in puts]
    work.finish()
    return receipts


class _Work:
    def __init__(self, connection: Connection, puts: Sequence[Put], today: Day) -> None:
        self.connection = connection
        round_ids = sorted({put.round_id for put in puts})
        self.rounds = locked(connection, round_ids)
        self.open = {one: accepts(values, today) for one, values in self.rounds.items()}
        self.before: dict[Whose, Values] = {}
        for round_id in self.rounds:
            ids = sorted({put.response.response_id for put in puts if put.round_id == round_id})
            for row in rows_of(connection, round_id, ids):
                self.before[round_id, row.response_id] = sound(RESPONSES, row)
        self.now = dict(self.before)

    def take(self, put: Put) -> Receipt:
        kept = self.now.get(put.whose)
        if kept is None:
            return Receipt("unknown", tables.NOT_YET)
        outcome = self._outcome(put, kept)
        if outcome == "stored":
            cohort = self.rounds[put.round_id]["cohort"]
            kept = self.now[put.whose] = row_of(put.round_id, put.response, cohort)
        elif outcome in {"older", "conflict"}:
            return Receipt(outcome, kept["seq"], receipt_of(kept), response_of(kept))
        return Receipt(outcome, kept["seq"], receipt_of(kept))

    def _outcome(self, put: Put, kept: Values) -> Outcome:
        if put.response.seq < kept["seq"]:
            return "older"
        if put.response.seq == kept["seq"] and self._is_same(put.response, kept):
            return "same"
        if not self.open[put.round_id]:
            return "closed"
        return "stored" if put.response.seq > kept["seq"] else "conflict"

    @staticmethod
    def _is_same(response: Response, kept: Values) -> bool:
        return content_of(response) == content_of(response_of(kept))

    def finish(self) -> None:
        changed = [whose for whose, values in self.now.items() if values != self.before[whose]]
        for round_id in sorted({round_id for round_id, _ in changed}):
            self._count(round_id, [whose for whose in changed if whose[0] == round_id])
            self.rounds[round_id]["first_answer"] = 1
            save(self.connection, self.rounds[round_id])
        rows = [_addressed(self.now[whose]) for whose in sorted(changed)]
        if rows:
            self.connection.execute(_UPDATE, rows)

    def _count(self, round_id: str, changed: Sequence[Whose]) -> None:
        frozen = frozen_copy(self.rounds[round_id]["questionnaire"])
        old = [self.before[whose] for whose in changed]
        sent = [values for values in old if values["seq"] != tables.NOT_YET]
        new = [self.now[whose] for whose in changed]
        steps = [*(_step(values, -1) for values in sent), *(_step(values, 1) for values in new)]
        move(self.connection, moves(round_id, frozen, steps))


def _step(values: Values, by: int) -> Step:
    return Step(response_of(values), values["cohort"], by)


def _addressed(values: Values) -> Values:
    own = {name: values[name] for name in WRITTEN}
    return own | {"its_round": values["round"], "its_id": values["response_id"]}


_UPDATE: Final = (
    update(RESPONSES)
    .where(RESPONSES.c.round == bindparam("its_round"))
    .where(RESPONSES.c.response_id == bindparam("its_id"))
    .values({name: bindparam(name) for name in WRITTEN})
)
