"""What is being typed in a running meeting, how a pupil was called before, and what was missing around a meeting.

Who spoke with pupil and parents, the day and the examiner of an exam, what the last invitation said, which users are
chair and note taker.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from zsm_desktop.models import types

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KINDS = "kind in ('action','decision','bottleneck','answer','close','describe')"

ADDED: tuple[tuple[str, sa.Column[Any]], ...] = (
    ("case_file", sa.Column("pupil_spoken_by", types.Sealed(), nullable=True)),
    ("case_file", sa.Column("guardians_spoken_by", types.Sealed(), nullable=True)),
    ("feasibility_check", sa.Column("exam_on", sa.Date(), nullable=True)),
    ("feasibility_check", sa.Column("examiner", sa.String(length=80), nullable=False, server_default="")),
    ("meeting", sa.Column("announced", sa.String(length=200), nullable=False, server_default="")),
)


def upgrade() -> None:
    op.create_table(
        "draft",
        _id("id"),
        _id("user_id"),
        _id("agenda_item_id"),
        sa.Column("kind", sa.String(length=40), nullable=False),
        _id("about_id"),
        sa.Column("words", types.Sealed(), nullable=False),
        sa.Column("updated_at", types.UtcTime(), nullable=False),
        sa.CheckConstraint(KINDS, name=op.f("ck_draft_kind")),
        _link("user_id", "user_account"),
        _link("agenda_item_id", "agenda_item"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint(
            "user_id", "agenda_item_id", "kind", "about_id", name=op.f("uq_draft_user_id_agenda_item_id_kind_about_id")
        ),
    )
    op.create_index(op.f("ix_draft_agenda_item_id"), "draft", ["agenda_item_id"])
    op.create_table(
        "former_name",
        _id("id"),
        _id("pupil_id"),
        sa.Column("given_name", types.Sealed(), nullable=True),
        sa.Column("family_name", types.Sealed(), nullable=True),
        sa.Column("until", sa.Date(), nullable=False),
        _link("pupil_id", "pupil", "former_name"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_name")),
    )
    op.create_index(op.f("ix_former_name_pupil_id"), "former_name", ["pupil_id"])
    for table, column in ADDED:
        op.add_column(table, column)
    _roles()


def _roles() -> None:
    """Until now a name said who was in the chair; names of users are unique."""
    with op.batch_alter_table("meeting") as meeting:
        for role in ("chair", "note_taker"):
            column = f"{role}_id"
            meeting.add_column(sa.Column(column, sa.String(length=36), nullable=True))
            meeting.create_foreign_key(
                op.f(f"fk_meeting_{column}"), "user_account", [column], ["id"], ondelete="RESTRICT"
            )
    for role in ("chair", "note_taker"):
        op.execute(f"UPDATE meeting SET {role}_id = (SELECT id FROM user_account u WHERE u.name = meeting.{role})")  # noqa: S608 - the names stand above


def _id(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=36), nullable=False)


def _link(column: str, target: str, table: str = "draft") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="RESTRICT")
