"""The one button: painted, with its icon, its words and the key that does the same."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeySequence
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from zsm_desktop.ui.parts import paint
from zsm_desktop.ui.theme import Theme

# ground, ground under the pointer, ground pressed, words, edge
_KINDS: dict[str, tuple[str, str, str, str, str]] = {
    "primary": ("accent", "accent_hover", "accent_pressed", "on_accent", ""),
    "normal": ("surface", "sunken", "line", "text", "field_line"),
    "quiet": ("", "sunken", "line", "accent_text", ""),
    "danger": ("surface", "bad_soft", "bad_soft", "bad_text", "bad"),
    "icon": ("", "sunken", "line", "muted", ""),
}
_KEY_NAMES = {"Return": "Enter", "Del": "Del", "PgDown": "PgDn", "Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}


def key_text(key: str) -> str:
    """How a shortcut is written on a button: "Ctrl+Return" → "Ctrl Enter"."""
    return " ".join(_KEY_NAMES.get(part, part) for part in key.split("+") if part) or key


class Button(QPushButton):
    """`kind` is primary, normal, quiet, danger or icon; `key` both sets the shortcut and is shown.

    A button of kind icon shows no words: its text becomes its name for screen readers and its tooltip.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        kind: str = "normal",
        icon: str = "",
        key: str = "",
        on_click: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme, self._kind, self.icon_name, self._key = theme, kind, icon, key
        if key:
            self.setShortcut(QKeySequence(key))
        self.setAccessibleName(text)
        if kind == "icon":
            self.setToolTip(f"{text} ({key_text(key)})" if key else text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(False)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())

    def set_words(self, text: str) -> None:
        """Changes the words without losing the key, which Qt would drop."""
        key = self.shortcut()
        self.setText(text)
        self.setShortcut(key)
        self.setAccessibleName(text)
        if self._kind == "icon":
            self.setToolTip(f"{text} ({key_text(self._key)})" if self._key else text)

    def set_kind(self, kind: str) -> None:
        """For instance "icon" where there is no room for words."""
        if kind != self._kind:
            self._kind = kind
            self.setToolTip("")
            self.set_words(self.text())
            self.updateGeometry()
            self.update()

    def set_icon_name(self, icon: str) -> None:
        self.icon_name = icon
        self.update()

    def sizeHint(self) -> QSize:
        theme = self._theme
        height = theme.px(36)
        if self._kind == "icon":
            return QSize(height, height)
        width = QFontMetricsF(theme.font(14, 500)).horizontalAdvance(self.text()) + theme.px(30)
        if self.icon_name:
            width += theme.px(18 + 8 - (2 if self.text() else 8))
        if self._key:
            width += self._key_width() + theme.px(10)
        return QSize(round(width + 0.5), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event) -> bool:
        """A key acts at once; Qt would show the button pressed for a tenth of a second first."""
        if event.type() == QEvent.Type.Shortcut and not event.isAmbiguous() and self.isEnabled():
            self.click()
            return True
        return super().event(event)

    def _key_width(self) -> float:
        return QFontMetricsF(self._theme.font(11, 500)).horizontalAdvance(key_text(self._key)) + self._theme.px(10)

    def _colours(self) -> tuple[str, str, str]:
        """Token names for ground, words and edge in the present state."""
        ground, hover, pressed, words, edge = _KINDS[self._kind]
        if not self.isEnabled():
            return ("sunken" if ground else ""), "placeholder", ("line" if edge else "")
        if self.isDown():
            return pressed, words, edge
        if self.isChecked():
            return "accent_soft", "accent_text", "accent"
        return (hover if self.underMouse() else ground), words, edge

    def paintEvent(self, event) -> None:
        theme, painter = self._theme, paint.begin(self)
        ground, words, edge = self._colours()
        rect, radius = QRectF(self.rect()), theme.px(7)
        fill = theme.colour(ground) if ground else None
        if self.hasFocus():
            inner = rect.adjusted(3, 3, -3, -3) if self._kind == "primary" else rect.adjusted(1, 1, -1, -1)
            paint.plate(painter, inner, radius - 2, fill)
            paint.focus_ring(painter, rect, radius, theme.colour("focus"))
        else:
            paint.plate(painter, rect, radius, fill, theme.colour(edge) if edge else None)
        self._paint_inside(painter, words)
        painter.end()

    def _paint_inside(self, painter, words: str) -> None:
        theme = self._theme
        size = theme.px(18)
        middle = self.height() / 2
        if self._kind == "icon":
            theme.draw_icon(
                painter, self.icon_name, QRectF((self.width() - size) / 2, middle - size / 2, size, size), words
            )
            return
        left = theme.px(14.0)
        right = self.width() - theme.px(14)
        if self.icon_name:
            theme.draw_icon(painter, self.icon_name, QRectF(left - theme.px(2), middle - size / 2, size, size), words)
            left += size + theme.px(6)
        if self._key:
            wide = self._key_width()
            spot = QRectF(right - wide + theme.px(4), middle - theme.px(9), wide, theme.px(18))
            ink = theme.colour(words if self._kind == "primary" else "muted")
            edge = theme.colour("line") if self._kind != "primary" else None
            fill = None if self._kind == "primary" else theme.colour("sunken")
            paint.plate(painter, spot, theme.px(4), fill, edge)
            painter.setPen(ink)
            painter.setFont(theme.font(11, 500))
            painter.drawText(spot, int(Qt.AlignmentFlag.AlignCenter), key_text(self._key))
            right -= wide + theme.px(6)
        font = theme.font(14, 500)
        painter.setFont(font)
        painter.setPen(theme.colour(words))
        align = Qt.AlignmentFlag.AlignLeft if self.icon_name or self._key else Qt.AlignmentFlag.AlignHCenter
        # A pixel of slack: widths of text are fractions, widgets are whole pixels.
        paint.elided(painter, QRectF(left, 0, right - left + 1, self.height()), self.text(), align, QFontMetricsF(font))
