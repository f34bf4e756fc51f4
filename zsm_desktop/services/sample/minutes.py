"""Minutes of meetings that were held: sent round within the week, agreed on at the next one, corrected now and then.

Their content is read and written by the code that lays down any minutes, with the books as they stood that day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from zsm_desktop.domain.minutes_stage import AmendmentStatus, MinutesStatus
from zsm_desktop.domain.permissions import Actor
from zsm_desktop.domain.progress import MeetingStatus
from zsm_desktop.models import Meeting
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.meeting_facts import AttendanceRow
from zsm_desktop.services.minutes import MinutesFacts, outcomes_of
from zsm_desktop.services.minutes_content import encoded
from zsm_desktop.services.minutes_correction import ActionWords, Correction, corrected
from zsm_desktop.services.minutes_kept import AmendmentNote, digest_of
from zsm_desktop.services.sample import minutes_texts as texts
from zsm_desktop.services.sample.days import DAY, workday
from zsm_desktop.services.sample.hindsight import Hindsight
from zsm_desktop.services.sample.shape import Frame, Row, Rows, at, new_id
from zsm_desktop.services.versions import NOT_CONTENT
from zsm_desktop.store.store import Store

_PREPARED_AFTER, _AMENDED_AFTER, _CORRECTED_AFTER = 3, 5, 9
"""Days after the meeting, and for a correction after the minutes were final."""
_AMENDED_EVERY, _CORRECTED_EVERY = 5, 9


@dataclass(frozen=True, slots=True)
class _Plan:
    """What becomes of the minutes of one meeting; a moment that is still to come is None."""

    meeting_id: str
    prepared_at: datetime
    final_at: datetime | None
    corrected_at: datetime | None
    amendments: tuple[AmendmentStatus, ...]


class SampleMinutes:
    """`rows` and `stages` hold what was laid down so far."""

    def __init__(self, store: Store, actor: Actor, frame: Frame) -> None:
        self._store, self._actor, self._frame = store, actor, frame
        self._dice = frame.dice("minutes")
        self.rows: Rows = {"amendment": [], "minutes_version": []}
        self.stages: dict[str, str] = {}
        with store.reading() as session:
            self._hindsight = Hindsight(session, Desk(store, actor, lambda: frame.made_at))
        self._waiting = sorted(self._plans(), key=lambda plan: (plan.prepared_at, plan.meeting_id))

    def lay_down(self, until: datetime) -> None:
        """Minutes that were prepared before `until`, with the store as it is now; what became of them follows."""
        while self._waiting and self._waiting[0].prepared_at < until:
            plan = self._waiting.pop(0)
            with self._store.reading() as session:
                self._follow(session, plan, session.get_one(Meeting, plan.meeting_id))

    def _plans(self) -> Iterator[_Plan]:
        """The last meeting of a body waits for the next one; all before it are agreed on."""
        held: dict[str, list[tuple[str, date]]] = {}
        with self._store.reading() as session:
            finished = select(Meeting).where(Meeting.status == MeetingStatus.FINISHED).order_by(Meeting.held_on)
            for meeting in session.scalars(finished):
                held.setdefault(meeting.body_id, []).append((meeting.id, meeting.held_on))
        for meetings in held.values():
            following = [*(later for _, (_, later) in pairwise(meetings)), None]
            for number, ((meeting_id, day), later) in enumerate(zip(meetings, following, strict=True)):
                plan = self._plan(number, len(meetings) - 1, meeting_id, day, later)
                if plan is not None:
                    yield plan

    def _plan(self, number: int, finals: int, meeting_id: str, day: date, later: date | None) -> _Plan | None:
        prepared = self._past(workday(day + _PREPARED_AFTER * DAY), 14)
        if prepared is None:
            return None
        if later is None:
            is_asked = self._past(workday(day + _AMENDED_AFTER * DAY), 10) is not None
            return _Plan(meeting_id, prepared, None, None, (AmendmentStatus.PROPOSED,) if is_asked else ())
        amendments: tuple[AmendmentStatus, ...] = ()
        if number == finals // 2 or number % _AMENDED_EVERY == 2:
            amendments = (AmendmentStatus.ACCEPTED, AmendmentStatus.REJECTED)[: 1 + number % 2]
        is_corrected = number == finals // 3 or number % _CORRECTED_EVERY == 4
        mended = self._past(workday(later + _CORRECTED_AFTER * DAY), 11) if is_corrected else None
        return _Plan(meeting_id, prepared, at(later, 12), mended, amendments)

    def _past(self, day: date, hour: int) -> datetime | None:
        return at(day, hour) if day < self._frame.today else None

    def _follow(self, session: Session, plan: _Plan, meeting: Meeting) -> None:
        whole = self._hindsight.facts(session, meeting, plan.prepared_at)
        self._version(meeting, whole, MinutesStatus.PREPARED, 1)
        notes = self._amend(meeting, whole, plan.amendments)
        if plan.final_at is None:
            return
        whole = replace(whole, amendments=notes, made_at=plan.final_at)
        self._version(meeting, whole, MinutesStatus.FINAL, 2)
        wanted = _wanted(whole)
        if plan.corrected_at is not None and wanted != Correction():
            card = corrected(whole.card, wanted, whole.made_at.date())
            whole = replace(whole, card=card, outcomes=outcomes_of(card), made_at=plan.corrected_at)
            self._version(meeting, whole, MinutesStatus.FINAL, 3, texts.REASON)

    def _version(
        self, meeting: Meeting, whole: MinutesFacts, stage: MinutesStatus, version: int, note: str = ""
    ) -> None:
        content, is_open = encoded(whole, NOT_CONTENT), meeting.kind == "steering"
        self.rows["minutes_version"].append(
            {
                "id": new_id(self._dice, whole.made_at.date()),
                "meeting_id": meeting.id,
                "version": version,
                "stage": stage.value,
                "made_at": whole.made_at,
                "made_by": self._actor.user_id,
                "digest": digest_of(content),
                "open_content": content if is_open else None,
                "sealed_content": None if is_open else content,
                "open_note": note or None if is_open else None,
                "sealed_note": None if is_open else note,
            }
        )
        self.stages[meeting.id] = stage.value

    def _amend(
        self, meeting: Meeting, whole: MinutesFacts, statuses: Sequence[AmendmentStatus]
    ) -> tuple[AmendmentNote, ...]:
        """What was asked by people who were there; the notes are those that were taken over."""
        is_open = meeting.kind == "steering"
        there = [row for row in whole.card.attendance if row.is_present and row.name != self._actor.name]
        points = [item.id for item in whole.card.agenda if is_open or item.outcome]
        notes = []
        for hour, status in enumerate(statuses if there and points else (), start=10):
            person: AttendanceRow = self._dice.choice(there)
            item_id = self._dice.choice(points)
            text = self._dice.choice(texts.STEERING_AMENDMENTS if is_open else texts.CASE_AMENDMENTS)
            if status is AmendmentStatus.REJECTED:
                item_id, text = "", texts.REFUSED["steering" if is_open else "case"]
            made_on = workday(meeting.held_on + _AMENDED_AFTER * DAY)
            row: Row = {
                "id": new_id(self._dice, made_on),
                "meeting_id": meeting.id,
                "agenda_item_id": item_id or None,
                "attendance_id": person.id,
                "made_at": at(made_on, hour),
                "made_by": self._actor.user_id,
                "status": status.value,
                "open_text": text if is_open else None,
                "sealed_text": None if is_open else text,
            }
            self.rows["amendment"].append(row)
            if status is AmendmentStatus.ACCEPTED:
                notes.append(AmendmentNote(item_id, text, person.name, person.organisation))
        return tuple(notes)


def _wanted(whole: MinutesFacts) -> Correction:
    """One text and the date of its action; nothing for the stuurgroep and where there was no such action."""
    noted = {item.id: item.notes for item in whole.card.agenda if item.case and item.notes}
    for action in whole.card.actions:
        if action.agenda_item_id in noted and action.due_on is not None:
            later = ActionWords(action.text, action.owner, workday(action.due_on + 7 * DAY))
            text = noted[action.agenda_item_id] + texts.CORRECTION
            return Correction({action.agenda_item_id: text}, actions={action.id: later})
    return Correction()
