"""In which period a delivery is booked: its own while that is open, otherwise the first open one after it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from zsm_desktop.domain.calendar import SchoolYear, month_label, month_start
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.ledger import PeriodStatus

_NEXT = {
    PeriodStatus.OPEN: {PeriodStatus.HOLD, PeriodStatus.CLOSED},
    PeriodStatus.HOLD: {PeriodStatus.OPEN, PeriodStatus.CLOSED},
    PeriodStatus.CLOSED: set[PeriodStatus](),
}
"""A closed period opens only by an act of its own, with a reason: `require_reopening`."""


@dataclass(frozen=True, slots=True)
class PeriodFacts:
    """A part of a school year; on hold it still takes corrections, closed it takes nothing."""

    id: str
    school_year: int
    name: str
    first_day: date
    last_day: date
    status: PeriodStatus

    def takes(self, *, is_reversal: bool) -> bool:
        return self.status is PeriodStatus.OPEN or (is_reversal and self.status is PeriodStatus.HOLD)


class EntryDays:
    """The periods of a ledger, asked day by day where an entry goes."""

    def __init__(self, periods: Iterable[PeriodFacts]) -> None:
        self._periods = sorted(periods, key=lambda period: period.first_day)
        self._starts = [period.first_day for period in self._periods]

    def covers(self, day: date) -> bool:
        index = bisect_right(self._starts, day) - 1
        return index >= 0 and day <= self._periods[index].last_day

    def is_held(self, day: date) -> bool:
        """Whether its own period is on hold: it takes no new delivery, though it is not closed."""
        index = bisect_right(self._starts, day) - 1
        return self.covers(day) and self._periods[index].status is PeriodStatus.HOLD

    def years_missing(self, days: Iterable[date]) -> set[SchoolYear]:
        """School years whose periods must be made before all of `days` can be booked.

        None before a period that is closed: what is older than the books counts as closed with them.
        """
        return {year for year in map(self._year_missing, days) if year is not None}

    def _year_missing(self, day: date) -> SchoolYear | None:
        if not self.covers(day) and not is_behind_closed(day, self._periods):
            return SchoolYear.of(day)
        if not any(p.status is PeriodStatus.OPEN and p.last_day >= day for p in self._periods):
            return SchoolYear.of(self._periods[-1].last_day).shifted(1)
        return None

    def lands_on(self, day: date) -> date:
        """The day on which what was delivered on `day` is booked; periods still to be made are open."""
        year = self._year_missing(day)
        return self.place(day)[1] if year is None else max(day, year.first_day)

    def place(self, day: date, *, is_reversal: bool = False) -> tuple[PeriodFacts, date]:
        """The period and the date of booking for what happened on `day`; raises RuleError("ledger.no_open_period")."""
        first = max(bisect_right(self._starts, day) - 1, 0)
        for period in self._periods[first:]:
            if period.last_day < day:
                continue
            if period.takes(is_reversal=is_reversal and period.first_day <= day):
                return period, max(day, period.first_day)
        raise RuleError("ledger.no_open_period", day=day)


def is_behind_closed(day: date, periods: Iterable[PeriodFacts]) -> bool:
    """Whether a period that starts after `day` is closed; then so is that day, also where it has no period."""
    return any(period.status is PeriodStatus.CLOSED and period.first_day > day for period in periods)


def require_status(old: PeriodStatus, new: PeriodStatus) -> None:
    """Raise RuleError("period.closed") for a closed period, RuleError("period.same") when nothing would change."""
    if new in _NEXT[old]:
        return
    if old is PeriodStatus.CLOSED:
        raise RuleError("period.closed")
    raise RuleError("period.same")


def require_turn(period: PeriodFacts, new: PeriodStatus, periods: Iterable[PeriodFacts], day: date) -> None:
    """What ends a period is for one that is over on `day`, and closing is for the oldest not yet closed.

    Otherwise the next open period of a late delivery could lie in the future, or before one that is closed. Raises
    RuleError("period.not_ended") or ("period.earlier_open").
    """
    if new is not PeriodStatus.OPEN and period.last_day >= day:
        raise RuleError("period.not_ended", last_day=period.last_day)
    if new is not PeriodStatus.CLOSED:
        return
    for other in periods:
        if other.first_day < period.first_day and other.status is not PeriodStatus.CLOSED:
            raise RuleError("period.earlier_open", first_day=other.first_day, last_day=other.last_day)


def require_reopening(period: PeriodFacts, periods: Iterable[PeriodFacts]) -> None:
    """Only what is closed is reopened, the latest first: periods are closed in their order and stay so.

    Raises RuleError("period.not_closed") or ("period.later_closed").
    """
    if period.status is not PeriodStatus.CLOSED:
        raise RuleError("period.not_closed")
    for other in periods:
        if other.first_day > period.first_day and other.status is PeriodStatus.CLOSED:
            raise RuleError("period.later_closed", first_day=other.first_day, last_day=other.last_day)


def months_of(year: SchoolYear) -> Iterator[tuple[str, date, date]]:
    """Name ("2026-08"), first and last day of the twelve periods of a school year."""
    for index in year.months():
        yield month_label(index), month_start(index), month_start(index + 1) - timedelta(days=1)
