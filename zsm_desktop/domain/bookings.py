"""When two want the same room at the same hour: shown to both, refused to neither, since people settle it by phone."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True, slots=True)
class Slot:
    """Some hours of one day; the end is free for the next."""

    id: str
    starts_at: time
    ends_at: time

    def overlaps(self, other: Slot) -> bool:
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


def clashing(slots: Collection[Slot], capacity: int) -> frozenset[str]:
    """Of one day: those with an hour in which more than `capacity` are there at once."""
    too_many: set[str] = set()
    for moment in {slot.starts_at for slot in slots}:  # the number there grows only where one begins
        there = {slot.id for slot in slots if slot.starts_at <= moment < slot.ends_at}
        if len(there) > capacity:
            too_many |= there
    return frozenset(too_many)


def in_the_way(wanted: Slot, slots: Iterable[Slot], capacity: int) -> tuple[Slot, ...]:
    """Those `wanted` would clash with, by the hour they begin; () when there is room for it."""
    beside = [slot for slot in slots if slot.overlaps(wanted)]
    if wanted.id not in clashing([*beside, wanted], capacity):
        return ()
    return tuple(sorted(beside, key=lambda slot: (slot.starts_at, slot.ends_at, slot.id)))
