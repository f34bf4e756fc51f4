"""Boekjaren: which there are, what stands in the way of closing one, and the dossier of one that is closed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from zsm_desktop.domain.book_years import YearState
from zsm_desktop.ui.parts import files, layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import Sides
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.parts.writer import Writer
from zsm_desktop.ui.settlements.book_years_panel import TONES, BookYearPanel, CloseYearForm
from zsm_desktop.ui.settlements.book_years_state import BookYearsState
from zsm_desktop.ui.settlements.documents_files import FileButtons
from zsm_desktop.words import book_years as words

if TYPE_CHECKING:
    from zsm_desktop.reports.year_closing import YearFiles
    from zsm_desktop.services.book_years import YearCard, YearRow
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.ui.rooms import Tools
    from zsm_desktop.ui.work import Progress

Attempt = Callable[[Callable[[], object]], bool]
COLUMNS = (
    Column(
        "year", "Boekjaar", lambda row: str(row.year), width=110, stretch=1, is_strong=True,
        detail=lambda row: words.entries_words(row.entries),
    ),
    Column("state", "Stand", lambda row: words.STATES[row.state], "pill", width=160, tone=lambda row: TONES[row.state]),
    Column("kept", "Bewaren t/m", "kept_until", "date", width=128, priority=2),
)  # fmt: skip


class YearFileButtons(FileButtons):
    """Dossier maken, of the year in hand."""

    def __init__(self, tools: Tools, desk: Desk, year: Callable[[], int]) -> None:
        super().__init__(tools, desk)
        self._year = year
        self.make = Button(tools.theme, "Dossier maken", icon="file-export", key="Ctrl+S", on_click=self.ask_folder)
        self._buttons = (self.make,)
        self.stopped = words.STOPPED
        self.setLayout(layout.column(tools.theme, self.make))

    def ask_folder(self) -> QFileDialog:
        return files.ask_folder(self, "Kies een map voor het dossier", partial(self.write, self._year()))

    def write(self, year: int, folder: Path) -> None:
        def job(progress: Progress) -> YearFiles:
            from zsm_desktop.reports.year_closing import write

            return write(self._desk, year, folder, progress.step)

        def done(made: YearFiles) -> None:
            self._tell(" ".join((words.MADE.format(year=year), *made.remarks)), folder)

        self._run("Dossier maken", job, done)


class BookYearsFace(QWidget):
    """`said` is news for a toast, `made` the same with what opens it; `gone` a room, or a face of this, and what."""

    said = Signal(str, str)
    made = Signal(str, str, object)
    gone = Signal(str, str)

    def __init__(self, tools: Tools, desk: Desk, attempt: Attempt) -> None:
        super().__init__()
        theme = tools.theme
        self.theme, self.state, self._attempt = theme, BookYearsState(desk), attempt
        self.writer = Writer(self)
        self._asked = 0
        self._rows: dict[str, YearRow] = {}
        intro = layout.label(
            "Een boekjaar loopt van 1 januari tot en met 31 december. Is alles in orde, dan sluit u het voorgoed af.",
            "muted", wrap=True,
        )  # fmt: skip
        empty = EmptyState(
            theme, "Nog geen boekjaren",
            "Zodra er een levering is bevestigd en geboekt, staat het jaar hier.", icon="lock", tone="neutral",
        )  # fmt: skip
        model = ListModel(COLUMNS, row_id=lambda row: str(row.year))
        self.table = Table(theme, model, name="Boekjaren", empty=empty)
        layout.box(theme, self.table, width=240, height=200)
        self.files = YearFileButtons(tools, desk, lambda: int(self.table.current_id() or 0))
        self.panel = BookYearPanel(theme, self.state, self.files)
        whole = layout.column(theme, intro, Sides(theme, self.table, self.panel, width=560), gap=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.table)
        self.table.chosen.connect(lambda year: self._attempt(lambda: self._show(year)))
        self.panel.close_year.connect(self.close_year)
        self.panel.gone.connect(self.gone)
        self.files.said.connect(self.said)
        self.files.made.connect(self.made)

    def reload(self) -> None:
        rows, is_first_time = self.state.rows(), not self._rows
        self._rows = {str(row.year): row for row in rows}
        self.table.set_rows(rows)
        if rows and (is_first_time or not self.table.current_id()):  # with the keys on it, it has taken a row itself
            first = next((row for row in reversed(rows) if row.state is not YearState.CLOSED), rows[0])
            self.table.select_id(str(first.year))
        self._show(self.table.current_id())

    def close_year(self) -> None:
        """Asked first, in a form that says what it means."""
        card = self.state.card
        if card is None or not (self.state.may_keep and card.may_close) or self._asked:
            return
        form = CloseYearForm(
            self.theme, self.window(), card, lambda: self.state.close(card.row.year, card.until), self.writer.write
        )
        form.accepted.connect(lambda: self._closed(card.row.year))
        form.refused.connect(self._refused)
        form.open()

    def _closed(self, year: int) -> None:
        self.reload()
        self.said.emit(words.CLOSED.format(year=year), "good")
        self.table.setFocus()

    def _refused(self, error: Exception) -> None:
        self.reload()
        self._attempt(partial(_raise, error))

    def _show(self, chosen: str) -> None:
        if chosen not in self._rows:
            self.state.card = None
            self.panel.show_nothing()
            return
        row, card = self._rows[chosen], self.state.card
        if card is None or card.row.year != row.year:
            self.state.card = None
            self.panel.show_row(row)
        self._ask(row.year)

    def _ask(self, year: int) -> None:
        """Read beside the painting: it looks through all of the books. Only the last that was asked is shown."""
        self._asked = year
        found: list[YearCard] = []

        def told(error: Exception | None) -> None:
            if self.table.current_id() != str(year):
                return
            self._asked = 0
            if error is not None:
                self._attempt(partial(_raise, error))
                return
            self.state.card = found[0]
            self.panel.show_card(found[0])

        self.writer.write(lambda: found.append(self.state.read(year)), told)


def _raise(error: Exception) -> None:
    raise error
