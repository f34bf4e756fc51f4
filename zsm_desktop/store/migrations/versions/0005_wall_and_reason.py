"""What is half typed for the wall, or beside an outcome, is kept too.

A fund keeps the day on which it was ended, a statement the rule of silence it told of.
"""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KINDS = "kind in ('action','decision','bottleneck','answer','close','describe','wall','reason')"


def upgrade() -> None:
    with op.batch_alter_table("draft") as draft:
        draft.drop_constraint(op.f("ck_draft_kind"), type_="check")
        draft.create_check_constraint(op.f("ck_draft_kind"), KINDS)
    _fund()
    _statement()
    _talk()


def _fund() -> None:
    """One that was ended bears what was delivered until that day: which day that was stands in the log."""
    op.add_column("fund", sa.Column("ended_on", sa.Date(), nullable=True))
    connection = op.get_bind()
    ended = connection.execute(
        sa.text(
            "SELECT id, (SELECT max(at) FROM audit_event WHERE act = 'fund.end' AND subject_id = f.id) FROM fund f"
            " WHERE NOT is_active"
        )
    ).all()
    for fund_id, at in ended:
        day = sa.bindparam("day", date.fromisoformat(at[:10]) if at else None, sa.Date())
        change = sa.text("UPDATE fund SET ended_on = coalesce(:day, last_day) WHERE id = :id")
        connection.execute(change.bindparams(day), {"id": fund_id})
    op.drop_column("fund", "is_active")


def _statement() -> None:
    op.add_column("statement", sa.Column("silence_days", sa.Integer(), nullable=True))
    op.execute("UPDATE statement SET silence_days = (SELECT silence_days FROM network)")


def _talk() -> None:
    """A dispute from before talks were kept gets the one line of it that is known."""
    op.execute(
        """INSERT INTO dispute_message (id, delivery_id, said_at, said_by, kind, text)
        SELECT d.id, d.id, coalesce(d.settled_at, d.entered_at), coalesce(d.settled_by, d.entered_by),
         CASE d.status WHEN 'disputed' THEN 'disputed' WHEN 'confirmed' THEN 'agreed' ELSE 'withdrawn' END,
         CASE d.status WHEN 'disputed' THEN d.dispute ELSE '' END
        FROM delivery d
        WHERE d.dispute IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dispute_message m WHERE m.delivery_id = d.id)"""
    )
