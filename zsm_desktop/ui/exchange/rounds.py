"""Bevestigingsrondes: what is out, what came back, and the ways to make a round or to read an answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.calendar import home_day
from zsm_desktop.domain.rounds import Answer, RoundStatus, shown_code
from zsm_desktop.services.round_lists import RoundCard, RoundLine, RoundRow
from zsm_desktop.ui.exchange.rounds_make import MakeView, days_words
from zsm_desktop.ui.exchange.rounds_read import ReadView
from zsm_desktop.ui.exchange.rounds_state import RoundsState, WaitingLine
from zsm_desktop.ui.parts import files, layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.faces import Faces
from zsm_desktop.ui.parts.facts import DetailPanel, FactList, Sides
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import ROUND_STATUS, label

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

Attempt = Callable[[Callable[[], object]], bool]
TONES = {RoundStatus.SENT: "warn", RoundStatus.READ: "good", RoundStatus.REPLACED: "neutral"}
COPIED = "De tekst staat op het klembord."
MOST_SHOWN = 12
_WAITS = "Wat andere scholen voor u invoeren, beantwoordt u bij Leveringen of in het bestand dat u krijgt."
NO_ROUNDS = (
    "Nog geen rondes",
    "Vraag scholen zonder dit programma om antwoord: elke school krijgt een Excelbestand en stuurt het terug.",
)
NONE_FOR_SCHOOL = (
    "Voor uw school is geen ronde gemaakt",
    "Een ronde gaat naar een school die niet in dit programma antwoordt. De secretaris of de boekhouder maakt haar.",
)

COLUMNS = (
    Column("number", "Ronde", "number", width=170, stretch=2, is_strong=True, detail=lambda row: row.school,
           sort_by=lambda row: row.made_at),
    Column("status", "Stand", lambda row: label(ROUND_STATUS, row.status.value), "pill", width=124,
           tone=lambda row: TONES[row.status]),
    Column("made", "Gemaakt", lambda row: home_day(row.made_at), "date", width=112, priority=4),
    Column("lines", "Regels", "lines", "count", width=84, priority=3),
    Column("open", "Open", "open_lines", "count", width=76, priority=2),
    Column("cents", "Bedrag", "cents", "money", width=116, priority=5),
)  # fmt: skip


class RoundsFace(QWidget):
    """`left` asks to go back to the deliveries; `said` is news for a toast: (sentence, tone)."""

    left = Signal()
    said = Signal(str, str)

    def __init__(self, tools: Tools, desk: Desk, attempt: Attempt) -> None:
        super().__init__()
        self._tools, self.state, self._attempt = tools, RoundsState(desk), attempt
        self.overview = RoundsList(tools, self.state, attempt)
        self.overview.left.connect(self.left)
        self.overview.said.connect(self.said)
        self.overview.wants_make.connect(self.open_make)
        self.overview.wants_read.connect(self.open_read)
        self.stack = Faces(self.overview)
        self.setLayout(layout.column(tools.theme, self.stack))

    @cached_property
    def making(self) -> MakeView:
        view = MakeView(self._tools, self.state, self._attempt)
        view.left.connect(self.show_list)
        view.made.connect(self._on_made)
        self.stack.addWidget(view)
        return view

    @cached_property
    def reading(self) -> ReadView:
        view = ReadView(self._tools, self.state, self._attempt)
        view.left.connect(self.show_list)
        view.taken.connect(self._on_taken)
        self.stack.addWidget(view)
        return view

    def reload(self) -> None:
        self.overview.reload()
        if self.stack.currentWidget() is self.__dict__.get("making"):
            self.making.reload()

    def take_keyboard(self) -> None:
        if self.stack.currentWidget() is self.overview:
            self.overview.table.setFocus()

    def open_make(self) -> None:
        self.stack.setCurrentWidget(self.making)
        self._attempt(self.making.start)

    def open_read(self) -> None:
        self.stack.setCurrentWidget(self.reading)
        self.reading.start()

    def show_list(self) -> None:
        self.stack.setCurrentWidget(self.overview)
        self._attempt(self.overview.reload)
        self.overview.table.setFocus()

    def _on_made(self, count: int, folder: str) -> None:
        self.show_list()
        self.overview.show_latest()
        what = dutch.plural(count, "ronde", "rondes")
        self.said.emit(f"{what} gemaakt. De bestanden en e-mails staan in {folder}.", "good")

    def _on_taken(self, words: str) -> None:
        self.show_list()
        self.said.emit(words, "good")


class RoundPanel(DetailPanel):
    """The round in hand: its figures, and what a school did not agree with."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Kies een ronde", "Hier ziet u wat er verstuurd en beantwoord is.", icon="mail")
        self.facts = FactList(theme)
        self.disputes_title = layout.label("Niet akkoord", "strong")
        self.disputes = Lines(theme, name="Niet akkoord")
        self.note = layout.label("", "small", wrap=True)
        for thing in (self.facts, self.disputes_title, self.disputes, self.note):
            self.body.addWidget(thing)

    def show_card(self, card: RoundCard) -> None:
        row = card.row
        answered = f"{dutch.count(row.agreed)} akkoord, {dutch.count(row.disputed)} niet akkoord"
        read = f"{dutch.date_medium(home_day(row.read_at))} door {row.read_by}" if row.read_at else ""
        self.show_thing(row.number, row.school, label(ROUND_STATUS, row.status.value), TONES[row.status])
        self.facts.set_facts(
            [
                ("Regels", f"{dutch.count(row.lines)}, samen {dutch.money(row.cents)}"),
                ("Nog open", dutch.count(row.open_lines)),
                ("Geleverd", days_words(row.first_day, row.last_day)),
                ("Gemaakt", f"{dutch.date_medium(home_day(row.made_at))} door {row.made_by}"),
                ("Antwoord uiterlijk", dutch.date_medium(row.silence_on) if row.silence_on else ""),
                ("Controlecode", shown_code(row.check_code)),
                ("Ingelezen", read),
                ("Antwoord", answered if row.read_at else ""),
                ("Vervangen door", card.replaced_by),
            ]
        )
        against = [line for line in card.lines if line.answer is Answer.DISPUTED]
        self.disputes.set_lines([Line(_what(line), line.reason) for line in against[:MOST_SHOWN]])
        for widget in (self.disputes_title, self.disputes):
            widget.setVisible(bool(against))
        more = len(against) - MOST_SHOWN
        self.note.setText(f"En nog {dutch.plural(more, 'regel', 'regels')}; zie Leveringen." if more > 0 else "")
        self.note.setVisible(more > 0)


def _what(line: RoundLine) -> str:
    return f"Regel {line.line}: {line.offer}, {dutch.date_brief(line.delivered_on)}, {dutch.money(line.amount_cents)}"


class RoundsList(QWidget):
    """All rounds this user may see, latest first."""

    left = Signal()
    said = Signal(str, str)
    wants_make = Signal()
    wants_read = Signal()

    def __init__(self, tools: Tools, state: RoundsState, attempt: Attempt) -> None:
        super().__init__()
        self.theme, self._workshop, self.state, self._attempt = tools.theme, tools.workshop, state, attempt
        theme = self.theme
        self.back = Button(theme, "Terug", icon="arrow-left", key="Esc", on_click=self.left.emit)
        self.read = Button(theme, "Antwoord inlezen", icon="file-import", key="Ctrl+O", on_click=self.wants_read.emit)
        self.make = Button(
            theme, "Ronde maken", kind="primary", icon="file-export", key="Ctrl+N", on_click=self.wants_make.emit
        )
        title = layout.label("Bevestigingsrondes", "section")
        top = flow(theme, self.back, title, self.read, self.make, gap=14)
        self.waiting = layout.label(" ", "muted", wrap=True)
        self.empty = EmptyState(theme, *(NO_ROUNDS if state.may_make else NONE_FOR_SCHOOL), icon="mail", tone="neutral")
        self.table = Table(theme, ListModel(COLUMNS), name="Bevestigingsrondes", empty=self.empty)
        layout.box(theme, self.table, width=240, height=180)
        self.table.chosen.connect(lambda id_: self._attempt(lambda: self._show(id_)))
        self.panel = RoundPanel(theme)
        self.files = Button(theme, "Bestanden maken", icon="file-export", key="Ctrl+S", on_click=self.ask_folder)
        self.copy = Button(theme, "Tekst kopiëren", icon="clipboard-list", key="Ctrl+T", on_click=self.copy_text)
        self.panel.set_acts(self.files, self.copy)
        whole = layout.column(theme, top, self.waiting, Sides(theme, self.table, self.panel), gap=12)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        for button in (self.read, self.make):
            button.setVisible(state.may_make)
        self.panel.acts.setVisible(state.may_make)

    def reload(self) -> None:
        rows = self.state.rows()
        self.waiting.setText(waiting_words(self.state.waiting()) if self.state.may_make else _WAITS)
        self.table.set_rows(rows)
        if rows and not self.table.current_id():
            self.table.select_id(rows[0].id)
        self._show(self.table.current_id())

    def show_latest(self) -> None:
        rows = self.table.rows
        if rows.rowCount():
            self.table.select_id(rows.id_at(0))

    def ask_folder(self) -> Any:
        card = self.state.card
        if card is None:
            return None
        return files.ask_folder(self, "Kies een map voor de bestanden", lambda folder: self.write(card.row, folder))

    def write(self, row: RoundRow, folder: Path) -> None:
        self._workshop.run(
            "Bestanden maken",
            lambda progress: self.state.write(row.id, folder, progress),
            done=lambda _sent: self.said.emit(f"De bestanden van {row.number} staan in {folder}.", "good"),
            failed=lambda words: self.said.emit(words, "bad"),
        )

    def copy_text(self) -> None:
        card = self.state.card
        if card is not None:
            self._attempt(lambda: self._copy(card))

    def _copy(self, card: RoundCard) -> None:
        QGuiApplication.clipboard().setText(self.state.message(card))
        self.said.emit(COPIED, "good")

    def _show(self, round_id: str) -> None:
        card = self.state.choose(round_id)
        if card is None:
            self.panel.show_nothing()
        else:
            self.panel.show_card(card)


def waiting_words(lines: list[WaitingLine]) -> str:
    """What waits in the whole network, in a sentence."""
    if not lines:
        return "Er wacht geen levering op antwoord."
    count = sum(line.school.lines for line in lines)
    new = sum(line.school.new_lines for line in lines)
    what = "levering wacht" if count == 1 else "leveringen wachten"
    whose = dutch.plural(len(lines), "school", "scholen")
    words = f"{dutch.count(count)} {what} op antwoord van {whose}, samen "
    words += dutch.money(sum(line.school.cents for line in lines))
    if not new:
        return f"{words}. Alles staat in een ronde die uit is."
    return f"{words}. Daarvan {'staat' if new == 1 else 'staan'} {dutch.count(new)} nog in geen ronde."
