"""Each role is refused in the service itself, whatever a page may show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.builders import PEOPLE, World, offer_id, school_id
from tests.services.test_offers import draft
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.deliveries import DeliveryStatus
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.ledger import PeriodStatus
from zsm_desktop.domain.permissions import Role
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.desk import Desk

S, C, D, R = Role.SECRETARY, Role.COORDINATOR, Role.DIRECTOR, Role.READER
ALL = {S, C, D, R}
DELIVERY = DeliveryDraft(date(2026, 10, 5), 100, offer_id=offer_id("DUIN"), user_id=school_id("ZEEUW"))
SPAN = {"starts_on": date(2026, 12, 1), "ends_on": date(2027, 1, 1), "planned_hundredths": 100}

ACTS: dict[str, tuple[set[Role], Callable[[Desk], object]]] = {
    "offers.page": (ALL, lambda desk: desk.offers.page()),
    "offers.add": ({S, C}, lambda desk: desk.offers.add(draft())),
    "offers.edit": ({S, C}, lambda desk: desk.offers.edit(offer_id("DUIN"), 1, draft())),
    "offers.set_tariff": ({S, C}, lambda desk: desk.offers.set_tariff(offer_id("DUIN"), 1, date(2027, 1, 1))),
    "offers.deactivate": ({S, C}, lambda desk: desk.offers.deactivate(offer_id("DUIN"))),
    "placements.page": ({S, C}, lambda desk: desk.placements.page()),
    "placements.place": ({S, C}, lambda desk: desk.placements.place("nergens", offer_id("DUIN"), **SPAN)),
    "placements.end": ({S, C}, lambda desk: desk.placements.end("nergens", date(2026, 12, 1))),
    "deliveries.page": ({S, C, D}, lambda desk: desk.deliveries.page()),
    "deliveries.preview": ({S, C}, lambda desk: desk.deliveries.preview(school_id("DUIN"), date(2026, 10, 1))),
    "deliveries.enter": ({S, C}, lambda desk: desk.deliveries.enter(DELIVERY)),
    "deliveries.enter_many": ({S, C}, lambda desk: desk.deliveries.enter_many([DELIVERY])),
    "deliveries.confirm": ({S, C, D}, lambda desk: desk.deliveries.confirm(["nergens"])),
    "deliveries.dispute": ({S, C, D}, lambda desk: desk.deliveries.dispute("nergens", "Nee.")),
    "deliveries.withdraw": ({S, C}, lambda desk: desk.deliveries.withdraw("nergens")),
    "ledger.head": (ALL, lambda desk: desk.ledger.head()),
    "ledger.reverse": ({S}, lambda desk: desk.ledger.reverse(1, "Nee.")),
    "ledger.open_year": ({S}, lambda desk: desk.ledger.open_year(SchoolYear(2027))),
    "ledger.set_period": ({S}, lambda desk: desk.ledger.set_period("nergens", PeriodStatus.HOLD)),
    "balances.by_school": (ALL, lambda desk: desk.balances.by_school()),
    "balances.explain": (ALL, lambda desk: desk.balances.explain("DUIN")),
    "checks.run": (ALL, lambda desk: desk.checks.run()),
}
BY_ROLE = {S: "secretaris", C: "stage duin", D: "directeur duin", R: "lezer"}


@pytest.mark.parametrize("role", BY_ROLE)
@pytest.mark.parametrize("name", ACTS)
def test_each_role_does_what_it_may_and_no_more(world: World, name: str, role: Role) -> None:
    allowed, attempt = ACTS[name]
    desk = world.desk_of(BY_ROLE[role])
    before = world.store.rows("SELECT count(*) FROM audit_event")
    try:
        attempt(desk)
    except RuleError as error:
        is_refused = error.code == "permission.missing"
    else:
        is_refused = False
    assert is_refused == (role not in allowed)
    if is_refused:
        assert world.store.rows("SELECT count(*) FROM audit_event") == before


def test_everyone_of_the_builders_can_sit_down(world: World) -> None:
    assert {world.desk_of(name).actor.role for name in PEOPLE} == set(Role)


def test_an_act_leaves_one_line_in_the_log(world: World) -> None:
    delivery = world.entered()
    world.desk_of("directeur zeeuw").deliveries.confirm([delivery])
    (found,) = world.store.rows(
        "SELECT a.act, u.name, a.subject_id, a.facts FROM audit_event a JOIN user_account u ON u.id = a.user_id"
        " WHERE a.act = 'delivery.confirm'"
    )
    assert found == ("delivery.confirm", "directeur zeeuw", delivery, '{"count":1,"entries":"1-1"}')
    assert [row.status for row in world.desk.deliveries.page()] == [DeliveryStatus.CONFIRMED]
