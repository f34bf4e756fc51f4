"""What every service shares: the decorators that tie a method to its permission, and to one unit of work."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, cast

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.kept_text import kept
from zsm_desktop.domain.permissions import Actor, Permission
from zsm_desktop.domain.sealed import SealedBytes
from zsm_desktop.services import retirement
from zsm_desktop.services.changes import TOPICS, Changes
from zsm_desktop.services.steps import Step

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.store.images import MeetingState
    from zsm_desktop.store.seal import Sealer
    from zsm_desktop.store.store import Store
    from zsm_desktop.store.work import Work

P = ParamSpec("P")
T = TypeVar("T")
S = TypeVar("S", bound="Service")


class NotReady(Exception):
    """What an act cannot do without takes long to make: `make` does it while nobody waits, and the act begins anew.

    Raised before the act did anything that its transaction does not take back, and only while `is_acting`.
    """

    def __init__(self, make: Callable[[], None]) -> None:
        super().__init__()
        self.make = make


class _Acting(threading.local):
    is_on = False


_acting = _Acting()


def is_acting() -> bool:
    """This thread is in the middle of an act: all others who write wait for it."""
    return _acting.is_on


class Service:
    """One room's work on the open store, as the actor at the desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @property
    def store(self) -> Store:
        return self.desk.store

    @property
    def actor(self) -> Actor:
        return self.desk.actor


def read(
    *permissions: Permission,
) -> Callable[[Callable[Concatenate[S, P], T]], Callable[Concatenate[S, P], T]]:
    """A method that only reads; RuleError("permission.missing") unless the role has one of `permissions`."""

    def decorate(method: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
        @functools.wraps(method)
        def run(self: S, *args: P.args, **kwargs: P.kwargs) -> T:
            with _refusing(self.desk):
                self.desk.actor.require(*permissions)
                return method(self, *kept(args), **kept(kwargs))

        run.permission = permissions  # type: ignore[attr-defined]
        return cast("Callable[Concatenate[S, P], T]", run)

    return decorate


def act(
    name: str, *permissions: Permission, can_undo: bool = False
) -> Callable[[Callable[Concatenate[S, Work, P], None]], Callable[Concatenate[S, P], Changes]]:
    """A method that writes: permission, one unit of work, one audit line `name`, and Changes for the listeners.

    `can_undo`: what it did to the rows is remembered, and the desk can take it back; for acts that write through the
    session only.
    """

    def decorate(method: Callable[Concatenate[S, Work, P], None]) -> Callable[Concatenate[S, P], Changes]:
        def once(self: S, *args: P.args, **kwargs: P.kwargs) -> tuple[Work, Mapping[str, MeetingState | None]]:
            desk = self.desk
            _acting.is_on = True
            try:
                with desk.store.writing(desk.actor, name, desk.clock()) as work:
                    work.can_undo = can_undo
                    method(self, work, *args, **kwargs)
                    meetings = work.meetings()
                return work, meetings
            except UnicodeEncodeError as error:  # half a character, as a broken paste leaves it
                raise RuleError("text.broken") from error
            finally:
                _acting.is_on = False

        @functools.wraps(method)
        def run(self: S, *args: P.args, **kwargs: P.kwargs) -> Changes:
            with _refusing(desk := self.desk):
                desk.actor.require(*permissions)
                if (refused := retirement.closed(desk)) is not None:
                    raise refused
                try:
                    work, meetings = _when_ready(lambda: once(self, *kept(args), **kept(kwargs)))
                except RuleError as error:
                    retirement.meet(desk, error)
                    raise
            changes = _changes(work)
            if can_undo and work.images:
                desk.steps.remember(Step(name, permissions, work.images, changes, meetings))
            elif not can_undo and changes.topics:
                desk.steps.is_last_final = True
            desk.changes.publish(changes)
            return changes

        run.permission = permissions  # type: ignore[attr-defined]
        run.act = name  # type: ignore[attr-defined]
        run.can_undo = can_undo  # type: ignore[attr-defined]
        return cast("Callable[Concatenate[S, P], Changes]", run)

    return decorate


class _refusing:  # noqa: N801
    """What is refused in it is said in the network's own words, where those were read already; it reads nothing."""

    __slots__ = ("_desk",)

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, RuleError) and error.nouns is None:
            error.nouns = self._desk.__dict__.get("nouns")


def _when_ready(attempt: Callable[[], T]) -> T:
    while True:
        try:
            return attempt()
        except NotReady as met:
            make = met.make
        make()


def _changes(work: Work) -> Changes:
    if not TOPICS.issuperset(work.touched):
        raise LookupError(f"unknown topics: {sorted(work.touched.keys() - TOPICS)}")
    return Changes(
        {topic: frozenset(ids) for topic, ids in work.touched.items()}, work.made, tuple(work.hidden), notes=work.notes
    )


def opened(seal: Sealer, table: str, row_id: str, column: str, value: SealedBytes | bytes | None) -> str:
    """The text of one sealed value; "" where there is none or this user's key slot does not hold the second key."""
    if value is None or not seal.may_open:
        return ""
    return seal.open(table, row_id, column, SealedBytes(value))


def sealed(work: Work, table: str, row_id: str, column: str, text: str | None) -> SealedBytes | None:
    """`text` sealed for its place in the store; an empty text is kept as nothing."""
    return work.seal.seal(table, row_id, column, text) if text else None


def sealed_fact(work: Work, subject_id: str, name: str, text: str) -> str:
    """Free text for the audit line: sealed, as nobody knows what people type, and only those with names read it."""
    return work.seal.seal("audit_event", subject_id, name, text.strip()[:400]).hex()
