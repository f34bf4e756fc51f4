"""Who directs the trajectory of a case from which day, and whether one person directs more of them than was agreed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class HandoverStatus(StrEnum):
    """Until it is accepted, who directed the case stays responsible for it."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Load(StrEnum):
    """How many one person guides beside what the profile agrees for that role."""

    NONE = ""
    LEAST = "least"
    MOST = "most"


@dataclass(frozen=True, slots=True)
class Guided:
    """`ended_on` is the day on which somebody else began; None for who directs the case now."""

    contact_id: str
    began_on: date
    ended_on: date | None = None

    def is_on(self, day: date) -> bool:
        return self.began_on <= day and (self.ended_on is None or day < self.ended_on)


def guides_on(history: Iterable[Guided], day: date) -> tuple[Guided, ...]:
    """Who directs the case on `day`: nobody, or one."""
    return tuple(one for one in history if one.is_on(day))


def load(cases: int, least: int | None, most: int | None) -> Load:
    if most is not None and cases > most:
        return Load.MOST
    return Load.LEAST if least is not None and cases < least else Load.NONE
