"""One opened network: its folder, its keys, and the two ways in, raw reading and the unit of work.

Raw reading needs no SQLAlchemy, so that the first screen and the short commands do not wait for it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.ids import NewId, new_id
from zsm_desktop.domain.permissions import Actor
from zsm_desktop.store import raw
from zsm_desktop.store.keys import KeyFile, Keys
from zsm_desktop.store.lease import Lease
from zsm_desktop.store.line import Retired
from zsm_desktop.store.place import FilePlace, Place, place_of
from zsm_desktop.store.seal import Sealer
from zsm_desktop.store.together import (
    Together,
    Unanswered,
    asker_of,
    gathering,
    over,
    over_plain,
    remember,
    remember_plain,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlalchemy.orm import Session

    from zsm_desktop.store.engine import Shelf
    from zsm_desktop.store.work import Work

Row = tuple[Any, ...]


class Updated(NamedTuple):
    """An older store was brought up to date when it was opened: from which version, and the copy made before."""

    from_version: int
    copy: Path


T = TypeVar("T")


class _Moment(threading.local):
    """`lent` are the connections of `Store.moment`; the last one is read from until an act makes it `is_past`."""

    is_shared = False
    is_past = False
    is_in_snapshot = False
    """`Store.snapshot` has the raw line in a moment of its own."""

    def __init__(self) -> None:
        self.lent: list[tuple[Connection, raw.RawConnection]] = []


class Store:
    """An unlocked store; closing it checkpoints the file and drops the keys.

    What is asked of it after that is refused: RuleError("store.closed").
    """

    def __init__(
        self,
        folder: Path,
        keys: Keys,
        *,
        read_only: bool = False,
        lease: Lease | None = None,
        connection: raw.RawConnection | None = None,
        new_id: NewId = new_id,
        place: Place | None = None,
    ) -> None:
        self.folder = folder
        self.is_read_only = read_only
        self.updated: Updated | None = None
        self.seal = Sealer(keys.seal_key)
        self._keys: Keys | None = keys
        self._lease = lease
        self._place: Place | None = place or place_of(folder, keys, is_read_only=read_only)
        self._new_id = new_id
        self._raw_lock = threading.RLock()
        self._raw = connection
        self._moment = _Moment()

    @property
    def db_path(self) -> Path:
        return self.folder / "store.db"

    @property
    def keys(self) -> Keys:
        if self._keys is None:
            raise RuleError("store.closed")
        return self._keys

    @property
    def place(self) -> Place:
        """Where the rows are; it opens connections, so it goes with the keys."""
        if self._place is None:
            raise RuleError("store.closed")
        return self._place

    @cached_property
    def engine(self) -> Engine:
        return self.place.engine()

    @cached_property
    def shelf(self) -> Shelf:
        from zsm_desktop.store.engine import Shelf

        return Shelf(self.engine, self.place)

    def rows(self, sql: str, parameters: Mapping[str, object] | Sequence[object] = ()) -> list[Row]:
        """All rows of one reading statement, outside any transaction of its own; safe from any thread.

        Raises RuleError as `Place.refusal`.
        """
        return _read(self, lambda reader: list(reader.execute(sql, parameters).fetchall()))

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All `rows` of this thread inside it are of one and the same moment; other threads wait with theirs."""
        mine = self._moment
        is_of_one = _is_at_a_moment(self) and not mine.is_in_snapshot
        if is_of_one or gathering(self.__dict__.get("engine")) is not None:
            yield
            return
        with self._raw_lock:
            if mine.is_in_snapshot:
                yield
                return
            _forget_rows(self)  # which were of an earlier moment
            self._asked(lambda reader: reader.execute(self.place.begin_reading))
            mine.is_in_snapshot = True
            try:
                yield
            finally:
                mine.is_in_snapshot = False
                _forget_rows(self)
                if self._raw is not None:
                    self._asked(lambda reader: reader.execute("ROLLBACK"))

    def _asked(self, ask: Callable[[raw.RawConnection], T]) -> T:
        """A reader that turns out to be lost is replaced and asked once more, but not in the middle of a snapshot."""
        try:
            reader = self._reader()
            try:
                return ask(reader)
            except self.place.errors:
                if not raw.is_lost(reader):
                    raise
                self._raw = None
                if self._moment.is_in_snapshot:
                    raise
                return ask(self._reader())
        except self.place.errors as error:
            refused = self.place.refusal(error)
            if refused is None:
                raise
            raise refused from error

    def _reader(self) -> raw.RawConnection:
        if self._raw is None:
            self._raw = self.place.connect()
        return self._raw

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session on one consistent moment of the store; anything added to it is thrown away.

        Raises RuleError as `Place.refusal`.
        """
        from sqlalchemy.orm import Session

        with self._begun() as connection, Session(connection) as session:
            yield session

    @contextmanager
    def moment(self) -> Iterator[None]:
        """All `reading` of this thread inside it is of one moment, begun once; after a writing act of a later one."""
        mine = self._moment
        if mine.is_shared:
            yield
            return
        mine.is_shared, mine.is_past = True, False
        try:
            yield
        finally:
            mine.is_shared = False
            remember(None)
            lent, mine.lent = mine.lent, []
            for connection, driver in lent:
                self.shelf.put(connection, driver)

    @contextmanager
    def _begun(self) -> Iterator[Connection]:
        from zsm_desktop.store.work import speaking

        def begin(driver: raw.RawConnection) -> None:
            driver.execute(self.place.begin_reading)

        mine = self._moment
        with speaking(self.place):
            if mine.is_shared:
                if mine.is_past or not mine.lent:
                    mine.lent.append(self.shelf.begin(begin))
                    mine.lent[-1][0].begin()  # else the first session would end it with its own
                    mine.is_past = False
                    remember(mine.lent[-1][0])
                try:
                    yield mine.lent[-1][0]
                except (Unanswered, RuleError):
                    raise  # what is refused was asked, and answered
                except BaseException:
                    mine.is_past = True  # nothing more can be asked in a transaction that failed
                    raise
                return
            connection, driver = self.shelf.begin(begin)
            try:
                yield connection
            finally:
                self.shelf.put(connection, driver)

    @contextmanager
    def writing(self, actor: Actor, act: str, at: datetime) -> Iterator[Work]:
        from zsm_desktop.store.work import writing

        self._moment.is_past = True
        remember(None)  # an act asks by itself, also where a read does it
        try:
            with writing(self.shelf, self.place, self.seal, actor, act, at, self._new_id) as work:
                yield work
        finally:
            self._moment.is_past = True  # also where something was read beside the act before it was done
            remember(None)

    def close(self) -> None:
        """Close every connection (the last folds the log into the file), drop the keys, let the next one in."""
        if "engine" in self.__dict__:
            self.shelf.close()
            del self.__dict__["shelf"], self.__dict__["engine"]
        with self._raw_lock:
            if self._raw is not None:
                self._raw.close()
                self._raw = None
        self._keys = self._place = None
        self.seal = Sealer(None)
        if self._lease is not None:
            self._lease.release()
            self._lease = None


@contextmanager
def together(store: Store) -> Iterator[Together]:
    """Reads of services that do not wait for each other, all of one moment."""
    with store.moment(), store._begun() as connection:  # noqa: SLF001 - of this module
        yield over(connection)


def ahead(store: Store, *reads: Callable[[], object], is_plain: bool = False) -> None:
    """Inside a `moment`: what these reads will ask is asked now, in one go, where that is quicker.

    `is_plain`: they ask by `rows` alone, so where nothing else was read yet this needs no SQLAlchemy.
    """
    if not is_far(store):
        return
    if not is_plain or _is_at_a_moment(store):
        with together(store) as ask_all:
            ask_all.do(*reads)
        return

    def ask(reader: raw.RawConnection) -> None:
        if _remembers_rows(store):
            remember_plain(reader)
        over_plain(reader).do(*reads)

    with store._raw_lock:  # noqa: SLF001 - of this module
        store._asked(ask)  # noqa: SLF001 - of this module


def _read(store: Store, ask: Callable[[raw.RawConnection], T]) -> T:
    """Over the line of this thread's `moment`, which knows what was answered, where a question takes a turn."""
    asker = gathering(store.__dict__.get("engine"))
    if asker is not None:
        return ask(asker)
    if _is_at_a_moment(store) and not store._moment.is_in_snapshot:  # noqa: SLF001 - of this module
        with store._begun() as connection:  # noqa: SLF001 - of this module
            line = asker_of(connection)
            if line is not None:
                return ask(line)

    def known(reader: raw.RawConnection) -> T:
        if _remembers_rows(store):
            remember_plain(reader)
        return ask(reader)

    with store._raw_lock:  # noqa: SLF001 - of this module
        return store._asked(known)  # noqa: SLF001 - of this module


def _is_at_a_moment(store: Store) -> bool:
    """This thread reads all from one connection of a server already."""
    mine = store._moment  # noqa: SLF001 - of this module
    return bool(mine.lent) and not mine.is_past and is_far(store)


def _remembers_rows(store: Store) -> bool:
    """What `rows` has of this moment holds to its end: nothing else was read yet, and no act came."""
    mine = store._moment  # noqa: SLF001 - of this module
    return mine.is_shared and not mine.is_past and not mine.lent


def _forget_rows(store: Store) -> None:
    if _remembers_rows(store):
        remember(None)


def header_of(store: Store) -> KeyFile:
    """The key slots now, over the connection of `rows`; raises as that, and as `Place.header`."""
    return _read(store, store.place.header)


def is_far(store: Store) -> bool:
    """Every question takes a turn over a line."""
    return not isinstance(store.place, FilePlace)


def retired(store: Store) -> Retired | None:
    """What closed a network on a server to this program, if anything did; asked of a server only."""
    from zsm_desktop.store.postgres import retirement

    try:
        (row,) = store.rows(retirement.ASK)
    except RuleError as error:
        if error.code not in {"server.no_right", "server.empty"}:  # who sees nothing finds no table
            raise
        return retirement.WITHDRAWN
    return retirement.read(row, getattr(store.place, "key_mark", ""))
