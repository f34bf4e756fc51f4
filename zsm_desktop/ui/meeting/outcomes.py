"""An outcome on its way: seen at once, written beside the painting, and back in its panel when the store refuses it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.progress import DiscussionOutcome, reason_of
from zsm_desktop.ui.meeting.outcome import OutcomePanel
from zsm_desktop.ui.meeting.state import MeetingState
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.parts.page import FAILED
from zsm_desktop.ui.parts.talk.table import Told, Write

if TYPE_CHECKING:
    from zsm_desktop.ui.parts.talk.page import TalkPage


class Outcomes:
    """Makes the panel; `record` raises RuleError for what can be known without the store."""

    def __init__(self, page: TalkPage, state: MeetingState, place: Callable[[], object]) -> None:
        self._page, self._state = page, state
        self.panel = OutcomePanel(page.theme, page, self.record, place, today=state.desk.day)

    def record(self, outcome: DiscussionOutcome, reason_code: str, reason: str, return_on: date | None) -> None:
        table = self._state.table
        item = table.item
        if item is None or item.case is None:
            raise RuleError("meeting.no_item")
        if outcome is DiscussionOutcome.NOT_PLACEABLE:
            reason_of(reason_code, reason)
        if return_on is not None and return_on <= self._state.desk.day:
            raise RuleError("case.return_past", day=return_on)
        item_id, who, live = item.id, item.case.pseudonym, self._state.desk.live

        def act() -> None:
            live.record_outcome(item_id, outcome, reason_code=reason_code, reason=reason, return_on=return_on)

        def told(error: Exception | None) -> None:
            if error is not None:
                self._page.talk.fill()
                self._refuse(item_id, who, reason, error)

        table.say_ahead(outcome.value, act, told)
        self._page.talk.fill()

    def _refuse(self, item_id: str, who: str, reason: str, error: Exception) -> None:
        """The panel comes back with what was typed, unless something else lies on the table by now."""
        text = sentence(error) if isinstance(error, RuleError) else FAILED
        if item_id == self._state.table.item_id and self.panel.isHidden():
            self.panel.open_for(who)
            self.panel.refuse(text, reason)
        else:
            self._page.notify.emit(f"De uitkomst van {who} is niet vastgelegd. {text}", "bad")


def placing(page: TalkPage, state: MeetingState) -> Write:
    """Has a placement written: the outcome is seen at once, and gone again when it is refused."""

    def write(act: Callable[[], object], told: Told) -> None:
        def heard(error: Exception | None) -> None:
            if error is not None:
                page.talk.fill()
            told(error)

        state.table.say_ahead(DiscussionOutcome.PLACED.value, act, heard)
        page.talk.fill()

    return write


class ReadAhead:
    """Reads the cards near by when nothing else happens; what cannot be read now is read when it is asked for."""

    def __init__(self, page: TalkPage, state: MeetingState) -> None:
        self._page, self._state = page, state

    def step(self) -> bool:
        """False when there is nothing more to do for now."""
        if not self._page.isVisible() or self._page.writer.is_busy:
            return False
        try:
            return self._state.read_ahead()
        except RuleError:
            return False
