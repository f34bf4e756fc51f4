"""What a maatwerkbespreking needs from invitation to final minutes.

Points of a body, quorum and layers, time boxes, a bin, the question for the wall, needs nobody answers, feasibility,
versions of the minutes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import NAMESPACE_OID, uuid5

import sqlalchemy as sa
from alembic import op

from zsm_desktop.models import types

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ONE_TEXT = "(open_text is null) <> (sealed_text is null)"
FIRST_POINTS = {
    "case": (("fixed", "Opening en verslag vorige keer"),),
    "steering": (("fixed", "Opening en verslag vorige keer"), ("balances", "Saldi en uitwisseling")),
}
"""What every agenda of a kind started with in the first version."""


def upgrade() -> None:
    _bodies()
    _meetings()
    _agendas()
    _results()
    _body_point()
    _bottleneck_links()
    _need()
    _feasibility_check()
    _minutes_version()
    _amendment()


def _code(name: str, default: str | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=40), nullable=default is None, server_default=default)


def _id(name: str, *, is_needed: bool = True) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=36), nullable=not is_needed)


def _link(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete="RESTRICT")


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*(columns or ("id",)), name=op.f(f"pk_{table}"))


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _add(table: str, columns: Iterable[sa.Column[Any]]) -> None:
    for column in columns:
        op.add_column(table, column)


def _bodies() -> None:
    with op.batch_alter_table("meeting_body") as body:
        body.add_column(_id("above_id", is_needed=False))
        body.add_column(sa.Column("quorum", sa.Integer(), nullable=True))
        body.create_foreign_key(
            op.f("fk_meeting_body_above_id"), "meeting_body", ["above_id"], ["id"], ondelete="RESTRICT"
        )
        body.create_check_constraint(op.f("ck_meeting_body_quorum"), "quorum is null or quorum > 0")


def _meetings() -> None:
    with op.batch_alter_table("meeting") as meeting:
        meeting.add_column(sa.Column("invited", sa.Integer(), nullable=False, server_default="0"))
        meeting.add_column(_code("stage", "draft"))
        meeting.drop_constraint(op.f("ck_meeting_status"), type_="check")
        meeting.create_check_constraint(
            op.f("ck_meeting_status"), "status in ('planned','running','finished','cancelled')"
        )
        meeting.create_check_constraint(op.f("ck_meeting_stage"), "stage in ('draft','prepared','final')")
    _add(
        "attendance",
        [
            sa.Column("is_mandated", sa.Boolean(), nullable=False, server_default=sa.false()),
            sa.Column("left_at", sa.Time(), nullable=True),
        ],
    )


def _agendas() -> None:
    with op.batch_alter_table("agenda_item") as item:
        item.add_column(_code("origin", ""))
        item.add_column(sa.Column("minutes", sa.Integer(), nullable=True))
        item.add_column(sa.Column("removed_at", types.UtcTime(), nullable=True))
        item.drop_constraint(op.f("ck_agenda_item_status"), type_="check")
        item.create_check_constraint(
            op.f("ck_agenda_item_status"), "status in ('open','parked','discussed','carried_over')"
        )
        item.create_check_constraint(op.f("ck_agenda_item_minutes"), "minutes is null or minutes > 0")
    _add("case_discussion", [_code("reason_code")])
    _add(
        "case_file",
        [
            sa.Column("wall_question", types.Sealed(), nullable=True),
            sa.Column("return_on", sa.Date(), nullable=True),
            sa.Column("reopened_on", sa.Date(), nullable=True),
            sa.Column("reopen_reason", types.Sealed(), nullable=True),
        ],
    )


def _results() -> None:
    with op.batch_alter_table("decision") as decision:
        decision.add_column(_id("withdrawn_by_id", is_needed=False))
        decision.create_foreign_key(
            op.f("fk_decision_withdrawn_by_id"), "decision", ["withdrawn_by_id"], ["id"], ondelete="RESTRICT"
        )
    _add(
        "action_item",
        [
            sa.Column("open_reason", sa.String(length=400), nullable=True),
            sa.Column("sealed_reason", types.Sealed(), nullable=True),
            sa.Column("removed_at", types.UtcTime(), nullable=True),
        ],
    )
    with op.batch_alter_table("bottleneck") as bottleneck:
        bottleneck.add_column(_code("kind", "other"))
        bottleneck.add_column(sa.Column("asked", sa.String(length=400), nullable=False, server_default=""))
        bottleneck.add_column(_id("body_id", is_needed=False))
        bottleneck.add_column(sa.Column("removed_at", types.UtcTime(), nullable=True))
        bottleneck.create_foreign_key(
            op.f("fk_bottleneck_body_id"), "meeting_body", ["body_id"], ["id"], ondelete="RESTRICT"
        )
        bottleneck.create_check_constraint(
            op.f("ck_bottleneck_kind"),
            "kind in ('capacity','transport','time','rules','money','knowledge','other')",
        )


def _body_point() -> None:
    point = op.create_table(
        "body_point",
        _id("id"),
        _id("body_id"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        _check("body_point", "kind", "kind in ('fixed','balances')"),
        _check("body_point", "minutes", "minutes is null or minutes > 0"),
        _link("body_point", "body_id", "meeting_body"),
        _key("body_point"),
    )
    op.create_index(op.f("ix_body_point_body_id_position"), "body_point", ["body_id", "position"])
    bodies = op.get_bind().execute(sa.text("SELECT id, kind FROM meeting_body ORDER BY id")).all()
    rows = [
        {
            "id": str(uuid5(NAMESPACE_OID, f"{body_id}/{place}")),
            "body_id": body_id,
            "position": place,
            "kind": kind,
            "title": title,
            "minutes": None,
        }
        for body_id, body_kind in bodies
        for place, (kind, title) in enumerate(FIRST_POINTS[body_kind], start=1)
    ]
    if rows:
        op.bulk_insert(point, rows)


def _bottleneck_links() -> None:
    for other, column, target in (("case", "case_id", "case_file"), ("school", "school_id", "school")):
        table = f"bottleneck_{other}"
        op.create_table(
            table,
            _id("bottleneck_id"),
            _id(column),
            _link(table, "bottleneck_id", "bottleneck"),
            _link(table, column, target),
            _key(table, "bottleneck_id", column),
        )
    op.execute("INSERT INTO bottleneck_case SELECT id, case_id FROM bottleneck WHERE case_id IS NOT NULL")
    op.execute(
        "INSERT INTO bottleneck_school SELECT b.id, c.school_id FROM bottleneck b JOIN case_file c ON c.id = b.case_id"
    )
    op.execute(
        "UPDATE bottleneck SET body_id = (SELECT id FROM meeting_body WHERE kind = 'steering' ORDER BY id LIMIT 1) "
        "WHERE escalated_on IS NOT NULL"
    )


def _need() -> None:
    op.create_table(
        "need",
        _id("id"),
        _id("case_id"),
        _id("agenda_item_id", is_needed=False),
        _id("school_id"),
        _id("sector_id", is_needed=False),
        sa.Column("reason_code", sa.String(length=40), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        _check("need", "status", "status in ('open','answered','dropped')"),
        _link("need", "case_id", "case_file"),
        _link("need", "agenda_item_id", "agenda_item"),
        _link("need", "school_id", "school"),
        _link("need", "sector_id", "sector"),
        _key("need"),
    )
    op.create_index(op.f("ix_need_status_expires_on"), "need", ["status", "expires_on"])
    op.create_index(op.f("ix_need_case_id"), "need", ["case_id"])


def _feasibility_check() -> None:
    table = "feasibility_check"
    op.create_table(
        table,
        _id("id"),
        _id("agenda_item_id"),
        _id("offer_id"),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        _id("action_id", is_needed=False),
        _check(table, "state", "state in ('open','met','not_needed')"),
        _link(table, "agenda_item_id", "agenda_item"),
        _link(table, "offer_id", "offer"),
        _link(table, "action_id", "action_item"),
        _key(table),
        sa.UniqueConstraint(
            "agenda_item_id", "offer_id", "code", name=op.f("uq_feasibility_check_agenda_item_id_offer_id_code")
        ),
    )


def _minutes_version() -> None:
    table = "minutes_version"
    op.create_table(
        table,
        _id("id"),
        _id("meeting_id"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("made_at", types.UtcTime(), nullable=False),
        _id("made_by"),
        sa.Column("open_note", sa.String(length=400), nullable=True),
        sa.Column("sealed_note", types.Sealed(), nullable=True),
        sa.Column("open_content", sa.Text(), nullable=True),
        sa.Column("sealed_content", types.Sealed(), nullable=True),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        _check(table, "stage", "stage in ('prepared','final')"),
        _check(table, "content", "(open_content is null) <> (sealed_content is null)"),
        _link(table, "meeting_id", "meeting"),
        _link(table, "made_by", "user_account"),
        _key(table),
        sa.UniqueConstraint("meeting_id", "version", name=op.f("uq_minutes_version_meeting_id_version")),
    )


def _amendment() -> None:
    table = "amendment"
    op.create_table(
        table,
        _id("id"),
        _id("meeting_id"),
        _id("agenda_item_id", is_needed=False),
        _id("attendance_id"),
        sa.Column("made_at", types.UtcTime(), nullable=False),
        _id("made_by"),
        sa.Column("open_text", sa.String(length=400), nullable=True),
        sa.Column("sealed_text", types.Sealed(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        _check(table, "status", "status in ('proposed','accepted','rejected')"),
        _check(table, "text", ONE_TEXT),
        _link(table, "meeting_id", "meeting"),
        _link(table, "agenda_item_id", "agenda_item"),
        _link(table, "attendance_id", "attendance"),
        _link(table, "made_by", "user_account"),
        _key(table),
    )
    op.create_index(op.f("ix_amendment_meeting_id"), table, ["meeting_id"])
