"""Minutes after the meeting: a draft, laid down, amended by who was there, final; corrected in a new version.

A version is the whole content of the minutes at that moment and never changes; what the rooms of the program say
afterwards (an action done, a question edited) is no part of it any more.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from zsm_desktop.domain.calendar import home_day
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.minutes_stage import (
    AmendmentStatus,
    MinutesStatus,
    require_amendment,
    require_correction,
    require_draft,
    require_prepared,
    require_settled,
)
from zsm_desktop.domain.progress import MeetingStatus
from zsm_desktop.models import AgendaItem, Amendment, Attendance, CaseDiscussion, Meeting, MinutesVersion, User
from zsm_desktop.services.live_rows import put_notes
from zsm_desktop.services.meetings import LEAD, READ
from zsm_desktop.services.minutes import MinutesFacts, live_facts, outcomes_of, whole_facts
from zsm_desktop.services.minutes_compare import Change, changes_between, point_name
from zsm_desktop.services.minutes_content import decoded, encoded
from zsm_desktop.services.minutes_correction import Correction, corrected, require_told
from zsm_desktop.services.minutes_kept import DRAFT, Stamp, amendment_text, content_of, digest_of, stamp_of
from zsm_desktop.services.minutes_mask import masked_minutes
from zsm_desktop.services.open_texts import open_text
from zsm_desktop.services.rights import readable, require_amends, require_fixes_minutes, require_leads
from zsm_desktop.services.seen import shown_to
from zsm_desktop.services.service import Service, act, read, sealed

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from zsm_desktop.store.work import Work

NOT_CONTENT = frozenset({"stamp", "audience", "left_out", "hidden", "knows_names"})


@dataclass(frozen=True, slots=True)
class VersionRow:
    """`changes` says what it says otherwise than the version before; () for the first."""

    id: str
    stamp: Stamp
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class AmendmentRow:
    """`point` is the title of the point, "" for the minutes as a whole."""

    id: str
    point: str
    text: str
    by: str
    made_at: datetime
    made_by: str
    status: str


@dataclass(frozen=True, slots=True)
class VersionsCard:
    """How far the minutes of a meeting are; `stamp` of the version that counts."""

    meeting_id: str
    stage: MinutesStatus
    stamp: Stamp
    versions: tuple[VersionRow, ...]
    amendments: tuple[AmendmentRow, ...]

    @property
    def proposed(self) -> int:
        """Amendments that nobody has said yes or no to."""
        return sum(row.status == AmendmentStatus.PROPOSED for row in self.amendments)


class Versions(Service):
    @read(*READ)
    def card(self, meeting_id: str) -> VersionsCard:
        """Newest version first, amendments as they were made. Raises RuleError("meeting.none", "minutes.damaged")."""
        with self.store.reading() as session:
            meeting = readable(session, self.actor, meeting_id)
            rows = self._rows(session, meeting_id)
            versions = [VersionRow(row.id, stamp_of(session, self.store.seal, row), ()) for row in rows]
            contents = [decoded(content_of(self.store.seal, row), MinutesFacts) for row in rows]
            for at in range(1, len(versions)):
                versions[at] = replace(versions[at], changes=changes_between(contents[at - 1], contents[at]))
            names = {item.id: point_name(item) for whole in contents[-1:] for item in whole.card.agenda}
            return VersionsCard(
                meeting_id=meeting_id,
                stage=MinutesStatus(meeting.stage),
                stamp=versions[-1].stamp if versions and meeting.stage != MinutesStatus.DRAFT else DRAFT,
                versions=tuple(reversed(versions)),
                amendments=self._amendments(session, meeting_id, names),
            )

    @read(*READ)
    def content(self, meeting_id: str, version: int) -> MinutesFacts:
        """One version as it was laid down, whole. Raises RuleError("minutes.no_version", "minutes.damaged")."""
        with self.store.reading() as session:
            readable(session, self.actor, meeting_id)
            for row in self._rows(session, meeting_id):
                if row.version == version:
                    whole = decoded(content_of(self.store.seal, row), MinutesFacts)
                    card = shown_to(session, self.actor, whole.card)
                    return replace(whole, audience="full", card=card, stamp=stamp_of(session, self.store.seal, row))
        raise RuleError("minutes.no_version")

    @act("minutes.polish", *LEAD, can_undo=True)
    def polish(self, work: Work, texts: Mapping[str, str], before: Mapping[str, str] | None = None) -> None:
        """Better words for what was noted at points (id → the whole text), while the minutes are a draft.

        `before` is what the writer read there: what others wrote since stays, as in `Live.keep_notes`.
        """
        for item_id, text in texts.items():
            self._polish(work, item_id, text.strip(), (before or {}).get(item_id))

    def _polish(self, work: Work, item_id: str, text: str, before: str | None) -> None:
        item = work.session.get(AgendaItem, item_id)
        if item is None:
            raise RuleError("meeting.no_item")
        meeting = _led(work, item.meeting_id)
        require_draft(MeetingStatus(meeting.status), MinutesStatus(meeting.stage))
        if item.case_id is not None:
            talks = select(CaseDiscussion).where(CaseDiscussion.agenda_item_id == item.id)
            if work.session.scalars(talks).one_or_none() is None:
                raise RuleError("meeting.no_item")
        put_notes(self.desk, work, meeting, item, text, before)
        work.subject_id = item.id
        work.touch("meeting", meeting.id)

    @act("minutes.prepare", *LEAD, can_undo=True)
    def prepare(self, work: Work, meeting_id: str) -> None:
        """Lay the draft of a finished meeting down as the version that is sent round."""
        meeting = _led(work, meeting_id)
        require_draft(MeetingStatus(meeting.status), MinutesStatus(meeting.stage))
        meeting.stage = MinutesStatus.PREPARED.value
        self._lay_down(work, meeting, live_facts(self.desk, work.session, meeting), MinutesStatus.PREPARED)

    @act("minutes.amend", *LEAD, can_undo=True)
    def amend(
        self, work: Work, meeting_id: str, attendance_id: str, text: str, agenda_item_id: str | None = None
    ) -> None:
        """What someone who was present wants added, at a point or (None) to the minutes as a whole.

        Raises RuleError("minutes.point_shut") for a case that could not be discussed.
        """
        meeting = _led(work, meeting_id)
        require_amends(work.session, work.actor, meeting)
        person = work.session.get(Attendance, attendance_id)
        if person is None or person.meeting_id != meeting_id:
            raise RuleError("meeting.nobody")
        require_amendment(MinutesStatus(meeting.stage), person.name, text, was_present=person.is_present)
        item = work.session.get(AgendaItem, agenda_item_id) if agenda_item_id else None
        if agenda_item_id and (item is None or item.meeting_id != meeting_id or item.removed_at is not None):
            raise RuleError("meeting.no_item")
        require_told(whole_facts(self.desk, work.session, meeting).card.agenda, agenda_item_id or "")
        row = Amendment(
            id=work.new_id(),
            meeting_id=meeting_id,
            agenda_item_id=agenda_item_id,
            attendance_id=attendance_id,
            made_at=work.at,
            made_by=work.actor.user_id,
            status=AmendmentStatus.PROPOSED.value,
        )
        if meeting.kind == "steering":
            row.open_text = open_text(self.desk, work, text.strip())
        else:
            row.sealed_text = sealed(work, "amendment", row.id, "sealed_text", text.strip())
        work.session.add(row)
        work.made = row.id
        work.touch("meeting", meeting_id)

    @act("minutes.settle_amendment", *LEAD, can_undo=True)
    def settle(self, work: Work, amendment_id: str, *, is_accepted: bool) -> None:
        """Take an amendment over into the minutes, or refuse it; both are kept."""
        row = work.session.get(Amendment, amendment_id)
        if row is None:
            raise RuleError("minutes.amendment_none")
        meeting = _led(work, row.meeting_id)
        require_prepared(MinutesStatus(meeting.stage))
        if row.status != AmendmentStatus.PROPOSED:
            raise RuleError("minutes.amendment_settled")
        row.status = (AmendmentStatus.ACCEPTED if is_accepted else AmendmentStatus.REJECTED).value
        work.subject_id = amendment_id
        work.facts = {"status": row.status}
        work.touch("meeting", meeting.id)

    @act("minutes.finalise", *LEAD)
    def finalise(self, work: Work, meeting_id: str) -> None:
        """What was sent round with the amendments taken over: agreed, and fixed from now on."""
        meeting = _led(work, meeting_id)
        require_fixes_minutes(work.actor, meeting)
        require_prepared(MinutesStatus(meeting.stage))
        proposed = select(func.count()).where(
            Amendment.meeting_id == meeting_id, Amendment.status == AmendmentStatus.PROPOSED.value
        )
        require_settled(work.session.scalar(proposed) or 0)
        whole = whole_facts(self.desk, work.session, meeting)
        self._lay_down(work, meeting, replace(whole, made_at=work.at), MinutesStatus.FINAL)
        work.session.flush()
        meeting.stage = MinutesStatus.FINAL.value

    @act("minutes.correct", *LEAD)
    def correct(self, work: Work, meeting_id: str, version: int, reason: str, wanted: Correction) -> None:
        """A new final version that says what is `wanted` instead; the rooms it was once made of stay as they are.

        Raises RuleError("minutes.not_final", "minutes.reason_needed", "minutes.nothing_changed", "edit.conflict" when
        `version` is not the last one any more) and as `corrected`.
        """
        meeting = _led(work, meeting_id)
        require_fixes_minutes(work.actor, meeting)
        if meeting.stage != MinutesStatus.FINAL:
            raise RuleError("minutes.not_final")
        whole = whole_facts(self.desk, work.session, meeting)
        if whole.stamp.version != version:
            raise RuleError("edit.conflict")
        card = corrected(whole.card, wanted, home_day(whole.made_at))
        require_correction(MinutesStatus(meeting.stage), reason, changes=card != whole.card)
        better = replace(whole, card=card, outcomes=outcomes_of(card), made_at=work.at)
        self._lay_down(work, meeting, better, MinutesStatus.FINAL, reason.strip())

    def _lay_down(
        self, work: Work, meeting: Meeting, whole: MinutesFacts, stage: MinutesStatus, note: str = ""
    ) -> None:
        if meeting.kind == "steering":
            whole, note = masked_minutes(whole, self.desk.masks), open_text(self.desk, work, note)
            work.hidden += whole.hidden
        content = encoded(whole, NOT_CONTENT)
        row = MinutesVersion(
            id=work.new_id(),
            meeting_id=meeting.id,
            version=_last_version(work, meeting.id) + 1,
            stage=stage.value,
            made_at=work.at,
            made_by=work.actor.user_id,
            digest=digest_of(content),
        )
        if meeting.kind == "steering":
            row.open_content, row.open_note = content, note or None
        else:
            row.sealed_content = sealed(work, "minutes_version", row.id, "sealed_content", content)
            row.sealed_note = sealed(work, "minutes_version", row.id, "sealed_note", note)
        work.session.add(row)
        work.made, work.subject_id = row.id, meeting.id
        work.facts = {"version": row.version, "digest": row.digest.hex()}
        work.touch("meeting", meeting.id)

    def _rows(self, session: Session, meeting_id: str) -> list[MinutesVersion]:
        kept = select(MinutesVersion).where(MinutesVersion.meeting_id == meeting_id)
        return list(session.scalars(kept.order_by(MinutesVersion.version)))

    def _amendments(self, session: Session, meeting_id: str, names: Mapping[str, str]) -> tuple[AmendmentRow, ...]:
        query = (
            select(Amendment, Attendance.name, User.name)
            .join(Attendance, Attendance.id == Amendment.attendance_id)
            .join(User, User.id == Amendment.made_by)
            .where(Amendment.meeting_id == meeting_id)
            .order_by(Amendment.made_at, Amendment.id)
        )
        return tuple(
            AmendmentRow(
                id=row.id,
                point=names.get(row.agenda_item_id or "", ""),
                text=amendment_text(self.store.seal, row),
                by=by,
                made_at=row.made_at,
                made_by=made_by,
                status=row.status,
            )
            for row, by, made_by in session.execute(query)
        )


def _led(work: Work, meeting_id: str) -> Meeting:
    meeting = work.session.get(Meeting, meeting_id)
    if meeting is None:
        raise RuleError("meeting.none")
    require_leads(work.session, work.actor, meeting)
    return meeting


def _last_version(work: Work, meeting_id: str) -> int:
    """Of those there are and those that were taken back: one number stands on one paper only."""
    newest = select(func.max(MinutesVersion.version)).where(MinutesVersion.meeting_id == meeting_id)
    told = "SELECT facts FROM audit_event WHERE subject_id = ? AND act = 'minutes.prepare' AND facts IS NOT NULL"
    given = [int(json.loads(facts)["version"]) for (facts,) in work.rows(told, (meeting_id,))]
    return max([work.session.scalar(newest) or 0, *given])
