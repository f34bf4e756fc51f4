from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as some

from zsm_desktop.words import format as dutch

AMOUNTS = some.integers(-(10**12), 10**12)


def as_babel(text: str) -> str:
    """babel writes the sign as a hyphen, we as a real minus."""
    return text.replace("-", dutch.MINUS)


@pytest.mark.parametrize(
    ("cents", "shown"),
    [
        (0, "€ 0,00"),
        (5, "€ 0,05"),
        (123450, "€ 1.234,50"),
        (-1200, "€ −12,00"),
        (-7, "€ −0,07"),
        (100_000_000_00, "€ 100.000.000,00"),
    ],
)
def test_money(cents: int, shown: str) -> None:
    assert dutch.money(cents) == shown.replace(" ", dutch.NBSP)


@pytest.mark.parametrize(
    ("cents", "shown"), [(0, "€ 0,00"), (41_250, "€ +412,50"), (-5, "€ −0,05"), (-1_234_567_89, "€ −1.234.567,89")]
)
def test_a_balance_always_says_its_sign(cents: int, shown: str) -> None:
    assert dutch.signed_money(cents) == shown.replace(" ", dutch.NBSP)


@given(AMOUNTS)
def test_a_balance_is_money_with_a_plus(cents: int) -> None:
    assert dutch.signed_money(cents).replace("+", "") == dutch.money(cents)


@given(AMOUNTS)
def test_money_as_babel_writes_it(cents: int) -> None:
    assert dutch.money(cents) == as_babel(format_currency(Decimal(cents) / 100, "EUR", locale="nl_NL"))


@given(AMOUNTS)
def test_quantities_and_counts_as_babel_writes_them(number: int) -> None:
    assert dutch.quantity(number) == as_babel(format_decimal(Decimal(number) / 100, locale="nl_NL"))
    assert dutch.count(number) == as_babel(format_decimal(number, locale="nl_NL"))


@given(some.integers(-100_000, 100_000))
def test_percent_as_babel_writes_it(permille: int) -> None:
    assert dutch.percent(permille) == as_babel(format_percent(Decimal(permille) / 1000, "#,##0.#%", locale="nl_NL"))


@given(some.dates())
def test_dates_as_babel_writes_them(day: date) -> None:
    assert dutch.date_long(day) == format_date(day, "EEEE d MMMM y", locale="nl_NL")
    assert dutch.date_medium(day) == format_date(day, "d MMMM y", locale="nl_NL")
    assert dutch.month(day) == format_date(day, "MMMM y", locale="nl_NL")
    assert dutch.date_short(day) == format_date(day, "dd-MM-yyyy", locale="nl_NL")


def test_small_words() -> None:
    assert dutch.quantity(250) == "2,5"
    assert dutch.date_long(date(2026, 11, 22)) == "zondag 22 november 2026"
    assert dutch.school_year(2026) == "2026/27"
    assert dutch.school_year(2099) == "2099/00"
    assert dutch.time_of_day(time(14, 5)) == f"14.05{dutch.NBSP}uur"
    assert dutch.plural(1, "leerling", "leerlingen") == "1 leerling"
    assert dutch.plural(0, "leerling", "leerlingen") == "0 leerlingen"


@pytest.mark.parametrize(("cents", "shown"), [(123450, "€ 1.235"), (-49, "€ 0"), (-50, "€ −1"), (-500_00, "€ −500")])
def test_whole_euros(cents: int, shown: str) -> None:
    assert dutch.whole_euros(cents) == shown.replace(" ", dutch.NBSP)


@pytest.mark.parametrize(("cents", "shown"), [(123450, "€ +1.235"), (49, "€ 0"), (-49, "€ 0"), (-50, "€ −1")])
def test_signed_euros(cents: int, shown: str) -> None:
    assert dutch.signed_euros(cents) == shown.replace(" ", dutch.NBSP)


@pytest.mark.parametrize(
    ("items", "shown"), [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")]
)
def test_lists(items: list[str], shown: str) -> None:
    assert dutch.joined(items) == shown
    assert dutch.joined(items, "of") == shown.replace(" en ", " of ")


def test_the_brief_day_uses_the_usual_abbreviations() -> None:
    assert [dutch.date_brief(date(2026, month, 1)) for month in (3, 5, 12)] == ["1 mrt", "1 mei", "1 dec"]
