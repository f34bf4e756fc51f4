"""Use that really happened: entered by the provider, confirmed or disputed by the using school, then booked."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from zsm_desktop.models.base import Base, CentsValue, IdKey, QuantityValue, link
from zsm_desktop.models.types import Code, Id, Long


class Delivery(Base):
    """Tariff and amount are fixed when it is entered: those valid on the day of delivery."""

    __tablename__ = "delivery"
    id: Mapped[IdKey]
    offer_id: Mapped[str] = mapped_column(Id, link("offer"))
    placement_id: Mapped[str | None] = mapped_column(Id, link("placement"))
    user_id: Mapped[str] = mapped_column(Id, link("school"))
    provider_id: Mapped[str] = mapped_column(Id, link("school"))
    tariff_id: Mapped[str] = mapped_column(Id, link("tariff"))
    delivered_on: Mapped[date]
    quantity: Mapped[QuantityValue]
    tariff_cents: Mapped[CentsValue]
    amount_cents: Mapped[CentsValue]
    status: Mapped[str] = mapped_column(Code, default="entered")
    entered_at: Mapped[datetime]
    entered_by: Mapped[str] = mapped_column(Id, link("user_account"))
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[str | None] = mapped_column(Id, link("user_account"))
    dispute: Mapped[str | None] = mapped_column(Long)
    __table_args__ = (
        CheckConstraint("status in ('entered','confirmed','disputed','withdrawn')", name="status"),
        CheckConstraint("user_id <> provider_id", name="two_schools"),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("(status = 'disputed') <= (dispute is not null)", name="dispute"),
        Index(None, "status", "delivered_on"),
        Index(None, "placement_id", sqlite_where=text("placement_id IS NOT NULL")),
        # Kept under its own id, so that entering one writes the row once: every page written is a page to encrypt.
        {"sqlite_with_rowid": False},
    )
