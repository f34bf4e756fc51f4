"""Short news at the lower right of the window: what just happened, and the way back where there is one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QWidget

from zsm_desktop.ui.parts import layout, paint
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.theme import Theme

ICONS = {"info": "info-circle", "good": "circle-check", "warn": "alert-triangle", "bad": "alert-triangle"}
STAY_MS = 6_000
MOST = 3
WIDTH = 400


class Toast(QFrame):
    """One piece of news; a fault stays until it is closed."""

    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        text: str,
        tone: str,
        parent: QWidget,
        action: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self.text, self.tone = theme, text, tone
        self.setProperty("role", "raised")
        words = layout.label(text, wrap=True)
        things: list[QWidget] = [_Mark(theme, tone), words]
        if action is not None:
            things.append(Button(theme, action[0], kind="quiet", on_click=lambda: (action[1](), self.close())))
        things.append(Button(theme, "Melding sluiten", kind="icon", icon="x", on_click=self.close))
        whole = layout.row(theme, *things, gap=10, margins=(14, 8, 8, 8))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(28)
        shadow.setOffset(0, 6)
        colour = QColor(theme.tokens.shadow)
        colour.setAlpha(70)
        shadow.setColor(colour)
        self.setGraphicsEffect(shadow)
        self.setAccessibleName(text)
        if tone != "bad":
            QTimer.singleShot(STAY_MS, self, self.close)

    def closeEvent(self, event) -> None:
        super().closeEvent(event)
        self.closed.emit()


def announce(widget: QWidget, text: str) -> None:
    """Has screen readers say it."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


class _Mark(QWidget):
    def __init__(self, theme: Theme, tone: str) -> None:
        super().__init__()
        self._theme, self._tone = theme, tone
        layout.box(theme, self, width=20, height=20, max_width=20, max_height=20)

    def paintEvent(self, event) -> None:
        painter = paint.begin(self)
        colour = "accent_text" if self._tone == "info" else f"{self._tone}_text"
        self._theme.draw_icon(painter, ICONS.get(self._tone, ICONS["info"]), QRectF(self.rect()), colour)
        painter.end()


class Toasts(QWidget):
    """Keeps the toasts of one window stacked above its lower right corner, the newest lowest."""

    def __init__(self, theme: Theme, window: QWidget, bottom: int = 44) -> None:
        super().__init__(window)
        self._theme, self._bottom = theme, bottom
        self.shown: list[Toast] = []
        self.hide()
        window.installEventFilter(self)

    def say(self, text: str, tone: str = "info", action: tuple[str, Callable[[], object]] | None = None) -> Toast:
        """Shows the news and reads it to screen readers; tone info, good, warn or bad."""
        window = self.parentWidget()
        toast = Toast(self._theme, text, tone, window, action)
        toast.closed.connect(lambda: self._forget(toast))
        self.shown.append(toast)
        while len(self.shown) > MOST:
            self.shown.pop(0).close()
        self._place()
        toast.show()
        toast.raise_()
        announce(window, text)
        return toast

    def _forget(self, toast: Toast) -> None:
        if toast in self.shown:
            self.shown.remove(toast)
            self._place()

    def _place(self) -> None:
        window, gap = self.parentWidget(), self._theme.px(10)
        bottom = window.height() - self._theme.px(self._bottom)
        for toast in reversed(self.shown):
            width = min(self._theme.px(WIDTH), window.width() - 2 * gap)
            height = max(toast.heightForWidth(width), toast.minimumSizeHint().height())
            bottom -= height
            toast.setGeometry(window.width() - width - self._theme.px(20), bottom, width, height)
            bottom -= gap

    def eventFilter(self, watched, event) -> bool:
        if event.type() == QEvent.Type.Resize and self.shown:
            self._place()
        return False
