"""Python's search for dead cycles, kept to the thread of the window.

Left to itself it runs in whatever thread makes one object too many. In that of a job it would take apart what is left
of a closed form there, and Qt ends the program over that: seldom, and never twice at the same place.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1_000


class Collector(QObject):
    """From now on dead cycles are looked for between two events of the window, once the counts of Python ask for it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._clock = QTimer(self)
        self._clock.timeout.connect(lambda: collect_due())  # noqa: PLW0108 - a bare method is a trap here
        self._clock.start(EVERY_MS)


def collect_due() -> None:
    """The oldest generation whose turn it is by Python's own thresholds."""
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > gc.get_threshold()[generation]:
            gc.collect(generation)
            return
