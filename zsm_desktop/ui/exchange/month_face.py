"""How the sheet of one provider is shown: its bar, the cells, what is said of the one in hand, and the foot."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QStackedLayout, QWidget

from zsm_desktop.domain.calendar import SchoolYear, month_index
from zsm_desktop.ui.exchange.month_cells import Legend
from zsm_desktop.ui.exchange.month_state import MonthState, beside
from zsm_desktop.ui.exchange.month_table import MonthModel, MonthView
from zsm_desktop.ui.exchange.month_typed import TypedCells
from zsm_desktop.ui.exchange.month_words import cell_note
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import Yielding
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.keyed_choice import KeyedChoice
from zsm_desktop.ui.parts.strip import ConfirmStrip, ErrorStrip
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import first_upper

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

Attempt = Callable[[Callable[[], object]], bool]
HINT = (
    "Typ een aantal; Enter gaat omlaag, Tab naar rechts. Een komma voor delen, 3x2 voor drie keer twee, "
    "+1 voor erbij, Del om leeg te maken. Na een puntkomma een opmerking voor de andere school: 2; kwam later."
)
HIGH = 600


class MonthFace(QWidget):
    """Widgets without their deeds."""

    def __init__(self, theme: Theme, desk: Desk, attempt: Attempt) -> None:
        super().__init__()
        self.theme, self.state, self._attempt = theme, MonthState(desk), attempt
        self.cells = TypedCells(self.state)
        self._build()

    def _build(self) -> None:
        theme = self.theme
        self.back = Button(theme, "Terug", icon="arrow-left", key="Esc")
        self.provider = KeyedChoice(theme, "School die gaf", key="Alt+S")
        self.year = KeyedChoice(theme, "Schooljaar", key="Alt+J")
        layout.box(theme, self.provider, width=270, max_width=350)
        layout.box(theme, self.year, width=170, max_width=200)
        years = self.state.years()
        self.year.set_choices([(str(year.start_year), year.label) for year in years])
        self.earlier = Button(theme, "", icon="chevron-left", key="Alt+PgUp")
        self.later = Button(theme, "", icon="chevron-right", key="Alt+PgDown")
        self.month_name = layout.label("", "strong")
        self.month_name.hide()
        span = layout.holder(layout.row(theme, self.earlier, self.month_name, self.later, gap=8))
        self.weeks = Button(theme, "Per week", key="Alt+W")
        self.copy = Button(theme, "Vorige overnemen", key="Alt+V")
        self.plan = Button(theme, "Plan invullen", key="Alt+P")
        self.add = Button(theme, "Rij toevoegen", icon="plus", key="Alt+R")
        top = flow(theme, self.back, self.provider, self.year, span, self.weeks, self.copy, self.plan, self.add)
        self.hint = layout.label(HINT, "muted", wrap=True)
        self.confirm, self.error = ConfirmStrip(theme), ErrorStrip(theme)
        self.view = MonthView(theme, MonthModel(self.state, self.cells))
        self._is_late = False
        self.view.typed.connect(self._read_late, Qt.ConnectionType.QueuedConnection)
        self.empty = EmptyState(theme, "Niets in te vullen", " ", icon="calendar-event", tone="neutral")
        frame = self._frame()
        self.note = layout.label(" ", "muted", wrap=True)
        self.summary = layout.label("", "strong", wrap=True)
        self.write = Button(theme, "Invoeren", kind="primary", icon="check", key="Ctrl+Return")
        foot = layout.row(theme, self.summary, Legend(theme), self.write, gap=14)
        foot.setStretch(0, 1)
        whole = layout.column(theme, top, self.hint, self.confirm, self.error, frame, self.note, foot, gap=10)
        whole.setStretch(4, 1)
        self.setLayout(whole)

    def _frame(self) -> QFrame:
        """The sheet on a card, or what is said where it has no rows."""
        inner = layout.box(self.theme, Yielding(), width=240, height=200)
        self._stack = QStackedLayout(inner)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        frame = QFrame()
        frame.setProperty("role", "card")
        frame.setLayout(layout.column(self.theme, inner, margins=(1, 4, 1, 4)))
        return frame

    def resizeEvent(self, event) -> None:
        """Where room is short the rows come first."""
        super().resizeEvent(event)
        self.hint.setVisible(self.height() >= self.theme.px(HIGH))

    def reload(self) -> None:
        """News came in; what was typed stays, and the cell that is being typed in is finished first."""
        self._is_late = self.view.is_editing
        if self._is_late:
            return
        place = self.view.place()
        self.state.reload()
        self.cells.keep_known()
        self._show(place)

    def _read_late(self) -> None:
        if self._is_late:
            self._attempt(self.reload)

    def _open(self, provider: str, year: SchoolYear, month: date | None) -> None:
        before = self.state.month
        self.cells.typed.clear()
        self._attempt(lambda: self.state.open(provider, year, month))
        self.provider.choose(provider)
        self.year.choose(str(year.start_year))
        self.weeks.set_words("Per week" if month is None else "Heel schooljaar")
        column = self.state.usual_column()
        if month is None and before is not None and SchoolYear.of(before) == year:
            column = month_index(before) - month_index(year.first_day)
        self._show((0, column))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_span(self) -> None:
        """Which month is shown where it is one, and what is before and after it."""
        month = self.state.month
        self.month_name.setText(first_upper(dutch.month(month)) if month else "")
        self.month_name.setVisible(month is not None)
        for button, by in ((self.earlier, -1), (self.later, 1)):
            button.setEnabled(beside(self.state, by) is not None and bool(self.state.provider_id))
            months = dutch.MONTHS
            name = months[(month.month - 1 + by) % len(months)] if month else self.state.year.shifted(by).label
            button.set_words(first_upper(name))
            button.setAccessibleName(f"{'Eerder' if by < 0 else 'Later'}: {name}")

    def _show(self, place: tuple[int, int]) -> None:
        self.view.sheet.refresh()
        self._name_span()  # a relayout asks the sheet for its rows
        self.view.measure()
        self.error.hide()
        school = self.provider.currentText()
        when = f"schooljaar {self.state.year.label}" if self.state.month is None else dutch.month(self.state.month)
        self.empty.text.setText(
            f"In {when} liep bij {school} geen traject. Kies een andere school, of voeg een rij toe voor gebruik "
            "zonder leerling."
            if school
            else "Er is nog geen school met aanbod. Voeg eerst aanbod toe in de kamer Aanbod."
        )
        self._stack.setCurrentWidget(self.view if self.state.rows else self.empty)
        self.view.go_to(*place)
        self._on_typed()

    def _on_typed(self) -> None:
        self.summary.setText(self.cells.summary())
        for button in (self.write, self.copy, self.plan):
            button.setEnabled(bool(self.state.rows))
        for button in (self.weeks, self.add):
            button.setEnabled(bool(self.state.provider_id))
        self.error.hide()
        self._say_cell()

    def _say_cell(self) -> None:
        """What is to know of the cell in hand, below the sheet."""
        row, at = self.view.place()
        is_cell = row < len(self.state.rows) and at < len(self.state.columns)
        self.note.setText(cell_note(self.state, self.cells, self.state.rows[row], at) if is_cell else " ")
