"""Who meets, when, about what; what was said is sealed where it is about a pupil."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from zsm_desktop.domain.sealed import SealedBytes
from zsm_desktop.models.base import Base, IdKey, ShortText, Versioned, link
from zsm_desktop.models.types import Code, Id


class MeetingBody(Versioned, Base):
    """A group that meets. `above_id` is the body its bottlenecks go up to; `quorum` how many must be present.

    `is_chair_in_turn`: the chair goes round from one organisation to the next.
    """

    __tablename__ = "meeting_body"
    id: Mapped[IdKey]
    code: Mapped[str] = mapped_column(Code, unique=True)
    name: Mapped[ShortText]
    kind: Mapped[str] = mapped_column(Code)
    level: Mapped[str] = mapped_column(Code)
    rhythm_weeks: Mapped[int | None]
    cluster_id: Mapped[str | None] = mapped_column(Id, link("cluster"))
    above_id: Mapped[str | None] = mapped_column(Id, link("meeting_body"))
    quorum: Mapped[int | None]
    is_chair_in_turn: Mapped[bool] = mapped_column(default=False)
    __table_args__ = (
        CheckConstraint("kind in ('case','steering')", name="kind"),
        CheckConstraint("quorum is null or quorum > 0", name="quorum"),
        CheckConstraint("level in ('operational','tactical','strategic')", name="level"),
    )


class BodyPoint(Base):
    """A point every agenda of a body starts with; `minutes` is the time it takes, empty: as long as a case."""

    __tablename__ = "body_point"
    id: Mapped[IdKey]
    body_id: Mapped[str] = mapped_column(Id, link("meeting_body"))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(Code, default="fixed")
    title: Mapped[str]
    minutes: Mapped[int | None]
    __table_args__ = (
        CheckConstraint("kind in ('fixed','balances','results','funds','collaboration','vacancies')", name="kind"),
        CheckConstraint("minutes is null or minutes > 0", name="minutes"),
        Index(None, "body_id", "position"),
    )


class BodyMember(Base):
    """Who is invited to every meeting of a body, and whether that person may decide there for the organisation."""

    __tablename__ = "body_member"
    body_id: Mapped[str] = mapped_column(Id, link("meeting_body"), primary_key=True)
    contact_id: Mapped[str] = mapped_column(Id, link("contact"), primary_key=True)
    is_mandated: Mapped[bool] = mapped_column(default=False)


class Meeting(Versioned, Base):
    """`invited` counts the invitations sent (the SEQUENCE of a calendar file), `announced` is what the last one said.

    `chair` and `note_taker` are who sits there, `…_id` that user of the program; `stage` is how far the minutes are.
    `chair_organisation_id` is the organisation whose turn in the chair it is, where that goes round.
    """

    __tablename__ = "meeting"
    id: Mapped[IdKey]
    kind: Mapped[str] = mapped_column(Code)
    body_id: Mapped[str] = mapped_column(Id, link("meeting_body"))
    school_year: Mapped[int]
    sequence: Mapped[int]
    number: Mapped[str] = mapped_column(Code, unique=True)
    held_on: Mapped[date]
    starts_at: Mapped[time]
    ends_at: Mapped[time]
    place: Mapped[ShortText] = mapped_column(default="")
    status: Mapped[str] = mapped_column(Code, default="planned")
    chair: Mapped[ShortText] = mapped_column(default="")
    note_taker: Mapped[ShortText] = mapped_column(default="")
    chair_id: Mapped[str | None] = mapped_column(Id, link("user_account"))
    note_taker_id: Mapped[str | None] = mapped_column(Id, link("user_account"))
    invited: Mapped[int] = mapped_column(default=0)
    announced: Mapped[str] = mapped_column(default="")
    stage: Mapped[str] = mapped_column(Code, default="draft")
    chair_organisation_id: Mapped[str | None] = mapped_column(Id, link("organisation"))
    __mapper_args__ = {"polymorphic_on": "kind"}  # noqa: RUF012 - declarative reads it once
    __table_args__ = (
        CheckConstraint("kind in ('case','steering')", name="kind"),
        CheckConstraint("status in ('planned','running','finished','cancelled')", name="status"),
        CheckConstraint("stage in ('draft','prepared','final')", name="stage"),
        UniqueConstraint("body_id", "school_year", "sequence"),
        Index(None, "kind", "held_on"),
    )


class CaseMeeting(Meeting):
    __mapper_args__ = {"polymorphic_identity": "case"}  # noqa: RUF012


class SteeringMeeting(Meeting):
    __mapper_args__ = {"polymorphic_identity": "steering"}  # noqa: RUF012


class Attendance(Base):
    """Someone invited to a meeting, with the name as it stood that day; `left_at` for who went before the end."""

    __tablename__ = "attendance"
    id: Mapped[IdKey]
    meeting_id: Mapped[str] = mapped_column(Id, link("meeting"))
    organisation_id: Mapped[str | None] = mapped_column(Id, link("organisation"))
    contact_id: Mapped[str | None] = mapped_column(Id, link("contact"))
    name: Mapped[ShortText]
    is_present: Mapped[bool] = mapped_column(default=False)
    is_mandated: Mapped[bool] = mapped_column(default=False)
    left_at: Mapped[time | None]
    __table_args__ = (UniqueConstraint("meeting_id", "name"),)


class AgendaItem(Base):
    """One point of an agenda. `notes` is for points that touch no pupil; a case's notes are in its discussion.

    `origin` says why it is there, `minutes` is a time box set by hand; `removed_at`: in the bin, off the agenda.
    """

    __tablename__ = "agenda_item"
    id: Mapped[IdKey]
    meeting_id: Mapped[str] = mapped_column(Id, link("meeting"))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(Code)
    title: Mapped[str]
    case_id: Mapped[str | None] = mapped_column(Id, link("case_file"))
    bottleneck_id: Mapped[str | None] = mapped_column(Id, link("bottleneck"))
    status: Mapped[str] = mapped_column(Code, default="open")
    notes: Mapped[SealedBytes | None]
    open_notes: Mapped[str | None] = mapped_column(default=None)
    origin: Mapped[str] = mapped_column(Code, default="")
    minutes: Mapped[int | None]
    removed_at: Mapped[datetime | None]
    __table_args__ = (
        CheckConstraint(
            "kind in ('fixed','case','bottleneck','balances','results','funds','collaboration','vacancies')",
            name="kind",
        ),
        CheckConstraint("status in ('open','parked','discussed','carried_over')", name="status"),
        CheckConstraint("minutes is null or minutes > 0", name="minutes"),
        CheckConstraint("(kind = 'case') = (case_id is not null)", name="case"),
        UniqueConstraint("meeting_id", "case_id"),
        Index(None, "meeting_id", "position"),
        Index(None, "case_id"),
    )


class CaseDiscussion(Base):
    """One case on one agenda: what was said and what it ended in; `reason_code` when it could not be placed."""

    __tablename__ = "case_discussion"
    id: Mapped[IdKey]
    agenda_item_id: Mapped[str] = mapped_column(Id, link("agenda_item"), unique=True)
    case_id: Mapped[str] = mapped_column(Id, link("case_file"))
    notes: Mapped[SealedBytes | None]
    outcome: Mapped[str | None] = mapped_column(Code)
    reason: Mapped[SealedBytes | None]
    reason_code: Mapped[str | None] = mapped_column(Code)
    __table_args__ = (
        CheckConstraint(
            "outcome is null or outcome in ('placed','find_out','other_help','keep_at_school','to_employer',"
            "'not_placeable','off_list')",
            name="outcome",
        ),
        Index(None, "case_id"),
    )


class Draft(Base):
    """What one user is typing at a point and has not laid down yet: nobody else's, and on no paper.

    `about_id` is the bottleneck whose form it stands in, "" in the lines of the point itself.
    """

    __tablename__ = "draft"
    id: Mapped[IdKey]
    user_id: Mapped[str] = mapped_column(Id, link("user_account"))
    agenda_item_id: Mapped[str] = mapped_column(Id, link("agenda_item"))
    kind: Mapped[str] = mapped_column(Code)
    about_id: Mapped[str] = mapped_column(Id, default="")
    words: Mapped[SealedBytes]
    updated_at: Mapped[datetime]
    __table_args__ = (
        CheckConstraint(
            "kind in ('action','decision','bottleneck','answer','close','describe','wall','reason')", name="kind"
        ),
        UniqueConstraint("user_id", "agenda_item_id", "kind", "about_id"),
        Index(None, "agenda_item_id"),
    )
