"""What privacy law asks to be kept: requests of pupils, data breaches, what was destroyed, the network's own texts."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from zsm_desktop.domain.sealed import SealedBytes
from zsm_desktop.models.base import Base, IdKey, ShortText, Versioned, link
from zsm_desktop.models.types import Code, Id, Short


class PupilRequest(Versioned, Base):
    """A right a pupil or guardian called upon; to be answered by `due_on`, later only where they were told why.

    One month, and two more (article 12, paragraph 3, AVG).
    """

    __tablename__ = "pupil_request"
    id: Mapped[IdKey]
    pupil_id: Mapped[str] = mapped_column(Id, link("pupil"))
    kind: Mapped[str] = mapped_column(Code)
    asked_by: Mapped[str] = mapped_column(Code)
    asked_on: Mapped[date]
    due_on: Mapped[date]
    extended_on: Mapped[date | None]
    status: Mapped[str] = mapped_column(Code, default="open")
    answered_on: Mapped[date | None]
    sealed_asked: Mapped[SealedBytes | None]
    sealed_answer: Mapped[SealedBytes | None]
    __table_args__ = (
        CheckConstraint("kind in ('access','correction','objection','restriction','erasure')", name="kind"),
        CheckConstraint("asked_by in ('pupil','guardian','other')", name="asked_by"),
        CheckConstraint("status in ('open','met','partly','refused','withdrawn')", name="status"),
        CheckConstraint("(status = 'open') = (answered_on is null)", name="answered"),
        Index(None, "pupil_id"),
        Index(None, "status", "due_on"),
    )


class DataBreach(Versioned, Base):
    """A data breach in the register every organisation keeps (article 33, paragraph 5, AVG), by its number.

    The 72 hours run from `discovered_at`; `people` is how many it touches, None while nobody knows.
    """

    __tablename__ = "data_breach"
    id: Mapped[IdKey]
    number: Mapped[str] = mapped_column(Code, unique=True)
    discovered_at: Mapped[datetime]
    happened_on: Mapped[date | None]
    kind: Mapped[str] = mapped_column(Code)
    people: Mapped[int | None]
    risk: Mapped[str] = mapped_column(Code, default="unknown")
    sealed_facts: Mapped[SealedBytes | None]
    sealed_consequences: Mapped[SealedBytes | None]
    sealed_measures: Mapped[SealedBytes | None]
    sealed_reason: Mapped[SealedBytes | None]
    reported_at: Mapped[datetime | None]
    report_reference: Mapped[str] = mapped_column(Short, default="")
    told_on: Mapped[date | None]
    closed_at: Mapped[datetime | None]
    __table_args__ = (
        CheckConstraint("kind in ('lost','stolen','sent','seen','destroyed','unavailable','other')", name="kind"),
        CheckConstraint("risk in ('unknown','none','risk','high')", name="risk"),
        CheckConstraint("people is null or people >= 0", name="people"),
    )


class Destruction(Base):
    """One run that made data of pupils, or old lines of the logbook, go for good; fixed once it has ended.

    While one has not ended, which is only inside its own transaction, the guards let texts that were fixed be emptied.
    `facts` is JSON: what was counted before and after, and papers that are to be thrown away by hand.
    """

    __tablename__ = "destruction"
    id: Mapped[IdKey]
    sequence: Mapped[int] = mapped_column(unique=True)
    kind: Mapped[str] = mapped_column(Code)
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    done_by: Mapped[str] = mapped_column(Id, link("user_account"))
    pupils: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    entries: Mapped[int] = mapped_column(default=0)
    chain_head: Mapped[bytes | None] = mapped_column(LargeBinary)
    facts: Mapped[str | None] = mapped_column(Text)
    digest: Mapped[bytes | None] = mapped_column(LargeBinary)
    __table_args__ = (
        CheckConstraint("kind in ('retention','request','logbook')", name="kind"),
        CheckConstraint("(ended_at is null) = (digest is null)", name="ended"),
    )


class DestructionLine(Base):
    """Whose data went, by a code that says nothing without them, and by which rule; never altered."""

    __tablename__ = "destruction_line"
    destruction_id: Mapped[str] = mapped_column(Id, link("destruction"), primary_key=True)
    subject_id: Mapped[str] = mapped_column(Id, primary_key=True)
    code: Mapped[str] = mapped_column(Code)
    category: Mapped[str] = mapped_column(Code)
    due_on: Mapped[date | None]
    ground: Mapped[ShortText] = mapped_column(default="")
    changed: Mapped[int] = mapped_column(default=0)


class PrivacyText(Versioned, Base):
    """What the network itself wrote in its register of processing or its DPIA, by the key of the question."""

    __tablename__ = "privacy_text"
    key: Mapped[str] = mapped_column(Code, primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    __table_args__ = (CheckConstraint("text <> ''", name="text"),)
