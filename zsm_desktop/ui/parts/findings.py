"""What is wrong in a file, row by row and column by column, in whole sentences: rows grow with their words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView

from zsm_desktop.domain.errors import Finding
from zsm_desktop.domain.profiles import USUAL_NOUNS, Nouns
from zsm_desktop.ui.parts.cells import PADDING, ROW_HEIGHT, CellDelegate
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.parts.models import COLUMN_ROLE, ROW_ROLE, ListModel
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.theme import Theme

WHAT = "what"
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class FindingRow(NamedTuple):
    id: str
    row: int | None
    column: str
    is_warning: bool
    what: str


COLUMNS = (
    Column("row", "Rij", "row", "count", width=56),
    Column("kind", "Soort", lambda row: "let op" if row.is_warning else "fout", "pill",
           tone=lambda row: "warn" if row.is_warning else "bad", width=92),
    Column("column", "Kolom", "column", width=190, is_strong=True, priority=2),
    Column(WHAT, "Wat er is en wat u kunt doen", "what", width=260, stretch=1),
)  # fmt: skip


def finding_rows(findings: Sequence[Finding], nouns: Nouns = USUAL_NOUNS) -> list[FindingRow]:
    """Errors first, then by row."""
    ordered = sorted(findings, key=lambda one: (one.is_warning, one.row or 0))
    return [
        FindingRow(str(at), one.row, one.column or "", one.is_warning, sentence(one, nouns))
        for at, one in enumerate(ordered)
    ]


class _Wrapping(CellDelegate):
    """Only the sentence wraps; the other cells stay as everywhere."""

    def sizeHint(self, option, index) -> QSize:
        least = self._theme.px(ROW_HEIGHT)
        if index.data(COLUMN_ROLE).key != WHAT:
            return QSize(0, least)
        room = self._view.columnWidth(index.column()) - 2 * self._theme.px(PADDING)
        bounds = QRect(0, 0, max(60, room), 10_000)
        high = QFontMetrics(self._theme.font()).boundingRect(bounds, _WRAP, index.data(ROW_ROLE).what).height()
        return QSize(0, max(least, high + self._theme.px(20)))

    def _words(self, painter, rect, column: Column, row, text: str) -> None:
        if column.key != WHAT:
            super()._words(painter, rect, column, row, text)
            return
        painter.setFont(self._theme.font())
        painter.setPen(self._theme.colour("text"))
        painter.drawText(rect, _WRAP, text)


class SentenceTable(Table):
    """Rows grow with the words of the column `WHAT`."""

    def __init__(self, theme: Theme, columns: Sequence[Column], *, name: str, empty: EmptyState) -> None:
        super().__init__(theme, ListModel(columns), name=name, empty=empty)
        view = self.view
        view.cells = _Wrapping(theme, view)
        view.setItemDelegate(view.cells)
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._grow = QTimer(self, interval=0, singleShot=True)
        self._grow.timeout.connect(view.resizeRowsToContents)
        self.rows.modelReset.connect(self._grow.start)
        self.rows.layoutChanged.connect(self._grow.start)
        theme.changed.connect(self._grow.start)

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._grow.start()


class FindingTable(SentenceTable):
    def __init__(self, theme: Theme, empty: EmptyState) -> None:
        super().__init__(theme, COLUMNS, name="Bevindingen", empty=empty)
