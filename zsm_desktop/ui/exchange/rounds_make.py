"""Which schools get a round: all that have something waiting, or those that are ticked, up to a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.ui.exchange.rounds_state import RoundsState, WaitingLine
from zsm_desktop.ui.parts import files, layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.inputs import DateField
from zsm_desktop.ui.parts.strip import ErrorStrip
from zsm_desktop.ui.parts.ticks import TickTable
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.words import format as dutch

Attempt = Callable[[Callable[[], object]], bool]
HOW = (
    "Elke school krijgt één Excelbestand met alles wat nog op haar antwoord wacht, dezelfde regels als pdf, en een "
    "e-mail die klaarstaat om te versturen. Een nieuwe ronde vervangt een oudere met dezelfde regels."
)


def state_words(line: WaitingLine) -> str:
    if line.school.out:
        return "staat uit"
    return "nieuw" if line.school.new_lines == line.school.lines else "deels nieuw"


def days_words(first: date, last: date) -> str:
    return dutch.date_medium(first) if first == last else f"{dutch.date_medium(first)} – {dutch.date_medium(last)}"


def _days(line: WaitingLine) -> str:
    return days_words(line.school.first_day, line.school.last_day)


COLUMNS = (
    Column("school", "School", "school.school", width=200, stretch=3, is_strong=True, is_name=True, detail=_days),
    Column("state", "Ronde", state_words, "pill", width=124, priority=2,
           tone=lambda row: "neutral" if row.school.out else "info"),
    Column("lines", "Regels", "school.lines", "count", width=84, priority=3),
    Column("cents", "Bedrag", "school.cents", "money", width=116, priority=4),
)  # fmt: skip


class MakeView(QWidget):
    """`made` says how many rounds were written and where; `left` asks to go back."""

    made = Signal(int, str)
    left = Signal()

    def __init__(self, tools: Tools, state: RoundsState, attempt: Attempt) -> None:
        super().__init__()
        self.theme, self._workshop, self.state, self._attempt = tools.theme, tools.workshop, state, attempt
        self._last_day: date | None = None
        self._build()

    def _build(self) -> None:
        theme = self.theme
        self.back = Button(theme, "Terug", icon="arrow-left", key="Esc", on_click=self.left.emit)
        self.do = Button(
            theme, "Rondes maken", kind="primary", icon="file-export", key="Ctrl+Return", on_click=self.ask_folder
        )
        title = layout.label("Ronde maken", "section")
        top = flow(theme, self.back, title, self.do, gap=14)
        self.error = ErrorStrip(theme)
        self.until = DateField(theme, self.state.desk.day)
        self.until.editingFinished.connect(lambda: self._attempt(self.reload))
        field = layout.box(theme, Field(theme, "Leveringen tot en met", self.until), width=190, max_width=190)
        self.all = Button(theme, "Alles aanvinken", key="Ctrl+A", on_click=lambda: self._tick(is_on=True))
        self.none = Button(theme, "Niets aanvinken", key="Ctrl+Shift+A", on_click=lambda: self._tick(is_on=False))
        choose = flow(theme, field, self.all, self.none, gap=12)
        empty = EmptyState(
            theme, "Er wacht niets", "Alles wat tot deze dag is ingevoerd, is al beantwoord.", icon="circle-check",
            tone="good",
        )  # fmt: skip
        self.table = TickTable(theme, COLUMNS, name="Scholen met leveringen die wachten", empty=empty)
        layout.box(theme, self.table, width=240, height=160)
        self.table.ticks_changed.connect(self._dress)
        whole = layout.column(theme, top, self.error, layout.label(HOW, "muted", wrap=True), choose, self.table, gap=12)
        whole.setStretch(4, 1)
        self.setLayout(whole)

    def start(self) -> None:
        """All schools with something that stands in no round yet are ticked."""
        self.error.hide()
        self.until.set_day(None)
        self.table.ticked = set()
        self.reload()
        self.table.ticked = {line.id for line in self._lines if not line.school.out}
        self._dress()
        self.table.setFocus()

    def reload(self) -> None:
        self._last_day = self.until.day
        self._lines = self.state.waiting(self._last_day)
        self.table.set_rows(self._lines)
        self.table.ticked &= {line.id for line in self._lines}
        self._dress()

    def chosen(self) -> list[WaitingLine]:
        return [line for line in self._lines if line.id in self.table.ticked]

    def ask_folder(self) -> Any:
        if not self.chosen():
            return None
        return files.ask_folder(self, "Kies een map voor de bestanden", self.make)

    def make(self, folder: Path) -> None:
        """One round after the other beside the window; stopping leaves those that were made."""
        schools, last_day = [line.school for line in self.chosen()], self._last_day
        self.error.hide()
        self.do.setEnabled(False)
        work = self._workshop.run(
            "Bevestigingsrondes maken",
            lambda progress: self.state.send(schools, last_day, folder, progress),
            done=lambda sent: self.made.emit(len(sent), str(folder)),
            failed=self.error.show_error,
        )
        work.cancelled.connect(lambda: self.error.show_error("Gestopt. De rondes die al gemaakt waren, staan uit."))
        work.ended.connect(lambda: self._attempt(self.reload))

    def _tick(self, *, is_on: bool) -> None:
        self.table.set_ticks([line.id for line in self._lines], is_on=is_on)

    def _dress(self) -> None:
        count = len(self.chosen())
        self.do.setEnabled(count > 0)
        self.do.set_words(f"{dutch.plural(count, 'ronde', 'rondes')} maken" if count else "Rondes maken")
        for button in (self.all, self.none):
            button.setEnabled(bool(self._lines))
