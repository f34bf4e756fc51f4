"""What the network wants to reach, per school or together."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from zsm_desktop.models.base import Base, IdKey, Versioned, link
from zsm_desktop.models.types import Code, Id


class Target(Versioned, Base):
    """What one indicator is to come to in a school year; `school_id` empty: of the whole network.

    `value` is a number, or thousandths where the indicator is a share.
    """

    __tablename__ = "target"
    id: Mapped[IdKey]
    indicator: Mapped[str] = mapped_column(Code)
    school_id: Mapped[str | None] = mapped_column(Id, link("school"))
    school_year: Mapped[int]
    value: Mapped[int]
    __table_args__ = (CheckConstraint("value >= 0", name="value"), Index(None, "indicator", "school_year"))
