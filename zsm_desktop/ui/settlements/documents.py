"""Documenten: what an executed settlement sends out, seen as a concept, issued all at once, and saved or mailed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.strip import ConfirmStrip, ErrorStrip
from zsm_desktop.ui.parts.table import HEADER_HEIGHT, Table
from zsm_desktop.ui.settlements.compare import FindingStrip
from zsm_desktop.ui.settlements.documents_files import DocumentFiles, StatementFiles
from zsm_desktop.ui.settlements.documents_state import DocumentLine, Documents, Lack, documents_of, may_read
from zsm_desktop.words import documents as words

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.settlement_rows import SettlementRow
    from zsm_desktop.ui.rooms import Tools
    from zsm_desktop.ui.theme import Theme

Attempt = Callable[[Callable[[], object]], bool]
ROW_HEIGHT = 56
_SIDES = Column(
    "sides", "Van en aan", "sender", width=150, stretch=1, is_name=True, detail=lambda line: f"aan {line.receiver}"
)
_CENTS = Column(
    "cents", "Bedrag", "cents", "money", width=118,
    detail=lambda line: words.due(line.due_on, is_set_off=line.is_set_off),
)  # fmt: skip
CONCEPT_COLUMNS = (
    Column("kind", "Concept", "kind_words", width=158, is_strong=True, detail=lambda line: words.lacks(line.lacks)),
    _SIDES,
    _CENTS,
)
ISSUED_COLUMNS = (
    Column(
        "number", "Nummer", "number", width=188, is_strong=True, is_name=True,
        detail=lambda line: words.dated(line.kind_words, line.issued_on),
    ),
    _SIDES,
    _CENTS,
)  # fmt: skip


class LackList(QWidget):
    """What is missing, by where it is filled in; `gone` sends a room, or a face of this one, and a thing."""

    gone = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lacks: tuple[Lack, ...] = ()
        self.strips: list[FindingStrip] = []
        self._column = layout.column(theme, gap=8)
        self.setLayout(self._column)
        self.hide()

    def show_lacks(self, lacks: tuple[Lack, ...]) -> None:
        if lacks == self._lacks:
            return
        for strip in self.strips:
            strip.hide()
            self._column.removeWidget(strip)
            strip.deleteLater()
        self._lacks, self.strips = lacks, [self._strip(lack) for lack in lacks]
        self.setVisible(bool(lacks))

    def take_keyboard(self) -> None:
        """To where the first of it can be filled in."""
        first = next((strip.go for strip in self.strips if strip.go.isVisible()), None)
        if first is not None:
            first.setFocus()

    def _strip(self, lack: Lack) -> FindingStrip:
        go = Button(self._theme, lack.go, icon="arrow-right", on_click=lambda: self.gone.emit(lack.room, lack.item))
        strip = FindingStrip(self._theme, go)
        self._column.addWidget(strip)
        strip.say("\n".join(lack.sentences))
        go.setVisible(bool(lack.go))
        return strip


class DocumentsPart(QWidget):
    """`attempt` reads the settlement anew where something is refused; `files` makes what can be looked at and kept."""

    said = Signal(str, str)

    def __init__(self, tools: Tools, desk: Desk, attempt: Attempt) -> None:
        super().__init__()
        self._theme, self._desk, self._attempt = tools.theme, desk, attempt
        self.documents = Documents()
        theme = tools.theme
        self.words = layout.label("", "muted", wrap=True)
        self.do = Button(theme, "Uitgeven", kind="primary", key="Ctrl+Return", on_click=self.issue)
        self.files = DocumentFiles(tools, desk, self.do, self._line)
        self.statements = StatementFiles(tools, desk)
        self.error, self.confirm = ErrorStrip(theme), ConfirmStrip(theme)
        empty = EmptyState(theme, "Geen documenten", icon="receipt-euro", tone="neutral")
        self.table = Table(theme, ListModel(CONCEPT_COLUMNS), name="Documenten", empty=empty)
        self.table.opened.connect(lambda _id: self.files.view())
        self.lacks = LackList(theme)
        things = (
            layout.label("Documenten", "strong"), self.words, self.files, self.statements, self.error, self.confirm,
            self.lacks, self.table,
        )  # fmt: skip
        self.setLayout(layout.column(theme, *things, gap=10))
        self.hide()

    def show_settlement(self, row: SettlementRow) -> None:
        """Reading again leaves a question that was asked, and what was refused."""
        is_there = row.status in {"executed", "reversed"} and may_read(self._desk)
        was, now = self.documents, documents_of(self._desk, row) if is_there else Documents(row.id)
        is_other = (was.settlement_id, was.is_issued) != (now.settlement_id, now.is_issued)
        if is_other:
            self.confirm.hide()
        if is_other or not now.lacking:
            self.error.hide()
        self.documents = now
        self.statements.show_settlement(row.id)
        self.setVisible(is_there)
        self._show()

    def issue(self) -> None:
        """Asked first: a number that was given is never taken back."""
        documents = self.documents
        if documents.lacking:
            self._refuse(RuleError("invoice.incomplete", documents=documents.lacking, number=documents.number))
            return
        asking = [line.cents for line in documents.lines if not line.is_set_off]
        asked = words.issue_question(len(documents.lines), sum(asking), len(documents.lines) - len(asking))
        self.confirm.ask(
            asked, lambda: self._attempt(self._issue), yes="Uitgeven", no="Nog niet", kind="primary"
        )  # fmt: skip

    def _issue(self) -> None:
        documents = self.documents
        try:
            self._desk.invoices.issue(documents.settlement_id)
        except RuleError as error:
            if error.code != "invoice.incomplete":
                raise
            self._read()
            self._refuse(error)
            return
        self._read()
        self.said.emit(words.issued(len(self.documents.lines), documents.number), "good")
        self.table.setFocus()

    def _read(self) -> None:
        self.show_settlement(self._desk.settlements.card(self.documents.settlement_id).settlement)

    def _refuse(self, error: RuleError) -> None:
        self.error.show_error(error)
        self.lacks.take_keyboard()
        layout.reveal(self.error)

    def _line(self) -> DocumentLine | None:
        chosen = self.table.current_id()
        return next((line for line in self.documents.lines if line.id == chosen), None)

    def _show(self) -> None:
        documents = self.documents
        lines = documents.lines
        self.words.setText(self._says())
        self.table.set_rows(lines, ISSUED_COLUMNS if documents.is_issued else CONCEPT_COLUMNS)
        if lines and not self.table.current_id():
            self.table.select_id(lines[0].id)
        layout.box(self._theme, self.table, width=200, height=HEADER_HEIGHT + ROW_HEIGHT * len(lines) + 12)
        self.table.setVisible(bool(lines))
        self.do.setVisible(bool(documents.concepts))
        self.files.show_documents(documents)
        self.lacks.show_lacks(documents.lacks)

    def _says(self) -> str:
        documents = self.documents
        if documents.concepts:
            return words.concepts(len(documents.lines), documents.lacking)
        if documents.lines:
            return words.FIXED if documents.may_keep else words.OWN
        if not documents.may_keep:
            return words.NOT_YET_OWN
        if documents.status == "reversed":
            return words.NEVER
        return f"{sentence(RuleError('invoice.nothing', number=documents.number))} {words.STATEMENTS}"
