"""Entering, confirming, disputing: what is booked, by whom it may be done, and what is refused."""

from __future__ import annotations

from tests.builders import World


def test_a_confirmed_delivery_is_booked(world: World) -> None:
    number = world.delivered("DUIN", "ZEEUW", 250)
    entry = world.desk.ledger.entry(number)
    assert (entry.provider_code, entry.user_code, entry.amount_cents) == ("DUIN", "ZEEUW", 6175)
    assert [(row.code, row.balance_cents) for row in world.desk.balances.by_school()] == [
        ("DUIN", 6175), ("ZEEUW", -6175), ("KREEK", 0),
    ]
