"""The one button: painted, with its icon, its words and the key that does the same."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcutEvent
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
    "heading": ("", "", "", "text", ""),
}
_KEY_NAMES = {
    "Return": "Enter",
    "Delete": "Del",
    "PgDown": "PgDn",
    "Space": "Spatie",
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
}


def key_text(key: str) -> str:
    """How a shortcut is written on a button: "Ctrl+Return" → "Ctrl Enter"."""
    return " ".join(_KEY_NAMES.get(part, part) for part in key.split("+") if part) or key


class Button(QPushButton):
    """`kind` is primary, normal, quiet, danger, icon or heading; `key` both sets the shortcut and is shown.

    A button of kind icon shows no words: its text becomes its name for screen readers and its tooltip. One of kind
    heading stands above what it leads to and lines up with the other headings.
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
        self._theme, self.kind, self.icon_name, self._key = theme, kind, icon, key
        self.tone = ""
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

    @property
    def key(self) -> str:
        """The key it shows, also where somebody else listens to it."""
        return self._key

    def set_words(self, text: str) -> None:
        """Changes the words without losing the key, which Qt would drop."""
        key = self.shortcut()
        self.setText(text)
        self.setShortcut(key)
        self.setAccessibleName(text)
        if self.kind == "icon":
            self.setToolTip(f"{text} ({key_text(self._key)})" if self._key else text)

    def set_kind(self, kind: str) -> None:
        """For instance "icon" where there is no room for words."""
        if kind != self.kind:
            self.kind = kind
            self.setToolTip("")
            self.set_words(self.text())
            self.updateGeometry()
            self.update()

    def set_icon_name(self, icon: str) -> None:
        self.icon_name = icon
        self.update()

    def set_face(self, text: str, *, icon: str, tone: str, key: str) -> None:
        """For a button that says how something stands: `tone` is accent, warn or "", `key` is heard elsewhere."""
        self.icon_name, self.tone, self._key = icon, tone, key
        self.set_words(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = self._theme
        height = theme.px(36)
        if self.kind == "icon":
            return QSize(height, height)
        words = paint.metrics_of(theme, 14, _weight(self.kind)).horizontalAdvance(self.text())
        width = words + 2 * self._inset() + theme.px(2)
        if self.icon_name:
            width += theme.px(18 + 8 - (2 if self.text() else 8))
        if self._key:
            width += self._key_width() + theme.px(10)
        return QSize(round(width + 0.5), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event) -> bool:
        """A key acts at once; Qt would show the button pressed for a tenth of a second first."""
        if isinstance(event, QShortcutEvent) and not event.isAmbiguous() and self.isEnabled():
            self.click()
            return True
        return super().event(event)

    def _inset(self) -> float:
        return self._theme.px(2.0 if self.kind == "heading" else 14.0)

    def _key_width(self) -> float:
        letters = paint.metrics_of(self._theme, 11, 500)
        return letters.horizontalAdvance(key_text(self._key)) + self._theme.px(10)

    def _colours(self) -> tuple[str, str, str]:
        """Token names for ground, words and edge in the present state."""
        ground, hover, pressed, words, edge = _KINDS[self.kind]
        if not self.isEnabled():
            return ("sunken" if ground else ""), "placeholder", ("line" if edge else "")
        if self.isDown():
            return pressed, words, edge
        if self.isChecked() or self.tone == "accent":
            return "accent_soft", "accent_text", "accent"
        if self.tone:
            return f"{self.tone}_soft", f"{self.tone}_text", f"{self.tone}_text"
        if self.kind == "heading":
            return ground, "accent_text" if self.underMouse() else words, edge
        return (hover if self.underMouse() else ground), words, edge

    def paintEvent(self, event) -> None:
        theme, colours, is_icon = self._theme, self._colours(), self.kind == "icon"
        if not colours[0] and not is_icon:  # letters on nothing would lose how the screen smooths them
            painter = paint.begin(self)
            self._draw(painter, *colours)
            painter.end()
            return
        looks = (theme.is_dark, theme.zoom_percent, self.kind, self.icon_name, self._key, *colours)
        shown = "" if is_icon else self.text()
        paint.pictured(self, (*looks, shown, self.hasFocus()), lambda painter: self._draw(painter, *colours))

    def _draw(self, painter, ground: str, words: str, edge: str) -> None:
        theme, rect, radius = self._theme, QRectF(self.rect()), self._theme.px(7)
        fill = theme.colour(ground) if ground else None
        if self.hasFocus():
            away = 2 + theme.px(2) if self.kind == "primary" else 1  # a ring on its own colour would not show
            paint.plate(painter, rect.adjusted(away, away, -away, -away), radius - 2, fill)
            paint.focus_ring(painter, rect, radius, theme.colour("focus"))
        else:
            paint.plate(painter, rect, radius, fill, theme.colour(edge) if edge else None)
        self._paint_inside(painter, words)

    def _paint_inside(self, painter, words: str) -> None:
        theme = self._theme
        size = theme.px(18)
        middle = self.height() / 2
        if self.kind == "icon":
            theme.draw_icon(
                painter, self.icon_name, QRectF((self.width() - size) / 2, middle - size / 2, size, size), words
            )
            return
        left = self._inset()
        right = self.width() - self._inset()
        if self.icon_name:
            theme.draw_icon(painter, self.icon_name, QRectF(left - theme.px(2), middle - size / 2, size, size), words)
            left += size + theme.px(6)
        if self._key:
            wide = self._key_width()
            out = min(theme.px(4), self._inset() - 1)  # further to the edge than the words, never past it
            spot = QRectF(right - wide + out, middle - theme.px(9), wide, theme.px(18))
            ink = theme.colour(words if self.kind == "primary" else "muted")
            edge = theme.colour("line") if self.kind != "primary" else None
            fill = None if self.kind == "primary" else theme.colour("sunken")
            paint.plate(painter, spot, theme.px(4), fill, edge)
            painter.setPen(ink)
            painter.setFont(theme.font(11, 500))
            letters = paint.metrics_of(theme, 11, 500)
            letters.draw_line(painter, spot, key_text(self._key), Qt.AlignmentFlag.AlignHCenter)
            right -= wide + theme.px(6)
        painter.setFont(theme.font(14, _weight(self.kind)))
        painter.setPen(theme.colour(words))
        align = Qt.AlignmentFlag.AlignLeft if self.icon_name or self._key else Qt.AlignmentFlag.AlignHCenter
        # A pixel of slack: widths of text are fractions, widgets are whole pixels.
        room = QRectF(left, 0, right - left + 1, self.height())
        paint.elided(painter, room, self.text(), align, paint.metrics_of(theme, 14, _weight(self.kind)))


def say_why(button: Button, why: str) -> None:
    """Why it cannot be pressed, where that is not plain from what is shown; "" for nothing."""
    button.setToolTip(why)
    button.setAccessibleDescription(why)


def _weight(kind: str) -> int:
    return 600 if kind == "heading" else 500
