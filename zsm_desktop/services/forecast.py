"""Where each school stands at the end of a school year by what is planned and if it goes on as it went, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zsm_desktop.domain.calendar import SchoolYear, month_index
from zsm_desktop.domain.forecast import NO_PLAN, Basis, Outlook, Plan, Range, YearSide, is_compared, outlook
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.spans import ALL, Span
from zsm_desktop.services.planned_use import PlannedUse, planned_use
from zsm_desktop.services.service import Service, read

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

Months = dict[int, tuple[int, int]]
NONE_BOOKED = (0, 0)


@dataclass(frozen=True, slots=True)
class Forecast:
    """Of one school year alone; `outlook` None: nothing is planned and there are too few months to say anything.

    `months` of it are over (of a year that is over all) and compared with the year before, where `is_compared`.
    `so_far_cents` is the balance of the year now, `before_cents` what all years before left the school with, less what
    was settled since.
    """

    school_id: str
    code: str
    name: str
    year: SchoolYear
    months: int
    so_far_cents: int
    before_cents: int
    outlook: Outlook | None
    given_basis: Basis
    taken_basis: Basis
    is_compared: bool
    is_over: bool

    @property
    def now_cents(self) -> int:
        """Where the school stands, all years together."""
        return self.before_cents + self.so_far_cents

    @property
    def standing(self) -> Range | None:
        """Where it may stand at the end of the year, all years together; None as for `outlook`."""
        if self.outlook is None:
            return None
        year = self.outlook.balance
        return Range(*(self.before_cents + cents for cents in (year.low, year.likely, year.high)))


def by_standing(rows: Iterable[Forecast]) -> list[tuple[Forecast, Range]]:
    """Those of which something can be said, who may stand furthest from nought first."""
    known = [(row, standing) for row in rows if (standing := row.standing) is not None]
    return sorted(known, key=lambda one: -abs(one[1].likely))


def if_nothing_done(desk: Desk, span: Span) -> tuple[Forecast, ...]:
    """Of the school year that runs, where these months lie in it: of other months nothing is still to come."""
    year = Span.of_school_year(SchoolYear.of(desk.day))
    is_within = year.first_month <= span.first_month and span.last_month <= year.last_month
    return desk.forecasts.rows() if is_within else ()


class Forecasts(Service):
    @read(Permission.READ_BALANCES)
    def rows(self, year: SchoolYear | None = None) -> tuple[Forecast, ...]:
        """Every school by name; of this school year, or of one that is over, where it is what it was."""
        year = year or SchoolYear.of(self.desk.day)
        this, last = (Span.of_school_year(one) for one in (year, year.shifted(-1)))
        done = min(max(month_index(self.desk.day) - this.first_month, 0), this.length)
        plan = planned_use(self.store, this, self.desk.day) if done < this.length else PlannedUse()
        months: dict[str, Months] = {}
        for row in self.desk.balances.by_month(Span(last.first_month, this.last_month)):
            months.setdefault(row.code, {})[month_index(row.first_day)] = (row.given_cents, row.taken_cents)
        before = {row.code: row.open_cents for row in self.desk.balances.by_school(_before(this))}
        found = []
        for school in self.desk.balances.by_school(this):
            if school.school_id:
                plans = (side.get(school.school_id, NO_PLAN) for side in (plan.given, plan.taken))
                own = months.get(school.code, {})
                given, taken = (_side(own, this, done, at, planned) for at, planned in enumerate(plans))
                found.append(
                    Forecast(
                        school.school_id,
                        school.code,
                        school.name,
                        year,
                        done,
                        school.balance_cents,
                        before[school.code] + school.settled_cents,
                        outlook(given, taken),
                        given.basis,
                        taken.basis,
                        is_compared(given, taken),
                        given.is_over,
                    )
                )
        return tuple(found)


def _before(this: Span) -> Span:
    return Span(ALL.first_month, this.first_month - 1)


def _side(months: Months, year: Span, done: int, at: int, plan: Plan) -> YearSide:
    this, last = (
        tuple(months.get(month - back, NONE_BOOKED)[at] for month in year.months()) for back in (0, year.length)
    )
    return YearSide(this, last, done, plan)
