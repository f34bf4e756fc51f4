"""Periods, seats and the states of a delivery: rules on values."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.deliveries import DeliveryStatus, require_move, suggested_hundredths
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.ledger import PeriodStatus
from zsm_desktop.domain.periods import EntryDays, PeriodFacts, months_of, require_status
from zsm_desktop.domain.seats import most_at_once, require_seat, seats_free, usual_span, usual_start

OPEN, HOLD, CLOSED = PeriodStatus.OPEN, PeriodStatus.HOLD, PeriodStatus.CLOSED


def periods(*statuses: PeriodStatus) -> EntryDays:
    """The first months of 2026/27 in these states."""
    months = zip(months_of(SchoolYear(2026)), statuses, strict=False)
    return EntryDays(PeriodFacts(name, 2026, name, first, last, status) for (name, first, last), status in months)


def refused(code: str):
    return pytest.raises(RuleError, match=rf"^{code}\b")


@pytest.mark.parametrize(
    ("statuses", "is_reversal", "month", "booked_on"),
    [
        ((OPEN, OPEN), False, "2026-08", date(2026, 8, 20)),
        ((CLOSED, OPEN), False, "2026-09", date(2026, 9, 1)),
        ((CLOSED, CLOSED, OPEN), False, "2026-10", date(2026, 10, 1)),
        ((HOLD, OPEN), False, "2026-09", date(2026, 9, 1)),
        ((HOLD, OPEN), True, "2026-08", date(2026, 8, 20)),
        ((CLOSED, HOLD, OPEN), True, "2026-10", date(2026, 10, 1)),
    ],
    ids=["own", "next", "the one after", "on hold", "correction on hold", "hold takes no foreign correction"],
)
def test_where_a_delivery_of_20_august_is_booked(statuses, is_reversal, month, booked_on) -> None:
    period, day = periods(*statuses).place(date(2026, 8, 20), is_reversal=is_reversal)
    assert (period.name, day) == (month, booked_on)


def test_without_an_open_period_nothing_is_booked() -> None:
    with refused("ledger.no_open_period"):
        periods(CLOSED, HOLD).place(date(2026, 8, 20))


def test_years_that_are_still_to_be_made() -> None:
    days = periods(*[OPEN] * 12)
    assert days.years_missing([date(2026, 8, 1), date(2027, 7, 31)]) == set()
    assert days.years_missing([date(2025, 9, 1), date(2028, 9, 1)]) == {SchoolYear(2025), SchoolYear(2028)}
    assert periods(*[CLOSED] * 12).years_missing([date(2027, 7, 1)]) == {SchoolYear(2027)}


@pytest.mark.parametrize(("old", "new"), [(OPEN, HOLD), (HOLD, OPEN), (OPEN, CLOSED), (HOLD, CLOSED)])
def test_a_period_may_be_put_on_hold_and_closed(old: PeriodStatus, new: PeriodStatus) -> None:
    assert require_status(old, new) is None


@pytest.mark.parametrize(("new", "code"), [(OPEN, "period.closed"), (HOLD, "period.closed"), (CLOSED, "period.closed")])
def test_a_closed_period_stays_closed(new: PeriodStatus, code: str) -> None:
    with refused(code):
        require_status(CLOSED, new)


def test_a_period_that_stands_so_already() -> None:
    with refused("period.same"):
        require_status(OPEN, OPEN)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("confirmed", "withdrawn", "delivery.already_confirmed"),
        ("confirmed", "disputed", "delivery.already_confirmed"),
        ("confirmed", "confirmed", "delivery.already_confirmed"),
        ("withdrawn", "confirmed", "delivery.already_withdrawn"),
        ("disputed", "disputed", "delivery.already_disputed"),
    ],
)
def test_moves_that_are_refused(old: str, new: str, code: str) -> None:
    with refused(code):
        require_move(DeliveryStatus(old), DeliveryStatus(new))


def test_a_dispute_can_still_end_well() -> None:
    for new in (DeliveryStatus.CONFIRMED, DeliveryStatus.WITHDRAWN):
        assert require_move(DeliveryStatus.DISPUTED, new) is None


@pytest.mark.parametrize(
    ("planned", "used", "months", "suggested"),
    [
        (4000, 0, 10, 400),
        (4000, 100, 10, 400),
        (1000, 0, 3, 350),
        (1000, 900, 3, 50),
        (1000, 1000, 3, 0),
        (70, 0, 1, 70),
    ],
)
def test_what_a_month_is_suggested(planned: int, used: int, months: int, suggested: int) -> None:
    assert suggested_hundredths(planned, used, months) == suggested


DAYS = st.dates(date(2026, 8, 1), date(2026, 9, 30))
SPANS = st.lists(st.tuples(DAYS, DAYS).map(lambda pair: (min(pair), max(pair))), max_size=8)


@given(SPANS, DAYS, DAYS)
def test_seats_taken_at_once_are_those_of_the_busiest_day(spans, one: date, other: date) -> None:
    first, last = min(one, other), max(one, other)
    days = [date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1)]
    busiest = max(sum(start <= day <= end for start, end in spans) for day in days)
    assert most_at_once(spans, first, last) == busiest


SEATS = st.one_of(st.none(), st.integers(0, 6))


@given(SEATS, SPANS, DAYS, DAYS)
def test_a_seat_is_free_exactly_when_one_more_may_be_placed(seats, spans, one: date, other: date) -> None:
    first, last = min(one, other), max(one, other)
    free = seats_free(seats, spans, first, last)
    if free == 0:
        with refused("placement.no_seat"):
            require_seat(seats, spans, first, last)
        return
    require_seat(seats, spans, first, last)
    left = seats_free(seats, [*spans, (first, last)], first, last)
    assert left == (None if free is None else free - 1)


@given(st.integers(0, 6), SPANS, st.lists(DAYS, min_size=4, max_size=4))
def test_a_shorter_period_never_has_fewer_free_seats(seats, spans, days: list[date]) -> None:
    outer_first, first, last, outer_last = sorted(days)
    shorter, longer = seats_free(seats, spans, first, last), seats_free(seats, spans, outer_first, outer_last)
    assert 0 <= longer <= shorter <= seats


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.one_of(st.none(), DAYS), st.one_of(st.none(), DAYS))
def test_the_usual_period_lies_within_one_school_year(today: date, opens: date | None, wanted: date | None) -> None:
    start = usual_start(today, wanted)
    first, last = usual_span(start, opens)
    assert today < start <= first <= last == SchoolYear.of(first).last_day
    assert start.weekday() == 0 or start == wanted
    assert usual_span(start, opens, first) == usual_span(start, opens, date(2019, 1, 1)) == (first, first)


def test_the_last_seat() -> None:
    span = (date(2026, 9, 1), date(2026, 9, 30))
    assert require_seat(2, [span], *span) is None
    assert require_seat(None, [span] * 9, *span) is None
    with refused("placement.no_seat"):
        require_seat(1, [span], *span)
