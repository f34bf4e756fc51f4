"""A settlement from proposal to execution and back: exactly what was decided, or nothing."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import PEOPLE, SCHOOLS, World, school_id
from tests.services.test_notes_together import STEERING, meeting
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.domain.settlement.threshold import Band
from zsm_desktop.domain.spans import Span
from zsm_desktop.models import SettlementPayment
from zsm_desktop.services.agreements import AgreementDraft
from zsm_desktop.services.vat import VatDraft

R = SettlementRegime
YEAR = SchoolYear(2026)
SPAN = Span.of_school_year(YEAR)
DAGDEEL = 2470


def agreed(world: World, regime: SettlementRegime, **terms: object) -> str:
    """An agreement of this regime from the start of the year, signed by every school."""
    desk = world.desk
    made = desk.agreements.add(AgreementDraft(regime, YEAR.first_day, **terms)).made_id  # type: ignore[arg-type]
    for code, _, _ in SCHOOLS:
        version = desk.agreements.rows()[0].version
        desk.agreements.sign(made, version, school_id(code), f"directeur {code}", date(2026, 9, 1))
    return made


def decided(world: World, text: str = "De verrekening wordt uitgevoerd.") -> str:
    """The number of a decision of the steering group."""
    desk = world.desk
    made = meeting(world, STEERING)
    desk.live.start(made)
    desk.live.add_decision(desk.meetings.card(made).agenda[0].id, text)
    return desk.results.decisions(kind="steering")[0].number


@pytest.fixture
def exchanged(world: World) -> World:
    """DUIN is owed 3 dagdelen by ZEEUW and owes 1 to KREEK; VAT is exempt."""
    for kind in ("course", "facility", "test", "guidance", "evening_school", "exam"):
        world.desk.vat.set(VatDraft(kind, date(2024, 8, 1), "exempt", "onderwijs"))
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 10, 5))
    world.delivered("KREEK", "DUIN", 100, date(2026, 10, 6))
    return world


def refused(code: str) -> pytest.RaisesExc[RuleError]:
    return pytest.raises(RuleError, match=f"^{code}")


def test_four_regimes_on_the_same_history(exchanged: World) -> None:
    compared = exchanged.desk.scenarios.compare(YEAR)
    shown = {
        one.regime: ({line.holder.code: (line.pays_cents, line.receives_cents) for line in one.lines}, one.payments)
        for one in compared.scenarios
    }
    three, one, two = 3 * DAGDEEL, DAGDEEL, 2 * DAGDEEL
    assert shown[R.CLOSED_PURSES] == ({"DUIN": (0, 0), "KREEK": (0, 0), "ZEEUW": (0, 0)}, 0)
    assert shown[R.INVOICING] == ({"DUIN": (one, three), "KREEK": (0, one), "ZEEUW": (three, 0)}, 2)
    assert shown[R.NETTING] == ({"DUIN": (0, two), "KREEK": (0, one), "ZEEUW": (three, 0)}, 2)
    assert {line.left_cents for line in compared.of(R.NETTING).lines} == {0}
    assert exchanged.desk.settlements.rows() == ()


def test_netting_without_an_agreement_is_refused(exchanged: World) -> None:
    with refused("settlement.no_agreement"):
        exchanged.desk.settlements.propose(R.NETTING, SPAN)


def test_netting_needs_the_signature_of_everyone_it_touches(exchanged: World) -> None:
    made = agreed(exchanged, R.NETTING)
    version = exchanged.desk.agreements.rows()[0].version
    exchanged.desk.agreements.unsign(made, version, school_id("KREEK"))
    with refused("settlement.not_signed") as met:
        exchanged.desk.settlements.propose(R.NETTING, SPAN)
    assert met.value.facts["schools"] == "Het Kreekrif"


def test_a_settlement_is_booked_exactly_as_decided_and_taken_back_as_a_whole(exchanged: World) -> None:
    agreed(exchanged, R.NETTING)
    settlements = exchanged.desk.settlements
    made = settlements.propose(R.NETTING, SPAN).made_id
    proposal = settlements.card(made)
    settlements.approve(made, decided(exchanged))
    settlements.execute(made)
    card = settlements.card(made)
    assert (card.lines, card.payments) == (proposal.lines, proposal.payments)
    assert card.settlement.status == "executed"
    assert _settled(exchanged) == {"DUIN": -2 * DAGDEEL, "KREEK": -DAGDEEL, "ZEEUW": 3 * DAGDEEL} | {
        "DUIN-OPEN": 2 * DAGDEEL,
        "KREEK-OPEN": DAGDEEL,
        "ZEEUW-OPEN": -3 * DAGDEEL,
    }
    assert exchanged.desk.checks.run().findings == ()
    assert all(line.position_cents == 0 for line in exchanged.desk.scenarios.compare(YEAR).of(R.NETTING).lines)
    back = settlements.reverse(made).made_id
    settlements.approve(back, card.settlement.decision_number)
    settlements.execute(back)
    assert set(_settled(exchanged).values()) == {0}
    assert settlements.card(made).settlement.reversed_by == settlements.card(back).settlement.number
    assert exchanged.desk.scenarios.compare(YEAR).of(R.NETTING).moved_cents == 3 * DAGDEEL
    assert exchanged.desk.checks.run().findings == ()


def _settled(world: World) -> dict[str, int]:
    return {
        code: int(cents)
        for code, cents in world.store.rows(
            "SELECT a.code, sum(t.settled_cents) FROM account a JOIN account_total t ON t.account_id = a.id"
            " GROUP BY a.code ORDER BY a.code"
        )
    }


def test_books_that_moved_ask_for_a_new_proposal(exchanged: World) -> None:
    agreed(exchanged, R.NETTING)
    settlements = exchanged.desk.settlements
    made = settlements.propose(R.NETTING, SPAN).made_id
    settlements.approve(made, decided(exchanged))
    exchanged.delivered("DUIN", "KREEK", 100, date(2026, 10, 7))
    with refused("settlement.moved"):
        settlements.execute(made)
    card = settlements.card(made)
    assert card.is_overtaken
    assert [(one.holder.code, one.now_cents - one.then_cents) for one in card.moved] == [
        ("DUIN", DAGDEEL),
        ("KREEK", -DAGDEEL),
    ]
    settlements.withdraw(made)
    assert settlements.propose(R.NETTING, SPAN).made_id != made


def test_what_was_slipped_into_a_proposal_is_not_executed(exchanged: World) -> None:
    settlements = exchanged.desk.settlements
    made = settlements.propose(R.INVOICING, SPAN).made_id
    with exchanged.writing() as work:
        work.session.add(SettlementPayment(settlement_id=made, sequence=9, payer_id=1, payee_id=2, cents=1))
    settlements.approve(made, decided(exchanged))
    with refused("settlement.line"):
        settlements.execute(made)


def test_what_holds_today_is_what_a_running_year_is_proposed_with(exchanged: World) -> None:
    agreed(exchanged, R.THRESHOLD, band=Band(cents=5000))
    later = AgreementDraft(R.THRESHOLD, date(2027, 1, 1), band=Band(cents=0))
    exchanged.desk.agreements.add(later)
    shown = exchanged.desk.scenarios.compare(YEAR)
    card = exchanged.desk.settlements.card(exchanged.desk.settlements.propose(R.THRESHOLD, SPAN).made_id)
    assert card.terms.band == shown.terms.band == Band(cents=5000)


def test_a_second_settlement_works_on_what_is_left(exchanged: World) -> None:
    agreed(exchanged, R.THRESHOLD, band=Band(cents=5000))
    settlements, number = exchanged.desk.settlements, decided(exchanged)
    first = settlements.propose(R.THRESHOLD, SPAN).made_id
    assert [(one.payer.code, one.payee.code, one.cents) for one in settlements.card(first).payments] == [
        ("ZEEUW", "DUIN", 1607),
        ("ZEEUW", "KREEK", 803),
    ]
    settlements.approve(first, number)
    settlements.execute(first)
    left = {line.holder.code: line.left_cents for line in settlements.card(first).lines}
    assert left == {"DUIN": 2 * DAGDEEL - 1607, "KREEK": DAGDEEL - 803, "ZEEUW": -5000}
    exchanged.delivered("ZEEUW", "KREEK", 100, date(2026, 10, 8))
    positions = {
        line.holder.code: line.position_cents for line in exchanged.desk.scenarios.compare(YEAR).of(R.NETTING).lines
    }
    assert positions == left | {"ZEEUW": left["ZEEUW"] + DAGDEEL, "KREEK": left["KREEK"] - DAGDEEL}


def test_a_share_of_use_counts_only_what_was_used_since_the_last_settlement(exchanged: World) -> None:
    """Within one year: each settlement has a band over its own use, while what the first left inside stays a debt."""
    agreed(exchanged, R.THRESHOLD, band=Band(permille=100))
    settlements, number = exchanged.desk.settlements, decided(exchanged)
    first = settlements.propose(R.THRESHOLD, SPAN).made_id
    settlements.approve(first, number)
    settlements.execute(first)
    zeeuw = next(line for line in settlements.card(first).lines if line.holder.code == "ZEEUW")
    assert (zeeuw.pays_cents, zeeuw.left_cents) == (3 * DAGDEEL - 741, -741), "a tenth of three dagdelen"
    exchanged.delivered("DUIN", "ZEEUW", 200, date(2026, 10, 20))
    second = settlements.propose(R.THRESHOLD, SPAN).made_id
    zeeuw = next(line for line in settlements.card(second).lines if line.holder.code == "ZEEUW")
    assert zeeuw.position_cents == -741 - 2 * DAGDEEL
    assert zeeuw.left_cents == -494, "a tenth of the two since, not of all five"
    assert zeeuw.pays_cents == 741 + 2 * DAGDEEL - 494


def test_vat_comes_on_top_and_what_nobody_decided_is_not_paid(world: World) -> None:
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 10, 5))
    settlements = world.desk.settlements
    with refused("settlement.vat_unchecked"):
        settlements.propose(R.INVOICING, SPAN)
    for kind in ("course", "facility", "test", "guidance", "evening_school", "exam"):
        world.desk.vat.set(VatDraft(kind, date(2024, 8, 1), "high"))
    made = settlements.propose(R.INVOICING, SPAN).made_id
    (document,) = settlements.card(made).documents
    assert (document.provider.code, document.user.code) == ("DUIN", "ZEEUW")
    assert (document.cents, document.vat_cents) == (3 * DAGDEEL, 1556)


def test_what_is_not_confirmed_or_disputed_never_settles(exchanged: World) -> None:
    before = exchanged.desk.scenarios.compare(YEAR)
    exchanged.entered("ZEEUW", "KREEK", 500, date(2026, 10, 9))
    assert exchanged.desk.scenarios.compare(YEAR).scenarios == before.scenarios


def test_one_proposal_at_a_time_decided_by_the_steering_group(exchanged: World) -> None:
    settlements = exchanged.desk.settlements
    made = settlements.propose(R.INVOICING, SPAN).made_id
    with refused("settlement.pending"):
        settlements.propose(R.INVOICING, SPAN)
    with refused("settlement.not_approved"):
        settlements.execute(made)
    with refused("settlement.no_decision"):
        settlements.approve(made, "SG-1")
    with refused("settlement.not_executed"):
        settlements.reverse(made)
    number = decided(exchanged)
    settlements.approve(made, f" {number} ")
    settlements.execute(made)
    with refused("settlement.is_executed"):
        settlements.withdraw(made)
    with refused("settlement.nothing"):
        settlements.propose(R.INVOICING, SPAN)


def test_an_agreement_a_settlement_rests_on_stays_as_it_was(exchanged: World) -> None:
    made = agreed(exchanged, R.NETTING)
    settlement = exchanged.desk.settlements.propose(R.NETTING, SPAN).made_id
    row = exchanged.desk.agreements.rows()[0]
    assert row.is_used
    with refused("agreement.used"):
        exchanged.desk.agreements.edit(made, row.version, AgreementDraft(R.NETTING, YEAR.first_day, term_days=14))
    exchanged.desk.settlements.withdraw(settlement)
    exchanged.desk.agreements.edit(made, row.version, AgreementDraft(R.NETTING, YEAR.first_day, term_days=14))
    assert exchanged.desk.agreements.rows()[0].term_days == 14


@pytest.mark.parametrize("name", sorted(set(PEOPLE) - {"secretaris", "boekhouder"}))
def test_who_does_not_keep_the_books_reads_only(exchanged: World, name: str) -> None:
    desk = exchanged.desk_of(name)
    assert desk.scenarios.compare(YEAR).of(R.NETTING).moved_cents == 3 * DAGDEEL
    with refused("permission.missing"):
        desk.settlements.propose(R.INVOICING, SPAN)
