"""Settlement: what schools agreed about paying each other, its runs, and where they stand in the books.

What was exchanged stays as it is; settling moves it to an open account of the same party.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from zsm_desktop.models import types

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

REGIMES = "regime in ('closed_purses','threshold','invoicing','netting')"


def upgrade() -> None:
    _network()
    _agreement()
    _settlement()
    _settlement_line()
    _settlement_payment()
    _settlement_document()
    _account()
    _journal_entry()
    _posting()
    _invoice()
    _invoice_payment()


def _row(name: str, *, is_nullable: bool = False, **how: Any) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=is_nullable, **how)


def _id(name: str, *, is_nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=36), nullable=is_nullable)


def _code(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=40), nullable=False)


def _cents(name: str, *, is_nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, types.Cents(), nullable=is_nullable)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=True)


def _refer(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="RESTRICT")


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _network() -> None:
    with op.batch_alter_table("network") as network:
        for name, minutes in (("document_minutes", "20"), ("payment_minutes", "5")):
            network.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default=minutes))
        network.create_check_constraint(
            op.f("ck_network_minutes"), "document_minutes between 0 and 600 and payment_minutes between 0 and 600"
        )
        network.add_column(_id("issuer_id", is_nullable=True))
        network.create_foreign_key(
            op.f("fk_network_issuer_id"), "organisation", ["issuer_id"], ["id"], ondelete="RESTRICT"
        )
    for name in ("vat_number", "rsin", "oin", "order_number", "reference", "colour"):
        op.add_column("organisation", sa.Column(name, sa.String(length=40), nullable=True))


def _agreement() -> None:
    table = "settlement_agreement"
    op.create_table(
        table,
        sa.Column("version", sa.Integer(), nullable=False),
        _id("id"),
        _code("regime"),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("term_days", sa.Integer(), nullable=False),
        _cents("band_cents", is_nullable=True),
        _number("band_permille"),
        sa.Column("issues_for_all", sa.Boolean(), nullable=False),
        sa.Column("writes_off", sa.Boolean(), nullable=False),
        _id("decision_id", is_nullable=True),
        sa.Column("note", sa.String(length=400), nullable=False),
        _check(table, "regime", REGIMES),
        _check(table, "term", "term_days between 1 and 365"),
        _check(table, "band", "band_cents >= 0 and band_permille between 0 and 1000"),
        _check(table, "one_band", "band_cents is null or band_permille is null"),
        _check(table, "write_off", "not writes_off or regime = 'closed_purses'"),
        _refer(table, "decision_id", "decision"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("valid_from", name=op.f(f"uq_{table}_valid_from")),
    )
    table = "agreement_signature"
    op.create_table(
        table,
        _id("agreement_id"),
        _id("organisation_id"),
        sa.Column("signed_by", sa.String(length=80), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        _check(table, "signed_by", "signed_by <> ''"),
        _refer(table, "agreement_id", "settlement_agreement"),
        _refer(table, "organisation_id", "organisation"),
        sa.PrimaryKeyConstraint("agreement_id", "organisation_id", name=op.f(f"pk_{table}")),
    )
    table = "agreement_band"
    op.create_table(
        table,
        _id("agreement_id"),
        _id("school_id"),
        _cents("band_cents", is_nullable=True),
        _number("band_permille"),
        _check(table, "one_band", "(band_cents is null) <> (band_permille is null)"),
        _check(table, "band", "band_cents >= 0 and band_permille between 0 and 1000"),
        _refer(table, "agreement_id", "settlement_agreement"),
        _refer(table, "school_id", "school"),
        sa.PrimaryKeyConstraint("agreement_id", "school_id", name=op.f(f"pk_{table}")),
    )


def _settlement() -> None:
    table = "settlement"
    op.create_table(
        table,
        _id("id"),
        _code("number"),
        _code("regime"),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        _id("agreement_id", is_nullable=True),
        sa.Column("terms", sa.Text(), nullable=False),
        _row("entries"),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.Column("basis", sa.LargeBinary(), nullable=False),
        sa.Column("fewest_payments", sa.Integer(), nullable=False),
        _code("status"),
        sa.Column("proposed_at", types.UtcTime(), nullable=False),
        _id("proposed_by"),
        _id("decision_id", is_nullable=True),
        sa.Column("approved_at", types.UtcTime(), nullable=True),
        _id("approved_by", is_nullable=True),
        sa.Column("executed_at", types.UtcTime(), nullable=True),
        _id("executed_by", is_nullable=True),
        _id("reverses", is_nullable=True),
        _check(table, "regime", REGIMES),
        _check(table, "status", "status in ('proposed','approved','executed','reversed','withdrawn')"),
        _check(table, "span", "first_day <= last_day"),
        _check(table, "decided", "status not in ('approved','executed','reversed') or decision_id is not null"),
        _check(table, "executed", "(status in ('executed','reversed')) = (executed_at is not null)"),
        _refer(table, "agreement_id", "settlement_agreement"),
        _refer(table, "proposed_by", "user_account"),
        _refer(table, "decision_id", "decision"),
        _refer(table, "approved_by", "user_account"),
        _refer(table, "executed_by", "user_account"),
        _refer(table, "reverses", "settlement"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("number", name=op.f(f"uq_{table}_number")),
    )
    op.create_index(op.f(f"ix_{table}_status"), table, ["status"])


def _settlement_line() -> None:
    table = "settlement_line"
    op.create_table(
        table,
        _id("settlement_id"),
        _row("account_id", autoincrement=False),
        _cents("position_cents"),
        _cents("vat_cents"),
        _cents("pays_cents"),
        _cents("receives_cents"),
        _cents("written_off_cents"),
        _check(table, "amounts", "pays_cents >= 0 and receives_cents >= 0"),
        _refer(table, "settlement_id", "settlement"),
        _refer(table, "account_id", "account"),
        sa.PrimaryKeyConstraint("settlement_id", "account_id", name=op.f(f"pk_{table}")),
    )


def _settlement_payment() -> None:
    table = "settlement_payment"
    op.create_table(
        table,
        _id("settlement_id"),
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        _row("payer_id"),
        _row("payee_id"),
        _cents("cents"),
        _check(table, "two_parties", "payer_id <> payee_id"),
        _check(table, "cents", "cents > 0"),
        _refer(table, "settlement_id", "settlement"),
        _refer(table, "payer_id", "account"),
        _refer(table, "payee_id", "account"),
        sa.PrimaryKeyConstraint("settlement_id", "sequence", name=op.f(f"pk_{table}")),
    )


def _settlement_document() -> None:
    table = "settlement_document"
    op.create_table(
        table,
        _id("settlement_id"),
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        _row("provider_id"),
        _row("user_id"),
        _cents("cents"),
        _cents("vat_cents"),
        _check(table, "two_parties", "provider_id <> user_id"),
        _check(table, "amount", "cents <> 0 or vat_cents <> 0"),
        _refer(table, "settlement_id", "settlement"),
        _refer(table, "provider_id", "account"),
        _refer(table, "user_id", "account"),
        sa.PrimaryKeyConstraint("settlement_id", "sequence", name=op.f(f"pk_{table}")),
    )


def _account() -> None:
    with op.batch_alter_table("account") as account:
        account.add_column(_row("holder_id", is_nullable=True))
        account.create_foreign_key(op.f("fk_account_holder_id"), "account", ["holder_id"], ["id"], ondelete="RESTRICT")
        account.create_unique_constraint(op.f("uq_account_holder_id"), ["holder_id"])
        account.drop_constraint(op.f("ck_account_kind"), type_="check")
        account.create_check_constraint(
            op.f("ck_account_kind"), "kind in ('school','fund','rounding','write_off','open')"
        )
        account.create_check_constraint(op.f("ck_account_holder"), "(kind = 'open') = (holder_id is not null)")
    op.add_column("account_total", sa.Column("settled_cents", types.Cents(), nullable=False, server_default="0"))


def _journal_entry() -> None:
    with op.batch_alter_table("journal_entry") as entry:
        entry.add_column(_id("settlement_id", is_nullable=True))
        entry.create_foreign_key(
            op.f("fk_journal_entry_settlement_id"), "settlement", ["settlement_id"], ["id"], ondelete="RESTRICT"
        )
        entry.alter_column("offer_id", existing_type=sa.String(length=36), nullable=True)
        entry.drop_constraint(op.f("ck_journal_entry_kind"), type_="check")
        entry.create_check_constraint(
            op.f("ck_journal_entry_kind"), "kind in ('delivery','reversal','fund','settlement','write_off','payment')"
        )
        entry.create_check_constraint(op.f("ck_journal_entry_what"), "(offer_id is null) = (settlement_id is not null)")
        entry.create_check_constraint(
            op.f("ck_journal_entry_settlement"),
            "(kind in ('settlement','write_off','payment')) = (settlement_id is not null)",
        )
    op.create_index(
        op.f("ix_journal_entry_settlement_id"),
        "journal_entry",
        ["settlement_id"],
        sqlite_where=sa.text("settlement_id IS NOT NULL"),
    )


def _posting() -> None:
    with op.batch_alter_table("posting") as posting:
        posting.drop_constraint(op.f("ck_posting_side"), type_="check")
        posting.create_check_constraint(op.f("ck_posting_side"), "side in ('given','taken','settled')")


def _invoice() -> None:
    op.create_table(
        "logo",
        _id("organisation_id"),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("picture", sa.LargeBinary(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        _refer("logo", "organisation_id", "organisation"),
        sa.PrimaryKeyConstraint("organisation_id", "hash", name=op.f("pk_logo")),
    )
    table = "invoice"
    op.create_table(
        table,
        _id("id"),
        _code("number"),
        _code("kind"),
        _id("issuer_id"),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        _id("settlement_id"),
        _code("claim"),
        _row("payer_id"),
        _row("payee_id"),
        _cents("total_cents"),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        _id("corrects_id", is_nullable=True),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("issued_at", types.UtcTime(), nullable=False),
        _id("issued_by"),
        _check(table, "kind", "kind in ('invoice','credit_note')"),
        _check(table, "claim", "claim in ('exchange','payment')"),
        _check(table, "two_holders", "payer_id <> payee_id"),
        _check(table, "total", "total_cents > 0"),
        _check(table, "due", "(kind = 'invoice') = (due_on is not null)"),
        _check(table, "corrects", "corrects_id is null or kind = 'credit_note'"),
        _refer(table, "issuer_id", "organisation"),
        _refer(table, "settlement_id", "settlement"),
        _refer(table, "payer_id", "account"),
        _refer(table, "payee_id", "account"),
        _refer(table, "corrects_id", "invoice"),
        _refer(table, "issued_by", "user_account"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("number", name=op.f(f"uq_{table}_number")),
        sa.UniqueConstraint("issuer_id", "year", "sequence", name=op.f(f"uq_{table}_issuer_id_year_sequence")),
        sa.UniqueConstraint(
            "settlement_id",
            "claim",
            "payer_id",
            "payee_id",
            "kind",
            name=op.f(f"uq_{table}_settlement_id_claim_payer_id_payee_id_kind"),
        ),
    )


def _invoice_payment() -> None:
    table = "invoice_payment"
    op.create_table(
        table,
        _id("id"),
        _id("invoice_id"),
        sa.Column("paid_on", sa.Date(), nullable=False),
        _cents("cents"),
        sa.Column("bank_entry", sa.String(length=64), nullable=True),
        _row("entry"),
        sa.Column("note", sa.String(length=80), nullable=False),
        sa.Column("entered_at", types.UtcTime(), nullable=False),
        _id("entered_by"),
        _id("reverses", is_nullable=True),
        _check(table, "cents", "(reverses is null) = (cents > 0)"),
        _refer(table, "invoice_id", "invoice"),
        sa.ForeignKeyConstraint(["entry"], ["journal_entry.number"], name=op.f(f"fk_{table}_entry")),
        _refer(table, "entered_by", "user_account"),
        _refer(table, "reverses", "invoice_payment"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("entry", name=op.f(f"uq_{table}_entry")),
        sa.UniqueConstraint("reverses", name=op.f(f"uq_{table}_reverses")),
    )
    for column in ("invoice_id", "bank_entry"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    table = "reminder"
    op.create_table(
        table,
        _id("id"),
        _id("invoice_id"),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("pay_by", sa.Date(), nullable=False),
        _cents("open_cents"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_at", types.UtcTime(), nullable=False),
        _id("made_by"),
        _check(table, "level", "level > 0 and open_cents > 0"),
        _refer(table, "invoice_id", "invoice"),
        _refer(table, "made_by", "user_account"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("invoice_id", "level", name=op.f(f"uq_{table}_invoice_id_level")),
    )
