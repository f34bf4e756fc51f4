"""Types into the real page of a running meeting until somebody kills it: `python -m tests.faults.typist`.

Told where on standard input: the point, and "notes", or what is being written at it. Every word that has been typed is
said on standard output, with the moment.
"""

from __future__ import annotations

import time
from typing import Any

from tests.faults.program import opened, say, told
from zsm_desktop.domain.progress import DiscussionOutcome


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


def main() -> None:
    given = told()
    application, window, _desk = opened(given)
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest

    window.page.talk.show_point(given["item"])
    editor = editor_of(window.page, given["what"])
    typed = 0

    def type_word() -> None:
        nonlocal typed
        typed += 1
        QTest.keyClicks(editor, f"w{typed:05d} ")
        say(word=typed, at=time.monotonic())

    clock = QTimer(interval=60)
    clock.timeout.connect(type_word)
    clock.start()
    application.exec()


if __name__ == "__main__":
    main()
