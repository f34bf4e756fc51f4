"""The face with cases: filters above the list, the case in hand beside it."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Role
from zsm_desktop.services.case_facts import CaseRow
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.chip import ChipRow
from zsm_desktop.ui.parts.columns import Column, in_own_words
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import Sides
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.search_field import SearchField
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.pupils import words
from zsm_desktop.ui.pupils.case_gate import CLOSED, CaseGate
from zsm_desktop.ui.pupils.case_panel import CasePanel
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.names import saying

STATUSES = (
    ("open", "Op de lijst"),
    ("entered", "Aangemeld"),
    ("on_agenda", "Op de agenda"),
    ("running", "Loopt"),
    ("closed", "Van de lijst"),
)
COLUMNS = (
    Column("pseudonym", "[Leerling]", "pseudonym", width=150, stretch=2, detail=lambda row: row.school, is_strong=True),
    Column("status", "Status", words.status, "pill", tone=words.tone, width=140, priority=2),
    Column(
        "consent", "Toestemming", lambda row: "ontbreekt" if words.is_blocked(row) else "", "pill",
        tone=lambda _row: "warn", width=108, priority=3,
    ),
    Column("question", "Hulpvraag", "question", width=240, stretch=5, priority=4),
    Column("entered", "Aangemeld", "entered_on", "date", priority=5),
    Column("number", "Nummer", "number", width=110, priority=6),
)  # fmt: skip
PANEL = 540


class CaseList(QWidget):
    """`reload` reads the list and the card in hand; every filter is applied to what was read."""

    def __init__(self, theme: Theme, desk: Any, empty: EmptyState) -> None:
        super().__init__()
        self._desk = desk
        self._rows: tuple[CaseRow, ...] = ()
        self.search = SearchField(theme, "Pseudoniem of nummer", name="Zoeken in casussen")
        self.school = Choice(theme, [("", "Alle scholen")])
        self.school.setAccessibleName("School")
        if desk.actor.role is not Role.SECRETARY:
            self.school.hide()
        self.status = ChipRow(theme, STATUSES, name="Status", chosen="open")
        empty.follow(self.search)
        self.table = Table(theme, ListModel(in_own_words(COLUMNS, saying(desk.nouns))), name="Casussen", empty=empty)
        self.panel = CasePanel(theme, desk)
        self.gate = CaseGate(theme, desk, self.panel.show_card)
        layout.box(theme, self.search, width=200, max_width=216)
        layout.box(theme, self.school, width=180, max_width=180)
        filters = flow(theme, self.search, self.school, self.status, gap=12)
        sides = Sides(theme, self.table, self.panel, width=PANEL)
        whole = layout.column(theme, filters, sides, gap=14)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.search.searched.connect(lambda _text: self.reload())
        self.school.activated.connect(lambda _at: self.reload())
        self.status.chosen.connect(lambda _key: self._show_rows())
        self.table.chosen.connect(self.show_case)
        self.table.opened.connect(lambda _id: self.panel.show_name.setFocus())

    def reload(self) -> None:
        """Reads from the services; the case in hand stays in hand."""
        desk, wanted = self._desk, {"text": self.search.text().strip(), "school_id": self.school.key or None}
        desk.ahead(lambda: desk.cases.rows(**wanted), *([] if self.school.isHidden() else [desk.network.schools]))
        if not self.school.isHidden():
            rows = desk.network.schools()
            self.school.set_choices([("", "Alle scholen"), *((row.id, row.name) for row in rows)])
        self._rows = desk.cases.rows(**wanted)
        before = self.panel.card
        self._show_rows()
        if before is not None and self.panel.card is before:  # what was chosen just now has been read just now
            self.show_case(before.row.id)

    @property
    def rows_read(self) -> tuple[CaseRow, ...]:
        """Every case under the search and the school, whatever its status."""
        return self._rows

    @property
    def open_thing(self) -> tuple[str, str]:
        card = self.panel.card
        return ("case", card.row.id) if card is not None else ("", "")

    def show_others(self, words: str) -> None:
        self.panel.show_others(words)

    def select(self, case_id: str) -> bool:
        """Brings a case into sight, out of its filter if it must; False when there is no such case here."""
        row = next((row for row in self._rows if row.id == case_id), None)
        if row is None:
            self.search.clear()
            self.school.choose("")
            self.reload()
            row = next((row for row in self._rows if row.id == case_id), None)
        if row is None:
            return False
        if row not in self._shown():
            self.status.choose("closed" if row.status == "closed" else "open")
        self.table.select_id(case_id)
        self.show_case(case_id)
        return True

    def show_case(self, case_id: str) -> None:
        """Of another school first why it is opened."""
        if not case_id:
            return
        try:
            card = self._desk.cases.card(case_id)
        except RuleError as error:
            row = next((one for one in self._rows if one.id == case_id), None)
            if error.code != CLOSED or row is None:
                raise
            self.panel.clear()
            self.gate.show_row(row)
            self.panel.show_instead(self.gate)
        else:
            self.panel.show_card(card)

    def _shown(self) -> list[CaseRow]:
        key = self.status.current
        return [row for row in self._rows if row.status == key or (key == "open" and row.status != "closed")]

    def _show_rows(self) -> None:
        counts = {key: 0 for key, _ in STATUSES}
        for row in self._rows:
            counts[row.status] += 1
        counts["open"] = len(self._rows) - counts["closed"]
        for key, chip in self.status.chips.items():
            chip.set_count(counts[key])
        rows = self._shown()
        self.table.set_rows(rows)
        if not rows and self.panel.card is not None and not self.panel.is_editing:
            self.panel.clear()
        elif rows and not self.table.current_id():
            self.table.select_id(rows[0].id)
