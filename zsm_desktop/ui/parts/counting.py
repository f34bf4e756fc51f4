"""Counting beside the painting: where small groups have to be hidden it takes a moment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from zsm_desktop.ui.parts.writer import Writer

COUNTING = "De aantallen worden geteld…"
Read = Callable[[], Any]
Show = Callable[[Any], object]


class Counting(QObject):
    """What was asked last is shown; what was asked before it and is not shown yet never is."""

    def __init__(self, parent: QObject, failed: Callable[[Exception], object]) -> None:
        super().__init__(parent)
        self._writer, self._failed = Writer(self), failed
        self._asked: tuple[Read, Show] | None = None

    @property
    def is_busy(self) -> bool:
        return self._writer.is_busy

    def ask(self, read: Read, show: Show, *, is_quick: bool) -> None:
        """Reads and shows; at once when `is_quick`."""
        self._asked = read, show
        if is_quick:
            show(read())
        elif not self._writer.is_busy:
            self._begin()

    def drain(self) -> None:
        self._writer.drain()

    def _begin(self) -> None:
        asked, found = self._asked, []
        read, show = asked

        def told(error: Exception | None) -> None:
            if self._asked is not asked:
                self._begin()
            elif error is not None:
                self._failed(error)
            else:
                show(found[0])

        self._writer.write(lambda: found.append(read()), told)
