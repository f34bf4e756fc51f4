"""Years of the books closed for good, the network's own words in reminders, and invoices with nothing to pay."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from zsm_desktop.models import types

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _year_closing()
    _texts()
    with op.batch_alter_table("invoice") as invoice:
        for name, rule in (
            ("claim", "claim in ('exchange','payment','set_off')"),
            ("due", "(kind = 'invoice' and claim <> 'set_off') = (due_on is not null)"),
        ):
            invoice.drop_constraint(op.f(f"ck_invoice_{name}"), type_="check")
            invoice.create_check_constraint(op.f(f"ck_invoice_{name}"), rule)


def _year_closing() -> None:
    table = "year_closing"
    op.create_table(
        table,
        sa.Column("book_year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("entries", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("closed_at", types.UtcTime(), nullable=False),
        sa.Column("closed_by", sa.String(length=36), nullable=False),
        sa.CheckConstraint("first_day <= last_day", name=op.f(f"ck_{table}_span")),
        sa.ForeignKeyConstraint(
            ["closed_by"], ["user_account.id"], name=op.f(f"fk_{table}_closed_by"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("book_year", name=op.f(f"pk_{table}")),
    )


def _texts() -> None:
    table = "reminder_text"
    op.create_table(
        table,
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("level > 0 and text <> ''", name=op.f(f"ck_{table}_text")),
        sa.PrimaryKeyConstraint("level", name=op.f(f"pk_{table}")),
    )
    table = "retention_rule"
    op.create_table(
        table,
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("years", sa.Integer(), nullable=False),
        sa.Column("ground", sa.String(length=400), nullable=False),
        sa.CheckConstraint("years between 1 and 99 and ground <> ''", name=op.f(f"ck_{table}_years")),
        sa.PrimaryKeyConstraint("category", name=op.f(f"pk_{table}")),
    )
