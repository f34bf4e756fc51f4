"""Samenwerking: how the organisations think they work together; measured, answered, and what it came to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.copy_first import take_in_after
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.faces import Faces
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.strip import ConfirmStrip
from zsm_desktop.ui.results.evaluation_answer import AnswerForm
from zsm_desktop.ui.results.evaluation_dialogs import AgendaForm, ListForm, OpenForm
from zsm_desktop.ui.results.evaluation_files import EvaluationFiles
from zsm_desktop.ui.results.evaluation_outcome import OutcomeView
from zsm_desktop.ui.results.evaluation_running import ReadView, RunningView
from zsm_desktop.ui.results.evaluations_state import REMARKS, Measuring
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.words.evaluations import closing
from zsm_desktop.words.format import plural

NOTHING, RUNNING, OUTCOME, READING = range(4)
NOBODY_YET = (
    "Met een meting geven alle partners een cijfer aan dezelfde punten. Zo ziet u waar het goed gaat, waar het "
    "schuurt, en of het beter wordt."
)
NO_MEETING = "Er is geen overleg gepland dat u leidt. Plan er eerst een; dan kunnen de punten op de agenda."


class EvaluationsFace(QWidget):
    """`said` is news for a toast: a sentence and its tone."""

    said = Signal(str, str)
    offered = Signal(str, str, object)

    def __init__(self, tools: Tools, state: Measuring, attempt: Callable[[Callable[[], object]], bool]) -> None:
        super().__init__()
        self.theme, self.state, self._attempt = tools.theme, state, attempt
        self._workshop = tools.workshop
        theme = self.theme
        self.which = Choice(theme)
        self.which.setAccessibleName("Welke meting")
        layout.box(theme, self.which, width=340, max_width=420)
        self.which.activated.connect(lambda _at: self.choose(self.which.key))
        self.files = EvaluationFiles(tools, state, self)
        self.files.said.connect(self.said)
        self.files.read.connect(self.show_files)
        self._make_buttons()
        self.confirm = ConfirmStrip(theme)
        act = Button(theme, "Meting openen", kind="primary", icon="plus", key="Ctrl+M", on_click=self.ask_open)
        self.nothing = EmptyState(
            theme, "Er is nog geen meting", NOBODY_YET, icon="users", tone="neutral",
            action=act if state.may_manage else None,
        )  # fmt: skip
        self.running = RunningView(theme)
        self.running.opened.connect(self.ask_answer)
        self.outcome = OutcomeView(theme, state)
        self.reading = ReadView(theme)
        self.reading.taken.connect(self.take_in)
        self.reading.left.connect(self.reload)
        self.stack = Faces(self.nothing, self.running, self.outcome, self.reading)
        self.bar = flow(theme, self.which, self.outcome.view, self.outcome.chart_kind, *self.buttons, gap=8)
        whole = layout.column(theme, self.bar, self.confirm, self.stack, gap=10)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _make_buttons(self) -> None:
        def button(text: str, key: str, act: Callable[[], object], icon: str = "", kind: str = "normal") -> Button:
            return Button(self.theme, text, kind=kind, icon=icon, key=key, on_click=act)

        words = "Antwoord invoeren" if self.state.answers_for_others else "Antwoorden"
        self.answer = button(words, "Ctrl+Return", self.ask_answer, "pencil", "primary")
        self.forms = button("Formulieren maken", "Ctrl+S", self.files.ask_forms, "mail")
        self.read = button("Formulieren inlezen", "Ctrl+O", self.files.ask_files, "file-import")
        self.close_it = button("Meting sluiten", "Ctrl+D", self.ask_close, "lock")
        self.away = button("Wegdoen", "Ctrl+Del", self.ask_withdraw, "trash", "danger")
        self.agenda = button("Op de agenda", "Ctrl+G", self.ask_agenda, "list-check")
        self.pdf = button("Pdf", "Ctrl+S", lambda: self.files.ask_save("pdf"), "file-export")
        self.excel = button("Excel", "Ctrl+Shift+S", lambda: self.files.ask_save("xlsx"), "file-spreadsheet")
        self.open_new = button("Meting openen", "Ctrl+M", self.ask_open, "plus")
        self.own_list = button("Eigen lijst", "Ctrl+E", self.ask_list, "pencil", "quiet")
        self.buttons = (self.answer, self.forms, self.read, self.close_it, self.away, self.agenda, self.pdf,
                        self.excel, self.open_new, self.own_list)  # fmt: skip

    def reload(self) -> None:
        self.state.look()
        self.which.set_choices(self.state.choices())
        self.which.choose(self.state.id)
        row = self.state.row
        if row is None:
            self.stack.setCurrentIndex(NOTHING)
        elif row.closed_on is None:
            self.running.show_card(self.state.card(), self.state.desk.day)
            self.stack.setCurrentIndex(RUNNING)
        else:
            self.outcome.show_outcome(self.state.compared())
            self.stack.setCurrentIndex(OUTCOME)
        self._dress()

    def choose(self, evaluation_id: str) -> None:
        self.state.id = evaluation_id
        self._attempt(self.reload)

    def _dress(self) -> None:
        """Only what can be done here now; a key of a button out of sight does nothing."""
        row, may, at = self.state.row, self.state.may_manage, self.stack.currentIndex()
        runs = at == RUNNING and row is not None
        is_done = at == OUTCOME and row is not None
        shown = {
            self.answer: runs and (row.waits or self.state.answers_for_others),
            self.forms: runs and may,
            self.read: runs and may,
            self.close_it: runs and may and row.answers > 0,
            self.away: runs and may and not row.answers,
            self.agenda: is_done and row.mean is not None and self.state.may_lead,
            self.pdf: is_done and row.mean is not None,
            self.excel: is_done and row.mean is not None,
            self.open_new: may and at != READING and row is not None,
            self.own_list: may and at != READING,
        }
        for button, is_shown in shown.items():
            button.setVisible(bool(is_shown))
            button.setEnabled(bool(is_shown))
        self.which.setVisible(bool(self.state.rows) and at != READING)
        is_shown = is_done and self.outcome.found is not None and self.outcome.found.outcome.is_shown
        self.outcome.view.setVisible(is_shown)
        self.outcome.chart_kind.setVisible(is_shown and self.state.view != REMARKS)

    def ask_answer(self) -> FormDialog | None:
        row = self.state.row
        if row is None or not self.answer.isEnabled():
            return None
        dialog = AnswerForm(
            self.theme, self.window(), self.state.desk, self.state.card(), is_for_others=self.state.answers_for_others
        )
        dialog.accepted.connect(lambda: self.said.emit("Uw antwoord is geteld.", "good"))
        dialog.open()
        return dialog

    def ask_open(self) -> FormDialog | None:
        if not self.state.may_manage:
            return None
        dialog = OpenForm(self.theme, self.window(), self.state)
        dialog.accepted.connect(lambda: self.choose(dialog.made))
        dialog.open()
        return dialog

    def ask_list(self) -> FormDialog | None:
        if not self.state.may_manage:
            return None
        dialog = ListForm(self.theme, self.window(), self.state)
        dialog.accepted.connect(lambda: self.said.emit("De lijst staat in het profiel van het netwerk.", "good"))
        dialog.open()
        return dialog

    def ask_agenda(self) -> FormDialog | None:
        if not self.agenda.isEnabled():
            return None
        if not self.state.meetings():
            self.said.emit(NO_MEETING, "warn")
            return None
        dialog = AgendaForm(self.theme, self.window(), self.state, self.state.compared().outcome)
        back = ("Ongedaan maken", lambda: self._attempt(self.state.desk.undo.back))
        dialog.accepted.connect(lambda: self.offered.emit("De punten staan op de agenda.", "good", back))
        dialog.open()
        return dialog

    def ask_close(self) -> None:
        row = self.state.row
        if row is not None:
            close = self.state.desk.evaluations.close
            said = closing(row.answers, is_anonymous=row.is_anonymous)
            self.confirm.ask(said, lambda: self._attempt(lambda: close(row.id)), yes="Sluiten", kind="primary")

    def ask_withdraw(self) -> None:
        row = self.state.row
        if row is not None:
            withdraw = self.state.desk.evaluations.withdraw
            words = f"‘{row.name}’ wegdoen? Niemand heeft nog geantwoord."
            self.confirm.ask(words, lambda: self._attempt(lambda: withdraw(row.id)), yes="Wegdoen")

    def show_files(self, found: Any) -> None:
        self.stack.setCurrentIndex(READING)
        self._dress()
        self.reading.show_files(found)

    def take_in(self) -> None:
        """For as long as they are shown."""

        def in_hand() -> Any:
            return self.reading.files if self.stack.currentIndex() == READING else None

        take_in_after(self._workshop, self.state.desk.backups, self.reading.take, in_hand, self._take_in)

    def _take_in(self) -> None:
        forms = [one.form for one in self.reading.files if one.form is not None]
        try:
            self.state.desk.evaluations.take_in(forms)
        except RuleError as error:
            self.reading.error.show_error(error)
            return
        self.said.emit(f"{plural(len(forms), 'formulier', 'formulieren')} meegeteld.", "good")
        self._attempt(self.reload)
