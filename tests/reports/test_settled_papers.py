"""A statement and an explanation of a school with which was settled: the settlement on a line, and it adds up."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.builders import World, school_id
from tests.reports.test_explain import text_of
from tests.services.settled import ALL_YEARS, NETTING, number_of, say_vat, settle, take_back
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.reports.explain import file_name
from zsm_desktop.reports.explain import write as write_explained
from zsm_desktop.reports.statement import LINES_SHEET, write

THIS = SchoolYear(2026)
ZEEUW = school_id("ZEEUW")


@pytest.fixture
def settled(world: World) -> World:
    say_vat(world)
    world.delivered("DUIN", "ZEEUW", 200, date(2026, 5, 10))
    world.delivered("DUIN", "ZEEUW", 100, date(2026, 9, 10))
    settle(world, NETTING, ALL_YEARS)
    return world


def words(path: Path) -> str:
    return " ".join(" ".join(text_of(path)).replace("\N{NO-BREAK SPACE}", " ").split())


def test_a_statement_says_what_was_settled(settled: World, tmp_path: Path) -> None:
    (first,) = settled.desk.settlements.rows()
    back = number_of(settled, take_back(settled, first.id))
    facts = settled.desk.statements.draft(ZEEUW, THIS)
    files = write(settled.desk, facts, tmp_path).files
    paper = words(files["pdf"])
    assert f"Verrekening {first.number}; besluit {first.decision_number}" in paper
    assert f"Verrekening {back}, die {first.number} terugdraait" in paper
    assert "Wat is verrekend of afgeboekt, is van het saldo af." in paper
    sheet = load_workbook(files["xlsx"])[LINES_SHEET]
    rows = list(sheet.iter_rows(values_only=True))
    heading = next(row for row in rows if row[0] == "Boeking")
    lines = [dict(zip(heading, row, strict=True)) for row in rows if isinstance(row[0], int)]
    assert [(line["Kant"], line["Met"], line["Bedrag"]) for line in lines] == [
        ("nam af", "De Duinpan", -24.70),
        ("verrekend", "Verrekening", 74.10),
        ("verrekend", "Verrekening", -74.10),
    ]
    assert facts.opening_cents + sum(round(line["Bedrag"] * 100) for line in lines) == facts.closing_cents == -7410


def test_a_statement_without_a_settlement_says_nothing_of_it(world: World, tmp_path: Path) -> None:
    world.delivered("DUIN", "ZEEUW", 100, date(2026, 9, 10))
    paper = words(write(world.desk, world.desk.statements.draft(ZEEUW, THIS), tmp_path).files["pdf"])
    assert "errek" not in paper


def test_what_stands_is_explained_on_one_page(settled: World, tmp_path: Path) -> None:
    (made,) = settled.desk.settlements.rows()
    found = settled.desk.balances.explain("ZEEUW", THIS, is_standing=True)
    paper = words(write_explained(settled.desk, found, tmp_path / file_name(found)))
    assert f"Verrekening {made.number}" in paper
    assert "Verrekend € +74,10" in paper
    only = settled.desk.balances.explain("ZEEUW", THIS, side="settled")
    paper = words(write_explained(settled.desk, only, tmp_path / file_name(only)))
    assert ("Gegeven" in paper, "Verrekend" in paper) == (False, True)
