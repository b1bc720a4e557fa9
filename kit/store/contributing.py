"""Keep what each participant contributes to a workshop; no id of a person stands beside it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from kit.contributions import Contribution, Vote
from kit.disclosure import steps
from kit.rounds import RoundSettings
from kit.store import tables
from kit.store.papers import read_stage, write_stage
from kit.store.picking import AT_ONCE, rows_of
from kit.store.round_rows import locked, save
from kit.store.seals import ascii_json, row_seal, seal, sound
from kit.store.tombstones import hash_of

TABLE: Final = tables.contributions
VOTES: Final[tuple[Vote, ...]] = ("points", "grid")
Outcome = Literal["stored", "same", "older", "conflict", "unknown"]
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Gift:
    """One sending: a contribution, the round it is meant for, and whose it is."""

    round_id: str
    response_id: str
    contribution: Contribution

    @property
    def author(self) -> str:
        """Return what stands in the store for the person."""
        return hash_of(self.round_id, self.response_id)


@dataclass(frozen=True, slots=True)
class Taken:
    """Say what became of a contribution; see ``kit.store.putting.Receipt``.

    ``late`` names the votes that were shown already, so that the earlier ones stay.
    """

    outcome: Outcome
    seq: int
    receipt: str = ""
    stored: Contribution | None = None
    late: tuple[Vote, ...] = ()


@dataclass(frozen=True, slots=True)
class Voices:
    """True numbers of people; whoever shows them makes them coarser first."""

    contributors: int
    points: int
    grid: int


def take_all(connection: Connection, gifts: Sequence[Gift]) -> list[Taken]:
    """Store many contributions, and say what became of each, in order."""
    work = _Work(connection, gifts)
    taken = [work.take(gift) for gift in gifts]
    work.finish()
    return taken


def read_contributions(connection: Connection, round_id: str) -> dict[str, Contribution]:
    """Return what everybody has contributed, by author; the order says nothing of the people."""
    asked = select(TABLE).where(TABLE.c.round == round_id).order_by(TABLE.c.author)
    rows = connection.execute(asked).all()
    return {row.author: contribution_of(sound(TABLE, row)) for row in rows}


def read_contribution(
    connection: Connection, round_id: str, response_id: str
) -> Contribution | None:
    """Return what one person has contributed; None for nothing yet."""
    kept = _rows(connection, round_id, [hash_of(round_id, response_id)])
    return next((contribution_of(values) for values in kept.values()), None)


def drop_contribution(
    connection: Connection, round_id: str, response_id: str
) -> Contribution | None:
    """Delete what one person has contributed, and return it."""
    gone = read_contribution(connection, round_id, response_id)
    author = hash_of(round_id, response_id)
    connection.execute(delete(TABLE).where(TABLE.c.round == round_id, TABLE.c.author == author))
    return gone


def count_voices(connection: Connection, round_id: str) -> Voices:
    """Return how many have contributed an idea, and finished each of the votes."""
    people = func.count().label("people")
    asked = select(TABLE.c.state, people).where(TABLE.c.round == round_id).group_by(TABLE.c.state)
    found = connection.execute(asked).all()
    return Voices(
        *(
            sum(row.people for row in found if row.state & one)
            for one in (tables.IDEAS, tables.POINTS, tables.GRID)
        )
    )


def contribution_of(values: Values) -> Contribution:
    """Return the contribution that a row keeps."""
    return Contribution.model_validate(json.loads(values["body"]) | {"seq": values["seq"]})


class _Work:
    def __init__(self, connection: Connection, gifts: Sequence[Gift]) -> None:
        self.connection = connection
        self.rounds = locked(connection, sorted({gift.round_id for gift in gifts}))
        self.stages = {one: read_stage(connection, one) for one in self.rounds}
        self.known: set[tuple[str, str]] = set()
        self.before: dict[tuple[str, str], Values] = {}
        for round_id in self.rounds:
            own = [gift for gift in gifts if gift.round_id == round_id]
            ids = sorted({gift.response_id for gift in own})
            self.known |= {
                (round_id, row.response_id) for row in rows_of(connection, round_id, ids)
            }
            kept = _rows(connection, round_id, sorted({gift.author for gift in own}))
            self.before |= {(round_id, author): values for author, values in kept.items()}
        self.now = dict(self.before)

    def take(self, gift: Gift) -> Taken:
        if (gift.round_id, gift.response_id) not in self.known:
            return Taken("unknown", tables.NOT_YET)
        kept = self.now.get((gift.round_id, gift.author))
        earlier = None if kept is None else contribution_of(kept)
        sent, late = _settled(gift.contribution, earlier, self.stages[gift.round_id].shown)
        if kept is None or earlier is None or sent.seq > earlier.seq:
            row = self.now[gift.round_id, gift.author] = _row(gift, sent)
            return Taken("stored", sent.seq, _receipt(row), late=late)
        if sent.seq == earlier.seq and _content(sent) == _content(earlier):
            return Taken("same", earlier.seq, _receipt(kept), late=late)
        outcome: Outcome = "older" if sent.seq < earlier.seq else "conflict"
        return Taken(outcome, earlier.seq, _receipt(kept), earlier, late)

    def finish(self) -> None:
        changed = sorted(one for one, row in self.now.items() if row != self.before.get(one))
        rounds = sorted({round_id for round_id, _ in changed})
        counted = {one: self._steps(one) for one in rounds}
        fresh = [self.now[one] for one in changed if one not in self.before]
        known = [_addressed(self.now[one]) for one in changed if one in self.before]
        if fresh:
            self.connection.execute(insert(TABLE), fresh)
        if known:
            self.connection.execute(_UPDATE, known)
        for round_id in rounds:
            self._tell(round_id, counted[round_id])

    def _tell(self, round_id: str, before: Voices) -> None:
        """Let the room know only when a counter in safe steps has moved: never of one person."""
        values = self.rounds[round_id]
        moved = self._steps(round_id) != before
        if moved:
            write_stage(self.connection, round_id, self.stages[round_id])
        if moved or not values["first_answer"]:
            values["first_answer"] = 1
            save(self.connection, values, seen=moved)

    def _steps(self, round_id: str) -> Voices:
        settings = RoundSettings.model_validate_json(self.rounds[round_id]["settings"])
        voices = count_voices(self.connection, round_id)
        every = (voices.contributors, voices.points, voices.grid)
        return Voices(*(steps(number, settings.min_group) for number in every))


def _settled(
    sent: Contribution, earlier: Contribution | None, shown: Sequence[str]
) -> tuple[Contribution, tuple[Vote, ...]]:
    """Return what is kept of a contribution, and the votes that came when they were shown."""
    before = earlier or Contribution(seq=0)
    locked_ = [vote for vote in VOTES if vote in shown]
    late = tuple(vote for vote in locked_ if getattr(sent, vote) != getattr(before, vote))
    done = {vote for vote in sent.done if vote not in locked_}
    done |= {vote for vote in before.done if vote in locked_}
    kept: Values = {vote: getattr(before, vote) for vote in locked_}
    kept["done"] = tuple(vote for vote in VOTES if vote in done)
    return sent.model_copy(update=kept), late


def _rows(connection: Connection, round_id: str, authors: Sequence[str]) -> dict[str, Values]:
    found: dict[str, Values] = {}
    for start in range(0, len(authors), AT_ONCE):
        some = TABLE.c.author.in_(authors[start : start + AT_ONCE])
        rows = connection.execute(select(TABLE).where(TABLE.c.round == round_id, some)).all()
        found |= {row.author: sound(TABLE, row) for row in rows}
    return found


def _row(gift: Gift, sent: Contribution) -> Values:
    values: Values = {"round": gift.round_id, "author": gift.author, "seq": sent.seq}
    values |= {"state": _state(sent), "body": ascii_json(_content(sent))}
    return {**values, "seal": row_seal(TABLE, values)}


def _content(contribution: Contribution) -> Values:
    return contribution.model_dump(mode="json", exclude={"seq"})


def _receipt(values: Values) -> str:
    """Return a mark of exactly this content, in this round, by this person."""
    return seal([values["round"], values["author"], values["seq"], values["body"]])


def _state(contribution: Contribution) -> int:
    votes = {"points": tables.POINTS, "grid": tables.GRID}
    return (tables.IDEAS if contribution.ideas else 0) + sum(
        votes[vote] for vote in contribution.done
    )


def _addressed(values: Values) -> Values:
    own = {name: values[name] for name in _WRITTEN}
    return own | {"its_round": values["round"], "its_author": values["author"]}


_WRITTEN: Final = ("seq", "state", "body", "seal")
_UPDATE: Final = (
    update(TABLE)
    .where(TABLE.c.round == bindparam("its_round"))
    .where(TABLE.c.author == bindparam("its_author"))
    .values({name: bindparam(name) for name in _WRITTEN})
)
