"""What is half typed for the wall, or beside an outcome, is kept too.

A fund keeps the day on which it was ended, a statement the rule of silence it told of.
"""

from __future__ import annotations

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
    op.execute("ALTER TABLE fund ADD COLUMN ended_on DATE")
    op.execute(
        """UPDATE fund SET ended_on = coalesce((SELECT substr(max(at), 1, 10) FROM audit_event
        WHERE act = 'fund.end' AND subject_id = fund.id), last_day) WHERE is_active = 0"""
    )
    op.execute("ALTER TABLE fund DROP COLUMN is_active")


def _statement() -> None:
    op.execute("ALTER TABLE statement ADD COLUMN silence_days INTEGER")
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
