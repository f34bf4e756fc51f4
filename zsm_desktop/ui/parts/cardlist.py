"""A list of painted rows for the keyboard: arrows choose, Enter opens, and letters are left to the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QAbstractListModel, QItemSelectionModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QWidget

from zsm_desktop.ui.parts import paint
from zsm_desktop.ui.parts.fading import FootFade
from zsm_desktop.ui.parts.models import Index
from zsm_desktop.ui.theme import Theme

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
MOST_DRAWN = 160
"""More rows than any window shows, chosen and not."""


class CardModel(QAbstractListModel):
    """`spoken` says a row in one line for screen readers and tooltips."""

    def __init__(self, spoken: Callable[[Any], str], row_id: Callable[[Any], str]) -> None:
        super().__init__()
        self.rows: list[Any] = []
        self._spoken, self.row_id = spoken, row_id

    def set_rows(self, rows: Sequence[Any]) -> bool:
        """The same things in the same order are repainted where they changed, so that the place in the list stays.

        False when there was nothing to do.
        """
        before, self.rows = self.rows, list(rows)
        if before == self.rows:
            return False
        if [self.row_id(row) for row in before] == [self.row_id(row) for row in rows]:
            for at in [at for at, row in enumerate(rows) if row != before[at]]:
                self.dataChanged.emit(self.index(at), self.index(at))
            return True
        self.rows = before
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()
        return True

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        if role == ROW_ROLE:
            return self.rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return self._spoken(self.rows[index.row()])
        return None


class CardDelegate(QStyledItemDelegate):
    """Subclasses give `height(row, width)` and `draw`."""

    is_kept = False
    """`draw` looks at nothing but the row and its place: what it drew is shown again as long as those are the same."""

    def __init__(self, theme: Theme, view: CardList) -> None:
        super().__init__(view)
        self.theme, self._view = theme, view
        self._drawn: dict[tuple[str, str], tuple[Any, tuple, QPixmap]] = {}

    def height(self, row: Any, width: int) -> int:
        return self.theme.px(48)

    def draw(self, painter: QPainter, rect: QRectF, row: Any, at: int) -> None:
        raise NotImplementedError

    def sizeHint(self, option, index) -> QSize:
        width = self._view.viewport().width()
        return QSize(self.theme.px(60), self.height(self._view.cards.rows[index.row()], width))

    def paint(self, painter: QPainter, option, index) -> None:
        view, at, state, room = self._view, index.row(), option.state, option.rect
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        look = ("focus" if view.hasFocus() else "chosen") if is_chosen else ""
        look = look or ("hover" if state & QStyle.StateFlag.State_MouseOver else "")
        row, scale = view.cards.rows[at], view.devicePixelRatioF()
        if not self.is_kept or scale % 1:  # there a row need not begin at a whole pixel
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(painter, QRectF(room), look, row, at)
            painter.restore()
            return
        looks = (at, room.width(), room.height(), scale, self.theme.is_dark, self.theme.zoom_percent)
        place = view.cards.row_id(row), look
        kept = self._drawn.get(place)
        if kept is None or kept[1] != looks or not (kept[0] is row or kept[0] == row):
            if len(self._drawn) >= MOST_DRAWN:
                self._drawn.clear()
            kept = self._drawn[place] = row, looks, self._picture(room.size(), look, row, at)
        painter.drawPixmap(room.topLeft(), kept[2])

    def _picture(self, size: QSize, look: str, row: Any, at: int) -> QPixmap:
        """On the ground of the list: letters on nothing would lose how the screen smooths them."""
        scale = self._view.devicePixelRatioF()
        picture = QPixmap(size * scale)
        picture.setDevicePixelRatio(scale)
        picture.fill(self.theme.colour(self._view.ground))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint(painter, QRectF(0, 0, size.width(), size.height()), look, row, at)
        painter.end()
        return picture

    def _paint(self, painter: QPainter, room: QRectF, look: str, row: Any, at: int) -> None:
        theme, px = self.theme, self.theme.px
        rect = room.adjusted(px(2), px(1), -px(2), -px(1))
        if look in {"chosen", "focus"}:
            paint.plate(painter, rect, px(7), theme.colour("accent_soft"))
            if look == "focus":
                paint.focus_ring(painter, rect, px(7), theme.colour("focus"))
        elif look:
            paint.plate(painter, rect, px(7), theme.colour("sunken"))
        self.draw(painter, rect.adjusted(px(10), 0, -px(10), 0), row, at)


class CardList(QListView):
    """`chosen` comes when the user moves, `opened` with Enter or a double click, `moved` with Ctrl and an arrow."""

    chosen = Signal(str)
    opened = Signal(str)
    moved = Signal(str, int)
    removed = Signal(str)
    ticked = Signal(str)

    def __init__(
        self,
        theme: Theme,
        *,
        name: str,
        delegate: Callable[[Theme, QListView], CardDelegate],
        spoken: Callable[[Any], str],
        row_id: Callable[[Any], str] = attrgetter("id"),
        ground: str = "surface",
        parent: QWidget | None = None,
    ) -> None:
        """`ground` is the token of what it lies on: into that the last row fades while there is more below."""
        super().__init__(parent)
        self.ground = ground
        self._foot = FootFade(theme, self, ground)
        self._is_filling = False
        self.cards = CardModel(spoken, row_id)
        self.cards.setParent(self)
        self.setModel(self.cards)
        self.setAccessibleName(name)
        self.setItemDelegate(delegate(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._id(index)))
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def set_rows(self, rows: Sequence[Any], current: str = "") -> None:
        """Shows the rows; `current` (or what was in hand) is in hand without `chosen` being sent."""
        current = current or self.current_id()
        self._is_filling = True
        is_changed = self.cards.set_rows(rows)
        if current and current != self.current_id():
            self.select(current)
        self._is_filling = False
        if is_changed:
            self.executeDelayedItemsLayout()  # else the list is painted twice: as it was, and as it is

    def select(self, row_id: str) -> None:
        before, self._is_filling = self._is_filling, True
        for at, row in enumerate(self.cards.rows):
            if self.cards.row_id(row) == row_id:
                flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
                self.selectionModel().setCurrentIndex(self.cards.index(at), flags)
                self.scrollTo(self.cards.index(at))
                break
        self._is_filling = before

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """A row as high as before is painted anew where it stands; Qt would lay out and paint the whole list."""
        high = self.visualRect(first).height()
        if first.row() == last.row() and self.itemDelegate().sizeHint(None, first).height() == high:
            QAbstractItemView.dataChanged(self, first, last, list(roles))
        else:
            super().dataChanged(first, last, list(roles))

    def current_id(self) -> str:
        return self._id(self.currentIndex())

    def keyPressEvent(self, event) -> None:
        key, at = event.key(), self.current_id()
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            if at:
                self.moved.emit(at, -1 if key == Qt.Key.Key_Up else 1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() and at:
            self.opened.emit(at)
        elif key == Qt.Key.Key_Delete and at:
            self.removed.emit(at)
        elif key == Qt.Key.Key_Space and at:
            self.ticked.emit(at)
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event) -> None:
        """Rows are as high as their words need in this width; Qt would look at the height only."""
        super().resizeEvent(event)
        self._foot.place()
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def focusInEvent(self, event) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.cards.rows:
            self.select(self.cards.row_id(self.cards.rows[0]))
        self.viewport().update()

    def _id(self, index: Index) -> str:
        return self.cards.row_id(self.cards.rows[index.row()]) if index.isValid() else ""

    def _on_current(self, current: Index, _before: Index) -> None:
        if not self._is_filling and current.isValid():
            self.chosen.emit(self._id(current))
