"""Whatever is altered around the books with another tool, a check names the first row that is wrong."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.builders import World, make_network, school_id
from tests.services.test_checks import tamper
from tests.versions import version_of
from zsm_desktop.domain.errors import Finding
from zsm_desktop.domain.ledger import PeriodStatus
from zsm_desktop.domain.rounds import Answer
from zsm_desktop.domain.spans import Span
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.funds import FundDraft
from zsm_desktop.services.placement_acts import Terms
from zsm_desktop.services.rounds import LineAnswer
from zsm_desktop.store.keys import Keys
from zsm_desktop.words.rules import sentence

YEAR = (date(2026, 8, 1), date(2027, 7, 31))
KREEK, ZEEUW = school_id("KREEK"), school_id("ZEEUW")


def live(world: World) -> None:
    """A bit of everything that is written around the books."""
    desk = world.desk
    desk.funds.add(FundDraft("Subsidie", 30_00, *YEAR, percent=50_00))
    numbers = [world.delivered("DUIN", "ZEEUW", 100 + 25 * at, date(2026, 9, 5 + at)) for at in range(4)]
    desk.ledger.reverse(numbers[1], "Dubbel.")
    desk.statements.issue(ZEEUW)
    ids = [world.entered("ZEEUW", "KREEK", 100, date(2026, 10, day)) for day in range(1, 7)]
    for id_, why in zip(ids[:3], ("Nooit geweest.", "Te veel.", "Niet goed."), strict=True):
        desk.deliveries.dispute(id_, why)
    world.now += timedelta(hours=1)
    desk.disputes.answer(ids[0], "Jawel.")
    desk.disputes.agree(ids[1])
    desk.disputes.withdraw(ids[2])
    desk.silence.set_days(version_of(world, "network"), 7)
    made = desk.rounds.make(KREEK).made_id
    desk.rounds.read_answers(made, [LineAnswer(1, Answer.AGREED), LineAnswer(2, Answer.DISPUTED, "Niet geweest.")])
    world.now += timedelta(days=9)
    desk.silence.confirm_silent()
    placement = world.placement("DUIN", "ZEEUW")
    desk.deliveries.confirm(
        [desk.deliveries.enter(DeliveryDraft(date(2026, 10, 8), 100, placement_id=placement)).made_id]
    )
    version = desk.placements.row(placement).version
    desk.placements.change(placement, version, Terms(date(2026, 9, 1), date(2027, 5, 31), 4000), "Eerder klaar.")
    desk.statements.issue(ZEEUW, Span.of_month(date(2026, 8, 1)))
    august, september = (row.period.id for row in desk.ledger.periods()[:2])
    desk.ledger.set_period(august, PeriodStatus.CLOSED)
    desk.ledger.set_period(september, PeriodStatus.CLOSED)
    world.now += timedelta(hours=1)
    desk.ledger.reopen_period(september, "Vergeten.")
    desk.ledger.set_period(september, PeriodStatus.HOLD)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Keys]:
    folder = tmp_path_factory.mktemp("lived") / "network"
    world = World(folder, make_network(folder))
    live(world)
    world.close()
    return folder, world.keys


@pytest.fixture
def altered(lived: tuple[Path, Keys], tmp_path: Path) -> Iterator[World]:
    shutil.copytree(lived[0], tmp_path / "network")
    world = World(tmp_path / "network", lived[1])
    yield world
    world.close()


def test_what_the_program_wrote_itself_is_in_order(altered: World) -> None:
    result = altered.desk.checks.run()
    assert (result.ok, result.findings) == (True, ())


BOOKED = "status = 'confirmed' AND delivered_on = '2026-09-07'"


@pytest.mark.parametrize(
    ("statement", "code", "facts"),
    [
        (f"UPDATE delivery SET amount_cents = 1 WHERE {BOOKED}", "check.not_as_booked", {"number": 3}),
        (f"UPDATE delivery SET quantity = 999 WHERE {BOOKED}", "check.not_as_booked", {"number": 3}),
        (f"UPDATE delivery SET delivered_on = '2026-09-30' WHERE {BOOKED}", "check.not_as_booked", {"number": 3}),
        (f"UPDATE delivery SET user_id = '{KREEK}' WHERE {BOOKED}", "check.not_as_booked", {"number": 3}),
        (f"UPDATE delivery SET placement_id = (SELECT id FROM placement) WHERE {BOOKED}", "check.not_as_booked", {}),
        ("UPDATE delivery SET amount_cents = 7 WHERE status = 'disputed'", "check.price", {"day": date(2026, 10, 1)}),
        ("UPDATE delivery SET tariff_cents = 1 WHERE status = 'disputed'", "check.price", {}),
        ("UPDATE tariff SET cents = 1", "check.price", {"day": date(2026, 9, 5)}),
        ("UPDATE tariff SET valid_from = '2026-09-06'", "check.price", {"day": date(2026, 9, 5)}),
        (f"UPDATE delivery SET settled_how = 'silence' WHERE {BOOKED}", "check.settled", {"day": date(2026, 9, 7)}),
        (f"UPDATE delivery SET settled_how = 'file' WHERE {BOOKED}", "check.settled", {"day": date(2026, 9, 7)}),
        ("UPDATE delivery SET status = 'withdrawn' WHERE status = 'disputed'", "check.talk", {}),
        ("UPDATE delivery SET dispute = 'Anders.' WHERE status = 'disputed'", "check.talk", {"day": date(2026, 10, 1)}),
        ("DELETE FROM dispute_message", "check.talk", {"day": date(2026, 10, 1)}),
        ("DELETE FROM dispute_message WHERE kind = 'answered'", "check.log", {"act": "dispute.answer"}),
        ("DELETE FROM placement_change", "check.log", {"act": "placement.change"}),
        ("DELETE FROM fund_claim", "check.unclaimed", {"day": date(2026, 9, 5)}),
        ("UPDATE fund_claim SET claimed_cents = claimed_cents + 1", "check.share", {"day": date(2026, 9, 5)}),
        ("UPDATE fund SET granted_cents = 3100", "check.share", {"fund": "Subsidie"}),
        ("UPDATE fund SET percent = 4000", "check.share", {"day": date(2026, 9, 5)}),
        ("UPDATE fund_claim SET is_reversed = 1 WHERE charged_cents = 0", "check.share", {}),
        ("UPDATE confirmation_line SET amount_cents = 1 WHERE line = 1", "check.round", {"number": "BR-2026/27-001"}),
        ("DELETE FROM confirmation_line WHERE line = 3", "check.round", {"number": "BR-2026/27-001"}),
        ("UPDATE statement SET closing_cents = closing_cents + 100", "check.statement", {"version": 1}),
        ("UPDATE statement SET opening_cents = 1", "check.statement", {}),
        ("UPDATE statement SET head = zeroblob(32)", "check.statement", {}),
        ("UPDATE statement SET version = 2", "check.statement", {"version": 2}),
        ("DELETE FROM statement WHERE number LIKE '%-01'", "check.number", {"number": "OV-2026/27-ZEEUW-02"}),
        ("DELETE FROM statement WHERE number LIKE '%-02'", "check.log", {"act": "statement.issue"}),
        ("UPDATE period SET status = 'open' WHERE status = 'closed'", "check.period", {"day": date(2026, 8, 1)}),
        ("UPDATE period SET status = 'closed' WHERE status = 'hold'", "check.period", {"day": date(2026, 9, 1)}),
        ("DELETE FROM period_reopening", "check.period", {"day": date(2026, 9, 1)}),
        ("DELETE FROM audit_event WHERE act LIKE 'ledger%'", "check.log_gap", {}),
        ("UPDATE account SET name = 'X' WHERE code = 'DUIN'", "check.account", {"account": "DUIN"}),
        ("UPDATE account SET school_id = NULL, kind = 'write_off' WHERE code = 'KREEK'", "check.account", {}),
        ("UPDATE account SET kind = 'rounding' WHERE kind = 'fund'", "check.account", {"account": "FONDS-1"}),
    ],
)  # fmt: skip
def test_an_alteration_is_found_and_told(altered: World, statement: str, code: str, facts: dict[str, object]) -> None:
    tamper(altered, statement)
    findings = {finding.code: finding for finding in altered.desk.checks.run().findings}
    assert code in findings, sorted(findings)
    assert {name: findings[code].facts[name] for name in facts} == facts
    told = sentence(findings[code])
    assert "…" not in told
    assert re.search(r"\{|check\.", told) is None


def test_books_cut_short_are_found_by_what_stood_on_them(altered: World) -> None:
    tamper(
        altered,
        "DELETE FROM posting WHERE entry > 6",
        "DELETE FROM journal_entry WHERE number > 6",
        "UPDATE delivery SET status = 'withdrawn', settled_how = NULL, dispute = NULL WHERE status = 'confirmed' "
        "AND NOT EXISTS (SELECT 1 FROM journal_entry e WHERE e.delivery_id = delivery.id)",
    )
    found = [finding.code for finding in altered.desk.checks.run().findings]
    assert "check.statement" in found


def test_only_the_first_wrong_row_is_told(altered: World) -> None:
    tamper(altered, "UPDATE delivery SET amount_cents = 1")
    found: list[Finding] = [one for one in altered.desk.checks.run().findings if one.code == "check.price"]
    assert [one.facts["day"] for one in found] == [date(2026, 9, 5)]
