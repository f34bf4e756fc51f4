"""Desks whose clocks differ by days: what is first and what counts goes by the server's order, never by a clock."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.builders import TODAY, World, offer_id, school_id
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.entering import DeliveryDraft

FAST, SLOW = timedelta(days=3, hours=5), timedelta(days=-40)


@pytest.fixture
def kept() -> str:
    return "server"


@pytest.fixture
def desks(world: World) -> tuple[Desk, Desk]:
    """The secretary's clock is days fast, that of the stagebegeleider weeks slow."""
    fast, slow = world.desk_of("secretaris"), world.desk_of("stage zeeuw")
    fast.clock, slow.clock = lambda: world.now + FAST, lambda: world.now + SLOW
    return fast, slow


def enter(desk: Desk, day: date, provider: str = "DUIN", user: str = "ZEEUW") -> str:
    draft = DeliveryDraft(day, 100, offer_id=offer_id(provider), user_id=school_id(user))
    return desk.deliveries.enter(draft).made_id or ""


def test_numbers_chain_and_periods_go_by_the_order_of_the_server(world: World, desks: tuple[Desk, Desk]) -> None:
    fast, slow = desks
    for turn in range(4):
        world.now += timedelta(seconds=1)
        delivery = enter(fast, date(2026, 9 + turn % 2, 20))
        (slow if turn % 2 else fast).deliveries.confirm([delivery])
    lines = fast.store.rows("SELECT number, at FROM audit_event ORDER BY number")
    assert [number for number, _ in lines] == list(range(1, len(lines) + 1))
    assert [at for _, at in lines] != sorted(at for _, at in lines)
    booked = fast.ledger.following(0)
    assert [row.number for row in booked] == [1, 2, 3, 4]
    assert [row.booked_on for row in booked] == [date(2026, 9 + turn % 2, 20) for turn in range(4)]
    assert len(slow.deliveries.page()) == 4
    assert fast.checks.run().findings == ()


def test_a_conflict_goes_by_versions(world: World, desks: tuple[Desk, Desk]) -> None:
    fast, slow = desks
    case = world.case("ZEEUW")
    version = slow.cases.card(case).version
    fast.cases.edit(case, version, {"tried": "Van de secretaris."})
    with pytest.raises(RuleError, match=r"^edit\.conflict"):
        slow.cases.edit(case, version, {"tried": "Van de school."})
    slow.cases.edit(case, version + 1, {"tried": "Van de school."})
    assert fast.cases.card(case).tried == "Van de school."


def test_statements_follow_each_other_by_version(world: World, desks: tuple[Desk, Desk]) -> None:
    """The later one was made weeks before the earlier one, as the clocks say."""
    fast, _ = desks
    world.delivered()
    first = fast.statements.issue(school_id("ZEEUW"), SchoolYear(2026)).made_id
    fast.clock = lambda: world.now + SLOW
    world.delivered()
    second = fast.statements.issue(school_id("ZEEUW"), SchoolYear(2026)).made_id
    assert second not in (None, first)
    versions = {row.id: (row.version, row.replaced_by) for row in fast.statements.issued(school_id("ZEEUW"))}
    assert versions == {first: (1, 2), second: (2, 0)}
    assert fast.checks.run().findings == ()


def test_what_is_still_to_come_is_judged_by_the_own_clock(world: World, desks: tuple[Desk, Desk]) -> None:
    """The one thing a wrong clock can do: let in what the others still take for the future, or keep out what was."""
    fast, slow = desks
    with pytest.raises(RuleError, match=r"^delivery\.future"):
        enter(slow, TODAY, "ZEEUW", "DUIN")
    early = enter(fast, TODAY + timedelta(days=2))
    slow.deliveries.confirm([early])
    assert [row.delivered_on for row in slow.deliveries.page()] == [TODAY + timedelta(days=2)]
    assert fast.checks.run().findings == ()
