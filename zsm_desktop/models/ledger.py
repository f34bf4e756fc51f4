"""The books: entries and postings that never change, and the running totals the store keeps beside them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from zsm_desktop.models.base import Base, CentsValue, IdKey, QuantityValue, ShortText, link
from zsm_desktop.models.types import Code, Id, Long, RowNumber


class Account(Base):
    """One current account per school, plus funds, rounding, write-off; its key is small as every posting holds two.

    An account of kind `open` holds what its holder, a school or a fund, is still to be paid for settled exchange or
    has to pay.
    """

    __tablename__ = "account"
    id: Mapped[int] = mapped_column(RowNumber, primary_key=True)
    code: Mapped[str] = mapped_column(Code, unique=True)
    name: Mapped[ShortText]
    kind: Mapped[str] = mapped_column(Code)
    school_id: Mapped[str | None] = mapped_column(Id, link("school"), unique=True)
    holder_id: Mapped[int | None] = mapped_column(RowNumber, link("account"), unique=True)
    __table_args__ = (
        CheckConstraint("kind in ('school','fund','rounding','write_off','open')", name="kind"),
        CheckConstraint("(kind = 'school') = (school_id is not null)", name="school"),
        CheckConstraint("(kind = 'open') = (holder_id is not null)", name="holder"),
    )


class Period(Base):
    __tablename__ = "period"
    id: Mapped[IdKey]
    school_year: Mapped[int]
    name: Mapped[ShortText]
    first_day: Mapped[date]
    last_day: Mapped[date]
    status: Mapped[str] = mapped_column(Code, default="open")
    times_reopened: Mapped[int] = mapped_column(default=0)
    __table_args__ = (
        CheckConstraint("status in ('open','hold','closed')", name="status"),
        CheckConstraint("first_day <= last_day", name="span"),
        UniqueConstraint("first_day"),
    )


class PeriodReopening(Base):
    """Why a closed period was opened once more, and by whom; never altered. The store opens none without it."""

    __tablename__ = "period_reopening"
    id: Mapped[IdKey]
    period_id: Mapped[str] = mapped_column(Id, link("period"))
    reopened_at: Mapped[datetime]
    reopened_by: Mapped[str] = mapped_column(Id, link("user_account"))
    reason: Mapped[str] = mapped_column(Long)
    __table_args__ = (CheckConstraint("reason <> ''", name="reason"), Index(None, "period_id"))


class YearClosing(Base):
    """That the books of these days are closed for good, up to entry `entries` with that head; never altered.

    `facts` is the proof as it was: what was looked at and all totals, as canonical JSON. The store opens no period of
    these days again and takes no new one.
    """

    __tablename__ = "year_closing"
    book_year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    first_day: Mapped[date]
    last_day: Mapped[date]
    entries: Mapped[int] = mapped_column(RowNumber)
    head: Mapped[bytes] = mapped_column(LargeBinary)
    facts: Mapped[str] = mapped_column(Text)
    closed_at: Mapped[datetime]
    closed_by: Mapped[str] = mapped_column(Id, link("user_account"))
    __table_args__ = (CheckConstraint("first_day <= last_day", name="span"),)


class JournalEntry(Base):
    """`number` runs on without gaps; `hash` chains the entry to the one before it.

    Its postings are written first: inserting the entry is what makes them count, and the store then checks that
    they sum to zero. An entry of kind `fund` moves who bears a delivery between its fund and the using school; one of
    a settlement moves what was exchanged to what is open, and has nothing delivered.
    """

    __tablename__ = "journal_entry"
    number: Mapped[int] = mapped_column(RowNumber, primary_key=True)
    kind: Mapped[str] = mapped_column(Code)
    period_id: Mapped[str] = mapped_column(Id, link("period"))
    booked_on: Mapped[date]
    delivered_on: Mapped[date]
    delivery_id: Mapped[str | None] = mapped_column(Id, link("delivery"))
    placement_id: Mapped[str | None] = mapped_column(Id, link("placement"))
    decision_id: Mapped[str | None] = mapped_column(Id, link("decision"))
    offer_id: Mapped[str | None] = mapped_column(Id, link("offer"))
    quantity: Mapped[QuantityValue]
    tariff_cents: Mapped[CentsValue]
    settlement_id: Mapped[str | None] = mapped_column(Id, link("settlement"))
    reverses: Mapped[int | None] = mapped_column(RowNumber, ForeignKey("journal_entry.number"), unique=True)
    booked_by: Mapped[str] = mapped_column(Id, link("user_account"))
    booked_at: Mapped[str] = mapped_column(String(25))
    previous_hash: Mapped[bytes] = mapped_column(LargeBinary)
    hash: Mapped[bytes] = mapped_column(LargeBinary)
    __table_args__ = (
        CheckConstraint("kind in ('delivery','reversal','fund','settlement','write_off','payment')", name="kind"),
        CheckConstraint("(kind = 'reversal') = (reverses is not null)", name="reverses"),
        CheckConstraint("(offer_id is null) = (settlement_id is not null)", name="what"),
        CheckConstraint(
            "(kind in ('settlement','write_off','payment')) = (settlement_id is not null)", name="settlement"
        ),
        Index(
            "uq_journal_entry_delivery",
            "delivery_id",
            "kind",
            unique=True,
            sqlite_where=text("kind <> 'fund'"),
        ),
        Index(None, "delivery_id", sqlite_where=text("kind = 'fund'")),
        Index(None, "settlement_id", sqlite_where=text("settlement_id IS NOT NULL")),
    )


class Posting(Base):
    """One line of an entry; `booked_on` repeats the entry's so that totals need no join."""

    __tablename__ = "posting"
    id: Mapped[int] = mapped_column(RowNumber, primary_key=True)
    entry: Mapped[int] = mapped_column(
        RowNumber, ForeignKey("journal_entry.number", deferrable=True, initially="DEFERRED")
    )
    account_id: Mapped[int] = mapped_column(RowNumber, link("account"))
    counter_id: Mapped[int] = mapped_column(RowNumber, link("account"))
    side: Mapped[str] = mapped_column(Code)
    cents: Mapped[CentsValue]
    booked_on: Mapped[date]
    __table_args__ = (
        CheckConstraint("side in ('given','taken','settled')", name="side"),
        CheckConstraint("account_id <> counter_id", name="two_accounts"),
        Index(None, "entry"),
        Index(None, "account_id", "booked_on", "counter_id", "side", "cents"),
    )


class AccountTotal(Base):
    """What one account gave and took in one month (`month` = year × 12 + month − 1); kept by the store itself.

    `settled_cents` is what settling moved: on a school's account against what it gave and took, on an open one towards
    what it is to be paid.
    """

    __tablename__ = "account_total"
    account_id: Mapped[int] = mapped_column(RowNumber, link("account"), primary_key=True)
    month: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    given_cents: Mapped[CentsValue]
    taken_cents: Mapped[CentsValue]
    settled_cents: Mapped[CentsValue] = mapped_column(default=0)


class PairTotal(Base):
    """What one account gave to and took from another in one school year; kept by the store itself."""

    __tablename__ = "pair_total"
    account_id: Mapped[int] = mapped_column(RowNumber, link("account"), primary_key=True)
    counter_id: Mapped[int] = mapped_column(RowNumber, link("account"), primary_key=True)
    school_year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    given_cents: Mapped[CentsValue]
    taken_cents: Mapped[CentsValue]


class FlowTotal(Base):
    """What flowed from giver to taker through one offer in one month; kept by the store itself.

    `cents` and `quantity` go down with a reversal. A fund that bears part of it is a taker of cents without quantity.
    """

    __tablename__ = "flow_total"
    giver_id: Mapped[int] = mapped_column(RowNumber, link("account"), primary_key=True)
    taker_id: Mapped[int] = mapped_column(RowNumber, link("account"), primary_key=True)
    offer_id: Mapped[str] = mapped_column(Id, link("offer"), primary_key=True)
    month: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    cents: Mapped[CentsValue]
    quantity: Mapped[QuantityValue]
    __table_args__ = ({"sqlite_with_rowid": False},)


class Statement(Base):
    """A statement that went out to a school: what it said, and the head of the chain it stood on; never altered.

    A later one over the same days has the next `version` and says which it replaces. `silence_days` is the rule of the
    network as it was then.
    """

    __tablename__ = "statement"
    id: Mapped[IdKey]
    number: Mapped[str] = mapped_column(Code)
    version: Mapped[int]
    school_id: Mapped[str] = mapped_column(Id, link("school"))
    first_day: Mapped[date]
    last_day: Mapped[date]
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(Id, link("user_account"))
    entries: Mapped[int] = mapped_column(RowNumber)
    head: Mapped[bytes | None] = mapped_column(LargeBinary)
    opening_cents: Mapped[CentsValue]
    closing_cents: Mapped[CentsValue]
    silence_days: Mapped[int | None]
    __table_args__ = (
        CheckConstraint("first_day <= last_day", name="span"),
        UniqueConstraint("number", "version"),
        UniqueConstraint("school_id", "first_day", "last_day", "version"),
    )
