"""The row of filters above the deliveries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.ui.exchange.state import SIDES
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.chip import ChipRow
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch

STATUSES = (
    ("entered", "Te bevestigen"), ("disputed", "Betwist"), ("confirmed", "Bevestigd"), ("withdrawn", "Ingetrokken"),
    ("", "Alles"),
)  # fmt: skip


class DeliveryFilters(QWidget):
    """`narrowed` sends what changed, by the names of DeliveryFilter; "month" is the ISO date of its first day."""

    narrowed = Signal(dict)

    def __init__(self, theme: Theme, months: Sequence[date]) -> None:
        super().__init__()
        self.status = ChipRow(theme, STATUSES, name="Stand")
        self.school, self.side, self.month = Choice(theme), Choice(theme, SIDES), Choice(theme)
        choices = (
            (self.school, "School", "school_id"),
            (self.side, "Gegeven of genomen", "side"),
            (self.month, "Maand", "month"),
        )
        for choice, words, name in choices:
            choice.setAccessibleName(words)
            layout.box(theme, choice, width=150, max_width=176)
            choice.activated.connect(lambda _at, choice=choice, name=name: self.narrowed.emit({name: choice.key}))
        self.month.set_choices([("", "Alle maanden"), *((day.isoformat(), dutch.month(day)) for day in months)])
        self.only = Button(theme, "", kind="quiet", icon="x", on_click=self._drop_only)
        self.only.hide()
        self.status.chosen.connect(lambda key: self.narrowed.emit({"status": key}))
        self.setLayout(layout.column(theme, flow(theme, self.status, self.school, self.side, self.month, self.only)))

    def fill(self, schools: Sequence[tuple[str, str]]) -> None:
        self.school.set_choices([("", "Alle scholen"), *schools])

    def clear(self, only: str = "") -> None:
        """Everything in every state, without sending anything; `only` names what the list is narrowed to."""
        self.choose("", "", None)
        self.side.choose("")
        self.only.set_words(only)
        self.only.setVisible(bool(only))

    def choose(self, status: str, school_id: str, month: date | None) -> None:
        self.blockSignals(True)
        self.status.choose(status)
        self.school.choose(school_id)
        self.month.choose(month.isoformat() if month else "")
        self.blockSignals(False)

    def _drop_only(self) -> None:
        self.only.hide()
        self.narrowed.emit({"placement_id": ""})
