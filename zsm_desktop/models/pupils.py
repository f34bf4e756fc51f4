"""Young people: a pseudonym in the open, everything that identifies them sealed."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from zsm_desktop.domain.sealed import SealedBytes
from zsm_desktop.models.base import Base, IdKey, ShortText, link
from zsm_desktop.models.types import Code, Id


class Pupil(Base):
    """`sequence` gives code and pseudonym and is never used again."""

    __tablename__ = "pupil"
    id: Mapped[IdKey]
    sequence: Mapped[int] = mapped_column(unique=True)
    code: Mapped[str] = mapped_column(Code, unique=True)
    pseudonym: Mapped[ShortText] = mapped_column(unique=True)
    school_id: Mapped[str] = mapped_column(Id, link("school"))
    given_name: Mapped[SealedBytes | None]
    family_name: Mapped[SealedBytes | None]
    initials: Mapped[SealedBytes | None]
    birth_date: Mapped[SealedBytes | None]
    guardian_contact: Mapped[SealedBytes | None]
    school_reference: Mapped[SealedBytes | None]
    enrolled_on: Mapped[date | None]
    left_on: Mapped[date | None]
    __table_args__ = (Index(None, "school_id", "left_on"),)


class FormerName(Base):
    """How a pupil was called before: older texts still say it, and the mask looks for it."""

    __tablename__ = "former_name"
    id: Mapped[IdKey]
    pupil_id: Mapped[str] = mapped_column(Id, link("pupil"))
    given_name: Mapped[SealedBytes | None]
    family_name: Mapped[SealedBytes | None]
    until: Mapped[date]
    __table_args__ = (Index(None, "pupil_id"),)


class Outcome(Base):
    """Where a leaver went, by destination code."""

    __tablename__ = "outcome"
    pupil_id: Mapped[str] = mapped_column(Id, link("pupil"), primary_key=True)
    school_id: Mapped[str] = mapped_column(Id, link("school"))
    school_year: Mapped[int]
    destination: Mapped[str] = mapped_column(Code)
    left_on: Mapped[date]
    __table_args__ = (Index(None, "school_year", "school_id"),)
