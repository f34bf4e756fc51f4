"""One opened network: its folder, its keys, and the two ways in, raw reading and the unit of work.

Raw reading needs no SQLAlchemy, so that the first screen and the short commands do not wait for it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zsm_desktop.domain.ids import NewId, new_id
from zsm_desktop.domain.permissions import Actor
from zsm_desktop.store import raw
from zsm_desktop.store.keys import Keys
from zsm_desktop.store.lease import Lease
from zsm_desktop.store.place import Place, place_of
from zsm_desktop.store.seal import Sealer

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from zsm_desktop.store.engine import Shelf
    from zsm_desktop.store.work import Work

Row = tuple[Any, ...]


class Store:
    """An unlocked store; closing it checkpoints the file and drops the keys."""

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
        self.seal = Sealer(keys.seal_key)
        self._keys: Keys | None = keys
        self._lease = lease
        self._place: Place | None = place or place_of(folder, keys, is_read_only=read_only)
        self._new_id = new_id
        self._raw_lock = threading.RLock()
        self._raw = connection

    @property
    def db_path(self) -> Path:
        return self.folder / "store.db"

    @property
    def keys(self) -> Keys:
        if self._keys is None:
            raise RuntimeError("the store is closed")
        return self._keys

    @property
    def place(self) -> Place:
        """Where the rows are; it opens connections, so it goes with the keys."""
        if self._place is None:
            raise RuntimeError("the store is closed")
        return self._place

    @cached_property
    def engine(self) -> Engine:
        return self.place.engine()

    @cached_property
    def shelf(self) -> Shelf:
        from zsm_desktop.store.engine import Shelf

        return Shelf(self.engine)

    def rows(self, sql: str, parameters: Mapping[str, object] | Sequence[object] = ()) -> list[Row]:
        """All rows of one reading statement, outside any transaction; safe from any thread."""
        with self._raw_lock:
            found: list[Row] = self._reader().execute(sql, parameters).fetchall()
        return found

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All `rows` of this thread inside it are of one and the same moment; other threads wait with theirs."""
        with self._raw_lock:
            reader = self._reader()
            if reader.in_transaction:
                yield
                return
            reader.execute(self.place.begin_reading)
            try:
                yield
            finally:
                reader.execute("ROLLBACK")

    def _reader(self) -> raw.RawConnection:
        if self._raw is None:
            self._raw = self.place.connect()
        return self._raw

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session on one consistent moment of the store; anything added to it is thrown away."""
        from sqlalchemy.orm import Session

        with self.shelf.lent() as connection, Session(connection) as session:
            yield session

    def writing(self, actor: Actor, act: str, at: datetime) -> AbstractContextManager[Work]:
        from zsm_desktop.store.work import writing

        return writing(self.shelf, self.place, self.seal, actor, act, at, self._new_id)

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
        if self._lease is not None:
            self._lease.release()
            self._lease = None
