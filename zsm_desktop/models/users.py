"""People who open this store: role and school decide what they may do, their key slot what they can read."""

from __future__ import annotations

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from zsm_desktop.models.base import Base, IdKey, ShortText, Versioned, link
from zsm_desktop.models.types import Code, Id


class User(Versioned, Base):
    __tablename__ = "user_account"
    id: Mapped[IdKey]
    name: Mapped[ShortText] = mapped_column(unique=True)
    role: Mapped[str] = mapped_column(Code)
    school_id: Mapped[str | None] = mapped_column(Id, link("school"))
    is_active: Mapped[bool] = mapped_column(default=True)
    __table_args__ = (
        CheckConstraint("role in ('secretary','bookkeeper','coordinator','director','reader')", name="role"),
        CheckConstraint("role not in ('coordinator','director') or school_id is not null", name="school"),
    )
