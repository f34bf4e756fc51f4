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
from zsm_desktop.ui.parts.talk.half_written import REASON, Where
from zsm_desktop.ui.parts.talk.table import Told, Write

if TYPE_CHECKING:
    from zsm_desktop.ui.parts.talk.page import TalkPage


class Outcomes:
    """Makes the panel; `record` raises RuleError for what can be known without the store."""

    def __init__(self, page: TalkPage, state: MeetingState, place: Callable[[], object]) -> None:
        self._page, self._state = page, state
        half = state.table.half
        self.panel = OutcomePanel(page.theme, page, self.record, place, half, today=state.desk.day)
        self.panel.why.kept.refused.connect(lambda text: page.notify.emit(text, "bad"))
        self.panel.why.kept.ended.connect(self.panel.hide)

    def record(self, outcome: DiscussionOutcome, reason_code: str, reason: str, return_on: date | None) -> None:
        item = self._state.table.item
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
                self._refuse(item_id, who, error)

        _say_ahead(self._page, self._state, outcome, act, told)

    def _refuse(self, item_id: str, who: str, error: Exception) -> None:
        """The panel comes back with what was typed, unless something else lies on the table by now."""
        text = sentence(error) if isinstance(error, RuleError) else FAILED
        if item_id == self._state.table.item_id and self.panel.isHidden():
            self.panel.open_for(item_id, who)
            self.panel.refuse(text)
        else:
            self._page.notify.emit(f"De uitkomst van {who} is niet vastgelegd. {text}", "bad")


def placing(page: TalkPage, state: MeetingState) -> Write:
    """Has a placement written: the outcome is seen at once, and gone again when it is refused."""
    return lambda act, told: _say_ahead(page, state, DiscussionOutcome.PLACED, act, told)


def _say_ahead(
    page: TalkPage, state: MeetingState, outcome: DiscussionOutcome, act: Callable[[], object], told: Told
) -> None:
    """An outcome ends the reason that was half typed for one; refused, that is half typed again."""
    table, half = state.table, state.table.half
    where = Where(table.item_id, REASON)
    words = half.words(where)
    half.lay_down(where)

    def heard(error: Exception | None) -> None:
        if error is not None:
            half.come_back(where, words)
            page.talk.fill()
        else:
            half.laid_down(where)
        told(error)

    table.say_ahead(outcome.value, act, heard)
    page.talk.fill()


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
