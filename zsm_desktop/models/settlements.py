"""What the schools agreed about paying each other, and each run of it: proposed, decided, executed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from zsm_desktop.models.base import Base, CentsValue, IdKey, ShortText, Versioned, link
from zsm_desktop.models.types import Code, Id, Long, RowNumber

REGIMES = "regime in ('closed_purses','threshold','invoicing','netting')"


class SettlementAgreement(Versioned, Base):
    """The verrekenovereenkomst: which regime holds from a day on; a later one takes over from its own first day.

    The band is an amount or thousandths of what a school used. `issues_for_all`: the penvoerder may issue documents in
    the name of each provider, which netting needs.
    """

    __tablename__ = "settlement_agreement"
    id: Mapped[IdKey]
    regime: Mapped[str] = mapped_column(Code)
    valid_from: Mapped[date] = mapped_column(unique=True)
    term_days: Mapped[int]
    band_cents: Mapped[CentsValue | None]
    band_permille: Mapped[int | None]
    issues_for_all: Mapped[bool] = mapped_column(default=False)
    writes_off: Mapped[bool] = mapped_column(default=False)
    decision_id: Mapped[str | None] = mapped_column(Id, link("decision"))
    note: Mapped[str] = mapped_column(Long, default="")
    __table_args__ = (
        CheckConstraint(REGIMES, name="regime"),
        CheckConstraint("term_days between 1 and 365", name="term"),
        CheckConstraint("band_cents >= 0 and band_permille between 0 and 1000", name="band"),
        CheckConstraint("band_cents is null or band_permille is null", name="one_band"),
        CheckConstraint("not writes_off or regime = 'closed_purses'", name="write_off"),
    )


class AgreementSignature(Base):
    """Who signed for a school or board, and when."""

    __tablename__ = "agreement_signature"
    agreement_id: Mapped[str] = mapped_column(Id, link("settlement_agreement"), primary_key=True)
    organisation_id: Mapped[str] = mapped_column(Id, link("organisation"), primary_key=True)
    signed_by: Mapped[ShortText]
    signed_on: Mapped[date]
    __table_args__ = (CheckConstraint("signed_by <> ''", name="signed_by"),)


class AgreementBand(Base):
    """A band of its own for one school, instead of that of the agreement."""

    __tablename__ = "agreement_band"
    agreement_id: Mapped[str] = mapped_column(Id, link("settlement_agreement"), primary_key=True)
    school_id: Mapped[str] = mapped_column(Id, link("school"), primary_key=True)
    band_cents: Mapped[CentsValue | None]
    band_permille: Mapped[int | None]
    __table_args__ = (
        CheckConstraint("(band_cents is null) <> (band_permille is null)", name="one_band"),
        CheckConstraint("band_cents >= 0 and band_permille between 0 and 1000", name="band"),
    )


class Settlement(Base):
    """One run of a regime over the entries booked in these days, up to entry `entries`; what it rests on is hashed.

    `fewest_payments`: it is proved that the same cannot be done with fewer. `terms` is the regime's terms as they were,
    as canonical JSON. `reverses` is the one it takes back as a whole.
    """

    __tablename__ = "settlement"
    id: Mapped[IdKey]
    number: Mapped[str] = mapped_column(Code, unique=True)
    regime: Mapped[str] = mapped_column(Code)
    first_day: Mapped[date]
    last_day: Mapped[date]
    agreement_id: Mapped[str | None] = mapped_column(Id, link("settlement_agreement"))
    terms: Mapped[str] = mapped_column(Text)
    entries: Mapped[int] = mapped_column(RowNumber)
    head: Mapped[bytes] = mapped_column(LargeBinary)
    basis: Mapped[bytes] = mapped_column(LargeBinary)
    fewest_payments: Mapped[int]
    status: Mapped[str] = mapped_column(Code, default="proposed")
    proposed_at: Mapped[datetime]
    proposed_by: Mapped[str] = mapped_column(Id, link("user_account"))
    decision_id: Mapped[str | None] = mapped_column(Id, link("decision"))
    approved_at: Mapped[datetime | None]
    approved_by: Mapped[str | None] = mapped_column(Id, link("user_account"))
    executed_at: Mapped[datetime | None]
    executed_by: Mapped[str | None] = mapped_column(Id, link("user_account"))
    reverses: Mapped[str | None] = mapped_column(Id, link("settlement"))
    __table_args__ = (
        CheckConstraint(REGIMES, name="regime"),
        CheckConstraint("status in ('proposed','approved','executed','reversed','withdrawn')", name="status"),
        CheckConstraint("first_day <= last_day", name="span"),
        CheckConstraint("status not in ('approved','executed','reversed') or decision_id is not null", name="decided"),
        CheckConstraint("(status in ('executed','reversed')) = (executed_at is not null)", name="executed"),
        Index(None, "status"),
    )


class SettlementLine(Base):
    """What one run does to one account: its position before, and what it pays, receives and writes off.

    `vat_cents` is what it is to be paid of VAT less what it is to pay; payments include it, positions do not.
    """

    __tablename__ = "settlement_line"
    settlement_id: Mapped[str] = mapped_column(Id, link("settlement"), primary_key=True)
    account_id: Mapped[int] = mapped_column(RowNumber, link("account"), primary_key=True, autoincrement=False)
    position_cents: Mapped[CentsValue]
    vat_cents: Mapped[CentsValue]
    pays_cents: Mapped[CentsValue]
    receives_cents: Mapped[CentsValue]
    written_off_cents: Mapped[CentsValue]
    __table_args__ = (CheckConstraint("pays_cents >= 0 and receives_cents >= 0", name="amounts"),)


class SettlementPayment(Base):
    """One of its payments, VAT included, from who owes to who is owed."""

    __tablename__ = "settlement_payment"
    settlement_id: Mapped[str] = mapped_column(Id, link("settlement"), primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    payer_id: Mapped[int] = mapped_column(RowNumber, link("account"))
    payee_id: Mapped[int] = mapped_column(RowNumber, link("account"))
    cents: Mapped[CentsValue]
    __table_args__ = (
        CheckConstraint("payer_id <> payee_id", name="two_parties"),
        CheckConstraint("cents > 0", name="cents"),
    )


class SettlementDocument(Base):
    """Under invoicing: what a provider charges a user; together below zero it is a credit note."""

    __tablename__ = "settlement_document"
    settlement_id: Mapped[str] = mapped_column(Id, link("settlement"), primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    provider_id: Mapped[int] = mapped_column(RowNumber, link("account"))
    user_id: Mapped[int] = mapped_column(RowNumber, link("account"))
    cents: Mapped[CentsValue]
    vat_cents: Mapped[CentsValue]
    __table_args__ = (
        CheckConstraint("provider_id <> user_id", name="two_parties"),
        CheckConstraint("cents <> 0 or vat_cents <> 0", name="amount"),
    )
