"""A claim is looked up by its id as the views write it: as text."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("targets", "achievements"):
        op.create_index(f"ix_{table}_told_id", table, [sa.text("CAST(CAST(claim_id AS varchar(36)) AS text)")])


def downgrade() -> None:
    for table in ("targets", "achievements"):
        op.drop_index(f"ix_{table}_told_id", table)
