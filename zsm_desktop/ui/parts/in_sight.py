"""What of a window is in sight, found without going through what is hidden: most of a window is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


def in_sight(root: QWidget) -> list[QWidget]:
    """All in `root` that it shows, in the order of `findChildren`; with what stands over it as a window of its own."""
    found: list[QWidget] = []
    _go_in(root, found)
    return found


def _go_in(root: QWidget, found: list[QWidget]) -> None:
    for one in root.findChildren(QWidget, options=DIRECT):
        if not one.isHidden():
            found.append(one)
            _go_in(one, found)
