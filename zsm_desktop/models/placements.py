"""A pupil of one school following an offer of another: asked, answered, planned per month, changed with a reason."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from zsm_desktop.models.base import Base, IdKey, QuantityValue, Versioned, link
from zsm_desktop.models.types import Code, Id, Long


class Placement(Versioned, Base):
    """`waiting` stands in the offer's waiting list, by `queued_at`; `proposed` awaits the provider's answer.

    `agreement_on` is the day the stage agreement was signed, empty while it is not.
    """

    __tablename__ = "placement"
    id: Mapped[IdKey]
    number: Mapped[str] = mapped_column(Code, unique=True)
    case_id: Mapped[str | None] = mapped_column(Id, link("case_file"))
    pupil_id: Mapped[str] = mapped_column(Id, link("pupil"))
    offer_id: Mapped[str] = mapped_column(Id, link("offer"))
    user_id: Mapped[str] = mapped_column(Id, link("school"))
    provider_id: Mapped[str] = mapped_column(Id, link("school"))
    decision_id: Mapped[str | None] = mapped_column(Id, link("decision"))
    agenda_item_id: Mapped[str | None] = mapped_column(Id, link("agenda_item"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    planned: Mapped[QuantityValue]
    status: Mapped[str] = mapped_column(Code, default="running")
    queued_at: Mapped[datetime | None]
    answered_on: Mapped[date | None]
    answered_by: Mapped[str | None] = mapped_column(Id, link("user_account"))
    answer_reason: Mapped[str] = mapped_column(Long, default="")
    agreement_on: Mapped[date | None]
    end_reason: Mapped[str | None] = mapped_column(Code)
    __table_args__ = (
        CheckConstraint("status in ('proposed','waiting','running','refused','ended','cancelled')", name="status"),
        CheckConstraint("user_id <> provider_id", name="two_schools"),
        CheckConstraint("starts_on <= ends_on", name="span"),
        CheckConstraint("planned >= 0", name="planned"),
        Index(None, "offer_id", "status"),
        Index(None, "pupil_id"),
        Index(None, "case_id"),
        Index(None, "provider_id", "status"),
        Index(None, "user_id", "status"),
    )


class PlacementMonth(Base):
    """What is planned in one month (`month` = year × 12 + month − 1); without rows the plan is spread evenly."""

    __tablename__ = "placement_month"
    placement_id: Mapped[str] = mapped_column(Id, link("placement"), primary_key=True)
    month: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    planned: Mapped[QuantityValue]
    __table_args__ = (CheckConstraint("planned >= 0", name="planned"),)


class PlacementChange(Base):
    """One thing that changed about a placement, and why; never altered. Values are codes, days and quantities."""

    __tablename__ = "placement_change"
    id: Mapped[IdKey]
    placement_id: Mapped[str] = mapped_column(Id, link("placement"))
    changed_at: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(Id, link("user_account"))
    field: Mapped[str] = mapped_column(Code)
    old: Mapped[str] = mapped_column(Code, default="")
    new: Mapped[str] = mapped_column(Code, default="")
    reason: Mapped[str] = mapped_column(Long, default="")
    __table_args__ = (Index(None, "placement_id"),)
