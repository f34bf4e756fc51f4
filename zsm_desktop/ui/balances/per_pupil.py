"""Per leerling: what a school gave and took for every pupil it has, so that large and small can be compared."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.ui.balances.state import BalancesState
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.balances import PUPIL_BASIS, TAKEN_NET


def columns() -> tuple[Column, ...]:
    return (
        Column("school", "School", "name", width=200, stretch=2, is_strong=True),
        Column("pupils", "Leerlingen", "pupils", "count", width=96),
        Column("taken", TAKEN_NET, "taken_cents", "money", width=120),
        Column("taken_use", "Dagdelen af", "taken_hundredths", "quantity", width=116, priority=3),
        Column("given", "Gegeven", "given_cents", "money", width=120, priority=2),
        Column("given_use", "Dagdelen gegeven", "given_hundredths", "quantity", width=140, priority=4),
    )


class PupilsFace(QWidget):
    opened = Signal(str)

    def __init__(self, theme: Theme, state: BalancesState) -> None:
        super().__init__()
        self.state = state
        empty = EmptyState(theme, "Nog geen scholen", "Voeg eerst scholen toe in de kamer Netwerk.", icon="building")
        model = ListModel(columns(), row_id=lambda row: row.school_id)
        self.table = Table(theme, model, name="Uitwisseling per leerling", empty=empty)
        layout.box(theme, self.table, width=240, height=220)
        self.table.opened.connect(self.opened)
        note = layout.label(f"{PUPIL_BASIS} Een school zonder leerlingen in dit programma heeft geen bedrag.", "muted")
        note.setWordWrap(True)
        whole = layout.column(theme, self.table, note, gap=10)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.table)

    def reload(self) -> None:
        rows = self.state.desk.balances.per_pupil(self.state.span)
        self.table.set_rows(sorted(rows, key=lambda row: (-(row.taken_cents or 0), row.name)))
