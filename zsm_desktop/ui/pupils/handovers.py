"""Overdrachten: what waits for an answer, given or received, and what was answered of late."""

from __future__ import annotations

from typing import Any

from zsm_desktop.services.guide_rows import HandoverRow
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import DetailPanel, FactList, Sides, Yielding
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.page import Page
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.pupils.guide_forms import AnswerForm
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.guiding import STATUS, STAYS, answered_words, offered_words
from zsm_desktop.words.names import saying

COLUMNS = (
    Column("pupil", "[Leerling]", "pseudonym", width=120, stretch=1, is_strong=True,
           detail=lambda row: row.case_number),
    Column("from", "Van", lambda row: row.from_name or row.school, width=140, stretch=2, priority=3,
           detail=lambda row: row.from_organisation),
    Column("to", "Naar", "to_name", width=140, stretch=2, detail=lambda row: row.to_organisation),
    Column("on", "Aangeboden", "offered_on", "date", priority=4),
    Column("status", "", lambda row: STATUS[row.status][0], "pill", width=160,
           tone=lambda row: STATUS[row.status][1]),
)  # fmt: skip


class HandoverFace(Yielding):
    """`page` opens cases, attempts acts, and says what came of them."""

    def __init__(self, theme: Theme, desk: Any, page: Page) -> None:
        super().__init__()
        self.theme, self._desk, self._page = theme, desk, page
        self._rows: dict[str, HandoverRow] = {}
        empty = EmptyState(
            theme, "Geen overdrachten",
            "Een traject draagt u over op de kaart van de casus, bij Regie. Hier staat dan wie nog moet antwoorden.",
            icon="arrows-exchange",
        )  # fmt: skip
        say = saying(desk.nouns)
        columns = tuple(column._replace(title=say(column.title)) for column in COLUMNS)
        self.table = Table(theme, ListModel(columns), name="Overdrachten", empty=empty)
        self.table.chosen.connect(lambda _id: self._show())
        self.table.opened.connect(lambda _id: self.open_case())
        self.panel = DetailPanel(theme, "Kies een overdracht", icon="arrows-exchange")
        self.accept = Button(
            theme,
            "Aanvaarden",
            kind="primary",
            icon="check",
            key="Ctrl+Return",
            on_click=lambda: self.ask(is_accepting=True),
        )
        self.refuse = Button(
            theme, "Weigeren", icon="x", key="Ctrl+Delete", on_click=lambda: self.ask(is_accepting=False)
        )
        self.withdraw = Button(theme, "Intrekken", icon="refresh", on_click=self.take_back)
        self.open = Button(theme, "Casus", icon="clipboard-list", key="Ctrl+E", on_click=self.open_case)
        self.panel.set_acts(self.accept, self.refuse, self.withdraw, self.open)
        self.facts = FactList(theme)
        self.stays = layout.label("", "muted", wrap=True)
        self.panel.body.addWidget(self.facts)
        self.panel.body.addWidget(self.stays)
        whole = layout.column(theme, Sides(theme, self.table, self.panel))
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.table)

    @property
    def row(self) -> HandoverRow | None:
        return self._rows.get(self.table.current_id())

    def reload(self) -> None:
        rows = self._desk.guiding.handovers()
        self._rows = {row.id: row for row in rows}
        self.table.set_rows(rows)
        if rows and not self.table.current_id():
            self.table.select_id(rows[0].id)
        self._show()

    def open_case(self) -> None:
        if self.row is not None:
            self._page.open_item(self.row.case_id)

    def ask(self, *, is_accepting: bool) -> AnswerForm | None:
        row = self.row
        if row is None or not row.may_answer:
            return None
        dialog = AnswerForm(self.theme, self.window(), self._desk, row, is_accepting=is_accepting)
        dialog.open()
        return dialog

    def take_back(self) -> None:
        row = self.row
        if row is not None and self._page.attempt(lambda: self._desk.guiding.withdraw(row.id, row.version)):
            self._page.notify.emit(f"De overdracht aan {row.to_name} is ingetrokken.", "good")

    def _show(self) -> None:
        row = self.row
        if row is None:
            self.panel.show_nothing()
            return
        words, tone = STATUS[row.status]
        self.panel.show_thing(row.pseudonym, f"{row.case_number} · {row.school}", words, tone)
        self.facts.set_facts([
            ("Naar", f"{row.to_name}, {row.to_organisation}"),
            ("Wanneer", offered_words(row)),
            ("Gaat mee", row.note),
            ("Antwoord", answered_words(row)),
            ("Gezegd", row.answer),
        ])  # fmt: skip
        waits = row.status == "offered"
        self.stays.setText(STAYS.format(name=row.to_name, giver=row.from_name or row.school) if waits else "")
        self.stays.setVisible(waits)
        self.accept.setVisible(row.may_answer)
        self.refuse.setVisible(row.may_answer)
        self.withdraw.setVisible(row.may_withdraw)
