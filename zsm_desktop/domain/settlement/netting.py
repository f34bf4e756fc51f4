"""Netting: amounts over the whole network are cleared with the fewest payments.

Amounts that cannot be split into groups that each sum to zero take one payment less than there are of them. So the
fewest payments are all open amounts less the most such groups. Two amounts that cancel are a group of some best
split: if they are in two groups, what is left of both sums to zero and is one group as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import islice

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.settlement.history import Payment
from zsm_desktop.domain.settlement.zero_sums import most_groups

PROVABLE = 20
"""Up to so many open amounts, besides pairs that cancel, the fewest payments are found and proved."""
REACH = 100
"""Above that, with how many others each amount is added in search of one or two that cancel the sum."""

Amount = tuple[int, int]
"""Cents to receive, or to pay if negative, and the account: sorted, so that the order they came in does not matter."""


@dataclass(frozen=True, slots=True)
class Netted:
    """`fewest_possible`: no plan for the same amounts has fewer payments."""

    payments: tuple[Payment, ...]
    fewest_possible: int


def fewest_payments(amounts: Mapping[int, int]) -> Netted:
    """Payments after which nobody has anything to receive or to pay; by payer, then payee.

    Above PROVABLE amounts it is a good plan: no group is smaller than three and each has who pays and who receives,
    which bounds how many there can be. Raises RuleError("settlement.not_zero").
    """
    if total := sum(amounts.values()):
        raise RuleError("settlement.not_zero", cents=total)
    rest = sorted((cents, account) for account, cents in amounts.items() if cents)
    pairs = _pairs(rest)
    groups, rest = pairs, _apart(rest, pairs)
    count = 2 * len(pairs) + len(rest)
    if len(rest) <= PROVABLE:
        groups += [[rest[index] for index in group] for group in most_groups([cents for cents, _ in rest])]
        most = len(groups)
    else:
        payers = sum(cents < 0 for cents, _ in rest)
        most = len(pairs) + min(len(rest) // 3, payers, len(rest) - payers)
        groups += _triples(rest)
        groups += _fours(_apart(rest, groups))
        groups.append(_apart(rest, groups))
    payments = [payment for group in groups for payment in _largest_to_largest(group)]
    return Netted(tuple(sorted(payments, key=lambda one: (one.payer, one.payee))), count - most)


def _apart(amounts: list[Amount], groups: list[list[Amount]]) -> list[Amount]:
    """The amounts that are in none of the groups."""
    grouped = {amount for group in groups for amount in group}
    return [amount for amount in amounts if amount not in grouped]


def _pairs(amounts: list[Amount]) -> list[list[Amount]]:
    """As many pairs that cancel as there are."""
    opposite: dict[int, list[Amount]] = defaultdict(list)
    pairs = []
    for amount in amounts:  # who pays comes first
        if amount[0] > 0 and opposite[-amount[0]]:
            pairs.append([opposite[-amount[0]].pop(), amount])
        else:
            opposite[amount[0]].append(amount)
    return pairs


def _triples(amounts: list[Amount]) -> list[list[Amount]]:
    """Threes that cancel: two that pay with one that receives, then one that pays with two; a first find stays."""
    pays = [amount for amount in amounts if amount[0] < 0]
    receives = [amount for amount in amounts if amount[0] > 0]
    first = list(_twos_with_one(pays, receives))
    return first + list(_twos_with_one(_apart(receives, first), _apart(pays, first)))


def _twos_with_one(twos: list[Amount], ones: list[Amount]) -> Iterator[list[Amount]]:
    waiting: dict[int, list[Amount]] = defaultdict(list)
    for amount in ones:
        waiting[-amount[0]].append(amount)
    used: set[Amount] = set()
    for at, one in enumerate(twos):
        if one in used:
            continue
        for other in twos[at + 1 : at + 1 + REACH]:
            total = one[0] + other[0]
            if waiting.get(total) and other not in used:
                yield [one, other, waiting[total].pop()]
                used.add(other)
                break


def _fours(amounts: list[Amount]) -> Iterator[list[Amount]]:
    """Fours that cancel: two whose sum is the opposite of that of two seen before; a first find stays.

    In order of size, so that sums of one that pays and one that receives are small and often cancel.
    """
    seen: dict[int, tuple[Amount, Amount]] = {}
    left: dict[Amount, None] = {}
    for one in sorted(amounts, key=lambda amount: (abs(amount[0]), amount)):
        found = None
        for other in islice(reversed(left), REACH):
            total = one[0] + other[0]
            twos = seen.get(-total)
            if twos and twos[0] in left and twos[1] in left and other not in twos:
                found = [*twos, other]
                break
            seen[total] = other, one
        if found is None:
            left[one] = None
            continue
        yield [*found, one]
        for amount in found:
            del left[amount]


def _largest_to_largest(group: list[Amount]) -> Iterator[Payment]:
    """Who has most to pay pays who has most to receive, until all is paid; each time at least one of them is done."""
    pays = [amount for amount in group if amount[0] < 0]
    receives = [(-cents, account) for cents, account in group if cents > 0]
    heapify(pays)
    heapify(receives)
    while pays:
        owes, payer = heappop(pays)
        owed, payee = heappop(receives)
        cents = min(-owes, -owed)
        yield Payment(payer, payee, cents)
        if owes + cents:
            heappush(pays, (owes + cents, payer))
        if owed + cents:
            heappush(receives, (owed + cents, payee))
