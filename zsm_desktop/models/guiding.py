"""Who directs the trajectory of a case, how it is handed over, and lists pupils stand on until they come off them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from zsm_desktop.domain.sealed import SealedBytes
from zsm_desktop.models.base import Base, IdKey, Versioned, link
from zsm_desktop.models.types import Code, Id


class CaseGuide(Base):
    """Who directs the trajectory of a case from a day on; the one without `ended_on` does so now, and is only one.

    `role` is a code of the profile's roles, "" where it knows none.
    """

    __tablename__ = "case_guide"
    id: Mapped[IdKey]
    case_id: Mapped[str] = mapped_column(Id, link("case_file"))
    contact_id: Mapped[str] = mapped_column(Id, link("contact"))
    role: Mapped[str] = mapped_column(Code, default="")
    began_on: Mapped[date]
    ended_on: Mapped[date | None]
    __table_args__ = (Index(None, "case_id", "began_on"), Index(None, "contact_id", "ended_on"))


class Handover(Versioned, Base):
    """A case handed over, not referred: until the receiver accepts, who directed it stays responsible.

    `note` is what goes along with the young person, `answer` what the receiver said.
    """

    __tablename__ = "handover"
    id: Mapped[IdKey]
    case_id: Mapped[str] = mapped_column(Id, link("case_file"))
    from_id: Mapped[str | None] = mapped_column(Id, link("contact"))
    to_id: Mapped[str] = mapped_column(Id, link("contact"))
    role: Mapped[str] = mapped_column(Code, default="")
    status: Mapped[str] = mapped_column(Code, default="offered")
    offered_on: Mapped[date]
    offered_by: Mapped[str] = mapped_column(Id, link("user_account"))
    answered_on: Mapped[date | None]
    answered_by: Mapped[str | None] = mapped_column(Id, link("user_account"))
    note: Mapped[SealedBytes | None]
    answer: Mapped[SealedBytes | None]
    __table_args__ = (
        CheckConstraint("status in ('offered','accepted','refused','withdrawn')", name="status"),
        CheckConstraint("(status = 'offered') = (answered_on is null)", name="answered"),
        CheckConstraint("from_id is null or from_id <> to_id", name="two"),
        Index(None, "case_id", "status"),
    )


class ListEntry(Versioned, Base):
    """A pupil on a list of the profile, followed until off it; after that it stays on record.

    `needs_partners`: several parties matter, so the pupil is discussed; who does not need them is followed only.
    """

    __tablename__ = "list_entry"
    id: Mapped[IdKey]
    list_code: Mapped[str] = mapped_column(Code)
    pupil_id: Mapped[str] = mapped_column(Id, link("pupil"))
    school_id: Mapped[str] = mapped_column(Id, link("school"))
    added_on: Mapped[date]
    needs_partners: Mapped[bool] = mapped_column(default=False)
    off_on: Mapped[date | None]
    off_reason: Mapped[str | None] = mapped_column(Code)
    __table_args__ = (
        CheckConstraint("(off_on is null) = (off_reason is null)", name="off"),
        UniqueConstraint("list_code", "pupil_id"),
        Index(None, "list_code", "off_on"),
    )


class ChoiceTally(Base):
    """How many cases entered in a school year have a choice of the profile, sealed ones too: counts and nobody in them.

    `choice` "" counts the cases in which the field is filled in at all. Kept at each write of a case's fields.
    `forgotten` of them are cases whose values are gone for good: nobody can count these again.
    """

    __tablename__ = "choice_tally"
    field: Mapped[str] = mapped_column(Code, primary_key=True)
    choice: Mapped[str] = mapped_column(Code, primary_key=True)
    school_year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    counted: Mapped[int]
    forgotten: Mapped[int] = mapped_column(default=0, server_default="0")
    __table_args__ = (
        CheckConstraint("counted >= 0", name="counted"),
        CheckConstraint("forgotten between 0 and counted", name="forgotten"),
    )
