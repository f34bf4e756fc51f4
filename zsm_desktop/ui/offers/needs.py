"""What pupils asked and no school offers yet: a list to make offers from, not a list of pupils."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.permissions import Permission, Role
from zsm_desktop.services.needs import NeedRow
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.inputs import Check, Choice
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import labels

if TYPE_CHECKING:
    from zsm_desktop.ui.offers.state import OffersState

Attempt = Callable[[Callable[[], object]], bool]
INTRO = "Vragen uit de maatwerkbespreking waar geen aanbod voor was. Ze vervallen aan het eind van het schooljaar."


def _status(row: NeedRow) -> str:
    return labels.label(labels.NEED_STATUS, row.status)


COLUMNS = (
    Column("sector", "Sector", lambda row: row.sector or "Geen sector", width=170, stretch=2, is_strong=True),
    Column(
        "reason", "Waarom niet", lambda row: labels.first_upper(labels.label(labels.NOT_PLACEABLE, row.reason_code)),
        width=200, stretch=2,
    ),
    Column("school", "School", "school", width=200, stretch=3, priority=3),
    Column("case", "Casus", lambda row: row.pseudonym, width=130, stretch=1, priority=5),
    Column("since", "Sinds", "noted_on", "date", width=120, priority=4),
    Column("until", "Vervalt", "expires_on", "date", width=120, priority=6),
    Column(
        "status", "Stand", _status, "pill",
        tone=lambda row: {"open": "warn", "answered": "good"}.get(row.status, "neutral"), width=120, priority=2,
    ),
)  # fmt: skip


class NeedsView(QWidget):
    """`navigate` goes to the case, for who may see it."""

    navigate = Signal(str, str)

    def __init__(self, theme: Theme, state: OffersState, attempt: Attempt) -> None:
        super().__init__()
        self._state, self._attempt = state, attempt
        self.rows: tuple[NeedRow, ...] = ()
        self.sector, self.school = Choice(theme), Choice(theme)
        for choice, words in ((self.sector, "Sector"), (self.school, "School")):
            choice.setAccessibleName(words)
            layout.box(theme, choice, width=170, max_width=190)
            choice.activated.connect(lambda _at: self._attempt(self.reload))
        self.settled = Check(theme, "Ook afgehandeld")
        self.settled.toggled.connect(lambda _on: self._attempt(self.reload))
        empty = EmptyState(
            theme, "Geen onbeantwoorde vragen",
            "Wat in een bespreking eindigt met ‘niet plaatsbaar’ omdat er geen aanbod is, komt hier te staan.",
            icon="circle-check", tone="good",
        )  # fmt: skip
        self.table = Table(theme, ListModel(COLUMNS), name="Onbeantwoorde vragen", empty=empty)
        layout.box(theme, self.table, width=240, height=220)
        self.answered = Button(
            theme, "Beantwoord", icon="check", key="Ctrl+Return", on_click=lambda: self.settle("answered")
        )
        self.dropped = Button(theme, "Vervalt", on_click=lambda: self.settle("dropped"))
        self.to_case = Button(theme, "Naar de casus", kind="quiet", on_click=self.open_case)
        self.answered.setShortcut("")  # Ctrl+Enter is the window's elsewhere: here only within this list
        key = QShortcut(QKeySequence("Ctrl+Return"), self, self.answered.click)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        filters = flow(theme, self.sector, self.school, self.settled, gap=12)
        acts = flow(theme, self.answered, self.dropped, self.to_case, gap=8)
        intro = layout.label(INTRO, "muted", wrap=True)
        whole = layout.column(theme, intro, filters, self.table, acts, gap=12)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.table.chosen.connect(lambda _id: self._dress())
        self.table.opened.connect(lambda _id: self.open_case())

    def reload(self) -> None:
        self.sector.set_choices([("", "Alle sectoren"), *self._state.sectors()])
        self.school.set_choices([("", "Alle scholen"), *self._state.schools()])
        self.rows = self._state.desk.needs.rows(
            sector_id=self.sector.key or None, school_id=self.school.key or None, is_open=not self.settled.isChecked()
        )
        self.table.set_rows(self.rows)
        if self.rows and not self.table.current_id():
            self.table.select_id(self.rows[0].id)
        self._dress()

    @property
    def row(self) -> NeedRow | None:
        return next((row for row in self.rows if row.id == self.table.current_id()), None)

    def settle(self, status: str) -> None:
        row = self.row
        if row is not None:
            self._attempt(lambda: self._state.desk.needs.settle(row.id, status))

    def open_case(self) -> None:
        row = self.row
        if row is not None and row.case_id:
            self.navigate.emit("pupils", row.case_id)

    def _dress(self) -> None:
        row, actor = self.row, self._state.desk.actor
        is_own = row is not None and (actor.role is Role.SECRETARY or actor.school_id == row.school_id)
        may_settle = is_own and row.status == "open" and actor.may(Permission.EDIT_CASES)
        self.answered.setVisible(may_settle)
        self.dropped.setVisible(may_settle)
        self.to_case.setVisible(is_own and bool(row.case_id))
