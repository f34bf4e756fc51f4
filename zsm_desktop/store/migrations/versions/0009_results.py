"""Results: more about where leavers went, whether they are still there, what was aimed at, and the network's profile."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from zsm_desktop.models import types

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _outcome()
    _follow_up()
    _target()
    _network_profile()
    _network()
    _case_value()
    _case_phase()


def _id(name: str, *, is_nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=36), nullable=is_nullable)


def _refer(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="RESTRICT")


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _outcome() -> None:
    with op.batch_alter_table("outcome") as outcome:
        outcome.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        outcome.add_column(sa.Column("exit_profile", sa.String(length=40), nullable=True))
        outcome.add_column(_id("sector_id", is_nullable=True))
        outcome.add_column(_id("organisation_id", is_nullable=True))
        outcome.add_column(sa.Column("is_against_advice", sa.Boolean(), nullable=False, server_default=sa.false()))
        for column, target in (("sector_id", "sector"), ("organisation_id", "organisation")):
            outcome.create_foreign_key(op.f(f"fk_outcome_{column}"), target, [column], ["id"], ondelete="RESTRICT")
        outcome.create_check_constraint(
            op.f("ck_outcome_exit_profile"), "exit_profile in ('work','education','day_activities')"
        )


def _follow_up() -> None:
    table = "follow_up"
    op.create_table(
        table,
        sa.Column("version", sa.Integer(), nullable=False),
        _id("id"),
        _id("pupil_id"),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("destination", sa.String(length=40), nullable=True),
        sa.Column("is_lasting", sa.Boolean(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        _id("answered_by", is_nullable=True),
        sa.Column("note", types.Sealed(), nullable=True),
        _check(table, "status", "status in ('open','reached','not_reached')"),
        _check(table, "months", "months in (3,6,12,24)"),
        _check(table, "answer", "(status = 'reached') = (destination is not null and is_lasting is not null)"),
        _check(table, "answered", "(status = 'open') = (answered_on is null)"),
        _refer(table, "pupil_id", "pupil"),
        _refer(table, "answered_by", "user_account"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("pupil_id", "months", name=op.f(f"uq_{table}_pupil_id_months")),
    )
    op.create_index(op.f(f"ix_{table}_status_due_on"), table, ["status", "due_on"])


def _target() -> None:
    table = "target"
    op.create_table(
        table,
        sa.Column("version", sa.Integer(), nullable=False),
        _id("id"),
        sa.Column("indicator", sa.String(length=40), nullable=False),
        _id("school_id", is_nullable=True),
        sa.Column("school_year", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        _check(table, "value", "value >= 0"),
        _refer(table, "school_id", "school"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_indicator_school_year"), table, ["indicator", "school_year"])


def _network_profile() -> None:
    table = "network_profile"
    op.create_table(
        table,
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _check(table, "text", "text <> ''"),
        sa.PrimaryKeyConstraint("code", name=op.f(f"pk_{table}")),
    )


def _network() -> None:
    with op.batch_alter_table("network") as network:
        network.add_column(sa.Column("schools_by_letter", sa.Boolean(), nullable=False, server_default=sa.false()))


def _case_value() -> None:
    table = "case_value"
    op.create_table(
        table,
        _id("id"),
        _id("case_id"),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("open_value", sa.String(length=400), nullable=True),
        sa.Column("sealed_value", types.Sealed(), nullable=True),
        _check(table, "one_value", "(open_value is null) <> (sealed_value is null)"),
        _refer(table, "case_id", "case_file"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("case_id", "field", name=op.f(f"uq_{table}_case_id_field")),
    )
    op.create_index(op.f(f"ix_{table}_field_open_value"), table, ["field", "open_value"])


def _case_phase() -> None:
    table = "case_phase"
    op.create_table(
        table,
        _id("id"),
        _id("case_id"),
        sa.Column("phase", sa.String(length=40), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        _refer(table, "case_id", "case_file"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_case_id_began_on"), table, ["case_id", "began_on"])
