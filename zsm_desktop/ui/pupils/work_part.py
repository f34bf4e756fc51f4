"""The pupil of a case at an employer: how far it is, and by key which vacancies fit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.services.case_facts import CaseCard
from zsm_desktop.services.work_placement_rows import WorkRow
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.pill import Pill
from zsm_desktop.ui.parts.work_fits import FitsDialog, may_propose, vacancies_dialog
from zsm_desktop.ui.rooms import spot
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.employers import WORK, WORK_END, WORK_TONE, work_span

KEY = "Ctrl+M"


class WorkPart(QWidget):
    """`said` is news for a toast; `navigate` opens one where it moves on."""

    said = Signal(str, str)

    def __init__(self, theme: Theme, desk: Any, navigate: Callable[[str, str], object]) -> None:
        super().__init__()
        self._theme, self._desk, self._navigate = theme, desk, navigate
        self._case: tuple[str, str] | None = None
        self.rows = layout.column(theme, gap=8)
        self.find = Button(theme, "Welk werk past?", icon="building", key=KEY, on_click=self.ask)
        title = layout.label("Bij een werkgever", "section")
        whole = layout.column(theme, layout.line(), title, self.rows, layout.row(theme, self.find, None), gap=12)
        self.setLayout(whole)

    def show_card(self, card: CaseCard) -> None:
        row = card.row
        self._case = (row.id, row.pseudonym)
        found = self._desk.work_placements.of_case(row.id)
        layout.refill(self.rows, [self._line(one) for one in found])
        is_open = row.status != "closed" and may_propose(self._desk, row.school_id)
        self.find.setVisible(is_open)
        self.setVisible(bool(found) or is_open)

    def ask(self) -> FitsDialog | None:
        if self._case is None:
            return None
        return vacancies_dialog(
            self._theme, self.window(), self._desk, self._case, lambda text: self.said.emit(text, "good")
        )

    def _line(self, row: WorkRow) -> QWidget:
        theme = self._theme
        open_it = Button(
            theme,
            row.employer,
            kind="quiet",
            on_click=lambda: self._navigate("network", spot("work", "at_work", row.id)),
        )
        open_it.setAccessibleName(f"{row.number} openen: {row.employer}")
        state = Pill(theme, WORK[row.status], WORK_TONE[row.status])
        said = " · ".join(part for part in (row.vacancy, work_span(row), WORK_END.get(row.end_reason, "")) if part)
        lines = [layout.label(said, "muted", wrap=True)] if said else []
        lines += [layout.label(row.note, wrap=True, selectable=True)] if row.note else []
        return layout.holder(layout.column(theme, layout.row(theme, open_it, None, state), *lines, gap=2))
