"""Keep which screen of a long picture the wall shows."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let every round begin with the first screen."""
    screen = sa.Column("screen", sa.Integer, nullable=False, server_default="0")
    op.add_column("rounds", screen)
