"""What can be asked about a balance: what goes together adds up to the cent, everything else is refused."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date
from itertools import product

import pytest

from tests.builders import World, school_id
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.in_kind import total
from zsm_desktop.services.balances import Kinds
from zsm_desktop.services.funds import FundDraft

SCHOOLS = ("", "DUIN", school_id("DUIN"), "FONDS-1", "NIETS")
COUNTERS = ("", "duin", "ZEEUW", "FONDS-1", "NIETS")
OFFERS = ("", "DUIN-01", "NIETS")
SIDES = ("", "given", "taken", "gaf")
STATUSES = ("", "entered", "disputed", "confirmed")
KINDS = (None, Kinds(), Kinds("pro"), Kinds("", "fund"), Kinds("school", "school"))


@pytest.fixture
def traded(world: World) -> World:
    world.desk.funds.add(FundDraft("Projectsubsidie", 50_00, date(2026, 8, 1), date(2027, 7, 31), percent=40_00))
    world.delivered("DUIN", "ZEEUW", 250, date(2026, 10, 5))
    world.delivered("KREEK", "DUIN", 50, date(2026, 11, 2))
    world.desk.ledger.reverse(world.delivered("DUIN", "KREEK", 100, date(2026, 10, 6)), "Dubbel.")
    world.entered("DUIN", "ZEEUW", 100, date(2026, 11, 3))
    world.desk.deliveries.dispute(world.entered("ZEEUW", "DUIN", 200, date(2026, 11, 5)), "Dat waren er minder.")
    return world


def refusal(school: str, counter: str, offer: str, side: str, status: str, kinds: Kinds | None, standing: bool) -> bool:
    """Told from what is asked alone."""
    narrowed = (counter, offer, side, status)
    if "NIETS" in {school, counter, offer} or side == "gaf" or status == "confirmed" or (status and standing):
        return True
    if kinds is not None:
        return bool(school) or any(narrowed) or standing
    is_itself = counter == "duin" and school in {"DUIN", school_id("DUIN")}
    return not school or is_itself or (counter == school == "FONDS-1")


def test_what_goes_together_adds_up_and_all_else_is_refused(traded: World) -> None:
    told = {True: 0, False: 0}
    for asked in product(SCHOOLS, COUNTERS, OFFERS, SIDES, STATUSES, KINDS, (False, True)):
        school, counter, offer, side, status, kinds, is_standing = asked
        is_refused = refusal(*asked)
        with pytest.raises(RuleError, match=r"^balance\.") if is_refused else nullcontext():
            found = traded.desk.balances.explain(
                school, counter=counter, offer=offer, side=side, status=status, kinds=kinds, is_standing=is_standing
            )
        if not is_refused:
            assert found.balance_cents == sum(line.cents for line in found.lines) == found.parts.balance_cents, asked
            assert found.use == total(line.use for line in found.lines), asked
            assert not side or {line.side for line in found.lines} <= {side}
        told[is_refused] += 1
    assert told[False] > 60
    assert told[True] > 1000


@pytest.mark.parametrize("status", ["entered", "disputed"])
def test_what_stands_beside_is_narrowed_to_what_is_there(traded: World, status: str) -> None:
    found = traded.desk.balances.narrowing("DUIN", status=status)
    lines = traded.desk.balances.explain("DUIN", status=status).lines
    assert (
        found.counters
        == tuple({(line.counter_code, line.counter) for line in lines})
        == (("ZEEUW", "De Zeeuwse Vaart"),)
    )
    assert found.offers == tuple({(line.offer_code, line.offer) for line in lines})
    for code, name in found.sectors:
        narrowed = traded.desk.balances.explain("DUIN", status=status, sector=code)
        assert (narrowed.sector, narrowed.lines) == (name, lines)
    assert len(found.sectors) == 1
