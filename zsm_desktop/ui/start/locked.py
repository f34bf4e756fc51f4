"""The start window while a network is locked: it asks for the user who locked it, and forgets what was being typed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.ui.start.unlock_form import UnlockForm

if TYPE_CHECKING:
    from zsm_desktop.ui.start.window import StartWindow

MEANWHILE = "Intussen is de computer vergrendeld. Vul uw wachtwoord opnieuw in."
STILL_BUSY = "Er loopt nog werk ({name}). Dat wordt eerst veilig afgemaakt; daarna kunt u verder."
PUT_AWAY = "Wat open was wordt veilig opgeborgen."
WAITING = "Even geduld …"


def show_locked(start: StartWindow, folder: Path, user: str) -> None:
    """The network in `folder` was open here until now, by this user."""
    start.show_network(folder)
    if start.page is start.unlock:
        start.unlock.show_locked(user)


def forget_typed(start: StartWindow) -> None:
    """The computer is locked: a password that was typed here, or is being tried, is forgotten."""
    form = start.unlock
    if start.page is form:
        was_trying = form.is_busy
        start.opening.stop()
        form.password.editor.clear()
        if was_trying:
            form.show_error(MEANWHILE)


def hold_for(form: UnlockForm, works: Sequence[str] | None) -> None:
    """Until None is said: what was open runs still, or is being put away."""
    if works is None:
        form.hold("", "")
    else:
        form.hold(WAITING, STILL_BUSY.format(name=", ".join(works)) if works else PUT_AWAY)
