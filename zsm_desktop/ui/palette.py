"""Ctrl+K: find a room, or anything in it, by a few letters and go there; pupils by pseudonym."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QWidget

from zsm_desktop.ui.deeds import Deeds
from zsm_desktop.ui.keys import key_words
from zsm_desktop.ui.overlay import Overlay
from zsm_desktop.ui.parts import layout, paint
from zsm_desktop.ui.parts.columns import folded
from zsm_desktop.ui.parts.models import Index
from zsm_desktop.ui.parts.search_field import SearchField, nothing_for
from zsm_desktop.ui.rooms import Hit, RoomSpec, Search
from zsm_desktop.ui.theme import Theme

HIT_ROLE = int(Qt.ItemDataRole.UserRole) + 1
NOTHING = "Probeer een deel van een pseudoniem, school, aanbod of nummer, of een woord uit een besluit of actie."
SHOWN = 8
AROUND = 224
"""What stands above and below the list in a window, in design pixels."""


class HitModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.hits: list[Hit] = []

    def set_hits(self, hits: list[Hit]) -> None:
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.hits):
            return None
        hit = self.hits[index.row()]
        if role == HIT_ROLE:
            return hit
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            parts = (hit.label, hit.detail, key_words(hit.key) if hit.key else "")
            return f"{hit.kind}: {', '.join(part for part in parts if part)}"
        return None


class _HitDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, option, index) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(44))

    def paint(self, painter: QPainter, option, index) -> None:
        theme, hit = self._theme, index.data(HIT_ROLE)
        px = theme.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(px(6), 1, -px(6), -1)
        if option.state & QStyle.StateFlag.State_Selected:
            paint.plate(painter, rect, px(7), theme.colour("accent_soft"))
        left, right = rect.left() + px(12), rect.right() - px(12)
        if hit.key:
            right -= self._paint_key(painter, rect, key_words(hit.key)) + px(10)
        font = theme.font(12, 500)
        painter.setFont(font)
        painter.setPen(theme.colour("muted"))
        paint.elided(
            painter,
            QRectF(left, rect.top(), px(92), rect.height()),
            hit.kind,
            Qt.AlignmentFlag.AlignLeft,
            QFontMetricsF(font),
        )
        font = theme.font(14, 600)
        metrics = QFontMetricsF(font)
        left += px(100)
        width = min(metrics.horizontalAdvance(hit.label) + 4, right - left)
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        paint.elided(
            painter, QRectF(left, rect.top(), width, rect.height()), hit.label, Qt.AlignmentFlag.AlignLeft, metrics
        )
        left += width + px(10)
        font = theme.font(13)
        painter.setFont(font)
        painter.setPen(theme.colour("muted"))
        room = QRectF(left, rect.top(), max(0.0, right - left), rect.height())
        paint.elided(painter, room, hit.detail, Qt.AlignmentFlag.AlignLeft, QFontMetricsF(font))
        painter.restore()

    def _paint_key(self, painter: QPainter, rect: QRectF, words: str) -> float:
        """At the right end, as on a button; returns how wide it is."""
        theme, px = self._theme, self._theme.px
        font = theme.font(11, 500)
        wide = QFontMetricsF(font).horizontalAdvance(words) + px(10)
        spot = QRectF(rect.right() - px(12) - wide, rect.center().y() - px(9), wide, px(18))
        paint.plate(painter, spot, px(4), theme.colour("sunken"), theme.colour("line"))
        painter.setPen(theme.colour("muted"))
        painter.setFont(font)
        painter.drawText(spot, int(Qt.AlignmentFlag.AlignCenter), words)
        return wide


class Palette(Overlay):
    """Arrows move while the cursor stays in the field; Enter goes, Esc closes."""

    chosen = Signal(str, str)
    asked = Signal(object)
    """A Hit with something to do."""

    def __init__(self, theme: Theme, window: QWidget, rooms: Sequence[RoomSpec], search: Search, deeds: Deeds) -> None:
        self.field = SearchField(theme, "Typ een paar letters …", name="Zoeken")
        self.list = QListView()
        self.list.setAccessibleName("Gevonden")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.note = layout.label(NOTHING, "muted", wrap=True)
        self._note_row = layout.holder(layout.row(theme, self.note, margins=(18, 8)))
        self._note_row.hide()
        foot = layout.label("↑ ↓ kiezen    Enter openen    Esc sluiten", "small")
        inner = layout.column(
            theme, layout.row(theme, self.field, margins=(14, 0)), self.list, self._note_row,
            layout.line(), layout.row(theme, foot, margins=(18, 0)), gap=8, margins=(0, 14, 0, 10),
        )  # fmt: skip
        super().__init__(theme, window, inner, width=640, name="Zoeken en openen")
        self._rooms, self._search, self._deeds = rooms, search, deeds
        self._model = HitModel()
        self._model.setParent(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_HitDelegate(theme, self.list))
        self.list.clicked.connect(self._choose)
        self.list.setStyleSheet("QListView { background: transparent; }")
        self.field.textChanged.connect(lambda _text: self._soon.start())
        self._soon = QTimer(self, interval=30, singleShot=True)
        self._soon.timeout.connect(self.find)
        self.field.installEventFilter(self)

    def open_panel(self) -> None:
        self._deeds.forget()
        super().open_panel()
        self.field.clear()
        self.find()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def find(self) -> None:
        """Without letters: the rooms and what can be done here. With letters: these and faces, then what is found."""
        self._soon.stop()
        text = self.field.text().strip()
        rooms = [
            Hit("Ga naar", room.title, "", room.key, key=room.shortcut)
            for room in self._rooms
            if folded(text) in folded(room.title)
        ]
        faces = [
            Hit("Ga naar", words, room.title, room.key, face)
            for room in self._rooms
            for face, words in room.faces
            if text and folded(text) in folded(words)
        ]
        found = self._search(text) if text else ()
        hits = [*rooms, *faces, *self._deeds.find(text), *found]
        self._model.set_hits(hits)
        self.note.setText(f"{nothing_for(text)}. {NOTHING}")
        self._note_row.setVisible(not hits)
        self.list.setVisible(bool(hits))
        self._fit_list()
        if hits:
            self.list.setCurrentIndex(self._model.index(0, 0))

    def _fit_list(self) -> None:
        """Whole rows, as many as the window has room for."""
        row, count = self.theme.px(44), len(self._model.hits)
        room = self.parentWidget().height() - self.theme.px(AROUND)
        self.list.setFixedHeight(row * max(1, min(SHOWN, count, room // row)) + 4)

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._fit_list()

    def eventFilter(self, watched, event) -> bool:
        if watched is self.field and event.type() == event.Type.KeyPress:
            key = event.key()
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: SHOWN, Qt.Key.Key_PageUp: -SHOWN}.get(
                key
            )
            if step is not None and self._model.hits:
                at = max(0, min(len(self._model.hits) - 1, self.list.currentIndex().row() + step))
                self.list.setCurrentIndex(self._model.index(at, 0))
                return True
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                if self._soon.isActive():
                    self.find()
                self._choose(self.list.currentIndex())
                return True
            if key == Qt.Key.Key_Escape:
                self.close_panel()
                return True
        return super().eventFilter(watched, event)

    def _choose(self, index: QModelIndex) -> None:
        hit = index.data(HIT_ROLE)
        if hit is not None:
            self.close_panel()
            if hit.do is not None:
                self.asked.emit(hit)
            else:
                self.chosen.emit(hit.room, hit.id)
