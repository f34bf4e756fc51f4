"""Draws the outline icons from resources/icons as vectors, sharp at any scale, in the colours of the theme."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap

LINE_WIDTH = b'stroke-width="1.75"'


class Drawer:
    """Reads an icon when it is first needed and keeps one renderer per icon and colour."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._renderers: dict[tuple[str, str], object] = {}

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
