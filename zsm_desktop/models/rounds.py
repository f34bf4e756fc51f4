"""A confirmation round without a server: what was mailed to a school to agree with, and what came back."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from zsm_desktop.models.base import Base, CentsValue, IdKey, QuantityValue, link
from zsm_desktop.models.types import Code, Id, Long


class ConfirmationRound(Base):
    """One file to one using school; a later one that holds any of its lines replaces it.

    `check_code` is made of all lines, so that a file whose amounts were altered shows. What is not answered by
    `silence_on` counts as confirmed; empty where the network has no such rule.
    """

    __tablename__ = "confirmation_round"
    id: Mapped[IdKey]
    number: Mapped[str] = mapped_column(Code, unique=True)
    school_id: Mapped[str] = mapped_column(Id, link("school"))
    first_day: Mapped[date]
    last_day: Mapped[date]
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(Id, link("user_account"))
    silence_on: Mapped[date | None]
    check_code: Mapped[str] = mapped_column(Code)
    status: Mapped[str] = mapped_column(Code, default="sent")
    read_at: Mapped[datetime | None]
    read_by: Mapped[str | None] = mapped_column(Id, link("user_account"))
    __table_args__ = (
        CheckConstraint("status in ('sent','read','replaced')", name="status"),
        CheckConstraint("first_day <= last_day", name="span"),
        Index(None, "school_id", "status"),
    )


class ConfirmationLine(Base):
    """One delivery as it went out; `answer` is what the school wrote back."""

    __tablename__ = "confirmation_line"
    round_id: Mapped[str] = mapped_column(Id, link("confirmation_round"), primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    delivery_id: Mapped[str] = mapped_column(Id, link("delivery"))
    quantity: Mapped[QuantityValue]
    amount_cents: Mapped[CentsValue]
    answer: Mapped[str | None] = mapped_column(Code)
    reason: Mapped[str | None] = mapped_column(Long)
    __table_args__ = (
        CheckConstraint("answer in ('agreed','disputed')", name="answer"),
        UniqueConstraint("round_id", "delivery_id"),
        Index(None, "delivery_id"),
    )
