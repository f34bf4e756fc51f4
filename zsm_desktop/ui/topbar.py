"""The bar above every page: back, the network's name, search, theme, who is at work, lock."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QWidget

from zsm_desktop.ui.parts import layout, paint
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.theme import Theme

SEARCH_WORDS = "Zoek [een leerling], school, aanbod of [bespreking]"


class SearchOpener(QAbstractButton):
    """Looks like a search field and opens the palette; a real field here would be a second place to type."""

    def __init__(self, theme: Theme, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setText(words)
        self.setAccessibleName(f"{words} (Ctrl K)")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(420), self._theme.px(36))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(36))

    def paintEvent(self, event) -> None:
        theme, painter = self._theme, paint.begin(self)
        px, rect = theme.px, QRectF(self.rect())
        ground = "sunken" if self.underMouse() else "surface"
        paint.plate(painter, rect, px(7), theme.colour(ground), theme.colour("field_line"))
        if self.hasFocus():
            paint.focus_ring(painter, rect, px(7), theme.colour("focus"))
        size, middle = px(18), rect.center().y()
        theme.draw_icon(painter, "search", QRectF(px(10), middle - size / 2, size, size), "muted")
        key_font = theme.font(11, 500)
        wide = QFontMetricsF(key_font).horizontalAdvance("Ctrl K") + px(12)
        spot = QRectF(rect.right() - wide - px(8), middle - px(10), wide, px(20))
        paint.plate(painter, spot, px(4), theme.colour("sunken"), theme.colour("line"))
        painter.setFont(key_font)
        painter.setPen(theme.colour("muted"))
        painter.drawText(spot, int(Qt.AlignmentFlag.AlignCenter), "Ctrl K")
        font = theme.font()
        painter.setFont(font)
        painter.setPen(theme.colour("placeholder"))
        words = QRectF(px(38), 0, spot.left() - px(46), rect.height())
        paint.elided(painter, words, self.text(), Qt.AlignmentFlag.AlignLeft, QFontMetricsF(font))
        painter.end()


class NameLabel(QWidget):
    """One line that gives way with "…" instead of pushing others out of the window; the whole is in the tooltip."""

    SPOKEN_AS = "StaticText"

    def __init__(
        self, theme: Theme, text: str, *, size: int = 14, weight: int = 600, colour: str = "text", least: int = 70
    ) -> None:
        super().__init__()
        self._theme, self.text, self._size, self._weight, self._colour = theme, text, size, weight, colour
        self._least = least
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._theme.font(self._size, self._weight))
        return QSize(round(metrics.horizontalAdvance(self.text) + 2), self._theme.px(36))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self._theme.px(self._least)), self._theme.px(36))

    def paintEvent(self, event) -> None:
        painter = paint.begin(self)
        font = self._theme.font(self._size, self._weight)
        painter.setFont(font)
        painter.setPen(self._theme.colour(self._colour))
        paint.elided(painter, QRectF(self.rect()), self.text, Qt.AlignmentFlag.AlignLeft, QFontMetricsF(font))
        painter.end()


class TopBar(QFrame):
    """Signals only; the window decides."""

    search = Signal()
    back = Signal()
    lock = Signal()

    def __init__(self, theme: Theme, network: str, user: str, search_words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.network = NameLabel(theme, network, least=110)
        self.user = NameLabel(theme, user, weight=400, colour="muted", least=40)
        self.back_button = Button(theme, "Terug", kind="icon", icon="arrow-left", on_click=self.back.emit)
        self.back_button.setToolTip("Terug (Alt ←)")
        self.back_button.setAccessibleName("Terug naar wat u hiervoor zag")
        self.back_button.setEnabled(False)
        self.opener = SearchOpener(theme, search_words)
        self.opener.clicked.connect(self.search)
        self.theme_button = Button(theme, "Donker thema", kind="icon", icon="moon", on_click=theme.toggle)
        self.lock_button = Button(theme, "Vergrendelen", kind="icon", icon="lock", on_click=self.lock.emit)
        self.lock_button.setToolTip("Vergrendelen (Ctrl L)")
        layout.box(theme, self.opener, width=140, max_width=480)
        row = layout.row(
            theme, self.back_button, self.network, 4, self.opener, None, self.user, self.theme_button, self.lock_button,
            gap=8, margins=(16, 8, 16, 8),
        )  # fmt: skip
        row.setStretchFactor(self.opener, 10)
        self.setLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self.user.setVisible(self.width() >= self._theme.px(760))

    def _dress(self) -> None:
        self.theme_button.set_icon_name("sun" if self._theme.is_dark else "moon")
        self.theme_button.set_words("Licht thema" if self._theme.is_dark else "Donker thema")
