"""Can this pupil follow this offer: what is in order, what is still open, and the actions made of what is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.feasibility import (
    ASKED_OF_PROVIDER,
    COMPUTED,
    Facts,
    Point,
    State,
    points_of,
    require_tickable,
    state_of,
)
from zsm_desktop.domain.matching import days_fit
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.seats import seats_free, usual_span, usual_start
from zsm_desktop.models import (
    ActionItem,
    AgendaItem,
    Case,
    Contact,
    FeasibilityCheck,
    Meeting,
    Offer,
    Organisation,
)
from zsm_desktop.services.case_facts import case_rows, is_shared
from zsm_desktop.services.known import known
from zsm_desktop.services.live_rows import add_action_row, require_discussable, running_item
from zsm_desktop.services.open_texts import person_in
from zsm_desktop.services.rights import sees_case
from zsm_desktop.services.seats import spans_by_offer
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work


@dataclass(frozen=True, slots=True)
class PointRow:
    """`code` and `state` as in domain.feasibility; `owner` is who does it, or would when it is made an action.

    `exam_on` and `examiner` as they were laid down, for an exam only.
    """

    code: str
    state: str
    is_computed: bool
    action_id: str
    due_on: date | None
    owner: str
    exam_on: date | None = None
    examiner: str = ""


class Feasibility(Service):
    @read(Permission.READ_MEETINGS)
    def points(self, item_id: str, offer_id: str) -> tuple[PointRow, ...]:
        """How it stands for the case of a point on an agenda at one offer, in a fixed order.

        What was found in an earlier meeting about the same case and offer still counts.
        """
        with self.store.reading() as session:
            item, offer = session.get(AgendaItem, item_id), session.get(Offer, offer_id)
            if item is None or item.case_id is None:
                raise RuleError("meeting.no_item")
            if offer is None:
                raise RuleError("offer.none")
            case = session.get_one(Case, item.case_id)
            if not sees_case(session, self.actor, case):
                raise RuleError("case.none")
            (row,) = case_rows(session, self.store.seal, [case], self.desk.day)
            if not is_shared(self.actor, row):
                raise RuleError(row.missing)
            return _points(session, case, offer, self.desk.day)

    @act("feasibility.tick", Permission.LEAD_MEETINGS, can_undo=True)
    def tick(self, work: Work, item_id: str, offer_id: str, code: str, state: State) -> None:
        """In order, not needed, or open again."""
        item, _, case = self._on_table(work, item_id)
        offer = known(work, Offer, offer_id, "offer.none")
        require_tickable(_point(code), offer.kind)
        check = _check(work, item, offer.id, code)
        check.state = state.value
        work.subject_id = item.id
        work.touch("case", case.id)

    @act("feasibility.exam", Permission.LEAD_MEETINGS, can_undo=True)
    def set_exam(self, work: Work, item_id: str, offer_id: str, *, exam_on: date | None, examiner: str) -> None:
        """The day of the exam and who takes it; with both it is in order."""
        item, _, case = self._on_table(work, item_id)
        offer = known(work, Offer, offer_id, "offer.none")
        require_tickable(Point.EXAM, offer.kind)
        check = _check(work, item, offer.id, Point.EXAM.value)
        meeting = work.session.get_one(Meeting, item.meeting_id)
        check.exam_on = exam_on
        check.examiner = person_in(self.desk, work, meeting, " ".join(examiner.split()))
        check.state = (State.MET if exam_on is not None and check.examiner else State.OPEN).value
        work.subject_id = item.id
        work.touch("case", case.id)

    @act("feasibility.make_actions", Permission.LEAD_MEETINGS, can_undo=True)
    def make_actions(
        self, work: Work, item_id: str, offer_id: str, tasks: Mapping[str, str], *, due_on: date | None
    ) -> None:
        """An action for each point that is open and has none yet; `tasks` says by code what is to be done.

        Raises RuleError("feasibility.nothing_open").
        """
        item, meeting, case = self._on_table(work, item_id)
        offer = known(work, Offer, offer_id, "offer.none")
        rows = _points(work.session, case, offer, self.desk.day)
        waiting = [row for row in rows if row.state == State.OPEN and not row.action_id and row.code in tasks]
        if not waiting:
            raise RuleError("feasibility.nothing_open")
        for row in waiting:
            school_id = offer.school_id if row.code in ASKED_OF_PROVIDER else case.school_id
            text = tasks[row.code].strip()
            action_id = add_action_row(
                self.desk, work, meeting, item, text, owner=row.owner, due_on=due_on, organisation_id=school_id
            )
            work.session.flush()
            _check(work, item, offer.id, row.code).action_id = action_id
            work.touch("action", action_id)
        work.subject_id = item.id
        work.touch("case", case.id)
        work.touch("meeting", item.meeting_id)

    def _on_table(self, work: Work, item_id: str) -> tuple[AgendaItem, Meeting, Case]:
        """A case that may be discussed, on the agenda of a meeting that runs."""
        item, meeting = running_item(work, item_id)
        if item.case_id is None:
            raise RuleError("meeting.no_item")
        case = work.session.get_one(Case, item.case_id)
        require_discussable(work, case, self.desk.day)
        return item, meeting, case


def _point(code: str) -> Point:
    if code not in set(Point):
        raise RuleError("feasibility.unknown")
    return Point(code)


def _points(session: Session, case: Case, offer: Offer, day: date) -> tuple[PointRow, ...]:
    facts, kept = _facts(session, case, offer, day), _kept(session, case.id, offer.id)
    owners = {school_id: _owner(session, school_id) for school_id in (case.school_id, offer.school_id)}
    rows = []
    for point in points_of(offer.kind):
        check, action = kept.get(point.value, (None, None))
        ticked = State(check.state) if check is not None else State.OPEN
        is_done = action is not None and action.status == "done"
        is_agreed = action is not None and action.status == "open"
        owner = owners[offer.school_id if point in ASKED_OF_PROVIDER else case.school_id]
        rows.append(
            PointRow(
                code=point.value,
                state=state_of(point, facts, ticked, is_action_done=is_done).value,
                is_computed=point in COMPUTED,
                action_id=action.id if action is not None and is_agreed else "",
                due_on=action.due_on if action is not None and is_agreed else None,
                owner=action.owner_name if action is not None and is_agreed else owner,
                exam_on=check.exam_on if check is not None else None,
                examiner=check.examiner if check is not None else "",
            )
        )
    return tuple(rows)


def _facts(session: Session, case: Case, offer: Offer, day: date) -> Facts:
    """Over the period a placement there would usually have."""
    first, last = usual_span(usual_start(day, case.wanted_from), offer.starts_on, offer.ends_on)
    held = spans_by_offer(session, first).get(offer.id, [])
    wanted, offered = (frozenset(days.split(",")) - {""} for days in (case.weekdays, offer.weekdays))
    is_open = offer.is_active and (offer.ends_on is None or first <= offer.ends_on)
    return Facts(
        has_seat=seats_free(offer.seats, held, first, last) != 0, dates_fit=is_open and days_fit(wanted, offered)
    )


def _kept(session: Session, case_id: str, offer_id: str) -> dict[str, tuple[FeasibilityCheck, ActionItem | None]]:
    """What was found of each point, the latest meeting going before; an action in the bin does not count."""
    query = (
        select(FeasibilityCheck, ActionItem)
        .join(AgendaItem, AgendaItem.id == FeasibilityCheck.agenda_item_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .outerjoin(ActionItem, and_(ActionItem.id == FeasibilityCheck.action_id, ActionItem.removed_at.is_(None)))
        .where(AgendaItem.case_id == case_id, FeasibilityCheck.offer_id == offer_id)
        .order_by(Meeting.held_on, FeasibilityCheck.id)
    )
    return {check.code: (check, action) for check, action in session.execute(query)}


def _check(work: Work, item: AgendaItem, offer_id: str, code: str) -> FeasibilityCheck:
    """The line of this meeting; a new one starts with what was found before."""
    found = select(FeasibilityCheck).where(
        FeasibilityCheck.agenda_item_id == item.id, FeasibilityCheck.offer_id == offer_id, FeasibilityCheck.code == code
    )
    check = work.session.scalars(found).one_or_none()
    if check is None:
        before = _kept(work.session, item.case_id or "", offer_id).get(code)
        earlier, action = before if before is not None else (None, None)
        check = FeasibilityCheck(
            id=work.new_id(),
            agenda_item_id=item.id,
            offer_id=offer_id,
            code=code,
            state=earlier.state if earlier is not None else State.OPEN.value,
            action_id=action.id if action is not None else None,
            exam_on=earlier.exam_on if earlier is not None else None,
            examiner=earlier.examiner if earlier is not None else "",
        )
        work.session.add(check)
    return check


def _owner(session: Session, school_id: str) -> str:
    """The fixed contact of a school; without one the school itself."""
    contact = select(Contact.name).where(Contact.organisation_id == school_id, Contact.is_fixed, Contact.is_active)
    return session.scalar(contact.limit(1)) or session.get_one(Organisation, school_id).name
