"""The network profiles that ship, under each other with a sentence each; one is chosen, by arrow or by click."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from zsm_desktop.ui.parts import layout, paint
from zsm_desktop.ui.theme import Theme

SIDE, TOP, NAME, END = 44, 4, 18, 12
"""Room before the words, above and below them, for the name, and behind the words."""
ROOM = 510
"""What it would like to be wide: as much as the page has in a usual window."""


class ProfileOption(QAbstractButton):
    """Qt itself moves the choice with the arrows among those of one parent."""

    def __init__(self, theme: Theme, code: str, name: str, about: str) -> None:
        super().__init__()
        self._theme, self.code, self._about = theme, code, about
        self.setText(name)
        self.setAccessibleName(name)
        self.setAccessibleDescription(about)
        self.setToolTip(about)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        width = self._theme.px(ROOM)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(220), self._theme.px(2 * TOP + NAME))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._sentence(None, width) + self._theme.px(TOP)

    def _sentence(self, painter: QPainter | None, width: int) -> int:
        """Painted, or without a painter only measured; where it ends below."""
        px = self._theme.px
        room = QRect(px(SIDE), px(TOP + NAME), max(width - px(SIDE + END), 1), px(400))
        return paint.words(painter, self._theme, self._about, room, (12, 400), "muted")

    def nextCheckState(self) -> None:
        self.setChecked(True)  # a second press does not leave none

    def paintEvent(self, event) -> None:
        theme, painter = self._theme, paint.begin(self)
        px, rect = theme.px, QRectF(self.rect())
        is_on = self.isChecked()
        ground = "accent_soft" if is_on else "sunken" if self.underMouse() else "surface"
        paint.plate(painter, rect, px(8), theme.colour(ground), theme.colour("accent" if is_on else "field_line"))
        if self.hasFocus():
            paint.focus_ring(painter, rect, px(8), theme.colour("focus"))
        spot = QRectF(px(15), px(TOP + 1), px(16), px(16))
        painter.setPen(theme.colour("accent" if is_on else "field_line"))
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(spot)
        if is_on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(spot.adjusted(px(4), px(4), -px(4), -px(4)))
        painter.setFont(theme.font(13, 600))
        painter.setPen(theme.colour("text"))
        line = QRectF(px(SIDE), px(TOP), rect.width() - px(SIDE + END), px(NAME))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self.text())
        self._sentence(painter, self.width())
        painter.end()


class ProfileList(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.options: list[ProfileOption] = []
        self._column = layout.column(theme, gap=3)
        self.setLayout(self._column)

    def show_profiles(self, profiles: Sequence[tuple[str, str, str]]) -> None:
        """Code, name and what it is for; the first is chosen."""
        for option in (ProfileOption(self._theme, *one) for one in profiles):
            self.options.append(option)
            self._column.addWidget(option)
        if self.options:
            self.options[0].setChecked(True)

    @property
    def code(self) -> str:
        return next((option.code for option in self.options if option.isChecked()), "")
