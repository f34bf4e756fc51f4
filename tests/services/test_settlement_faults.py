"""Whatever is altered in what was settled with another tool, a check names the settlement or account."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.builders import World, make_network
from tests.services.settled import ALL_YEARS, NETTING, say_vat, settle, take_back
from tests.services.test_checks import tamper
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.domain.spans import Span
from zsm_desktop.store.keys import Keys
from zsm_desktop.words.rules import sentence

LAST_YEAR = Span.between(date(2025, 8, 1), date(2026, 7, 31))
INVOICED, BACK, WRITTEN_OFF, NETTED = (
    f"VR-{number}" for number in ("2025/26-001", "2025/26-002", "2025/26-003", "2026/27-001")
)


@pytest.fixture
def kept() -> str:
    """What a file holds can be altered by who has its key."""
    return "file"


def live(world: World) -> None:
    """Last year is invoiced, taken back and written off; this year is netted; one was let go."""
    say_vat(world)
    world.delivered("DUIN", "ZEEUW", 200, date(2026, 5, 10))
    world.delivered("DUIN", "ZEEUW", 100, date(2026, 9, 10))
    world.delivered("KREEK", "DUIN", 100, date(2026, 10, 1))
    take_back(world, settle(world, SettlementRegime.INVOICING, LAST_YEAR))
    settle(world, SettlementRegime.CLOSED_PURSES, LAST_YEAR)
    settle(world, NETTING)
    world.delivered("KREEK", "DUIN", 100, date(2026, 10, 2))
    world.desk.settlements.withdraw(world.desk.settlements.propose(NETTING, ALL_YEARS).made_id)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Keys]:
    folder = tmp_path_factory.mktemp("settled") / "network"
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


def test_what_was_settled_is_in_order(altered: World) -> None:
    assert altered.desk.checks.run().findings == ()


OF = "settlement_id = (SELECT id FROM settlement WHERE number = '{}')"


@pytest.mark.parametrize(
    ("statement", "code", "facts"),
    [
        (f"UPDATE settlement_line SET pays_cents = pays_cents + 1 WHERE {OF.format(NETTED)}", "check.settlement",
         {"number": NETTED}),
        (f"UPDATE settlement_line SET written_off_cents = 0 WHERE {OF.format(WRITTEN_OFF)}", "check.settlement",
         {"number": WRITTEN_OFF}),
        (f"UPDATE settlement_line SET vat_cents = 0 WHERE {OF.format(NETTED)}", "check.settlement", {"number": NETTED}),
        (f"DELETE FROM settlement_line WHERE {OF.format(INVOICED)}", "check.settlement", {"number": INVOICED}),
        (f"UPDATE settlement_payment SET cents = cents + 1 WHERE {OF.format(NETTED)}", "check.settlement",
         {"number": NETTED}),
        (f"UPDATE settlement_payment SET payer_id = payee_id, payee_id = payer_id WHERE {OF.format(NETTED)}",
         "check.settlement", {"number": NETTED}),
        (f"UPDATE settlement_document SET vat_cents = 0 WHERE {OF.format(INVOICED)}", "check.settlement",
         {"number": INVOICED}),
        (f"DELETE FROM settlement_document WHERE {OF.format(BACK)}", "check.settlement", {"number": BACK}),
        (f"UPDATE settlement SET head = zeroblob(32) WHERE number = '{NETTED}'", "check.settlement",
         {"number": NETTED}),
        (f"UPDATE settlement SET status = 'executed' WHERE number = '{INVOICED}'", "check.settlement_undone",
         {"number": INVOICED}),
        (f"UPDATE settlement SET status = 'reversed' WHERE number = '{NETTED}'", "check.settlement_undone",
         {"number": NETTED}),
        (f"UPDATE settlement SET status = 'proposed', executed_at = NULL WHERE number = '{NETTED}'",
         "check.settlement", {"number": NETTED}),
        (f"UPDATE settlement_line SET position_cents = position_cents + 7 WHERE {OF.format(NETTED)}",
         "check.settlement_left", {"account": "DUIN"}),
        (f"UPDATE settlement SET first_day = '2026-10-01' WHERE number = '{NETTED}'", "check.settlement_left",
         {"account": "DUIN"}),
        ("UPDATE account_total SET settled_cents = settled_cents + 1 WHERE account_id ="
         " (SELECT id FROM account WHERE code = 'KREEK-OPEN')", "check.open", {}),
        ("UPDATE posting SET cents = cents + CASE WHEN account_id = (SELECT id FROM account WHERE code = 'KREEK')"
         " THEN 1 WHEN account_id = (SELECT id FROM account WHERE code = 'KREEK-OPEN') THEN -1 ELSE 0 END"
         " WHERE side = 'settled' AND entry = (SELECT number FROM journal_entry WHERE"
         f" {OF.format(NETTED)})", "check.settlement", {"number": NETTED}),
        ("UPDATE account_total SET settled_cents = 1 WHERE account_id = (SELECT id FROM account WHERE code = 'DUIN')",
         "check.settled_total", {"account": "DUIN"}),
        (f"DELETE FROM settlement WHERE number = '{INVOICED}'", "check.number", {"number": BACK}),
        (f"DELETE FROM settlement WHERE number = '{WRITTEN_OFF}'", "check.log", {"act": "settlement.propose"}),
        (f"UPDATE settlement SET executed_at = '2026-01-01T00:00:00+00:00' WHERE number = '{NETTED}'", "check.log",
         {"act": "settlement.execute"}),
    ],
)  # fmt: skip
def test_an_alteration_is_found_and_told(altered: World, statement: str, code: str, facts: dict[str, object]) -> None:
    tamper(altered, statement)
    findings = {finding.code: finding for finding in altered.desk.checks.run().findings}
    assert code in findings, sorted(findings)
    assert {name: findings[code].facts[name] for name in facts} == facts
    assert re.search(r"\{|check\.|…", sentence(findings[code])) is None
