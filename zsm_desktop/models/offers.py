"""What schools make available to each other, in which unit and at which tariff."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from zsm_desktop.models.base import Base, CentsValue, IdKey, QuantityValue, ShortText, Versioned, link
from zsm_desktop.models.types import Code, Id, Long


class Sector(Versioned, Base):
    __tablename__ = "sector"
    id: Mapped[IdKey]
    code: Mapped[str] = mapped_column(Code, unique=True)
    name: Mapped[ShortText]
    position: Mapped[int]


class Unit(Base):
    """`dagdelen`: how much of a dagdeel one unit is, in hundredths; empty where it cannot be counted so (a piece)."""

    __tablename__ = "unit"
    id: Mapped[IdKey]
    code: Mapped[str] = mapped_column(Code, unique=True)
    name: Mapped[ShortText]
    plural: Mapped[ShortText]
    dagdelen: Mapped[QuantityValue | None]
    __table_args__ = (CheckConstraint("dagdelen > 0", name="dagdelen"),)


class Offer(Versioned, Base):
    """`seats` empty: no limit. `weekdays` as "ma,di"; empty: by arrangement.

    `to_provide` is what the using school sees to (transport, clothes, escort); `outside_cost_cents` what a third party
    asks per unit (an external examiner), for information: the tariff includes it.
    """

    __tablename__ = "offer"
    id: Mapped[IdKey]
    code: Mapped[str] = mapped_column(Code, unique=True)
    school_id: Mapped[str] = mapped_column(Id, link("school"))
    sector_id: Mapped[str] = mapped_column(Id, link("sector"))
    unit_id: Mapped[str] = mapped_column(Id, link("unit"))
    name: Mapped[ShortText]
    kind: Mapped[str] = mapped_column(Code)
    target_group: Mapped[str] = mapped_column(Code, default="all")
    description: Mapped[str] = mapped_column(Long, default="")
    place: Mapped[ShortText] = mapped_column(default="")
    weekdays: Mapped[str] = mapped_column(Code, default="")
    seats: Mapped[int | None]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    is_active: Mapped[bool] = mapped_column(default=True)
    level: Mapped[ShortText] = mapped_column(default="")
    certificate: Mapped[ShortText] = mapped_column(default="")
    to_provide: Mapped[str] = mapped_column(Long, default="")
    contact_id: Mapped[str | None] = mapped_column(Id, link("contact"))
    outside_cost_cents: Mapped[CentsValue | None]
    has_waiting_list: Mapped[bool] = mapped_column(default=True)
    __table_args__ = (
        CheckConstraint("kind in ('course','facility','test','guidance','evening_school','exam')", name="kind"),
        CheckConstraint("target_group in ('all','pro','vso')", name="target_group"),
        CheckConstraint("outside_cost_cents >= 0", name="outside_cost"),
        Index(None, "sector_id"),
        Index(None, "school_id"),
    )


class Booking(Base):
    """A school reserves a facility for some hours; times are local. Two at once are shown as a clash, not refused."""

    __tablename__ = "booking"
    id: Mapped[IdKey]
    offer_id: Mapped[str] = mapped_column(Id, link("offer"))
    school_id: Mapped[str] = mapped_column(Id, link("school"))
    day: Mapped[date]
    starts_at: Mapped[time]
    ends_at: Mapped[time]
    purpose: Mapped[ShortText] = mapped_column(default="")
    status: Mapped[str] = mapped_column(Code, default="booked")
    made_by: Mapped[str] = mapped_column(Id, link("user_account"))
    made_at: Mapped[datetime]
    __table_args__ = (
        CheckConstraint("status in ('booked','cancelled')", name="status"),
        CheckConstraint("starts_at < ends_at", name="span"),
        Index(None, "offer_id", "day"),
        Index(None, "school_id", "day"),
    )
