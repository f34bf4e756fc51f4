"""Brings news from the services to the pages, on the GUI thread and after the act that caused it has returned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from zsm_desktop.ui.parts.page import Page

if TYPE_CHECKING:
    from zsm_desktop.domain.masking import Hidden


class News(Protocol):
    """What a service publishes: identifiers touched, by topic."""

    @property
    def topics(self) -> Mapping[str, frozenset[str]]: ...
    @property
    def hidden(self) -> tuple[Hidden, ...]: ...
    @property
    def is_of_others(self) -> bool: ...


class ChangesRelay(QObject):
    """News of one turn of the event loop comes together, so that a page reads once for many acts."""

    arrived = Signal(object)
    """frozenset of topics."""

    arrived_from_others = Signal(object)
    """The part of it that was done at other desks; comes after `arrived`."""

    hid = Signal(object)
    """tuple of Hidden: the mask changed a text that was kept; once for each finding in the same thing."""

    _heard = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: set[str] = set()
        self._of_others: set[str] = set()
        self._told: set[object] = set()
        self._turn = QTimer(self, interval=0, singleShot=True)
        self._turn.timeout.connect(self._deliver)
        self._heard.connect(self._collect, Qt.ConnectionType.QueuedConnection)

    def publish(self, news: News) -> None:
        """May be called from any thread; give it to `desk.changes.subscribe`."""
        self._heard.emit(news)

    def attach(self, page: Page) -> None:
        self.arrived.connect(page.hear)
        self.arrived_from_others.connect(page.heard_others)

    def _collect(self, news: News) -> None:
        self._waiting |= news.topics.keys()
        if news.is_of_others:
            self._of_others |= news.topics.keys()
        self._turn.start()
        finding = (frozenset().union(*news.topics.values()), news.hidden)  # notes are kept at every pause
        if news.hidden and finding not in self._told:
            self._told.add(finding)
            self.hid.emit(news.hidden)

    def _deliver(self) -> None:
        topics, self._waiting = frozenset(self._waiting), set()
        others, self._of_others = frozenset(self._of_others), set()
        self.arrived.emit(topics)
        if others:
            self.arrived_from_others.emit(others)
