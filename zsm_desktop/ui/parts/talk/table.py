"""The point on the table and what is said and agreed about it; no Qt."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from zsm_desktop.ui.parts.talk.sitting import Sitting

if TYPE_CHECKING:
    from zsm_desktop.services.changes import Changes
    from zsm_desktop.services.meeting_facts import ActionRow, AgendaRow, DecisionRow

USUAL_DAYS = 14


class OnTable:
    """Which point is being discussed. `unsaved` keeps typed notes by point until the store has them."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.item_id = ""
        self.unsaved: dict[str, str] = {}
        self._kept: dict[str, str] = {}
        self._kept_since: object = None

    @property
    def agenda(self) -> tuple[AgendaRow, ...]:
        return self.sitting.card.agenda if self.sitting.card else ()

    @property
    def item(self) -> AgendaRow | None:
        return self.row_of(self.item_id)

    @property
    def place(self) -> int:
        """Where the point stands on the agenda, from 0; −1 for none."""
        return next((at for at, row in enumerate(self.agenda) if row.id == self.item_id), -1)

    def row_of(self, item_id: str) -> AgendaRow | None:
        return next((row for row in self.agenda if row.id == item_id), None)

    def neighbour(self, step: int) -> str:
        """The identifier of the point `step` further; "" at either end."""
        at = self.place + step
        return self.agenda[at].id if 0 <= at < len(self.agenda) else ""

    def choose(self, item_id: str) -> None:
        """Puts a point on the table; without one, the first that is still open."""
        if self.row_of(item_id) is None:
            still_open = (row.id for row in self.agenda if row.status == "open")
            item_id = next(still_open, self.agenda[0].id if self.agenda else "")
        self.item_id = item_id

    def notes_of(self, row: AgendaRow) -> str:
        """What was typed last, also when the store does not have it yet."""
        return self.unsaved.get(row.id, self.stored_notes_of(row))

    def stored_notes_of(self, row: AgendaRow) -> str:
        """What the store has; writing notes does not read the meeting again, so what was written is remembered."""
        self._forget_old()
        return self._kept.get(row.id, row.notes)

    def keep_notes(self, item_id: str, text: str) -> None:
        """Writes the notes; on refusal the text stays in `unsaved` and the error goes on."""
        self.unsaved[item_id] = text
        self.sitting.desk.live.keep_notes(item_id, text)
        del self.unsaved[item_id]
        self._forget_old()
        self._kept[item_id] = text

    def add_action(self, text: str, *, owner: str, due_on: date | None) -> Changes:
        return self.sitting.desk.live.add_action(self.item_id, text, owner=owner, due_on=due_on)

    def add_decision(self, text: str) -> Changes:
        return self.sitting.desk.live.add_decision(self.item_id, text)

    def add_bottleneck(self, title: str) -> Changes:
        return self.sitting.desk.live.add_bottleneck(self.item_id, title)

    def mark(self, *, is_discussed: bool) -> Changes:
        return self.sitting.desk.live.mark_discussed(self.item_id, is_discussed=is_discussed)

    def _forget_old(self) -> None:
        if self._kept_since is not self.sitting.card:
            self._kept.clear()
            self._kept_since = self.sitting.card


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
