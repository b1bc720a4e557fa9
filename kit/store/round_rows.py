"""Keep rounds: make, change and delete them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, select, update

from kit.errors import KitError
from kit.language import say
from kit.questionnaire import Questionnaire
from kit.records import Day
from kit.rounds import (
    VIEWS,
    Round,
    RoundSettings,
    Status,
    months_after,
    new_code,
    new_round_id,
)
from kit.store import tables
from kit.store.engine import Database
from kit.store.ordering import forget_order
from kit.store.papers import carry_over
from kit.store.seals import ascii_json, row_seal, sound

CODE_HOURS: Final = 24
ALWAYS: Final = frozenset({"name", "closes", "weights"})
"""Settings that may change after the first answer: neither privacy nor the questions."""

OF_A_ROUND: Final = (
    *(tables.responses, tables.deleted, tables.tally, tables.releases),
    *(tables.papers, tables.contributions, tables.keys, tables.sessions),
)
Values = dict[str, Any]
ROUNDS = tables.rounds


class Rounds(Database):
    """The part of the store that keeps rounds."""

    def create_round(
        self, settings: RoundSettings, questionnaire: Questionnaire, *, today: Day | None = None
    ) -> Round:
        """Make a round; ``questionnaire`` is the frozen copy that ``kit.rounds.tailored`` made."""
        day = today or self.today()
        values: Values = {
            "status": "new",
            "created": day,
            "delete_after": months_after(day, settings.keep_months),
            "first_answer": 0,
            "revealed": "[]",
            "timer_ends": None,
            "release": 0,
            "cohort": 0,
            "screen": 0,
            "settings": ascii_json(settings.model_dump(mode="json")),
            "questionnaire": _written(questionnaire),
        }
        return self.write(lambda connection: self._insert(connection, values))

    def round(self, round_id: str) -> Round | None:
        """Return the round with this id, None when there is none."""
        return self._first(ROUNDS.c.id == round_id)

    def round_by_code(self, code: str) -> Round | None:
        """Return the round that people may join with this code now."""
        found = self._first(ROUNDS.c.code == code)
        if found is None or found.status != "open" or found.code_expires <= self.now():
            return None
        return found

    def rounds(self) -> list[Round]:
        """Return every round: by the day it was made, then by name."""
        rows = self.read(lambda connection: connection.execute(select(ROUNDS)).all())
        with self.faults():
            every = [self._round(sound(ROUNDS, row)) for row in rows]
        return sorted(every, key=lambda one: (one.created, one.settings.name, one.id))

    def set_status(self, round_id: str, status: Status) -> Round:
        """Open or close a round; opening gives a new code when the old one has expired.

        Closing also lets the store's files forget in which order people came.
        """

        def change(values: Values) -> None:
            settings = RoundSettings.model_validate_json(values["settings"])
            if status == "open" and over(settings, self.today()):
                raise KitError(_too_late(self.language))
            values["status"] = status
            if status == "open" and values["code_expires"] <= self.now().timestamp():
                self._new_code(values, CODE_HOURS)

        if status != "closed":
            return self._change(round_id, change)
        closed = self._change(round_id, change, then=forget_order)
        self.scrub()
        return closed

    def renew_code(self, round_id: str, hours: float = CODE_HOURS) -> Round:
        """Give the round a new join code; the old one stops working at once."""
        return self._change(round_id, lambda values: self._new_code(values, hours))

    def set_settings(
        self, round_id: str, settings: RoundSettings, questionnaire: Questionnaire | None = None
    ) -> Round:
        """Change a round's settings and, where they touch it, its copy of the questionnaire.

        After the first answer only the name, the last day and the weights may change; anything
        else raises ``KitError``.
        """

        def change(values: Values) -> None:
            # Read by today's model: an older kit did not write the settings that came later.
            kept = RoundSettings.model_validate_json(values["settings"])
            before, after = kept.model_dump(mode="json"), settings.model_dump(mode="json")
            asked = values["questionnaire"] if questionnaire is None else _written(questionnaire)
            touched = {key for key in after if after[key] != before[key]} - ALWAYS
            if values["first_answer"] and (touched or asked != values["questionnaire"]):
                raise KitError(_settled(self.language))
            values["settings"] = ascii_json(after)
            values["questionnaire"] = asked
            values["delete_after"] = months_after(values["created"], settings.keep_months)

        return self._change(round_id, change)

    def set_revealed(self, round_id: str, views: Sequence[str]) -> Round:
        """Show these views of the group's result to participants, and no others.

        Their order is kept: the last one is the one that the projector shows, from its first
        screen unless it stands there already.
        """
        kept = list(dict.fromkeys(view for view in views if view in VIEWS))

        def change(values: Values) -> None:
            if kept[-1:] != json.loads(values["revealed"])[-1:]:
                values["screen"] = 0
            values["revealed"] = ascii_json(kept)

        return self._change(round_id, change)

    def set_screen(self, round_id: str, screen: int) -> Round:
        """Turn the wall to this screen of what it shows, counted from 0."""
        return self._change(round_id, lambda values: values.update(screen=screen))

    def set_timer(self, round_id: str, ends: datetime | None) -> Round:
        """Set when the time to answer is over, or take the timer away."""
        moment = None if ends is None else int(ends.timestamp())
        return self._change(round_id, lambda values: values.update(timer_ends=moment))

    def delete_round(self, round_id: str) -> bool:
        """Delete a round and everything in it; say whether there was one."""
        gone = self.write(lambda connection: remove_round(connection, round_id))
        self.scrub()
        return gone

    def changed(self, round_id: str) -> int:
        """Return a number that rises whenever anything of the round changes; 0 without a round."""
        asked = select(ROUNDS.c.changed).where(ROUNDS.c.id == round_id)
        return self.read(lambda connection: connection.execute(asked).scalar()) or 0

    def _insert(self, connection: Connection, values: Values) -> Round:
        values["id"] = new_round_id()
        self._new_code(values, CODE_HOURS)
        _make_different(connection, values)
        row = {**values, "seal": row_seal(ROUNDS, values), "changed": 1}
        connection.execute(insert(ROUNDS), row)
        if (follows := json.loads(values["settings"])["follows"]) is not None:
            carry_over(connection, follows, row["id"])
        return self._round(row)

    def _change(
        self,
        round_id: str,
        change: Callable[[Values], None],
        then: Callable[[Connection, str], None] | None = None,
    ) -> Round:
        def work(connection: Connection) -> Round:
            values = locked(connection, [round_id]).get(round_id)
            if values is None:
                raise self.fault("lost")
            before = values["code"]
            change(values)
            if values["code"] != before:
                _make_different(connection, values)
            save(connection, values)
            if then is not None:
                then(connection, round_id)
            return self._round(values)

        return self.write(work)

    def _new_code(self, values: Values, hours: float) -> None:
        values["code"] = new_code()
        values["code_expires"] = int((self.now() + timedelta(hours=hours)).timestamp())

    def _first(self, where: Any) -> Round | None:
        asked = select(ROUNDS).where(where)
        row = self.read(lambda connection: connection.execute(asked).one_or_none())
        with self.faults():
            return None if row is None else self._round(sound(ROUNDS, row))

    def _round(self, values: Values) -> Round:
        settings = RoundSettings.model_validate_json(values["settings"])
        ends = values["timer_ends"]
        return Round(
            id=values["id"],
            settings=settings,
            status="closed" if over(settings, self.today()) else values["status"],
            questionnaire=frozen_copy(values["questionnaire"]),
            code=values["code"],
            code_expires=_moment(values["code_expires"]),
            created=values["created"],
            delete_after=values["delete_after"],
            first_answer=bool(values["first_answer"]),
            revealed=tuple(json.loads(values["revealed"])),
            timer_ends=None if ends is None else _moment(ends),
            screen=values["screen"],
            release=values["release"],
        )


def locked(connection: Connection, round_ids: Sequence[str]) -> dict[str, Values]:
    """Return rounds by id, and let nobody else change anything in them until the commit.

    Always in the same order, so that two who lock several never wait for each other.
    """
    asked = select(ROUNDS).where(ROUNDS.c.id.in_(round_ids)).order_by(ROUNDS.c.id)
    rows = connection.execute(asked.with_for_update()).all()
    return {row.id: sound(ROUNDS, row) for row in rows}


def save(connection: Connection, values: Values, *, seen: bool = True) -> None:
    """Write a locked round back, sealed; count the change unless there is nothing to see."""
    values["seal"] = row_seal(ROUNDS, values)
    values["changed"] += int(seen)
    connection.execute(update(ROUNDS).where(ROUNDS.c.id == values["id"]), values)


def remove_round(connection: Connection, round_id: str) -> bool:
    """Delete a round and everything that belongs to it."""
    for table in OF_A_ROUND:
        connection.execute(delete(table).where(table.c.round == round_id))
    return connection.execute(delete(ROUNDS).where(ROUNDS.c.id == round_id)).rowcount > 0


def _make_different(connection: Connection, values: Values) -> None:
    """Draw another code until no other round has it."""
    asked = select(ROUNDS.c.id)
    while connection.execute(asked.where(ROUNDS.c.code == values["code"])).first() is not None:
        values["code"] = new_code()


def over(settings: RoundSettings, today: Day) -> bool:
    """Say whether the last day to answer has passed."""
    return settings.closes is not None and settings.closes < today


@lru_cache(maxsize=64)
def frozen_copy(written: str) -> Questionnaire:
    """Return the questionnaire from a round's row; the same one each time, it never changes."""
    return Questionnaire.model_validate_json(written)


def _written(questionnaire: Questionnaire) -> str:
    return ascii_json(questionnaire.model_dump(mode="json", by_alias=True, exclude_defaults=True))


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _too_late(language: str) -> str:
    return say(language, "The last day to answer has passed: set a later day, then open the round.")


def _settled(language: str) -> str:
    return say(
        language,
        "Somebody has answered, so the questions and the protection of small groups can no longer "
        "change: start a new round for that. The name, the last day and the weights may change.",
    )
