"""What exchange and books need to be relied on.

A fuller catalogue with bookings and needs entered by hand; what a tariff is made of and how VAT treats it; placements
that are asked and answered; disputes as a talk; rounds of confirmation by file; funds; periods that open once more with
a reason; what flowed per month and offer; statements that went out.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from zsm_desktop.models import types

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

DAGDELEN = (("dagdeel", 100), ("uur", 25))
"""A dagdeel is four hours; other units of the first version have no such measure."""


def upgrade() -> None:
    _network_and_users()
    _offers()
    _tariff()
    _placement()
    _delivery()
    _need()
    _period()
    _journal_entry()
    _booking()
    _confirmation_round()
    _flow_total()
    _period_reopening()
    _statement()
    _fund()
    _vat_rule()
    _placement_change()
    _placement_month()
    _confirmation_line()
    _dispute_message()
    _fund_claim()
    _fill_flow_total()


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _refer(batch: Any, table: str, column: str, target: str) -> None:
    batch.create_foreign_key(op.f(f"fk_{table}_{column}"), target, [column], ["id"], ondelete="RESTRICT")


def _id(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=36), nullable=True)


def _cents(name: str) -> sa.Column[int]:
    return sa.Column(name, types.Cents(), nullable=True)


def _text(name: str, length: int = 80) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length), nullable=False, server_default="")


def _network_and_users() -> None:
    with op.batch_alter_table("network") as network:
        network.add_column(sa.Column("silence_days", sa.Integer(), nullable=True))
        network.create_check_constraint(op.f("ck_network_silence_days"), "silence_days is null or silence_days > 0")
    with op.batch_alter_table("school") as school:
        school.add_column(_cents("most_owed_cents"))
        school.add_column(_cents("most_due_cents"))
        school.create_check_constraint(op.f("ck_school_limits"), "most_owed_cents >= 0 and most_due_cents >= 0")
    with op.batch_alter_table("user_account") as user:
        user.drop_constraint(op.f("ck_user_account_role"), type_="check")
        user.create_check_constraint(
            op.f("ck_user_account_role"), "role in ('secretary','bookkeeper','coordinator','director','reader')"
        )


def _offers() -> None:
    with op.batch_alter_table("unit") as unit:
        unit.add_column(sa.Column("dagdelen", types.Quantity(), nullable=True))
        unit.create_check_constraint(op.f("ck_unit_dagdelen"), "dagdelen > 0")
    for code, hundredths in DAGDELEN:
        op.execute(sa.text("UPDATE unit SET dagdelen = :n WHERE code = :code").bindparams(n=hundredths, code=code))
    with op.batch_alter_table("offer") as offer:
        offer.add_column(_text("level"))
        offer.add_column(_text("certificate"))
        offer.add_column(_text("to_provide", 400))
        offer.add_column(_id("contact_id"))
        offer.add_column(_cents("outside_cost_cents"))
        offer.add_column(sa.Column("has_waiting_list", sa.Boolean(), nullable=False, server_default=sa.true()))
        _refer(offer, "offer", "contact_id", "contact")
        offer.drop_constraint(op.f("ck_offer_kind"), type_="check")
        offer.create_check_constraint(
            op.f("ck_offer_kind"), "kind in ('course','facility','test','guidance','evening_school','exam')"
        )
        offer.create_check_constraint(op.f("ck_offer_outside_cost"), "outside_cost_cents >= 0")


def _tariff() -> None:
    with op.batch_alter_table("tariff") as tariff:
        for name in ("wage_cents", "materials_cents", "overhead_cents"):
            tariff.add_column(_cents(name))
        tariff.add_column(_text("agreed_by"))
        tariff.add_column(_id("decision_id"))
        _refer(tariff, "tariff", "decision_id", "decision")
        tariff.create_check_constraint(
            op.f("ck_tariff_basis"), "wage_cents >= 0 and materials_cents >= 0 and overhead_cents >= 0"
        )


def _placement() -> None:
    with op.batch_alter_table("placement") as placement:
        placement.add_column(sa.Column("queued_at", types.UtcTime(), nullable=True))
        placement.add_column(sa.Column("answered_on", sa.Date(), nullable=True))
        placement.add_column(_id("answered_by"))
        placement.add_column(_text("answer_reason", 400))
        placement.add_column(sa.Column("agreement_on", sa.Date(), nullable=True))
        placement.add_column(sa.Column("end_reason", sa.String(length=40), nullable=True))
        placement.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        _refer(placement, "placement", "answered_by", "user_account")
        placement.drop_constraint(op.f("ck_placement_status"), type_="check")
        placement.create_check_constraint(
            op.f("ck_placement_status"),
            "status in ('proposed','waiting','running','refused','ended','cancelled')",
        )


def _delivery() -> None:
    """Added in place: making the table anew would copy every delivery, and none of these needs a value."""
    for column in (
        "settled_how VARCHAR(40) CONSTRAINT ck_delivery_settled_how CHECK (settled_how in ('hand','silence','file'))",
        "attended INTEGER CONSTRAINT ck_delivery_attended CHECK (attended >= 0)",
        "note VARCHAR(80)",
    ):
        op.execute(f"ALTER TABLE delivery ADD COLUMN {column}")


def _need() -> None:
    with op.batch_alter_table("need") as need:
        need.add_column(_text("wanted"))
        need.alter_column("case_id", existing_type=sa.String(length=36), nullable=True)
        need.create_check_constraint(op.f("ck_need_what"), "case_id is not null or wanted <> ''")


def _period() -> None:
    op.add_column("period", sa.Column("times_reopened", sa.Integer(), nullable=False, server_default="0"))


def _journal_entry() -> None:
    op.drop_index("uq_journal_entry_delivery", "journal_entry")
    with op.batch_alter_table("journal_entry") as entry:
        entry.drop_constraint(op.f("ck_journal_entry_kind"), type_="check")
        entry.create_check_constraint(op.f("ck_journal_entry_kind"), "kind in ('delivery','reversal','fund')")
    op.create_index(
        "uq_journal_entry_delivery",
        "journal_entry",
        ["delivery_id", "kind"],
        unique=True,
        sqlite_where=sa.text("kind <> 'fund'"),
    )
    op.create_index(
        op.f("ix_journal_entry_delivery_id"), "journal_entry", ["delivery_id"], sqlite_where=sa.text("kind = 'fund'")
    )


def _fill_flow_total() -> None:
    """From one side only: the giver's postings; no fund bore anything before this version."""
    op.execute(
        """INSERT INTO flow_total (giver_id, taker_id, offer_id, month, cents, quantity)
        SELECT p.account_id, p.counter_id, e.offer_id,
         CAST(substr(e.booked_on, 1, 4) AS INTEGER) * 12 + CAST(substr(e.booked_on, 6, 2) AS INTEGER) - 1 AS month,
         sum(p.cents), sum(e.quantity)
        FROM journal_entry e JOIN posting p ON p.entry = e.number
        WHERE p.side = 'given' GROUP BY p.account_id, p.counter_id, e.offer_id, month"""
    )


def _booking() -> None:
    op.create_table(
        "booking",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("offer_id", sa.String(length=36), nullable=False),
        sa.Column("school_id", sa.String(length=36), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=False),
        sa.Column("ends_at", sa.Time(), nullable=False),
        sa.Column("purpose", sa.String(length=80), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("made_by", sa.String(length=36), nullable=False),
        sa.Column("made_at", types.UtcTime(), nullable=False),
        sa.CheckConstraint("status in ('booked','cancelled')", name=op.f("ck_booking_status")),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_booking_span")),
        sa.ForeignKeyConstraint(["made_by"], ["user_account.id"], name=op.f("fk_booking_made_by"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name=op.f("fk_booking_offer_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_booking_school_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking")),
    )
    op.create_index(op.f("ix_booking_school_id_day"), "booking", ["school_id", "day"])
    op.create_index(op.f("ix_booking_offer_id_day"), "booking", ["offer_id", "day"])


def _confirmation_round() -> None:
    op.create_table(
        "confirmation_round",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("school_id", sa.String(length=36), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("made_at", types.UtcTime(), nullable=False),
        sa.Column("made_by", sa.String(length=36), nullable=False),
        sa.Column("silence_on", sa.Date(), nullable=True),
        sa.Column("check_code", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("read_at", types.UtcTime(), nullable=True),
        sa.Column("read_by", sa.String(length=36), nullable=True),
        sa.CheckConstraint("status in ('sent','read','replaced')", name=op.f("ck_confirmation_round_status")),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_confirmation_round_span")),
        sa.ForeignKeyConstraint(
            ["made_by"], ["user_account.id"], name=op.f("fk_confirmation_round_made_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["read_by"], ["user_account.id"], name=op.f("fk_confirmation_round_read_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name=op.f("fk_confirmation_round_school_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmation_round")),
        sa.UniqueConstraint("number", name=op.f("uq_confirmation_round_number")),
    )
    op.create_index(op.f("ix_confirmation_round_school_id_status"), "confirmation_round", ["school_id", "status"])


def _flow_total() -> None:
    op.create_table(
        "flow_total",
        sa.Column("giver_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("taker_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("offer_id", sa.String(length=36), nullable=False),
        sa.Column("month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("cents", types.Cents(), nullable=False),
        sa.Column("quantity", types.Quantity(), nullable=False),
        sa.ForeignKeyConstraint(["giver_id"], ["account.id"], name=op.f("fk_flow_total_giver_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name=op.f("fk_flow_total_offer_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["taker_id"], ["account.id"], name=op.f("fk_flow_total_taker_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("giver_id", "taker_id", "offer_id", "month", name=op.f("pk_flow_total")),
        sqlite_with_rowid=False,
    )


def _period_reopening() -> None:
    op.create_table(
        "period_reopening",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("period_id", sa.String(length=36), nullable=False),
        sa.Column("reopened_at", types.UtcTime(), nullable=False),
        sa.Column("reopened_by", sa.String(length=36), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_period_reopening_reason")),
        sa.ForeignKeyConstraint(
            ["period_id"], ["period.id"], name=op.f("fk_period_reopening_period_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["reopened_by"], ["user_account.id"], name=op.f("fk_period_reopening_reopened_by"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_period_reopening")),
    )
    op.create_index(op.f("ix_period_reopening_period_id"), "period_reopening", ["period_id"])


def _statement() -> None:
    op.create_table(
        "statement",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.String(length=36), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("made_at", types.UtcTime(), nullable=False),
        sa.Column("made_by", sa.String(length=36), nullable=False),
        sa.Column("entries", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=True),
        sa.Column("opening_cents", types.Cents(), nullable=False),
        sa.Column("closing_cents", types.Cents(), nullable=False),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_statement_span")),
        sa.ForeignKeyConstraint(
            ["made_by"], ["user_account.id"], name=op.f("fk_statement_made_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_statement_school_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sa.UniqueConstraint("number", "version", name=op.f("uq_statement_number_version")),
        sa.UniqueConstraint(
            "school_id",
            "first_day",
            "last_day",
            "version",
            name=op.f("uq_statement_school_id_first_day_last_day_version"),
        ),
    )


def _fund() -> None:
    op.create_table(
        "fund",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("owner", sa.String(length=80), nullable=False),
        sa.Column("granted_cents", types.Cents(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("fixed_cents", types.Cents(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("sector_id", sa.String(length=36), nullable=True),
        sa.Column("offer_kind", sa.String(length=40), nullable=True),
        sa.Column("school_kind", sa.String(length=40), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("terms", sa.String(length=400), nullable=False),
        sa.Column("decision_id", sa.String(length=36), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(percent is null) <> (fixed_cents is null)", name=op.f("ck_fund_part")),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_fund_span")),
        sa.CheckConstraint("fixed_cents > 0", name=op.f("ck_fund_fixed")),
        sa.CheckConstraint("granted_cents >= 0", name=op.f("ck_fund_granted")),
        sa.CheckConstraint("percent is null or percent between 1 and 10000", name=op.f("ck_fund_percent")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_fund_account_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_fund_decision_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["sector_id"], ["sector.id"], name=op.f("fk_fund_sector_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund")),
        sa.UniqueConstraint("account_id", name=op.f("uq_fund_account_id")),
        sa.UniqueConstraint("code", name=op.f("uq_fund_code")),
    )


def _vat_rule() -> None:
    op.create_table(
        "vat_rule",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("treatment", sa.String(length=40), nullable=False),
        sa.Column("ground", sa.String(length=400), nullable=False),
        sa.Column("decision_id", sa.String(length=36), nullable=True),
        sa.CheckConstraint(
            "kind in ('course','facility','test','guidance','evening_school','exam')", name=op.f("ck_vat_rule_kind")
        ),
        sa.CheckConstraint(
            "treatment in ('to_check','exempt','high','low','zero','outside')", name=op.f("ck_vat_rule_treatment")
        ),
        sa.CheckConstraint("treatment not in ('exempt','outside') or ground <> ''", name=op.f("ck_vat_rule_ground")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_vat_rule_decision_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vat_rule")),
        sa.UniqueConstraint("kind", "valid_from", name=op.f("uq_vat_rule_kind_valid_from")),
    )


def _placement_change() -> None:
    op.create_table(
        "placement_change",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("placement_id", sa.String(length=36), nullable=False),
        sa.Column("changed_at", types.UtcTime(), nullable=False),
        sa.Column("changed_by", sa.String(length=36), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("old", sa.String(length=40), nullable=False),
        sa.Column("new", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["user_account.id"], name=op.f("fk_placement_change_changed_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_placement_change_placement_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement_change")),
    )
    op.create_index(op.f("ix_placement_change_placement_id"), "placement_change", ["placement_id"])


def _placement_month() -> None:
    op.create_table(
        "placement_month",
        sa.Column("placement_id", sa.String(length=36), nullable=False),
        sa.Column("month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("planned", types.Quantity(), nullable=False),
        sa.CheckConstraint("planned >= 0", name=op.f("ck_placement_month_planned")),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_placement_month_placement_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("placement_id", "month", name=op.f("pk_placement_month")),
    )


def _confirmation_line() -> None:
    op.create_table(
        "confirmation_line",
        sa.Column("round_id", sa.String(length=36), nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("delivery_id", sa.String(length=36), nullable=False),
        sa.Column("quantity", types.Quantity(), nullable=False),
        sa.Column("amount_cents", types.Cents(), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.String(length=400), nullable=True),
        sa.CheckConstraint("answer in ('agreed','disputed')", name=op.f("ck_confirmation_line_answer")),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.id"], name=op.f("fk_confirmation_line_delivery_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["confirmation_round.id"], name=op.f("fk_confirmation_line_round_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("round_id", "line", name=op.f("pk_confirmation_line")),
        sa.UniqueConstraint("round_id", "delivery_id", name=op.f("uq_confirmation_line_round_id_delivery_id")),
    )
    op.create_index(op.f("ix_confirmation_line_delivery_id"), "confirmation_line", ["delivery_id"])


def _dispute_message() -> None:
    op.create_table(
        "dispute_message",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("delivery_id", sa.String(length=36), nullable=False),
        sa.Column("said_at", types.UtcTime(), nullable=False),
        sa.Column("said_by", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("text", sa.String(length=400), nullable=False),
        sa.Column("correction_id", sa.String(length=36), nullable=True),
        sa.CheckConstraint(
            "(kind = 'corrected') = (correction_id is not null)", name=op.f("ck_dispute_message_correction")
        ),
        sa.CheckConstraint(
            "kind in ('disputed','answered','agreed','withdrawn','corrected')", name=op.f("ck_dispute_message_kind")
        ),
        sa.ForeignKeyConstraint(
            ["correction_id"], ["delivery.id"], name=op.f("fk_dispute_message_correction_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.id"], name=op.f("fk_dispute_message_delivery_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["said_by"], ["user_account.id"], name=op.f("fk_dispute_message_said_by"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute_message")),
    )
    op.create_index(op.f("ix_dispute_message_delivery_id"), "dispute_message", ["delivery_id"])


def _fund_claim() -> None:
    op.create_table(
        "fund_claim",
        sa.Column("delivery_id", sa.String(length=36), nullable=False),
        sa.Column("fund_id", sa.String(length=36), nullable=False),
        sa.Column("delivered_on", sa.Date(), nullable=False),
        sa.Column("claimed_cents", types.Cents(), nullable=False),
        sa.Column("charged_cents", types.Cents(), nullable=False),
        sa.Column("is_reversed", sa.Boolean(), nullable=False),
        sa.CheckConstraint("charged_cents between 0 and claimed_cents", name=op.f("ck_fund_claim_charged")),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.id"], name=op.f("fk_fund_claim_delivery_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name=op.f("fk_fund_claim_fund_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("delivery_id", name=op.f("pk_fund_claim")),
    )
    op.create_index(
        op.f("ix_fund_claim_fund_id_delivered_on_delivery_id"), "fund_claim", ["fund_id", "delivered_on", "delivery_id"]
    )
