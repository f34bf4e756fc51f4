"""Amounts are exact: rounding once, half up, and parts that always make the whole."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.money import MOST, amount_cents, parse_cents, parse_hundredths, share_out

QUANTITIES = st.integers(-10_000_00, 10_000_00)
TARIFFS = st.integers(0, 1_000_00)


@pytest.mark.parametrize(
    ("quantity", "tariff", "amount"),
    [(250, 4250, 10625), (1, 50, 1), (1, 49, 0), (33, 1, 0), (50, 1, 1), (-50, 1, -1), (0, 999, 0)],
)
def test_amount_is_rounded_half_up(quantity: int, tariff: int, amount: int) -> None:
    assert amount_cents(quantity, tariff) == amount


@given(QUANTITIES, TARIFFS)
def test_amount_is_within_half_a_cent_and_turns_with_its_sign(quantity: int, tariff: int) -> None:
    amount = amount_cents(quantity, tariff)
    assert abs(Fraction(quantity * tariff, 100) - amount) <= Fraction(1, 2)
    assert amount_cents(-quantity, tariff) == -amount


@pytest.mark.parametrize(
    ("text", "hundredths"),
    [("24,70", 2470), ("24,7", 2470), ("24", 2400), ("1.234,50", 123450), ("€ 0,05", 5), (" 2,5 ", 250)],
)
def test_dutch_numbers_are_read(text: str, hundredths: int) -> None:
    assert parse_hundredths(text) == hundredths
    assert parse_cents(text) == hundredths


@pytest.mark.parametrize("text", ["24.70", "1,234.50", "12,345", "", "drie", "٢,٥", "1e3", "-3", "1.23,4", "NaN"])
def test_what_is_not_surely_a_number_is_refused(text: str) -> None:
    with pytest.raises(RuleError) as refused:
        parse_hundredths(text)
    assert refused.value.code == "number.unreadable"


@pytest.mark.parametrize("text", ["100.000.000,01", "92233720368547758,07", "9" * 5000, "99999999999"])
def test_what_is_far_too_much_is_refused(text: str) -> None:
    with pytest.raises(RuleError, match=r"^number\.too_much"):
        parse_cents(text)
    assert parse_cents("100.000.000,00") == MOST == parse_cents("0" * 5000 + "100000000")


@given(st.integers(-(10**9), 10**9), st.lists(st.integers(0, 10**6), min_size=1, max_size=40))
def test_parts_make_the_whole_and_are_fair(total: int, weights: list[int]) -> None:
    if sum(weights) == 0:
        with pytest.raises(RuleError):
            share_out(total, weights)
        return
    parts = share_out(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(Fraction(total * weight, sum(weights)) - part) < 1
        assert part == 0 or weight > 0
