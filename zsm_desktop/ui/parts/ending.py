"""The button at the end of a line of text, and the fields that have one: Qt's own stays sixteen pixels at any zoom."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QToolButton

from zsm_desktop.ui.parts import paint
from zsm_desktop.ui.parts.button import key_text
from zsm_desktop.ui.theme import Theme

SIZE, AWAY = 30, 3
"""Of the square one presses, and from the edge of the line."""
LOOK_KEY = "Alt+O"
SHOW, HIDE = "Wachtwoord tonen", "Wachtwoord verbergen"
LOOK_HINT = f"{key_text(LOOK_KEY)} toont wat u typt."


class Ending(QToolButton):
    """Takes no Tab, as what it does has a key in the line itself; `place` puts it where the line ends."""

    def __init__(self, theme: Theme, line: QLineEdit, icon: str, words: str) -> None:
        super().__init__(line)
        self._theme, self._is_on = theme, True
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_face(icon, words)
        theme.changed.connect(self.place)
        self.place()

    def set_face(self, icon: str, words: str, key: str = "") -> None:
        self.icon_name = icon
        self.setAccessibleName(words)
        self.setToolTip(f"{words} ({key_text(key)})" if key else words)
        self.update()

    def turn(self, is_on: bool) -> None:
        """Off it is gone, and the line has its room."""
        self._is_on = is_on
        self.setVisible(is_on)
        self.place()

    def place(self) -> None:
        """Also keeps what is typed from running under it."""
        line, size, away = self.parentWidget(), self._theme.px(SIZE), self._theme.px(AWAY)
        size = min(size, max(1, line.height() - 2))
        self.setGeometry(line.width() - size - away, (line.height() - size) // 2, size, size)
        room = line.textMargins()
        room.setRight(self._theme.px(SIZE - 6) if self._is_on else 0)
        line.setTextMargins(room)

    def minimumSizeHint(self) -> QSize:
        return QSize(1, 1)

    def paintEvent(self, event) -> None:
        theme, painter = self._theme, paint.begin(self)
        size = theme.px(18)
        spot = QRectF((self.width() - size) / 2, (self.height() - size) / 2, size, size)
        theme.draw_icon(painter, self.icon_name, spot, "text" if self.underMouse() else "muted")
        painter.end()


class PasswordField(QLineEdit):
    """Hidden, with an eye to look at what was typed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.eye = Ending(theme, self, "eye", SHOW)
        look = QAction(SHOW, self)
        look.setCheckable(True)
        look.setShortcut(LOOK_KEY)
        look.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        look.toggled.connect(lambda is_on: self._show(is_on))  # noqa: PLW0108 - PySide frees what a bare method hangs on
        self.addAction(look)
        self.eye.clicked.connect(look.trigger)
        self._show(is_open=False)
        self.setAccessibleDescription("")

    def setAccessibleDescription(self, description: str) -> None:
        """With the key of the eye, which is not heard of otherwise."""
        super().setAccessibleDescription(f"{description} {LOOK_HINT}".strip())

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self.eye.place()

    def _show(self, is_open: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if is_open else QLineEdit.EchoMode.Password)
        self.eye.set_face(*(("eye-off", HIDE) if is_open else ("eye", SHOW)), LOOK_KEY)
