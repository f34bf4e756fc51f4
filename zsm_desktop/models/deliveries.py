"""Use that really happened: entered by the provider, confirmed or disputed by the using school, then booked."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from zsm_desktop.models.base import Base, CentsValue, IdKey, QuantityValue, link
from zsm_desktop.models.types import Code, Id, Long, Short


class Delivery(Base):
    """Tariff and amount are fixed when it is entered: those valid on the day of delivery.

    `attended` counts who came, where that was counted.
    """

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
    settled_how: Mapped[str | None] = mapped_column(Code)
    attended: Mapped[int | None]
    note: Mapped[str | None] = mapped_column(Short)
    __table_args__ = (
        CheckConstraint("status in ('entered','confirmed','disputed','withdrawn')", name="status"),
        CheckConstraint("user_id <> provider_id", name="two_schools"),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("(status = 'disputed') <= (dispute is not null)", name="dispute"),
        CheckConstraint("settled_how in ('hand','silence','file')", name="settled_how"),
        CheckConstraint("attended >= 0", name="attended"),
        Index(None, "status", "delivered_on"),
        Index(None, "placement_id", sqlite_where=text("placement_id IS NOT NULL")),
        # Kept under its own id, so that entering one writes the row once: every page written is a page to encrypt.
        {"sqlite_with_rowid": False},
    )


class DisputeMessage(Base):
    """One line of the talk about a disputed delivery; never altered. Nobody's name belongs in it.

    `correction_id` is the delivery entered in its stead, with kind `corrected`.
    """

    __tablename__ = "dispute_message"
    id: Mapped[IdKey]
    delivery_id: Mapped[str] = mapped_column(Id, link("delivery"))
    said_at: Mapped[datetime]
    said_by: Mapped[str] = mapped_column(Id, link("user_account"))
    kind: Mapped[str] = mapped_column(Code)
    text: Mapped[str] = mapped_column(Long)
    correction_id: Mapped[str | None] = mapped_column(Id, link("delivery"))
    __table_args__ = (
        CheckConstraint("kind in ('disputed','answered','agreed','withdrawn','corrected')", name="kind"),
        CheckConstraint("(kind = 'corrected') = (correction_id is not null)", name="correction"),
        Index(None, "delivery_id"),
    )
