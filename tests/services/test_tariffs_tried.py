"""Tariffs that are tried: each delivery by the law of its amount, nothing lost, and nothing of it in the books."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import World, offer_id
from tests.services.settled import ALL_YEARS, settle
from tests.services.test_settlement_laws import Use, exchange, few, fresh, uses
from tests.services.test_settlements import refused
from zsm_desktop.domain.money import amount_cents
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.domain.settlement.tariff_trial import BookedPart, TariffTrial
from zsm_desktop.domain.settlement.threshold import Band
from zsm_desktop.services.funds import FundDraft
from zsm_desktop.services.scenarios import Comparison
from zsm_desktop.services.vat import VatDraft
from zsm_desktop.store.keys import Keys

R = SettlementRegime
permille = st.integers(-500, 500)


def positions(found: Comparison) -> dict[str, int]:
    return {line.holder.code: line.position_cents for line in found.scenarios[0].lines}


@few
@given(before=uses, after=uses, by=permille, fund=st.booleans())
def test_nothing_is_lost_and_no_change_is_the_same(
    made_network: tuple[Path, Keys], before: list[Use], after: list[Use], by: int, fund: bool
) -> None:
    with fresh(made_network) as world:
        if fund:
            world.desk.funds.add(FundDraft("Subsidie", 60_00, date(2026, 8, 1), date(2027, 7, 31), percent=50_00))
        exchange(world, before)
        if any(line.position_cents for line in world.desk.scenarios.compare(ALL_YEARS).scenarios[0].lines):
            settle(world, R.THRESHOLD, ALL_YEARS, Band(permille=100))
        exchange(world, after)
        scenarios = world.desk.scenarios
        for of in ({}, {"kind": "facility"}, {"offer_id": offer_id("DUIN")}):
            same = scenarios.compare(ALL_YEARS, tariffs=TariffTrial(0, **of))
            assert replace(same, tariffs=None, tried_offer=None) == scenarios.compare(ALL_YEARS)
            tried = scenarios.compare(ALL_YEARS, tariffs=TariffTrial(by, **of))
            for one in tried.scenarios:
                assert sum(line.position_cents for line in one.lines) == 0
                assert sum(line.left_cents for line in one.lines) == 0
                assert sum(line.pays_cents - line.receives_cents for line in one.lines) == 0


@given(
    quantity=st.integers(1, 10_000),
    tariff=st.integers(1, 50_000),
    by=permille,
    fund=st.floats(0, 1),
    is_reversed=st.booleans(),
)
def test_the_parts_of_a_delivery_are_what_it_would_have_come_to(
    quantity: int, tariff: int, by: int, fund: float, is_reversed: bool
) -> None:
    trial, whole = TariffTrial(by), amount_cents(quantity, tariff)
    borne = int(whole * fund)
    way = -1 if is_reversed else 1
    parts = (
        BookedPart(way * quantity, tariff, way * (whole - borne)),
        BookedPart(way * quantity, tariff, way * borne, by_fund=True),
    )
    assert sum(part.tried(trial) for part in parts) == way * amount_cents(quantity, trial.tariff(tariff))
    assert all(part.tried(trial) * way >= 0 for part in parts)
    shift = [BookedPart(quantity, tariff, cents, is_shift=True).tried(trial) for cents in (borne, -borne)]
    assert sum(shift) == 0


def test_each_delivery_is_rounded_by_itself_and_vat_follows(world: World) -> None:
    """2470 and 5,5 % is 2605,85: 2606; a half of that is 1303, three times."""
    world.desk.vat.set(VatDraft("facility", date(2024, 8, 1), "high", "De accountant."))
    for day in (5, 6, 7):
        world.delivered("DUIN", "ZEEUW", 50, date(2026, 10, day))
    ((before,),) = world.store.rows("SELECT count(*) FROM audit_event")
    tried = world.desk.scenarios.compare(ALL_YEARS, tariffs=TariffTrial(55))
    assert positions(tried) == {"DUIN": 3 * 1303, "ZEEUW": -3 * 1303, "KREEK": 0}
    (document,) = tried.of(R.INVOICING).plan.documents
    assert (document.cents, document.vat_cents) == (3909, 821)
    assert world.store.rows("SELECT count(*) FROM audit_event") == [(before,)]


def test_only_the_tariffs_that_were_asked_change(world: World) -> None:
    world.delivered("DUIN", "ZEEUW", 200)
    world.delivered("KREEK", "ZEEUW", 100)
    one = world.desk.scenarios.compare(ALL_YEARS, tariffs=TariffTrial(-500, offer_id=offer_id("DUIN")))
    assert positions(one) == {"DUIN": 2470, "ZEEUW": -2 * 2470, "KREEK": 2470}
    assert one.tried_offer == world.desk.scenarios.offers(ALL_YEARS)[0]
    assert [offer.school for offer in world.desk.scenarios.offers(ALL_YEARS)] == ["De Duinpan", "Het Kreekrif"]
    none = world.desk.scenarios.compare(ALL_YEARS, tariffs=TariffTrial(-500, kind="course"))
    assert positions(none) == {"DUIN": 2 * 2470, "ZEEUW": -3 * 2470, "KREEK": 2470}


def test_a_fund_bears_the_same_part_as_it_did(world: World) -> None:
    world.desk.funds.add(FundDraft("Subsidie", 10_00, date(2026, 8, 1), date(2027, 7, 31), percent=50_00))
    world.delivered("DUIN", "ZEEUW", 100)
    booked = positions(world.desk.scenarios.compare(ALL_YEARS))
    (fund,) = [code for code in booked if code not in {"DUIN", "ZEEUW", "KREEK"}]
    assert booked == {"DUIN": 2470, "ZEEUW": -1470, "KREEK": 0, fund: -1000}
    tried = positions(world.desk.scenarios.compare(ALL_YEARS, tariffs=TariffTrial(100)))
    assert tried == {"DUIN": 2717, "ZEEUW": -1617, "KREEK": 0, fund: -1100}


def test_what_an_earlier_settlement_left_does_not_change(world: World) -> None:
    world.desk.vat.set(VatDraft("facility", date(2024, 8, 1), "exempt", "onderwijs"))
    world.delivered("DUIN", "ZEEUW", 200)
    settle(world, R.THRESHOLD)
    left = positions(world.desk.scenarios.compare(ALL_YEARS))
    assert left["ZEEUW"] < 0
    assert positions(world.desk.scenarios.compare(ALL_YEARS, tariffs=TariffTrial(500))) == left


def test_what_cannot_be_tried_is_refused(world: World) -> None:
    with refused("scenario.tariffs"):
        TariffTrial(501)
    with refused("scenario.tariffs"):
        TariffTrial(100, "facility", offer_id("DUIN"))
    with refused("offer.none"):
        world.desk.scenarios.compare(ALL_YEARS, tariffs=TariffTrial(100, offer_id="nergens"))
    with refused("offer.unknown_kind"):
        world.desk.scenarios.compare(ALL_YEARS, tariffs=TariffTrial(100, kind="garage"))
