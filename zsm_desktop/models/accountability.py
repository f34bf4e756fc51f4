"""What a fund is accountable for: results agreed, conditions, days of reporting, and what partners put in."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from zsm_desktop.models.base import Base, CentsValue, IdKey, QuantityValue, ShortText, Versioned, link
from zsm_desktop.models.types import Code, Id, Long


class FundResult(Versioned, Base):
    """A result agreed with who grants the fund: so many of something by a day.

    With `indicator`, a code of the profile, the program counts how far it is; without one `reached` is entered.
    `unit` is that of an indicator: a number, or a share in thousandths.
    """

    __tablename__ = "fund_result"
    id: Mapped[IdKey]
    fund_id: Mapped[str] = mapped_column(Id, link("fund"))
    position: Mapped[int]
    name: Mapped[ShortText]
    indicator: Mapped[str | None] = mapped_column(Code)
    unit: Mapped[str] = mapped_column(Code, default="number")
    agreed: Mapped[int]
    due_on: Mapped[date | None]
    reached: Mapped[int | None]
    note: Mapped[str] = mapped_column(Long, default="")
    __table_args__ = (
        CheckConstraint("unit in ('number','share')", name="unit"),
        CheckConstraint("agreed >= 0 and (reached is null or reached >= 0)", name="counts"),
        CheckConstraint("indicator is null or reached is null", name="counted"),
        Index(None, "fund_id", "position"),
    )


class FundCondition(Versioned, Base):
    """Something the fund asks; `met_on` is the day it was seen to be so."""

    __tablename__ = "fund_condition"
    id: Mapped[IdKey]
    fund_id: Mapped[str] = mapped_column(Id, link("fund"))
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Long)
    met_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(Long, default="")
    __table_args__ = (Index(None, "fund_id", "position"),)


class FundReport(Versioned, Base):
    """A day on which the fund wants to hear how it goes; `sent_on` once it was told."""

    __tablename__ = "fund_report"
    id: Mapped[IdKey]
    fund_id: Mapped[str] = mapped_column(Id, link("fund"))
    name: Mapped[ShortText]
    due_on: Mapped[date]
    sent_on: Mapped[date | None]
    __table_args__ = (Index(None, "fund_id", "due_on"),)


class FundExpense(Versioned, Base):
    """Paid from the fund outside the exchange of schools, so not in the ledger. `removed_at`: in the bin."""

    __tablename__ = "fund_expense"
    id: Mapped[IdKey]
    fund_id: Mapped[str] = mapped_column(Id, link("fund"))
    spent_on: Mapped[date]
    kind: Mapped[str] = mapped_column(Code)
    name: Mapped[ShortText]
    cents: Mapped[CentsValue]
    removed_at: Mapped[datetime | None]
    __table_args__ = (
        CheckConstraint("kind in ('guidance','training','coordination','material','other')", name="kind"),
        CheckConstraint("cents > 0", name="cents"),
        Index(None, "fund_id", "spent_on"),
    )


class FundContribution(Versioned, Base):
    """What a partner put in beside the fund: hours at a rate, or money. `removed_at`: in the bin."""

    __tablename__ = "fund_contribution"
    id: Mapped[IdKey]
    fund_id: Mapped[str] = mapped_column(Id, link("fund"))
    organisation_id: Mapped[str] = mapped_column(Id, link("organisation"))
    given_on: Mapped[date]
    kind: Mapped[str] = mapped_column(Code)
    name: Mapped[ShortText]
    hours: Mapped[QuantityValue | None]
    rate_cents: Mapped[CentsValue | None]
    cents: Mapped[CentsValue]
    removed_at: Mapped[datetime | None]
    __table_args__ = (
        CheckConstraint("kind in ('hours','money')", name="kind"),
        CheckConstraint("(kind = 'hours') = (hours is not null and rate_cents is not null)", name="hours"),
        CheckConstraint("cents >= 0 and (hours is null or hours > 0)", name="cents"),
        Index(None, "fund_id", "given_on"),
    )


class SharedFigure(Versioned, Base):
    """A figure on the target group that the partners share, of a school year; `cluster_id` empty: the whole region.

    `unit`: a number, or a share in thousandths; `source` says who counted it.
    """

    __tablename__ = "shared_figure"
    id: Mapped[IdKey]
    name: Mapped[ShortText]
    cluster_id: Mapped[str | None] = mapped_column(Id, link("cluster"))
    school_year: Mapped[int]
    unit: Mapped[str] = mapped_column(Code, default="number")
    value: Mapped[int]
    source: Mapped[ShortText] = mapped_column(default="")
    __table_args__ = (
        CheckConstraint("unit in ('number','share')", name="unit"),
        CheckConstraint("value >= 0", name="value"),
        Index(None, "school_year", "name"),
    )
