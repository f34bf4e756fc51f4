"""The journal with settlements in it: what was exchanged, what of it was settled, and what is open, to the cent."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tests.builders import World, school_id
from tests.reports.test_journal import cents, hledger
from tests.services.settled import ALL_YEARS, number_of, say_vat, settle, take_back
from zsm_desktop.domain.ledger import EntryKind
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.domain.spans import Span
from zsm_desktop.reports.journal import write_csv, write_hledger
from zsm_desktop.services.ledger import EntryFilter

R = SettlementRegime
DAGDEEL, DUE = 2470, 2470 + 519


@pytest.fixture
def settled(world: World) -> World:
    """Invoicing of last year, taken back, and netting of all of it; KREEK has no part in the first."""
    say_vat(world)
    world.delivered("DUIN", "ZEEUW", 100, date(2026, 5, 10))
    world.delivered("KREEK", "DUIN", 100, date(2026, 9, 30))
    take_back(world, settle(world, R.INVOICING, Span.between(date(2025, 8, 1), date(2026, 7, 31))))
    settle(world, R.NETTING, ALL_YEARS)
    return world


def test_hledger_comes_to_what_was_settled_and_is_open(settled: World, tmp_path: Path) -> None:
    if shutil.which("hledger") is None:
        pytest.skip("hledger is not installed")
    path = tmp_path / "netwerk.journal"
    assert write_hledger(settled.desk, path) == 5
    assert subprocess.run(["hledger", "-f", str(path), "check"], check=False, timeout=60).returncode == 0
    rows = hledger(path, "balance", "--no-total", "--empty", "--flat")[1:]
    assert {account: cents(amount) for account, amount in rows} == expected(settled)


def test_every_transaction_of_the_journal_balances(settled: World, tmp_path: Path) -> None:
    path = tmp_path / "netwerk.journal"
    write_hledger(settled.desk, path)
    found: Counter[str] = Counter()
    for transaction in path.read_text(encoding="utf-8").split("\n\n")[1:]:
        amounts = [line.strip().rpartition("  ") for line in transaction.splitlines()[1:]]
        assert sum(cents(amount) for _, _, amount in amounts) == 0
        for account, _, amount in amounts:
            found[account.strip()] += cents(amount)
    assert dict(found) == expected(settled)
    text = path.read_text(encoding="utf-8")
    first, back, last = (number_of(settled, row.id) for row in reversed(settled.desk.settlements.rows()))
    assert f"Verrekening {first}  ; besluit:" in text
    assert f"Verrekening {back} draait {first} terug" in text
    assert f"Verrekening {last}  ; besluit:" in text


def expected(world: World) -> dict[str, int]:
    balances = world.desk.balances
    rows = balances.by_school()
    return (
        {f"Scholen:{row.code}": row.balance_cents for row in rows}
        | {f"Verrekend:{row.code}": row.settled_cents for row in rows if row.settled_cents or row.code == "DUIN"}
        | {"Open:DUIN": 0}
        | {f"Open:{row.code}": row.cents for row in balances.open_items()}
    )


def test_a_spreadsheet_has_a_line_for_every_account_of_a_settlement(settled: World, tmp_path: Path) -> None:
    path = tmp_path / "netwerk.csv"
    assert write_csv(settled.desk, path) == 5
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""), delimiter=";"))
    last = [row for row in rows if row["boeking"] == "5"]
    assert {row["soort"] for row in last} == {"verrekening"}
    assert {row["verrekening"] for row in last} == {number_of(settled, settled.desk.settlements.rows()[0].id)}
    assert {row["rekening"]: row["bedrag"] for row in last} == {
        "Verrekend:KREEK": "-24,70",
        "Verrekend:ZEEUW": "24,70",
        "Open:KREEK": "29,89",
        "Open:ZEEUW": "-29,89",
    }
    assert last[0]["besluit"].startswith("SG-")
    assert [(row["aanbieder"], row["rekening"]) for row in rows if row["boeking"] == "1"] == [("DUIN", "")]


def test_the_ledger_has_every_entry(settled: World) -> None:
    ledger = settled.desk.ledger
    assert [row.number for row in ledger.page()] == [5, 4, 3, 2, 1]
    assert ledger.count() == 5
    kreek = EntryFilter(school_id=school_id("KREEK"))
    assert ([row.number for row in ledger.page(kreek)], ledger.count(kreek)) == ([5, 2], 2)
    entry = ledger.entry(3)
    assert (entry.kind, entry.amount_cents, entry.offer, entry.provider) == (EntryKind.SETTLEMENT, 0, "", "")
    assert sum(line.cents for line in entry.lines) == 0
    assert {(line.kind, line.code): line.cents for line in entry.lines} == {
        ("school", "DUIN"): -DAGDEEL,
        ("school", "ZEEUW"): DAGDEEL,
        ("open", "DUIN"): DUE,
        ("open", "ZEEUW"): -DUE,
    }
    assert ledger.entry(4).undoes == entry.settlement_number
    assert ledger.entry(1).lines == ()


def test_what_was_written_off_stands_under_its_own_name(world: World, tmp_path: Path) -> None:
    world.delivered("DUIN", "ZEEUW", 100, date(2026, 9, 10))
    settle(world, R.CLOSED_PURSES)
    path = tmp_path / "netwerk.journal"
    assert write_hledger(world.desk, path) == 2
    text = path.read_text(encoding="utf-8")
    assert "Afgeboekt bij verrekening " in text
    assert "    Verrekend:DUIN  -24.70 EUR\n    Afgeboekt  24.70 EUR\n" in text
