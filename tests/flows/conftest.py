"""What runs through the whole house: on both databases, and what is called "by keys" without a mouse."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QTabletEvent, QTouchEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from tests.both_places import in_both_places as kept

__all__ = ["kept"]
OF_A_MOUSE = frozenset({
    QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick, QEvent.Type.Wheel,
    QEvent.Type.TabletPress, QEvent.Type.TouchBegin, QEvent.Type.ContextMenu,
})  # fmt: skip


OF_POINTING = QMouseEvent | QWheelEvent | QTabletEvent | QTouchEvent | QContextMenuEvent
"""Asked first: the kind of an event is dear to ask, and it hears them all."""


class MouseEar(QObject):
    """Hears every press of a mouse, wherever it lands."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, OF_POINTING) and event.type() in OF_A_MOUSE:
            self.heard.append(f"{event.type().name} on {type(watched).__name__}")
        return False


@pytest.fixture(autouse=True)
def no_mouse(request: pytest.FixtureRequest) -> Iterator[MouseEar | None]:
    """A flow by keys that uses a mouse fails."""
    if not request.node.path.stem.endswith("_by_keys"):
        yield None
        return
    application: QApplication = request.getfixturevalue("qapp")
    ear = MouseEar()
    application.installEventFilter(ear)
    yield ear
    application.removeEventFilter(ear)
    assert ear.heard == []
