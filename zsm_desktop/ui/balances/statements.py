"""Overzichten: per school what stands over the months looked at, what went out before, and files for many at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.calendar import home_day
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.issued_statements import IssuedRow
from zsm_desktop.ui.balances.statements_state import StatementLine, StatementsState
from zsm_desktop.ui.parts import files, layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import DetailPanel, FactList, Sides
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.inputs import Check
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.parts.strip import ErrorStrip
from zsm_desktop.ui.parts.ticks import TickTable
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words import statement as words
from zsm_desktop.words.documents import STOPPED
from zsm_desktop.words.spans import span_words

Attempt = Callable[[Callable[[], object]], bool]
FORMATS = (("pdf", "Pdf"), ("xlsx", "Excel"), ("eml", "E-mail die klaarstaat"))
MOST_SHOWN = 8
NONE, HOLDS, OVERTAKEN = "nog niet gemaakt", "geldt nog", "achterhaald"
TONES = {NONE: "neutral", HOLDS: "good", OVERTAKEN: "warn"}
_NOT_YET = "Van deze periode is nog niets gemaakt."
_HOW_ALL = (
    "Elke school krijgt een genummerd overzicht van deze periode, met een e-mail aan de vaste contactpersoon. Wat nog "
    "geldt, houdt zijn nummer; is er iets bijgeboekt, dan komt er een nieuwe versie die zegt wat zij vervangt."
)
_HOW_OWN = "U kunt het overzicht van uw school over deze periode opslaan. Een nummer krijgt het van de boekhouder."


def state_words(line: StatementLine) -> str:
    if line.school.latest is None:
        return NONE
    return OVERTAKEN if line.school.needs_new else HOLDS


COLUMNS = (
    Column("school", "School", "school.name", width=180, stretch=3, is_strong=True, is_name=True),
    Column("opening", words.OPENING, "school.opening_cents", "balance", width=144, priority=4),
    Column("closing", words.CLOSING, "school.closing_cents", "balance", width=144, priority=2),
    Column("state", "Overzicht", state_words, "pill", width=148, priority=3, tone=lambda row: TONES[state_words(row)]),
)


class StatementPanel(DetailPanel):
    """One school: its balances, what holds of these months, and all that went out before; `latest` is of these."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Kies een school", "Hier ziet u wat er eerder gemaakt is.", icon="receipt-euro")
        self.latest: IssuedRow | None = None
        self.facts = FactList(theme)
        self.note = layout.label("", wrap=True)
        self.before = Lines(theme, name="Eerder gemaakt", empty="Van deze school is nog geen overzicht gemaakt.")
        for thing in (self.facts, self.note, layout.label("Eerder gemaakt", "strong"), self.before):
            self.body.addWidget(thing)

    def show_line(self, line: StatementLine, span: str, issued: Sequence[IssuedRow]) -> None:
        school, state = line.school, state_words(line)
        self.latest = latest = school.latest
        self.show_thing(school.name, span, state, TONES[state])
        facts = [
            (words.OPENING, dutch.signed_money(school.opening_cents)),
            (words.CLOSING, dutch.signed_money(school.closing_cents)),
        ]
        if latest is not None:
            facts += [(words.NUMBER, words.number_words(latest)), (words.MADE, _made(latest))]
        self.facts.set_facts(facts)
        self.note.setText(_NOT_YET if latest is None else words.overtaken(latest) if latest.is_overtaken else "")
        self.note.setVisible(bool(self.note.text()))
        self.before.set_lines([_before(row) for row in issued[:MOST_SHOWN]])


class StatementsFace(QWidget):
    """`opened` sends the school to explain; `said` is news for a toast: (sentence, tone)."""

    opened = Signal(str)
    said = Signal(str, str)

    def __init__(self, tools: Tools, state: StatementsState, attempt: Attempt) -> None:
        super().__init__()
        self.theme, self._workshop, self.state, self._attempt = tools.theme, tools.workshop, state, attempt
        self._lines: list[StatementLine] = []
        self._build()

    def _build(self) -> None:
        theme, may_issue = self.theme, self.state.may_issue
        self.checks = {key: Check(theme, name) for key, name in FORMATS}
        for check in self.checks.values():
            check.setChecked(check is not self.checks["eml"] or may_issue)
        self.do = Button(
            theme, "Overzichten maken", kind="primary", icon="file-export", key="Ctrl+Return", on_click=self.ask_folder
        )
        self.all = Button(theme, "Alles aanvinken", key="Ctrl+A", on_click=lambda: self._tick(is_on=True))
        self.none = Button(theme, "Niets aanvinken", key="Ctrl+Shift+A", on_click=lambda: self._tick(is_on=False))
        top = flow(theme, self.all, self.none, *self.checks.values(), self.do, gap=12)
        self.error = ErrorStrip(theme)
        empty = EmptyState(
            theme, "Geen overzichten voor u", "Een overzicht is voor de school zelf en voor wie de boeken bijhoudt.",
            icon="receipt-euro", tone="neutral",
        )  # fmt: skip
        self.table = TickTable(theme, COLUMNS, name="Scholen en hun overzichten", empty=empty)
        layout.box(theme, self.table, width=240, height=180)
        self.table.ticks_changed.connect(self._dress)
        self.table.opened.connect(self.opened)
        self.table.chosen.connect(lambda _id: self._attempt(self._show))
        self.panel = StatementPanel(theme)
        self.again = Button(theme, "Bestanden opnieuw maken", icon="refresh", key="Ctrl+S", on_click=self.ask_again)
        self.panel.set_acts(self.again)
        how = layout.label(_HOW_ALL if may_issue else _HOW_OWN, "muted", wrap=True)
        whole = layout.column(theme, top, self.error, how, Sides(theme, self.table, self.panel, width=360), gap=10)
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.table)
        for check in self.checks.values():
            check.toggled.connect(lambda _on: self._dress())
        for widget in (top, how):
            widget.setVisible(self.state.may_read)
        self.checks["eml"].setVisible(may_issue)

    def reload(self) -> None:
        """Ticks stay, and how making them ended; the first time every school is ticked that has nothing that holds."""
        is_first = not self._lines
        self._read()
        if is_first:
            self.table.ticked = {line.id for line in self._lines if line.school.needs_new}
        self.table.ticked &= {line.id for line in self._lines}
        if self._lines and not self.table.current_id():
            self.table.select_id(self._lines[0].id)
        self._show()
        self._dress()

    def chosen(self) -> list[str]:
        return [line.id for line in self._lines if line.id in self.table.ticked]

    @property
    def formats(self) -> tuple[str, ...]:
        return tuple(key for key, check in self.checks.items() if check.isChecked())

    def ask_folder(self) -> Any:
        if not (self.chosen() and self.formats):
            return None
        return files.ask_folder(self, "Kies een map voor de overzichten", self.make)

    def make(self, folder: Path) -> None:
        """One school after the other beside the window; stopping leaves those that were made."""
        schools, span, formats = self.chosen(), self.state.span, self.formats
        self._run(
            "Overzichten maken",
            lambda progress: self.state.make(schools, span, folder, formats, progress),
            folder,
        )

    def ask_again(self) -> Any:
        row = self.panel.latest
        if row is None or not self.formats:
            return None
        return files.ask_folder(self, "Kies een map voor de bestanden", lambda folder: self.make_again(row.id, folder))

    def make_again(self, statement_id: str, folder: Path) -> None:
        formats = self.formats
        self._run("Bestanden maken", lambda progress: self.state.again(statement_id, folder, formats, progress), folder)

    def _run(self, name: str, job: Callable[[Any], Any], folder: Path) -> None:
        self.error.hide()
        self.do.setEnabled(False)

        def done(written: Sequence[object]) -> None:
            what = dutch.plural(len(written), "overzicht", "overzichten")
            self.said.emit(f"{what} gemaakt in {folder}.", "good")

        work = self._workshop.run(name, job, done=done, failed=self.error.show_error)
        work.cancelled.connect(lambda: self.error.show_error(STOPPED))
        work.ended.connect(lambda: self._attempt(self._after))

    def _after(self) -> None:
        """The list once more, with what was said about it left in sight."""
        self._read()
        self._show()
        self._dress()

    def _read(self) -> None:
        """Months that have yet to begin are said and have no schools."""
        try:
            self._lines = self.state.lines()
            if self.error.code:  # of an earlier reading; a job says a sentence
                self.error.show_error("")
        except RuleError as error:
            self._lines = []
            self.error.show_error(error)
        self.table.set_rows(self._lines)

    def _show(self) -> None:
        line = next((one for one in self._lines if one.id == self.table.current_id()), None)
        if line is None:
            self.panel.latest = None
            self.panel.show_nothing()
            return
        self.panel.show_line(line, self.state.span_words, self.state.issued(line.id))
        self.again.setVisible(self.panel.latest is not None)

    def _tick(self, *, is_on: bool) -> None:
        self.table.set_ticks([line.id for line in self._lines], is_on=is_on)

    def _dress(self) -> None:
        count = len(self.chosen())
        self.do.setEnabled(count > 0 and bool(self.formats))
        self.do.set_words(f"{dutch.plural(count, 'overzicht', 'overzichten')} maken" if count else "Overzichten maken")
        for button in (self.all, self.none):
            button.setEnabled(bool(self._lines))
        self.again.setEnabled(bool(self.formats))


def _made(row: IssuedRow) -> str:
    return f"{dutch.date_medium(home_day(row.made_at))} door {row.made_by}"


def _before(row: IssuedRow) -> Line:
    if row.replaced_by:
        state = f"vervangen door versie {row.replaced_by}"
    else:
        state = words.overtaken(row) if row.is_overtaken else f"{words.CLOSING} {dutch.signed_money(row.closing_cents)}"
    icon, tone = ("alert-triangle", "warn") if row.is_overtaken and not row.replaced_by else ("receipt-euro", "neutral")
    return Line(f"{words.number_words(row)} · {span_words(row.span)}", f"{_made(row)}; {state}", icon, tone)
