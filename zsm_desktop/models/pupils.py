"""Young people: a pseudonym in the open, everything that identifies them sealed."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from zsm_desktop.domain.sealed import SealedBytes
from zsm_desktop.models.base import Base, IdKey, ShortText, Versioned, link
from zsm_desktop.models.types import Code, Id


class Pupil(Base):
    """`sequence` gives code and pseudonym and is never used again.

    From `anonymised_on` on nobody can tell any more who it was: the row stays for the books and the counts.
    """

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
    anonymised_on: Mapped[date | None]
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


class Outcome(Versioned, Base):
    """Where a leaver went, by destination code; `organisation_id` is the employer or school where that is known.

    `exit_profile` is what school prepared for; `is_against_advice`: went on learning where school advised work.
    """

    __tablename__ = "outcome"
    pupil_id: Mapped[str] = mapped_column(Id, link("pupil"), primary_key=True)
    school_id: Mapped[str] = mapped_column(Id, link("school"))
    school_year: Mapped[int]
    destination: Mapped[str] = mapped_column(Code)
    left_on: Mapped[date]
    exit_profile: Mapped[str | None] = mapped_column(Code)
    sector_id: Mapped[str | None] = mapped_column(Id, link("sector"))
    organisation_id: Mapped[str | None] = mapped_column(Id, link("organisation"))
    is_against_advice: Mapped[bool] = mapped_column(default=False)
    __table_args__ = (
        CheckConstraint("exit_profile in ('work','education','day_activities')", name="exit_profile"),
        Index(None, "school_year", "school_id"),
    )


class FollowUp(Versioned, Base):
    """Whether a leaver is still there so many months later; planned with the outcome, answered by the school.

    `destination` is where the leaver is by then. Who could not be reached is no answer, and counted apart.
    """

    __tablename__ = "follow_up"
    id: Mapped[IdKey]
    pupil_id: Mapped[str] = mapped_column(Id, link("pupil"))
    months: Mapped[int]
    due_on: Mapped[date]
    status: Mapped[str] = mapped_column(Code, default="open")
    destination: Mapped[str | None] = mapped_column(Code)
    is_lasting: Mapped[bool | None]
    answered_on: Mapped[date | None]
    answered_by: Mapped[str | None] = mapped_column(Id, link("user_account"))
    note: Mapped[SealedBytes | None]
    __table_args__ = (
        CheckConstraint("status in ('open','reached','not_reached')", name="status"),
        CheckConstraint("months in (3,6,12,24)", name="months"),
        CheckConstraint("(status = 'reached') = (destination is not null and is_lasting is not null)", name="answer"),
        CheckConstraint("(status = 'open') = (answered_on is null)", name="answered"),
        UniqueConstraint("pupil_id", "months"),
        Index(None, "status", "due_on"),
    )
