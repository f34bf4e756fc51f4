"""A drop-down with a key of its own, that opens its list; only what is taken from the list counts as chosen.

In a plain one every arrow and letter chooses at once: where a choice reads another sheet and hands the keys to it, the
second letter of a school would be typed into a cell.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeySequence, QShortcut

from zsm_desktop.ui.parts import paint
from zsm_desktop.ui.parts.button import key_text
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.theme import Theme

OPENS = frozenset({
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End,
})  # fmt: skip


class KeyedChoice(Choice):
    """`activated` comes with Enter or a click in the list, also for what was chosen already."""

    def __init__(self, theme: Theme, name: str, *, key: str) -> None:
        self.shown_key = key
        super().__init__(theme)
        self.setAccessibleName(name)
        self.setAccessibleDescription(key_text(key))
        QShortcut(QKeySequence(key), self, self.open_list)

    def open_list(self) -> None:
        if not self.isEnabled():
            return
        for _ in range(2):  # the cell of a sheet that is being typed in ends at the first, and takes the keys back
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.showPopup()

    def keyPressEvent(self, event) -> None:
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        is_letter = not held and event.text().strip().isprintable() and event.text().strip() != ""
        if held or not (is_letter or event.key() in OPENS):
            super().keyPressEvent(event)
            return
        self.showPopup()
        if is_letter:
            self.view().keyboardSearch(event.text())

    def wheelEvent(self, event) -> None:
        event.ignore()

    @property
    def _room(self) -> int:
        return super()._room - round(self._cap_width() + self._theme.px(8))

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(round(self._cap_width() + self._theme.px(8)), 0)

    def _tell(self) -> None:
        super()._tell()
        if not self.toolTip():
            self.setToolTip(f"{self.accessibleName()} ({key_text(self.shown_key)})")

    def _cap_width(self) -> float:
        words = key_text(self.shown_key)
        return QFontMetricsF(self._theme.font(11, 500)).horizontalAdvance(words) + self._theme.px(10)

    def paintEvent(self, event) -> None:
        super().paintEvent(event)
        theme, painter = self._theme, paint.begin(self)
        wide, high = self._cap_width(), theme.px(18)
        spot = QRectF(self.width() - theme.px(33) - wide, (self.height() - high) / 2, wide, high)
        paint.plate(painter, spot, theme.px(4), theme.colour("sunken"), theme.colour("line"))
        painter.setPen(theme.colour("muted"))
        painter.setFont(theme.font(11, 500))
        painter.drawText(spot, int(Qt.AlignmentFlag.AlignCenter), key_text(self.shown_key))
        painter.end()
