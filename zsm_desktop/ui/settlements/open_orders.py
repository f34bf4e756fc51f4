"""Betaalbestanden maken: of what is to be paid, a file for the bank of every school and a list to type over."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.ui.parts import files, layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.talk.papers import open_file
from zsm_desktop.words import payment_orders as words
from zsm_desktop.words.format import money

if TYPE_CHECKING:
    from zsm_desktop.reports.sepa import Written
    from zsm_desktop.ui.rooms import Tools
    from zsm_desktop.ui.settlements.open_state import OpenState
    from zsm_desktop.ui.theme import Theme
    from zsm_desktop.ui.work import Progress

ALL = ("", "Alles wat te betalen is")


class OrdersForm(FormDialog):
    """Which settlement; what is missing for its files is said here, before a folder is asked for."""

    def __init__(self, theme: Theme, window: QWidget, state: OpenState) -> None:
        super().__init__(theme, words.MAKE, window, submit=self._check, do="Map kiezen", width=520)
        self._state = state
        self._payable = state.desk.ordering.payable()
        self.settlements: tuple[str, ...] = ()
        self.body.addWidget(layout.label(words.EXPLAINED, "muted", wrap=True))
        found = [(id_, f"{number} · {money(cents)}") for id_, (number, cents) in self._payable.items()]
        choices = found if len(found) == 1 else [ALL, *found]
        field = self.add("settlement", "Verrekening", Choice(theme, choices))
        if state.line is not None:
            field.editor.choose(state.line.row.settlement_id)
        self.field_of |= dict.fromkeys(("sepa.missing", "sepa.nothing", "sepa.wrong_iban"), "settlement")
        field.editor.setFocus()

    def _check(self) -> None:
        chosen = self.fields["settlement"].text
        self.settlements = (chosen,) if chosen else tuple(self._payable)
        for one in self.settlements:
            self._state.desk.ordering.orders(one)


class OrdersButton(Button):
    """`said` is news for a toast; `made` the same with what opens it."""

    said = Signal(str, str)
    made = Signal(str, str, object)

    def __init__(self, tools: Tools, state: OpenState) -> None:
        super().__init__(tools.theme, words.MAKE, icon="file-export", key="Ctrl+S", on_click=self.ask)
        self._theme, self._workshop, self._state = tools.theme, tools.workshop, state

    def ask(self) -> OrdersForm | None:
        if not self._state.desk.ordering.payable():
            self.said.emit(words.NOTHING, "info")
            return None
        form = OrdersForm(self._theme, self.window(), self._state)
        form.accepted.connect(
            lambda: files.ask_folder(self, words.ASK_FOLDER, partial(self.make, form.settlements))
        )  # fmt: skip
        form.open()
        return form

    def make(self, settlements: tuple[str, ...], folder: Path) -> None:
        def job(progress: Progress) -> tuple[Written, ...]:
            from zsm_desktop.reports.sepa import write

            return write(self._state.desk, settlements, folder, progress.step)

        def done(written: tuple[Written, ...]) -> None:
            self.made.emit(words.made(len(written)), "good", ("Map openen", lambda: open_file(folder)))

        self.setEnabled(False)
        work = self._workshop.run(words.MAKE, job, done=done, failed=lambda said: self.said.emit(said, "bad"))
        work.cancelled.connect(lambda: self.said.emit(words.STOPPED, "info"))
        work.ended.connect(lambda: self.setEnabled(True))
