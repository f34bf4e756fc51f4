"""The facts of one meeting's minutes for one audience: what they may not see is not in them at all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.masking import Hidden
from zsm_desktop.domain.profiles import USUAL_NOUNS, Nouns
from zsm_desktop.models import (
    ActionItem,
    AgendaItem,
    Case,
    CaseDiscussion,
    Decision,
    Meeting,
    Network,
    Organisation,
    Outcome,
    Placement,
)
from zsm_desktop.services.balances import PairBalance, SchoolBalance
from zsm_desktop.services.ledger import LedgerHead
from zsm_desktop.services.meeting_card import meeting_card
from zsm_desktop.services.meeting_facts import ActionRow, AgendaRow, MeetingCard
from zsm_desktop.services.meeting_lists import action_rows
from zsm_desktop.services.meetings import READ
from zsm_desktop.services.minutes_content import NOT_KEPT, decoded
from zsm_desktop.services.minutes_kept import DRAFT, AmendmentNote, Stamp, laid_down
from zsm_desktop.services.minutes_mask import hidden_at, masked_minutes
from zsm_desktop.services.rights import FULL, SCHOOL, STEERING, readable, require_attends, require_paper
from zsm_desktop.services.seen import shown_to
from zsm_desktop.services.service import Service, read

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from zsm_desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One count over a school year; `is_about_pupils` figures below five leave the network as "<5"."""

    code: str
    count: int
    is_about_pupils: bool


@dataclass(frozen=True, slots=True)
class MinutesFacts:
    """`card` holds only what this audience may see; `left_out` counts the cases that were taken out.

    `outcomes` counts how the cases of the meeting ended (the whole meeting, whatever the audience);
    `carried_actions` are open actions of earlier meetings of the same body. Balances only for the stuurgroep.
    `amendments` are those taken over; `stamp` says how far the minutes are and which version this is.
    `hidden` counts what the mask took out; without `knows_names` (no second key) it could look for numbers only.
    `nouns` is how this network says it now, whenever the minutes were laid down.
    """

    network: str
    audience: str
    made_at: datetime
    card: MeetingCard
    left_out: int
    outcomes: tuple[tuple[str, int], ...]
    carried_actions: tuple[ActionRow, ...]
    year: SchoolYear
    balances: tuple[SchoolBalance, ...]
    pairs: tuple[PairBalance, ...]
    figures: tuple[KeyFigure, ...]
    head: LedgerHead
    amendments: tuple[AmendmentNote, ...] = ()
    stamp: Stamp = DRAFT
    hidden: tuple[Hidden, ...] = ()
    knows_names: bool = True
    nouns: Nouns = field(default=USUAL_NOUNS, metadata=NOT_KEPT)


class Minutes(Service):
    @read(*READ)
    def meeting_id(self, which: str) -> str:
        """The identifier behind "last-case", "last-steering" (the last finished one), a number or an identifier."""
        query = select(Meeting.id)
        if which in ("last-case", "last-steering"):
            query = query.where(Meeting.kind == which.removeprefix("last-"), Meeting.status == "finished")
            query = query.order_by(Meeting.held_on.desc()).limit(1)
        else:
            query = query.where((Meeting.id == which) | (Meeting.number == which))
        with self.store.reading() as session:
            found = session.scalars(query).first()
        if found is None:
            raise RuleError("meeting.none")
        return found

    @read(*READ)
    def names_at(self, item_id: str) -> tuple[Hidden, ...]:
        """What papers will not show of this point, for who can look for names; who typed it may not have been able to.

        Raises RuleError("meeting.no_item").
        """
        with self.store.reading() as session:
            item = session.get(AgendaItem, item_id)
            if item is None:
                raise RuleError("meeting.no_item")
            meeting = session.get_one(Meeting, item.meeting_id)
            require_attends(session, self.actor, meeting)
            card = meeting_card(session, self.store.seal, meeting, self.desk.day)
        return hidden_at(card, item_id, self.desk.masks) if self.desk.masks.knows_names() else ()

    @read(*READ)
    def facts(self, meeting_id: str, audience: str = FULL) -> MinutesFacts:
        """What goes on paper: nobody's name in it, and the whole only for who keeps the meeting.

        Raises RuleError("minutes.audience") for an audience it does not know, ("minutes.for_keeper").
        """
        with self.store.reading() as session:
            meeting = readable(session, self.actor, meeting_id)
            require_paper(session, self.actor, meeting, audience)
            shown = seen_by(session, heard_facts(self.desk, session, meeting), audience)
        return masked_minutes(shown, self.desk.masks)

    @read(*READ)
    def on_screen(self, meeting_id: str) -> MinutesFacts:
        """All of it as it was typed, for the eyes of who was invited; papers are made of `facts`."""
        with self.store.reading() as session:
            return heard_facts(self.desk, session, readable(session, self.actor, meeting_id))


def heard_facts(desk: Desk, session: Session, meeting: Meeting) -> MinutesFacts:
    """The whole as this reader may read it: what was said, and of the dossiers what is still open to him."""
    whole = _with_withdrawals(session, whole_facts(desk, session, meeting))
    return replace(whole, card=shown_to(session, desk.actor, whole.card), nouns=desk.nouns)


def whole_facts(desk: Desk, session: Session, meeting: Meeting) -> MinutesFacts:
    """All of it: as it was laid down, with what was amended since; of a draft as it is now.

    Raises RuleError("minutes.damaged").
    """
    kept = laid_down(session, desk.store.seal, meeting)
    if kept is None:
        return live_facts(desk, session, meeting)
    whole = decoded(kept.content, MinutesFacts)
    return replace(whole, audience=FULL, amendments=(*whole.amendments, *kept.amendments), stamp=kept.stamp)


def _with_withdrawals(session: Session, whole: MinutesFacts) -> MinutesFacts:
    """Decisions that were taken back since the minutes were laid down say so: a mark beside the text, not in it."""
    later = aliased(Decision)
    query = select(Decision.id, later.number).join(later, later.id == Decision.withdrawn_by_id)
    found = session.execute(query.where(Decision.meeting_id == whole.card.row.id))
    now: dict[str, str] = {decision_id: number for decision_id, number in found}  # noqa: C416 - a Result has keys()
    decisions = tuple(replace(row, withdrawn_by=now.get(row.id, "")) for row in whole.card.decisions)
    return replace(whole, card=replace(whole.card, decisions=decisions))


def live_facts(desk: Desk, session: Session, meeting: Meeting) -> MinutesFacts:
    """The minutes as the rooms of the program tell them now."""
    is_steering = meeting.kind == "steering"
    card = meeting_card(session, desk.store.seal, meeting, desk.day)
    year = SchoolYear(meeting.school_year)
    return MinutesFacts(
        network=session.scalars(select(Network.name)).one(),
        audience=FULL,
        made_at=desk.clock(),
        card=card,
        left_out=0,
        outcomes=outcomes_of(card),
        carried_actions=action_rows(
            session,
            desk.store.seal,
            desk.day,
            ActionItem.status == "open",
            ActionItem.meeting_id != meeting.id,
            Meeting.body_id == meeting.body_id,
            Meeting.held_on < meeting.held_on,
        ),
        year=year,
        balances=desk.balances.by_school(year) if is_steering else (),
        pairs=desk.balances.by_pair(year) if is_steering else (),
        figures=_figures(session, year, desk.day),
        head=desk.ledger.head(),
    )


def seen_by(session: Session, whole: MinutesFacts, audience: str) -> MinutesFacts:
    """What of it this audience may see; raises RuleError("minutes.audience", "minutes.no_school")."""
    card = _for_audience(session, whole.card, audience)
    shown = frozenset(item.id for item in card.agenda)
    return replace(
        whole,
        audience=audience,
        card=card,
        left_out=len(whole.card.agenda) - len(card.agenda),
        carried_actions=_kept_actions(card, whole.carried_actions, audience),
        amendments=tuple(note for note in whole.amendments if audience == FULL or _is_heard(note, card, shown)),
        stamp=whole.stamp if audience == FULL else replace(whole.stamp, reason=""),
    )


def _is_heard(note: AmendmentNote, card: MeetingCard, shown: frozenset[str]) -> bool:
    """Outside go only what was said of a point that goes there with its notes."""
    if card.row.kind == "steering":
        return True
    return note.item_id in shown and any(item.id == note.item_id and item.case for item in card.agenda)


def _for_audience(session: Session, card: MeetingCard, audience: str) -> MeetingCard:
    if audience == FULL or (audience == STEERING and card.row.kind == "steering"):
        return card
    if audience == STEERING:
        keeps: frozenset[str] = frozenset()
    elif audience.startswith(SCHOOL):
        code = audience.removeprefix(SCHOOL)
        school = session.scalars(
            select(Organisation).where(func.upper(Organisation.code) == code.upper())
        ).one_or_none()
        if school is None:
            raise RuleError("minutes.no_school", code=code)
        keeps = frozenset(item.id for item in card.agenda if item.case and item.case.school_id == school.id)
    else:
        raise RuleError("minutes.audience", audience=audience)
    kept = frozenset(item.id for item in card.agenda if item.case is None) | keeps
    return replace(
        card,
        agenda=tuple(_as_heard_outside(item, keeps) for item in card.agenda if item.id in kept),
        next_meeting=replace(card.next_meeting, cases=0) if card.next_meeting else None,
        decisions=tuple(d for d in card.decisions if not d.case_id or d.agenda_item_id in keeps),
        actions=tuple(a for a in card.actions if not a.case_id or a.agenda_item_id in keeps),
    )


def _as_heard_outside(item: AgendaRow, keeps: frozenset[str]) -> AgendaRow:
    """What was said at a point without a case may be about anybody's pupil: only those who were there read it."""
    return item if item.id in keeps else replace(item, notes="")


def _kept_actions(card: MeetingCard, carried: tuple[ActionRow, ...], audience: str) -> tuple[ActionRow, ...]:
    """Earlier actions about cases go only to those who see these cases."""
    if audience == FULL:
        return carried
    shown = {item.case.id for item in card.agenda if item.case}
    return tuple(action for action in carried if not action.case_id or action.case_id in shown)


def outcomes_of(card: MeetingCard) -> tuple[tuple[str, int], ...]:
    counted = Counter(item.outcome for item in card.agenda if item.case and item.outcome)
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def _figures(session: Session, year: SchoolYear, day: date) -> tuple[KeyFigure, ...]:
    first, last = year.first_day, year.last_day

    def count(query: object) -> int:
        return session.scalar(query) or 0  # type: ignore[call-overload]

    in_year = Meeting.held_on.between(first, last)
    discussed = (
        select(func.count(func.distinct(CaseDiscussion.case_id)))
        .join(AgendaItem, AgendaItem.id == CaseDiscussion.agenda_item_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(in_year)
    )
    cases = count(select(func.count(Case.id)).where(Case.entered_on.between(first, last)))
    began = (Placement.starts_on.between(first, last), Placement.status.in_(("running", "ended")))
    placed = count(select(func.count(Placement.id)).where(*began))
    is_running = (Placement.status == "running", Placement.ends_on >= day)
    running = count(select(func.count(Placement.id)).where(*is_running))
    leavers = count(select(func.count()).select_from(Outcome).where(Outcome.school_year == year.start_year - 1))
    meetings = count(select(func.count(Meeting.id)).where(in_year, Meeting.status == "finished"))
    return (
        KeyFigure("meetings_held", meetings, is_about_pupils=False),
        KeyFigure("cases_entered", cases, is_about_pupils=True),
        KeyFigure("cases_discussed", count(discussed), is_about_pupils=True),
        KeyFigure("placements_started", placed, is_about_pupils=True),
        KeyFigure("placements_running", running, is_about_pupils=True),
        KeyFigure("leavers_last_year", leavers, is_about_pupils=True),
    )
