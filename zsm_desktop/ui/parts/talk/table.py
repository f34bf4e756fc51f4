"""The point on the table and what is said and agreed about it; no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from zsm_desktop.domain.talk import require_action, require_text
from zsm_desktop.ui.parts.talk.half_written import HalfWritten
from zsm_desktop.ui.parts.talk.noting import Noting
from zsm_desktop.ui.parts.talk.sitting import Sitting

if TYPE_CHECKING:
    from zsm_desktop.services.meeting_facts import ActionRow, AgendaRow, DecisionRow

USUAL_DAYS = 14

Told = Callable[[Exception | None], object]
Write = Callable[[Callable[[], object], Told], object]
"""Does an act, at once or beside the painting, and says afterwards what went wrong, if anything."""


def at_once(act: Callable[[], object], told: Told) -> None:
    try:
        act()
    except Exception as error:  # noqa: BLE001 - whoever asked hears it
        told(error)
    else:
        told(None)


def raised(error: Exception | None) -> None:
    if error is not None:
        raise error


class OnTable:
    """Which point is being discussed, and what was typed about it.

    The acts of the live page go through `write`; the page makes it one that does not keep the painting waiting. What
    they are about is what lies on the table when they are called.
    """

    def __init__(self, sitting: Sitting, write: Write = at_once) -> None:
        self.sitting, self.write = sitting, write
        self.drain: Callable[[], object] = lambda: None
        self._ahead: dict[str, str] = {}
        self._agenda: tuple[AgendaRow, ...] | None = None
        self.item_id = ""
        self.notes = Noting(self)
        self.half = HalfWritten(self)
        self._ahead_since: object = None

    @property
    def agenda(self) -> tuple[AgendaRow, ...]:
        """The points as they were read last, with the outcomes that are on their way to the store."""
        self._forget_old()
        if self._agenda is None:
            rows = self.sitting.card.agenda if self.sitting.card else ()
            said = self._ahead
            self._agenda = tuple(
                replace(row, outcome=said[row.id], status="discussed") if row.id in said else row for row in rows
            )
        return self._agenda

    @property
    def item(self) -> AgendaRow | None:
        return self.row_of(self.item_id)

    def row_of(self, item_id: str) -> AgendaRow | None:
        """The point with this identifier; None when it is not on the agenda."""
        return next((row for row in self.agenda if row.id == item_id), None)

    def neighbour(self, step: int) -> str:
        """The identifier of the point `step` further; "" at either end."""
        ids = [row.id for row in self.agenda]
        at = (ids.index(self.item_id) if self.item_id in ids else -1) + step
        return ids[at] if 0 <= at < len(ids) else ""

    def choose(self, item_id: str) -> None:
        """Puts a point on the table; without one, the first that is still open."""
        if self.row_of(item_id) is None:
            waiting = [row.id for status in ("open", "parked") for row in self.agenda if row.status == status]
            item_id = next(iter((*waiting, *(row.id for row in self.agenda))), "")
        self.item_id = item_id

    def say_ahead(self, outcome: str, act: Callable[[], object], told: Told) -> None:
        """Shows an outcome, or "" for a point that is done, on its way to the store; refused, it is gone again."""
        item_id = self.item_id
        self._forget_old()
        self._ahead[item_id] = outcome
        self._agenda = None

        def heard(error: Exception | None) -> None:
            if error is not None:
                self._ahead.pop(item_id, None)
                self._agenda = None
            told(error)

        self.write(act, heard)

    def add_action(self, text: str, *, owner: str, due_on: date | None, told: Told = raised) -> None:
        text, owner = require_action(text, owner)
        live, item_id = self.sitting.desk.live, self.item_id
        self.write(lambda: live.add_action(item_id, text, owner=owner, due_on=due_on), told)

    def add_decision(self, text: str, told: Told = raised) -> None:
        live, item_id, text = self.sitting.desk.live, self.item_id, require_text(text)
        self.write(lambda: live.add_decision(item_id, text), told)

    def add_bottleneck(self, title: str, told: Told = raised) -> None:
        live, item_id, title = self.sitting.desk.live, self.item_id, require_text(title)
        self.write(lambda: live.add_bottleneck(item_id, title), told)

    def mark(self, told: Told = raised) -> None:
        """The point is done with."""
        live, item_id = self.sitting.desk.live, self.item_id
        self.say_ahead("", lambda: live.mark_discussed(item_id), told)

    def _forget_old(self) -> None:
        if self._ahead_since is not self.sitting.card:
            self._ahead.clear()
            self._agenda = None
            self._ahead_since = self.sitting.card


def agreed_on(sitting: Sitting, item_id: str) -> tuple[tuple[DecisionRow, ...], tuple[ActionRow, ...]]:
    """Decisions and actions of one point of the open meeting."""
    if sitting.card is None:
        return (), ()
    return (
        tuple(row for row in sitting.card.decisions if row.agenda_item_id == item_id),
        tuple(row for row in sitting.card.actions if row.agenda_item_id == item_id),
    )


def people(sitting: Sitting) -> tuple[str, ...]:
    """Names to choose from: those present first, then the others who were invited."""
    if sitting.card is None:
        return ()
    rows = sitting.card.attendance
    return (*(row.name for row in rows if row.is_present), *(row.name for row in rows if not row.is_present))


def due_date(sitting: Sitting) -> date:
    """When an action is usually due: the next meeting of this body, else in two weeks."""
    card, day = sitting.card, sitting.desk.day
    if card and card.next_meeting and card.next_meeting.held_on > day:
        return card.next_meeting.held_on
    return day + timedelta(days=USUAL_DAYS)
