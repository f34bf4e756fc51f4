"""What is open in Besprekingen and what the keys mean: intents become service calls here, without Qt."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.progress import DiscussionOutcome
from zsm_desktop.ui.parts.talk.sitting import Sitting, fetched
from zsm_desktop.ui.parts.talk.table import OnTable, Told, Write, at_once

if TYPE_CHECKING:
    from zsm_desktop.services.case_facts import CaseRow
    from zsm_desktop.services.changes import Changes
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.live import LiveCard
    from zsm_desktop.services.matches import OfferMatch
    from zsm_desktop.services.meeting_facts import BottleneckRow
    from zsm_desktop.services.pupils import PupilName

HOURS_PER_HALF_DAY = 4
AHEAD = (1, -1, 2)
"""Where the keys can go next, the likeliest first."""
HALF_DAYS_WHEN_UNSAID = 200


@dataclass(frozen=True, slots=True)
class PlacePlan:
    """What the form for a placement starts with."""

    match: OfferMatch
    unit: str
    starts_on: date
    ends_on: date
    planned_hundredths: int
    explained: str


class MeetingState:
    """The case on the table. Cards are kept until something changes, so that the next one can be read ahead."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.sitting = Sitting(desk, "case")
        self.table = OnTable(self.sitting)
        self.cards: dict[str, LiveCard] = {}
        self.asked: set[str] = set()
        """Cards on their way, and those that did not come."""
        self.beside: Write = at_once
        """Reads cards where that takes its time."""
        self.came: Callable[[str, Exception | None], object] = lambda _item_id, _error: None

    @property
    def card(self) -> LiveCard | None:
        """The card of the case on the table; None for another kind of point or a case that may not be discussed.

        None too while it is on its way over a line, as `is_coming` says; it is asked for then.
        """
        item = self.table.item
        if item is None or item.case is None or item.case.missing:
            return None
        return _card_of(self, item.id)

    @property
    def is_coming(self) -> bool:
        """The card on the table is on its way, or did not come; the page was told why."""
        return self.table.item_id in self.asked - self.cards.keys()

    def reload(self) -> None:
        """Reads the open meeting again and forgets all cards."""
        self.fetch()()

    def fetch(self) -> Callable[[], None]:
        """Reads the meeting and the card on the table in any thread; what comes back puts them in their place."""
        item_id, meeting_id = self.table.item_id, self.sitting.meeting_id
        cards: dict[str, LiveCard] = {}
        with self.desk.together() as ask:
            meeting = ask(lambda: fetched(self.sitting, meeting_id))
            card = ask(lambda: self.desk.live.card(item_id)) if item_id in self.cards else None
            put_meeting = meeting()
            if card is not None:
                with suppress(RuleError):  # it may not be discussed any more, or is off the agenda
                    cards[item_id] = card()

        def put() -> None:
            _forget(self, cards)
            put_meeting()
            self.table.choose(self.table.item_id)

        return put

    def open(self, meeting_id: str) -> None:
        _forget(self, {})
        self.sitting.open(meeting_id)
        self.table.item_id = ""
        self.table.choose("")

    def read_ahead(self) -> bool:
        """Has one more of the cards near by ready before it is asked for; False when all are."""
        for row in (self.table.row_of(self.table.neighbour(step)) for step in AHEAD):
            if row is not None and row.case is not None and not row.case.missing and not _is_known(self, row.id):
                _card_of(self, row.id)
                return not self.desk.is_far
        return False

    def waiting(self, text: str = "") -> tuple[CaseRow, ...]:
        """Cases that could come on this agenda; every word of `text` must stand in what the list shows."""
        words = text.casefold().split()
        rows = self.desk.agenda.waiting(self.sitting.meeting_id)
        return tuple(row for row in rows if all(word in _searched(row) for word in words))

    def add_case(self, case_id: str) -> str:
        return self.desk.meetings.add_case(self.sitting.meeting_id, case_id).made_id

    def place_plan(self, offer_id: str) -> PlacePlan:
        """The period in which the seat was said to be free, from the first school day; weeks × half days wanted."""
        card = self.card
        match = next((m for m in card.matches if m.match.offer_id == offer_id), None) if card else None
        if card is None or match is None:
            raise RuleError("meeting.no_item")
        ends_on = match.last_day
        weekdays = [name for name in match.weekdays.split(",") if name]
        starts_on = self.desk.placements.first_day(match.first_day, ends_on, weekdays)
        unit = next((one for one in self.desk.offers.units() if one.id == match.unit_id), None)
        weeks = -(-((ends_on - starts_on).days + 1) // 7)
        half_days = card.case.half_days_hundredths or HALF_DAYS_WHEN_UNSAID
        planned, explained = _planned(unit.code if unit else "", weeks, half_days)
        return PlacePlan(match, unit.plural if unit else "", starts_on, ends_on, planned, explained)

    def place(
        self, offer_id: str, *, starts_on: date, ends_on: date, planned_hundredths: int, item_id: str = ""
    ) -> Changes:
        """`item_id` for a case that may have left the table by now."""
        from zsm_desktop.services.live import Place

        place = Place(offer_id, starts_on, ends_on, planned_hundredths)
        return self.desk.live.record_outcome(item_id or self.table.item_id, DiscussionOutcome.PLACED, place=place)

    def bottlenecks_to_escalate(self) -> tuple[BottleneckRow, ...]:
        """What was noted with the case on the table and has not gone up yet."""
        card = self.card
        return tuple(row for row in card.bottlenecks if row.status == "open") if card is not None else ()

    def bottlenecks_noted(self) -> tuple[BottleneckRow, ...]:
        """What was noted with it and can still be said better; what has not gone up yet first."""
        rows = self.card.bottlenecks if self.card is not None else ()
        return (*self.bottlenecks_to_escalate(), *(row for row in rows if row.status == "escalated"))

    def escalate(self, told: Told) -> None:
        """To the stuurgroep: on the agenda of its next meeting."""
        ids, bottlenecks = [row.id for row in self.bottlenecks_to_escalate()], self.desk.bottlenecks
        self.table.write(lambda: bottlenecks.escalate(*ids), told)

    def open_name(self, reason: str) -> PupilName:
        """The name of the pupil on the table; the opening is in the logbook before it is given."""
        item = self.table.item
        if item is None or item.case is None:
            raise RuleError("meeting.no_item")
        if not reason.strip():
            raise RuleError("pupil.reason_needed")
        return self.desk.pupils.open_name(item.case.pupil_id, reason.strip())


def _searched(row: CaseRow) -> str:
    return " ".join((row.pseudonym, row.number, row.school, row.school_code, *row.sectors)).casefold()


def _planned(unit_code: str, weeks: int, half_days_hundredths: int) -> tuple[int, str]:
    """Planned quantity in the offer's unit, and how it came about."""
    from zsm_desktop.words.format import plural, quantity

    if unit_code == "dagdeel":
        words = f"{plural(weeks, 'week', 'weken')} × {quantity(half_days_hundredths)} dagdelen"
        return weeks * half_days_hundredths, words
    if unit_code == "uur":
        hours = half_days_hundredths * HOURS_PER_HALF_DAY
        return weeks * hours, f"{plural(weeks, 'week', 'weken')} × {quantity(hours)} uur"
    return 100, ""


def _is_known(state: MeetingState, item_id: str) -> bool:
    return item_id in state.cards or item_id in state.asked


def _read(state: MeetingState, item_id: str) -> None:
    """At once, or beside the painting where that takes its time."""
    if not state.desk.is_far:
        state.cards[item_id] = state.desk.live.card(item_id)
        return
    cards, live = state.cards, state.desk.live
    state.asked.add(item_id)
    found: list[LiveCard] = []

    def told(error: Exception | None) -> None:
        for card in found:
            cards[item_id] = card
        if cards is state.cards:
            state.came(item_id, error)

    state.beside(lambda: found.append(live.card(item_id)), told)


def _forget(state: MeetingState, cards: dict[str, LiveCard]) -> None:
    """What is still on its way is of before."""
    state.cards, state.asked = cards, set()


def _card_of(state: MeetingState, item_id: str) -> LiveCard | None:
    if not _is_known(state, item_id):
        _read(state, item_id)
    return state.cards.get(item_id)
