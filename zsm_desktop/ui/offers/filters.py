"""The row of filters above the offers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.ui.offers.state import OffersState, kinds
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.inputs import Check, Choice
from zsm_desktop.ui.parts.search_field import SearchField
from zsm_desktop.ui.theme import Theme


class OfferFilters(QWidget):
    """`narrowed` sends what changed, by the names of OfferFilter."""

    narrowed = Signal(dict)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.search = SearchField(theme, "Zoek op naam, code, plaats of school", name="Zoeken in het aanbod")
        layout.box(theme, self.search, width=190, max_width=340)
        self.sector, self.kind, self.school = Choice(theme), Choice(theme), Choice(theme)
        self.free = Check(theme, "Met vrije plaatsen")
        self.stopped = Check(theme, "Ook gestopt")
        choices = (
            (self.sector, "Sector", "sector_id"),
            (self.kind, "Soort", "kind"),
            (self.school, "School", "school_id"),
        )
        for choice, words, name in choices:
            choice.setAccessibleName(words)
            layout.box(theme, choice, width=140, max_width=152)
            choice.activated.connect(lambda _at, choice=choice, name=name: self.narrowed.emit({name: choice.key}))
        self.search.searched.connect(lambda text: self.narrowed.emit({"text": text}))
        self.free.toggled.connect(lambda on: self.narrowed.emit({"only_free": on}))
        self.stopped.toggled.connect(lambda on: self.narrowed.emit({"with_inactive": on}))
        row = flow(theme, self.search, self.sector, self.kind, self.school, self.free, self.stopped)
        self.setLayout(layout.column(theme, row))

    def fill(self, state: OffersState) -> None:
        self.sector.set_choices([("", "Alle sectoren"), *state.sectors()])
        self.kind.set_choices([("", "Alle soorten"), *kinds()])
        self.school.set_choices([("", "Alle scholen"), *state.schools()])

    def clear(self) -> None:
        """Without sending anything."""
        self.blockSignals(True)
        self.search.clear()
        for choice in (self.sector, self.kind, self.school):
            choice.choose("")
        for check in (self.free, self.stopped):
            check.setChecked(False)
        self.blockSignals(False)
