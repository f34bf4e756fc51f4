"""After wrong passwords: the form says how long it waits still, and takes the next one when that is over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from zsm_desktop.ui.parts.toast import announce
from zsm_desktop.ui.start.unlock_form import UnlockForm
from zsm_desktop.words.format import plural

WAIT = "Nog {left} wachten"
WHY = "Na een verkeerd wachtwoord wacht het programma even. Over {left} kunt u het weer proberen."


class Waiting(QObject):
    """`left` gives the seconds for a folder; the field stays open, so that one can type meanwhile."""

    def __init__(self, form: UnlockForm, left: Callable[[Path], int]) -> None:
        super().__init__(form)
        self._form, self._left = form, left
        self._second = QTimer(self, interval=1_000)
        self._second.timeout.connect(self._count)
        self._folder: Path | None = None

    @property
    def is_on(self) -> bool:
        return self._second.isActive()

    def look(self, folder: Path) -> None:
        """Whether a password for it has to wait; begins to count then."""
        self._folder = folder
        if self._left(folder) > 0:
            announce(self._form, WHY.format(left=_seconds(self._left(folder))))
            self._second.start()
        self._count()

    def _count(self) -> None:
        form, left = self._form, self._left(self._folder) if self._folder is not None else 0
        if left > 0:
            form.hold(WAIT.format(left=f"{left} s"), WHY.format(left=_seconds(left)))
        elif self._second.isActive():
            self._second.stop()
            form.hold("", "")


def _seconds(left: int) -> str:
    return plural(left, "seconde", "seconden")
