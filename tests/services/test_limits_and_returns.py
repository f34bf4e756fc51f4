"""Beside the balances: where the year may end, who is beyond a soft limit, and what could be given in return."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import World, made_id, offer_id, school_id
from tests.versions import version_of
from zsm_desktop.domain.forecast import Range
from zsm_desktop.models import Need, Offer, School
from zsm_desktop.words.balances import basis_text, forecast_text, prompt_text, return_text, talk_text

LAST_YEAR = [date(2025, 9, 3), date(2025, 10, 3), date(2025, 11, 5), date(2026, 3, 4)]


def test_a_forecast_from_the_same_months_of_last_year(world: World) -> None:
    world.now = world.now.replace(year=2026, month=12, day=3)
    for day in LAST_YEAR:
        world.delivered("DUIN", "ZEEUW", 100, day)
        if day.month > 8:
            world.delivered("DUIN", "ZEEUW", 200, day.replace(year=2026))
    rows = {row.code: row for row in world.desk.forecasts.rows()}
    duin, zeeuw, kreek = rows["DUIN"], rows["ZEEUW"], rows["KREEK"]
    assert duin.months == 4
    assert duin.so_far_cents == 3 * 4940
    assert duin.outlook is not None
    assert duin.outlook.balance == Range(*[4 * 4940] * 3)
    assert zeeuw.outlook is not None
    assert zeeuw.outlook.balance == Range(*[-4 * 4940] * 3)
    assert kreek.outlook is None
    assert (
        "Verwachting eind 2026/27: saldo van dit schooljaar rond €\N{NO-BREAK SPACE}+197,60; de stand"
        in forecast_text(duin)
    )
    assert "Gegeven €\N{NO-BREAK SPACE}148,20 tegen €\N{NO-BREAK SPACE}74,10 in 2025/26" in basis_text(duin)


def test_with_too_few_months_it_says_so(world: World) -> None:
    world.delivered("DUIN", "ZEEUW", 100, date(2026, 9, 3))
    rows = {row.code: row for row in world.desk.forecasts.rows()}
    assert (rows["DUIN"].outlook, rows["DUIN"].so_far_cents) == (None, 2470)
    assert "te weinig maanden" in forecast_text(rows["DUIN"])
    assert "ten minste drie volle maanden" in basis_text(rows["DUIN"])


def test_nobody_is_prompted_without_a_limit(world: World) -> None:
    world.delivered("DUIN", "ZEEUW", 5000)
    assert {(row.most_owed_cents, row.most_due_cents) for row in world.desk.limits.rows()} == {(None, None)}
    assert world.desk.limits.prompts() == ()
    assert "limits_passed" not in {one.kind for one in world.desk.today.facts().waiting}


def test_beyond_a_limit_both_ways_and_nothing_is_blocked(world: World) -> None:
    world.delivered("DUIN", "ZEEUW", 1000)  # € 247
    world.desk.limits.set(school_id("DUIN"), version_of(world, "school", school_id("DUIN")), None, 200_00)
    world.desk.limits.set(school_id("ZEEUW"), version_of(world, "school", school_id("ZEEUW")), 100_00, None)
    world.desk.limits.set(school_id("KREEK"), version_of(world, "school", school_id("KREEK")), 0, 0)
    debit, credit = world.desk.limits.prompts()
    assert (debit.code, debit.is_debit, debit.beyond_cents) == ("ZEEUW", True, 147_00)
    assert (credit.code, credit.is_debit, credit.beyond_cents) == ("DUIN", False, 47_00)
    assert "€\N{NO-BREAK SPACE}147,00 voorbij de afgesproken grens" in prompt_text(debit)
    assert "kan terugdoen" in talk_text(debit)
    for who in ("secretaris", "directeur duin", "lezer"):
        waiting = {one.kind: one for one in world.desk_of(who).today.facts().waiting}
        assert (waiting["limits_passed"].count, waiting["limits_passed"].room) == (2, "balances")
    world.delivered("DUIN", "ZEEUW", 1000)
    assert world.desk.limits.prompts()[0].beyond_cents == 394_00


def test_exactly_at_the_limit_is_within_it(world: World) -> None:
    world.delivered("DUIN", "ZEEUW", 1000)
    world.desk.limits.set(school_id("ZEEUW"), version_of(world, "school", school_id("ZEEUW")), 247_00, None)
    assert world.desk.limits.prompts() == ()


def test_a_limit_is_taken_back(world: World) -> None:
    world.desk.limits.set(school_id("ZEEUW"), version_of(world, "school", school_id("ZEEUW")), 100_00, 50_00)
    world.desk.undo.back()
    row = next(row for row in world.desk.limits.rows() if row.code == "ZEEUW")
    assert (row.most_owed_cents, row.most_due_cents) == (None, None)


@pytest.fixture
def asked_in_vain(world: World) -> World:
    """Techniek is asked twice by De Duinpan and once by De Zeeuwse Vaart itself; De Zeeuwse Vaart offers it."""
    sector = {"ZEEUW": 1, "DUIN": 2}
    for number, (school, wanted) in enumerate((("DUIN", "ZEEUW"), ("DUIN", "ZEEUW"), ("ZEEUW", "ZEEUW")), 1):
        case = world.case(school)
        with world.writing() as work:
            work.session.add(
                Need(
                    id=made_id(70, number),
                    case_id=case,
                    agenda_item_id=None,
                    school_id=school_id(school),
                    sector_id=made_id(6, sector[wanted]),
                    reason_code="no_offer",
                    noted_on=date(2026, 10, 1),
                    expires_on=date(2027, 7, 31),
                    status="open",
                )
            )
    return world


def test_what_a_school_in_debit_could_return(asked_in_vain: World) -> None:
    world = asked_in_vain
    world.delivered("DUIN", "ZEEUW", 1000)
    found = world.desk.reciprocity.of(school_id("ZEEUW"))
    assert found.balance_cents == -247_00
    (row,) = found.rows
    assert (row.sector, row.asked) == ("Techniek", 2)
    assert [(offer.offer_id, offer.seats_free) for offer in row.offers] == [(offer_id("ZEEUW"), 4)]
    assert return_text(row) == "Techniek: 2 keer tevergeefs gevraagd; plek bij Werkplaats Zeeuw (4 vrij)."
    assert world.desk_of("directeur duin").reciprocity.of(school_id("ZEEUW")) == found
    assert world.desk.reciprocity.of(school_id("DUIN")).rows == ()


def test_a_full_offer_is_no_suggestion(asked_in_vain: World) -> None:
    world = asked_in_vain
    world.delivered("DUIN", "ZEEUW", 1000)
    for _ in range(4):
        world.placement("ZEEUW", "DUIN")
    assert world.desk.reciprocity.of(school_id("ZEEUW")).rows == ()


def test_only_pupils_an_offer_is_for_count_as_having_asked(asked_in_vain: World) -> None:
    world = asked_in_vain
    world.delivered("DUIN", "ZEEUW", 1000)
    with world.writing() as work:
        asks = work.session.get_one(School, school_id("DUIN")).kind
        work.session.get_one(Offer, offer_id("ZEEUW")).target_group = "vso" if asks == "pro" else "pro"
    assert world.desk.reciprocity.of(school_id("ZEEUW")).rows == ()
