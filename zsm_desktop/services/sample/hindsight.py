"""The facts of a meeting as they were known on a day of the past: what happened since is taken out of them again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.progress import DiscussionOutcome, MeetingStatus, status_after
from zsm_desktop.models import Meeting, Network
from zsm_desktop.services.meeting_card import meeting_card
from zsm_desktop.services.meeting_facts import ActionRow, AgendaRow, BottleneckRow
from zsm_desktop.services.minutes import KeyFigure, MinutesFacts, outcomes_of
from zsm_desktop.services.rights import FULL

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from zsm_desktop.services.desk import Desk
    from zsm_desktop.store.store import Store

_FIGURES = (
    ("meetings_held", "SELECT count(*) FROM meeting WHERE status = 'finished' AND held_on BETWEEN ? AND ?", False),
    ("cases_entered", "SELECT count(*) FROM case_file WHERE entered_on BETWEEN ? AND ?", True),
    (
        "cases_discussed",
        "SELECT count(DISTINCT d.case_id) FROM case_discussion d JOIN agenda_item i ON i.id = d.agenda_item_id"
        " JOIN meeting m ON m.id = i.meeting_id WHERE m.held_on BETWEEN ? AND ?",
        True,
    ),
    ("placements_started", "SELECT count(*) FROM placement WHERE starts_on BETWEEN ? AND ?", True),
)
_RUNNING = "SELECT count(*) FROM placement WHERE status <> 'cancelled' AND starts_on <= ? AND ends_on >= ?"
_LEAVERS = "SELECT count(*) FROM outcome WHERE school_year = ?"


class Hindsight:
    """Meetings of a body must be asked for in the order in which they were held: what was open then is carried on."""

    def __init__(self, session: Session, desk: Desk) -> None:
        self._desk = desk
        self._network = session.scalars(select(Network.name)).one()
        self._open: dict[str, list[ActionRow]] = {}

    def facts(self, session: Session, meeting: Meeting, moment: datetime) -> MinutesFacts:
        """What the minutes of a meeting said when they were prepared; balances and the books are as they stand now."""
        day, is_steering = moment.date(), meeting.kind == "steering"
        card = meeting_card(session, self._desk.store.seal, meeting, day)
        following, year = card.next_meeting, SchoolYear(meeting.school_year)
        earlier = [row for row in self._open.get(card.body_id, []) if row.done_on is None or row.done_on > day]
        self._open[card.body_id] = [*earlier, *card.actions]
        return MinutesFacts(
            network=self._network,
            audience=FULL,
            made_at=moment,
            card=replace(
                card,
                agenda=tuple(_point(item, day) for item in card.agenda),
                actions=_actions(card.actions, day),
                bottlenecks=tuple(_bottleneck(row, day) for row in card.bottlenecks),
                next_meeting=replace(following, status=MeetingStatus.PLANNED.value) if following is not None else None,
            ),
            left_out=0,
            outcomes=outcomes_of(card),
            carried_actions=_actions(sorted(earlier, key=lambda row: (row.due_on or date.max, row.id)), day),
            year=year,
            balances=self._desk.balances.by_school(year) if is_steering else (),
            pairs=self._desk.balances.by_pair(year) if is_steering else (),
            figures=_figures(self._desk.store, year, day),
            head=self._desk.ledger.head(),
        )


def _point(item: AgendaRow, day: date) -> AgendaRow:
    case, bottleneck = item.case, item.bottleneck
    if case is not None and item.outcome:
        case = replace(case, status=status_after(DiscussionOutcome(item.outcome)).value)
    return replace(item, case=case, bottleneck=_bottleneck(bottleneck, day) if bottleneck is not None else None)


def _actions(rows: Sequence[ActionRow], day: date) -> tuple[ActionRow, ...]:
    return tuple(
        row
        if row.done_on is not None and row.done_on <= day
        else replace(
            row, status="open", done_on=None, reason="", is_overdue=row.due_on is not None and row.due_on < day
        )
        for row in rows
    )


def _bottleneck(row: BottleneckRow, day: date) -> BottleneckRow:
    if row.answered_on is not None and row.answered_on <= day:
        return replace(row, status="answered")
    if row.escalated_on is not None and row.escalated_on <= day:
        return replace(row, status="escalated", answer="", answered_on=None)
    return replace(row, status="open", answer="", answered_on=None, escalated_on=None, body="")


def _figures(store: Store, year: SchoolYear, day: date) -> tuple[KeyFigure, ...]:
    first, last = year.first_day.isoformat(), min(day, year.last_day).isoformat()

    def count(sql: str, *values: object) -> int:
        ((found,),) = store.rows(sql, values)
        return int(found)

    return (
        *(KeyFigure(code, count(sql, first, last), is_about_pupils=is_about) for code, sql, is_about in _FIGURES),
        KeyFigure("placements_running", count(_RUNNING, day.isoformat(), day.isoformat()), is_about_pupils=True),
        KeyFigure("leavers_last_year", count(_LEAVERS, year.start_year - 1), is_about_pupils=True),
    )
