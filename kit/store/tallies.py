"""Keep the tally of each round: how many answered what, moved by one response at a time.

What a response counts in is decided by ``kit.groups``; here it is added and taken away, in the
same transaction as the response itself, so that the tally is always that of the responses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import pandas as pd
from sqlalchemy import Connection, Row, bindparam, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from kit.groups import PEOPLE, TALLY, cells_of, group_of
from kit.questionnaire import Questionnaire
from kit.records import Response
from kit.store import tables
from kit.store.engine import Database
from kit.store.seals import Broken, cell_seal

Key = tuple[str, str, str, int, str, str, str]
"""Round, role, unit, cohort, dimension, id, code: the columns of the table's key."""

TABLE: Final = tables.tally
KEY: Final = tuple(column.name for column in TABLE.primary_key.columns)
AT_ONCE: Final = 10_000


class Step(NamedTuple):
    """A response that is added (``by`` 1) or taken away (-1), in the cohort it counts in."""

    response: Response
    cohort: int
    by: int


class Tallies(Database):
    """The part of the store that counts."""

    def tally(self, round_id: str) -> pd.DataFrame:
        """Return the round's tally in the columns of ``kit.groups.TALLY``, n above 0.

        ``cohort`` is the number of releases made when the people counted last changed anything.
        """
        return self.read(lambda connection: read_tally(connection, round_id))


def moves(round_id: str, questionnaire: Questionnaire, steps: Sequence[Step]) -> Counter[Key]:
    """Return what adding and taking away responses does to the tally of a round."""
    found: Counter[Key] = Counter()
    cells = cells_of(questionnaire, [one.response for one in steps])
    for one, own in zip(steps, cells, strict=True):
        role, unit = group_of(questionnaire, one.response)
        for cell in own:
            found[round_id, role, unit, one.cohort, *cell] += one.by
    return found


def move(connection: Connection, steps: Mapping[Key, int]) -> None:
    """Count the tally up and down by these steps, and drop what nobody is left in."""
    # In the keys' order, so that two who count the same never wait for each other.
    rows = [_row(key, n) for key, n in sorted(steps.items()) if n]
    for start in range(0, len(rows), AT_ONCE):
        connection.execute(_counting(connection), rows[start : start + AT_ONCE])
    gone = [_named(row) for row in rows if row["n"] < 0]
    if gone:
        where = [column == _bound(column.name) for column in TABLE.primary_key.columns]
        connection.execute(delete(TABLE).where(*where, TABLE.c.n == 0), gone)


def read_tally(connection: Connection, round_id: str) -> pd.DataFrame:
    """Read and check a round's tally; raises ``Broken`` when it cannot be right."""
    rows = read_rows(connection, round_id)
    if sum(row.n for row in rows if row.dimension == PEOPLE) != _people(connection, round_id):
        raise Broken
    return _frame(rows, _cuts(connection, round_id))


def read_rows(connection: Connection, round_id: str) -> Sequence[Row[Any]]:
    """Return the rows of a round's tally; raises ``Broken`` for one that is not as written."""
    rows = connection.execute(select(TABLE).where(TABLE.c.round == round_id)).all()
    for row in rows:
        _check(row)
    return rows


def _check(row: Any) -> None:
    *key, n, seal = row
    if not (isinstance(n, int) and isinstance(seal, int) and n > 0):
        raise Broken
    if n + seal != cell_seal(key):
        raise Broken


def _people(connection: Connection, round_id: str) -> int:
    whose = tables.responses.c.round == round_id, tables.responses.c.state != tables.JOINED
    asked = select(func.count()).select_from(tables.responses).where(*whose)
    return connection.execute(asked).scalar_one()


def _cuts(connection: Connection, round_id: str) -> list[int]:
    """Return the first cohort after each release, in order."""
    table = tables.releases
    asked = select(table.c.cohort).where(table.c.round == round_id).order_by(table.c.number)
    return list(connection.execute(asked).scalars())


def _frame(rows: Iterable[Any], cuts: Sequence[int]) -> pd.DataFrame:
    table = pd.DataFrame([tuple(row)[1:-1] for row in rows], columns=list(TALLY))
    types = {name: "int64" if name in {"cohort", "n"} else "str" for name in TALLY}
    table = table.astype(types)
    table["cohort"] = [sum(cut <= cohort for cut in cuts) for cohort in table["cohort"]]
    sums = table.groupby(list(TALLY[:-1]), sort=True)["n"].sum()
    return sums.reset_index()


def _counting(connection: Connection) -> Any:
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    adding = make(TABLE)
    step = adding.excluded.n
    return adding.on_conflict_do_update(
        index_elements=KEY, set_={"n": TABLE.c.n + step, "seal": TABLE.c.seal - step}
    )


def _row(key: Key, n: int) -> dict[str, Any]:
    return {**dict(zip(KEY, key, strict=True)), "n": n, "seal": cell_seal(key) - n}


def _named(row: dict[str, Any]) -> dict[str, Any]:
    return {f"its_{name}": row[name] for name in KEY}


def _bound(name: str) -> Any:
    return bindparam(f"its_{name}")
