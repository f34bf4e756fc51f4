"""A pupil of one school following an offer of another."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from zsm_desktop.models.base import Base, IdKey, QuantityValue, link
from zsm_desktop.models.types import Code, Id


class Placement(Base):
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
    __table_args__ = (
        CheckConstraint("status in ('running','ended','cancelled')", name="status"),
        CheckConstraint("user_id <> provider_id", name="two_schools"),
        CheckConstraint("starts_on <= ends_on", name="span"),
        CheckConstraint("planned >= 0", name="planned"),
        Index(None, "offer_id", "status"),
        Index(None, "pupil_id"),
        Index(None, "case_id"),
        Index(None, "provider_id", "status"),
        Index(None, "user_id", "status"),
    )
