"""What of a window cannot be read, stands over something else, or is there for a mouse only."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QTextLayout
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollArea,
    QScrollBar,
    QSizePolicy,
    QWidget,
)

from zsm_desktop.ui.overlay import Overlay
from zsm_desktop.ui.parts.cells import HYPHEN, PADDING, PERCENTAGE
from zsm_desktop.ui.parts.in_sight import in_sight
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.painted import Painted
from zsm_desktop.ui.parts.table import TableView
from zsm_desktop.ui.parts.toast import Toast
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.wall.curtain import Curtain

LOWEST = 80
"""Of room that scrolls, in design pixels."""
FIGURES = frozenset({"money", "balance", "date", "quantity", "decimals", "count", "pill", "share"})
"""Kinds of cells of which half says something else, or nothing."""


def unreadable(root: QWidget, theme: Theme) -> list[str]:
    """Everything in sight of which a part is missing, each in a line."""
    here = root.window()
    pieces = [one for one in in_sight(root) if one.window() is here]
    found: list[str] = []
    for one in pieces:
        found += _squeezed(one)
        found += _outside(one, root)
        if isinstance(one, QAbstractScrollArea):
            found += _too_wide(one)
        if isinstance(one, QScrollArea):
            found += _slit(one, theme)
        if isinstance(one, TableView):
            found += _cut_cells(one, theme)
        elif isinstance(one, Choice):
            found += _cut_choice(one, theme)
    return [*found, *_over_each_other(pieces)]


def name_of(one: QWidget) -> str:
    text = getattr(one, "text", "")
    words = one.accessibleName() or (text() if callable(text) else text) or one.objectName()
    return f"{type(one).__name__} “{str(words)[:40]}”"


def _squeezed(one: QWidget) -> Iterator[str]:
    """Smaller than it says it can be; what scrolls gives way by itself."""
    if isinstance(one, QScrollBar | QHeaderView) or isinstance(one.parentWidget(), QAbstractItemView):
        return
    least = one.minimumSizeHint()
    wide = one.minimumWidth() or least.width()
    is_ignored = one.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Ignored
    may_give = isinstance(one, QAbstractScrollArea) or is_ignored
    if one.width() < min(wide, one.maximumWidth()) - 1 and not may_give:
        yield f"{name_of(one)}: {one.width()} of {wide} wide"
    if one.layout() is None:  # what holds others gives way as long as those fit in it
        yield from _too_low(one, one.minimumHeight() or least.height())
    if isinstance(one, QLabel) and one.wordWrap() and one.text() and one.textFormat() == Qt.TextFormat.PlainText:
        longest = max(one.fontMetrics().horizontalAdvance(word) for word in one.text().split() or [""])
        if longest > one.contentsRect().width() + 1 and (cut := _widest_line(one)) > one.contentsRect().width() + 1:
            yield f"{name_of(one)}: a word of {cut:.0f} in {one.contentsRect().width()}"


def _too_low(one: QWidget, high: int) -> Iterator[str]:
    if isinstance(one, Painted) or (isinstance(one, QLabel) and one.wordWrap() and one.text()):
        high = one.heightForWidth(one.width())
    elif one.hasHeightForWidth():
        high = min(high, one.heightForWidth(one.width()))
    may_give = one.sizePolicy().verticalPolicy() == QSizePolicy.Policy.Ignored
    if one.height() < min(high, one.maximumHeight()) - 1 and not may_give:
        yield f"{name_of(one)}: {one.height()} of {high} high"


def _widest_line(label: QLabel) -> float:
    """Of its text as it wraps: a path breaks at its strokes, a long word nowhere."""
    laid = QTextLayout(label.text(), label.font())
    laid.beginLayout()
    widest = 0.0
    while (line := laid.createLine()).isValid():
        line.setLineWidth(label.contentsRect().width())
        widest = max(widest, line.naturalTextWidth())
    laid.endLayout()
    return widest


def _outside(one: QWidget, root: QWidget) -> Iterator[str]:
    """What its holder cuts off; in a scroll area what is outside can be brought in."""
    holder = one.parentWidget()
    if holder is None or one is root or one.isWindow() or isinstance(holder.parentWidget(), QAbstractScrollArea):
        return
    if isinstance(one, Overlay | Toast) or isinstance(holder, QAbstractScrollArea):
        return
    if not holder.rect().adjusted(-1, -1, 1, 1).contains(one.geometry()) and not one.visibleRegion().isEmpty():
        yield f"{name_of(one)} sticks out of {name_of(holder)}: {one.geometry()} in {holder.size()}"


def _too_wide(area: QAbstractScrollArea) -> Iterator[str]:
    """Wider than what is in sight, with no bar to bring the rest in."""
    if area.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
        return
    room = area.viewport().width()
    inside = 0
    if isinstance(area, QScrollArea) and area.widget() is not None:
        inside = area.widget().width()
    elif isinstance(area, TableView):
        inside = area.horizontalHeader().length()
    if inside > room + 1:
        yield f"{name_of(area)}: {inside} wide in {room}, and no bar"


def _slit(area: QScrollArea, theme: Theme) -> Iterator[str]:
    """So low that one sees a line or two at a time."""
    room, bar = area.viewport().height(), area.verticalScrollBar()
    if bar.maximum() > room and room < theme.px(LOWEST):
        yield f"{name_of(area)} of {name_of(area.parentWidget())}: a slit of {room} on {bar.maximum() + room}"


def _cut_cells(view: TableView, theme: Theme) -> Iterator[str]:
    """Headings, figures and statuses of the rows in sight; longer words give way with “…” and are in the tooltip."""
    if not view.rows.rowCount():
        return
    first, last = view.rowAt(0), view.rowAt(view.viewport().height() - 1)
    last = view.rows.rowCount() - 1 if last < 0 else last
    pad = 2 * theme.px(PADDING)
    head, strong = QFontMetricsF(theme.font(12, 600)), QFontMetricsF(theme.font(12, 600))
    figure = QFontMetricsF(theme.font(14, 400, is_tabular=True))
    for at, column in enumerate(view.rows.columns):
        if view.isColumnHidden(at):
            continue
        width = view.columnWidth(at)
        if head.horizontalAdvance(column.title) > width - pad + 1:
            yield f"{name_of(view)}: heading {column.title} in {width}"
        if column.kind not in FIGURES:
            continue
        room = width - pad - (theme.px(18) if column.kind == "pill" else 0)
        if column.kind == "share":
            room = theme.px(PERCENTAGE - 8)
        for row_at in range(max(0, first), last + 1):
            text = column.text(view.rows.row(row_at))
            text = text.replace("-", HYPHEN) if column.kind == "date" else text
            if (strong if column.kind == "pill" else figure).horizontalAdvance(text) > room + 1:
                yield f"{name_of(view)}: {column.title or column.key} “{text}” in {room}"
                break


def _cut_choice(one: Choice, theme: Theme) -> Iterator[str]:
    """What is chosen can be read, or is in the tooltip."""
    wide = one.fontMetrics().horizontalAdvance(one.currentText())
    if wide > one.width() - theme.px(54) + 1 and one.currentText() not in one.toolTip():
        yield f"{name_of(one)}: chosen “{one.currentText()}”, {wide} in {one.width() - theme.px(54)}"


def _over_each_other(pieces: list[QWidget]) -> Iterator[str]:
    """Neighbours of one holder that cover each other; what is shown in turns is hidden in turns.

    By their places only: to ask a layout for its items takes those away from who keeps them (PySide).
    """
    beside: dict[int, list[QWidget]] = {}
    for one in pieces:
        holder = one.parentWidget()
        if holder is not None and holder.layout() is not None and not isinstance(one, Overlay | Toast | Curtain):
            beside.setdefault(id(holder), []).append(one)
    for neighbours in beside.values():
        rects = [(one, one.geometry().adjusted(1, 1, -1, -1)) for one in neighbours]
        for (one, room), (other, there) in combinations(rects, 2):
            if room.isValid() and there.isValid() and room.intersects(there):
                yield f"{name_of(one)} and {name_of(other)} over each other"


# -- the keyboard -----------------------------------------------------------------------------------------------------


def mouse_only(root: QWidget) -> list[str]:
    """What can be pressed or scrolled in `root`, and by no key."""
    found = []
    for one in in_sight(root):
        if not one.isEnabledTo(root):
            continue
        if isinstance(one, QAbstractButton) and not _has_key(one, root):
            found.append(f"{name_of(one)} takes no key")
        if isinstance(one, QScrollArea) and one.verticalScrollBar().maximum() > 0 and not _may_scroll(one):
            found.append(f"{name_of(one)} of {name_of(one.parentWidget())} is scrolled by no key")
    return found


def takes_tab(one: QWidget) -> bool:
    return bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)


def stops(root: QWidget, within: QWidget) -> list[QWidget]:
    """Everything in `within` that Tab has to come to, in the window `root`."""
    found = [within, *in_sight(within)]
    return [
        one
        for one in found
        if one is not root and one.window() is root and one.isVisible() and one.isEnabled() and takes_tab(one)
        and one.focusProxy() is None
    ]  # fmt: skip


def not_reached(root: QWidget, within: QWidget, keeps_tab: tuple[type[QWidget], ...] = ()) -> list[str]:
    """Goes round by Tab, pressed for real; what of `within` it did not come to, and where it stuck.

    `keeps_tab` are kinds that have a way out of their own: the round goes on behind them.
    """
    wanted = stops(root, within)
    if not wanted:
        return []
    before = root.focusWidget()
    wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
    at, seen = root.focusWidget() or wanted[0], []
    while at not in seen:
        seen.append(at)
        if isinstance(at, keeps_tab):
            at.focusNextPrevChild(True)
        else:
            QTest.keyClick(at, Qt.Key.Key_Tab)
        at = root.focusWidget()
        if at is None:
            break
    missed = [f"Tab does not come to {name_of(one)}" for one in wanted if one not in seen and not _in_group(one, seen)]
    if at is not seen[0]:
        missed.append(f"Tab sticks at {name_of(at) if at is not None else None}")
    if before is not None:
        before.setFocus(Qt.FocusReason.OtherFocusReason)
    return missed


def _in_group(one: QWidget, seen: list[QWidget]) -> bool:
    """Of choices of which one holds, Tab comes to that one and the arrows to the others."""
    return any(other in seen for other in _group(one))


def _group(one: QWidget) -> list[QWidget]:
    if not isinstance(one, QAbstractButton):
        return []
    if (group := one.group()) is not None:
        return list(group.buttons()) if group.exclusive() else []
    beside = one.parentWidget().findChildren(type(one)) if one.autoExclusive() else []
    return [other for other in beside if other.parentWidget() is one.parentWidget()]


def _has_key(one: QAbstractButton, root: QWidget) -> bool:
    if takes_tab(one) or not one.shortcut().isEmpty() or _is_inner(one):
        return True
    return any(takes_tab(other) and other.isVisibleTo(root) and other.isEnabledTo(root) for other in _group(one))


def _is_inner(one: QAbstractButton) -> bool:
    """The button in a field or a bar of Qt's own, which does what a key in the field does."""
    return isinstance(one.parentWidget(), QLineEdit | QComboBox | QScrollBar | QAbstractItemView)


def _may_scroll(area: QScrollArea) -> bool:
    """By arrows and PgDn when it has the focus, or something in it that passes them on."""
    inside = [area, *in_sight(area.widget())]
    return any(one.isVisible() and one.isEnabled() and takes_tab(one) for one in inside)
