"""Let the files forget in which order people came."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, Table, delete, func, insert, select

from kit.store import tables

MOST: Final = 20_000
"""In rounds with more people the order tells nobody anything, and forgetting it takes long."""


GIVEN: Final = (tables.responses, tables.deleted, tables.tally, tables.contributions)


def forget_order(connection: Connection, round_id: str, given: Sequence[Table] = GIVEN) -> None:
    """Write a round's responses anew in the order of their ids, which is random.

    A database lays rows down in the order they come, and whoever reads its files could hold that
    against a list of who came when. The order in which responses were deleted, and that of the
    tally's rows, which new answers make, are forgotten too.
    """
    for table in given:
        whose = table.c.round == round_id
        count = connection.execute(select(func.count()).select_from(table).where(whose))
        if count.scalar_one() > MOST:
            continue
        rows = connection.execute(
            select(table).where(whose).order_by(*table.primary_key.columns)
        ).all()
        connection.execute(delete(table).where(whose))
        if rows:
            connection.execute(
                insert(table), [dict(zip(table.c.keys(), row, strict=True)) for row in rows]
            )
