"""Two or more faces of one page under a row of names; Ctrl+Tab goes to the next."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QButtonGroup, QSizePolicy, QWidget

from zsm_desktop.ui.parts import layout, paint
from zsm_desktop.ui.parts.faces import Faces
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.page import to_list
from zsm_desktop.ui.theme import Theme


class Tab(QAbstractButton):
    """A name with a line under it when it is the one shown."""

    SPOKEN_AS = "PageTab"

    def __init__(self, theme: Theme, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._words, self._count = theme, words, 0
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """How much waits behind this name; nothing is shown for 0."""
        self._count = count
        self.setText(f"{self._words}  {count}" if count else self._words)
        self.setAccessibleName(f"{self._words}, {count}" if count else self._words)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(self._theme.font(14, 600)).horizontalAdvance(self.text()) + self._theme.px(20)
        return QSize(round(width + 0.5), self._theme.px(36))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event) -> None:
        theme, painter = self._theme, paint.begin(self)
        rect = QRectF(self.rect())
        on = self.isChecked()
        if self.underMouse() and not on:
            paint.plate(painter, rect.adjusted(0, 2, 0, -4), theme.px(6), theme.colour("sunken"))
        if on:
            high = theme.px(3)
            bar = QRectF(theme.px(6), rect.bottom() - high, rect.width() - theme.px(12), high)
            paint.plate(painter, bar, high / 2, theme.colour("accent"))
        if self.hasFocus():
            paint.focus_ring(painter, rect.adjusted(0, 0, 0, -4), theme.px(6), theme.colour("focus"))
        painter.setFont(theme.font(14, 600))
        painter.setPen(theme.colour("accent_text" if on else "muted"))
        painter.drawText(rect.adjusted(0, 0, 0, -4), int(Qt.AlignmentFlag.AlignCenter), self.text())
        painter.end()


class Tabs(QWidget):
    """`chosen` says the key of the face now shown, also the first time it is shown by a key."""

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        *faces: tuple[str, str, QWidget],
        name: str,
        first: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`faces` are (key, words, widget) from left to right; `first` is shown to begin with."""
        super().__init__(parent)
        self.tabs = {key: Tab(theme, words) for key, words, _ in faces}
        self.faces = {key: face for key, _, face in faces}
        self.stack = Faces()
        group = QButtonGroup(self)
        group.setExclusive(True)
        for key, tab in self.tabs.items():
            group.addButton(tab)
            self.stack.addWidget(self.faces[key])
            tab.toggled.connect(lambda on, key=key: self._show(key) if on else None)
            tab.setAccessibleDescription(name)
        self.bar = flow(theme, *self.tabs.values(), gap=6)
        self.bar.setAccessibleName(name)
        self.bar.SPOKEN_AS = "PageTabList"
        whole = layout.column(theme, self.bar, self.stack, gap=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.tabs[first or faces[0][0]].setChecked(True)
        for key, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1), ("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            QShortcut(QKeySequence(key), self, lambda step=step: self._step_by_key(step))

    @property
    def current(self) -> str:
        return next(key for key, tab in self.tabs.items() if tab.isChecked())

    def show_face(self, key: str) -> None:
        self.tabs[key].setChecked(True)

    def open_face(self, key: str) -> None:
        """Shows it, and the keys go to its list: the face they were on goes out of sight."""
        self.show_face(key)
        to_list(self.faces[key])

    def step(self, by: int) -> None:
        keys = list(self.tabs)
        self.show_face(keys[(keys.index(self.current) + by) % len(keys)])

    def _step_by_key(self, by: int) -> None:
        """The keys go along to the list; on a name of the bar they stay."""
        self.step(by)
        focus, face = self.window().focusWidget(), self.faces[self.current]
        is_in_list = isinstance(focus, QAbstractItemView) and face.isAncestorOf(focus)
        if not is_in_list and not (focus and self.bar.isAncestorOf(focus)):
            to_list(face)

    def _show(self, key: str) -> None:
        self.stack.setCurrentWidget(self.faces[key])
        self.chosen.emit(key)
