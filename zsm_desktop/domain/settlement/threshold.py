"""Threshold: who owes more than its band pays what lies outside it, nobody else pays; the rest is brought along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.money import round_share, share_out
from zsm_desktop.domain.settlement.history import AccountKind, History


@dataclass(frozen=True, slots=True)
class Band:
    """Either an amount or thousandths of what a school used. Raises RuleError("settlement.band")."""

    cents: int | None = None
    permille: int | None = None

    def __post_init__(self) -> None:
        one = self.cents if self.permille is None else self.permille
        if one is None or None not in {self.cents, self.permille} or one < 0 or (self.permille or 0) > 1000:
            raise RuleError("settlement.band")

    def of(self, taken_cents: int) -> int:
        """The amount it comes to, rounded half up; a school from which more was taken back than it took has none."""
        if self.permille is None:
            return self.cents or 0
        return round_share(max(0, taken_cents), self.permille, 1000)


def moved(history: History, band: Band | None, own: Mapping[int, Band]) -> dict[int, int]:
    """What each account receives (positive) or pays of its position; sums to zero.

    What is paid goes first to who is owed more than its band, in proportion to what lies outside, then to all that are
    still owed, in proportion to that. Everyone's debts are someone's claims, so there is always room for it.
    """
    bands = {account: _band_cents(history, account, band, own) for account in history.positions}
    outside = {account: abs(cents) - bands[account] for account, cents in history.positions.items()}
    pays = {account: outside[account] for account, cents in history.positions.items() if cents < 0 < outside[account]}
    owed = {account: cents for account, cents in history.positions.items() if cents > 0}
    paid = sum(pays.values())
    first = {account: max(0, outside[account]) for account in owed}
    at_first = _shared(min(paid, sum(first.values())), first)
    still = {account: owed[account] - at_first[account] for account in owed}
    after_that = _shared(paid - sum(at_first.values()), still)
    return {account: -cents for account, cents in pays.items()} | {
        account: at_first[account] + after_that[account] for account in owed
    }


def _band_cents(history: History, account: int, band: Band | None, own: Mapping[int, Band]) -> int:
    """Raises RuleError("settlement.no_band") where nothing was agreed; a fund has none."""
    if history.accounts[account] is AccountKind.FUND:
        return 0
    agreed = own.get(account, band)
    if agreed is None:
        raise RuleError("settlement.no_band")
    return agreed.of(history.taken[account])


def _shared(cents: int, weights: Mapping[int, int]) -> dict[int, int]:
    """Never more for one than its weight, as long as `cents` is no more than all weights together."""
    parts = share_out(cents, list(weights.values())) if cents else [0] * len(weights)
    return dict(zip(weights, parts, strict=True))
