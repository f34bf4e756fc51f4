"""A meeting as it runs: notes kept at every pause, an outcome per case, and what must happen next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import Enum

from sqlalchemy import select
from sqlalchemy.orm import Session

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.progress import (
    CaseStatus,
    DiscussionOutcome,
    MeetingStatus,
    next_status,
    reason_of,
    require_running,
    status_after,
)
from zsm_desktop.domain.talk import require_action, require_text
from zsm_desktop.models import (
    ActionItem,
    AgendaItem,
    Attendance,
    Bottleneck,
    Case,
    Decision,
    Meeting,
    Offer,
    Organisation,
    Placement,
)
from zsm_desktop.services.agenda_build import carry_over, renumber
from zsm_desktop.services.agendas import items_of
from zsm_desktop.services.body_points import comes_back
from zsm_desktop.services.bottleneck_agenda import settle_answer
from zsm_desktop.services.bottlenecks import note_bottleneck
from zsm_desktop.services.case_facts import CaseCard, case_card, is_shared
from zsm_desktop.services.cases import require_return
from zsm_desktop.services.consents import missing_codes
from zsm_desktop.services.drafts import drop_draft, drop_drafts_of
from zsm_desktop.services.known import all_known, known
from zsm_desktop.services.live_rows import (
    add_action_row,
    add_decision_row,
    discussion_of,
    require_discussable,
    running_item,
    talk_at,
    write_notes,
)
from zsm_desktop.services.matches import OfferMatch, matches_for, offering_for
from zsm_desktop.services.meeting_card import notes_text
from zsm_desktop.services.meeting_facts import ActionRow, BottleneckRow, DecisionRow
from zsm_desktop.services.meeting_lists import action_rows, bottleneck_rows, decision_rows
from zsm_desktop.services.meetings import LEAD, open_meeting
from zsm_desktop.services.needs import follow_outcome
from zsm_desktop.services.open_texts import as_typed
from zsm_desktop.services.placing import create_placement, require_not_placed
from zsm_desktop.services.rights import is_other_school, readable, require_attends, sees_case
from zsm_desktop.services.service import Service, act, opened, read, sealed
from zsm_desktop.store.together import together
from zsm_desktop.store.work import Work


@dataclass(frozen=True, slots=True)
class LiveCard:
    """What is on the table now: the case with its matches, and what was said and agreed so far."""

    item_id: str
    meeting_id: str
    case: CaseCard
    notes: str
    outcome: str
    reason_code: str
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


class Same(Enum):
    """For what an act leaves alone where None means something else."""

    AS_IT_IS = "as it is"


class Live(Service):
    @read(Permission.READ_MEETINGS)
    def card(self, item_id: str) -> LiveCard:
        """The card of a case on an agenda; raises RuleError("meeting.no_item") for another kind of point."""
        with self.store.reading() as session:
            item = session.get(AgendaItem, item_id)
            if item is None or item.case_id is None:
                raise RuleError("meeting.no_item")
            seal, day = self.store.seal, self.desk.day
            case = session.get_one(Case, item.case_id)
            if not sees_case(session, self.actor, case):
                raise RuleError("case.none")
            self._open_agenda(item.meeting_id, case.school_id)
            ask = together(session)
            cards = ask(lambda: case_card(session, seal, case, day))
            offering = ask(lambda: offering_for(session, case, day))
            said = ask(lambda: talk_at(session, item_id))
            made = select(Placement).where(Placement.agenda_item_id == item_id)
            placements = ask(lambda: session.scalars(made).first())
            actions = ask(lambda: action_rows(session, seal, day, ActionItem.agenda_item_id == item_id))
            decisions = ask(lambda: decision_rows(session, seal, Decision.agenda_item_id == item_id))
            raised = (Bottleneck.case_id == item.case_id, Bottleneck.meeting_id == item.meeting_id)
            bottlenecks = ask(lambda: bottleneck_rows(session, *raised))
            card, talk, placed = cards(), said(), placements()
            if not is_shared(self.actor, card.row):
                raise RuleError(card.row.missing)
            return LiveCard(
                item_id=item_id,
                meeting_id=item.meeting_id,
                case=card,
                notes=opened(seal, "case_discussion", talk.id, "notes", talk.notes) if talk else "",
                outcome=(talk.outcome or "") if talk else "",
                reason_code=(talk.reason_code or "") if talk else "",
                reason=opened(seal, "case_discussion", talk.id, "reason", talk.reason) if talk else "",
                placement_id=placed.id if placed else "",
                placement=placed.number if placed else "",
                matches=matches_for(offering(), card),
                actions=actions(),
                decisions=decisions(),
                bottlenecks=bottlenecks(),
            )

    @read(Permission.READ_MEETINGS, Permission.READ_STEERING)
    def notes(self, item_id: str, base: str = "") -> str:
        """The notes of a point as they are now; what only the mask made of a line of `base` stands as it does there.

        Raises RuleError("meeting.no_item", "case.none"), what keeps a case from being discussed, and as `readable`.
        """
        with self.store.reading() as session:
            item = session.get(AgendaItem, item_id)
            if item is None:
                raise RuleError("meeting.no_item")
            ask = together(session)
            meeting = ask(lambda: readable(session, self.actor, item.meeting_id))
            open_to = ask(lambda: _require_open(self, session, item.case_id))
            said = ask(lambda: talk_at(session, item_id))
            kept_in = meeting()
            open_to()
            return as_typed(self.desk, kept_in, base, notes_text(self.store.seal, item, said()))

    def _open_agenda(self, meeting_id: str, school_id: str) -> None:
        """Dossiers are opened for a meeting as a whole: one line in the logbook, at the first one.

        Where nothing can be written only one's own are read.
        """
        may_skip = self.desk.is_read_only and not is_other_school(self.actor, school_id)
        if meeting_id not in self.desk.opened and not may_skip:
            self.open_dossiers(meeting_id)
            self.desk.opened.add(meeting_id)

    @act("meeting.open_dossiers", Permission.READ_MEETINGS)
    def open_dossiers(self, work: Work, meeting_id: str) -> None:
        """Logs that who sits at this desk opens the dossiers on this agenda; the meeting is the reason."""
        meeting = known(work, Meeting, meeting_id, "meeting.none")
        require_attends(work.session, self.actor, meeting)
        work.subject_id = meeting_id
        work.facts = {"meeting": meeting.number}

    @act("meeting.start", *LEAD, can_undo=True)
    def start(self, work: Work, meeting_id: str) -> None:
        meeting = open_meeting(work, meeting_id)
        if meeting.status == MeetingStatus.RUNNING:
            raise RuleError("meeting.started")
        meeting.status = next_status(MeetingStatus(meeting.status))
        work.subject_id = meeting_id
        work.touch("meeting", meeting_id)

    @act("meeting.finish", *LEAD, can_undo=True)
    def finish(self, work: Work, meeting_id: str) -> None:
        """Close the meeting; points not reached and cases not yet off the list go on the next one that is planned."""
        meeting = open_meeting(work, meeting_id)
        require_running(MeetingStatus(meeting.status))
        meeting.status = next_status(MeetingStatus(meeting.status))
        left = (AgendaItem.meeting_id == meeting_id, AgendaItem.status.in_(("open", "parked")))
        for item in work.session.scalars(select(AgendaItem).where(*left, comes_back(meeting.body_id))):
            item.status = "carried_over"
        later = select(Meeting).where(
            Meeting.body_id == meeting.body_id,
            Meeting.status == MeetingStatus.PLANNED,
            Meeting.held_on >= meeting.held_on,
        )
        following = work.session.scalars(later.order_by(Meeting.held_on).limit(1)).one_or_none()
        if following is not None:
            carry_over(work, following, self.desk.day)
            work.touch("meeting", following.id)
        drop_drafts_of(work, meeting_id)
        work.subject_id = meeting_id
        work.touch("meeting", meeting_id)
        work.touch("case")

    @act("meeting.notes", *LEAD)
    def keep_notes(self, work: Work, item_id: str, text: str, base: str | None = None) -> None:
        """What was typed so far, sealed when it is about a pupil; called at every pause in the typing.

        `base` is what the store had when the writer last saw it: what others wrote since stays, as `merged` says.
        """
        item, meeting = running_item(work, item_id)
        write_notes(self.desk, work, meeting, item, text, base)
        work.subject_id = item.id
        work.touch("notes", item.id)

    @act("meeting.outcome", Permission.LEAD_MEETINGS, can_undo=True)
    def record_outcome(
        self,
        work: Work,
        item_id: str,
        outcome: DiscussionOutcome,
        *,
        place: Place | None = None,
        reason_code: str = "",
        reason: str = "",
        return_on: date | None = None,
    ) -> None:
        """What the discussion of a case ends in. PLACED makes the placement and its numbered decision in the same act.

        Raises RuleError without a valid legal basis for the receiving school, without a free seat, when PLACED
        comes without `place`, for NOT_PLACEABLE without a reason, or for an outcome that takes a case off the list
        while a placement of it runs. `return_on` is the day from which the case wants to be on an agenda again.
        """
        item, meeting = running_item(work, item_id)
        if item.case_id is None:
            raise RuleError("meeting.no_item")
        case = work.session.get_one(Case, item.case_id)
        require_discussable(work, case, self.desk.day)
        talk = discussion_of(work, item)
        if talk.outcome == DiscussionOutcome.PLACED and _is_placed(work, item.id):
            raise RuleError("meeting.placed_already")
        why = reason_of(reason_code, reason) if outcome is DiscussionOutcome.NOT_PLACEABLE else None
        talk.outcome, talk.reason_code = outcome.value, why.value if why is not None else None
        talk.reason = sealed(work, "case_discussion", talk.id, "reason", reason.strip())
        item.status = "discussed"
        if status_after(outcome) is CaseStatus.CLOSED:
            require_not_placed(work, case, self.desk.day)
        case.status = status_after(outcome)
        case.closed_on = self.desk.day if case.status == CaseStatus.CLOSED else None
        if return_on is not None:
            require_return(case, return_on, self.desk.day)
        case.return_on = return_on
        follow_outcome(work, item, case, outcome, why, self.desk.day)
        if outcome is DiscussionOutcome.PLACED:
            if place is None:
                raise RuleError("meeting.place_needed")
            self._place(work, item, meeting, case, place)
        drop_draft(work, item.id, "reason")
        work.subject_id = item.id
        work.facts = {"outcome": outcome.value}
        work.touch("case", case.id)
        work.touch("meeting", meeting.id)

    def _place(self, work: Work, item: AgendaItem, meeting: Meeting, case: Case, place: Place) -> None:
        offer = known(work, Offer, place.offer_id, "offer.none")
        provider = work.session.get_one(Organisation, offer.school_id)
        decision = add_decision_row(self.desk, work, meeting, item, f"Traject bij {provider.name}: {offer.name}.")
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

    @act("meeting.mark", *LEAD, can_undo=True)
    def mark_discussed(self, work: Work, item_id: str, *, is_discussed: bool = True) -> None:
        """Tick off a point that needs no outcome, or put it back."""
        item, meeting = running_item(work, item_id)
        item.status = "discussed" if is_discussed else "open"
        settle_answer(work, item, is_discussed=is_discussed)
        work.subject_id = item.id
        work.touch("meeting", meeting.id)

    @act("meeting.leave", *LEAD, can_undo=True)
    def set_presence(
        self,
        work: Work,
        attendance_id: str,
        *,
        is_mandated: bool | None = None,
        left_at: time | Same | None = Same.AS_IT_IS,
    ) -> None:
        """Whether somebody may decide for the own school, and when he left; None for `left_at`: he stays after all."""
        row = work.session.get(Attendance, attendance_id)
        if row is None:
            raise RuleError("meeting.nobody")
        open_meeting(work, row.meeting_id)
        if isinstance(left_at, time) and not row.is_present:
            raise RuleError("meeting.left_absent")
        if is_mandated is not None:
            row.is_mandated = is_mandated
        if not isinstance(left_at, Same):
            row.left_at = left_at
        work.subject_id = row.meeting_id
        work.touch("meeting", row.meeting_id)

    @act("meeting.park", *LEAD, can_undo=True)
    def park(self, work: Work, item_id: str, *, is_parked: bool = True) -> None:
        """Later today: the point goes behind the others; what has been discussed is not put off any more."""
        item, meeting = running_item(work, item_id)
        if item.status not in {"open", "parked"}:
            raise RuleError("meeting.discussed_already")
        item.status = "parked" if is_parked else "open"
        if is_parked:
            others = [one for one in items_of(work.session, meeting.id) if one.id != item.id]
            renumber([*others, item])
        work.subject_id = item.id
        work.touch("meeting", meeting.id)

    @act("meeting.decide", *LEAD, can_undo=True)
    def add_decision(self, work: Work, item_id: str, text: str) -> None:
        """The next numbered decision of this body and school year."""
        item, meeting = running_item(work, item_id)
        decision = add_decision_row(self.desk, work, meeting, item, require_text(text))
        drop_draft(work, item.id, "decision")
        work.made = decision.id
        work.touch("decision", decision.id)
        work.touch("meeting", meeting.id)

    @act("meeting.add_action", *LEAD, can_undo=True)
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
        item, meeting = running_item(work, item_id)
        text, owner = require_action(text, owner)
        all_known(work, Organisation, [organisation_id], "network.no_organisation")
        action_id = add_action_row(
            self.desk, work, meeting, item, text, owner=owner, due_on=due_on, organisation_id=organisation_id
        )
        drop_draft(work, item.id, "action")
        work.made = action_id
        work.touch("action", action_id)
        work.touch("meeting", meeting.id)

    @act("meeting.add_bottleneck", *LEAD, can_undo=True)
    def add_bottleneck(self, work: Work, item_id: str, title: str, description: str = "") -> None:
        """A structural problem, in words without a pupil; it can go up to the stuurgroep later."""
        item, meeting = running_item(work, item_id)
        note_bottleneck(self.desk, work, meeting, item, title=title, description=description)
        drop_draft(work, item.id, "bottleneck")


def _is_placed(work: Work, item_id: str) -> bool:
    """A placement made at this point that still runs; one that was cancelled may be followed by another outcome."""
    running = select(Placement.id).where(Placement.agenda_item_id == item_id, Placement.status == "running")
    return work.session.scalar(running.limit(1)) is not None


def _require_open(live: Live, session: Session, case_id: str | None) -> None:
    if case_id is None:
        return
    case = session.get_one(Case, case_id)
    if not sees_case(session, live.actor, case):
        raise RuleError("case.none")
    missing = missing_codes(session, live.store.seal, [case], live.desk.day)
    if missing:
        raise RuleError(missing[case.id])
