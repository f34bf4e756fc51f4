"""Short news at the lower right of the window: what just happened, and the way back where there is one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QRegion
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QHeaderView,
    QWidget,
)

from zsm_desktop.ui.parts import layout, paint
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.in_sight import in_sight
from zsm_desktop.ui.theme import Theme

ICONS = {"info": "info-circle", "good": "circle-check", "warn": "alert-triangle", "bad": "alert-triangle"}
KEY = "Alt+M"
"""Presses the button of the newest that has one; without any it closes the newest."""
STAY_MS = 6_000
MOST = 3
"""Fewer where they would take more than half of the window."""
WIDTH, GAP = 400, 10
AROUND, MOST_LINES = 104, 2
"""What stands around the words and their button; and above how many lines beside it they come over it."""
STEP = 24
WATCH_MS = 200


class Toast(QFrame):
    """One piece of news; a fault stays until it is closed."""

    SPOKEN_AS = "AlertMessage"

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
        middle = layout.column(theme, words, gap=2)
        self.button: Button | None = None
        if action is not None:
            self.button = Button(theme, action[0], kind="quiet", key=KEY, on_click=lambda: (self.close(), action[1]()))
            self.button.setShortcut("")  # the window has it, for the newest only
            room = theme.px(WIDTH - AROUND) - self.button.sizeHint().width()
            if words.fontMetrics().horizontalAdvance(text) <= MOST_LINES * room:
                middle = layout.row(theme, words, self.button, gap=10)
                middle.setStretch(0, 1)
            else:
                middle.addLayout(layout.row(theme, None, self.button))
        close = Button(theme, "Melding sluiten", kind="icon", icon="x", on_click=self.close)
        whole = layout.row(theme, _Mark(theme, tone), middle, close, gap=10, margins=(14, 8, 8, 8))
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
    SPOKEN_AS = "Whitespace"

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
    """The toasts of one window, stacked low on the right where that covers nothing to use, the newest lowest.

    `room` is for the window to put above its foot: it opens where the page leaves no such place.
    """

    def __init__(self, theme: Theme, window: QWidget, bottom: int = 44) -> None:
        super().__init__(window)
        self._theme, self._bottom = theme, bottom
        self.shown: list[Toast] = []
        self.room = QWidget()
        self.hide()
        self.room.hide()
        window.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._look_soon)
        # What stands under them scrolls and changes, and Qt tells that to nobody else.
        self._watch = QTimer(self, interval=WATCH_MS)
        self._watch.timeout.connect(self._look)

    def say(self, text: str, tone: str = "info", action: tuple[str, Callable[[], object]] | None = None) -> Toast:
        """Shows the news and reads it to screen readers; tone info, good, warn or bad.

        Said again it takes the place of what stood there; good news settles the faults before it.
        """
        window = self.parentWidget()
        self._close(lambda one: one.text == text or (tone == "good" and one.tone == "bad" and one.button is None))
        toast = Toast(self._theme, text, tone, window, action)
        toast.closed.connect(lambda: self._forget(toast))
        self.shown.append(toast)
        while len(self.shown) > MOST or (len(self.shown) > 1 and self._size()[-1] > window.height() // 2):
            self.shown.pop(0).close()
        self._show_key()
        self._place()
        toast.show()
        toast.raise_()
        announce(window, text)
        return toast

    def press(self) -> None:
        """What the key does."""
        button = next((one.button for one in reversed(self.shown) if one.button is not None), None)
        if button is not None:
            button.click()
        elif self.shown:
            self.shown[-1].close()

    def take_away(self, text: str) -> None:
        """It is settled."""
        self._close(lambda one: one.text == text)

    def leave(self) -> None:
        """Something else is shown: faults that offer nothing belong to what was there."""
        self._close(lambda one: one.tone == "bad" and one.button is None)

    def _close(self, is_over: Callable[[Toast], bool]) -> None:
        for toast in [one for one in self.shown if is_over(one)]:
            toast.close()

    def _show_key(self) -> None:
        """On the one that has it."""
        offering = [one.button for one in self.shown if one.button is not None]
        for button in offering:
            button.set_face(button.text(), icon="", tone="", key=KEY if button is offering[-1] else "")

    def _forget(self, toast: Toast) -> None:
        if toast in self.shown:
            self.shown.remove(toast)
            self._show_key()
            self._place()

    def _place(self) -> None:
        """They stay where they are as long as that covers nothing."""
        if not self.shown:
            self._watch.stop()
            self.room.hide()
            return
        self._watch.start()
        width, heights, whole = self._size()
        spot = self._free(width, whole)
        top = spot.top()
        for toast, height in zip(self.shown, heights, strict=True):
            toast.setGeometry(spot.left(), top, width, height)
            top += height + self._theme.px(GAP)

    def _size(self) -> tuple[int, list[int], int]:
        """How wide, how high each, and how high together."""
        px = self._theme.px
        width = min(px(WIDTH), self.parentWidget().width() - 2 * px(GAP))
        heights = [max(one.heightForWidth(width), one.minimumSizeHint().height()) for one in self.shown]
        return width, heights, sum(heights) + px(GAP) * (len(heights) - 1)

    def _free(self, width: int, height: int) -> QRect:
        """Low on the right, or else further left, or higher, where nothing is covered, or only rows of a list.

        Rows are no reason to stand high in the page. Where there is no such place the page makes room.
        """
        window, px = self.parentWidget(), self._theme.px
        right = window.width() - width - px(20)
        lowest = window.height() - px(self._bottom) - height
        stood = QRect(self.shown[0].pos(), QSize(width, height))
        spots = [stood] if self.shown[0].isVisible() and stood.top() <= lowest and stood.left() <= right else []
        spots += [
            QRect(left, top, width, height)
            for top in range(lowest, px(STEP), -px(STEP))
            for left in range(right, min(right, window.width() // 4) - 1, -px(STEP))
        ]
        useful, rows = _used(window)
        for taken, highest in ((useful | rows, window.height() // 2), (useful, 0)):
            for spot in spots:
                if spot.top() >= highest and not taken.intersects(spot):
                    return spot
        self.room.setFixedHeight(height + px(24))
        self.room.show()
        return QRect(right, lowest, width, height)

    def _look_soon(self, _old: QWidget | None, _new: QWidget | None) -> None:
        """A question that is asked takes the keys; it has its place only after this."""
        if self.shown:
            QTimer.singleShot(0, self, self._place)

    def _look(self) -> None:
        """Nothing slips away from under the pointer."""
        if not any(one.underMouse() for one in self.shown):
            self._place()

    def eventFilter(self, watched, event) -> bool:
        if event.type() == QEvent.Type.Resize and self.shown:
            self._place()
        return False


def _used(window: QWidget) -> tuple[QRegion, QRegion]:
    """Where the window can be used now: all but the rows of lists, which can be scrolled; and those rows."""
    useful, rows = QRegion(), QRegion()
    for rect in _in_hand(window):
        useful |= rect
    for one in in_sight(window):
        if not one.isVisible() or one.window() is not window or not _is_useful(one):
            continue
        if isinstance(one, QAbstractItemView) and not isinstance(one, QHeaderView):
            rows |= _rows_in(window, one)
        else:
            useful |= _rect_in(window, one, one.visibleRegion().boundingRect())
    return useful, rows


def _is_useful(one: QWidget) -> bool:
    """Whether it can be pressed or filled in, or is a strip: a question, or what went wrong."""
    if isinstance(one, Toast) or isinstance(one.parentWidget(), Toast):
        return False
    takes_keys = one.focusPolicy() != Qt.FocusPolicy.NoFocus
    return takes_keys or isinstance(one, QAbstractButton) or one.property("role") in {"strip", "bad_strip"}


def _in_hand(window: QWidget) -> list[QRect]:
    """Of what has the keys; of a list only the row."""
    focus = window.focusWidget()
    if focus is None or not focus.isVisible():
        return []
    if isinstance(focus, QAbstractItemView):
        row = focus.visualRect(focus.currentIndex())
        return [QRect(focus.viewport().mapTo(window, row.topLeft()), row.size())]
    return [_rect_in(window, focus, focus.rect())]


def _rows_in(window: QWidget, one: QAbstractItemView) -> QRect:
    """Down to the last row; what is empty below it can be covered."""
    model = one.model()
    count = model.rowCount(one.rootIndex()) if model is not None else 0
    if not count:
        return QRect()
    view = one.viewport()
    last = one.visualRect(model.index(count - 1, 0, one.rootIndex()))
    return _rect_in(window, view, view.visibleRegion().boundingRect() & QRect(0, 0, view.width(), last.bottom() + 1))


def _rect_in(window: QWidget, one: QWidget, part: QRect) -> QRect:
    return QRect(one.mapTo(window, part.topLeft()), part.size())
