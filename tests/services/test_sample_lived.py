"""The rooms of exchange and balances look lived-in in the sample, and what they show is true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import pytest

from tests.sample_fixture import SAMPLE_TODAY, MadeSample
from zsm_desktop.app import open_desk
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.placements import PlacementStatus
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.domain.spans import Span
from zsm_desktop.domain.tariffs import basis_findings
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.placement_rows import PlacementFilter
from zsm_desktop.services.sample import PASSWORD

YEAR = SchoolYear.of(SAMPLE_TODAY)


@pytest.fixture(scope="module")
def desk(session_sample: MadeSample) -> Iterator[Desk]:
    bookkeeper = next(user.name for user in session_sample.facts.users if user.role == "bookkeeper")
    secretary = next(user.name for user in session_sample.facts.users if user.role == "secretary")
    opened = open_desk(session_sample.folder, password=PASSWORD, user=bookkeeper, read_only=True)
    assert opened.actor.role == "bookkeeper"
    opened.close()
    clock = datetime.combine(SAMPLE_TODAY, time(9), UTC)
    opened = open_desk(session_sample.folder, password=PASSWORD, user=secretary, read_only=True, clock=lambda: clock)
    yield opened
    opened.close()


def test_all_is_in_order_and_the_balances_with_the_funds_sum_to_zero(desk: Desk) -> None:
    result = desk.checks.run()
    assert result.ok, result.findings
    for when in (None, YEAR, YEAR.shifted(-1)):
        assert sum(row.balance_cents for row in desk.balances.by_school(when)) == 0
    codes = [row.code for row in desk.balances.by_school(YEAR)]
    assert {"FONDS-PROV", "FONDS-EX"} <= set(codes)
    for code in codes:
        explained = desk.balances.explain(code, YEAR)
        assert sum(line.cents for line in explained.lines) == explained.balance_cents


def test_one_fund_has_some_left_and_one_ran_out(desk: Desk) -> None:
    province, exams = desk.funds.rows()
    assert 0 < province.charged_cents == province.claimed_cents < province.granted_cents
    assert 0 < exams.charged_cents == exams.granted_cents < exams.claimed_cents
    decided = {one.number: one.text for one in desk.results.decisions(kind="steering")}
    assert "Projectsubsidie provincie" in decided[province.decision_number]
    assert "examenpotje" in decided[exams.decision_number]


def test_offers_say_what_to_bring_and_what_they_are_made_of(desk: Desk) -> None:
    rows = desk.offers.page()
    assert all(row.level for row in rows)
    (exam,) = [row for row in rows if row.kind == "exam"]
    assert exam.seats == 2
    card = desk.offers.card(exam.id)
    assert card.to_provide
    assert card.outside_cost_cents
    tariffs = desk.tariffs.today()
    warned = [row.offer for row in tariffs if row.cents and basis_findings(row.cents, row.basis)]
    assert warned == ["Restaurantkeuken en bediening"]
    assert all(row.basis.total_cents == row.cents for row in tariffs if row.basis.is_given)
    assert {bool(row.decision_number) for row in tariffs} == {True}
    treated = {kind: desk.vat.treatment_on(kind, SAMPLE_TODAY).treatment for kind in ("course", "facility", "exam")}
    assert treated == {"course": "exempt", "facility": "high", "exam": "to_check"}


def test_what_schools_ask_of_each_other_is_in_every_state(desk: Desk) -> None:
    states = Counter(row.status for row in desk.placements.page(limit=1000))
    assert states["proposed"] >= 3
    assert states["waiting"] == states["refused"] == 1
    (refused,) = desk.placements.page(PlacementFilter(status=PlacementStatus.REFUSED))
    assert desk.placements.card(refused.id).row.answer_reason
    running = desk.placements.page(PlacementFilter(status=PlacementStatus.RUNNING))
    planned = [card for card in (desk.placements.card(row.id) for row in running) if card.months]
    assert len(planned) == 3
    assert all(sum(card.months.values()) == card.row.planned_hundredths for card in planned)
    assert {row.agreement_on is None for row in running} == {True, False}
    by_school = [row for row in desk.needs.rows() if not row.number]
    assert by_school
    assert desk.needs.rows(only_lapsed=True)
    tests = [row for row in desk.offers.page() if row.kind == "test"]
    assert any(desk.bookings.clashes(row.id) for row in tests)


def test_one_round_is_out_one_came_back_and_talks_are_open_and_decided(desk: Desk) -> None:
    rounds = desk.rounds.rows()
    assert Counter(row.status for row in rounds) == {"read": 1, "sent": 2}
    card = next(desk.rounds.card(row.id) for row in rounds if row.status == "read")
    assert Counter(line.answer for line in card.lines)["disputed"] == 1
    talks = desk.store.rows("SELECT d.id, d.status FROM delivery d WHERE d.dispute IS NOT NULL")
    threads = [(status, [line.kind for line in desk.disputes.thread(delivery)]) for delivery, status in talks]
    assert all(kinds[0] == "disputed" for _, kinds in threads)
    assert ("withdrawn", ["disputed", "answered", "corrected"]) in threads
    assert ("disputed", ["disputed", "answered", "answered"]) in threads


def test_limits_and_statements_say_who_should_talk(desk: Desk) -> None:
    assert {row.is_debit for row in desk.limits.prompts()} == {True, False}
    assert sum(row.most_owed_cents is not None or row.most_due_cents is not None for row in desk.limits.rows()) == 3
    last_year = desk.statements.schools(YEAR.shifted(-1))
    assert len(last_year) == 16
    assert not any(row.needs_new for row in last_year)
    so_far = Span.between(YEAR.first_day, SAMPLE_TODAY.replace(day=1) - timedelta(days=1))
    issued = [row.latest for row in desk.statements.schools(so_far) if row.latest is not None]
    assert len(issued) == 2
    assert any(row.is_overtaken for row in issued)
    assert desk.silence.rule().days == 21


def test_for_years_nobody_paid_as_every_board_signed_and_what_was_owed_is_written_off(desk: Desk) -> None:
    (agreement,) = desk.agreements.rows()
    assert (agreement.regime, agreement.valid_from) == (SettlementRegime.CLOSED_PURSES, YEAR.shifted(-3).first_day)
    boards = {board for (board,) in desk.store.rows("SELECT DISTINCT board_id FROM organisation WHERE kind = 'school'")}
    assert {one.organisation_id for one in agreement.signatures} == boards
    (row,) = desk.settlements.rows()
    assert (row.status, row.span) == ("executed", Span.between(agreement.valid_from, YEAR.shifted(-2).last_day))
    decided = {one.number: one.text for one in desk.results.decisions(kind="steering")}
    assert decided[agreement.decision_number].startswith("De besturen sluiten een verrekenovereenkomst")
    assert decided[row.decision_number].endswith("tot en met schooljaar 2024/25, wordt afgeboekt.")
    card = desk.settlements.card(row.id)
    off = [line.written_off_cents for line in card.lines]
    assert (len(off), sum(off)) == (16, 0)
    assert all(off)
    assert {line.left_cents for line in card.lines} == {0}
    left = desk.settlements.left_behind(Span.of_school_year(YEAR))
    assert left is not None
    assert (left.first_day >= YEAR.shifted(-1).first_day, left.last_day < YEAR.first_day) == (True, True)
    assert desk.settlements.left_behind() is None
