"""The sheet of one provider: choose school and year, fill in what was used, see what it does, write it in one act."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from zsm_desktop.domain.calendar import SchoolYear, month_index, month_start
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.exchange.forms import RowForm
from zsm_desktop.ui.exchange.month_face import Attempt, MonthFace
from zsm_desktop.ui.exchange.month_state import beside, first_with_rows
from zsm_desktop.ui.exchange.month_words import span_words
from zsm_desktop.ui.exchange.state import DeliveryActs
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

LOSES = "Wat u hebt getypt is nog niet ingevoerd."


class MonthSheet(MonthFace):
    """`done` sends the provider and the first day of the month that was written, None for several; `left` goes back."""

    done = Signal(str, object)
    left = Signal()
    said = Signal(str, str)

    def __init__(self, theme: Theme, desk: Desk, attempt: Attempt) -> None:
        super().__init__(theme, desk, attempt)
        for button, deed in (
            (self.back, self.leave),
            (self.earlier, lambda: self._step_span(-1)),
            (self.later, lambda: self._step_span(1)),
            (self.weeks, self.turn_weeks),
            (self.copy, lambda: self.fill(from_plan=False)),
            (self.plan, lambda: self.fill(from_plan=True)),
            (self.add, self.add_row),
            (self.write, self.try_write),
        ):
            button.clicked.connect(lambda _checked=False, deed=deed: deed())
        self.provider.activated.connect(lambda _at: self._turn())
        self.year.activated.connect(lambda _at: self._turn())
        self.view.left.connect(self.write.setFocus)
        self.view.moved.connect(self._say_cell)
        self.view.sheet.dataChanged.connect(lambda *_: self._on_typed())

    def open(self, provider_id: str = "") -> None:
        """The sheet of a school, or else the last or first with something to fill in, with the month now entered."""
        providers = self.state.providers()
        self.provider.set_choices(providers)
        known = [key for key, _ in providers]
        first = [one for one in (provider_id or self.state.provider_id, *known) if one in known]
        wanted = first[0] if provider_id in known else first_with_rows(self.state, first)
        if self.cells.is_edited:
            self.reload()
        else:
            self._open(wanted, self.state.year, self.state.month)
        self.view.setFocus()

    def try_write(self) -> None:
        """First what it will do; the same key again does it. The first wrong number is pointed at."""
        if self.confirm.isVisible() and self.confirm.yes.text() == "Invoeren":
            self.confirm.yes.click()
            return
        self.view.finish_editing()
        wrong = self.cells.first_problem()
        try:
            words = "" if wrong or not self.cells.is_edited else self.cells.preview()
        except RuleError as error:
            self.error.show_error(f"Er is nog niets ingevoerd. {sentence(error)}")
            return
        if wrong is not None:
            problem = self.cells.problem(self.state.rows[wrong[0]], wrong[1])
            self.view.go_to(*wrong)
            self.error.show_error(f"Er is nog niets ingevoerd. {sentence(problem)}" if problem else "")
        elif not words:
            self.error.show_error("Er is nog niets gewijzigd. Typ eerst een aantal.")
        else:
            self.error.hide()
            self.confirm.ask(words, self._write, yes="Invoeren", no="Verder invullen", kind="primary")

    def leave(self) -> None:
        """Typed numbers are never thrown away unasked; once more is to go on filling in."""
        if self.confirm.isVisible():
            self.confirm.no.click()
            return
        self.view.finish_editing()
        if self.cells.is_edited:
            self.confirm.ask(LOSES, self._give_up, yes="Weggooien", no="Verder invullen")
        else:
            self._give_up()

    def turn_weeks(self) -> None:
        """The weeks of the month in hand, or the whole year again."""
        self.view.finish_editing()
        if self.state.month is not None:
            self._ask_open(self.state.provider_id, self.state.year, None)
        elif self.state.columns:
            at = min(self.view.place()[1], len(self.state.columns) - 1)
            self._ask_open(self.state.provider_id, self.state.year, self.state.columns[at].first_day)

    def fill(self, *, from_plan: bool) -> None:
        """Types in the empty cells of the column in hand; nothing is written by it."""
        self.view.finish_editing()
        at = self.view.place()[1]
        if at >= len(self.state.columns):
            return
        filled = self.cells.fill(at, from_plan=from_plan)
        self._show((self.view.place()[0], at))
        what = dutch.plural(filled, "cel", "cellen")
        where = "uit het plan" if from_plan else "van de periode ervoor"
        if filled:
            self.said.emit(f"{what} ingevuld {where}. Kijk ze na en kies Invoeren.", "good")
        else:
            self.said.emit(f"In {span_words(self.state, at)} is niets {where} in te vullen.", "warn")

    def add_row(self) -> None:
        """For use without a pupil."""
        acts = DeliveryActs(self.state.desk)
        offers = [(row.id, f"{row.name} ({row.unit})") for row in acts.offers_of(self.state.provider_id)]
        schools = [one for one in acts.schools() if one[0] != self.state.provider_id]
        RowForm(self.theme, self.window(), offers, schools, self._add_row).open()

    def _add_row(self, offer_id: str, user_id: str) -> None:
        row = self.state.add_row(offer_id, user_id)
        self.cells.keep_known()
        self._show((row, self.view.place()[1]))

    def _write(self) -> None:
        provider = self.state.provider_id
        touched = {month_start(month_index(self.state.columns[at].first_day)) for _, at, _ in self.cells.changes()}
        count = len(self.cells.typed)
        if self._attempt(self.cells.write):
            what = dutch.plural(count, "cel", "cellen")
            self.said.emit(f"{what} ingevoerd. De scholen die afnamen kunnen nu bevestigen.", "good")
            self.done.emit(provider, touched.pop() if len(touched) == 1 else None)

    def _give_up(self) -> None:
        self.cells.typed.clear()
        self.left.emit()

    def _turn(self) -> None:
        """Another school or year; the same one leads back to the sheet."""
        provider, year = self.provider.key, SchoolYear(int(self.year.key))
        if (provider, year) == (self.state.provider_id, self.state.year):
            self.view.setFocus()
        else:
            self._ask_open(provider, year, None)

    def _ask_open(self, provider: str, year: SchoolYear, month: date | None) -> None:
        if not self.cells.is_edited:
            self._open(provider, year, month)
            return
        self.provider.choose(self.state.provider_id)
        self.year.choose(str(self.state.year.start_year))
        then = lambda: self._open(provider, year, month)  # noqa: E731 - one expression, asked for later
        self.confirm.ask(LOSES, then, yes="Weggooien", no="Verder invullen")

    def _step_span(self, by: int) -> None:
        """The month or year before, or the one after."""
        found = beside(self.state, by)
        if found is not None:
            self._ask_open(self.state.provider_id, *found)
