"""Leads a meeting by keys in a process of its own: `python -m tests.flows.leader`, told on standard input.

Each case gets a note and an outcome; now and then an action, a decision or a bottleneck. What is done is said on
standard output, a line each. Told to `hang`, it stops in the middle of the note of that case and waits to be killed.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from tests.faults.program import opened, say, told

SLOWEST_SECONDS = 20


def note_of(number: int) -> str:
    return f"Casus {number}: besproken, school belt {'ouders' if number % 2 else 'werkgever'}."


class Leader:
    """Someone at the keyboard, who goes on as soon as the screen shows it."""

    def __init__(self, application: Any, window: Any) -> None:
        from PySide6.QtCore import Qt

        self.application, self.window, self.page = application, window, window.page
        self.key = Qt.Key

    def press(self, *keys: Any) -> None:
        from PySide6.QtTest import QTest

        for one in keys:
            QTest.keyClick(self._target(), one)
            self.application.processEvents()

    def with_ctrl(self, key: Any) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        QTest.keyClick(self._target(), key, Qt.KeyboardModifier.ControlModifier)

    def type(self, text: str) -> None:
        from PySide6.QtTest import QTest

        QTest.keyClicks(self._target(), text)
        self.application.processEvents()

    def until(self, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + SLOWEST_SECONDS
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError(f"focus on {self.window.focusWidget()}")
            self.application.processEvents()
            time.sleep(0.001)

    def note(self, text: str) -> None:
        self.press(self.key.Key_F2)
        self.with_ctrl(self.key.Key_A)
        self.type(text)

    def agree(self, number: int) -> None:
        if number % 4 == 0:
            self.press(self.key.Key_F6)
            self.type(f"Actie {number}")
            self.press(self.key.Key_Return)
            self.type("J. Kloet")
            self.press(self.key.Key_Return)
        if number % 5 == 0:
            self.press(self.key.Key_F9)
            self.type(f"Besluit {number}")
            self.press(self.key.Key_Return)
        if number % 7 == 0:
            self.press(self.key.Key_F10)
            self.type(f"Knelpunt {number}")
            self.press(self.key.Key_Return)

    def conclude(self, digit: int) -> None:
        item_id = self.page.table.item_id
        self.press(self.key.Key_F4)
        self.until(self.page.outcome.isVisible)
        self.press(getattr(self.key, f"Key_{digit}"))
        self.until(lambda: self.page.table.row_of(item_id).outcome != "" and not self.page.writer.is_busy)

    def finish(self) -> None:
        talk = self.page.talk
        self.with_ctrl(self.key.Key_F8)
        self.until(talk.confirm.isVisible)
        self.press(self.key.Key_Tab, self.key.Key_Space)
        self.until(lambda: self.page.stack.currentWidget() is self.page.views["minutes"])

    def _target(self) -> Any:
        if not self.window.isActiveWindow():
            self.window.activateWindow()
            self.application.processEvents()
        return self.window.focusWidget() or self.window


def main() -> None:
    given = told()
    application, window, desk = opened(given)
    leader = Leader(application, window)
    table = leader.page.table
    while table.item.case is None or table.item.status == "discussed":
        leader.press(leader.key.Key_F8)
    last = ""
    while table.item_id != last:
        last = table.item_id
        number = int(table.item.case.number.rsplit("-", 1)[1])
        if number == given["hang"]:
            leader.note("Dit was nog niet af")
            say(hanging=number)
            leader.until(lambda: False)
        leader.note(note_of(number))
        leader.agree(number)
        leader.conclude(given["digits"][number % len(given["digits"])])
        say(done=number)
        leader.press(leader.key.Key_F8)
    leader.finish()
    say(finished=True)
    window.close()
    desk.close()


if __name__ == "__main__":
    main()
