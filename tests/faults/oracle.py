"""Hold the store against what was acknowledged, by looking into the database itself."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import psycopg
from answerers import Crowd

RESPONSES = "SELECT response_id, seq, body FROM responses"
TALLY = (
    "SELECT id, code, SUM(n) FROM tally WHERE dimension = 'item' AND code <> '' GROUP BY id, code"
)


@dataclass(frozen=True)
class Verdict:
    """What the store was found to hold, in answers to single questions.

    ``lost`` were acknowledged and are not there, or are there with another value; ``doubled`` are
    rows and counts beyond one a person.
    """

    acknowledged: int
    stored: int
    lost: int
    doubled: int
    strange: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Tell whether all is as it must be."""
        return not (self.lost or self.doubled or self.strange)


def judged(url: str, crowd: Crowd) -> Verdict:
    """Compare what the database holds with what the crowd knows."""
    (rows, counts), strange = looked_into(url)
    stored = {str(key): json.loads(body)["answers"] for key, _, body in rows}
    counted = Counter({(item, code): int(n) for item, code, n in counts})
    recounted = Counter(pair for answers in stored.values() for pair in answers.items())
    lost = sum(
        stored.get(key, {}).get(item) != value
        for key, person in crowd.people.items()
        for item, value in person.acknowledged.items()
    )
    doubled = len(rows) - len(stored) + sum((counted - recounted).values())
    lost += sum((recounted - counted).values())
    return Verdict(
        acknowledged=sum(len(person.acknowledged) for person in crowd.people.values()),
        stored=sum(map(len, stored.values())),
        lost=lost,
        doubled=doubled,
        strange=(*strange, *_unsent(stored, crowd), *crowd.refused),
    )


def _unsent(stored: dict[str, dict[str, str]], crowd: Crowd) -> list[str]:
    """Return answers in the store that nobody has given."""
    return [
        f"{key} {item} {value}"
        for key, answers in stored.items()
        for item, value in answers.items()
        if key not in crowd.people or crowd.people[key].sent.get(item) != value
    ]


def looked_into(url: str) -> tuple[list[list[Any]], list[str]]:
    """Return what the two questions find, and what the database says is wrong with itself."""
    if url.startswith("sqlite:///"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as raw:
            (sound,) = raw.execute("PRAGMA integrity_check").fetchone()
            found = [raw.execute(question).fetchall() for question in (RESPONSES, TALLY)]
        return found, [] if sound == "ok" else [str(sound)]
    with psycopg.connect(url) as connection:
        return [connection.execute(question).fetchall() for question in (RESPONSES, TALLY)], []
