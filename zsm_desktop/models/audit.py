"""Who did what when: one line per act, written in the act's own transaction, never changed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from zsm_desktop.models.base import Base
from zsm_desktop.models.types import Code, Id, RowNumber


class AuditEvent(Base):
    """`facts` is JSON with codes, counts and identifiers; what somebody typed stands in it sealed (`sealed_fact`) only.

    No index: every act writes a line, and reading all of them back is rare and quick enough.
    """

    __tablename__ = "audit_event"
    number: Mapped[int] = mapped_column(RowNumber, primary_key=True)
    at: Mapped[datetime]
    user_id: Mapped[str] = mapped_column(Id)
    act: Mapped[str] = mapped_column(Code)
    subject_id: Mapped[str | None] = mapped_column(Id)
    facts: Mapped[str | None] = mapped_column(Text)
