"""Says to others what is open in the window, and in its header who else has that open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from zsm_desktop.words import format as dutch

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.ui.parts.page import Thing
    from zsm_desktop.ui.window import Window


class OthersKeeper(QObject):
    """Of the room in sight only; who looks elsewhere is not there."""

    _moved = Signal()

    def __init__(self, window: Window, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._others = window, desk.others
        self._here = ("", "")
        self._moved.connect(self._show, Qt.ConnectionType.QueuedConnection)
        desk.moved = self._moved.emit
        window.looked.connect(self.look)
        window.closing.connect(self._leave)

    def look(self) -> None:
        """Something else may be in sight."""
        thing = self._thing
        here = thing.open_thing if thing is not None else ("", "")
        if here != self._here:
            self._here = here
            self._others.stand(*here)
        self._show()

    def _leave(self) -> None:
        """The desk closes: what was on its way here comes too late."""
        self._here = ("", "")

    @property
    def _thing(self) -> Thing | None:
        return self._window.page.thing if self._window.page is not None else None

    def _show(self) -> None:
        if self._thing is not None:
            names = self._others.names(*self._here)
            self._thing.show_others(f"Ook hier: {dutch.joined(names)}" if names else "")
