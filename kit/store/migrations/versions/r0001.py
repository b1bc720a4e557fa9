"""Make rounds, responses, the tally, releases, keys and sessions."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _make_rounds()
    _make_responses()
    _make_tally()
    _make_releases()
    _make_rights("keys", "key_hash")
    _make_rights("sessions", "session_hash", sa.Column("expires", sa.BigInteger, nullable=False))


def _make_rounds() -> None:
    op.create_table(
        "rounds",
        sa.Column("id", sa.String(12), nullable=False),
        sa.Column("status", sa.String(6), nullable=False),
        sa.Column("code", sa.String(6), nullable=False),
        sa.Column("code_expires", sa.BigInteger, nullable=False),
        sa.Column("created", sa.String(10), nullable=False),
        sa.Column("delete_after", sa.String(10), nullable=False),
        sa.Column("first_answer", sa.Integer, nullable=False),
        sa.Column("revealed", sa.Text, nullable=False),
        sa.Column("timer_ends", sa.BigInteger),
        sa.Column("release", sa.Integer, nullable=False),
        sa.Column("cohort", sa.Integer, nullable=False),
        sa.Column("settings", sa.Text, nullable=False),
        sa.Column("questionnaire", sa.Text, nullable=False),
        sa.Column("seal", sa.String(16), nullable=False),
        sa.Column("changed", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rounds"),
        sa.UniqueConstraint("code", name="uq_rounds_code"),
    )


def _make_responses() -> None:
    op.create_table(
        "responses",
        sa.Column("round", sa.String(12), nullable=False),
        sa.Column("response_id", sa.String(32), nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("state", sa.Integer, nullable=False),
        sa.Column("cohort", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("seal", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("round", "response_id", name="pk_responses"),
        _owner("responses"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_responses_round_state", "responses", ["round", "state"])


def _make_tally() -> None:
    key = ("round", "role", "unit", "cohort", "dimension", "id", "code")
    op.create_table(
        "tally",
        sa.Column("round", sa.String(12), nullable=False),
        sa.Column("role", sa.String(5), nullable=False),
        sa.Column("unit", sa.String(5), nullable=False),
        sa.Column("cohort", sa.Integer, nullable=False),
        sa.Column("dimension", sa.String(20), nullable=False),
        sa.Column("id", sa.String(20), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("seal", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint(*key, name="pk_tally"),
        _owner("tally"),
        sqlite_with_rowid=False,
    )


def _make_releases() -> None:
    op.create_table(
        "releases",
        sa.Column("round", sa.String(12), nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("cohort", sa.Integer, nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("seal", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("round", "number", name="pk_releases"),
        _owner("releases"),
        sqlite_with_rowid=False,
    )


def _make_rights(table: str, key: str, *more: sa.Column[int]) -> None:
    op.create_table(
        table,
        sa.Column(key, sa.String(64), nullable=False),
        sa.Column("round", sa.String(12)),
        sa.Column("role", sa.String(12), nullable=False),
        *more,
        sa.PrimaryKeyConstraint(key, name=f"pk_{table}"),
        _owner(table),
        sqlite_with_rowid=False,
    )
    op.create_index(f"ix_{table}_round_role", table, ["round", "role"])


def _owner(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["round"], ["rounds.id"], name=f"fk_{table}_round", ondelete="CASCADE"
    )
