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
from zsm_desktop.ui.parts.search_field import SearchField
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import SETTLED_HOW

STATUSES = (
    ("entered", "Te bevestigen"), ("disputed", "Betwist"), ("confirmed", "Bevestigd"), ("withdrawn", "Ingetrokken"),
    ("", "Alles"),
)  # fmt: skip
HOW = (("", "Hoe ook bevestigd"), *SETTLED_HOW.items())


class DeliveryFilters(QWidget):
    """`narrowed` sends what changed, by the names of DeliveryFilter; "month" is the ISO date of its first day."""

    narrowed = Signal(dict)

    def __init__(self, theme: Theme, months: Sequence[date]) -> None:
        super().__init__()
        self.status = ChipRow(theme, STATUSES, name="Stand")
        self.school, self.side, self.month = Choice(theme), Choice(theme, SIDES), Choice(theme)
        self.offer, self.how = Choice(theme), Choice(theme, HOW)
        self.number = SearchField(theme, "Trajectnummer", name="Zoek op trajectnummer")
        layout.box(theme, self.number, width=150, max_width=190)
        self.number.searched.connect(lambda text: self.narrowed.emit({"number": text}))
        choices = (
            (self.school, "School", "school_id"),
            (self.side, "Gegeven of genomen", "side"),
            (self.offer, "Aanbod", "offer_id"),
            (self.month, "Maand", "month"),
            (self.how, "Hoe bevestigd", "settled_how"),
        )
        for choice, words, name in choices:
            choice.setAccessibleName(words)
            layout.box(theme, choice, width=182 if choice is self.how else 150, max_width=186)
            choice.activated.connect(lambda _at, choice=choice, name=name: self.narrowed.emit({name: choice.key}))
        self.month.set_choices([("", "Alle maanden"), *((day.isoformat(), dutch.month(day)) for day in months)])
        self.only = Button(theme, "", kind="quiet", icon="x", on_click=self._drop_only)
        self.only.hide()
        self.status.chosen.connect(lambda key: self.narrowed.emit({"status": key}))
        pieces = (self.status, self.school, self.side, self.offer, self.month, self.how, self.number, self.only)
        self.setLayout(layout.column(theme, flow(theme, *pieces)))

    def fill(self, schools: Sequence[tuple[str, str]], offers: Sequence[tuple[str, str]]) -> None:
        self.school.set_choices([("", "Alle scholen"), *schools])
        self.offer.set_choices([("", "Al het aanbod"), *offers])

    def clear(self, only: str = "") -> None:
        """Everything in every state, without sending anything; `only` names what the list is narrowed to."""
        self.choose("", "", None)
        for choice in (self.side, self.offer, self.how):
            choice.choose("")
        self.blockSignals(True)
        self.number.clear()
        self.blockSignals(False)
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
        self.narrowed.emit({"placement_id": "", "delivery_id": ""})
