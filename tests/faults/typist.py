"""Types into the real page of a running meeting until somebody kills it: `python -m tests.faults.typist`.

Told where on standard input. Every word that has been typed is said on standard output, with the moment.
"""

from __future__ import annotations

import time

from tests.faults.program import opened, say, told


def main() -> None:
    given = told()
    application, window, _desk = opened(given)
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest

    window.page.talk.show_point(given["item"])
    window.page.talk.write_notes()
    editor = window.page.talk.notes.editor
    typed = 0

    def type_word() -> None:
        nonlocal typed
        typed += 1
        QTest.keyClicks(editor, f"w{typed:05d} ")
        say(word=typed, at=time.monotonic())

    clock = QTimer(interval=25)
    clock.timeout.connect(type_word)
    clock.start()
    application.exec()


if __name__ == "__main__":
    main()
