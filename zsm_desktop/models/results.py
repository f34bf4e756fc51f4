"""What meetings leave behind: decisions, actions, and bottlenecks for the level above.

Text about a pupil is sealed (`sealed_text`); text of a steering meeting is in the open (`open_text`), so that a
director without the second key can read it.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from zsm_desktop.domain.sealed import SealedBytes
from zsm_desktop.models.base import Base, IdKey, ShortText, Versioned, link
from zsm_desktop.models.types import Code, Id, Long

ONE_TEXT = "(open_text is null) <> (sealed_text is null)"


class Decision(Base):
    """Numbered per body and school year without gaps, e.g. MB-2026/27-014; a later one can withdraw it.

    `manner`: taken by consensus, or by the votes of `Vote`.
    """

    __tablename__ = "decision"
    id: Mapped[IdKey]
    number: Mapped[str] = mapped_column(Code, unique=True)
    body_id: Mapped[str] = mapped_column(Id, link("meeting_body"))
    school_year: Mapped[int]
    sequence: Mapped[int]
    meeting_id: Mapped[str] = mapped_column(Id, link("meeting"))
    agenda_item_id: Mapped[str | None] = mapped_column(Id, link("agenda_item"))
    case_id: Mapped[str | None] = mapped_column(Id, link("case_file"))
    decided_on: Mapped[date]
    open_text: Mapped[str | None] = mapped_column(Long)
    sealed_text: Mapped[SealedBytes | None]
    withdrawn_by_id: Mapped[str | None] = mapped_column(Id, link("decision"))
    manner: Mapped[str] = mapped_column(Code, default="consensus")
    __table_args__ = (
        CheckConstraint(ONE_TEXT, name="text"),
        CheckConstraint("manner in ('consensus','vote')", name="manner"),
        UniqueConstraint("body_id", "school_year", "sequence"),
        Index(None, "meeting_id"),
        Index(None, "case_id"),
    )


class Vote(Base):
    """What an organisation voted; recorded in the act of the decision and never changed."""

    __tablename__ = "vote"
    decision_id: Mapped[str] = mapped_column(Id, link("decision"), primary_key=True)
    organisation_id: Mapped[str] = mapped_column(Id, link("organisation"), primary_key=True)
    name: Mapped[ShortText]
    voice: Mapped[str] = mapped_column(Code)
    is_mandated: Mapped[bool]
    __table_args__ = (CheckConstraint("voice in ('for','against','blank')", name="voice"),)


class ActionItem(Base):
    """Who does what by when; carried over until done, or dropped with a reason. `removed_at`: in the bin."""

    __tablename__ = "action_item"
    id: Mapped[IdKey]
    meeting_id: Mapped[str] = mapped_column(Id, link("meeting"))
    agenda_item_id: Mapped[str | None] = mapped_column(Id, link("agenda_item"))
    case_id: Mapped[str | None] = mapped_column(Id, link("case_file"))
    owner_name: Mapped[ShortText]
    owner_organisation_id: Mapped[str | None] = mapped_column(Id, link("organisation"))
    due_on: Mapped[date | None]
    status: Mapped[str] = mapped_column(Code, default="open")
    done_on: Mapped[date | None]
    open_text: Mapped[str | None] = mapped_column(Long)
    sealed_text: Mapped[SealedBytes | None]
    open_reason: Mapped[str | None] = mapped_column(Long)
    sealed_reason: Mapped[SealedBytes | None]
    removed_at: Mapped[datetime | None]
    __table_args__ = (
        CheckConstraint("status in ('open','done','dropped')", name="status"),
        CheckConstraint(ONE_TEXT, name="text"),
        Index(None, "status", "due_on"),
        Index(None, "meeting_id"),
    )


class Bottleneck(Versioned, Base):
    """A structural problem; its text is about the structure and therefore in the open.

    `body_id` is the body it was sent up to, `asked` what that body is asked; `removed_at`: in the bin.
    """

    __tablename__ = "bottleneck"
    id: Mapped[IdKey]
    number: Mapped[int] = mapped_column(unique=True)
    title: Mapped[str]
    description: Mapped[str] = mapped_column(Long, default="")
    meeting_id: Mapped[str | None] = mapped_column(Id, link("meeting"))
    case_id: Mapped[str | None] = mapped_column(Id, link("case_file"))
    noted_on: Mapped[date]
    status: Mapped[str] = mapped_column(Code, default="open")
    escalated_on: Mapped[date | None]
    answer: Mapped[str | None] = mapped_column(Long)
    answered_on: Mapped[date | None]
    kind: Mapped[str] = mapped_column(Code, default="other")
    asked: Mapped[str] = mapped_column(Long, default="")
    body_id: Mapped[str | None] = mapped_column(Id, link("meeting_body"))
    removed_at: Mapped[datetime | None]
    __table_args__ = (
        CheckConstraint("kind in ('capacity','transport','time','rules','money','knowledge','other')", name="kind"),
        CheckConstraint("status in ('open','escalated','answered','closed')", name="status"),
        Index(None, "status"),
    )


class BottleneckCase(Base):
    """A case a bottleneck touches; outside the maatwerkbespreking only their number is told."""

    __tablename__ = "bottleneck_case"
    bottleneck_id: Mapped[str] = mapped_column(Id, link("bottleneck"), primary_key=True)
    case_id: Mapped[str] = mapped_column(Id, link("case_file"), primary_key=True)


class BottleneckSchool(Base):
    """A school a bottleneck hits."""

    __tablename__ = "bottleneck_school"
    bottleneck_id: Mapped[str] = mapped_column(Id, link("bottleneck"), primary_key=True)
    school_id: Mapped[str] = mapped_column(Id, link("school"), primary_key=True)


class Need(Base):
    """What a pupil asked and no offer answers; it lapses after `expires_on`.

    With a case the discussion noted it; without one a school entered by hand what it misses, in `wanted`.
    """

    __tablename__ = "need"
    id: Mapped[IdKey]
    case_id: Mapped[str | None] = mapped_column(Id, link("case_file"))
    agenda_item_id: Mapped[str | None] = mapped_column(Id, link("agenda_item"))
    school_id: Mapped[str] = mapped_column(Id, link("school"))
    sector_id: Mapped[str | None] = mapped_column(Id, link("sector"))
    wanted: Mapped[ShortText] = mapped_column(default="")
    reason_code: Mapped[str] = mapped_column(Code)
    noted_on: Mapped[date]
    expires_on: Mapped[date]
    status: Mapped[str] = mapped_column(Code, default="open")
    __table_args__ = (
        CheckConstraint("status in ('open','answered','dropped')", name="status"),
        CheckConstraint("case_id is not null or wanted <> ''", name="what"),
        Index(None, "status", "expires_on"),
        Index(None, "case_id"),
    )


class FeasibilityCheck(Base):
    """One thing that must be in order before a case can follow an offer; an open one can become an action.

    Of an exam also the day and who takes it.
    """

    __tablename__ = "feasibility_check"
    id: Mapped[IdKey]
    agenda_item_id: Mapped[str] = mapped_column(Id, link("agenda_item"))
    offer_id: Mapped[str] = mapped_column(Id, link("offer"))
    code: Mapped[str] = mapped_column(Code)
    state: Mapped[str] = mapped_column(Code, default="open")
    action_id: Mapped[str | None] = mapped_column(Id, link("action_item"))
    exam_on: Mapped[date | None]
    examiner: Mapped[ShortText] = mapped_column(default="")
    __table_args__ = (
        CheckConstraint("state in ('open','met','not_needed')", name="state"),
        UniqueConstraint("agenda_item_id", "offer_id", "code"),
    )
