"""What the network's profile asks of a case, and the phases it went through."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from zsm_desktop.domain.sealed import SealedBytes
from zsm_desktop.models.base import Base, IdKey, link
from zsm_desktop.models.types import Code, Id, Long


class CaseValue(Base):
    """One field of the profile filled in, by the field's code; sealed where the profile says so.

    Of several choices the codes stand beside each other with commas, of a date and a number their text.
    """

    __tablename__ = "case_value"
    id: Mapped[IdKey]
    case_id: Mapped[str] = mapped_column(Id, link("case_file"))
    field: Mapped[str] = mapped_column(Code)
    open_value: Mapped[str | None] = mapped_column(Long)
    sealed_value: Mapped[SealedBytes | None]
    __table_args__ = (
        CheckConstraint("(open_value is null) <> (sealed_value is null)", name="one_value"),
        UniqueConstraint("case_id", "field"),
        Index(None, "field", "open_value"),
    )


class CasePhase(Base):
    """A phase of the profile a case came into on a day; the last one is where it is."""

    __tablename__ = "case_phase"
    id: Mapped[IdKey]
    case_id: Mapped[str] = mapped_column(Id, link("case_file"))
    phase: Mapped[str] = mapped_column(Code)
    began_on: Mapped[date]
    __table_args__ = (Index(None, "case_id", "began_on"),)
