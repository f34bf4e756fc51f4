"""School years run from 1 August to 31 July; books follow them by month. A day is one on the clocks of the schools."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta
from zoneinfo import ZoneInfo

from zsm_desktop.domain.errors import RuleError

FIRST_MONTH = 8
HOME = ZoneInfo("Europe/Amsterdam")
"""Where the schools are; moments are kept in UTC, which is on another day for the first hour or two of each."""


def home_day(at: datetime) -> date:
    """The day it was on the wall; a moment without a zone was read from that clock."""
    return (at if at.tzinfo is None else at.astimezone(HOME)).date()


@dataclass(frozen=True, slots=True, order=True)
class SchoolYear:
    """The school year that starts on 1 August of `start_year`."""

    start_year: int

    @classmethod
    def of(cls, day: date) -> SchoolYear:
        return cls(day.year if day.month >= FIRST_MONTH else day.year - 1)

    @classmethod
    def parse(cls, label: str) -> SchoolYear:
        """Read "2026/27"; raises RuleError("school_year.unreadable")."""
        found = re.fullmatch(r"(\d{4})/(\d{2})", label.strip(), re.ASCII)
        if found is None or (int(found[1]) + 1) % 100 != int(found[2]) or not MINYEAR <= int(found[1]) < MAXYEAR:
            raise RuleError("school_year.unreadable", text=label)
        return cls(int(found[1]))

    @property
    def label(self) -> str:
        return f"{self.start_year}/{(self.start_year + 1) % 100:02d}"

    @property
    def first_day(self) -> date:
        return date(self.start_year, FIRST_MONTH, 1)

    @property
    def last_day(self) -> date:
        return date(self.start_year + 1, FIRST_MONTH, 1) - timedelta(days=1)

    def shifted(self, years: int) -> SchoolYear:
        return SchoolYear(self.start_year + years)

    def months(self) -> Iterator[int]:
        """The twelve month indexes of this year, August first."""
        first = month_index(self.first_day)
        return iter(range(first, first + 12))


def month_index(day: date) -> int:
    """Months since year 0: one integer that sorts and subtracts; the ledger's totals are kept per month."""
    return day.year * 12 + day.month - 1


def month_start(index: int) -> date:
    return date(index // 12, index % 12 + 1, 1)


def month_label(index: int) -> str:
    """ISO month such as "2026-11"."""
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def age_on(birth_date: date, day: date) -> int:
    """Whole years on `day`; someone born on 29 February has the birthday on 1 March in other years."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))
