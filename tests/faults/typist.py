"""Types into the real page of a running meeting until somebody kills it: `python -m tests.faults.typist`.

Told where on standard input, for each typist: the point, and "notes", or what is being written at it. Everything is
imported once; each is a fork of that with a window of its own. It says who it is, then every word that has been typed,
with the moment; and in the end how it ended.
"""

from __future__ import annotations

import os
import time
from importlib import import_module
from typing import Any, NoReturn

from tests.faults.program import opened, say, told
from zsm_desktop.app.warm_up import MODULES
from zsm_desktop.domain.progress import DiscussionOutcome

AHEAD = (*MODULES, "PySide6.QtTest", "zsm_desktop.app.rooms", "zsm_desktop.ui.program", "zsm_desktop.ui.meeting.page")
EVERY_MS = 60


def editor_of(page: Any, what: str) -> Any:
    """Opens the field as its key does."""
    if what == "notes":
        page.talk.write_notes()
        return page.talk.notes.editor
    if what == "describe":
        return page.raised.ask().fields["description"].editor
    if what == "wall":
        page.card.wall.edit()
        return page.card.wall.editor
    if what == "reason":
        page.choose_outcome()
        page.outcome.choose(DiscussionOutcome.NOT_PLACEABLE)
        return page.outcome.why.text
    page.talk.compose(what)
    return page.talk.composer.text


def type_until_killed(given: dict[str, Any]) -> None:
    application, window, _desk = opened(given)
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest

    window.page.talk.show_point(given["item"])
    what, typed = given["what"], 0
    editor = editor_of(window.page, what)
    say(what=what, pid=os.getpid())

    def type_word() -> None:
        nonlocal typed
        typed += 1
        QTest.keyClicks(editor, f"w{typed:05d} ")
        say(what=what, word=typed, at=time.monotonic())

    clock = QTimer(interval=EVERY_MS)
    clock.timeout.connect(type_word)
    clock.start()
    application.exec()


def _fork(given: dict[str, Any]) -> NoReturn:
    try:
        type_until_killed(given)
    finally:
        os._exit(1)


def main() -> None:
    for module in AHEAD:
        import_module(module)
    typists: dict[int, str] = {}
    for given in told()["typists"]:
        child = os.fork()
        if child == 0:
            _fork(given)
        typists[child] = given["what"]
    while typists:
        child, status = os.wait()
        say(what=typists.pop(child), ended=os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
