"""Before something is taken in there is a copy of what is at that moment, made beside the window where one is due."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from zsm_desktop.ui.work import Workshop
from zsm_desktop.words import backups as words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from zsm_desktop.services.backups import Backups


def copy_first(workshop: Workshop, backups: Backups, then: Callable[[], object]) -> bool:
    """`then` comes when the copy is made; False where nothing changed since the last one, and nobody has to wait."""
    if not backups.is_due():
        return False
    work = workshop.run(words.MAKING, lambda _progress: backups.before("inlezen"), may_cancel=False)
    work.ended.connect(lambda: then())  # noqa: PLW0108 - PySide frees what a bare method hangs on
    return True


def take_in_after(
    workshop: Workshop,
    backups: Backups,
    button: QWidget,
    in_hand: Callable[[], Any],
    take_in: Callable[[], object],
) -> None:
    """Takes in what is in hand, after a copy where one is due; whoever went on to something else takes nothing in."""
    read = in_hand()

    def go_on() -> None:
        if in_hand() is read:
            button.setEnabled(True)
            take_in()

    if copy_first(workshop, backups, go_on):
        button.setEnabled(False)
    else:
        take_in()
