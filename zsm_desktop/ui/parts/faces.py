"""Several faces in one place, of which one is shown; those that are hidden ask for no room."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedLayout, QWidget


class _Stack(QStackedLayout):
    """Measures the face that is shown; Qt asks the layout for these, never the widget around it."""

    def sizeHint(self) -> QSize:
        shown = self.currentWidget()
        return QSize(0, 0) if shown is None else shown.sizeHint()

    def minimumSize(self) -> QSize:
        shown = self.currentWidget()
        return QSize(0, 0) if shown is None else shown.minimumSizeHint().expandedTo(shown.minimumSize())

    def hasHeightForWidth(self) -> bool:
        shown = self.currentWidget()
        return shown is not None and shown.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        shown = self.currentWidget()
        return -1 if shown is None else shown.heightForWidth(width)


class _Least(_Stack):
    """Asks for no more than the face that is shown cannot do without."""

    def heightForWidth(self, width: int) -> int:
        shown = self.currentWidget()
        inside = None if shown is None else shown.layout()
        return super().heightForWidth(width) if inside is None else inside.totalMinimumHeightForWidth(width)


class Faces(QWidget):
    """As small as the face that is shown: a hidden one has not been laid out and would ask for too much."""

    arranged: type[_Stack] = _Stack

    def __init__(self, *faces: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stack = self.arranged(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        for face in faces:
            self._stack.addWidget(face)

    def addWidget(self, face: QWidget) -> None:
        self._stack.addWidget(face)

    def count(self) -> int:
        return self._stack.count()

    def currentIndex(self) -> int:
        return self._stack.currentIndex()

    def currentWidget(self) -> QWidget | None:
        return self._stack.currentWidget()

    def setCurrentIndex(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        self.updateGeometry()

    def setCurrentWidget(self, face: QWidget) -> None:
        self._stack.setCurrentWidget(face)
        self.updateGeometry()


class RoomFaces(Faces):
    """Fills a room; where that is lower than the least the shown face needs, the room scrolls."""

    arranged = _Least
