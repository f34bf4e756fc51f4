"""Which actions, decisions and bottlenecks are shown, and what is done with the one in hand; no Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services import retirement
from zsm_desktop.services.action_filter import ActionFilter, is_named

if TYPE_CHECKING:
    from zsm_desktop.services.bottlenecks import BottleneckDraft
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.meeting_facts import ActionRow, BottleneckRow, DecisionRow, MeetingCard

Choices = list[tuple[str, str]]
SHOWN = (
    ("mine", "Mijn acties"),
    ("open", "Open"),
    ("overdue", "Te laat"),
    ("done", "Gedaan"),
    ("dropped", "Vervallen"),
    ("", "Alles"),
)
_FILTERS = {
    "mine": ActionFilter(is_mine=True),
    "open": ActionFilter(),
    "overdue": ActionFilter(is_overdue=True),
    "done": ActionFilter(status="done"),
    "dropped": ActionFilter(status="dropped"),
    "": ActionFilter(status=None),
}


class ResultsState:
    """What is chosen in the filters, as their keys; "" chooses everything."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.shown, self.school_id, self.body_id, self.text = "mine", "", "", ""
        self.year, self.decisions_of, self.words = "", "", ""
        self.is_waiting = True

    def bodies(self) -> Choices:
        return [("", "Alle overleggen"), *((body.id, body.name) for body in self.desk.meetings.bodies())]

    def schools(self) -> Choices:
        return [("", "Alle scholen"), *((school.id, school.name) for school in self.desk.network.schools())]

    def years(self) -> Choices:
        """School years in which there were meetings, the latest first."""
        starts = sorted({SchoolYear.of(row.held_on).start_year for row in self.desk.meetings.rows()}, reverse=True)
        return [("", "Alle jaren"), *((str(start), SchoolYear(start).label) for start in starts)]

    def actions(self) -> tuple[ActionRow, ...]:
        wanted = replace(_FILTERS[self.shown], school_id=self.school_id, body_id=self.body_id)
        return self.desk.results.actions(wanted, text=self.text)

    def decisions(self) -> tuple[DecisionRow, ...]:
        year = int(self.year) if self.year else None
        return self.desk.results.decisions(text=self.words, year=year, body_id=self.decisions_of)

    def bottlenecks(self) -> tuple[BottleneckRow, ...]:
        """Those not closed, or all; the longest waiting first."""
        statuses = ("open", "escalated", "answered") if self.is_waiting else ()
        rows = self.desk.bottlenecks.rows(statuses=statuses)
        return tuple(sorted(rows, key=lambda row: (row.noted_on, row.number)))

    def leads(self, meeting_id: str) -> bool:
        try:
            return self.desk.meetings.rights(meeting_id).may_lead
        except RuleError:  # not for this reader at all
            return False

    def may_settle(self, row: ActionRow) -> bool:
        is_theirs = is_named(self.desk.actor, row.owner) or self.leads(row.meeting_id)
        return is_theirs and retirement.closed(self.desk) is None

    def settle(self, row: ActionRow, status: str, reason: str = "") -> None:
        self.desk.results.settle_action(row.id, status=status, on=self.desk.day, reason=reason)

    def withdraw(self, decision: DecisionRow, item_id: str, text: str) -> None:
        self.desk.results.withdraw(decision.id, item_id, text)

    def point_for(self, decision: DecisionRow, card: MeetingCard | None, item_id: str) -> tuple[str, str]:
        """Where a decision would be withdrawn: (identifier of the point, in words).

        On the table of the running meeting that is open, or else in one of the same kind that is running; only where
        this user leads. Raises RuleError("decision.no_meeting").
        """
        if card is None or card.row.status != "running" or not self.leads(card.row.id):
            running = [row for row in self.desk.meetings.rows() if row.status == "running" and self.leads(row.id)]
            same = [row for row in running if row.body == decision.body] or running
            if not same:
                raise RuleError("decision.no_meeting")
            card = self.desk.meetings.card(same[0].id)
        point = next((row for row in card.agenda if row.id == item_id), None)
        point = point or next((row for row in card.agenda if row.status == "open"), None)
        point = point or (card.agenda[-1] if card.agenda else None)
        if point is None:
            raise RuleError("decision.no_meeting")
        return point.id, f"{card.row.number}, {point.title}"

    def draft(self, bottleneck_id: str) -> BottleneckDraft:
        return self.desk.bottlenecks.draft(bottleneck_id)
