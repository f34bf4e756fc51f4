"""A panel over the window that a key opens and Esc closes; what is behind dims but stays where it is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QColor, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QAbstractButton, QFrame, QGraphicsDropShadowEffect, QLayout, QWidget

from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.round import Round
from zsm_desktop.ui.theme import Theme


class Overlay(Round, QWidget):
    """`panel` holds what is shown; Tab stays inside it, and the focus goes back to where it was."""

    SPOKEN_AS = "Dialog"

    def __init__(self, theme: Theme, window: QWidget, inner: QLayout, *, width: int, name: str, top: int = 72) -> None:
        super().__init__(window)
        self.theme = theme
        self._before: QWidget | None = None
        self.setAccessibleName(name)
        self.panel = QFrame()
        self.panel.setProperty("role", "raised")
        self.panel.setLayout(inner)
        layout.box(theme, self.panel, max_width=width)
        shadow = QGraphicsDropShadowEffect(self.panel)
        shadow.setBlurRadius(48)
        shadow.setOffset(0, 12)
        shadow.setColor(QColor(0, 0, 0, 90))
        self.panel.setGraphicsEffect(shadow)
        middle = layout.row(theme, None, self.panel, None)
        middle.setStretch(1, 100)
        self.setLayout(layout.column(theme, middle, None, margins=(24, top, 24, 24)))
        QShortcut(
            QKeySequence(Qt.Key.Key_Escape),
            self,
            self.go_back,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )
        window.installEventFilter(self)
        self.hide()

    def open_panel(self) -> None:
        self._before = self.window().focusWidget()
        around = self.parentWidget().parentWidget()
        if around is not None:
            around.installEventFilter(self)
        self.setGeometry(self._in_sight())
        self.show()
        self.raise_()

    def go_back(self) -> None:
        """What Esc does."""
        self.close_panel()

    def close_panel(self) -> None:
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)  # else Qt first gives it to whatever comes next
        self.hide()

    def event(self, event) -> bool:
        """A button behind it may have Esc as well: of two that listen to one key Qt asks neither."""
        is_esc = event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape
        if is_esc and self._has_rival():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def _has_rival(self) -> bool:
        esc = QKeySequence(Qt.Key.Key_Escape)
        behind = self.window().findChildren(QAbstractButton)
        return any(one.shortcut() == esc and one.isVisible() and one.isEnabled() for one in behind)

    def mousePressEvent(self, event) -> None:
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_panel()

    def paintEvent(self, event) -> None:
        painter = QPainter(self)
        colour = QColor(self.theme.tokens.shadow)
        colour.setAlpha(150 if self.theme.is_dark else 90)
        painter.fillRect(self.rect(), colour)
        painter.end()

    def eventFilter(self, watched, event) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move} and self.isVisible():
            self.setGeometry(self._in_sight())
        return False

    def _in_sight(self) -> QRect:
        """Of what it covers: a page can be larger than the room it scrolls in."""
        under = self.parentWidget()
        around = under.parentWidget()
        return under.rect() if around is None else under.rect() & QRect(-under.pos(), around.size())
