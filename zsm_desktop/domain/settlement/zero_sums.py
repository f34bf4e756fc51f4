"""Amounts in the most groups that each sum to zero, proved, for some twenty of them.

A set of amounts is a mask of bits; a family of sets is one int of 2^n bits, in which bit m says whether mask m is in
it. So one operation on such an int does something to all sets at once.
"""

from __future__ import annotations

from collections.abc import Sequence


def most_groups(amounts: Sequence[int]) -> list[list[int]]:
    """Indexes of `amounts` by group; none of them is zero and together they are.

    The group with the last amount is what the others leave, so it is not searched. A set that sums to zero holds k
    groups exactly when a smaller set within it holds k − 1: what that one leaves is the k-th. `levels[k − 1]` are the
    sets that sum to zero and hold k groups; the last that has any is the proof that there are no more.
    """
    if not amounts:
        return []
    count = len(amounts) - 1
    without = [_without(bit, count) for bit in range(count)]
    zero = _summing_to_zero(amounts[:-1])
    levels: list[int] = []
    holding = (1 << (1 << count)) - 1
    while sets := zero & _one_larger(holding, without):
        levels.append(sets)
        holding = _closed_upwards(sets, without)
    groups = []
    whole = (1 << count) - 1
    left = 1 << count
    for sets in reversed(levels):
        inner = _first_within(sets, whole, without)
        groups.append(left | whole ^ inner)
        whole, left = inner, 0
    groups.append(left | whole)
    return [[index for index in range(count + 1) if group >> index & 1] for group in groups]


def _summing_to_zero(amounts: Sequence[int]) -> int:
    """The family of sets of amounts that sum to zero, without the empty one.

    Per set of the last half one chunk: the sets of the first half that sum to the opposite.
    """
    half = len(amounts) // 2 if len(amounts) > 5 else len(amounts)  # a chunk is whole bytes, or there is but one
    size = max(1, (1 << half) // 8)
    chunks: dict[int, int] = {}
    for mask, total in enumerate(_sums(amounts[:half])):
        chunks[total] = chunks.get(total, 0) | 1 << mask
    as_bytes = {total: chunk.to_bytes(size, "little") for total, chunk in chunks.items()}
    nothing = bytes(size)
    found = b"".join([as_bytes.get(-total, nothing) for total in _sums(amounts[half:])])
    return int.from_bytes(found, "little") - 1


def _sums(amounts: Sequence[int]) -> list[int]:
    """The sum of every set, at the place that is its mask."""
    sums = [0]
    for amount in amounts:
        sums += [total + amount for total in sums]
    return sums


def _without(bit: int, count: int) -> int:
    """The family of all sets of `count` amounts without that one: runs of 2^bit ones and as many zeros."""
    run = 1 << bit
    if run < 8:
        return int.from_bytes({1: b"\x55", 2: b"\x33", 4: b"\x0f"}[run] * max(1, (1 << count) // 8), "little")
    runs = (b"\xff" * (run // 8) + bytes(run // 8)) * (1 << count - bit - 1)
    return int.from_bytes(runs, "little")


def _one_larger(sets: int, without: Sequence[int]) -> int:
    """Every set of the family with one amount added."""
    larger = 0
    for bit, others in enumerate(without):
        larger |= (sets & others) << (1 << bit)
    return larger


def _closed_upwards(sets: int, without: Sequence[int]) -> int:
    """The family with every set that holds one of its sets."""
    for bit, others in enumerate(without):
        sets |= (sets & others) << (1 << bit)
    return sets


def _first_within(sets: int, whole: int, without: Sequence[int]) -> int:
    """The first set of the family that lies within `whole` and is smaller."""
    sets &= ~(1 << whole)
    for bit, others in enumerate(without):
        if not whole >> bit & 1:
            sets &= others
    return (sets & -sets).bit_length() - 1
