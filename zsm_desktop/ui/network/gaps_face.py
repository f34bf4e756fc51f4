"""Aandachtspunten: what is missing in the network with a way to it, and how many trajectories each person directs."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal

from zsm_desktop.domain.network_gaps import Gap
from zsm_desktop.services.guide_rows import CaseloadRow
from zsm_desktop.ui.network.map_state import MapState
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import Sides, Yielding
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.labels import first_upper
from zsm_desktop.words.network_map import FEW, LOADS, agreed_words, gap_advice, gap_words

GAP_COLUMNS = (Column("gap", "Wat ontbreekt", gap_words, width=240, stretch=1, is_strong=True, detail=gap_advice),)
LOADS_SAY = "Casussen die lopen en van wie deze persoon de regie heeft. Alleen aantallen; geen casus."


def _row_id(gap: Gap) -> str:
    return f"{gap.code}/{gap.subject_id}"


def _agreed(row: CaseloadRow) -> str:
    words = agreed_words(row).replace(" tot en met ", "–")
    return f"afspraak {words}" if words else ""


class GapsFace(Yielding):
    """`went` brings a room and what to open there."""

    went = Signal(str, str)

    def __init__(self, theme: Theme, desk: Any) -> None:
        super().__init__()
        self.theme, self._desk, self._state = theme, desk, MapState(desk)
        self._gaps: dict[str, Gap] = {}
        nothing = EmptyState(
            theme, "Er ontbreekt niets", "Wie nodig is zit aan tafel, en elke casus heeft iemand met de regie.",
            icon="circle-check", tone="good",
        )  # fmt: skip
        self.table = Table(theme, ListModel(GAP_COLUMNS, row_id=_row_id), name="Aandachtspunten", empty=nothing)
        self.go = Button(theme, "Ernaartoe", icon="arrow-right", key="Ctrl+Return", on_click=self.open_gap)
        nobody = EmptyState(
            theme, "Nog niemand heeft de regie", "Leg bij een casus vast wie de regie heeft; hier komen de aantallen.",
            icon="users", tone="neutral",
        )  # fmt: skip
        columns = (
            Column("name", "Wie", "name", width=124, stretch=2, is_strong=True, detail=self._of_whom),
            Column("cases", "Casussen", "cases", "count", width=146, detail=_agreed, none=FEW),
            Column("load", "", lambda row: LOADS[row.load.value][0], "pill", width=132, priority=3,
                   tone=lambda row: LOADS[row.load.value][1]),
        )  # fmt: skip
        model = ListModel(columns, row_id=lambda row: f"{row.contact_id}/{row.role}")
        self.loads = Table(theme, model, name="Caseload", empty=nobody)
        left = layout.holder(layout.column(theme, self.table, flow(theme, self.go), gap=10))
        left.layout().setStretch(0, 1)
        title, said = layout.label("Caseload", "section"), layout.label(LOADS_SAY, "muted", wrap=True)
        right = layout.holder(layout.column(theme, title, said, self.loads, gap=8))
        right.layout().setStretch(2, 1)
        whole = layout.column(theme, Sides(theme, left, right, width=490), gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.table)
        self.table.opened.connect(lambda _id: self.open_gap())
        self.table.chosen.connect(lambda _id: self._dress())

    def reload(self) -> None:
        self._state.look()
        found = self._desk.network_map.gaps()
        self._gaps = {_row_id(gap): gap for gap in found}
        self.table.set_rows(found)
        self.loads.set_rows(self._desk.guiding.caseloads())
        if found and not self.table.current_id():
            self.table.select_id(_row_id(found[0]))
        self._dress()

    @property
    def count(self) -> int:
        return len(self._gaps)

    def open_gap(self) -> None:
        gap = self._gaps.get(self.table.current_id())
        way = self._state.way_to(gap) if gap is not None else ("", "")
        if way == ("network", "caseload"):
            self.loads.setFocus()
        elif way[0]:
            self.went.emit(*way)

    def _of_whom(self, row: CaseloadRow) -> str:
        role = self._state.facts.role_name(row.role) if self._state.facts else ""
        return " · ".join(part for part in (first_upper(role), row.organisation) if part)

    def _dress(self) -> None:
        gap = self._gaps.get(self.table.current_id())
        self.go.setVisible(gap is not None and self._state.way_to(gap) != ("", ""))
