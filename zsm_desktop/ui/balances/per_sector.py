"""Per sector, and of the kinds of school among themselves: in money and in dagdelen beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.ui.balances.state import BalancesState
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import Sides
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.balances import TAKEN_NET, kind_words
from zsm_desktop.words.spans import in_kind_words

if TYPE_CHECKING:
    from zsm_desktop.services.balance_rows import KindBalance, SectorBalance


def sector_columns() -> tuple[Column, ...]:
    def side(key: str, title: str) -> Column:
        return Column(
            key, title, f"{key}_cents", "money", width=140, stretch=1, priority=3,
            detail=lambda row: _use(getattr(row, key)),
        )  # fmt: skip

    return (
        Column("school", "School", "name", width=160, stretch=3, is_strong=True, detail=lambda row: row.sector),
        side("given", "Gegeven"),
        side("taken", TAKEN_NET),
        Column("balance", "Saldo", "balance_cents", "balance", width=124),
    )


def kind_columns() -> tuple[Column, ...]:
    return (
        Column("kind", "Wie aan wie", _kinds, width=148, is_strong=True),
        Column("given", "Bedrag", "given_cents", "money", width=250, stretch=1, detail=lambda row: _use(row.given)),
    )


def _kinds(row: KindBalance) -> str:
    return f"{kind_words(row.kind)} aan {kind_words(row.counter_kind)}"


def _use(use) -> str:
    return in_kind_words(use) if use else ""


def kind_id(row: KindBalance) -> str:
    return f"{row.kind}|{row.counter_kind}"


def sector_id(row: SectorBalance) -> str:
    return f"{row.code}|{row.sector_code}"


class SectorsFace(QWidget):
    """`opened` sends (code of the school, code of the sector)."""

    opened = Signal(str, str)

    def __init__(self, theme: Theme, state: BalancesState) -> None:
        super().__init__()
        self.state = state
        self.school = Choice(theme)
        self.school.setAccessibleName("School")
        layout.box(theme, self.school, width=240, max_width=320)
        self.school.activated.connect(lambda _at: self.reload())
        self.table = self._table(theme, sector_columns(), sector_id, "Saldo per sector")
        self.table.opened.connect(lambda row_id: self.opened.emit(*row_id.split("|")))
        self.kinds = self._table(theme, kind_columns(), kind_id, "Tussen soorten scholen")
        side = layout.holder(layout.column(theme, layout.label("Tussen soorten scholen", "section"), self.kinds, gap=8))
        note = layout.label(
            "Onder elk bedrag staat het gebruik; wat een subsidie droeg, staat bij haar als bedrag zonder gebruik.",
            "muted", wrap=True,
        )  # fmt: skip
        whole = layout.column(theme, flow(theme, self.school), Sides(theme, self.table, side, width=416), note, gap=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.table)

    @staticmethod
    def _table(theme: Theme, columns: tuple[Column, ...], row_id, name: str) -> Table:
        empty = EmptyState(
            theme, "In deze periode is niets geboekt", "Kies een andere periode of een andere school.", icon="scale",
            tone="neutral",
        )  # fmt: skip
        return layout.box(
            theme, Table(theme, ListModel(columns, row_id=row_id), name=name, empty=empty), width=240, height=200
        )

    def reload(self) -> None:
        names = sorted(self.state.names().items(), key=lambda one: one[1])
        self.school.set_choices([("", "Alle scholen"), *names])
        self.table.set_rows(self.state.sectors(self.school.key))
        kinds = self.state.desk.balances.by_school_kind(self.state.span)
        self.kinds.set_rows(
            sorted((row for row in kinds if row.given_cents or row.given), key=lambda r: -r.given_cents)
        )
