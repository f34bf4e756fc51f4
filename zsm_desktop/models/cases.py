"""Pupils entered for a maatwerkbespreking: the question, what was tried, and on what legal basis it is shared."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from zsm_desktop.domain.sealed import SealedBytes
from zsm_desktop.models.base import Base, IdKey, Versioned, link
from zsm_desktop.models.types import Code, Id, Quantity


class ImportBatch(Base):
    """One file taken in; undoing it removes all it brought as long as nothing was done with it."""

    __tablename__ = "import_batch"
    id: Mapped[IdKey]
    kind: Mapped[str] = mapped_column(Code)
    file_name: Mapped[str]
    taken_in_at: Mapped[datetime]
    taken_in_by: Mapped[str] = mapped_column(Id, link("user_account"))
    rows: Mapped[int]
    undone_at: Mapped[datetime | None]


class Case(Versioned, Base):
    """A question of a pupil.

    `wall_question` is the question in words made for showing to the room; `return_on` is the day from which the case
    wants to be on an agenda again.
    `is_sixteen` is what the school told of the pupil's age (16 or older) where the birth date is not told. It stands in
    the open: yes or no points to nobody.
    """

    __tablename__ = "case_file"
    id: Mapped[IdKey]
    number: Mapped[str] = mapped_column(Code, unique=True)
    pupil_id: Mapped[str] = mapped_column(Id, link("pupil"))
    school_id: Mapped[str] = mapped_column(Id, link("school"))
    status: Mapped[str] = mapped_column(Code)
    entered_on: Mapped[date]
    closed_on: Mapped[date | None]
    is_urgent: Mapped[bool] = mapped_column(default=False)
    question: Mapped[SealedBytes | None]
    wall_question: Mapped[SealedBytes | None]
    tried: Mapped[SealedBytes | None]
    wishes: Mapped[SealedBytes | None]
    remarks: Mapped[SealedBytes | None]
    half_days: Mapped[int | None] = mapped_column(Quantity)
    weekdays: Mapped[str] = mapped_column(Code, default="")
    travel_km: Mapped[int | None]
    wanted_from: Mapped[date | None]
    pupil_spoken_on: Mapped[date | None]
    guardians_spoken_on: Mapped[date | None]
    pupil_spoken_by: Mapped[SealedBytes | None]
    guardians_spoken_by: Mapped[SealedBytes | None]
    return_on: Mapped[date | None]
    reopened_on: Mapped[date | None]
    reopen_reason: Mapped[SealedBytes | None]
    is_sixteen: Mapped[bool | None]
    import_id: Mapped[str | None] = mapped_column(Id, link("import_batch"))
    __table_args__ = (
        CheckConstraint("status in ('entered','on_agenda','running','closed')", name="status"),
        Index(None, "pupil_id"),
        Index(None, "status", "entered_on"),
    )


class CaseSector(Base):
    """The sectors a pupil would like, in order."""

    __tablename__ = "case_sector"
    case_id: Mapped[str] = mapped_column(Id, link("case_file"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    sector_id: Mapped[str] = mapped_column(Id, link("sector"))


class Consent(Base):
    """A legal basis for sharing a case; `receiver_id` empty means every school of the network."""

    __tablename__ = "consent"
    id: Mapped[IdKey]
    case_id: Mapped[str] = mapped_column(Id, link("case_file"))
    legal_basis: Mapped[str] = mapped_column(Code)
    given_by: Mapped[str] = mapped_column(Code)
    receiver_id: Mapped[str | None] = mapped_column(Id, link("school"))
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    withdrawn_on: Mapped[date | None]
    __table_args__ = (
        CheckConstraint("legal_basis in ('consent','public_task','vital_interest')", name="legal_basis"),
        CheckConstraint("given_by in ('pupil','guardians','both','school')", name="given_by"),
        Index(None, "case_id"),
    )
