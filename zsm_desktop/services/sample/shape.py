"""What every part of the sample shares: the frame of dates and chance, and the rows that come out.

Each part has its own stream of chance, so that asking for more deliveries does not change who the pupils are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from random import Random

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.ids import uuid7

Row = dict[str, object]
Rows = dict[str, list[Row]]
"""Table name → rows; sealed columns hold plain text here and are sealed on their way to the store."""


@dataclass(frozen=True, slots=True)
class Frame:
    """`years` full school years and the running one, seen on `today`."""

    seed: int
    today: date
    years: int

    @property
    def running(self) -> SchoolYear:
        return SchoolYear.of(self.today)

    @property
    def school_years(self) -> list[SchoolYear]:
        """Oldest first, the running one last."""
        return [self.running.shifted(-back) for back in range(self.years, -1, -1)]

    @property
    def first_day(self) -> date:
        return self.school_years[0].first_day

    @property
    def last_calendar_year(self) -> int:
        return self.today.year - 1

    @property
    def made_at(self) -> datetime:
        return at(self.today, 6)

    def dice(self, *subject: object) -> Random:
        """Chance for one subject; a text seed gives the same numbers in every version of Python."""
        return Random("/".join(map(str, (self.seed, *subject))))  # noqa: S311 - invented data, nothing secret


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), UTC)


def new_id(dice: Random, day: date) -> str:
    """An identifier as if made in office hours of `day`."""
    return uuid7(at(day, 8 + dice.randrange(7), dice.randrange(60)), dice.getrandbits)


def share_of(counts: Mapping[str, int], numerator: int, denominator: int) -> dict[str, int]:
    """Counts scaled to a smaller or larger network, halves up."""
    return {name: (2 * count * numerator + denominator) // (2 * denominator) for name, count in counts.items()}
