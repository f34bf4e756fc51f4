"""Per sector, and of the kinds of school among themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.ui.balances.in_kind import balance_of, use_column
from zsm_desktop.ui.balances.state import BalancesState
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import Sides
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.picking import Picking
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.balances import TAKEN_NET, kinds_words

if TYPE_CHECKING:
    from zsm_desktop.services.balance_rows import KindBalance, SectorBalance


def sector_columns(*, is_in_kind: bool) -> tuple[Column, ...]:
    figures: tuple[Column, ...] = (
        Column("given", "Gegeven", "given_cents", "money", width=112, priority=3),
        Column("taken", TAKEN_NET, "taken_cents", "money", width=112, priority=4),
        Column("balance", "Saldo", "balance_cents", "balance", width=124),
    )
    if is_in_kind:
        figures = (
            use_column("given", "Gegeven", "given", width=112, priority=3),
            use_column("taken", "Afgenomen", "taken", width=112, priority=4),
            use_column("balance", "Verschil", balance_of, width=124),
        )
    return (
        Column("school", "School", "name", width=160, stretch=3, is_strong=True, is_name=True),
        Column("sector", "Sector", "sector", width=124, stretch=2),
        *figures,
    )


def kind_columns(*, is_in_kind: bool) -> tuple[Column, ...]:
    given = Column("given", "Bedrag", "given_cents", "money", width=116, stretch=1)
    if is_in_kind:
        given = use_column("given", "Dagdelen", "given", width=150, stretch=1)
    return Column("kind", "Wie aan wie", _kinds, width=150, is_strong=True), given


def _kinds(row: KindBalance) -> str:
    return kinds_words(row.kind, row.counter_kind)


def kind_id(row: KindBalance) -> str:
    return f"{row.kind}|{row.counter_kind}"


def sector_id(row: SectorBalance) -> str:
    return f"{row.code}|{row.sector_code}"


class SectorsFace(QWidget):
    """`opened` sends (code of the school, code of the sector, side), `kinds_opened` who gave to whom.

    The side is "given", "taken", or "" for what is left of the two.
    """

    opened = Signal(str, str, str)
    kinds_opened = Signal(str, str)

    def __init__(self, theme: Theme, state: BalancesState) -> None:
        super().__init__()
        self.state = state
        self.school = Choice(theme)
        self.school.setAccessibleName("School")
        layout.box(theme, self.school, width=240, max_width=320)
        self.school.activated.connect(lambda _at: self.reload())
        self.table = self._table(theme, sector_columns(is_in_kind=False), sector_id, "Saldo per sector")
        self.picking = Picking(self.table, "given", "taken", "balance")
        self.table.opened.connect(self._open)
        self.kinds = self._table(theme, kind_columns(is_in_kind=False), kind_id, "Tussen soorten scholen")
        self.kinds.opened.connect(lambda row_id: self.kinds_opened.emit(*row_id.split("|")))
        side = layout.holder(layout.column(theme, layout.label("Tussen soorten scholen", "section"), self.kinds, gap=8))
        whole = layout.column(theme, flow(theme, self.school), Sides(theme, self.table, side, width=320), gap=10)
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
            theme, Table(theme, ListModel(columns, row_id=row_id), name=name, empty=empty), width=240, height=130
        )

    def reload(self) -> None:
        names = sorted(self.state.names().items(), key=lambda one: one[1])
        self.school.set_choices([("", "Alle scholen"), *names])
        is_in_kind = self.state.is_in_kind
        self.table.set_rows(self.state.sectors(self.school.key), sector_columns(is_in_kind=is_in_kind))
        self.kinds.set_rows(self.state.school_kinds(), kind_columns(is_in_kind=is_in_kind))

    def _open(self, row_id: str) -> None:
        side = self.picking.key
        self.opened.emit(*row_id.split("|"), side if side in {"given", "taken"} else "")
