"""Connections that no answer comes over any more: whoever waits for one can be let go from any other thread."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from typing import Any
from weakref import WeakSet

import psycopg

Driver = psycopg.Connection[Any]


class Silent(psycopg.OperationalError):
    """The server took longer for the least it can be asked than it may."""


UNANSWERED = (Silent, psycopg.errors.ConnectionTimeout)
"""Nobody is there; a server that refuses may well go on with who was let in."""


BEAT_SECONDS = 10.0
"""Connecting may take as long, and so may doing that once more for whoever was let go: half a minute in all."""


class Connections:
    """Those that were opened, as long as somebody has them; `is_followed` once the line to the others watches them."""

    def __init__(self) -> None:
        self.is_followed = False
        self._open: WeakSet[Driver] = WeakSet()
        self._lock = threading.Lock()

    @property
    def is_in_use(self) -> bool:
        with self._lock:
            return any(not driver.closed for driver in self._open)

    def add(self, driver: Driver) -> None:
        with self._lock:
            self._open.add(driver)

    def hang_up(self) -> None:
        with self._lock:
            drivers = tuple(self._open)
            self._open.clear()
        for driver in drivers:
            hang_up(driver)


class Watch:
    """Over what no line to the others watches, as a command's: whether somebody is there shows by connecting again."""

    def __init__(self, beat: float = BEAT_SECONDS) -> None:
        self._beat = beat
        self._watched: dict[Connections, Callable[[], Driver]] = {}
        self._lock = threading.Lock()

    def over(self, lines: Connections, connect: Callable[[], Driver]) -> None:
        """For as long as one of these is open."""
        with self._lock:
            if not self._watched:
                threading.Thread(target=self._run, name="watch over lines", daemon=True).start()
            self._watched[lines] = connect

    def _run(self) -> None:
        while True:
            time.sleep(self._beat)
            with self._lock:
                for lines in tuple(self._watched):
                    if lines.is_followed or not lines.is_in_use:
                        del self._watched[lines]
                watched = tuple(self._watched.items())
                if not watched:
                    return
            for lines, connect in watched:
                try:
                    connect().close()
                except UNANSWERED:
                    lines.hang_up()
                except psycopg.Error:
                    pass  # it answers, and may well go on with who was let in


WATCH = Watch()


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
