"""What schools make available to each other, in which unit and at which tariff."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from zsm_desktop.models.base import Base, CentsValue, IdKey, ShortText, link
from zsm_desktop.models.types import Code, Id, Long


class Sector(Base):
    __tablename__ = "sector"
    id: Mapped[IdKey]
    code: Mapped[str] = mapped_column(Code, unique=True)
    name: Mapped[ShortText]
    position: Mapped[int]


class Unit(Base):
    __tablename__ = "unit"
    id: Mapped[IdKey]
    code: Mapped[str] = mapped_column(Code, unique=True)
    name: Mapped[ShortText]
    plural: Mapped[ShortText]


class Offer(Base):
    """`seats` empty: no limit. `weekdays` as "ma,di"; empty: by arrangement."""

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
    version: Mapped[int] = mapped_column(default=1)
    __table_args__ = (
        CheckConstraint("kind in ('course','facility','test','guidance','evening_school')", name="kind"),
        CheckConstraint("target_group in ('all','pro','vso')", name="target_group"),
        Index(None, "sector_id"),
        Index(None, "school_id"),
    )


class Tariff(Base):
    """Price per unit from a day on; a change is a new row, what was used stays."""

    __tablename__ = "tariff"
    id: Mapped[IdKey]
    offer_id: Mapped[str] = mapped_column(Id, link("offer"))
    cents: Mapped[CentsValue]
    valid_from: Mapped[date]
    __table_args__ = (
        CheckConstraint("cents >= 0", name="cents"),
        UniqueConstraint("offer_id", "valid_from"),
    )
