"""Whether one sees what has the keys: each kind of widget once, painted with them and without."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.sight import name_of


class Rings:
    """`kinds` are those that were looked at, `unseen` the ones that look the same either way, with their scene."""

    def __init__(self) -> None:
        self.kinds: set[str] = set()
        self.unseen: dict[str, str] = {}

    def look(self, stops: list[QWidget], scene: str) -> None:
        for one in stops:
            kind = f"{type(one).__name__} {getattr(one, 'kind', '')}".strip()
            if kind not in self.kinds and one.isVisible() and not one.visibleRegion().isEmpty():
                self._look(one, kind, scene)

    def _look(self, one: QWidget, kind: str, scene: str) -> None:
        before = one.window().focusWidget()
        one.setFocus(Qt.FocusReason.TabFocusReason)
        if QApplication.focusWidget() is one:
            self.kinds.add(kind)
            seen = one.grab().toImage()
            one.clearFocus()
            if one.grab().toImage() == seen:
                self.unseen[kind] = f"{name_of(one)} in {scene}"
        if before is not None:
            before.setFocus(Qt.FocusReason.OtherFocusReason)
