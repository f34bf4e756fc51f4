"""Minutes as they were laid down: the version that counts, and the amendments taken over since it was made."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from zsm_desktop.domain.calendar import home_day
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.minutes_stage import AmendmentStatus, MinutesStatus
from zsm_desktop.models import Amendment, Attendance, Meeting, MinutesVersion, Organisation, User
from zsm_desktop.services.service import opened
from zsm_desktop.store.seal import Sealer


@dataclass(frozen=True, slots=True)
class AmendmentNote:
    """What someone who was present had added to the minutes; `item_id` "" when it is about the whole."""

    item_id: str
    text: str
    by: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which version of the minutes this is; `digest` is the SHA-256 of its content in hex, "" for a draft.

    `reason` is why a final version was corrected, "" otherwise.
    """

    stage: str
    version: int = 0
    made_at: datetime | None = None
    made_by: str = ""
    digest: str = ""
    reason: str = ""
    redacted_on: date | None = None
    """When what it said of a pupil who is forgotten was taken out; `digest` stays that of what was printed."""


@dataclass(frozen=True, slots=True)
class Kept:
    content: str
    stamp: Stamp
    amendments: tuple[AmendmentNote, ...]


DRAFT = Stamp(MinutesStatus.DRAFT.value)


def laid_down(session: Session, seal: Sealer, meeting: Meeting) -> Kept | None:
    """The last version of minutes that are prepared or final; None for a draft.

    Raises RuleError("minutes.damaged") when the content is not what its digest says, ("seal.no_key") for who may not
    open it.
    """
    if meeting.stage == MinutesStatus.DRAFT:
        return None
    newest = select(MinutesVersion).where(MinutesVersion.meeting_id == meeting.id)
    row = session.scalars(newest.order_by(MinutesVersion.version.desc()).limit(1)).one_or_none()
    if row is None:
        return None
    since = amendment_notes(session, seal, meeting.id) if meeting.stage == MinutesStatus.PREPARED else ()
    return Kept(content_of(seal, row), stamp_of(session, seal, row), since)


def content_of(seal: Sealer, row: MinutesVersion) -> str:
    content = row.open_content
    if content is None and row.sealed_content is not None:
        content = seal.open("minutes_version", row.id, "sealed_content", row.sealed_content)
    if content is None or digest_of(content) != (row.redacted_digest or row.digest):
        raise RuleError("minutes.damaged")
    return content


def digest_of(content: str) -> bytes:
    return hashlib.sha256(content.encode()).digest()


def stamp_of(session: Session, seal: Sealer, row: MinutesVersion) -> Stamp:
    return Stamp(
        stage=row.stage,
        version=row.version,
        made_at=row.made_at,
        made_by=session.get_one(User, row.made_by).name,
        digest=row.digest.hex(),
        redacted_on=home_day(row.redacted_at) if row.redacted_at is not None else None,
        reason=row.open_note or opened(seal, "minutes_version", row.id, "sealed_note", row.sealed_note),
    )


def amendment_notes(session: Session, seal: Sealer, meeting_id: str) -> tuple[AmendmentNote, ...]:
    """Those taken over, in the order they were made."""
    query = (
        select(Amendment, Attendance.name, Organisation.name)
        .join(Attendance, Attendance.id == Amendment.attendance_id)
        .outerjoin(Organisation, Organisation.id == Attendance.organisation_id)
        .where(Amendment.meeting_id == meeting_id, Amendment.status == AmendmentStatus.ACCEPTED.value)
        .order_by(Amendment.made_at, Amendment.id)
    )
    return tuple(
        AmendmentNote(row.agenda_item_id or "", amendment_text(seal, row), by, organisation or "")
        for row, by, organisation in session.execute(query)
    )


def amendment_text(seal: Sealer, row: Amendment) -> str:
    return row.open_text or opened(seal, "amendment", row.id, "sealed_text", row.sealed_text)
