"""Rights of pupils: requests, data breaches, proof of what was destroyed, and minutes from which a pupil was taken out."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from zsm_desktop.models import types

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ID, CODE, SHORT = (sa.String(length=length) for length in (36, 40, 80))
DAY, NUMBER, TEXT, BYTES = sa.Date(), sa.Integer(), sa.Text(), sa.LargeBinary()
MOMENT, SEALED = types.UtcTime(), types.Sealed()


def upgrade() -> None:
    with op.batch_alter_table("pupil") as pupil:
        pupil.add_column(_may("anonymised_on", DAY))
    with op.batch_alter_table("minutes_version") as minutes:
        minutes.add_column(_may("redacted_at", MOMENT))
        minutes.add_column(_may("redacted_digest", BYTES))
        minutes.create_check_constraint(
            op.f("ck_minutes_version_redacted"), "(redacted_at is null) = (redacted_digest is null)"
        )
    with op.batch_alter_table("choice_tally") as tally:
        tally.add_column(sa.Column("forgotten", NUMBER, nullable=False, server_default="0"))
        tally.create_check_constraint(op.f("ck_choice_tally_forgotten"), "forgotten between 0 and counted")
    _requests()
    _breaches()
    _destructions()
    op.create_table(
        "privacy_text",
        _must("key", CODE), _must("text", TEXT), _must("version", NUMBER),
        sa.CheckConstraint("text <> ''", name=op.f("ck_privacy_text_text")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_privacy_text")),
    )  # fmt: skip


def _requests() -> None:
    checks = {
        "kind": "kind in ('access','correction','objection','restriction','erasure')",
        "asked_by": "asked_by in ('pupil','guardian','other')",
        "status": "status in ('open','met','partly','refused','withdrawn')",
        "answered": "(status = 'open') = (answered_on is null)",
    }
    op.create_table(
        "pupil_request",
        _must("id", ID), _must("pupil_id", ID), _must("kind", CODE), _must("asked_by", CODE), _must("asked_on", DAY),
        _must("due_on", DAY), _may("extended_on", DAY), _must("status", CODE), _may("answered_on", DAY),
        _may("sealed_asked", SEALED), _may("sealed_answer", SEALED), _must("version", NUMBER),
        *_checks("pupil_request", checks), _refers("pupil_request", "pupil_id", "pupil"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pupil_request")),
    )  # fmt: skip
    op.create_index(op.f("ix_pupil_request_pupil_id"), "pupil_request", ["pupil_id"])
    op.create_index(op.f("ix_pupil_request_status_due_on"), "pupil_request", ["status", "due_on"])


def _breaches() -> None:
    checks = {
        "kind": "kind in ('lost','stolen','sent','seen','destroyed','unavailable','other')",
        "risk": "risk in ('unknown','none','risk','high')",
        "people": "people is null or people >= 0",
    }
    op.create_table(
        "data_breach",
        _must("id", ID), _must("number", CODE), _must("discovered_at", MOMENT), _may("happened_on", DAY),
        _must("kind", CODE), _may("people", NUMBER), _must("risk", CODE),
        *(_may(f"sealed_{name}", SEALED) for name in ("facts", "consequences", "measures", "reason")),
        _may("reported_at", MOMENT), _must("report_reference", SHORT), _may("told_on", DAY),
        _may("closed_at", MOMENT), _must("version", NUMBER),
        *_checks("data_breach", checks),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_breach")),
        sa.UniqueConstraint("number", name=op.f("uq_data_breach_number")),
    )  # fmt: skip


def _destructions() -> None:
    checks = {
        "kind": "kind in ('retention','request','logbook')",
        "ended": "(ended_at is null) = (digest is null)",
    }
    op.create_table(
        "destruction",
        _must("id", ID), _must("sequence", NUMBER), _must("kind", CODE), _must("began_at", MOMENT),
        _may("ended_at", MOMENT), _must("done_by", ID), _must("pupils", NUMBER), _must("changed", NUMBER),
        _must("entries", NUMBER), _may("chain_head", BYTES), _may("facts", TEXT), _may("digest", BYTES),
        *_checks("destruction", checks), _refers("destruction", "done_by", "user_account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destruction")),
        sa.UniqueConstraint("sequence", name=op.f("uq_destruction_sequence")),
    )  # fmt: skip
    op.create_table(
        "destruction_line",
        _must("destruction_id", ID), _must("subject_id", ID), _must("code", CODE), _must("category", CODE),
        _may("due_on", DAY), _must("ground", SHORT), _must("changed", NUMBER),
        _refers("destruction_line", "destruction_id", "destruction"),
        sa.PrimaryKeyConstraint("destruction_id", "subject_id", name=op.f("pk_destruction_line")),
    )  # fmt: skip


def _must(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _may(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=True)


def _checks(table: str, rules: dict[str, str]) -> list[sa.CheckConstraint]:
    return [sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{of}")) for of, rule in rules.items()]


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete="RESTRICT")
