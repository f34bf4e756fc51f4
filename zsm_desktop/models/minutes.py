"""The minutes of a meeting as they were laid down: each version whole, and what those present asked to change."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from zsm_desktop.domain.sealed import SealedBytes
from zsm_desktop.models.base import Base, IdKey, link
from zsm_desktop.models.types import Code, Id, Long


class MinutesVersion(Base):
    """One version, never changed: what the minutes said (JSON), sealed unless the meeting is the directors'.

    Where a pupil who is forgotten was taken out, `digest` stays that of what was printed, and `redacted_digest` is that
    of what is left.
    """

    __tablename__ = "minutes_version"
    id: Mapped[IdKey]
    meeting_id: Mapped[str] = mapped_column(Id, link("meeting"))
    version: Mapped[int]
    stage: Mapped[str] = mapped_column(Code)
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(Id, link("user_account"))
    open_note: Mapped[str | None] = mapped_column(Long)
    sealed_note: Mapped[SealedBytes | None]
    open_content: Mapped[str | None] = mapped_column(Text)
    sealed_content: Mapped[SealedBytes | None]
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    redacted_at: Mapped[datetime | None]
    redacted_digest: Mapped[bytes | None] = mapped_column(LargeBinary)
    __table_args__ = (
        CheckConstraint("stage in ('prepared','final')", name="stage"),
        CheckConstraint("(open_content is null) <> (sealed_content is null)", name="content"),
        CheckConstraint("(redacted_at is null) = (redacted_digest is null)", name="redacted"),
        UniqueConstraint("meeting_id", "version"),
    )


class Amendment(Base):
    """What someone who was present wants changed in prepared minutes."""

    __tablename__ = "amendment"
    id: Mapped[IdKey]
    meeting_id: Mapped[str] = mapped_column(Id, link("meeting"))
    agenda_item_id: Mapped[str | None] = mapped_column(Id, link("agenda_item"))
    attendance_id: Mapped[str] = mapped_column(Id, link("attendance"))
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(Id, link("user_account"))
    open_text: Mapped[str | None] = mapped_column(Long)
    sealed_text: Mapped[SealedBytes | None]
    status: Mapped[str] = mapped_column(Code, default="proposed")
    __table_args__ = (
        CheckConstraint("status in ('proposed','accepted','rejected')", name="status"),
        CheckConstraint("(open_text is null) <> (sealed_text is null)", name="text"),
        Index(None, "meeting_id"),
    )
