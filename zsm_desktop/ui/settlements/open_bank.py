"""Afschrift inlezen: what each amount on the bank account seems to be for, before anything is booked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.parts import files, layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.copy_first import is_waited_for, take_in_after
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.faces import Faces
from zsm_desktop.ui.parts.facts import Yielding
from zsm_desktop.ui.parts.findings import FindingTable, finding_rows
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.strip import ErrorStrip
from zsm_desktop.ui.parts.ticks import TickTable
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.ui.settlements.open_bank_state import BankLine, BankRead, BankState
from zsm_desktop.words import format as dutch

KINDS = "Bankafschriften (*.sta *.940 *.mt940 *.swi *.txt *.xml)"
HOW = (
    "Kies het afschrift dat u bij de bank ophaalde (MT940 of CAMT.053). U ziet eerst per bedrag waar het voor is. Er "
    "wordt niets geboekt voor u op Vastleggen drukt."
)
CHOOSE_FIRST = "Kies eerst onder de lijst waarvoor dit bedrag is."
IS_KNOWN = "Dit bedrag is al geboekt."
COLUMNS = (
    Column("day", "Dag", "bank.entry.booked_on", "date", width=114, priority=4),
    Column("name", "Van of aan", lambda line: line.bank.entry.name or line.bank.entry.iban or "–", width=130, stretch=2,
           is_strong=True, detail=lambda line: line.bank.entry.reference or line.bank.entry.text),
    Column("cents", "Bedrag", "bank.entry.cents", "balance", width=136),
    Column("number", "Waarvoor", "numbers", width=176, stretch=1, priority=3),
    Column("sure", "Zeker", lambda line: line.how_sure[0], "pill", width=132, priority=2,
           tone=lambda line: line.how_sure[1]),
)  # fmt: skip


class BankView(QWidget):
    """`kept` says what was booked, in a sentence; `left` asks to go back."""

    kept = Signal(str)
    left = Signal()

    def __init__(self, tools: Tools, state: BankState) -> None:
        super().__init__()
        theme = self.theme = tools.theme
        self._workshop, self.state = tools.workshop, state
        self.found: BankRead | None = None
        self.back = Button(theme, "Terug", icon="arrow-left", key="Esc", on_click=self.leave)
        self.pick = Button(
            theme, "Bestand kiezen", kind="primary", icon="file-import", key="Ctrl+O", on_click=self.ask_file
        )
        self.keep = Button(theme, "Vastleggen", kind="primary", icon="check", key="Ctrl+Return", on_click=self.keep_it)
        top = flow(theme, self.back, layout.label("Afschrift inlezen", "section"), self.pick, self.keep, gap=14)
        self.error = ErrorStrip(theme)
        self.summary = layout.label(" ", wrap=True)
        start = EmptyState(theme, "Nog geen bestand gekozen", HOW, icon="file-import", tone="neutral")
        none = EmptyState(
            theme, "Geen bij- of afschrijvingen", "In dit afschrift staat geen bedrag.", icon="receipt-euro",
            tone="neutral",
        )  # fmt: skip
        self.lines = TickTable(theme, COLUMNS, name="Bedragen op het afschrift", empty=none)
        layout.box(theme, self.lines, width=240, height=160)
        self.lines.chosen.connect(self._show_line)
        self.lines.edited.connect(self._ticked)
        self.why = layout.label(" ", wrap=True, selectable=True)
        self.what = layout.box(theme, Choice(theme), width=220, max_width=620)
        self.what.setAccessibleName("Waarvoor dit bedrag is")
        self.what.activated.connect(lambda _at: self.choose(self.what.key))
        self.card = layout.card(theme, self.why, self.what, gap=8, margins=(14, 10))
        fine = EmptyState(theme, "Niets gevonden", icon="circle-check", tone="good")
        self.findings = FindingTable(theme, fine)
        layout.box(theme, self.findings, width=240, height=130)
        looked = layout.column(theme, self.lines, self.card, self.findings, gap=12)
        looked.setStretch(0, 3)
        looked.setStretch(2, 1)
        inside = Yielding()
        inside.setLayout(looked)
        self.stack = Faces(start, layout.scrolled(layout.column(theme, inside)))
        whole = layout.column(theme, top, self.error, self.summary, self.stack, gap=12)
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self._dress()

    def start(self) -> None:
        self.found = None
        self.error.hide()
        self._dress()
        self.pick.setFocus()

    def leave(self) -> None:
        """From what was read to the choice of a file, and from there out."""
        if self.found is not None:
            self.start()
        else:
            self.left.emit()

    def ask_file(self) -> Any:
        return files.ask_open(self, "Afschrift van de bank kiezen", self.read_file, KINDS)

    def read_file(self, path: Path) -> None:
        """Reads beside the window; what comes of it is shown when it is there."""
        self.error.hide()
        self.pick.setEnabled(False)
        work = self._workshop.run(
            f"{path.name} lezen", lambda _progress: self.state.read(path), done=self._show,
            failed=self.error.show_error,
        )  # fmt: skip
        work.ended.connect(lambda: self.pick.setEnabled(True))

    def choose(self, invoice_id: str) -> None:
        """What the amount in hand is for; choosing ticks it."""
        line_id = self.lines.current_id()
        if not line_id:
            return
        line = self.state.choose(line_id, invoice_id)
        self.error.hide()
        self.lines.set_rows(tuple(self.state.lines.values()))
        self.lines.set_ticks([line_id], is_on=line.is_ready)
        self._show_line(line_id)
        self._dress()

    def keep_it(self) -> None:
        if self.found is None or not self.keep.isEnabled():
            return
        lines = self._lines()
        take_in_after(
            self._workshop, self.state.desk.backups, self.keep, lambda: self.found, lambda: self._keep(lines)
        )  # fmt: skip

    def _keep(self, lines: list[BankLine]) -> None:
        name = self.found.name
        try:
            count = self.state.keep(lines)
        except RuleError as error:
            self.error.show_error(error)
            return
        self.found = None
        self.kept.emit(f"{dutch.plural(count, 'bedrag', 'bedragen')} uit {name} geboekt.")

    def _show(self, read: tuple[BankRead, dict]) -> None:
        self.found, rows = read
        self.state.take(self.found, rows)
        self.lines.set_rows(self.found.lines)
        self.lines.put(self.found.sure)
        self.lines.setVisible(not self.found.has_errors)
        self.findings.set_rows(finding_rows(self.found.findings))
        self.findings.setVisible(bool(self.found.findings))
        if self.found.lines:
            self.lines.select_id(self.found.lines[0].id)
        self._show_line(self.lines.current_id())
        self._dress()
        (self.findings if self.found.has_errors else self.lines).setFocus()

    def _show_line(self, line_id: str) -> None:
        line = self.state.lines.get(line_id)
        self.card.setVisible(line is not None)
        if line is None:
            return
        self.why.setText(line.why)
        self.what.set_choices(self.state.choices(line))
        self.what.choose(line.chosen.invoice_id if line.chosen is not None else "")
        self.what.setVisible(not line.bank.is_known)

    def _ticked(self) -> None:
        """Only what is for something can be booked."""
        self.error.hide()
        for line_id in self.lines.value:
            line = self.state.lines[line_id]
            if not line.is_ready:
                self.lines.set_ticks([line_id], is_on=False)
                self.error.show_error(IS_KNOWN if line.bank.is_known else CHOOSE_FIRST)
        self._dress()

    def _dress(self) -> None:
        found = self.found
        self.keep.setVisible(found is not None and not found.has_errors)
        waits = is_waited_for(self.keep, found)
        self.keep.setEnabled(found is not None and bool(self.lines.value) and not waits)
        self.pick.set_kind("primary" if found is None or found.has_errors else "normal")
        self.stack.setCurrentIndex(0 if found is None else 1)
        self.summary.setText("" if found is None else summary(found, self._lines()))
        self.summary.setVisible(found is not None)

    def _lines(self) -> list[BankLine]:
        return self.state.ticked(self.lines.value)


def summary(found: BankRead, ticked: list[BankLine]) -> str:
    """What was read, and what will be booked of it."""
    if found.has_errors:
        return f"{found.name}: er zijn fouten gevonden. Er is niets geboekt; haal het afschrift opnieuw op bij de bank."
    if found.is_all_known:
        return f"{found.name}: alles hierin is al eerder geboekt."
    read = f"{found.name}: {dutch.plural(len(found.lines), 'bedrag', 'bedragen')} gelezen."
    known = sum(line.bank.is_known for line in found.lines)
    if known:
        read += f" Al eerder geboekt: {dutch.count(known)}."
    if not ticked:
        return f"{read} Er is nog niets aangevinkt."
    cents = sum(one.cents for line in ticked for one in line.received)
    return f"{read} Aangevinkt om te boeken: {dutch.count(len(ticked))}, samen {dutch.money(cents)}."
