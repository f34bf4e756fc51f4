"""Structural problems met in the work: what kind, whom they hit, what is asked, and the way up and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, func, or_, select

from zsm_desktop.domain.agenda import Origin
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.progress import MeetingStatus
from zsm_desktop.models import (
    AgendaItem,
    Bottleneck,
    BottleneckCase,
    BottleneckSchool,
    Case,
    Meeting,
    MeetingBody,
    School,
)
from zsm_desktop.services.agenda_build import Entry, put_on
from zsm_desktop.services.bottleneck_agenda import body_above, noting_body, take_from
from zsm_desktop.services.drafts import drop_draft_about
from zsm_desktop.services.known import all_known, known, require_version
from zsm_desktop.services.meeting_facts import BottleneckRow
from zsm_desktop.services.meeting_lists import bottleneck_rows
from zsm_desktop.services.meetings import LEAD, READ
from zsm_desktop.services.open_texts import STEERING, masked_text, open_text
from zsm_desktop.services.rights import is_other_school, lead_permission, require_leads, sees_case
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from zsm_desktop.services.desk import Desk

KINDS = ("capacity", "transport", "time", "rules", "money", "knowledge", "other")
MOST_ASKED = 400


@dataclass(frozen=True, slots=True)
class BottleneckDraft:
    """What a bottleneck says; `school_ids` are named by hand, beside the schools of the cases it touches."""

    title: str
    description: str = ""
    kind: str = "other"
    asked: str = ""
    school_ids: frozenset[str] = frozenset()


class Bottlenecks(Service):
    @read(*READ)
    def rows(self, *, statuses: tuple[str, ...] = ()) -> tuple[BottleneckRow, ...]:
        """Newest first. Who may not read maatwerkbesprekingen sees what reached a stuurgroep, and no more."""
        conditions: list[ColumnElement[bool]] = [Bottleneck.status.in_(statuses)] if statuses else []
        with self.store.reading() as session:
            return bottleneck_rows(session, *conditions, *self._seen())

    @read(*READ)
    def draft(self, bottleneck_id: str) -> BottleneckDraft:
        """What the form to edit it starts with."""
        with self.store.reading() as session:
            if not bottleneck_rows(session, Bottleneck.id == bottleneck_id, *self._seen()):
                raise RuleError("bottleneck.none")
            row = session.get_one(Bottleneck, bottleneck_id)
            by_hand = select(BottleneckSchool.school_id).where(BottleneckSchool.bottleneck_id == bottleneck_id)
            schools = frozenset(session.scalars(by_hand))
            return BottleneckDraft(row.title, row.description, row.kind, row.asked, schools)

    @read(*READ)
    def above(self, bottleneck_id: str) -> str:
        """The name of the body it would go to next, "" when it lies with the highest."""
        with self.store.reading() as session:
            bottleneck = session.get(Bottleneck, bottleneck_id)
            if bottleneck is None or not bottleneck_rows(session, Bottleneck.id == bottleneck_id, *self._seen()):
                raise RuleError("bottleneck.none")
            lies = _lies_with(session, bottleneck)
            body = body_above(session, lies.id if lies else None)
            return body.name if body is not None else ""

    @read(*READ)
    def above_body(self, body_id: str) -> str:
        """The name of the body to which this one sends its bottlenecks, "" for none."""
        with self.store.reading() as session:
            body = body_above(session, body_id)
            return body.name if body is not None else ""

    @read(*READ)
    def may_describe(self, bottleneck_id: str) -> bool:
        """Whether `describe` would let this user: False too for one that is gone."""
        with self.store.reading() as session:
            bottleneck = session.get(Bottleneck, bottleneck_id)
            if bottleneck is None or bottleneck.removed_at is not None:
                return False
            try:
                self._require_led(session, bottleneck, is_described=True)
            except RuleError:
                return False
            return True

    @act("bottleneck.describe", *LEAD, can_undo=True)
    def describe(self, work: Work, bottleneck_id: str, version: int, draft: BottleneckDraft) -> None:
        """Say better what it is; on the agendas it stands on it gets its new title."""
        bottleneck = self._led(work, bottleneck_id, is_described=True)
        require_version(bottleneck, version)
        if not draft.title.strip():
            raise RuleError("meeting.empty_text")
        if draft.kind not in KINDS:
            raise RuleError("bottleneck.kind")
        if len(draft.asked.strip()) > MOST_ASKED:
            raise RuleError("bottleneck.asked_long", most=MOST_ASKED)
        all_known(work, School, draft.school_ids, "school.none")
        bottleneck.title, bottleneck.description, bottleneck.asked = (
            self._masked(work, bottleneck, text) for text in (draft.title, draft.description, draft.asked)
        )
        bottleneck.kind = draft.kind
        _set_schools(work, bottleneck_id, draft.school_ids)
        drop_draft_about(work, bottleneck_id, "describe")
        to_come = select(Meeting.id).where(Meeting.status.in_(("planned", "running")))
        for item in work.session.scalars(
            select(AgendaItem).where(AgendaItem.bottleneck_id == bottleneck_id, AgendaItem.meeting_id.in_(to_come))
        ):
            item.title = bottleneck.title
            work.touch("meeting", item.meeting_id)
        _touched(work, bottleneck)

    @act("bottleneck.touch_case", Permission.LEAD_MEETINGS, can_undo=True)
    def touch_case(self, work: Work, bottleneck_id: str, case_id: str, *, is_touched: bool = True) -> None:
        """This case meets the same problem, or on second thoughts it does not."""
        bottleneck = self._led(work, bottleneck_id)
        case = known(work, Case, case_id, "case.none")
        if is_other_school(work.actor, case.school_id) and not sees_case(work.session, work.actor, case):
            raise RuleError("case.none")
        link = work.session.get(BottleneckCase, (bottleneck_id, case_id))
        if is_touched and link is None:
            work.session.add(BottleneckCase(bottleneck_id=bottleneck_id, case_id=case_id))
        elif not is_touched and link is not None:
            work.session.delete(link)
        _touched(work, bottleneck)

    @act("bottleneck.escalate", *LEAD, can_undo=True)
    def escalate(self, work: Work, *bottleneck_ids: str) -> None:
        """To the body above the one where each lies, on its next agenda; by who leads there where it lies now.

        All of them or none. Raises RuleError("bottleneck.not_open", "bottleneck.at_top") when one was answered, or
        lies with the highest.
        """
        for bottleneck_id in bottleneck_ids:
            self._send_up(work, self._led(work, bottleneck_id))

    def _send_up(self, work: Work, bottleneck: Bottleneck) -> None:
        if bottleneck.status not in ("open", "escalated"):
            raise RuleError("bottleneck.not_open", number=bottleneck.number)
        below = _lies_with(work.session, bottleneck)
        above = body_above(work.session, below.id if below else None)
        if above is None:
            raise RuleError("bottleneck.at_top", number=bottleneck.number, body=below.name if below else "—")
        if bottleneck.status == "escalated" and below is not None:
            take_from(work, below.id, bottleneck)
        bottleneck.title, bottleneck.description, bottleneck.asked = (
            open_text(self.desk, work, text) for text in (bottleneck.title, bottleneck.description, bottleneck.asked)
        )
        bottleneck.status, bottleneck.body_id = "escalated", above.id
        bottleneck.escalated_on = self.desk.day
        _put_on_next_agenda(work, above.id, bottleneck, self.desk.day)
        work.facts = {"to": above.code}
        _touched(work, bottleneck)

    @act("bottleneck.answer", *LEAD, can_undo=True)
    def answer(self, work: Work, bottleneck_id: str, version: int, text: str) -> None:
        """What the body with which it lies says to it; that goes back to the body that noted it."""
        bottleneck = self._led(work, bottleneck_id)
        home, lies = noting_body(work.session, bottleneck), _lies_with(work.session, bottleneck)
        if bottleneck.status == "open" and body_above(work.session, home.id if home else None) is not None:
            raise RuleError("bottleneck.not_sent_up", number=bottleneck.number)
        require_version(bottleneck, version)
        if not text.strip():
            raise RuleError("meeting.empty_text")
        was_answered = bottleneck.status == "answered"
        bottleneck.status, bottleneck.answer = "answered", self._masked(work, bottleneck, text)
        bottleneck.answered_on = self.desk.day
        bottleneck.body_id = lies.id if lies else None
        if home is not None and lies is not None and home.id != lies.id and not was_answered:
            _put_on_next_agenda(work, home.id, bottleneck, self.desk.day, Origin.ANSWERED)
        drop_draft_about(work, bottleneck_id, "answer")
        _touched(work, bottleneck)

    @act("bottleneck.close", *LEAD, can_undo=True)
    def close(self, work: Work, bottleneck_id: str, text: str = "") -> None:
        """Done with: `text` says how and comes under what was answered before; one of the two there must be."""
        bottleneck = self._led(work, bottleneck_id)
        said = [part for part in (bottleneck.answer, self._masked(work, bottleneck, text)) if part]
        if not said:
            raise RuleError("bottleneck.no_answer", number=bottleneck.number)
        if text.strip():
            bottleneck.answer, bottleneck.answered_on = "\n".join(said), self.desk.day
        bottleneck.status = "closed"
        drop_draft_about(work, bottleneck_id, "close")
        _touched(work, bottleneck)

    def _led(self, work: Work, bottleneck_id: str, *, is_described: bool = False) -> Bottleneck:
        """One that is not closed, for who leads the body with which it lies.

        It is described by who leads the meeting in which it was noted too, as long as that runs: also when it was sent
        up a moment ago.
        """
        bottleneck = work.session.get(Bottleneck, bottleneck_id)
        if bottleneck is None or bottleneck.removed_at is not None:
            raise RuleError("bottleneck.none")
        self._require_led(work.session, bottleneck, is_described=is_described)
        return bottleneck

    def _require_led(self, session: Session, bottleneck: Bottleneck, *, is_described: bool) -> None:
        lies = _lies_with(session, bottleneck)
        noted = session.get_one(Meeting, bottleneck.meeting_id) if bottleneck.meeting_id is not None else None
        is_here = is_described and noted is not None and noted.status == MeetingStatus.RUNNING
        led = noted if is_here else lies
        self.actor.require(lead_permission(led.kind if led is not None else STEERING))
        if noted is not None and (is_here or bottleneck.body_id is None):
            require_leads(session, self.actor, noted)
        if bottleneck.status == "closed":
            raise RuleError("bottleneck.closed", number=bottleneck.number)

    def _masked(self, work: Work, bottleneck: Bottleneck, text: str) -> str:
        """Without names; without pseudonyms too once directors read it."""
        lies = _lies_with(work.session, bottleneck)
        if bottleneck.escalated_on is not None or lies is None or lies.kind == STEERING:
            return open_text(self.desk, work, text.strip())
        return masked_text(self.desk, work, text.strip())

    def _seen(self) -> list[ColumnElement[bool]]:
        if self.actor.may(Permission.READ_MEETINGS):
            return []
        directors = select(MeetingBody.id).where(MeetingBody.kind == "steering")
        went_up = and_(
            Bottleneck.escalated_on.is_not(None),
            or_(Bottleneck.body_id.is_(None), Bottleneck.body_id.in_(directors)),
        )
        return [or_(went_up, Meeting.kind == "steering")]


def note_bottleneck(
    desk: Desk, work: Work, meeting: Meeting, item: AgendaItem, *, title: str, description: str = ""
) -> Bottleneck:
    """A new one from a running meeting, with the case it was met in. It stands in the open, so names are masked."""
    if not title.strip():
        raise RuleError("meeting.empty_text")
    case = work.session.get_one(Case, item.case_id) if item.case_id else None
    about: Sequence[str] = (case.pupil_id,) if case is not None else ()
    number = (work.session.scalar(select(func.max(Bottleneck.number))) or 0) + 1
    title, description = (
        open_text(desk, work, text.strip())
        if meeting.kind == STEERING
        else masked_text(desk, work, text.strip(), about)
        for text in (title, description)
    )
    row = Bottleneck(
        id=work.new_id(),
        number=number,
        title=title,
        description=description,
        meeting_id=meeting.id,
        case_id=item.case_id,
        noted_on=desk.day,
        status="open",
    )
    work.session.add(row)
    work.session.flush()
    if case is not None:
        work.session.add(BottleneckCase(bottleneck_id=row.id, case_id=case.id))
    work.made = row.id
    work.touch("bottleneck", row.id)
    work.touch("meeting", meeting.id)
    return row


def _put_on_next_agenda(work: Work, body_id: str, bottleneck: Bottleneck, day: date, origin: str = Origin.NEW) -> None:
    """On the body's next meeting if one is planned; otherwise it comes along when one is."""
    planned = select(Meeting).where(
        Meeting.body_id == body_id, Meeting.status == MeetingStatus.PLANNED, Meeting.held_on >= day
    )
    meeting = work.session.scalars(planned.order_by(Meeting.held_on, Meeting.starts_at).limit(1)).one_or_none()
    if meeting is not None:
        put_on(work, meeting, [Entry("bottleneck", bottleneck.title, origin, bottleneck_id=bottleneck.id)])


def _lies_with(session: Session, bottleneck: Bottleneck) -> MeetingBody | None:
    if bottleneck.body_id is not None:
        return session.get_one(MeetingBody, bottleneck.body_id)
    home = noting_body(session, bottleneck)
    if bottleneck.status == "escalated":  # sent up by a version that knew of one stuurgroep only
        return body_above(session, home.id if home else None)
    return home


def _set_schools(work: Work, bottleneck_id: str, school_ids: frozenset[str]) -> None:
    there = {
        row.school_id: row
        for row in work.session.scalars(select(BottleneckSchool).where(BottleneckSchool.bottleneck_id == bottleneck_id))
    }
    for school_id in there.keys() - school_ids:
        work.session.delete(there[school_id])
    for school_id in sorted(school_ids - there.keys()):
        work.session.add(BottleneckSchool(bottleneck_id=bottleneck_id, school_id=school_id))


def _touched(work: Work, bottleneck: Bottleneck) -> None:
    work.subject_id = bottleneck.id
    work.touch("bottleneck", bottleneck.id)
