"""What a hand corrects stands in the claim's own row, beside what the rules had read; a review can be withdrawn."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def _actions(*actions: str) -> None:
    op.drop_constraint(op.f("ck_reviews_action"), "reviews", type_="check")
    words = ", ".join(f"'{action}'" for action in actions)
    op.create_check_constraint(op.f("ck_reviews_action"), "reviews", f"action IN ({words})")


def upgrade() -> None:
    for table in ("targets", "achievements"):
        op.add_column(
            table,
            sa.Column(
                "as_read",
                postgresql.JSONB(astext_type=sa.Text()),
                nullable=False,
                server_default=sa.text("'{}'::jsonb"),
                comment="fields that a hand has set: what the rules had read / 人工改动的字段及其原读值",
            ),
        )
        op.create_check_constraint(op.f(f"ck_{table}_as_read"), table, "jsonb_typeof(as_read) = 'object'")
    op.create_index("ix_reviews_source_id", "reviews", ["source_id"])
    _actions("accept", "reject", "correct", "withdraw")
    op.alter_column(
        "reviews",
        "action",
        comment="accept, reject, correct, or withdraw all before it / 动作：认可、否决、更正、撤回",
        existing_comment="accept, reject or correct / 动作：认可、否决、更正",
        existing_type=sa.Text(),
        existing_nullable=False,
    )


def downgrade() -> None:
    op.alter_column(
        "reviews",
        "action",
        comment="accept, reject or correct / 动作：认可、否决、更正",
        existing_type=sa.Text(),
        existing_nullable=False,
    )
    op.drop_index("ix_reviews_source_id", "reviews")
    op.execute("DELETE FROM reviews WHERE action = 'withdraw'")
    _actions("accept", "reject", "correct")
    for table in ("targets", "achievements"):
        op.drop_constraint(op.f(f"ck_{table}_as_read"), table, type_="check")
        op.drop_column(table, "as_read")
