"""Brings news from the services to the pages, on the GUI thread and after the act that caused it has returned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from zsm_desktop.ui.parts.page import Page


class News(Protocol):
    """What a service publishes: identifiers touched, by topic."""

    @property
    def topics(self) -> Mapping[str, frozenset[str]]: ...


class ChangesRelay(QObject):
    """News of one turn of the event loop comes together, so that a page reads once for many acts."""

    arrived = Signal(object)
    """frozenset of topics."""

    _heard = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: set[str] = set()
        self._turn = QTimer(self, interval=0, singleShot=True)
        self._turn.timeout.connect(self._deliver)
        self._heard.connect(self._collect, Qt.ConnectionType.QueuedConnection)

    def publish(self, news: News) -> None:
        """May be called from any thread; give it to `desk.changes.subscribe`."""
        self._heard.emit(frozenset(news.topics))

    def attach(self, page: Page) -> None:
        self.arrived.connect(page.hear)

    def _collect(self, topics: frozenset[str]) -> None:
        self._waiting |= topics
        self._turn.start()

    def _deliver(self) -> None:
        topics, self._waiting = frozenset(self._waiting), set()
        self.arrived.emit(topics)
