"""Closed purses: nobody pays; at the end of a year what schools owe each other may be written off."""

from __future__ import annotations

from zsm_desktop.domain.money import share_out
from zsm_desktop.domain.settlement.history import AccountKind, History


def written_off(history: History) -> dict[int, int]:
    """Per school its position without what the funds owe: that money was granted, so it stays standing.

    They sum to zero, so what is left does too. Of what was brought along nobody knows who a fund owes it; it goes to
    those that brought something of the same sign, in proportion.
    """
    kept = _of_funds(history)
    return {account: history.positions[account] - kept[account] for account in kept}


def _of_funds(history: History) -> dict[int, int]:
    """What the funds owe each school; negative where it is to be given back."""
    schools = history.of_kind(AccountKind.SCHOOL)
    brought = [history.brought.get(account, 0) for account in schools]
    total = sum(brought)
    weights = [max(0, cents if total > 0 else -cents) for cents in brought]
    owed = dict(zip(schools, share_out(total, weights) if total else [0] * len(schools), strict=True))
    for flow in history.flows:
        by_school, to_school = flow.provider in owed, flow.user in owed
        if by_school and not to_school:
            owed[flow.provider] += flow.cents
        elif to_school and not by_school:
            owed[flow.user] -= flow.cents
    return owed
