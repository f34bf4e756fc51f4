"""A book year that can be closed, in one line: the year over and its periods closed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from tests.builders import World
from zsm_desktop.domain.book_years import CheckKind, CheckOutcome
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.ledger import PeriodStatus
from zsm_desktop.services.book_years import YearCard


def next_year(world: World, day: date = date(2027, 1, 11)) -> None:
    world.now = datetime.combine(day, time(9), UTC)


def close_periods(world: World, until: date = date(2026, 12, 31)) -> None:
    """All that start up to that day, the oldest first."""
    for row in world.desk.ledger.periods():
        if row.period.first_day <= until and row.period.status is not PeriodStatus.CLOSED:
            world.desk.ledger.set_period(row.period.id, PeriodStatus.CLOSED)


def close_year(world: World, year: int = 2026) -> YearCard:
    """With its periods, once it is over; the card of what was closed."""
    periods = world.desk.ledger.periods()
    if periods and periods[-1].period.last_day < date(year, 12, 31):
        world.desk.ledger.open_year(SchoolYear(year))
    close_periods(world, date(year, 12, 31))
    years = world.desk.book_years
    years.close(year, years.card(year).until)
    return years.card(year)


def outcomes(card: YearCard) -> dict[CheckKind, CheckOutcome]:
    """Of the checks that are not good."""
    return {check.kind: check.outcome for check in card.checks if check.outcome is not CheckOutcome.GOOD}
