"""The side rail: the rooms in the order of the year, folded to icons where room is short."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QIcon, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from zsm_desktop.ui.parts import layout, paint
from zsm_desktop.ui.parts.button import key_text
from zsm_desktop.ui.rooms import RoomSpec
from zsm_desktop.ui.theme import Theme

WIDE, NARROW = 212, 64
ICON_SIZES = (16, 32, 64, 128)


class RailButton(QAbstractButton):
    """One room, or the switch that folds the rail; `count` shows how much waits there."""

    SPOKEN_AS = "PageTab"

    def __init__(self, theme: Theme, text: str, icon: str, *, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.icon_name, self._key = theme, icon, key
        self.count = 0
        self.is_folded = False
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(f"{text} ({key_text(key)})" if key else text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int) -> None:
        self.count = count
        self.setAccessibleName(f"{self.text()}, {count} te doen" if count else self.text())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(40), self._theme.px(40))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event) -> None:
        theme, painter = self._theme, paint.begin(self)
        px, rect = theme.px, QRectF(self.rect())
        ground = "rail_active" if self.isChecked() else "rail_hover" if self.underMouse() else ""
        if ground:
            paint.plate(painter, rect, px(8), theme.colour(ground))
        if self.isChecked():
            mark = QRectF(0, rect.center().y() - px(9), px(3), px(18))
            paint.plate(painter, mark, px(1.5), theme.colour("rail_mark"))
        if self.hasFocus():
            paint.focus_ring(painter, rect, px(8), theme.colour("rail_mark"))
        words = "rail_strong" if self.isChecked() or self.underMouse() else "rail_text"
        size = px(20)
        left = (rect.width() - size) / 2 if self.is_folded else px(14)
        theme.draw_icon(painter, self.icon_name, QRectF(left, rect.center().y() - size / 2, size, size), words)
        if not self.is_folded:
            font = theme.font(14, 600 if self.isChecked() else 500)
            painter.setFont(font)
            painter.setPen(theme.colour(words))
            room = rect.adjusted(px(46), 0, -px(38 if self.count else 8), 0)
            paint.elided(painter, room, self.text(), Qt.AlignmentFlag.AlignLeft, QFontMetricsF(font))
        if self.count:
            self._paint_count(painter, rect)
        painter.end()

    def _paint_count(self, painter: QPainter, rect: QRectF) -> None:
        theme, px = self._theme, self._theme.px
        if self.is_folded:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("rail_mark"))
            painter.drawEllipse(QPointF(rect.center().x() + px(9), rect.center().y() - px(9)), px(4), px(4))
            return
        font = theme.font(11, 600)
        text = str(self.count)
        width = max(px(22), QFontMetricsF(font).horizontalAdvance(text) + px(12))
        spot = QRectF(rect.right() - width - px(10), rect.center().y() - px(10), width, px(20))
        paint.plate(painter, spot, px(10), theme.colour("rail_mark"))
        painter.setFont(font)
        painter.setPen(QColor("#06203A"))
        painter.drawText(spot, int(Qt.AlignmentFlag.AlignCenter), text)


class Brand(QWidget):
    """Three islands above a wave, and the name of the program."""

    SPOKEN_AS = "Whitespace"

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.is_folded = False

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(40), self._theme.px(56))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event) -> None:
        theme, painter = self._theme, paint.begin(self)
        px = theme.px
        size = px(28)
        left = (self.width() - size) / 2 if self.is_folded else px(10)
        draw_mark(painter, theme, QRectF(left, (self.height() - size) / 2, size, size))
        if not self.is_folded:
            painter.setFont(theme.font(16, 600))
            painter.setPen(theme.colour("rail_strong"))
            words = QRectF(px(48), 0, self.width() - px(48), self.height())
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), "Maatwerk")
        painter.end()


def draw_mark(painter: QPainter, theme: Theme, rect: QRectF) -> None:
    """The program's sign in the rail's colours."""
    unit = rect.width() / 28
    painter.save()
    painter.translate(rect.topLeft())
    painter.scale(unit, unit)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("rail_mark"))
    for x, y, radius in ((7.5, 11, 3.6), (15.5, 6.6, 4.4), (21.6, 13.2, 3.0)):
        painter.drawEllipse(QPointF(x, y), radius, radius)
    wave = QPainterPath(QPointF(2, 20))
    wave.cubicTo(6, 16.5, 10, 16.5, 14, 20)
    wave.cubicTo(18, 23.5, 22, 23.5, 26, 20)
    pen = QPen(theme.colour("rail_strong"), 2.4)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(wave)
    painter.restore()


def mark_icon(theme: Theme) -> QIcon:
    """The sign on a plate of its own, for the task bar; installer/zsm-desktop.svg is its twin."""
    icon = QIcon()
    for size in ICON_SIZES:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint.plate(painter, QRectF(0, 0, size, size), size * 0.22, theme.colour("rail"))
        draw_mark(painter, theme, QRectF(size * 0.14, size * 0.14, size * 0.72, size * 0.72))
        painter.end()
        icon.addPixmap(pixmap)
    return icon


class Rail(QWidget):
    """`chosen` sends a room's key. Folds by itself in a narrow window unless the user said otherwise."""

    SPOKEN_AS = "PageTabList"

    chosen = Signal(str)

    def __init__(self, theme: Theme, rooms: Sequence[RoomSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._wanted: bool | None = None
        self._is_narrow = False
        self._window_width = 0
        self.is_folded = False
        self.setAccessibleName("Kamers")
        self.brand = Brand(theme)
        self.buttons = {room.key: RailButton(theme, room.title, room.icon, key=room.shortcut) for room in rooms}
        for key, button in self.buttons.items():
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, key=key: self.chosen.emit(key))
        self.fold_button = RailButton(theme, "Menu inklappen", "chevron-left")
        self.fold_button.clicked.connect(lambda _on=False: self.fold(not self.is_folded))
        # At 200 % the rooms are higher than a small screen: they scroll, the wheel or the focus brings them into sight.
        self.area = layout.scrolled(layout.column(theme, *self.buttons.values(), None, gap=2))
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayout(layout.column(theme, self.brand, self.area, self.fold_button, gap=8, margins=(12, 4, 12, 10)))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._dress()

    def show_room(self, key: str) -> None:
        for one, button in self.buttons.items():
            button.setChecked(one == key)
            if one == key:
                self.area.ensureWidgetVisible(button)

    def set_count(self, key: str, count: int) -> None:
        """How much waits in a room."""
        self.buttons[key].set_count(count)

    def fold(self, is_folded: bool) -> None:
        """The user's own choice; holds at every width."""
        self._wanted = is_folded
        self._dress()

    def fit(self, window_width: int = 0) -> None:
        """Folds under 1100 design pixels; 0 for a window that has kept its width."""
        self._window_width = window_width or self._window_width
        self._is_narrow = self._window_width < self._theme.px(1100)
        self._dress()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(NARROW if self.is_folded else WIDE), self._theme.px(400))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), super().minimumSizeHint().height())

    def paintEvent(self, event) -> None:
        painter = QPainter(self)
        # Not fillRect: it loads Qt's list of gradients, some milliseconds before the first paint.
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("rail"))
        painter.drawRect(self.rect())
        painter.end()

    def _dress(self) -> None:
        self.is_folded = self._is_narrow if self._wanted is None else self._wanted
        self.brand.is_folded = self.is_folded
        for button in (*self.buttons.values(), self.fold_button):
            button.is_folded = self.is_folded
        words = "Menu uitklappen" if self.is_folded else "Menu inklappen"
        self.fold_button.setText(words)
        self.fold_button.setAccessibleName(words)
        self.fold_button.setToolTip(words)
        self.fold_button.icon_name = "chevron-right" if self.is_folded else "chevron-left"
        self.updateGeometry()
        self.update()
