"""Count a round's tally anew from its responses: to hold the kept one to it, or to replace it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, insert, select, update

from kit.groups import TALLY, tally_of
from kit.questionnaire import Questionnaire
from kit.records import Response
from kit.store import tables
from kit.store.bodies import response_of
from kit.store.engine import take_turns
from kit.store.picking import RESPONSES, sent
from kit.store.round_rows import frozen_copy
from kit.store.seals import Broken, sound
from kit.store.tallies import Key, move, read_rows

RULES: Final = "1"
"""Which rules the tallies were counted by; raise it when ``kit.groups.cells_of`` counts otherwise.

A response is taken out of the tally by the rules of today, so a store that was counted by others
is counted anew when it is opened.
"""
AT_ONCE: Final = 20_000
_NAME: Final = "counting"
SEALED: Final = (
    *(tables.rounds, tables.releases, tables.deleted, tables.papers, tables.contributions),
    RESPONSES,
)


def counted_by_other_rules(connection: Connection) -> bool:
    """Say whether the tallies were counted by other rules than today's."""
    asked = select(tables.about.c.value).where(tables.about.c.name == _NAME)
    return connection.execute(asked).scalar() != RULES


def count_again_by_new_rules(connection: Connection) -> None:
    """Count every tally anew if it was counted by other rules than today's."""
    take_turns(connection)
    about = tables.about
    asked = select(about.c.value).where(about.c.name == _NAME)
    rules = connection.execute(asked).scalar()
    if rules == RULES:
        return
    for row in connection.execute(select(tables.rounds)).all():
        values = sound(tables.rounds, row)
        connection.execute(delete(tables.tally).where(tables.tally.c.round == values["id"]))
        move(connection, counted(connection, values))
    if rules is None:
        connection.execute(insert(about), {"name": _NAME, "value": RULES})
    else:
        connection.execute(update(about).where(about.c.name == _NAME), {"value": RULES})


def counted(connection: Connection, values: dict[str, Any]) -> Counter[Key]:
    """Count a round from its responses, each in its cohort."""
    frozen = frozen_copy(values["questionnaire"])
    found: Counter[Key] = Counter()
    for chunk in _chunks(connection, values["id"]):
        cohorts: dict[int, list[Response]] = {}
        for row in chunk:
            kept = sound(RESPONSES, row)
            cohorts.setdefault(kept["cohort"], []).append(response_of(kept))
        for cohort, people in sorted(cohorts.items()):
            found.update(steps_of(values["id"], frozen, people, cohort))
    return found


def steps_of(
    round_id: str, questionnaire: Questionnaire, people: list[Response], cohort: int
) -> dict[Key, int]:
    """Return what these people add to the tally of a round."""
    table = tally_of(questionnaire, people, cohort)
    columns = [table[name].tolist() for name in TALLY]
    return {
        (round_id, role, unit, cohort_, dimension, id_, code): n
        for role, unit, cohort_, dimension, id_, code, n in zip(*columns, strict=True)
    }


def hold_to_a_recount(connection: Connection) -> None:
    """See that every row is as it was written and every tally right; raises ``Broken``."""
    for table in SEALED:
        for row in connection.execute(select(table).execution_options(yield_per=AT_ONCE)):
            sound(table, row)
    for row in connection.execute(select(tables.rounds)).all():
        values = sound(tables.rounds, row)
        kept = {tuple(cell)[:-2]: cell.n for cell in read_rows(connection, values["id"])}
        if kept != dict(counted(connection, values)):
            raise Broken


def _chunks(connection: Connection, round_id: str) -> Iterator[list[Row[Any]]]:
    """Walk the rows of all who have sent something, so many at a time."""
    asked = select(RESPONSES).where(*sent(round_id)).order_by(RESPONSES.c.response_id)
    after = ""
    while True:
        further = asked.where(RESPONSES.c.response_id > after).limit(AT_ONCE)
        chunk = list(connection.execute(further).all())
        if not chunk:
            return
        yield chunk
        after = chunk[-1].response_id
