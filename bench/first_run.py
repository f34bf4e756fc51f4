"""The first run, from the welcome to a network that works: what the machine takes of it.

    python -m bench.first_run

The keys of tests/ui/start/road.py, pressed as fast as the program takes them, so that all time is the machine's; it is
shown beside the time of somebody who never saw the program (tests/ui/start/pace.py). Offscreen; the password's key is
made at its full cost. The goal is the machine's share: nobody waits for long between two steps.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROUNDS = 3
GOAL_S = 15.0


class Keyboard:
    """Presses keys and waits, as pytest-qt's robot does."""

    def keyClick(self, widget: Any, *key: Any) -> None:  # noqa: N802 - its name there
        from PySide6.QtTest import QTest

        QTest.keyClick(widget, *key)

    def keyClicks(self, widget: Any, text: str) -> None:  # noqa: N802 - its name there
        from PySide6.QtTest import QTest

        QTest.keyClicks(widget, text)

    def waitUntil(self, condition: Callable[[], bool], timeout: int = 5_000) -> None:  # noqa: N802 - its name there
        from PySide6.QtWidgets import QApplication

        last = time.monotonic() + timeout / 1000
        while not condition():
            if time.monotonic() > last:
                raise TimeoutError("the first run does not go on")
            QApplication.processEvents()
            time.sleep(0.001)


def run(theme: Any) -> tuple[float, float]:
    """Seconds of the machine, and of a newcomer without it."""
    from tests.ui.start.road import Newcomer
    from zsm_desktop.app.start import Entrance
    from zsm_desktop.ui.start.window import StartWindow

    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        keyboard = Keyboard()
        began = time.perf_counter()
        start: Any = StartWindow(theme, Entrance(place / "netwerken", place / "preferences.json"))
        start.got = []
        start.opened.connect(start.got.append)
        start.show()
        start.activateWindow()
        keyboard.waitUntil(start.isActiveWindow)
        one = Newcomer(keyboard, start)
        one.whole_road(place)
        took = time.perf_counter() - began
        start.close()
        for opened in start.got:
            opened.desk.close()
    return took, one.pace.seconds


def main() -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from zsm_desktop.settings import resources_dir
    from zsm_desktop.ui.program import make_application
    from zsm_desktop.ui.theme import Theme

    theme = Theme(make_application(), resources_dir(), "light")
    rounds = [run(theme) for _ in range(ROUNDS)]
    machine, newcomer = statistics.median(one for one, _ in rounds), rounds[-1][1]
    print(f"machine   {machine:6.1f} s   (goal {GOAL_S:.0f} s; {', '.join(f'{one:.1f}' for one, _ in rounds)})")
    print(f"newcomer  {newcomer / 60:6.1f} min (goal 10 min)")
    return 0 if machine <= GOAL_S and newcomer + machine < 600 else 1


if __name__ == "__main__":
    sys.exit(main())
