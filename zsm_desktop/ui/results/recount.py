"""Opnieuw tellen: offered where kept counts lie behind what the cases say."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.counting import Counting
from zsm_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk


class RecountButton(Button):
    """Hidden until something is found behind; `counted` once it was made good, `failed` brings what went wrong."""

    counted = Signal()
    failed = Signal(object)

    def __init__(self, theme: Theme, desk: Desk, attempt: Callable[[Callable[[], object]], bool]) -> None:
        super().__init__(theme, "Opnieuw tellen", icon="refresh", on_click=self.count_again)
        self._desk, self._attempt, self._is_wanted = desk, attempt, False
        self.checking = Counting(self, self.failed.emit)

    def look(self, *, is_wanted: bool) -> None:
        """Opens what is sealed in every case, so it never holds up the painting."""
        self.hide()
        self._is_wanted = is_wanted
        if is_wanted:
            self.checking.ask(self._desk.choice_tallies.is_behind, self._offer, is_quick=False)

    def count_again(self) -> None:
        self._attempt(self._desk.choice_tallies.recount)
        self.counted.emit()

    def _offer(self, is_behind: bool) -> None:
        self.setVisible(is_behind and self._is_wanted)
