"""A row that goes on below when it does not fit: buttons and filters stay whole at 200 %."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from zsm_desktop.ui.theme import GAP, MARGINS, Theme, fit_layout


class Flow(QLayout):
    """Left to right, or from the right edge with `is_right`; a widget that may grow takes what is left of its line."""

    def __init__(self, *, is_right: bool = False) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._is_right = is_right

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), is_test=True)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, is_test=False)

    def sizeHint(self) -> QSize:
        items = self._shown()
        width = sum(item.sizeHint().width() for item in items) + self.spacing() * max(0, len(items) - 1)
        height = max((item.sizeHint().height() for item in items), default=0)
        return QSize(width, height)

    def minimumSize(self) -> QSize:
        items = self._shown()
        return QSize(
            max((item.minimumSize().width() for item in items), default=0),
            max((item.minimumSize().height() for item in items), default=0),
        )

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, is_test: bool) -> int:
        """Puts every item in its place, or only says how high that would be."""
        top, gap = rect.top(), self.spacing()
        lines = self._lines(rect.width())
        for at, line in enumerate(lines):
            height = max(_height(item, min(item.sizeHint().width(), rect.width())) for item in line)
            if not is_test:
                self._place_line(line, QRect(rect.left(), top, rect.width(), height))
            top += height + (gap if at < len(lines) - 1 else 0)
        return top - rect.top()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._shown():
            wide = item.sizeHint().width()
            if lines and used + self.spacing() + wide <= width:
                lines[-1].append(item)
                used += self.spacing() + wide
            else:
                lines.append([item])
                used = wide
        return lines

    def _place_line(self, line: list[QLayoutItem], rect: QRect) -> None:
        gap = self.spacing()
        wides = [min(item.sizeHint().width(), rect.width()) for item in line]
        left_over = rect.width() - sum(wides) - gap * (len(line) - 1)
        for at, item in enumerate(line):
            if left_over > 0 and item.expandingDirections() & Qt.Orientation.Horizontal:
                grown = min(wides[at] + left_over, item.maximumSize().width())
                left_over -= grown - wides[at]
                wides[at] = grown
        x = rect.left() + (max(0, left_over) if self._is_right else 0)
        for item, wide in zip(line, wides, strict=True):
            high = min(item.sizeHint().height(), rect.height())
            if item.hasHeightForWidth():
                high = min(item.heightForWidth(wide), rect.height())
            item.setGeometry(QRect(QPoint(x, rect.top() + (rect.height() - high) // 2), QSize(wide, high)))
            x += wide + gap


class Tiles(Flow):
    """As many equal columns as fit at `least` design pixels each; every line as high as its highest tile."""

    def __init__(self, theme: Theme, least: int) -> None:
        super().__init__()
        self._theme, self._least = theme, least

    def sizeHint(self) -> QSize:
        items = self._shown()
        height = max((item.sizeHint().height() for item in items), default=0)
        wide = self._theme.px(self._least)
        return QSize(len(items) * wide + self.spacing() * max(0, len(items) - 1), height)

    def minimumSize(self) -> QSize:
        items = self._shown()
        least = max((item.minimumSize().width() for item in items), default=0)
        return QSize(least, max((item.minimumSize().height() for item in items), default=0))

    def _place(self, rect: QRect, *, is_test: bool) -> int:
        items, gap = self._shown(), self.spacing()
        if not items:
            return 0
        least = max(self._theme.px(self._least), self.minimumSize().width())
        columns = max(1, min(len(items), (rect.width() + gap) // (least + gap)))
        wide = (rect.width() - gap * (columns - 1)) // columns
        lines = [items[at : at + columns] for at in range(0, len(items), columns)]
        heights = [max(_height(item, wide) for item in line) for line in lines]
        spare = max(0, rect.height() - sum(heights) - gap * (len(lines) - 1)) // len(lines)
        top = rect.top()
        for line, height in zip(lines, heights, strict=True):
            for at, item in enumerate(line):
                if not is_test:
                    item.setGeometry(QRect(rect.left() + at * (wide + gap), top, wide, height + spare))
            top += height + gap + (0 if is_test else spare)
        return top - gap - rect.top()


def _height(item: QLayoutItem, width: int) -> int:
    return max(
        item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height(),
        item.minimumSize().height(),
    )


def tiles(theme: Theme, *widgets: QWidget, least: int = 300, gap: int = 16) -> QWidget:
    """Cards of equal width side by side, in fewer columns where the window is narrow."""
    return _held(theme, Tiles(theme, least), widgets, gap)


def flow(theme: Theme, *widgets: QWidget, gap: int = 10, is_right: bool = False) -> QWidget:
    """A bare widget with the given ones flowing in it."""
    return _held(theme, Flow(is_right=is_right), widgets, gap)


def _held(theme: Theme, made: Flow, widgets: tuple[QWidget, ...], gap: int) -> QWidget:
    made.setProperty(MARGINS, [0, 0, 0, 0])
    made.setProperty(GAP, gap)
    fit_layout(made, theme)
    holder = QWidget()
    for widget in widgets:
        made.addWidget(widget)
    holder.setLayout(made)
    # Not Fixed: that would hold the height at one line.
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder
