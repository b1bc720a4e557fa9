"""The store's tables, as they are now; ``migrations`` is how they came to be.

Nothing says when or in which order people came: rows are kept by random ids, time to the day.
Structured values are JSON in ASCII, which every database keeps byte for byte.

``seal`` makes damage show: what a database itself cannot see, for example a digit that has become
another, breaks the seal of its row (``kit.store.seals``).
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)

JOINED, BLANK, STARTED, FINISHED = range(4)
"""How far a person has come: only joined, sent no answers, some answers, finished."""

IDEAS, POINTS, GRID = 1, 2, 4
"""What somebody has contributed: an idea, and each of the votes when it is done."""

NOT_YET: Final = -1
"""``seq`` of somebody who has joined and not sent anything."""


def _round_id(*, key: bool = True, nullable: bool = False) -> Column[str]:
    owner = ForeignKey("rounds.id", ondelete="CASCADE")
    return Column("round", String(12), owner, primary_key=key, nullable=nullable)


rounds = Table(
    "rounds",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("status", String(6), nullable=False),
    Column("code", String(6), nullable=False, unique=True),
    Column("code_expires", BigInteger, nullable=False),  # seconds since 1970, UTC
    Column("created", String(10), nullable=False),
    Column("delete_after", String(10), nullable=False),
    Column("first_answer", Integer, nullable=False),  # 0 or 1
    Column("revealed", Text, nullable=False),  # JSON list
    Column("timer_ends", BigInteger),  # seconds since 1970, UTC
    Column("release", Integer, nullable=False),  # number of the latest; 0 before the first
    Column("cohort", Integer, nullable=False),  # given to what changes now
    Column("settings", Text, nullable=False),
    Column("questionnaire", Text, nullable=False),
    Column("seal", String(16), nullable=False),
    Column("changed", BigInteger, nullable=False),  # rises with every change; not sealed
    Column(
        "screen", Integer, nullable=False, server_default="0"
    ),  # on the wall, from 0; not sealed
)

responses = Table(
    "responses",
    metadata,
    _round_id(),
    Column("response_id", String(32), primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("state", Integer, nullable=False),
    Column("cohort", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("seal", String(16), nullable=False),
    sqlite_with_rowid=False,
)
Index(None, responses.c.round, responses.c.state)

deleted = Table(
    "deleted",
    metadata,
    _round_id(),
    Column("id_hash", String(64), primary_key=True),  # sha256 in hex; no id, no time
    Column("seal", String(16), nullable=False),
    sqlite_with_rowid=False,
)

tally = Table(
    "tally",
    metadata,
    _round_id(),
    Column("role", String(5), primary_key=True),
    Column("unit", String(5), primary_key=True),
    Column("cohort", Integer, primary_key=True),
    Column("dimension", String(20), primary_key=True),
    Column("id", String(20), primary_key=True),
    Column("code", String(40), primary_key=True),
    Column("n", Integer, nullable=False),
    Column("seal", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

about = Table(
    "about",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)

releases = Table(
    "releases",
    metadata,
    _round_id(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("cohort", Integer, nullable=False),  # given to what changed afterwards, at first
    Column("day", String(10), nullable=False),
    Column("body", Text, nullable=False),
    Column("seal", String(16), nullable=False),
    sqlite_with_rowid=False,
)

papers = Table(
    "papers",
    metadata,
    _round_id(),
    Column("kind", String(8), primary_key=True),  # one of kit.store.papers.KINDS
    Column("version", BigInteger, nullable=False),  # rises by one with every change
    Column("body", Text, nullable=False),
    Column("seal", String(16), nullable=False),
    sqlite_with_rowid=False,
)

contributions = Table(
    "contributions",
    metadata,
    _round_id(),
    Column("author", String(64), primary_key=True),  # sha256 in hex; no id of a person's answers
    Column("seq", BigInteger, nullable=False),
    Column("state", Integer, nullable=False),  # what there is: IDEAS, POINTS and GRID added up
    Column("body", Text, nullable=False),
    Column("seal", String(16), nullable=False),
    sqlite_with_rowid=False,
)

keys = Table(
    "keys",
    metadata,
    Column("key_hash", String(64), primary_key=True),
    _round_id(key=False, nullable=True),
    Column("role", String(12), nullable=False),
    sqlite_with_rowid=False,
)
Index(None, keys.c.round, keys.c.role)

sessions = Table(
    "sessions",
    metadata,
    Column("session_hash", String(64), primary_key=True),
    _round_id(key=False, nullable=True),
    Column("role", String(12), nullable=False),
    Column("expires", BigInteger, nullable=False),  # seconds since 1970, UTC
    sqlite_with_rowid=False,
)
Index(None, sessions.c.round, sessions.c.role)
