"""Netting takes the fewest payments, as two other ways of counting say, and clears to the cent whatever the amounts."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.money import MOST
from zsm_desktop.domain.settlement.netting import PROVABLE, Netted, fewest_payments
from zsm_desktop.domain.settlement.zero_sums import most_groups


def fewest_by_trying(open_amounts: list[int]) -> int:
    """The first open amount is paid in full to or by each of the others with the other sign, and so on."""
    while open_amounts and open_amounts[0] == 0:
        open_amounts = open_amounts[1:]
    if not open_amounts:
        return 0
    first, rest = open_amounts[0], open_amounts[1:]
    return 1 + min(
        fewest_by_trying([*rest[:at], other + first, *rest[at + 1 :]])
        for at, other in enumerate(rest)
        if other * first < 0 and other not in rest[:at]
    )


def fewest_by_subsets(open_amounts: list[int]) -> int:
    """Per set of amounts the most zeros that adding its amounts one by one can pass."""
    sums, most = [0], [0]
    for mask in range(1, 1 << len(open_amounts)):
        last = mask.bit_length() - 1
        sums.append(sums[mask ^ 1 << last] + open_amounts[last])
        inner = max(most[mask ^ 1 << bit] for bit in range(last + 1) if mask >> bit & 1)
        most.append(inner + (sums[mask] == 0))
    return len(open_amounts) - most[-1]


def cleared(amounts: list[int]) -> Netted:
    """The payments for amounts in this order, after a look that it clears them all."""
    found = fewest_payments(dict(enumerate(amounts)))
    left = list(amounts)
    for payment in found.payments:
        assert payment.cents > 0
        left[payment.payer] += payment.cents
        left[payment.payee] -= payment.cents
    assert not any(left)
    assert found.fewest_possible <= len(found.payments)
    return found


def network(chance: random.Random, size: int, most: int) -> list[int]:
    amounts = [chance.randint(-most, most) for _ in range(size - 1)]
    return [*amounts, -sum(amounts)]


def test_it_is_what_trying_everything_gives() -> None:
    chance = random.Random(16)
    for _ in range(300):
        amounts = network(chance, chance.randint(2, 8), chance.choice([2, 4, 9, 30, 500_00]))
        found = cleared(amounts)
        assert len(found.payments) == fewest_by_trying(amounts) == found.fewest_possible, amounts


def test_it_is_what_counting_all_subsets_gives() -> None:
    chance = random.Random(20)
    for size in (9, 10, 11, 12, 13):
        for most in (6, 12, 40, 100):
            amounts = [amount for amount in network(chance, size, most) if amount]
            assert len(cleared(amounts).payments) == fewest_by_subsets(amounts), amounts


def test_pairs_taken_out_first_cost_no_group() -> None:
    """The search itself, without taking pairs out, finds as many."""
    chance = random.Random(2)
    for _ in range(40):
        amounts = [amount for amount in network(chance, 12, 8) if amount]
        assert len(amounts) - len(most_groups(amounts)) == len(cleared(amounts).payments)


@pytest.mark.parametrize(
    ("amounts", "payments"),
    [
        ([], 0),
        ([0, 0, 0], 0),
        ([5, -5], 1),
        ([0, 5, 0, -5], 1),
        ([7] * 10 + [-7] * 10, 10),
        ([2] * 12 + [-3] * 8, 16),
        ([1] * 13 + [-2] * 6 + [-1], 13),
        ([1] * 14 + [-2] * 4 + [-3] * 2, 14),
        ([5] * 8 + [-4] * 10, 16),
        ([3**n for n in range(19)] + [-(3**19 - 1) // 2], 19),
        ([2**n for n in range(10)] + [-3 * 2**n for n in range(9)] + [-1023 + 3 * 511], 14),
        ([MOST * n for n in range(1, 11)] + [-MOST * 55 // 2 + 1, -MOST * 55 // 2 - 1], 11),
        ([MOST, MOST, MOST, -MOST + 1, -MOST - 1, -MOST], 4),
    ],
    ids=str,
)
def test_hard_ones_are_proved(amounts: list[int], payments: int) -> None:
    assert [len(cleared(amounts).payments)] * 2 == [payments, cleared(amounts).fewest_possible]


def test_twenty_with_many_groups_are_proved() -> None:
    """Even amounts against odd ones: no pair cancels, thousands of sets do."""
    chance = random.Random(20)
    for most in (3, 10, 100):
        amounts = [2 * chance.randint(1, most) for _ in range(11)] + [1 - 2 * chance.randint(1, most) for _ in range(8)]
        amounts.append(-sum(amounts))
        found = cleared(amounts)
        assert len(found.payments) == found.fewest_possible
        assert sorted(index for group in most_groups(amounts) for index in group) == list(range(PROVABLE))
        assert all(sum(amounts[index] for index in group) == 0 for group in most_groups(amounts))


def test_above_that_the_plan_says_how_far_it_may_be_off() -> None:
    chance = random.Random(400)
    for size, most in ((21, 40), (60, 10**5), (400, 10**4), (400, 10**6), (400, MOST)):
        found = cleared(network(chance, size, most))
        assert found.fewest_possible * 3 >= size  # two thirds at least, as no group is smaller than three
        assert len(found.payments) < size
    assert len(cleared(network(chance, 400, 10**6)).payments) < 360


def test_one_that_pays_all_is_proved_at_any_size() -> None:
    amounts = [*range(1, 200), -199 * 100]
    assert len(cleared(amounts).payments) == cleared(amounts).fewest_possible == 199


@given(st.lists(st.integers(-60, 60), max_size=45), st.randoms(use_true_random=False))
def test_the_order_they_come_in_does_not_matter(amounts: list[int], chance: random.Random) -> None:
    amounts = [*amounts, -sum(amounts)]
    shuffled = list(enumerate(amounts))
    chance.shuffle(shuffled)
    assert fewest_payments(dict(shuffled)) == cleared(amounts)


def test_what_does_not_sum_to_zero_is_refused() -> None:
    with pytest.raises(RuleError, match=r"^settlement\.not_zero") as refused:
        fewest_payments({1: 5, 2: -4})
    assert refused.value.facts == {"cents": 1}
