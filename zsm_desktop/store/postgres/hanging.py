"""Connections that no answer comes over any more: whoever waits for one can be let go from any other thread."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from typing import Any
from weakref import WeakSet

import psycopg

Driver = psycopg.Connection[Any]


class Silent(psycopg.OperationalError):
    """The server took longer for the least it can be asked than it may."""


UNANSWERED = (Silent, psycopg.errors.ConnectionTimeout)
"""Nobody is there; a server that refuses may well go on with who was let in."""


class Connections:
    """Those that were opened, as long as somebody has them."""

    def __init__(self) -> None:
        self._open: WeakSet[Driver] = WeakSet()
        self._lock = threading.Lock()

    def add(self, driver: Driver) -> None:
        with self._lock:
            self._open.add(driver)

    def hang_up(self) -> None:
        with self._lock:
            drivers = tuple(self._open)
            self._open.clear()
        for driver in drivers:
            hang_up(driver)


def hang_up(driver: Driver) -> None:
    """Who waits for an answer on it hears now that the line is lost, and who asks later does."""
    with suppress(OSError, psycopg.Error), closing(socket.socket(fileno=socket.dup(driver.fileno()))) as line:
        if not driver.closed:  # else the number may be that of another line by now
            line.shutdown(socket.SHUT_RDWR)


@contextmanager
def in_time(driver: Driver, seconds: float) -> Iterator[None]:
    """Raises `Silent` when no answer came by then, and the line is hung up."""
    is_over = threading.Event()

    def end() -> None:
        is_over.set()
        hang_up(driver)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    except psycopg.Error as error:
        if is_over.is_set():
            raise Silent("the server did not answer in time") from error
        raise
    finally:
        timer.cancel()
