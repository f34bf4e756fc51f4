"""A row of choices that filter a list: all visible, one press, no drop-down to open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from zsm_desktop.ui.parts import layout, paint
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.format import joined


class Chip(QAbstractButton):
    """One choice, on or off, with how many there are of it."""

    def __init__(self, theme: Theme, text: str, *, count: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = text
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_count(count)

    def set_count(self, count: int | None) -> None:
        self.setText(self._words if count is None else f"{self._words}  {count}")
        self.setAccessibleName(self._words if count is None else f"{self._words}, {count}")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(self._theme.font(13, 500)).horizontalAdvance(self.text()) + self._theme.px(25)
        return QSize(round(width + 0.5), self._theme.px(30))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event) -> None:
        theme, painter = self._theme, paint.begin(self)
        rect, radius = QRectF(self.rect()), self.height() / 2
        if self.isChecked():
            ground, edge, words = "accent_soft", "accent", "accent_text"
        else:
            ground, edge, words = ("sunken" if self.underMouse() else "surface"), "field_line", "muted"
        paint.plate(painter, rect, radius, theme.colour(ground), theme.colour(edge))
        if self.hasFocus():
            paint.focus_ring(painter, rect, radius, theme.colour("focus"))
        painter.setFont(theme.font(13, 500))
        painter.setPen(theme.colour(words))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), self.text())
        painter.end()


class ChipRow(QWidget):
    """Exactly one of several; arrow keys move, `chosen` says the key of the new one."""

    SPOKEN_AS = "Grouping"

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        choices: Sequence[tuple[str, str]],
        *,
        name: str,
        chosen: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`choices` are (key, words); `name` says for screen readers what is being chosen."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.chips = {key: Chip(theme, words) for key, words in choices}
        group = QButtonGroup(self)
        group.setExclusive(True)
        for key, chip in self.chips.items():
            group.addButton(chip)
            chip.setAutoExclusive(True)  # so that screen readers call it one of several
            chip.toggled.connect(lambda on, key=key: self.chosen.emit(key) if on else None)
        self.setLayout(layout.column(theme, flow(theme, *self.chips.values(), gap=8)))
        self.choose(chosen or next(iter(self.chips)))
        for chip in self.chips.values():
            chip.setAccessibleDescription(name)

    @property
    def current(self) -> str:
        return next(key for key, chip in self.chips.items() if chip.isChecked())

    def choose(self, key: str) -> None:
        self.chips[key].setChecked(True)


class ChipSet(QWidget):
    """Any number of several, as the editor of a Field: `value` has the keys in the order of the choices."""

    SPOKEN_AS = "Grouping"

    edited = Signal()

    def __init__(self, theme: Theme, choices: Sequence[str]) -> None:
        """Each of `choices` is key and words at once."""
        super().__init__()
        self.chips = {key: Chip(theme, key) for key in choices}
        for chip in self.chips.values():
            chip.clicked.connect(lambda _on: self.edited.emit())
        self.setLayout(layout.column(theme, flow(theme, *self.chips.values(), gap=8)))

    @property
    def value(self) -> tuple[str, ...]:
        return tuple(key for key, chip in self.chips.items() if chip.isChecked())

    def put(self, keys: Sequence[str]) -> None:
        for key, chip in self.chips.items():
            chip.setChecked(key in keys)

    def shown(self, keys: Sequence[str]) -> str:
        return joined(key for key in self.chips if key in keys)
