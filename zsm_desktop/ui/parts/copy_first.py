"""Before something is taken in there is a copy of what is at that moment, made beside the window where one is due."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from zsm_desktop.ui.work import Workshop
from zsm_desktop.words import backups as words

if TYPE_CHECKING:
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
    button: Any,
    in_hand: Callable[[], Any],
    take_in: Callable[[], object],
) -> None:
    """Takes in what is in hand, after a copy where one is due; whoever went on to something else takes nothing in.

    `take_in` has what was decided when it was pressed: ticks and choices may change while the copy is made.
    """
    read = in_hand()
    if is_waited_for(button, read):
        return

    def go_on() -> None:
        if is_waited_for(button, read):
            button.waits_for = None
        if in_hand() is read:
            button.setEnabled(True)
            take_in()

    if copy_first(workshop, backups, go_on):
        button.waits_for = read
        button.setEnabled(False)
    else:
        take_in()


def is_waited_for(button: Any, read: object) -> bool:
    """Whether it was pressed for this and the copy is still being made: pages keep it disabled that long."""
    return read is not None and getattr(button, "waits_for", None) is read
