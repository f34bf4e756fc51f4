"""A month of one provider: choose school and month, fill in what was used, write it all in one act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QStackedLayout, QWidget

from zsm_desktop.ui.exchange.month_state import MonthState
from zsm_desktop.ui.exchange.month_table import MonthModel, MonthView
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import Yielding
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.strip import ConfirmStrip, ErrorStrip
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import first_upper

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

Attempt = Callable[[Callable[[], object]], bool]
LOSES = "Wat u hebt getypt is nog niet ingevoerd."


class MonthSheet(QWidget):
    """`done` sends the provider and the first day of the month that was written; `left` asks to go back."""

    done = Signal(str, date)
    left = Signal()
    said = Signal(str, str)

    def __init__(self, theme: Theme, desk: Desk, attempt: Attempt) -> None:
        super().__init__()
        self.theme, self.state, self._attempt = theme, MonthState(desk), attempt
        self._build()
        self._connect()

    def _build(self) -> None:
        theme = self.theme
        self.back = Button(theme, "Terug", icon="arrow-left", key="Esc", on_click=self.leave)
        self.provider, self.month = Choice(theme), Choice(theme)
        for choice, name in ((self.provider, "School die gaf"), (self.month, "Maand")):
            choice.setAccessibleName(name)
        layout.box(theme, self.provider, width=240, max_width=320)
        layout.box(theme, self.month, width=170, max_width=240)
        months = [(day.isoformat(), first_upper(dutch.month(day))) for day in self.state.months()]
        self.month.set_choices(months)
        self.hint = layout.label(
            "Typ een aantal en druk op Enter of Tab; een komma voor delen, leeg laten slaat over.", "muted", wrap=True
        )
        top = flow(theme, self.back, self.provider, self.month)
        self.confirm, self.error = ConfirmStrip(theme), ErrorStrip(theme)
        self.view = MonthView(theme, MonthModel(self.state))
        self.empty = EmptyState(theme, "Niets in te vullen", " ", icon="calendar-event", tone="neutral")
        inner = layout.box(theme, Yielding(), width=240, height=200)
        self._stack = QStackedLayout(inner)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        frame = QFrame()
        frame.setProperty("role", "card")
        frame.setLayout(layout.column(theme, inner, margins=(1, 4, 1, 4)))
        self.summary = layout.label("", "strong", wrap=True)
        self.write = Button(
            theme, "Alles invoeren", kind="primary", icon="check", key="Ctrl+Return", on_click=self.try_write
        )
        foot = layout.row(theme, self.summary, self.write)
        foot.setStretch(0, 1)
        whole = layout.column(theme, top, self.hint, self.confirm, self.error, frame, foot, gap=12)
        whole.setStretch(4, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.provider.activated.connect(lambda _at: self._turn())
        self.month.activated.connect(lambda _at: self._turn())
        self.view.left.connect(self.write.setFocus)
        self.view.sheet.dataChanged.connect(lambda *_: self._on_typed())
        for key, by in (("Alt+PgUp", 1), ("Alt+PgDown", -1)):
            QShortcut(QKeySequence(key), self, lambda by=by: self._step_month(by))

    def open(self, provider_id: str = "") -> None:
        """The sheet of a school, or the last one or else the first with something to fill in, for the usual month."""
        providers = self.state.providers()
        self.provider.set_choices(providers)
        known = [key for key, _ in providers]
        first = [one for one in (provider_id or self.state.provider_id, *known) if one in known]
        wanted = first[0] if provider_id in known or self.state.is_edited else self.state.first_with_rows(first)
        self.provider.choose(wanted)
        self.month.choose(self.state.month.isoformat())
        if not self.state.is_edited:
            self.state.open(wanted, self.state.month)
        self._show()
        self.view.setFocus()

    def reload(self) -> None:
        """News came in; what was typed stays."""
        at = self.view.currentIndex().row()
        self.view.finish_editing()
        self.state.reload()
        self._show()
        self.view.go_to(at)

    def try_write(self) -> None:
        """All or nothing; the first wrong number is pointed at."""
        self.view.finish_editing()
        wrong = self.state.first_problem()
        if wrong >= 0:
            problem = self.state.problem(self.state.rows[wrong])
            self.view.go_to(wrong)
            self.error.show_error(f"Er is nog niets ingevoerd. {sentence(problem)}" if problem else "")
            return
        provider, month = self.state.provider_id, self.state.month
        count = len(self.state.drafts())
        if self._attempt(self.state.write):
            what = dutch.plural(count, "levering", "leveringen")
            self.said.emit(f"{what} ingevoerd. De scholen die afnamen kunnen ze nu bevestigen.", "good")
            self.done.emit(provider, month)

    def leave(self) -> None:
        """Typed numbers are never thrown away unasked."""
        self.view.finish_editing()
        if self.state.is_edited:
            self.confirm.ask(LOSES, self._give_up, yes="Weggooien", no="Verder invullen")
        else:
            self._give_up()

    def _give_up(self) -> None:
        self.state.typed.clear()
        self.left.emit()

    def _turn(self) -> None:
        """Another school or month."""
        provider, month = self.provider.key, date.fromisoformat(self.month.key)
        if not self.state.is_edited:
            self._open(provider, month)
            return
        self.provider.choose(self.state.provider_id)
        self.month.choose(self.state.month.isoformat())
        self.confirm.ask(LOSES, lambda: self._open(provider, month), yes="Weggooien", no="Verder invullen")

    def _step_month(self, by: int) -> None:
        at = self.month.currentIndex() + by
        if 0 <= at < self.month.count():
            self.month.setCurrentIndex(at)
            self._turn()

    def _open(self, provider: str, month: date) -> None:
        self._attempt(lambda: self.state.open(provider, month))
        self.provider.choose(provider)
        self.month.choose(month.isoformat())
        self._show()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        self.view.sheet.refresh()
        self.error.hide()
        school = self.provider.currentText()
        self.empty.text.setText(
            f"In {dutch.month(self.state.month)} liep bij {school} geen traject."
            f" {'Kies een andere school of maand' if self.provider.count() > 1 else 'Kies een andere maand'};"
            " met Alt PgUp gaat u een maand terug."
            if school
            else "Er is nog geen school met aanbod. Voeg eerst aanbod toe in de kamer Aanbod."
        )
        self._stack.setCurrentWidget(self.view if self.state.rows else self.empty)
        self.view.go_to(0)
        self._on_typed()

    def _on_typed(self) -> None:
        self.summary.setText(self.state.summary())
        self.write.setEnabled(bool(self.state.rows))
        wrong = self.state.first_problem()
        problem = self.state.problem(self.state.rows[wrong]) if wrong >= 0 else None
        if problem is None:
            self.error.hide()
        elif not self.view.shows_notes():
            self.error.show_error(problem)
