"""Money that bears part of what schools would otherwise pay each other, up to what was granted."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from zsm_desktop.models.base import Base, CentsValue, IdKey, ShortText, Versioned, link
from zsm_desktop.models.types import Code, Id, Long, RowNumber


class Fund(Versioned, Base):
    """Bears `percent` (hundredths of a percent) of a delivery or `fixed_cents` per unit, never more than its amount.

    It is for deliveries between two days, where wanted of one sector, kind of offer or kind of using school only. Of
    several that fit, the one with the lowest `rank` bears. `ended_on` is its last day where it was ended
    before that.
    """

    __tablename__ = "fund"
    id: Mapped[IdKey]
    account_id: Mapped[int] = mapped_column(RowNumber, link("account"), unique=True)
    code: Mapped[str] = mapped_column(Code, unique=True)
    name: Mapped[ShortText]
    owner: Mapped[ShortText] = mapped_column(default="")
    granted_cents: Mapped[CentsValue]
    percent: Mapped[int | None]
    fixed_cents: Mapped[CentsValue | None]
    first_day: Mapped[date]
    last_day: Mapped[date]
    sector_id: Mapped[str | None] = mapped_column(Id, link("sector"))
    offer_kind: Mapped[str | None] = mapped_column(Code)
    school_kind: Mapped[str | None] = mapped_column(Code)
    rank: Mapped[int] = mapped_column(default=1)
    terms: Mapped[str] = mapped_column(Long, default="")
    decision_id: Mapped[str | None] = mapped_column(Id, link("decision"))
    ended_on: Mapped[date | None]
    __table_args__ = (
        CheckConstraint("granted_cents >= 0", name="granted"),
        CheckConstraint("(percent is null) <> (fixed_cents is null)", name="part"),
        CheckConstraint("percent is null or percent between 1 and 10000", name="percent"),
        CheckConstraint("fixed_cents > 0", name="fixed"),
        CheckConstraint("first_day <= last_day", name="span"),
    )


class FundClaim(Base):
    """What a fund would bear of one booked delivery and what it bears now; first come by day of delivery.

    Which fund it is and `claimed_cents` are fixed when the delivery is confirmed; `charged_cents` follows the books.
    """

    __tablename__ = "fund_claim"
    delivery_id: Mapped[str] = mapped_column(Id, link("delivery"), primary_key=True)
    fund_id: Mapped[str] = mapped_column(Id, link("fund"))
    delivered_on: Mapped[date]
    claimed_cents: Mapped[CentsValue]
    charged_cents: Mapped[CentsValue]
    is_reversed: Mapped[bool] = mapped_column(default=False)
    __table_args__ = (
        CheckConstraint("charged_cents between 0 and claimed_cents", name="charged"),
        Index(None, "fund_id", "delivered_on", "delivery_id"),
    )
