"""A meeting as it runs: notes kept at every pause, an outcome per case, and what must happen next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select, update

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.progress import (
    CaseStatus,
    DiscussionOutcome,
    MeetingStatus,
    next_status,
    require_running,
    status_after,
)
from zsm_desktop.models import (
    ActionItem,
    AgendaItem,
    Bottleneck,
    Case,
    CaseDiscussion,
    Decision,
    Meeting,
    MeetingBody,
    Offer,
    Organisation,
    Placement,
)
from zsm_desktop.services.case_facts import CaseCard, case_card, is_shared
from zsm_desktop.services.consents import missing_codes
from zsm_desktop.services.known import all_known, known
from zsm_desktop.services.matches import OfferMatch, matches_for
from zsm_desktop.services.meeting_facts import ActionRow, BottleneckRow, DecisionRow
from zsm_desktop.services.meeting_lists import action_rows, bottleneck_rows, decision_rows
from zsm_desktop.services.meetings import LEAD, carry_over, open_meeting
from zsm_desktop.services.placing import create_placement, require_not_placed
from zsm_desktop.services.planning import comes_back
from zsm_desktop.services.service import Service, act, opened, read, sealed
from zsm_desktop.store.work import Work


@dataclass(frozen=True, slots=True)
class LiveCard:
    """What is on the table now: the case with its matches, and what was said and agreed so far."""

    item_id: str
    meeting_id: str
    case: CaseCard
    notes: str
    outcome: str
    reason: str
    placement_id: str
    placement: str
    matches: tuple[OfferMatch, ...]
    actions: tuple[ActionRow, ...]
    decisions: tuple[DecisionRow, ...]
    bottlenecks: tuple[BottleneckRow, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where and how much; `planned_hundredths` in the offer's unit."""

    offer_id: str
    starts_on: date
    ends_on: date
    planned_hundredths: int


class Live(Service):
    @read(Permission.READ_MEETINGS)
    def card(self, item_id: str) -> LiveCard:
        """The card of a case on an agenda; raises RuleError("meeting.no_item") for another kind of point."""
        with self.store.reading() as session:
            item = session.get(AgendaItem, item_id)
            if item is None or item.case_id is None:
                raise RuleError("meeting.no_item")
            seal, day = self.store.seal, self.desk.day
            card = case_card(session, seal, session.get_one(Case, item.case_id), day)
            if not is_shared(self.actor, card.row):
                raise RuleError(card.row.missing)
            talk = session.scalars(select(CaseDiscussion).where(CaseDiscussion.agenda_item_id == item_id)).one_or_none()
            placed = session.scalars(select(Placement).where(Placement.agenda_item_id == item_id)).first()
            return LiveCard(
                item_id=item_id,
                meeting_id=item.meeting_id,
                case=card,
                notes=opened(seal, "case_discussion", talk.id, "notes", talk.notes) if talk else "",
                outcome=(talk.outcome or "") if talk else "",
                reason=opened(seal, "case_discussion", talk.id, "reason", talk.reason) if talk else "",
                placement_id=placed.id if placed else "",
                placement=placed.number if placed else "",
                matches=matches_for(session, card, day),
                actions=action_rows(session, seal, day, ActionItem.agenda_item_id == item_id),
                decisions=decision_rows(session, seal, Decision.agenda_item_id == item_id),
                bottlenecks=bottleneck_rows(
                    session, Bottleneck.case_id == item.case_id, Bottleneck.meeting_id == item.meeting_id
                ),
            )

    @act("meeting.start", *LEAD)
    def start(self, work: Work, meeting_id: str) -> None:
        meeting = open_meeting(work, meeting_id)
        if meeting.status == MeetingStatus.RUNNING:
            raise RuleError("meeting.started")
        meeting.status = next_status(MeetingStatus(meeting.status))
        work.subject_id = meeting_id
        work.touch("meeting", meeting_id)

    @act("meeting.finish", *LEAD)
    def finish(self, work: Work, meeting_id: str) -> None:
        """Close the meeting; points not reached and cases not yet off the list go on the next one that is planned."""
        meeting = open_meeting(work, meeting_id)
        require_running(MeetingStatus(meeting.status))
        meeting.status = next_status(MeetingStatus(meeting.status))
        work.session.execute(
            update(AgendaItem)
            .where(AgendaItem.meeting_id == meeting_id, AgendaItem.status == "open", comes_back(meeting.kind))
            .values(status="carried_over")
        )
        later = select(Meeting).where(
            Meeting.body_id == meeting.body_id,
            Meeting.status == MeetingStatus.PLANNED,
            Meeting.held_on >= meeting.held_on,
        )
        following = work.session.scalars(later.order_by(Meeting.held_on).limit(1)).one_or_none()
        if following is not None:
            carry_over(work, following, meeting)
            work.touch("meeting", following.id)
        work.subject_id = meeting_id
        work.touch("meeting", meeting_id)
        work.touch("case")

    @act("meeting.notes", *LEAD)
    def keep_notes(self, work: Work, item_id: str, text: str) -> None:
        """What was typed so far, sealed when it is about a pupil; called at every pause in the typing."""
        item, meeting = _running_item(work, item_id)
        if item.case_id is not None:
            _require_discussable(work, work.session.get_one(Case, item.case_id), self.desk.day)
            talk = _discussion(work, item)
            talk.notes = sealed(work, "case_discussion", talk.id, "notes", text)
        elif meeting.kind == "steering":
            item.open_notes = text or None
        else:
            item.notes = sealed(work, "agenda_item", item.id, "notes", text)
        work.subject_id = item.id
        work.touch("meeting", meeting.id)

    @act("meeting.outcome", Permission.LEAD_MEETINGS)
    def record_outcome(
        self,
        work: Work,
        item_id: str,
        outcome: DiscussionOutcome,
        *,
        place: Place | None = None,
        reason: str = "",
    ) -> None:
        """What the discussion of a case ends in. PLACED makes the placement and its numbered decision in the same act.

        Raises RuleError without a valid legal basis for the receiving school, without a free seat, when PLACED
        comes without `place`, or for an outcome that takes a case off the list while a placement of it runs.
        """
        item, meeting = _running_item(work, item_id)
        if item.case_id is None:
            raise RuleError("meeting.no_item")
        case = work.session.get_one(Case, item.case_id)
        _require_discussable(work, case, self.desk.day)
        talk = _discussion(work, item)
        if talk.outcome == DiscussionOutcome.PLACED and _is_placed(work, item.id):
            raise RuleError("meeting.placed_already")
        if outcome is DiscussionOutcome.NOT_PLACEABLE and not reason.strip():
            raise RuleError("meeting.reason_needed")
        talk.outcome = outcome.value
        talk.reason = sealed(work, "case_discussion", talk.id, "reason", reason.strip())
        item.status = "discussed"
        if status_after(outcome) is CaseStatus.CLOSED:
            require_not_placed(work, case, self.desk.day)
        case.status = status_after(outcome)
        case.closed_on = self.desk.day if case.status == CaseStatus.CLOSED else None
        if outcome is DiscussionOutcome.PLACED:
            if place is None:
                raise RuleError("meeting.place_needed")
            self._place(work, item, meeting, case, place)
        work.subject_id = item.id
        work.facts = {"outcome": outcome.value}
        work.touch("case", case.id)
        work.touch("meeting", meeting.id)

    def _place(self, work: Work, item: AgendaItem, meeting: Meeting, case: Case, place: Place) -> None:
        offer = known(work, Offer, place.offer_id, "offer.none")
        provider = work.session.get_one(Organisation, offer.school_id)
        decision = add_decision_row(work, meeting, item, f"Plaatsing bij {provider.name}: {offer.name}.", self.desk.day)
        work.session.flush()
        create_placement(
            work,
            case_id=case.id,
            offer_id=place.offer_id,
            starts_on=place.starts_on,
            ends_on=place.ends_on,
            planned_hundredths=place.planned_hundredths,
            decision_id=decision.id,
            agenda_item_id=item.id,
            day=self.desk.day,
        )
        work.touch("decision", decision.id)

    @act("meeting.mark", *LEAD)
    def mark_discussed(self, work: Work, item_id: str, *, is_discussed: bool = True) -> None:
        """Tick off a point that needs no outcome, or put it back."""
        item, meeting = _running_item(work, item_id)
        item.status = "discussed" if is_discussed else "open"
        work.subject_id = item.id
        work.touch("meeting", meeting.id)

    @act("meeting.decide", *LEAD)
    def add_decision(self, work: Work, item_id: str, text: str) -> None:
        """The next numbered decision of this body and school year."""
        item, meeting = _running_item(work, item_id)
        if not text.strip():
            raise RuleError("meeting.empty_text")
        decision = add_decision_row(work, meeting, item, text.strip(), self.desk.day)
        work.made = decision.id
        work.touch("decision", decision.id)
        work.touch("meeting", meeting.id)

    @act("meeting.add_action", *LEAD)
    def add_action(
        self,
        work: Work,
        item_id: str,
        text: str,
        *,
        owner: str,
        due_on: date | None,
        organisation_id: str | None = None,
    ) -> None:
        """Who does what by when."""
        item, meeting = _running_item(work, item_id)
        if not text.strip() or not owner.strip():
            raise RuleError("meeting.action_incomplete")
        all_known(work, Organisation, [organisation_id], "network.no_organisation")
        action_id = work.new_id()
        is_open = meeting.kind == "steering"
        work.session.add(
            ActionItem(
                id=action_id,
                meeting_id=meeting.id,
                agenda_item_id=item.id,
                case_id=item.case_id,
                owner_name=owner.strip(),
                owner_organisation_id=organisation_id,
                due_on=due_on,
                status="open",
                open_text=text.strip() if is_open else None,
                sealed_text=None if is_open else sealed(work, "action_item", action_id, "sealed_text", text.strip()),
            )
        )
        work.made = action_id
        work.touch("action", action_id)
        work.touch("meeting", meeting.id)

    @act("meeting.add_bottleneck", *LEAD)
    def add_bottleneck(self, work: Work, item_id: str, title: str, description: str = "") -> None:
        """A structural problem, in words without a pupil; it can go up to the stuurgroep later."""
        item, meeting = _running_item(work, item_id)
        if not title.strip():
            raise RuleError("meeting.empty_text")
        number = (work.session.scalar(select(func.max(Bottleneck.number))) or 0) + 1
        row = Bottleneck(
            id=work.new_id(),
            number=number,
            title=title.strip(),
            description=description.strip(),
            meeting_id=meeting.id,
            case_id=item.case_id,
            noted_on=self.desk.day,
            status="open",
        )
        work.session.add(row)
        work.made = row.id
        work.touch("bottleneck", row.id)
        work.touch("meeting", meeting.id)


def add_decision_row(work: Work, meeting: Meeting, item: AgendaItem, text: str, day: date) -> Decision:
    """Numbered without gaps per body and school year; sealed unless the meeting is the directors'."""
    last = work.session.scalar(
        select(func.max(Decision.sequence)).where(
            Decision.body_id == meeting.body_id, Decision.school_year == meeting.school_year
        )
    )
    sequence = (last or 0) + 1
    body = work.session.get_one(MeetingBody, meeting.body_id)
    decision_id = work.new_id()
    is_open = meeting.kind == "steering"
    label = f"{meeting.school_year}/{(meeting.school_year + 1) % 100:02d}"
    decision = Decision(
        id=decision_id,
        number=f"{body.code}-{label}-{sequence:03d}",
        body_id=body.id,
        school_year=meeting.school_year,
        sequence=sequence,
        meeting_id=meeting.id,
        agenda_item_id=item.id,
        case_id=item.case_id,
        decided_on=day,
        open_text=text if is_open else None,
        sealed_text=None if is_open else sealed(work, "decision", decision_id, "sealed_text", text),
    )
    work.session.add(decision)
    return decision


def _running_item(work: Work, item_id: str) -> tuple[AgendaItem, Meeting]:
    item = work.session.get(AgendaItem, item_id)
    if item is None:
        raise RuleError("meeting.no_item")
    meeting = open_meeting(work, item.meeting_id)
    require_running(MeetingStatus(meeting.status))
    return item, meeting


def _discussion(work: Work, item: AgendaItem) -> CaseDiscussion:
    if item.case_id is None:
        raise RuleError("meeting.no_item")
    talk = work.session.scalars(select(CaseDiscussion).where(CaseDiscussion.agenda_item_id == item.id)).one_or_none()
    if talk is None:
        talk = CaseDiscussion(id=work.new_id(), agenda_item_id=item.id, case_id=item.case_id)
        work.session.add(talk)
    return talk


def _is_placed(work: Work, item_id: str) -> bool:
    """A placement made at this point that still runs; one that was cancelled may be followed by another outcome."""
    running = select(Placement.id).where(Placement.agenda_item_id == item_id, Placement.status == "running")
    return work.session.scalar(running.limit(1)) is not None


def _require_discussable(work: Work, case: Case, day: date) -> None:
    missing = missing_codes(work.session, work.seal, [case], day)
    if missing:
        raise RuleError(missing[case.id])
