"""What a unit of an offer costs from a day on, what that is made of, and how VAT treats each kind of offer."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from zsm_desktop.models.base import Base, CentsValue, IdKey, ShortText, Versioned, link
from zsm_desktop.models.types import Code, Id, Long


class Tariff(Versioned, Base):
    """Price per unit from a day on; a change is a new row, what was used stays.

    The cost basis, where one was agreed, is per unit too: wage cost, materials and overhead.
    """

    __tablename__ = "tariff"
    id: Mapped[IdKey]
    offer_id: Mapped[str] = mapped_column(Id, link("offer"))
    cents: Mapped[CentsValue]
    valid_from: Mapped[date]
    wage_cents: Mapped[CentsValue | None]
    materials_cents: Mapped[CentsValue | None]
    overhead_cents: Mapped[CentsValue | None]
    agreed_by: Mapped[ShortText] = mapped_column(default="")
    decision_id: Mapped[str | None] = mapped_column(Id, link("decision"))
    __table_args__ = (
        CheckConstraint("cents >= 0", name="cents"),
        CheckConstraint("wage_cents >= 0 and materials_cents >= 0 and overhead_cents >= 0", name="basis"),
        UniqueConstraint("offer_id", "valid_from"),
    )


class VatRule(Versioned, Base):
    """How VAT treats offers of one kind from a day on, and on what ground; without a rule: still to be checked."""

    __tablename__ = "vat_rule"
    id: Mapped[IdKey]
    kind: Mapped[str] = mapped_column(Code)
    valid_from: Mapped[date]
    treatment: Mapped[str] = mapped_column(Code)
    ground: Mapped[str] = mapped_column(Long, default="")
    decision_id: Mapped[str | None] = mapped_column(Id, link("decision"))
    __table_args__ = (
        CheckConstraint("kind in ('course','facility','test','guidance','evening_school','exam')", name="kind"),
        CheckConstraint("treatment in ('to_check','exempt','high','low','zero','outside')", name="treatment"),
        CheckConstraint("treatment not in ('exempt','outside') or ground <> ''", name="ground"),
        UniqueConstraint("kind", "valid_from"),
    )
