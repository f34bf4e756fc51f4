"""Per leerling: what a school gave and took for every pupil it has, so that large and small can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.ui.balances.state import BalancesState
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.picking import Picking
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.balances import PUPIL_BASIS, TAKEN_NET
from zsm_desktop.words.names import Say, counted, saying

if TYPE_CHECKING:
    from zsm_desktop.services.balance_rows import PerPupil


def columns(say: Say, *, is_in_kind: bool) -> tuple[Column, ...]:
    figures: tuple[Column, ...] = (
        Column("taken", f"{TAKEN_NET} {say('per [leerling]')}", "taken_cents", "money", width=120),
        Column("given", say("Gegeven per [leerling]"), "given_cents", "money", width=120, priority=2),
    )
    if is_in_kind:
        figures = (
            Column("taken", say("Dagdelen afgenomen per [leerling]"), "taken_hundredths", "decimals", width=120),
            Column(
                "given", say("Dagdelen gegeven per [leerling]"), "given_hundredths", "decimals", width=120, priority=2
            ),
        )
    return (
        Column("school", "School", "name", width=200, stretch=2, is_strong=True, is_name=True),
        Column("pupils", say("[Leerlingen]"), "pupils", "count", width=96),
        *figures,
    )


UNCOUNTED = "Wat niet in dagdelen te tellen is, zoals een toets of cursus, telt hier niet mee."


class PupilsFace(QWidget):
    """`opened` sends (school, "given" or "taken", what was divided by what)."""

    opened = Signal(str, str, str)

    def __init__(self, theme: Theme, state: BalancesState) -> None:
        super().__init__()
        self.state = state
        self._say = say = saying(state.desk.nouns)
        self._rows: dict[str, PerPupil] = {}
        empty = EmptyState(theme, "Nog geen scholen", "Voeg eerst scholen toe in de kamer Netwerk.", icon="building")
        model = ListModel(columns(say, is_in_kind=False), row_id=lambda row: row.school_id)
        self.table = Table(theme, model, name=say("Uitwisseling per [leerling]"), empty=empty)
        layout.box(theme, self.table, width=240, height=130)
        self.picking = Picking(self.table, "taken", "given")
        self.table.opened.connect(self._open)
        self.note = layout.label("", "muted", wrap=True)
        whole = layout.column(theme, self.table, self.note, gap=10)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.table)

    def reload(self) -> None:
        is_in_kind = self.state.is_in_kind
        rows = self.state.per_pupil()
        self._rows = {row.school_id: row for row in rows}
        self.table.set_rows(rows, columns(self._say, is_in_kind=is_in_kind))
        more = f" {UNCOUNTED}" if is_in_kind else ""
        self.note.setText(
            f"{self._say(PUPIL_BASIS)} {self._say('Zonder [leerlingen] in dit programma is er geen bedrag.')}{more}"
        )

    def _open(self, school_id: str) -> None:
        row, side = self._rows[school_id], self.picking.key or "taken"
        shared = getattr(row, f"{side}_hundredths" if self.state.is_in_kind else f"{side}_cents")
        if shared is None:
            words = ""
        else:
            each = f"{dutch.decimals(shared)} dagdelen" if self.state.is_in_kind else dutch.money(shared)
            by = counted(self.state.desk.nouns, row.pupils, "pupil")
            words = f"Gedeeld door {by}: {each} {self._say('per [leerling]')}."
        self.opened.emit(school_id, side, words)
