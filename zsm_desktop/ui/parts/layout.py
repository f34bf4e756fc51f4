"""Columns and rows whose margins and gaps follow the zoom; sizes are design pixels at 100 %."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from zsm_desktop.ui.theme import BOX, GAP, MARGINS, Theme, fit_box, fit_layout

EDGE = 28
"""Between the edge of a page and what stands in it."""

Thing = QWidget | QLayout | int | None
Margins = int | tuple[int, int] | tuple[int, int, int, int]


def column(theme: Theme, *things: Thing, gap: int = 12, margins: Margins = 0) -> QVBoxLayout:
    """Things from top to bottom: a widget, a layout, a number of pixels of room, or None for all room left."""
    return _fill(QVBoxLayout(), theme, things, gap, margins)


def row(theme: Theme, *things: Thing, gap: int = 12, margins: Margins = 0) -> QHBoxLayout:
    return _fill(QHBoxLayout(), theme, things, gap, margins)


def grid(theme: Theme, *, gap: int = 12, margins: Margins = 0) -> QGridLayout:
    """An empty grid with the house's measures."""
    return measured(QGridLayout(), theme, gap, margins)


def measured(layout, theme: Theme, gap: int, margins: Margins):
    """Gives any layout design measures that are scaled at every zoom."""
    layout.setProperty(MARGINS, list(_four(margins)))
    layout.setProperty(GAP, gap)
    fit_layout(layout, theme)
    return layout


def box(theme: Theme, widget: QWidget, *, width: int = 0, height: int = 0, max_width: int = 0, max_height: int = 0):
    """Bounds in design pixels; returns the widget."""
    widget.setProperty(BOX, [width, height, max_width, max_height])
    fit_box(widget, theme)
    return widget


def label(text: str = "", role: str = "", *, wrap: bool = False, selectable: bool = False) -> QLabel:
    """A text in one of the roles of style.py: title, section, strong, label, muted, small, error, figure."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    made.setWordWrap(wrap)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def card(theme: Theme, *things: Thing, gap: int = 12, margins: Margins = 20, role: str = "card") -> QFrame:
    """A framed surface around a column of things."""
    frame = QFrame()
    frame.setProperty("role", role)
    frame.setLayout(column(theme, *things, gap=gap, margins=margins))
    return frame


def page(theme: Theme, *things: Thing, gap: int = 18) -> QVBoxLayout:
    """The room inside a page: the same edges everywhere."""
    return column(theme, *things, gap=gap, margins=(EDGE, 24, EDGE, 20))


class Upright(QScrollArea):
    """Scrolls up and down only; asks for the width its content needs, so that nothing is cut at the side.

    With more than fits and nothing in it to go to, Tab comes to itself: the arrows and PgDn scroll it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._is_whole = False
        # A viewport of our own: asking for Qt's later makes PySide load dozens of classes before the first paint.
        self.setViewport(QWidget())
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().rangeChanged.connect(self._take_keys)

    def _take_keys(self) -> None:
        is_stop = self.verticalScrollBar().maximum() > 0 and not _has_stop(self.widget())
        if is_stop and not self.accessibleName():
            self.setAccessibleName("Meer tekst: pijltjes of PgDn")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.NoFocus)

    def focusInEvent(self, event) -> None:
        super().focusInEvent(event)
        _mark(self.verticalScrollBar(), "focus")

    def focusOutEvent(self, event) -> None:
        super().focusOutEvent(event)
        _mark(self.verticalScrollBar(), "")

    def show_whole(self, is_whole: bool) -> None:
        """Asks for all the height of what is in it, where the page around it scrolls: never one within the other."""
        if is_whole != self._is_whole:
            self._is_whole = is_whole
            policy = Qt.ScrollBarPolicy
            # A bar that would go again makes Qt lay out the rest beside it, and leaves it there.
            self.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOff if is_whole else policy.ScrollBarAsNeeded)
            self.updateGeometry()

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        if self._is_whole and event.size().width() != event.oldSize().width():
            self.updateGeometry()  # words that wrap elsewhere are higher or lower

    def _whole_height(self) -> int:
        inside, width = self.widget(), self.viewport().width()
        return inside.heightForWidth(width) if inside.hasHeightForWidth() else inside.sizeHint().height()

    def _bar_width(self) -> int:
        bar = self.verticalScrollBar()
        is_off = self.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        return 0 if is_off else bar.sizeHint().width()

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        inside = self.widget().minimumSizeHint() if self.widget() else least
        height = self._whole_height() if self._is_whole and self.widget() else least.height()
        return QSize(max(least.width(), inside.width() + self._bar_width()), height)

    def sizeHint(self) -> QSize:
        inside = self.widget().sizeHint() if self.widget() else super().sizeHint()
        return QSize(inside.width() + self._bar_width(), inside.height())

    def viewportEvent(self, event) -> bool:
        """What stands inside wants another size, as when it got its letters: Qt tells the bars, not who asked us."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().viewportEvent(event)


def _has_stop(inside: QWidget | None) -> bool:
    """Whether Tab comes to something in it."""
    pieces = inside.findChildren(QWidget) if inside is not None else []
    tab = Qt.FocusPolicy.TabFocus
    return any(one.focusPolicy() & tab and one.isVisibleTo(inside) and one.isEnabled() for one in pieces)


def _mark(bar: QWidget, role: str) -> None:
    """The bar shows that the keys are there: what scrolls has no edge to draw a ring on."""
    bar.setProperty("role", role)
    bar.style().unpolish(bar)
    bar.style().polish(bar)


class _Room(Upright):
    """Gives the width of its scroll bar back to the edge, so that what scrolls lines up with what does not."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.verticalScrollBar().rangeChanged.connect(self._fit)
        theme.changed.connect(self._fit)

    def _fit(self) -> None:
        bar = self.verticalScrollBar()
        inside = self.widget().layout()
        left, top, _, bottom = (self._theme.px(one) for one in inside.property(MARGINS))
        used = self._bar_width() if bar.maximum() > 0 else 0
        inside.setContentsMargins(left, top, max(0, self._theme.px(EDGE) - used), bottom)


def scroll_page(theme: Theme, header: QWidget, *things: Thing, gap: int = 16) -> QVBoxLayout:
    """A page whose header stays while the rest scrolls."""
    area = scrolled(column(theme, *things, gap=gap, margins=(EDGE, 0, EDGE, 20)), _Room(theme))
    top = row(theme, header, margins=(EDGE, 24, EDGE, 18))
    whole = column(theme, top, area, gap=0)
    whole.setStretch(1, 1)
    return whole


def reveal(widget: QWidget) -> None:
    """Scrolls a thing that has just appeared into sight, once the layouts have made room for it."""

    def scroll() -> None:
        area = widget.parentWidget()
        while area is not None:
            if isinstance(area, QScrollArea) and area.isAncestorOf(widget):
                area.ensureWidgetVisible(widget)
            area = area.parentWidget()

    QTimer.singleShot(0, widget, scroll)


def all_in(widget: QWidget) -> list[QLayout]:
    """Every layout of ours in it; in plain boxes Qt keeps its scroll bars, and their Python side goes by itself."""
    return [one for one in widget.findChildren(QLayout) if type(one) is not QBoxLayout]


@contextmanager
def held(layouts: Sequence[QLayout]) -> Iterator[None]:
    """Puts off laying out until the end: Qt does it whole, up to the window, for every single thing that is shown."""
    for one in layouts:
        one.setEnabled(False)
    try:
        yield
    finally:
        for one in layouts:
            one.setEnabled(True)


def settle(layouts: Sequence[QLayout]) -> None:
    """Lays out at once, from the inside out: Qt would paint between one layer and the next, and then once more."""
    for one in reversed(layouts):
        around = one.parent()
        if isinstance(around, QWidget) and around.isVisible():  # what is hidden is laid out when it is shown
            one.activate()


def line() -> QFrame:
    """A hairline."""
    made = QFrame()
    made.setProperty("role", "line")
    return made


def holder(layout: QLayout) -> QWidget:
    """A bare widget around a layout, to show, hide or put in a stack."""
    made = QWidget()
    made.setLayout(layout)
    return made


def scrolled(layout: QLayout, area: QScrollArea | None = None) -> QScrollArea:
    """Room that scrolls up and down where the window is too low; never sideways."""
    inside = QWidget()
    inside.setObjectName("scrolled")
    inside.setLayout(layout)
    area = area or Upright()
    area.setWidget(inside)
    return area


def bring(widget: QWidget, room: QRect) -> None:
    """Scrolls a part of a widget into sight; of what is higher than the view its begin."""
    area = widget.parentWidget()
    while area is not None:
        if isinstance(area, QScrollArea) and area.widget().isAncestorOf(widget):
            for corner in (room.bottomLeft(), room.topLeft()):
                area.ensureVisible(0, widget.mapTo(area.widget(), corner).y(), 0, 24)
        area = area.parentWidget()


class _Roomy(QScrollArea):
    """Gives a page the whole view, or the least it needs; Qt's own way would give it all it would like, and scroll."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.setViewport(QWidget())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page = page
        self.setWidget(page)
        page.installEventFilter(self)

    def fit(self) -> None:
        view, least = self.maximumViewportSize(), self._page.minimumSizeHint()
        width = max(view.width(), least.width())
        height = self._least_height(width)
        if height > view.height():
            width = max(view.width() - self.verticalScrollBar().sizeHint().width(), least.width())
            height = self._least_height(width)
        self._page.resize(width, max(view.height(), height))

    def _least_height(self, width: int) -> int:
        inside = self._page.layout()
        if inside is not None and inside.hasHeightForWidth():
            return inside.totalMinimumHeightForWidth(width)
        return self._page.minimumSizeHint().height()

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self.fit()

    def eventFilter(self, watched, event) -> bool:
        if watched is self._page and event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Show}:
            self.fit()
        return False


def roomy(page: QWidget) -> QScrollArea:
    """Scrolls both ways only where the window is smaller than the least a page needs, as at 200 % on a small screen."""
    return _Roomy(page)


def growing(widget: QWidget) -> QWidget:
    """Takes all width there is."""
    widget.setSizePolicy(QSizePolicy.Policy.Expanding, widget.sizePolicy().verticalPolicy())
    return widget


def _fill(layout: QBoxLayout, theme: Theme, things: tuple[Thing, ...], gap: int, margins: Margins):
    measured(layout, theme, gap, margins)
    for thing in things:
        if thing is None:
            layout.addStretch(1)
        elif isinstance(thing, int):
            layout.addSpacing(theme.px(thing))
        elif isinstance(thing, QLayout):
            layout.addLayout(thing)
        else:
            layout.addWidget(thing)
    return layout


def _four(margins: Margins) -> tuple[int, int, int, int]:
    if isinstance(margins, int):
        return margins, margins, margins, margins
    if len(margins) == 2:
        return margins[0], margins[1], margins[0], margins[1]
    return margins


def refill(column: QBoxLayout, widgets: Iterable[QWidget] = ()) -> None:
    """These widgets instead of the ones before."""
    while (item := column.takeAt(0)) is not None:
        if item.widget() is not None:
            item.widget().hide()
            item.widget().deleteLater()
    for widget in widgets:
        column.addWidget(widget)
