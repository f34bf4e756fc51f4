"""One act is one transaction: one actor, one moment, one audit line, and the list of what it touched.

What the database's own guards refuse comes out as a RuleError with the guard's code.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, event, inspect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.ids import NewId
from zsm_desktop.domain.masking import Hidden
from zsm_desktop.domain.permissions import Actor
from zsm_desktop.models.base import Versioned
from zsm_desktop.models.types import utc_text
from zsm_desktop.store import raw
from zsm_desktop.store.engine import Shelf
from zsm_desktop.store.images import MeetingState, Recorder, RowImage, meeting_states, meetings_of
from zsm_desktop.store.place import AuditLine, Place
from zsm_desktop.store.seal import Sealer

# Numbered here: a sequence of the server would leave a gap where a commit failed, and a gap means a missing line.
_ADD_AUDIT = """
INSERT INTO audit_event (number, at, user_id, act, subject_id, facts)
SELECT coalesce(max(number), 0) + 1, ?, ?, ?, ?, ? FROM audit_event RETURNING number
"""
_GUARD = re.compile(r"guard:([a-z_]+\.[a-z_]+)")


class ActSession(Session):
    """The session of one act."""


@event.listens_for(ActSession, "before_flush")
def _raise_versions(session: Session, _context: object, _instances: object) -> None:
    """Once in an act however often it is written out: whoever did the act then knows the version without reading."""
    raised: set[object] = session.info.setdefault("raised", set())
    for row in session.dirty:
        if isinstance(row, Versioned) and row not in raised and session.is_modified(row):
            raised.add(row)
            if not inspect(row).attrs["version"].history.added:
                row.version += 1


@dataclass(slots=True)
class Work:
    """An open act. `subject_id` and `facts` go into the audit line: codes and counts, never a sealed value.

    Two roads in one transaction: `session` for objects, made on first use, and `rows`/`run` for plain SQL where an
    act must be as quick as the database. Plain SQL sees what the session has flushed.
    """

    connection: Connection
    driver: raw.RawConnection
    actor: Actor
    at: datetime
    seal: Sealer
    make_id: NewId
    touched: dict[str, set[str]] = field(default_factory=dict)
    made: str | None = None
    subject_id: str | None = None
    facts: dict[str, object] = field(default_factory=dict)
    hidden: list[Hidden] = field(default_factory=list)
    """What the mask took out of the texts the act kept."""
    notes: str = ""
    """As `Changes.notes`."""
    can_undo: bool = False
    _session: Session | None = None
    _recorder: Recorder | None = None

    @property
    def session(self) -> Session:
        if self._session is None:
            if not self.connection.in_transaction():
                self.connection.begin()  # else the session would commit by itself
            self._session = ActSession(self.connection, expire_on_commit=False, join_transaction_mode="rollback_only")
            if self.can_undo:
                self._recorder = Recorder(self._session)
        return self._session

    @property
    def images(self) -> tuple[RowImage, ...]:
        """What the finished act changed, for taking it back; () for an act that cannot be."""
        return self._recorder.images if self._recorder is not None else ()

    def meetings(self) -> Mapping[str, MeetingState | None]:
        """How far the meetings now are in which the act changed what was said; writes what is left first."""
        if self._session is None or self._recorder is None:
            return {}
        self._session.flush()
        return meeting_states(self.connection, meetings_of(self.connection, self.images))

    def rows(self, sql: str, parameters: raw.Parameters) -> list[Any]:
        """All rows of one statement."""
        return self.driver.execute(sql, parameters).fetchall()

    def run(self, sql: str, rows: Sequence[raw.Parameters]) -> None:
        """One writing statement, once per row."""
        run_many(self.driver, sql, rows)

    def new_id(self) -> str:
        return self.make_id(self.at)

    def touch(self, topic: str, *ids: str) -> None:
        self.touched.setdefault(topic, set()).update(ids)

    def finish(self, act: str, place: Place) -> None:
        """Write what is left and the audit line, and commit; the session's objects stay readable after it."""
        if self._session is not None:
            self._session.commit()
        if not self.driver.in_transaction:
            raise RuntimeError("the act was rolled back inside and yet went on")
        line = add_line(self.driver, self.at, self.actor.user_id, act, self.subject_id or self.made, self.facts)
        place.commit(self.driver, line, self.touched)

    def close(self) -> None:
        if self._session is not None:
            self._session.close()


def run_many(driver: raw.RawConnection, sql: str, rows: Sequence[raw.Parameters]) -> None:
    """One writing statement, once per row, without SQLAlchemy in between."""
    if len(rows) == 1:
        driver.execute(sql, rows[0])
    else:
        driver.executemany(sql, rows)


@contextmanager
def writing(
    shelf: Shelf, place: Place, sealer: Sealer, actor: Actor, act: str, at: datetime, make_id: NewId
) -> Iterator[Work]:
    """Open a unit of work; leaving it normally writes the audit line and commits, an exception undoes everything."""
    with speaking(place):
        connection, driver = shelf.begin(place.begin_writing)
        try:
            work = Work(connection, driver, actor, at, sealer, make_id)
            try:
                yield work
                work.finish(act, place)
            finally:
                work.close()
        finally:
            shelf.put(connection, driver)


@contextmanager
def speaking(place: Place) -> Iterator[None]:
    """What people can do something about comes out as a RuleError."""
    errors: tuple[type[Exception], ...] = (DBAPIError, *place.errors)
    try:
        yield
    except errors as error:
        raise _translated(error, place) from error


def add_line(
    driver: raw.RawConnection,
    at: datetime,
    user_id: str,
    act: str,
    subject_id: str | None,
    facts: Mapping[str, object],
) -> AuditLine:
    """Of an act, in the logbook: the last thing it writes."""
    said = json.dumps(facts, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=str) if facts else None
    when = utc_text(at)
    ((number,),) = driver.execute(_ADD_AUDIT, (when, user_id, act, subject_id, said)).fetchall()
    return AuditLine(number, when, user_id, act)


def _translated(error: Exception, place: Place) -> Exception:
    cause = error.orig if isinstance(error, DBAPIError) else error
    guard = _GUARD.search(str(cause))
    if guard is not None:
        return RuleError(f"guard.{guard[1]}")
    if cause is None:
        return error
    return place.refusal(cause) or error
