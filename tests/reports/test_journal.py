"""The ledger as a file: hledger comes to the same balances, and a spreadsheet runs nothing that stands in it."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from tests.builders import World, offer_id
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.models import Offer
from zsm_desktop.reports.journal import write_csv, write_hledger


@pytest.fixture
def exchanged(world: World) -> World:
    with world.writing() as work:
        work.session.get_one(Offer, offer_id("KREEK")).name = "=1+1; Kas | tuin,\nbuiten"
    world.delivered("DUIN", "ZEEUW", 250, date(2026, 5, 10))
    world.delivered("KREEK", "DUIN", 101, date(2026, 9, 30))
    world.desk.ledger.reverse(world.delivered("ZEEUW", "KREEK", 33, date(2026, 10, 1)), "Vergissing.")
    return world


def cents(amount: str) -> int:
    whole, _, part = amount.removesuffix(" EUR").replace(",", "").partition(".")
    value = abs(int(whole)) * 100 + int((part or "0").ljust(2, "0"))
    return -value if amount.startswith("-") else value


def hledger(journal: Path, *words: str) -> list[list[str]]:
    command = ["hledger", "-f", str(journal), *words, "-O", "csv"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return list(csv.reader(io.StringIO(done.stdout)))


@pytest.mark.skipif(shutil.which("hledger") is None, reason="hledger is not installed")
def test_hledger_comes_to_the_same_balances(exchanged: World, tmp_path: Path) -> None:
    journal = tmp_path / "netwerk.journal"
    assert write_hledger(exchanged.desk, journal) == 4
    rows = hledger(journal, "balance", "--no-total", "--empty", "--flat")[1:]
    found = {account.removeprefix("Scholen:"): cents(amount) for account, amount in rows}
    assert found == {row.code: row.balance_cents for row in exchanged.desk.balances.by_school()}
    assert subprocess.run(["hledger", "-f", str(journal), "check"], check=False, timeout=60).returncode == 0
    this_year = hledger(journal, "balance", "--no-total", "--flat", "-b", "2026-08-01")[1:]
    assert {account.removeprefix("Scholen:"): cents(amount) for account, amount in this_year} == {
        "DUIN": -2495,
        "KREEK": 2495,
    }


def test_an_entry_names_what_it_is_about(exchanged: World, tmp_path: Path) -> None:
    journal = tmp_path / "netwerk.journal"
    write_hledger(exchanged.desk, journal)
    text = journal.read_text(encoding="utf-8")
    assert (
        "2026-05-10 (1) Werkplaats Duin van De Duinpan voor De Zeeuwse Vaart  ; geleverd:2026-05-10, aantal:2.50\n"
        "    Scholen:DUIN  61.75 EUR\n    Scholen:ZEEUW  -61.75 EUR\n" in text
    )
    assert "2026-10-01 (4) Tegenboeking van 3 - " in text
    assert "(2) =1+1 Kas tuin buiten van Het Kreekrif" in text


def test_the_csv_is_for_a_dutch_spreadsheet(exchanged: World, tmp_path: Path) -> None:
    path = tmp_path / "netwerk.csv"
    assert write_csv(exchanged.desk, path) == 4
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfboeking;soort;")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert (rows[0]["aanbieder"], rows[0]["bedrag"], rows[0]["aantal"]) == ("DUIN", "61,75", "2,50")
    assert rows[1]["aanbod"].startswith("'=1+1")
    assert (rows[3]["soort"], rows[3]["bedrag"], rows[3]["draait terug"]) == ("tegenboeking", "-8,15", "3")
    assert rows[2]["teruggedraaid door"] == "4"
    assert rows[3]["controlegetal"] == exchanged.desk.ledger.head().hash


@pytest.mark.parametrize("write", [write_hledger, write_csv])
def test_a_folder_that_is_not_there_is_refused_in_a_sentence(world: World, tmp_path: Path, write) -> None:
    with pytest.raises(RuleError, match=r"^file\.no_folder"):
        write(world.desk, tmp_path / "nergens" / "netwerk.csv")


def test_an_empty_ledger_is_an_empty_journal(world: World, tmp_path: Path) -> None:
    assert write_hledger(world.desk, tmp_path / "leeg.journal") == 0
    assert "commodity" in (tmp_path / "leeg.journal").read_text(encoding="utf-8")
