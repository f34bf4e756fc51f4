"""News of others over LISTEN and NOTIFY: it goes out in the transaction of an act, and comes in when that commits."""

from __future__ import annotations

import json
import logging
import math
import os
import random
import select
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import psycopg

from zsm_desktop.domain.json_text import parsed
from zsm_desktop.store.line import Ears, Standing, Topics
from zsm_desktop.store.postgres import retirement
from zsm_desktop.store.postgres.hanging import UNANSWERED, Connections, Silent, in_time

if TYPE_CHECKING:
    from zsm_desktop.store.place import Place

log = logging.getLogger(__name__)

CHANNEL = "zsm_news"
MOST_BYTES = 7_999
"""What the server takes in one piece of news."""
NOBODY = Standing("", "", "")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """In seconds: who has something open says so every `beat`, and is forgotten when silent for `forget`."""

    beat: float = 20.0
    forget: float = 60.0
    answer: float = 10.0
    """Who takes longer for the least that can be asked is not there."""
    retry: float = 1.0
    retry_most: float = 30.0
    """While nobody answers each pause is twice the last one, up to this."""


RHYTHM = Rhythm()
FAREWELL_SECONDS = 0.5
LEAVING_SECONDS = 2.5
"""Less than closing waits for work behind the window, which then still hears it."""


def make_mark() -> str:
    """Says which program something comes from: none hears its own."""
    return os.urandom(8).hex()


@dataclass(frozen=True, slots=True)
class ServerNews:
    """Out and in for one open store."""

    mark: str = field(default_factory=make_mark)
    lines: Connections = field(default_factory=Connections)
    """Of the whole store: when its line to the others finds that nobody answers, those are hung up as well."""
    _down: threading.Event = field(default_factory=threading.Event)

    @property
    def is_down(self) -> bool:
        """The line looked for the server and did not find it."""
        return self._down.is_set()

    @contextmanager
    def leaving(self) -> Iterator[None]:
        """Who closes waits no longer than this for a server that may be silent: then nobody gets an answer any more."""

        def give_up() -> None:
            self._down.set()  # until the line to the others finds the server again
            self.lines.hang_up()

        timer = threading.Timer(LEAVING_SECONDS, give_up)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def announcement(self, topics: Topics) -> tuple[str, str]:
        """Where to tell it, and what; what would be too long names the topics only."""
        said = _text({"from": self.mark, "topics": {topic: sorted(ids) for topic, ids in topics.items()}})
        if len(said) > MOST_BYTES:
            said = _text({"from": self.mark, "topics": dict.fromkeys(topics, ())})
        return CHANNEL, said

    def farewell(self) -> tuple[str, str]:
        """Where to tell that the network is retired, and how: who hears it looks for itself."""
        return CHANNEL, _text({"from": self.mark, "retired": True})

    def listen(self, place: Place, user_id: str, ears: Ears, rhythm: Rhythm = RHYTHM) -> Listener:
        """Returns when it hears; a server that does not answer now is tried again."""
        from zsm_desktop.store.postgres.place import ServerPlace, opened

        if not isinstance(place, ServerPlace):
            raise TypeError("news comes from a server")

        def turned(error: Exception | None) -> None:
            if error is None:
                self._down.clear()
            else:
                self._down.set()
                if isinstance(error, UNANSWERED):
                    self.lines.hang_up()
            ears.turned(error)

        own = Ears(ears.touched, ears.moved, turned, ears.retired)
        listener = Listener(lambda: opened(place), self.mark, user_id, own, rhythm, place.key_mark)
        self.lines.is_followed = True
        listener.start()
        return listener


class There:
    """What the others have open, by the mark of their program; whoever falls silent is forgotten."""

    def __init__(self, forget: float) -> None:
        self._forget = forget
        self._seen: dict[str, tuple[Standing, float]] = {}
        self._lock = threading.Lock()

    def all(self) -> tuple[Standing, ...]:
        with self._lock:
            found = [standing for standing, _ in self._seen.values()]
        return tuple(dict.fromkeys(found))

    def meet(self, mark: str, standing: Standing) -> bool:
        """Whether that is news."""
        with self._lock:
            was = self._seen.pop(mark, (NOBODY, 0.0))[0]
            if standing.thing_id:
                self._seen[mark] = (standing, time.monotonic())
        return was != (standing if standing.thing_id else NOBODY)

    def forget(self) -> bool:
        """Whether somebody went."""
        before = time.monotonic() - self._forget
        with self._lock:
            silent = [mark for mark, (_, at) in self._seen.items() if at <= before]
            for mark in silent:
                del self._seen[mark]
        return bool(silent)

    def until(self) -> float:
        """When the first of them is to be forgotten."""
        return min((at + self._forget for _, at in self._seen.values()), default=math.inf)


class Bell:
    """Ends the waiting of one thread from any other."""

    def __init__(self) -> None:
        self._wake, self._woken = socket.socketpair()
        self._woken.setblocking(False)

    def ring(self) -> None:
        with suppress(OSError):
            self._wake.send(b"!")

    def wait(self, seconds: float, *also: psycopg.Connection[Any]) -> None:
        """Until it rings, something comes in over one of these lines, or the time is over."""
        select.select([self._woken.fileno(), *(one.fileno() for one in also)], [], [], seconds)
        with suppress(BlockingIOError):
            self._woken.recv(4096)

    def close(self) -> None:
        self._wake.close()
        self._woken.close()


class Listener:
    """A thread with a connection of its own. `mark` is that of the acts of this same program."""

    def __init__(
        self,
        connect: Callable[[], psycopg.Connection[Any]],
        mark: str,
        user_id: str,
        ears: Ears,
        rhythm: Rhythm = RHYTHM,
        key_mark: str = "",
    ) -> None:
        self._key_mark = key_mark
        self._connect, self._mark, self._user_id, self._ears, self._rhythm = connect, mark, user_id, ears, rhythm
        self._lock = threading.Lock()
        self._here = NOBODY
        self._said = NOBODY
        self._beat_at = 0.0
        self._there = There(rhythm.forget)
        self._is_asked = self._may_be_retired = False
        self._stopped = threading.Event()
        self._bell = Bell()
        self._thread = threading.Thread(target=self._run, name="news of others", daemon=True)

    def start(self) -> None:
        self._first: psycopg.Connection[Any] | None = None
        try:
            self._first = self._listening()
        except psycopg.Error as error:
            self._ears.turned(error)
        self._thread.start()

    def stand(self, topic: str, thing_id: str) -> None:
        with self._lock:
            self._here = Standing(self._user_id, topic, thing_id) if thing_id else NOBODY
        self._bell.ring()

    def try_now(self) -> None:
        self._is_asked = True
        self._bell.ring()

    def others(self) -> tuple[Standing, ...]:
        return self._there.all()

    def stop(self) -> None:
        """Who is in a call that does not answer is left to end by itself."""
        self._stopped.set()
        self._bell.ring()
        if self._thread is not threading.current_thread():
            self._thread.join(timeout=FAREWELL_SECONDS)

    def _listening(self) -> psycopg.Connection[Any]:
        connection = self._connect()
        try:
            with in_time(connection, self._rhythm.answer):
                connection.execute(f"LISTEN {CHANNEL}".encode())
                _look(connection, self._ears, self._key_mark)  # after it, so that between the two nothing is missed
        except BaseException:
            connection.close()
            raise
        return connection

    def _run(self) -> None:
        connection, has_missed = self._first, self._first is None
        while connection is not None or (connection := self._found()) is not None:
            started = time.monotonic()
            try:
                with closing(connection):
                    self._ears.turned(None)
                    if has_missed:
                        self._ears.touched(None)
                    self._said = NOBODY  # whoever listens by now is told anew
                    self._follow(connection)
            except psycopg.Error as error:
                log.info("the line to the others was lost: %s", type(error).__name__)
                if isinstance(error, Silent) and not self._stopped.is_set():
                    self._ears.turned(error)
            except Exception:
                log.exception("news of others could not be passed on")
            connection, has_missed = None, True
            if time.monotonic() < started + self._rhythm.retry:  # one that does not hold is no line
                self._rest(self._rhythm.retry)
        self._bell.close()

    def _found(self) -> psycopg.Connection[Any] | None:
        """Tries until there is a line; None once it is stopped."""
        pause = self._rhythm.retry
        while not self._stopped.is_set():
            self._is_asked = False
            try:
                found = self._listening()
            except psycopg.Error as error:
                if self._stopped.is_set():
                    return None
                self._ears.turned(error)
            else:
                if not self._stopped.is_set():
                    return found
                found.close()
            self._rest(pause * random.uniform(0.5, 1.0))  # noqa: S311 - so that not all programs come back at once
            pause = min(2 * pause, self._rhythm.retry_most)
        return None

    def _rest(self, seconds: float) -> None:
        """Until it is over, or somebody does not want to wait for that."""
        ends = time.monotonic() + seconds
        while not (self._stopped.is_set() or self._is_asked) and time.monotonic() < ends:
            self._bell.wait(max(0.0, ends - time.monotonic()))

    def _follow(self, connection: psycopg.Connection[Any]) -> None:
        while not self._stopped.is_set():
            self._tell(connection)
            if self._there.forget():
                self._ears.moved()
            for notice in connection.notifies(timeout=0):
                self._hear(notice.payload)
            if self._may_be_retired:
                self._may_be_retired = False
                with in_time(connection, self._rhythm.answer):
                    _look(connection, self._ears, self._key_mark)
            if not self._is_due():
                ends = min(self._beat_at + self._rhythm.beat, self._there.until())
                self._bell.wait(max(0.01, ends - time.monotonic()), connection)
        self._here = NOBODY
        self._tell(connection)

    def _is_due(self) -> bool:
        with self._lock:
            return self._here != self._said or time.monotonic() >= self._beat_at + self._rhythm.beat

    def _tell(self, connection: psycopg.Connection[Any]) -> None:
        """Also with nothing open: silence is how a dead line shows."""
        if not self._is_due():
            return
        with self._lock:
            here, was = self._here, self._said
            self._said, self._beat_at = here, time.monotonic()
        with in_time(connection, self._rhythm.answer):
            if here == was == NOBODY:
                connection.execute("SELECT 1")
                return
            said = _text({"from": self._mark, "user": self._user_id, "topic": here.topic, "id": here.thing_id})
            connection.execute("SELECT pg_notify(%s, %s)", (CHANNEL, said))

    def _hear(self, payload: str) -> None:
        """What cannot be read is not ours."""
        try:
            said = parsed(payload)
            if said["from"] == self._mark:
                return
            if "retired" in said:
                self._may_be_retired = True
                return
            if "topics" in said:
                topics = {str(topic): frozenset(map(str, ids)) for topic, ids in said["topics"].items()}
                self._may_be_retired |= self._user_id in topics.get("user", ())
                self._ears.touched(topics)
                return
            standing = Standing(str(said["user"]), str(said["topic"]), str(said["id"]))
        except (ValueError, KeyError, TypeError, AttributeError):
            return
        self._meet(str(said["from"]), standing)

    def _meet(self, mark: str, standing: Standing) -> None:
        if not self._there.meet(mark, standing):
            return
        with self._lock:
            if (standing.topic, standing.thing_id) == (self._here.topic, self._here.thing_id):
                self._beat_at = 0.0  # who comes in hears at once who is there
        self._ears.moved()


def _look(connection: psycopg.Connection[Any], ears: Ears, key_mark: str) -> None:
    """Whether the network is still open to this program."""
    try:
        retired = retirement.read(connection.execute(retirement.ASK).fetchone(), key_mark)
    except (psycopg.errors.InsufficientPrivilege, psycopg.errors.UndefinedTable):  # who sees nothing finds no table
        retired = retirement.WITHDRAWN
    if retired is not None:
        ears.retired(retired)


def _text(said: Mapping[str, Any]) -> str:
    """In ASCII, so that a character is a byte."""
    return json.dumps(said, separators=(",", ":"), default=list)
