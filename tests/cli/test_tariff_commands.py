"""`tariffs` and `funds`: one document for programs, a table for people."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.builders import World, offer_id
from tests.cli.test_command_line import Run
from tests.services.test_funds import draft
from zsm_desktop.services.tariffs import TariffDraft


@pytest.fixture
def run(world: World, run: Run) -> Run:
    world.desk.funds.add(draft(20_00, percent=50_00))
    world.delivered("DUIN", "ZEEUW", 100, date(2026, 10, 5))
    world.desk.tariffs.set(
        TariffDraft(offer_id("KREEK"), 3000, date(2025, 11, 1), wage_cents=2900, agreed_by="de stuurgroep")
    )
    return run


def test_funds(run: Run) -> None:
    said = run("funds", "--json")
    assert (said.status, said.err) == (0, "")
    assert said.json == [
        {"code": "FONDS-1", "name": "Projectsubsidie", "granted_cents": 2000, "charged_cents": 1235,
         "expense_cents": 0, "employer_cents": 0, "left_cents": 765}
    ]  # fmt: skip
    lines = run("funds").out.splitlines()
    assert lines[0].split() == ["code", "subsidie", "toegekend", "gedragen", "daarnaast", "over"]
    assert "€\u00a07,65" in lines[-1]


def test_what_a_fund_is_accountable_for_is_written_under_its_code(run: Run, tmp_path: Path) -> None:
    said = run("fund-report", "--fund", "fonds-1", "--out", tmp_path / "uit", "--json")
    assert said.status == 0
    assert {name: Path(path).suffix for name, path in said.json.items()} == {"pdf": ".pdf", "xlsx": ".xlsx"}
    assert all(Path(path).stat().st_size > 1000 for path in said.json.values())
    refused = run("fund-report", "--fund", "FONDS-9", "--out", tmp_path)
    assert (refused.status, refused.err) == (2, "Er is geen subsidie met de code FONDS-9. Kies uit: FONDS-1.\n")


def test_tariffs_of_today(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "tarieven.xlsx"
    said = run("tariffs", "--json", "--out", path)
    assert said.status == 0
    kreek = next(row for row in said.json if row["school"] == "KREEK")
    assert kreek == {
        "school": "KREEK",
        "offer": "KREEK-01",
        "name": "Werkplaats Kreek",
        "unit": "dagdeel",
        "cents": 3000,
        "valid_from": "2025-11-01",
        "wage_cents": 2900,
        "materials_cents": None,
        "overhead_cents": None,
        "agreed_by": "de stuurgroep",
        "decision": "",
    }
    values = [value for row in load_workbook(path)["Tarieven"].iter_rows(values_only=True) for value in row]
    assert {"KREEK-01", "DUIN-01", "de stuurgroep"} <= set(values)
    assert "€\u00a030,00 per dagdeel" in run("tariffs").out
