"""A forecast is a range with a basis, or nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zsm_desktop.domain.forecast import LEAST_MONTHS, NO_PLAN, Basis, Outlook, Plan, Range, YearSide, expected, outlook
from zsm_desktop.domain.money import round_share

amounts = st.lists(st.integers(0, 500_000), min_size=12, max_size=12)


def side(this: list[int], last: list[int], plan: Plan = NO_PLAN) -> YearSide:
    return YearSide([*this, *[0] * (12 - len(this))], [*last, *[0] * (12 - len(last))], len(this), plan)


cents = st.integers(0, 500_000)
plans = st.builds(Plan, cents, cents, cents, cents)


@given(amounts, amounts, amounts, amounts, plans)
def test_a_year_that_is_over_is_what_it_was(
    given_: list[int], taken: list[int], last_given: list[int], last_taken: list[int], plan: Plan
) -> None:
    found = outlook(YearSide(given_, last_given, 12, plan), YearSide(taken, last_taken, 12, plan))
    assert found is not None
    assert found.balance == Range(*[sum(given_) - sum(taken)] * 3)


@given(amounts, amounts, st.integers(0, 11), plans)
def test_with_a_plan_there_is_a_range_and_the_likely_is_in_it(
    this: list[int], last: list[int], done: int, plan: Plan
) -> None:
    found = expected(YearSide(this, last, done, plan))
    if found is not None:
        assert sum(this) <= found.low <= found.likely <= found.high
    assert found is not None or not plan.rest_cents


@given(cents.filter(bool), cents, cents)
def test_where_all_goes_by_plan_the_plan_is_the_likely(rest: int, booked: int, due: int) -> None:
    this, last = [booked, 0, 0], [due, 7, 7, 9000]
    found = expected(side(this, last, Plan(rest, booked, due, due)))
    assert found is not None
    assert found.likely == booked + rest


def test_a_plan_counts_beside_what_goes_without_one() -> None:
    """Half of it goes by placements, and of those three quarters of what was planned was used."""
    this, last = [100, 100, 200], [100, 100, 200, 80]
    found = expected(side(this, last, Plan(rest_cents=300, booked_cents=200, due_cents=400, used_cents=300)))
    assert found == Range(400 + 40 + 40, 400 + 40 + 300, 400 + 40 + 300)


def test_a_plan_alone_is_a_basis_and_what_cannot_be_compared_is_left_out() -> None:
    new = side([500], [], Plan(rest_cents=1000, booked_cents=500, due_cents=600, used_cents=500))
    nothing = side([0], [])
    assert outlook(side([500], []), nothing) is None
    assert outlook(new, nothing) == Outlook(Range(500 + 833, 1500, 1500), Range(0, 0, 0))
    assert outlook(new, side([5], [])) is None


@given(amounts, amounts, st.integers(0, 11))
def test_the_range_holds_the_likely_and_never_less_than_what_is_booked(
    this: list[int], last: list[int], done: int
) -> None:
    year = expected(YearSide(this, last, done))
    if year is None:
        assert sum(last[:done]) == 0 < sum(this[:done])
    else:
        assert sum(this) <= year.low <= year.likely <= year.high
    assert YearSide(this, last, done).basis == Basis(sum(this[:done]), sum(last[:done]), sum(last[done:]))


@given(st.lists(st.integers(1, 500_000), min_size=12, max_size=12), st.integers(LEAST_MONTHS, 11))
def test_a_year_that_goes_as_the_last_ends_as_the_last(last: list[int], done: int) -> None:
    this = [*last[:done], *[0] * (12 - done)]
    assert expected(YearSide(this, last, done)) == Range(*[sum(last)] * 3)


def test_twice_as_much_is_twice_the_rest() -> None:
    assert expected(side([200, 200, 400], [100, 100, 200, 50, 50])) == Range(1000, 1000, 1000)


def test_one_month_that_decides_makes_it_wide() -> None:
    assert expected(side([100, 100, 1000], [100, 100, 100, 300])) == Range(1200 + 300, 1200 + 1200, 1200 + 1650)


def test_what_is_seldom_given_may_stop_or_go_as_last_year() -> None:
    assert expected(side([0, 0, 0], [0, 100, 0, 400])) == Range(0, 0, 400)
    assert expected(side([0, 0, 0], [0, 0, 0, 400])) == Range(0, 400, 400)


def test_too_few_months_say_nothing() -> None:
    none = side([0] * 3, [])
    assert outlook(side([100, 100], [100, 100, 100]), side([0, 0], [])) is None
    assert outlook(side([100, 0, 100], [100, 100, 100]), none) is None
    assert outlook(side([100, 100, 100], []), none) is None
    assert outlook(none, none) is None
    known = side([100, 100, 100], [100, 100, 100, 100])
    assert outlook(known, none) == Outlook(Range(400, 400, 400), Range(0, 0, 0))
    assert outlook(known, side([5, 0, 0], [])) is None


def test_a_balance_is_the_outermost_of_both() -> None:
    assert Outlook(Range(10, 20, 30), Range(1, 2, 3)).balance == Range(7, 18, 29)
    assert (round_share(5, 1, 2), round_share(-5, 1, 2), round_share(4, 1, 3)) == (3, -3, 1)
