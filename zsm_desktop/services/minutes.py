"""The facts of one meeting's minutes for one audience: what they may not see is not in them at all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.models import (
    ActionItem,
    AgendaItem,
    Case,
    CaseDiscussion,
    Meeting,
    Network,
    Organisation,
    Outcome,
    Placement,
)
from zsm_desktop.services.meeting_card import meeting_card
from zsm_desktop.services.meeting_facts import ActionRow, AgendaRow, MeetingCard
from zsm_desktop.services.meeting_lists import action_rows
from zsm_desktop.services.meetings import READ
from zsm_desktop.services.service import Service, read

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from zsm_desktop.services.balances import PairBalance, SchoolBalance
    from zsm_desktop.services.ledger import LedgerHead

FULL = "full"
STEERING = "steering"
SCHOOL = "school:"


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
    def facts(self, meeting_id: str, audience: str = FULL) -> MinutesFacts:
        """Raises RuleError("minutes.audience") for an audience it does not know."""
        with self.store.reading() as session:
            meeting = session.get(Meeting, meeting_id)
            if meeting is None:
                raise RuleError("meeting.none")
            is_steering = meeting.kind == "steering"
            self.actor.require(Permission.READ_STEERING if is_steering else Permission.READ_MEETINGS)
            whole = meeting_card(session, self.store.seal, meeting, self.desk.day)
            card = _for_audience(session, whole, audience)
            year = SchoolYear(meeting.school_year)
            carried = action_rows(
                session,
                self.store.seal,
                self.desk.day,
                ActionItem.status == "open",
                ActionItem.meeting_id != meeting_id,
                Meeting.body_id == meeting.body_id,
                Meeting.held_on < meeting.held_on,
            )
            return MinutesFacts(
                network=session.scalars(select(Network.name)).one(),
                audience=audience,
                made_at=self.desk.clock(),
                card=card,
                left_out=len(whole.agenda) - len(card.agenda),
                outcomes=_outcomes(whole),
                carried_actions=_kept_actions(card, carried, audience),
                year=year,
                balances=self.desk.balances.by_school(year) if is_steering else (),
                pairs=self.desk.balances.by_pair(year) if is_steering else (),
                figures=_figures(session, year, self.desk.day),
                head=self.desk.ledger.head(),
            )


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


def _outcomes(card: MeetingCard) -> tuple[tuple[str, int], ...]:
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
    placed = count(select(func.count(Placement.id)).where(Placement.starts_on.between(first, last)))
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
