"""Documents that went out for a settlement, what was paid on them, and the letters about what was not."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from zsm_desktop.models.base import Base, CentsValue, IdKey, ShortText, Versioned, link
from zsm_desktop.models.types import Code, Id, RowNumber


class Logo(Base):
    """The picture on the papers of an organisation, PNG or JPEG; issued documents name it by its SHA-256."""

    __tablename__ = "logo"
    organisation_id: Mapped[str] = mapped_column(Id, link("organisation"), primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    picture: Mapped[bytes] = mapped_column(LargeBinary)
    is_current: Mapped[bool] = mapped_column(default=True)


class Invoice(Base):
    """An invoice or credit note as it was issued: `facts` is all that is on it, as canonical text; never altered.

    Numbered without gaps per issuer and year. Who owes is `payer_id`, who is owed `payee_id`: of a credit note the
    issuer owes. `total_cents` includes VAT and is more than zero. `claim` is what it is of: what was exchanged between
    the two, or a payment of the settlement; both can lie between the same two. `set_off` is of what was exchanged and
    cleared by netting or a threshold: nothing is to be paid on it, so it has no term and is no open item.
    """

    __tablename__ = "invoice"
    id: Mapped[IdKey]
    number: Mapped[str] = mapped_column(Code, unique=True)
    kind: Mapped[str] = mapped_column(Code)
    issuer_id: Mapped[str] = mapped_column(Id, link("organisation"))
    year: Mapped[int]
    sequence: Mapped[int]
    settlement_id: Mapped[str] = mapped_column(Id, link("settlement"))
    claim: Mapped[str] = mapped_column(Code)
    payer_id: Mapped[int] = mapped_column(RowNumber, link("account"))
    payee_id: Mapped[int] = mapped_column(RowNumber, link("account"))
    total_cents: Mapped[CentsValue]
    issued_on: Mapped[date]
    due_on: Mapped[date | None]
    corrects_id: Mapped[str | None] = mapped_column(Id, link("invoice"))
    facts: Mapped[str] = mapped_column(Text)
    issued_at: Mapped[datetime]
    issued_by: Mapped[str] = mapped_column(Id, link("user_account"))
    __table_args__ = (
        CheckConstraint("kind in ('invoice','credit_note')", name="kind"),
        CheckConstraint("claim in ('exchange','payment','set_off')", name="claim"),
        CheckConstraint("payer_id <> payee_id", name="two_holders"),
        CheckConstraint("total_cents > 0", name="total"),
        CheckConstraint("(kind = 'invoice' and claim <> 'set_off') = (due_on is not null)", name="due"),
        CheckConstraint("corrects_id is null or kind = 'credit_note'", name="corrects"),
        UniqueConstraint("issuer_id", "year", "sequence"),
        UniqueConstraint("settlement_id", "claim", "payer_id", "payee_id", "kind"),
    )


class InvoicePayment(Base):
    """What was paid on a document, by hand or from a bank's file; taken back by a row that names it, never altered.

    Of the file only `bank_entry` is kept, the fingerprint of what was paid: the rest is nobody's business.
    """

    __tablename__ = "invoice_payment"
    id: Mapped[IdKey]
    invoice_id: Mapped[str] = mapped_column(Id, link("invoice"))
    paid_on: Mapped[date]
    cents: Mapped[CentsValue]
    bank_entry: Mapped[str | None] = mapped_column(String(64))
    entry: Mapped[int] = mapped_column(RowNumber, ForeignKey("journal_entry.number"), unique=True)
    note: Mapped[ShortText] = mapped_column(default="")
    entered_at: Mapped[datetime]
    entered_by: Mapped[str] = mapped_column(Id, link("user_account"))
    reverses: Mapped[str | None] = mapped_column(Id, link("invoice_payment"), unique=True)
    __table_args__ = (
        CheckConstraint("(reverses is null) = (cents > 0)", name="cents"),
        Index(None, "invoice_id"),
        Index(None, "bank_entry"),
    )


class Reminder(Base):
    """A letter about what was not paid in time; `level` counts from 1. Its text is as it went out; never altered."""

    __tablename__ = "reminder"
    id: Mapped[IdKey]
    invoice_id: Mapped[str] = mapped_column(Id, link("invoice"))
    level: Mapped[int]
    sent_on: Mapped[date]
    pay_by: Mapped[date]
    open_cents: Mapped[CentsValue]
    text: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(Id, link("user_account"))
    __table_args__ = (
        CheckConstraint("level > 0 and open_cents > 0", name="level"),
        UniqueConstraint("invoice_id", "level"),
    )


class ReminderText(Versioned, Base):
    """What the network itself writes in the letter of a level; without a row the words of the program stand in it."""

    __tablename__ = "reminder_text"
    level: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str] = mapped_column(Text)
    __table_args__ = (CheckConstraint("level > 0 and text <> ''", name="text"),)
