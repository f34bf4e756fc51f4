"""A file that the desktop hands to a program that runs already: so a Mac says what was double-clicked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

if TYPE_CHECKING:
    from zsm_desktop.ui.program import Program

BUSY = "{name} opent u in het startscherm: sluit eerst dit netwerk."


class OpenedFiles(QObject):
    """Hears it from `listen` on; a network that is open is not closed for it."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self._program = program

    def listen(self) -> None:
        self._program.application.installEventFilter(self)

    def leave(self) -> None:
        self._program.application.removeEventFilter(self)

    def eventFilter(self, watched, event) -> bool:
        if event.type() != QEvent.Type.FileOpen or not event.file():
            return False
        self._open(Path(event.file()))
        return True

    def _open(self, path: Path) -> None:
        program = self._program
        if program.window is not None:
            program.window.say(BUSY.format(name=path.name))
        elif program.start is not None:
            program.start.show_network(path)
            program.start.activateWindow()
