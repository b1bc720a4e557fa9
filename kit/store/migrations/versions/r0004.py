"""Remember which responses were deleted, by hashes of their ids, so that none comes back."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "deleted",
        sa.Column("round", sa.String(12), nullable=False),
        sa.Column("id_hash", sa.String(64), nullable=False),
        sa.Column("seal", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("round", "id_hash", name="pk_deleted"),
        sa.ForeignKeyConstraint(
            ["round"], ["rounds.id"], name="fk_deleted_round", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
