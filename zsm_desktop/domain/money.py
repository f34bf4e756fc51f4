"""Money is whole eurocents, a quantity is whole hundredths: no float ever touches an amount."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zsm_desktop.domain.errors import RuleError

MOST = 100_000_000_00
"""A hundred million, in hundredths: more in one amount or quantity is a slip, and a million of them fit 64 bits."""
_DUTCH_NUMBER = re.compile(r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<part>\d{1,2}))?", re.ASCII)


def require_bounded(*values: int | None) -> None:
    """Raises RuleError("number.too_much") for an amount or quantity beyond MOST, either way; None is no amount."""
    if any(value is not None and abs(value) > MOST for value in values):
        raise RuleError("number.too_much")


def amount_cents(quantity_hundredths: int, tariff_cents: int) -> int:
    """Quantity × tariff in cents, rounded half up (away from zero) once per delivery."""
    product = quantity_hundredths * tariff_cents
    rounded = (abs(product) + 50) // 100
    return rounded if product >= 0 else -rounded


def parse_hundredths(text: str) -> int:
    """Hundredths of what a Dutch user typed: "24,70" → 2470, "1.234,5" → 123450; a point before decimals is refused.

    Raises RuleError("number.unreadable") because "24.70" may mean 24,70 or 2470, and ("number.too_much").
    """
    found = _DUTCH_NUMBER.fullmatch(text.strip().removeprefix("€").strip())
    if found is None:
        raise RuleError("number.unreadable", text=text)
    whole = found["whole"].replace(".", "").lstrip("0")
    part = (found["part"] or "").ljust(2, "0")
    if len(whole) > len(str(MOST)):  # Python itself refuses to read thousands of digits
        raise RuleError("number.too_much")
    hundredths = int(whole or "0") * 100 + int(part)
    require_bounded(hundredths)
    return hundredths


def parse_cents(text: str) -> int:
    """Eurocents of a Dutch amount; the same reading as `parse_hundredths`."""
    return parse_hundredths(text)


def round_share(cents: int, numerator: int, denominator: int) -> int:
    """`cents` × `numerator` / `denominator`, rounded half up (away from zero); the denominator is more than zero."""
    product = cents * numerator
    rounded = (abs(product) * 2 + denominator) // (2 * denominator)
    return rounded if product >= 0 else -rounded


def share_out(total_cents: int, weights: Sequence[int]) -> list[int]:
    """Parts in proportion to non-negative `weights` that sum to `total_cents` to the cent (largest remainder)."""
    whole = sum(weights)
    if whole <= 0:
        raise RuleError("money.no_weights")
    sign = -1 if total_cents < 0 else 1
    parts = [divmod(abs(total_cents) * weight, whole) for weight in weights]
    left = abs(total_cents) - sum(part for part, _ in parts)
    by_remainder = sorted(range(len(parts)), key=lambda index: (-parts[index][1], index))
    extra = set(by_remainder[:left])
    return [sign * (part + (index in extra)) for index, (part, _) in enumerate(parts)]
