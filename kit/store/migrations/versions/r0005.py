"""Keep what a workshop works with: its papers, and what participants contribute to it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "papers",
        sa.Column("round", sa.String(12), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("seal", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("round", "kind", name="pk_papers"),
        sa.ForeignKeyConstraint(
            ["round"], ["rounds.id"], name="fk_papers_round", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "contributions",
        sa.Column("round", sa.String(12), nullable=False),
        sa.Column("author", sa.String(64), nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("state", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("seal", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("round", "author", name="pk_contributions"),
        sa.ForeignKeyConstraint(
            ["round"], ["rounds.id"], name="fk_contributions_round", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
