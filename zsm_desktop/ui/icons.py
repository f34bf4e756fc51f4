"""Draws the outline icons from resources/icons as vectors, sharp at any scale, in the colours of the theme."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

LINE_WIDTH = b'stroke-width="1.75"'


class Drawer:
    """Reads an icon when it is first needed and keeps one renderer per icon and colour."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._renderers: dict[tuple[str, str], object] = {}
        self._pictures: dict[tuple[str, str, float, float, float, float, float], QPixmap] = {}

    def paint_on_screen(self, painter: QPainter, name: str, rect: QRectF, colour: str) -> None:
        """As `paint`, from a picture made once: a page has dozens of icons."""
        device = painter.device()
        scale = device.devicePixelRatio() if isinstance(device, QWidget) else 0.0
        if not scale or scale % 1:  # on paper, or where a widget does not begin at a whole pixel
            self.paint(painter, name, rect, colour)
            return
        left, top = math.floor(rect.left()), math.floor(rect.top())
        key = (name, colour, rect.left() - left, rect.top() - top, rect.width(), rect.height(), scale)
        found = self._pictures.get(key)
        if found is None:
            right, below = math.ceil(key[2] + key[4]), math.ceil(key[3] + key[5])
            found = self._pictures[key] = QPixmap(QSize(right, below) * scale)
            found.setDevicePixelRatio(scale)
            found.fill(Qt.GlobalColor.transparent)
            brush = QPainter(found)
            brush.setRenderHints(painter.renderHints())
            self.paint(brush, name, QRectF(*key[2:6]), colour)
            brush.end()
        painter.drawPixmap(left, top, found)

    def paint(self, painter: QPainter, name: str, rect: QRect | QRectF, colour: str) -> None:
        from PySide6.QtSvg import QSvgRenderer

        key = (name, colour)
        if key not in self._renderers:
            source = (self._folder / f"{name}.svg").read_bytes()
            source = source.replace(b"currentColor", colour.encode()).replace(b'stroke-width="2"', LINE_WIDTH)
            self._renderers[key] = QSvgRenderer(QByteArray(source))
        self._renderers[key].render(painter, QRectF(rect))


class Engine(QIconEngine):
    """Asks for its colour at every painting, so that an icon made once follows every change of theme."""

    def __init__(self, drawer: Drawer, colour_of: Callable[[str], QColor], name: str, colour: str) -> None:
        super().__init__()
        self._drawer, self._colour_of, self._name, self._colour = drawer, colour_of, name, colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        role = "placeholder" if mode == QIcon.Mode.Disabled else self._colour
        self._drawer.paint(painter, self._name, rect, self._colour_of(role).name())

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """`size` is in design pixels: on a fine screen the picture itself has `scale` times as many."""
        pixmap = QPixmap(size * scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, pixmap.rect(), mode, state)
        painter.end()
        pixmap.setDevicePixelRatio(scale)
        return pixmap

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def clone(self) -> QIconEngine:
        return Engine(self._drawer, self._colour_of, self._name, self._colour)

    def isNull(self) -> bool:
        return False
