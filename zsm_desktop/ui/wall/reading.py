"""Reads for the wall beside the painting: the room sees the last slide until the next one is there."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.parts.writer import Writer
from zsm_desktop.ui.wall.state import TOPICS

if TYPE_CHECKING:
    from zsm_desktop.services.wall import WallSight
    from zsm_desktop.ui.wall.state import WallState

log = logging.getLogger(__name__)

TABLE_MS = 40
"""Who leafs through the agenda does not wait for the wall: it reads when the private window has been painted."""
NEWS_MS = 120
"""News of one act comes in pieces; the room may wait a moment for them together."""


class WallReader(QObject):
    """One reading at a time, so none can come after a later one; what was asked meanwhile is read once, at the end.

    `came` brings the view of what is wanted now. What was read for a point that left the table is not shown, and of a
    reading that failed the room sees the neutral slide. `is_on` while there is a wall.
    """

    came = Signal(object)

    def __init__(self, state: WallState, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state
        self._writer = Writer(self)
        self.is_on = self._is_reading = self._is_due = False
        self._table = QTimer(self, interval=TABLE_MS, singleShot=True)
        self._news = QTimer(self, interval=NEWS_MS, singleShot=True)
        for timer in (self._table, self._news):
            timer.timeout.connect(self.ask)

    def put_on_table(self, meeting_id: str, item_id: str) -> None:
        if self._state.put_on_table(meeting_id, item_id):
            self._table.start()

    def hear(self, topics: frozenset[str]) -> None:
        if self.is_on and not TOPICS.isdisjoint(topics):
            self._news.start()

    def ask(self) -> None:
        """Nothing is read for a blank wall: that must not wait for the store."""
        state = self._state
        if not self.is_on:
            return
        if state.wanted == ("", ""):
            state.hidden = ()
            self.came.emit(state.neutral())
        elif self._is_reading:
            self._is_due = True
        else:
            self._read()

    def stop(self) -> None:
        """Waits for what is being read: the store is closed next."""
        self.is_on = False
        self._writer.drain()

    def _read(self) -> None:
        wanted = self._state.wanted
        found: list[WallSight] = []
        self._is_reading, self._is_due = True, False
        self._writer.write(
            lambda: found.append(self._state.read(wanted)), lambda error: self._told(wanted, found, error)
        )

    def _told(self, wanted: tuple[str, str], found: list[WallSight], error: Exception | None) -> None:
        self._is_reading = False
        is_due = self._is_due
        if wanted == self._state.wanted:
            self._show(found, error)
        if is_due:
            self.ask()

    def _show(self, found: list[WallSight], error: Exception | None) -> None:
        if error is not None and not isinstance(error, RuleError):
            log.error("the wall could not be read", exc_info=error)
        self._state.hidden = found[0].hidden if found else ()
        self.came.emit(found[0].view if found else self._state.neutral())
