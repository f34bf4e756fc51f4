"""Where each school stands at the end of this school year if it goes on as it went, with what that is based on."""

from __future__ import annotations

from dataclasses import dataclass

from zsm_desktop.domain.calendar import SchoolYear, month_index
from zsm_desktop.domain.forecast import Basis, Outlook, YearSide, outlook
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.spans import Span
from zsm_desktop.services.service import Service, read

Months = dict[int, tuple[int, int]]
NONE_BOOKED = (0, 0)


@dataclass(frozen=True, slots=True)
class Forecast:
    """Of this school year alone; `outlook` None: too few months to say anything.

    `months` of it are over and compared with last year's; `so_far_cents` is the balance of the year now.
    """

    school_id: str
    code: str
    name: str
    year: SchoolYear
    months: int
    so_far_cents: int
    outlook: Outlook | None
    given_basis: Basis
    taken_basis: Basis


class Forecasts(Service):
    @read(Permission.READ_BALANCES)
    def rows(self) -> tuple[Forecast, ...]:
        """Every school by name."""
        year = SchoolYear.of(self.desk.day)
        this, last = (Span.of_school_year(one) for one in (year, year.shifted(-1)))
        done = month_index(self.desk.day) - this.first_month
        months: dict[str, Months] = {}
        for row in self.desk.balances.by_month(Span(last.first_month, this.last_month)):
            months.setdefault(row.code, {})[month_index(row.first_day)] = (row.given_cents, row.taken_cents)
        found = []
        for school in self.desk.balances.by_school(this):
            if school.school_id:
                given, taken = (_side(months.get(school.code, {}), this, done, at) for at in (0, 1))
                found.append(
                    Forecast(
                        school.school_id,
                        school.code,
                        school.name,
                        year,
                        done,
                        school.balance_cents,
                        outlook(given, taken),
                        given.basis,
                        taken.basis,
                    )
                )
        return tuple(found)


def _side(months: Months, year: Span, done: int, at: int) -> YearSide:
    this, last = (
        tuple(months.get(month - back, NONE_BOOKED)[at] for month in year.months()) for back in (0, year.length)
    )
    return YearSide(this, last, done)
