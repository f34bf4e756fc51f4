"""What can take the place of the list of Openstaand: a bank's statement that is read, and letters that may go out."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.ui.parts.faces import Faces
from zsm_desktop.ui.parts.talk.papers import open_file
from zsm_desktop.ui.settlements.open_bank import BankView
from zsm_desktop.ui.settlements.open_bank_state import BankState
from zsm_desktop.ui.settlements.open_reminders import RemindersView
from zsm_desktop.ui.settlements.open_reminders_state import RemindersState

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.ui.rooms import Tools


class OpenViews(Faces):
    """`listed` again when one is left, with `back`; `said` and `made` are toasts."""

    back = Signal()
    said = Signal(str, str)
    made = Signal(str, str, object)

    def __init__(self, tools: Tools, desk: Desk, listed: QWidget) -> None:
        super().__init__(listed)
        self._tools, self._desk = tools, desk

    @cached_property
    def bank(self) -> BankView:
        view = BankView(self._tools, BankState(self._desk))
        view.left.connect(self.show_list)
        view.kept.connect(self._on_booked)
        self.addWidget(view)
        return view

    @cached_property
    def reminders(self) -> RemindersView:
        view = RemindersView(self._tools, RemindersState(self._desk))
        view.left.connect(self.show_list)
        view.kept.connect(self._on_sent)
        view.said.connect(self.said)
        self.addWidget(view)
        return view

    def open_bank(self) -> None:
        self.setCurrentWidget(self.bank)
        self.bank.start()

    def open_reminders(self) -> None:
        self.setCurrentWidget(self.reminders)
        self.reminders.start()

    def reload(self) -> None:
        """What is shown instead of the list, where that can change under it."""
        if self.currentIndex() and self.currentWidget() is self.reminders:
            self.reminders.reload()

    def show_list(self) -> None:
        self.setCurrentIndex(0)
        self.back.emit()

    def _on_booked(self, words: str) -> None:
        self.show_list()
        self.said.emit(words, "good")

    def _on_sent(self, words: str, folder: Path) -> None:
        self.show_list()
        self.made.emit(words, "good", ("Map openen", lambda: open_file(folder)))
