"""Find rows of responses."""

from __future__ import annotations

import random
import secrets
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, select

from kit.records import Day
from kit.rounds import RoundSettings
from kit.store import tables
from kit.store.round_rows import over

RESPONSES: Final = tables.responses
AT_ONCE: Final = 500


def whose(round_id: str, response_id: str) -> tuple[ColumnElement[bool], ...]:
    """Return what picks one person's row."""
    return RESPONSES.c.round == round_id, RESPONSES.c.response_id == response_id


def sent(round_id: str) -> tuple[ColumnElement[bool], ...]:
    """Return what picks the rows of all who have sent something."""
    return RESPONSES.c.round == round_id, RESPONSES.c.state != tables.JOINED


def rows_of(connection: Connection, round_id: str, ids: Sequence[str]) -> list[Row[Any]]:
    """Return the rows of these people in a round."""
    found: list[Row[Any]] = []
    for start in range(0, len(ids), AT_ONCE):
        some = RESPONSES.c.response_id.in_(ids[start : start + AT_ONCE])
        asked = select(RESPONSES).where(RESPONSES.c.round == round_id, some)
        found += connection.execute(asked).all()
    return found


def draw(connection: Connection, round_id: str, most: int) -> list[Row[Any]]:
    """Return the rows of at most so many people who have sent something, drawn at random.

    Ids are random, so those that follow a random place are a random draw.
    """
    place = secrets.token_hex(16)
    rows: list[Row[Any]] = []
    for side in (RESPONSES.c.response_id >= place, RESPONSES.c.response_id < place):
        asked = select(RESPONSES).where(*sent(round_id), side).order_by(RESPONSES.c.response_id)
        rows += connection.execute(asked.limit(most - len(rows))).all()
    random.SystemRandom().shuffle(rows)
    return rows


def accepts(values: dict[str, Any], today: Day) -> bool:
    """Say whether a round takes answers today."""
    settings = RoundSettings.model_validate_json(values["settings"])
    return values["status"] == "open" and not over(settings, today)
