"""Reads that do not wait for each other are asked together: over a slow line a turn costs more than a statement.

On a server each read runs up to its first question; the questions of all go over in one go, and the reads begin again
with the answers known, until every one has its own. So a read in it only reads, and does the same every time; one that
does an act first, as opening a dossier, stops for no question from there on. A file answers at once: there each read is
done when its outcome is asked for.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar, cast

from zsm_desktop.store import raw

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

T = TypeVar("T")
MOST_TURNS = 40
"""A read that needs more asks the rest by itself: beginning again would cost more than the turns do."""


class Unanswered(Exception):
    """A read stops here until its question has been asked with those of the others."""


class Question(NamedTuple):
    """`parameters` as (name, value) or bare values; `is_plain` for what is not asked through SQLAlchemy."""

    sql: str
    parameters: tuple[Any, ...]
    is_plain: bool


class Answer(NamedTuple):
    description: Any
    rows: list[Any]


class Asker(raw.RawConnection, Protocol):
    """A connection over which several questions take one turn."""

    def ask_all(self, questions: list[Question]) -> list[Answer]: ...


class Round:
    """What one thread asks over one connection inside one moment: the same question has the same answer.

    `of` is the engine of that connection, or the connection itself where there is none.
    """

    def __init__(self, asker: Asker, of: object) -> None:
        self.asker, self.of = asker, of
        self.is_gathering = False
        """Reads stop at what is not known yet."""
        self._answers: dict[Question, Answer] = {}
        self._open: dict[Question, None] = {}

    def answer(self, question: Question) -> Answer:
        """Raises `Unanswered` the first time while it is gathering."""
        if question not in self._answers:
            self._open[question] = None
            if self.is_gathering:
                raise Unanswered
            self.ask()
        return self._answers[question]

    def ask(self) -> None:
        questions, self._open = list(self._open), {}
        if questions:
            self._answers.update(zip(questions, self.asker.ask_all(questions), strict=True))


class _Now(threading.local):
    round: Round | None = None


_now = _Now()


def current() -> Round | None:
    """What this thread asks now, and knows."""
    return _now.round


def gathering(of: object) -> Asker | None:
    """The connection over which this thread asks together what is `of` this engine, while it does."""
    now = _now.round
    return now.asker if now is not None and now.is_gathering and now.of is of else None


def remember(connection: Connection | None) -> None:
    """From now on what is read over this connection is remembered, until the next call; only for one that reads."""
    asker = asker_of(connection) if connection is not None else None
    _now.round = Round(asker, connection.engine) if connection is not None and asker is not None else None


def remember_plain(reader: raw.RawConnection) -> None:
    """As `remember`, over a connection that is not SQLAlchemy's."""
    if hasattr(reader, "ask_all") and (_now.round is None or _now.round.of is not reader):
        _now.round = Round(cast("Asker", reader), reader)


def asker_of(connection: Connection) -> Asker | None:
    from zsm_desktop.store.engine import plain

    driver = plain(connection)
    return cast("Asker", driver) if hasattr(driver, "ask_all") else None


class Later(Generic[T]):
    """The outcome of a read, also for the reads that come behind it; raises what the read raised."""

    def __init__(self, of: Together, read: Callable[[], T]) -> None:
        self._of, self._read = of, read
        self._value: T | None = None
        self._error: Exception | None = None
        self.is_done = False

    def __call__(self) -> T:
        if not self.is_done:
            self._of.finish(self)
        if self._error is not None:
            raise self._error
        return cast("T", self._value)

    def run(self) -> None:
        """Not done after it: it waits for an answer."""
        try:
            self._value = self._read()
        except Unanswered:
            return
        except Exception as error:  # noqa: BLE001 - raised where its outcome is asked for
            self._error = error
        self.is_done = True


class Together:
    """Takes reads, and does all it has when the outcome of the first is asked for."""

    def __init__(self, asker: Asker | None, of: object) -> None:
        self._asker, self._of = asker, of
        self._waiting: list[Later[Any]] = []
        self._is_running = False

    def __call__(self, read: Callable[[], T]) -> Later[T]:
        later = Later(self, read)
        self._waiting.append(later)
        return later

    def do(self, *reads: Callable[[], object]) -> None:
        """For what is known then; what a read raises it raises again where its outcome is wanted."""
        for read in reads:
            self(read)
        if self._waiting:
            self.finish(self._waiting[0])

    def finish(self, later: Later[Any]) -> None:
        if self._asker is None:
            later.run()
        elif self._is_running:
            raise Unanswered  # one read waits for another
        elif gathering(self._of) is self._asker:
            self._run()
            if self._waiting:
                raise Unanswered
        else:
            self._ask(self._asker)

    def _run(self) -> None:
        self._is_running = True
        try:
            for later in self._waiting:
                later.run()
        finally:
            self._is_running = False
        self._waiting = [one for one in self._waiting if not one.is_done]

    def _ask(self, asker: Asker) -> None:
        before = _now.round
        mine = before if before is not None and before.asker is asker else Round(asker, self._of)
        _now.round, mine.is_gathering = mine, True
        turns = 0
        try:
            self._run()
            while self._waiting:
                mine.ask()
                turns += 1
                mine.is_gathering = turns < MOST_TURNS
                self._run()
        finally:
            mine.is_gathering = False
            if _now.round is mine:  # else a read did an act
                _now.round = before


def together(session: Session) -> Together:
    """For reads of this session; what it has still to write is written first, so that no read does."""
    session.flush()
    return over(session.connection())


def over(connection: Connection) -> Together:
    return Together(asker_of(connection), connection.engine)


def over_plain(reader: raw.RawConnection) -> Together:
    """Without SQLAlchemy: for reads that ask by `Store.rows` alone."""
    return Together(cast("Asker", reader) if hasattr(reader, "ask_all") else None, reader)
