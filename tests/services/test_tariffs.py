"""Tariffs: what they are made of is warned about, never changes what is booked; what was used stays as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.builders import TARIFF_FROM, World, made_id, offer_id, school_id
from tests.services.test_meetings import SG, planned
from tests.services.test_offers import draft as offer_draft
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.tariffs import CostBasis, basis_findings
from zsm_desktop.reports.tariffs import write
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.tariffs import TariffDraft, TariffFilter
from zsm_desktop.words.rules import sentence

DUIN = offer_id("DUIN")
DRAFT = TariffDraft(DUIN, 3000, date(2027, 1, 1))
COSTS = {"wage_cents": 2400, "materials_cents": 480, "overhead_cents": 120}


def refused(code: str):
    return pytest.raises(RuleError, match=rf"^{code}\b")


def test_a_new_tariff_starts_later_and_leaves_history_alone(world: World) -> None:
    world.delivered("DUIN", "ZEEUW", 100, date(2026, 10, 5))
    tariffs = world.desk.tariffs
    tariffs.set(replace(DRAFT, valid_from=date(2026, 10, 6)))
    assert world.desk.ledger.entry(world.delivered("DUIN", "ZEEUW", 100, date(2026, 10, 5))).amount_cents == 2470
    assert world.desk.ledger.entry(world.delivered("DUIN", "ZEEUW", 100, date(2026, 10, 8))).amount_cents == 3000
    rows = tariffs.of_offer(DUIN)
    assert [(row.cents, row.valid_from, row.last_day, row.used_since) for row in rows] == [
        (3000, date(2026, 10, 6), None, date(2026, 10, 8)),
        (2470, TARIFF_FROM, date(2026, 10, 5), date(2026, 10, 5)),
    ]
    assert world.desk.offers.card(DUIN).offer.tariff_cents == 3000
    for act in (tariffs.set, tariffs.preview):
        with refused("tariff.used"):
            act(replace(DRAFT, valid_from=date(2026, 10, 6)))
        with refused("tariff.too_late"):
            act(replace(DRAFT, valid_from=date(2026, 10, 2)))
        with refused("tariff.negative"):
            act(replace(DRAFT, cents=-1))
        with refused("tariff.negative_basis"):
            act(replace(DRAFT, materials_cents=-1))
        with refused("tariff.long_agreed_by"):
            act(replace(DRAFT, agreed_by="x" * 201))


def test_a_tariff_nobody_used_yet_may_be_corrected_or_taken_back(world: World) -> None:
    tariffs = world.desk.tariffs
    first = tariffs.set(DRAFT).made_id
    found = tariffs.preview(replace(DRAFT, cents=3100)).replaces
    assert found is not None
    assert found.id == first
    assert tariffs.set(replace(DRAFT, cents=3100), found.version).made_id == first
    assert [row.cents for row in tariffs.of_offer(DUIN)] == [3100, 2470]
    tariffs.remove(first)
    assert [row.cents for row in tariffs.of_offer(DUIN)] == [2470]
    world.delivered()
    with refused("tariff.used"):
        tariffs.remove(tariffs.of_offer(DUIN)[0].id)


def test_what_a_tariff_is_made_of_stands_with_it_and_who_agreed(world: World) -> None:
    meeting = planned(world, SG)
    item = world.desk.meetings.add_item(meeting, "Tarieven").made_id
    world.desk.live.start(meeting)
    decision = world.desk.live.add_decision(item, "De lasplaats kost € 30.").made_id
    (choice,) = world.desk.tariffs.decisions()
    assert (choice.id, choice.number, choice.text) == (decision, "SG-2026/27-001", "De lasplaats kost € 30.")
    assert [one.text for one in world.desk_of("stage duin").tariffs.decisions()] == [""]
    world.desk.tariffs.set(replace(DRAFT, **COSTS, agreed_by=" de stuurgroep ", decision_id=decision))
    row = world.desk.tariffs.of_offer(DUIN)[0]
    assert row.basis == CostBasis(2400, 480, 120)
    assert (row.agreed_by, row.decision_number) == ("de stuurgroep", "SG-2026/27-001")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, []),
        (COSTS, []),
        ({**COSTS, "overhead_cents": 144}, ["tariff.below_basis"]),
        ({**COSTS, "overhead_cents": 145}, ["tariff.below_basis", "tariff.overhead"]),
        ({"wage_cents": 2000}, ["tariff.above_basis"]),
        ({"wage_cents": 2999, "overhead_cents": 1}, []),
        ({"overhead_cents": 3000}, ["tariff.overhead"]),
    ],
)
def test_warnings_come_before_and_stop_nothing(world: World, changes: dict[str, int], said: list[str]) -> None:
    draft = replace(DRAFT, **changes)
    found = world.desk.tariffs.preview(draft).findings
    assert [one.code for one in found] == said
    assert all(one.is_warning and "€" in sentence(one) for one in found)
    world.desk.tariffs.set(draft)
    assert world.desk.tariffs.of_offer(DUIN)[0].cents == 3000


CENTS = st.none() | st.integers(0, 5000)


@given(wage=CENTS, materials=CENTS, overhead=CENTS, quantity=st.integers(1, 900))
@settings(
    deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_warnings_never_change_what_is_booked(
    world: World, wage: int | None, materials: int | None, overhead: int | None, quantity: int
) -> None:
    """Two offers at one tariff, with and without costs: the same quantity books the same amount."""
    day = date(2026, 10, 5)
    draft = TariffDraft(offer_id("KREEK"), 1999, date(2026, 9, 1))
    if world.desk.tariffs.of_offer(offer_id("KREEK"))[0].cents != 1999:
        world.desk.tariffs.set(draft)
    made = world.desk.offers.add(offer_draft("KREEK", name="Tweede plaats", seats=None)).made_id
    basis = {"wage_cents": wage, "materials_cents": materials, "overhead_cents": overhead}
    world.desk.tariffs.set(replace(draft, offer_id=made, **basis))
    plain = world.desk.ledger.entry(world.delivered("KREEK", "ZEEUW", quantity, day))
    with_costs = world.desk.ledger.entry(_delivered(world, made, quantity, day))
    assert with_costs.amount_cents == plain.amount_cents


@given(cents=st.integers(0, 5000), wage=CENTS, materials=CENTS, overhead=CENTS)
def test_nothing_is_said_of_costs_that_make_up_the_tariff_with_little_overhead(
    cents: int, wage: int | None, materials: int | None, overhead: int | None
) -> None:
    said = {one.code for one in basis_findings(cents, CostBasis(wage, materials, overhead))}
    costs = [part or 0 for part in (wage, materials, overhead)]
    is_told = (wage, materials, overhead) != (None, None, None)
    assert ("tariff.overhead" in said) == (costs[2] * 20 > costs[0] + costs[1])
    assert bool(said & {"tariff.above_basis", "tariff.below_basis"}) == (is_told and sum(costs) != cents)


def _delivered(world: World, offer: str, quantity: int, day: date) -> int:
    entered = DeliveryDraft(day, quantity, offer_id=offer, user_id=school_id("ZEEUW"))
    delivery = world.desk.deliveries.enter(entered).made_id
    world.desk.deliveries.confirm([delivery])
    ((number,),) = world.store.rows("SELECT number FROM journal_entry WHERE delivery_id = ?", (delivery,))
    return int(number)


def test_a_used_tariff_is_fixed_in_the_store_itself(world: World) -> None:
    world.delivered()
    with pytest.raises(RuleError, match=r"^guard\.tariff\.used"), world.writing() as work:
        work.run("UPDATE tariff SET agreed_by = 'iemand' WHERE offer_id = ?", [(DUIN,)])


def test_all_tariffs_of_today_and_what_is_missing(world: World) -> None:
    tariffs = world.desk.tariffs
    tariffs.set(replace(DRAFT, valid_from=date(2026, 9, 1), **COSTS))
    tariffs.set(replace(DRAFT, cents=9999))
    bare = world.desk.offers.add(offer_draft("KREEK", name="Tweede plaats", seats=None)).made_id
    rows = {row.offer_id: row for row in tariffs.today()}
    assert (rows[DUIN].cents, rows[DUIN].valid_from, rows[DUIN].last_day) == (
        3000, date(2026, 9, 1), date(2026, 12, 31),
    )  # fmt: skip
    assert (rows[bare].cents, rows[bare].agreed_on) == (None, None)

    def found(**wanted: object) -> set[str]:
        return {row.offer_id for row in tariffs.today(TariffFilter(**wanted))}

    assert found(without_basis=True) == {offer_id("ZEEUW"), offer_id("KREEK"), bare}
    assert found(agreed_before=date(2026, 9, 1)) == {offer_id("ZEEUW"), offer_id("KREEK")}
    assert found(school_id=school_id("DUIN")) == {DUIN}
    assert found(sector_id=made_id(6, 1), without_basis=True) == {offer_id("ZEEUW"), bare}
    world.desk.offers.deactivate(bare)
    assert bare not in found()


def test_the_list_is_a_workbook_with_real_amounts(world: World, tmp_path: Path) -> None:
    world.desk.tariffs.set(replace(DRAFT, valid_from=date(2026, 9, 1), **COSTS, agreed_by="=1+1"))
    path = tmp_path / "tarieven.xlsx"
    assert write(world.desk, path, TariffFilter(school_id=school_id("DUIN"))) == 1
    sheet = load_workbook(path)["Tarieven"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    values = [cell.value for cell in cells]
    assert 30 in values or 30.0 in values
    assert {24.0, 4.8, 1.2} <= {value for value in values if isinstance(value, (int, float))}
    assert next(cell for cell in cells if cell.value == "=1+1").data_type == "s"


def test_a_school_sets_its_own_tariffs_and_directors_only_read(world: World) -> None:
    with refused("permission.other_school"):
        world.desk_of("stage zeeuw").tariffs.set(DRAFT)
    with refused("permission.missing"):
        world.desk_of("directeur duin").tariffs.set(DRAFT)
    made = world.desk_of("stage duin").tariffs.set(DRAFT).made_id
    with refused("permission.other_school"):
        world.desk_of("stage zeeuw").tariffs.remove(made)
    assert [row.cents for row in world.desk_of("directeur zeeuw").tariffs.of_offer(DUIN)] == [3000, 2470]
