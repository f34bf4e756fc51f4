"""Verantwoording of one subsidy: what was agreed and how far it is, what was spent and put in, and what it cost."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from zsm_desktop.ui.exchange.accountability_forms import FORMS, ItemForm
from zsm_desktop.ui.exchange.accountability_head import AccountabilityButton, SpentLine
from zsm_desktop.ui.exchange.accountability_parts import BIN, COLUMNS, EMPTY, NOT_YOURS, of_row
from zsm_desktop.ui.exchange.accountability_state import PARTS, AccountabilityState
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.chip import ChipRow
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.counting import COUNTING, Counting
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import DetailPanel, FactList, Sides
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.lines import Words
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.rooms import Tools

if TYPE_CHECKING:
    from zsm_desktop.services.accountability_rows import Accountability
    from zsm_desktop.services.desk import Desk

Attempt = Callable[[Callable[[], object]], bool]


class AccountabilityFace(QWidget):
    """`left` asks to go back to the subsidies. `said` is news for a toast, `made` the same with what opens it.

    `failed` brings what went wrong with counting beside the painting.
    """

    left = Signal()
    said = Signal(str, str)
    made = Signal(str, str, object)
    failed = Signal(object)

    def __init__(self, tools: Tools, desk: Desk, attempt: Attempt) -> None:
        super().__init__()
        self.theme, self._attempt = tools.theme, attempt
        self.state = AccountabilityState(desk)
        self.counting = Counting(self, self.failed.emit)
        self._wanted = ""
        self._build(tools)
        self.table.chosen.connect(lambda _id: self._show_row())
        self.table.opened.connect(lambda _id: self.edit())
        for at, (part, _) in enumerate(PARTS, start=1):
            QShortcut(QKeySequence(f"Alt+{at}"), self, lambda part=part: self.parts.choose(part))

    def _build(self, tools: Tools) -> None:
        theme = tools.theme
        self.back = Button(theme, "Terug", icon="arrow-left", key="Esc", on_click=self.left.emit)
        self.title = Words(theme, size=17, weight=600)
        self.paper = AccountabilityButton(tools, self.state)
        self.paper.said.connect(self.said)
        self.paper.made.connect(self.made)
        head = flow(theme, self.back, self.paper, gap=14)
        self.spent = SpentLine(theme)
        self.parts = ChipRow(theme, PARTS, name="Waarvan u de verantwoording ziet")
        self.parts.chosen.connect(self.show_part)
        self.empty = EmptyState(theme, " ", " ", icon="clipboard-list", tone="neutral")
        model = ListModel([Column("name", "", "name")], row_id=_row_id)
        self.table = Table(theme, model, name="Verantwoording", empty=self.empty)
        layout.box(theme, self.table, width=240, height=150)
        self.panel = DetailPanel(theme, "Kies een regel", "Hier staat wat ervan bekend is.", icon="clipboard-list")
        self.new = Button(theme, "Toevoegen", icon="plus", key="Ctrl+N", on_click=self.add)
        self.edit_button = Button(theme, "Wijzigen", key="Ctrl+E", on_click=self.edit)
        self.away = Button(theme, "Weghalen", key="Ctrl+Del", on_click=self.remove)
        self.panel.set_acts(self.edit_button, self.away)
        self.facts = FactList(theme)
        self.note = layout.label("", "muted", wrap=True, selectable=True)
        for thing in (self.facts, self.note):
            self.panel.body.addWidget(thing)
        whole = layout.column(
            theme, head, self.title, self.spent, flow(theme, self.parts, self.new),
            Sides(theme, self.table, self.panel), gap=10,
        )  # fmt: skip
        whole.setStretch(4, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.table)

    def open(self, fund_id: str, name: str, part: str = "") -> None:
        if fund_id != self.state.fund_id:
            self.state.fund_id, self.state.found = fund_id, None
            self.title.setText(name)
            self._show()
        if part:
            self.parts.choose(part)
        self.reload()

    def reload(self) -> None:
        if self.state.found is None and not self.state.is_whole:
            self.spent.say(COUNTING)
        self.counting.ask(self.state.reading(), self._take, is_quick=self.state.is_whole)

    def want(self, row_id: str) -> None:
        """Takes a row in hand, as soon as it is read."""
        self._wanted = "" if self.table.select_id(row_id) else row_id

    def show_part(self, part: str) -> None:
        self.state.part = part
        self._show()
        self.table.setFocus()

    def add(self) -> ItemForm | None:
        return self._ask(None) if self.state.may_enter else None

    def edit(self) -> ItemForm | None:
        row = self.row
        if row is None or not self.state.may_enter or getattr(row, "is_removed", False):
            return None
        return self._ask(row)

    def remove(self) -> None:
        """What is money goes into the bin, and out of it again; Ctrl Z takes either back."""
        row = self.row
        if row is None or not self.state.may_enter:
            return
        if getattr(row, "is_removed", False):
            self._attempt(lambda: self.state.put_back(row.id))
        elif self._attempt(lambda: self.state.remove(row.id)):
            self.said.emit("Weggehaald. Ctrl Z haalt het terug.", "info")

    @property
    def row(self) -> Any:
        chosen = self.table.current_id()
        return next((row for row in self.state.rows() if _row_id(row) == chosen), None)

    def _ask(self, row: Any) -> ItemForm:
        form = FORMS[self.state.part](self.theme, self.window(), self.state, row)
        form.accepted.connect(lambda: self.want(form.made_id))
        form.told.connect(lambda said: self.said.emit(said, "info"))
        form.open()
        return form

    def _take(self, found: Accountability) -> None:
        self.state.found = found
        self._show()

    def _show(self) -> None:
        if self.state.found is not None:
            progress = self.state.found.progress
            self.title.setText(" · ".join(part for part in (progress.fund.name, progress.fund.owner) if part))
            self.spent.show_progress(progress)
        for part, _ in PARTS:
            self.parts.chips[part].set_count(self.state.count(part) if self.state.found else None)
        title, text = EMPTY[self.state.part]
        self.empty.say(title, text if self.state.may_keep else NOT_YOURS)
        rows = self.state.rows()
        self.table.set_rows(rows, COLUMNS[self.state.part](self.state))
        if self._wanted:
            self.want(self._wanted)
        if rows and not self.table.current_id():
            self.table.select_id(_row_id(rows[0]))
        self.new.setVisible(self.state.may_enter)
        self._show_row()

    def _show_row(self) -> None:
        row = self.row
        if row is None:
            self.panel.show_nothing()
            return
        said = of_row(self.state.part, row, self.state)
        self.panel.show_thing(said.title, said.subtitle, said.status, said.tone)
        self.facts.set_facts(said.facts)
        self.note.setText(said.note)
        self.note.setVisible(bool(said.note))
        is_binned = said.status == BIN
        self.edit_button.setVisible(not is_binned)
        self.away.set_words("Terugzetten" if is_binned else "Weghalen")
        self.panel.acts.setVisible(self.state.may_enter)


def _row_id(row: Any) -> str:
    """Of a cost the number of months it is about."""
    return getattr(row, "id", None) or str(row.months)
