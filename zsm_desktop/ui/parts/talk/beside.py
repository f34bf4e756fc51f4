"""A page whose acts are written, and whose news is read again, beside the painting."""

from __future__ import annotations

from collections.abc import Callable

from zsm_desktop.ui.parts.page import Page
from zsm_desktop.ui.parts.writer import Writer
from zsm_desktop.ui.theme import Theme


class BesidePage(Page):
    """`writer` keeps the order: acts first, then reading. Reading again takes longer than a frame of the screen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.writer = Writer(self)
        self.writer.idle.connect(self._hear_late)
        self._late: frozenset[str] = frozenset()

    @property
    def is_live(self) -> bool:
        """Somebody works here now and must not notice that the page is read again."""
        return False

    def fetch(self) -> Callable[[], object]:
        """Reads again in another thread; what comes back is called in this one and shows it."""
        raise NotImplementedError

    def hear(self, topics: frozenset[str]) -> None:
        """While this page still has something to write it would read what is half done."""
        if self.writer.is_busy:
            self._late |= topics
        elif not self.topics.isdisjoint(topics) and self.is_live and not self.is_stale:
            self._read_beside()
        else:
            super().hear(topics)

    def attempt(self, act: Callable[[], object]) -> bool:
        """What is done or read comes after what this page was told before."""
        self.catch_up()
        return super().attempt(act)

    def catch_up(self) -> None:
        self.writer.drain()

    def _read_beside(self) -> None:
        found: list[Callable[[], object]] = []

        def told(error: Exception | None) -> None:
            if error is not None or not self.is_live:
                super(BesidePage, self).hear(self.topics)
            elif self.writer.is_busy:
                self._late |= self.topics  # something was said meanwhile: what was read is old already
            else:
                found[0]()

        self.writer.write(lambda: found.append(self.fetch()), told)

    def _hear_late(self) -> None:
        topics, self._late = self._late, frozenset()
        if topics:
            self.hear(topics)
