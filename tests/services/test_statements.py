"""Statements: opening + lines = closing whatever happened, what went out stays as it was, and says what came after."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.builders import SECRETARY, World, school_id
from tests.services.test_balance_laws import CODES, Use, fresh, granted, live, spans, uses
from tests.versions import version_of
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.ledger import PeriodStatus
from zsm_desktop.domain.spans import ALL, Span
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.funds import FundDraft
from zsm_desktop.services.statement_facts import Moment, statement_facts
from zsm_desktop.services.statements import issue_all
from zsm_desktop.store.keys import Keys
from zsm_desktop.store.store import Store

LAST, THIS = SchoolYear(2025), SchoolYear(2026)
DUIN, ZEEUW, KREEK = (school_id(code) for code in ("DUIN", "ZEEUW", "KREEK"))


@pytest.fixture
def traded(world: World) -> World:
    world.delivered("DUIN", "ZEEUW", 400, date(2026, 5, 10))
    world.delivered("DUIN", "ZEEUW", 250, date(2026, 9, 10))
    world.delivered("ZEEUW", "DUIN", 100, date(2026, 10, 1))
    return world


def number_of(world: World, statement_id: str) -> tuple[str, int]:
    facts = world.desk.statements.of(statement_id)
    return facts.number, facts.version


def refusal(attempt) -> str:
    with pytest.raises(RuleError) as found:
        attempt()
    return found.value.code


def balance_until(world: World, code: str, span: Span) -> int:
    rows = world.desk.balances.by_school(Span(ALL.first_month, span.last_month))
    return next(row.balance_cents for row in rows if row.code == code)


def test_opening_lines_and_closing(traded: World) -> None:
    facts = traded.desk.statements.draft(DUIN, THIS)
    assert (facts.opening_cents, facts.closing_cents) == (9880, 9880 + 6175 - 2470)
    assert [(line.number, line.side, line.cents) for line in facts.lines] == [(2, "given", 6175), (3, "taken", -2470)]
    assert [(line.delivered_on, line.school_year.label, line.book_year) for line in facts.lines] == [
        (date(2026, 9, 10), "2026/27", 2026),
        (date(2026, 10, 1), "2026/27", 2026),
    ]
    assert (facts.parts.given_cents, facts.parts.taken_cents) == (6175, 2470)
    assert (facts.number, facts.entries, facts.head) == ("", 3, traded.desk.ledger.head().hash)
    assert facts.runs_on
    assert not traded.desk.statements.draft(DUIN, LAST).runs_on


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=uses, after=uses, granted_cents=granted, span=spans)
def test_it_adds_up_on_any_network_and_stays_what_it_was(
    made_network: tuple[Path, Keys], before: list[Use], after: list[Use], granted_cents: int | None, span: Span
) -> None:
    with fresh(made_network) as world:
        live(world, before, granted_cents)
        statements = world.desk.statements
        if span.first_day > world.desk.day:
            assert refusal(lambda: statements.draft(DUIN, span)) == "statement.ahead"
            return
        sent = {}
        for code in CODES:
            facts = statements.draft(school_id(code), span)
            assert facts.opening_cents + sum(line.cents for line in facts.lines) == facts.closing_cents
            assert facts.closing_cents == balance_until(world, code, span)
            assert facts.closing_cents - facts.opening_cents == facts.parts.balance_cents
            id_ = statements.issue(school_id(code), span).made_id
            sent[code] = id_, statements.of(id_)
        live(world, after, None)
        for code, (id_, then) in sent.items():
            now, row = statements.of(id_), statements.issued(school_id(code))[0]
            assert (now.opening_cents, now.lines, now.closing_cents, now.head) == (
                (then.opening_cents, then.lines, then.closing_cents, then.head)
            )
            assert (row.opening_cents, row.closing_cents) == (then.opening_cents, then.closing_cents)
            fresh_one = statements.draft(school_id(code), span)
            assert fresh_one.closing_cents == balance_until(world, code, span) == row.closing_cents + row.later_cents
            assert sum(line.cents for line in fresh_one.since) == row.later_cents
            assert len({line.number for line in fresh_one.since}) == row.later
            assert row.is_overtaken == (fresh_one.number == "")


def test_the_second_version_says_what_it_replaces(traded: World) -> None:
    desk = traded.desk
    first = desk.statements.issue(DUIN, THIS).made_id
    assert number_of(traded, first) == ("OV-2026/27-DUIN-01", 1)
    assert refusal(lambda: desk.statements.issue(DUIN, THIS)) == "statement.already_out"
    assert desk.statements.draft(DUIN, THIS).number == "OV-2026/27-DUIN-01"
    traded.now += timedelta(days=2)
    late = traded.delivered("DUIN", "KREEK", 200, date(2026, 11, 3))
    before = traded.delivered("DUIN", "KREEK", 100, date(2026, 6, 3))
    (row,) = desk.statements.issued(DUIN)
    assert (row.later, row.later_cents, row.is_overtaken, row.replaced_by) == (2, 7410, True, 0)
    facts = desk.statements.of(desk.statements.issue(DUIN, THIS).made_id)
    assert (facts.number, facts.version) == ("OV-2026/27-DUIN-01", 2)
    assert facts.earlier is not None
    assert (facts.earlier.version, facts.earlier.closing_cents) == (1, facts.closing_cents - 7410)
    assert [line.number for line in facts.since] == [late, before]
    assert [row.replaced_by for row in desk.statements.issued(DUIN)] == [0, 2]
    assert desk.statements.of(first).since == ()


def test_other_months_and_schools_have_their_own_number(traded: World) -> None:
    statements = traded.desk.statements
    made = [
        statements.issue(DUIN, THIS).made_id,
        statements.issue(DUIN, Span.of_month(date(2026, 9, 1))).made_id,
        statements.issue(ZEEUW, THIS).made_id,
        statements.issue(DUIN, LAST).made_id,
    ]
    assert [number_of(traded, one)[0] for one in made] == [
        "OV-2026/27-DUIN-01",
        "OV-2026/27-DUIN-02",
        "OV-2026/27-ZEEUW-01",
        "OV-2025/26-DUIN-01",
    ]
    assert [row.number for row in statements.issued(ZEEUW)] == ["OV-2026/27-ZEEUW-01"]
    assert len(statements.issued()) == 4


def test_a_booking_of_others_or_of_later_months_does_not_overtake_it(traded: World) -> None:
    statements = traded.desk.statements
    statements.issue(DUIN, Span.of_month(date(2026, 9, 1)))
    traded.delivered("KREEK", "ZEEUW", 100, date(2026, 9, 20))
    traded.delivered("DUIN", "ZEEUW", 100, date(2026, 11, 2))
    (row,) = statements.issued(DUIN)
    assert (row.later, row.later_cents, row.is_overtaken) == (0, 0, False)


def test_everything_runs_from_the_first_booking_to_this_month(traded: World) -> None:
    for school in (DUIN, KREEK):
        facts = traded.desk.statements.draft(school)
        assert (facts.span.first_day, facts.span.last_day) == (date(2026, 5, 1), date(2026, 11, 30))
        assert facts.opening_cents == 0
    until = traded.desk.statements.draft(DUIN, Span(ALL.first_month, Span.of_month(date(2026, 6, 1)).first_month))
    assert (until.span.first_day, until.span.last_day) == (date(2026, 5, 1), date(2026, 6, 30))
    ahead = Span.of_month(date(2027, 1, 1))
    assert refusal(lambda: traded.desk.statements.draft(DUIN, ahead)) == "statement.ahead"
    assert refusal(lambda: traded.desk.statements.issue(DUIN, ahead)) == "statement.ahead"


def test_before_anything_was_booked(world: World) -> None:
    """Also a store of before there were statements: nothing went out, nothing is there to read."""
    facts = world.desk.statements.draft(DUIN)
    assert (facts.opening_cents, facts.lines, facts.entries, facts.head) == (0, (), 0, "")
    assert facts.span == Span.of_month(world.desk.day)
    assert world.desk.statements.issued() == ()
    issued = world.desk.statements.of(world.desk.statements.issue(DUIN).made_id)
    assert (issued.entries, issued.head) == (0, "")
    assert [row.latest is not None for row in world.desk.statements.schools()] == [True, False, False]


def test_what_waits_or_is_disputed_stands_beside(traded: World) -> None:
    desk = traded.desk
    traded.entered("DUIN", "ZEEUW", 100, date(2026, 11, 3))
    traded.entered("KREEK", "ZEEUW", 100, date(2026, 11, 3))
    traded.entered("DUIN", "ZEEUW", 100, date(2026, 5, 3))
    placement = traded.placement("DUIN", "ZEEUW")
    disputed = desk.deliveries.enter(DeliveryDraft(date(2026, 10, 6), 300, placement_id=placement)).made_id
    desk.deliveries.dispute(disputed, "Er was niemand.")
    traded.now += timedelta(hours=1)
    traded.desk_of("stage duin").disputes.answer(disputed, "Wel: twee leerlingen.")
    balances = {code: balance_until(traded, code, Span.of_school_year(THIS)) for code in ("DUIN", "ZEEUW")}
    for school, code, side in ((DUIN, "DUIN", "given"), (ZEEUW, "ZEEUW", "taken")):
        facts = desk.statements.draft(school, THIS)
        assert facts.closing_cents == balances[code]
        (line,) = facts.disputed
        assert (line.side, line.amount_cents, line.said_by, line.said) == (
            (side, 7410, "De Duinpan", "Wel: twee leerlingen.")
        )
        assert line.placement_number.startswith("PL-")
        assert [one.side for one in facts.waiting] == (["given"] if code == "DUIN" else ["taken", "taken"])
        assert facts.earlier_beside == 1
    beside = {row.code: row for row in desk.balances.beside(THIS)}
    facts = desk.statements.draft(ZEEUW, THIS)
    assert sum(line.signed_cents for line in facts.waiting) == beside["ZEEUW"].waiting_cents
    assert sum(line.signed_cents for line in facts.disputed) == beside["ZEEUW"].disputed_cents


def test_funds_and_corrections_on_it(world: World) -> None:
    world.desk.funds.add(FundDraft("Projectsubsidie", 50_00, date(2026, 8, 1), date(2027, 7, 31), percent=40_00))
    number = world.delivered("DUIN", "ZEEUW", 400, date(2026, 9, 10))
    world.delivered("DUIN", "ZEEUW", 400, date(2026, 10, 10))
    world.desk.ledger.reverse(number, "Dubbel.")
    for school, code in ((DUIN, "DUIN"), (ZEEUW, "ZEEUW")):
        facts = world.desk.statements.draft(school, THIS)
        assert facts.closing_cents == balance_until(world, code, Span.of_school_year(THIS))
        assert [line.reverses for line in facts.lines if line.kind == "reversal"] == [number]
        parts = facts.parts
        gross = parts.given_cents - parts.taken_cents + parts.corrections_cents
        assert gross == sum(line.gross_cents for line in facts.lines)
        assert parts.fund_cents == sum(line.fund_cents for line in facts.lines)
    taken = world.desk.statements.draft(ZEEUW, THIS)
    assert (taken.parts.taken_cents, taken.parts.fund_cents, taken.parts.corrections_cents) == (2 * 9880, 3952, 9880)
    assert next(line.fund_cents for line in taken.lines if line.kind == "delivery") == 3952
    assert {line.fund for line in taken.lines if line.fund_cents} == {"Projectsubsidie"}


def test_a_reopened_month_is_told_with_who_and_why(traded: World) -> None:
    desk = traded.desk
    june = next(row for row in desk.ledger.periods() if row.period.first_day == date(2026, 6, 1))
    for row in desk.ledger.periods():
        if row.period.first_day <= june.period.first_day:
            desk.ledger.set_period(row.period.id, PeriodStatus.HOLD)
            desk.ledger.set_period(row.period.id, PeriodStatus.CLOSED)
    desk.ledger.reopen_period(june.period.id, "Een levering was vergeten.")
    (found,) = desk.statements.draft(DUIN, LAST).reopenings
    assert (found.first_day, found.by, found.reason) == (date(2026, 6, 1), SECRETARY, "Een levering was vergeten.")
    assert desk.statements.draft(DUIN, THIS).reopenings == ()


def test_what_was_told_before_a_month_was_reopened_says_so(traded: World) -> None:
    statements, ledger = traded.desk.statements, traded.desk.ledger
    august = next(row.period for row in ledger.periods() if row.period.first_day == date(2026, 8, 1))
    for row in ledger.periods():
        if row.period.first_day <= august.first_day:
            ledger.set_period(row.period.id, PeriodStatus.CLOSED)
    told, other = Span.of_month(date(2026, 8, 1)), Span.of_month(date(2026, 7, 1))
    first, untouched = (statements.issue(DUIN, span).made_id for span in (told, other))
    traded.now += timedelta(days=1)
    ledger.reopen_period(august.id, "Een levering was vergeten.")
    traded.now += timedelta(days=1)
    (found,) = statements.of(first).reopenings
    assert found.reason == "Een levering was vergeten."
    assert statements.of(untouched).reopenings == ()
    assert next(row for row in statements.schools(told) if row.code == "DUIN").needs_new
    assert not next(row for row in statements.schools(other) if row.code == "DUIN").needs_new
    assert statements.draft(DUIN, told).number == ""
    second = statements.issue(DUIN, told).made_id
    assert (statements.of(second).version, statements.of(second).reopenings) == (2, (found,))
    assert refusal(lambda: statements.issue(DUIN, told)) == "statement.already_out"


def test_written_again_it_says_what_it_said(traded: World) -> None:
    desk, statements = traded.desk, traded.desk.statements
    desk.silence.set_days(version_of(desk, "network"), 14)
    ids = {
        name: traded.entered("DUIN", "ZEEUW", 100, day)
        for name, day in (
            ("confirmed", date(2026, 10, 1)), ("withdrawn", date(2026, 10, 2)), ("disputed", date(2026, 10, 3)),
            ("settled", date(2026, 10, 4)), ("left", date(2026, 10, 5)), ("earlier", date(2026, 5, 5)),
        )
    }  # fmt: skip
    desk.deliveries.dispute(ids["settled"], "Niet geweest.")
    traded.now += timedelta(hours=1)
    id_ = statements.issue(ZEEUW, THIS).made_id
    before = statements.of(id_)
    traded.now += timedelta(hours=1)
    desk.silence.set_days(version_of(desk, "network"), None)
    desk.deliveries.confirm([ids["confirmed"], ids["earlier"]])
    desk.deliveries.withdraw(ids["withdrawn"])
    desk.deliveries.dispute(ids["disputed"], "Te veel.")
    traded.desk_of("stage duin").disputes.answer(ids["settled"], "Toch wel.")
    desk.disputes.agree(ids["settled"])
    traded.entered("DUIN", "ZEEUW", 900, date(2026, 10, 6))
    assert statements.of(id_) == before
    assert (before.silence_days, before.earlier_beside) == (14, 1)
    assert [line.delivery_id for line in before.waiting] == [
        ids[name] for name in ("confirmed", "withdrawn", "disputed", "left")
    ]
    assert [(line.delivery_id, line.said) for line in before.disputed] == [(ids["settled"], "Niet geweest.")]
    now = statements.draft(ZEEUW, THIS)
    assert (now.silence_days, len(now.waiting), [line.delivery_id for line in now.disputed]) == (
        None, 2, [ids["disputed"]],
    )  # fmt: skip


def test_what_was_confirmed_by_silence_is_marked(traded: World) -> None:
    desk = traded.desk
    desk.silence.set_days(version_of(desk, "network"), 7)
    waiting = traded.entered("DUIN", "ZEEUW", 100, date(2026, 11, 2))
    desk.rounds.make(ZEEUW)
    traded.now += timedelta(days=9)
    desk.silence.confirm_silent()
    facts = desk.statements.draft(ZEEUW, THIS)
    assert [line.delivery_id for line in facts.lines if line.by_silence] == [waiting]
    desk.ledger.reverse(facts.lines[-1].number, "Toch niet.")
    assert sum(line.by_silence for line in desk.statements.draft(ZEEUW, THIS).lines) == 1


def test_the_list_asks_the_store_no_more_often_for_more_schools_or_statements(
    traded: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(listing) -> int:
        statements = []
        rows = traded.store.rows
        with monkeypatch.context() as patch:
            patch.setattr(traded.store, "rows", lambda sql, *more: statements.append(sql) or rows(sql, *more))
            listing()
        return len(statements)

    month = Span.of_month(date(2026, 9, 1))
    issue_all(traded.desk, month, [DUIN])
    before = [asked(lambda: traded.desk.statements.schools(month)), asked(traded.desk.statements.issued)]
    issue_all(traded.desk, month)
    issue_all(traded.desk, Span.of_month(date(2026, 10, 1)))
    after = [asked(lambda: traded.desk.statements.schools(month)), asked(traded.desk.statements.issued)]
    assert after == before
    assert len(traded.desk.statements.issued()) == 6


def test_all_of_it_is_read_from_one_moment(traded: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else books while it is being read."""
    other = Desk(Store(traded.folder, traded.keys), traded.desk.actor, lambda: traded.now)
    waiting = [traded.entered("DUIN", "ZEEUW", 100, date(2026, 10, day)) for day in range(1, 30)]
    rows = traded.store.rows

    def disturbed(sql: str, *more: object) -> list[object]:
        found = rows(sql, *more)
        if waiting:
            other.deliveries.confirm([waiting.pop()])
        return found

    monkeypatch.setattr(traded.store, "rows", disturbed)
    found = traded.desk.balances.explain("DUIN")
    assert found.balance_cents == sum(line.cents for line in found.lines)
    span = Span.of_school_year(THIS)
    facts = statement_facts(traded.store, DUIN, span, Moment(None, traded.now, SECRETARY, 10**6, "", None))
    monkeypatch.undo()
    assert 0 < len(waiting) < 29
    assert facts.opening_cents == 9880
    assert len(facts.lines) + len(facts.waiting) == 2 + 29
    assert facts.closing_cents == facts.opening_cents + sum(line.cents for line in facts.lines)
    other.close()


def test_who_reads_and_makes_which(traded: World) -> None:
    desk = traded.desk
    own, other = (desk.statements.issue(school, THIS).made_id for school in (DUIN, ZEEUW))
    for name in ("directeur duin", "stage duin"):
        statements = traded.desk_of(name).statements
        assert statements.of(own).code == statements.draft(DUIN, LAST).code == "DUIN"
        assert [row.code for row in statements.issued()] == [row.code for row in statements.schools()] == ["DUIN"]
        assert statements.issued(ZEEUW) == ()
        assert refusal(lambda statements=statements: statements.of(other)) == "statement.none"
        assert refusal(lambda statements=statements: statements.draft(ZEEUW)) == "permission.other_school"
        assert refusal(lambda statements=statements: statements.issue(DUIN, LAST)) == "permission.missing"
        assert refusal(lambda statements=statements: statements.receiver(DUIN)) == "permission.missing"
    reader = traded.desk_of("lezer").statements
    for attempt in (reader.issued, reader.schools, lambda: reader.of(own), lambda: reader.draft(DUIN)):
        assert refusal(attempt) == "permission.missing"
    keeper = traded.desk_of("boekhouder").statements
    assert {row.code for row in keeper.issued()} == {"DUIN", "ZEEUW"}
    assert keeper.of(keeper.issue(KREEK, THIS).made_id).made_by == "boekhouder"


def test_all_schools_at_once_and_stopped_half_way(traded: World) -> None:
    desk = traded.desk
    kept = desk.statements.issue(ZEEUW, THIS).made_id
    said: list[tuple[int, int, str]] = []

    def stop(*step) -> None:
        said.append(step)
        if step[0] == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        issue_all(desk, THIS, say=stop)
    assert said == [(0, 3, "De Duinpan"), (1, 3, "De Zeeuwse Vaart"), (2, 3, "Het Kreekrif")]
    assert len(desk.statements.issued()) == 2
    made = issue_all(desk, THIS)
    assert made[1] == kept
    assert [row.needs_new for row in desk.statements.schools(THIS)] == [False, False, False]
    assert issue_all(desk, THIS) == made
    assert len(desk.statements.issued()) == 3
    (only,) = issue_all(desk, LAST, [KREEK])
    assert number_of(traded, only) == ("OV-2025/26-KREEK-01", 1)


def test_what_went_out_can_never_be_altered(traded: World) -> None:
    traded.desk.statements.issue(DUIN, THIS)
    for sql in ("UPDATE statement SET closing_cents = 0", "DELETE FROM statement"):
        with pytest.raises(RuleError) as found, traded.writing() as work:
            work.run(sql, [{}])
        assert found.value.code in {"guard.statement.fixed", "server.no_right"}  # there the login stops first
