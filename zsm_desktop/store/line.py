"""What programs on one store tell each other: what an act touched, and who has which thing open. A file has none.

Identifiers only: whoever may log in to the database can listen.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from zsm_desktop.store.place import Place

Topics = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody has open: the `thing_id` of a `topic`."""

    user_id: str
    topic: str
    thing_id: str


class Why(StrEnum):
    """What closed a network to who has it open."""

    MOVED = "moved"
    """It went from its server to a file."""
    REKEYED = "rekeyed"
    """It has other keys than those one works with."""
    WITHDRAWN = "withdrawn"
    """One may not open it any more."""


@dataclass(frozen=True, slots=True)
class Retired:
    """A network on a server takes nothing any more; None where it was not written down when that began, and by whom."""

    at: datetime | None = None
    by: str | None = None
    why: Why = Why.MOVED

    @property
    def may_read(self) -> bool:
        """What stands there is still shown to who has it open."""
        return self.why is Why.MOVED


@dataclass(frozen=True, slots=True)
class Ears:
    """Called in the thread of the line, or in the one that opens it.

    `touched` None: something was missed, anything may have changed.
    """

    touched: Callable[[Topics | None], object]
    moved: Callable[[], object]
    """Somebody came or went; see `Line.others`."""
    turned: Callable[[Exception | None], object] = lambda _why: None
    """The line is down, and why, told when it fell silent and at every try that fails; or None: it is up.

    Told before `touched`.
    """
    retired: Callable[[Retired], object] = lambda _how: None
    """From now on the network is only read here; told when the line is laid, and when it happens."""


class Line(Protocol):
    def try_now(self) -> None:
        """Do not wait for the next try, while it is down."""
        ...

    def stand(self, topic: str, thing_id: str) -> None:
        """Tell the others what this user has open; "" for nothing."""
        ...

    def others(self) -> tuple[Standing, ...]:
        """What the others have open, each once, as far as they were heard of lately."""
        ...

    def stop(self) -> None: ...


class Outlet(Protocol):
    """What an act touched goes out with its end; see `Place.commit`."""

    def listen(self, place: Place, user_id: str, ears: Ears) -> Line | None:
        """The line to the others, open until it is stopped; None where there can be no others."""
        ...


class Alone:
    """Of a file: its lease lets nobody else write, and who only reads asks when it wants to know."""

    def listen(self, place: Place, user_id: str, ears: Ears) -> Line | None:  # noqa: ARG002 - nobody else is there
        return None
