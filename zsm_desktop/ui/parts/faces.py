"""Several faces in one place, of which one is shown; those that are hidden ask for no room."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget


class Faces(QStackedWidget):
    """As small as the face that is shown: a hidden one has not been laid out and would ask for too much."""

    def __init__(self, *faces: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for face in faces:
            self.addWidget(face)
        self.currentChanged.connect(lambda _at: self.updateGeometry())

    def sizeHint(self) -> QSize:
        shown = self.currentWidget()
        return super().sizeHint() if shown is None else shown.sizeHint()

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return super().minimumSizeHint() if shown is None else shown.minimumSizeHint()
