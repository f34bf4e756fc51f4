"""What is known of one thing: names at the left, values at the right, and the panel beside a list that shows them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QSizePolicy, QStackedLayout, QWidget

from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.pill import Pill
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.theme import Theme

NOTHING_TO_CHOOSE = ("Niets te kiezen", "Er staat nu niets in de lijst.")
PANEL_WIDTH = 376
SIDE_BY_SIDE = 800


class FactList(QWidget):
    """Labels are kept and filled anew, since a panel changes at every arrow key in the list."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = layout.grid(theme, gap=10)
        self._grid.setColumnStretch(1, 1)
        self._pairs: list[tuple[QLabel, QLabel]] = []
        self.setLayout(self._grid)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def set_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """(name, value) in order; those without a value are left out."""
        shown = [fact for fact in facts if fact[1]]
        while len(self._pairs) < len(shown):
            self._add_line()
        for at, (name, value) in enumerate(self._pairs):
            is_used = at < len(shown)
            for label, text in zip((name, value), shown[at] if is_used else ("", ""), strict=True):
                label.setText(text)
                label.setVisible(is_used)

    def texts(self) -> dict[str, str]:
        return {name.text(): value.text() for name, value in self._pairs if name.text()}

    def _add_line(self) -> None:
        at = len(self._pairs)
        name, value = layout.label("", "muted"), layout.label("", wrap=True, selectable=True)
        self._grid.addWidget(name, at, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, at, 1, Qt.AlignmentFlag.AlignTop)
        self._pairs.append((name, value))


class _Within(layout.Upright):
    """Asks for little height: the list beside it says how high the page is."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())


class DetailPanel(QFrame):
    """The thing in hand: title, status and acts stay in sight, `body` scrolls; or a hint while nothing is in hand."""

    SPOKEN_AS = "Grouping"

    def __init__(
        self, theme: Theme, hint: str, text: str = "", *, icon: str = "info-circle", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._theme = theme
        self.title = layout.label("", "section", wrap=True)
        self.subtitle = layout.label("", "muted", wrap=True)
        self.pill = Pill(theme)
        self.acts = flow(theme, gap=8)
        self.acts.hide()
        self.body = layout.column(theme, gap=14)
        head = layout.row(theme, self.title, self.pill, gap=10)
        head.setStretch(0, 1)
        head.setAlignment(self.pill, Qt.AlignmentFlag.AlignTop)
        top = layout.column(theme, head, self.subtitle, self.acts, gap=8, margins=(20, 18, 20, 14))
        inside = layout.column(theme, self.body, None, gap=0, margins=(20, 14, 20, 18))
        area = layout.scrolled(inside, _Within())
        whole = layout.column(theme, top, layout.line(), area, gap=0)
        whole.setStretch(2, 1)
        self._thing = layout.holder(whole)
        self._hint = (hint, text)
        self.nothing = EmptyState(theme, hint, text, icon=icon, tone="neutral")
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(self._thing)

    def show_thing(self, title: str, subtitle: str, status: str = "", tone: str = "neutral") -> None:
        self.setAccessibleName(title)
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))
        self.pill.set_status(status, tone)
        self.pill.setVisible(bool(status))
        self._stack.setCurrentWidget(self._thing)

    def follow(self, table: Table) -> None:
        """Where the list has nothing nobody is asked to choose."""
        rows = table.rows

        def tell(*_about: object) -> None:
            self.nothing.say(*(self._hint if rows.rowCount() else NOTHING_TO_CHOOSE))

        for changed in (rows.modelReset, rows.rowsInserted, rows.rowsRemoved):
            changed.connect(tell)
        tell()

    def show_nothing(self) -> None:
        self._stack.setCurrentWidget(self.nothing)

    def show_instead(self, widget: QWidget) -> None:
        """Something of the panel's owner in the place of the thing."""
        if self._stack.indexOf(widget) < 0:
            self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)

    def set_acts(self, *buttons: QWidget) -> None:
        """The buttons of this panel, once; show and hide them per thing."""
        for button in buttons:
            self.acts.layout().addWidget(button)
        self.acts.show()


class Yielding(QWidget):
    """Asks for no more height than it must have, so that a page scrolls only when nothing else helps."""

    def hasHeightForWidth(self) -> bool:
        return False

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """With what its words need at the width it has, since nobody asks it for the height at a width."""
        least = super().minimumSizeHint()
        return QSize(least.width(), max(least.height(), _least_height(self, self.width())))

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


def _least_height(widget: QWidget, width: int) -> int:
    inside = widget.layout()
    return inside.totalMinimumHeightForWidth(width) if inside is not None and inside.hasHeightForWidth() else 0


class Sides(Yielding):
    """A list and its panel beside it, which says what to choose; below it where the page is narrow."""

    def __init__(
        self, theme: Theme, main: QWidget, side: QWidget, *, width: int = PANEL_WIDTH, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._side, self._width = theme, side, width
        self._is_wide: bool | None = None
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        layout.measured(self._box, theme, 16, 0)
        self._box.addWidget(main, 1)
        self._box.addWidget(side)
        self.setLayout(self._box)
        table = main if isinstance(main, Table) else main.findChild(Table)
        if isinstance(side, DetailPanel) and table is not None:
            side.follow(table)
        self._turn()

    def minimumSizeHint(self) -> QSize:
        """As narrow as it can be when it stands upright."""
        hints = (item.minimumSize() for item in (self._box.itemAt(0), self._box.itemAt(1)))
        widths, heights = zip(*((hint.width(), hint.height()) for hint in hints), strict=True)
        if self.width() >= self._theme.px(SIDE_BY_SIDE):
            return QSize(max(widths), max(heights))
        # Under each other Qt gives what wraps the height at its width, and squeezes it no further.
        words = (self._box.itemAt(at).widget().heightForWidth(self.width()) for at in (0, 1))
        high = sum(max(pair) for pair in zip(heights, words, strict=True))
        return QSize(max(widths), high + self._box.spacing())

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._turn()

    def changeEvent(self, event) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._is_wide = None
            self._turn()

    def _turn(self) -> None:
        is_wide = self.width() >= self._theme.px(SIDE_BY_SIDE)
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        if is_wide:
            self._box.setDirection(QBoxLayout.Direction.LeftToRight)
            layout.box(self._theme, self._side, width=self._width, max_width=self._width)
        else:
            self._box.setDirection(QBoxLayout.Direction.TopToBottom)
            layout.box(self._theme, self._side, width=220, height=300)
        self.updateGeometry()
