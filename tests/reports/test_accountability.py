"""The accountability of a fund on paper and as workbook: every cent in its place, and no small group in either."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from tests.builders import World
from tests.reports.test_year_closing import pdf_text
from tests.services.fund_items import CONDITION, DAY, EXPENSE, HOURS, MONEY, REPORT, RESULT, fund
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.reports.accountability import document, write
from zsm_desktop.reports.document import Callout, Cents, Figure, Paragraph, Table
from zsm_desktop.services.deliveries import DeliveryDraft


@pytest.fixture
def fund_id(world: World) -> str:
    """One placement was borne, of a pupil nobody may be told apart from."""
    made = fund(world.desk, owner="Provincie", terms="Per project.")
    used = DeliveryDraft(DAY, 200, placement_id=world.placement("DUIN", "ZEEUW"))
    world.desk.deliveries.confirm([world.desk.deliveries.enter(used).made])
    books = world.desk.accountability
    books.set_result(made, "", 0, RESULT)
    books.set_condition(made, "", 0, CONDITION)
    books.set_report(made, "", 0, REPORT)
    books.remove("expense", books.set_expense(made, "", 0, EXPENSE).made)
    books.set_expense(made, "", 0, EXPENSE)
    books.set_contribution(made, "", 0, HOURS)
    books.set_contribution(made, "", 0, MONEY)
    return made


def test_both_files_say_what_was_agreed_spent_and_put_in(world: World, fund_id: str, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    files = write(world.desk_of("directeur duin"), fund_id, tmp_path, lambda *step: steps.append(step))
    assert {name: path.name for name, path in files.items()} == {
        "pdf": "Verantwoording FONDS-1 2026-11-22.pdf",
        "xlsx": "Verantwoording FONDS-1 2026-11-22.xlsx",
    }
    assert steps == [(0, 3), (1, 3), (2, 3)]
    pages, text = pdf_text(files["pdf"])
    assert 1 <= pages <= 4
    for part in (
        "Verantwoording", "Projectsubsidie", "Provincie", "Per project.", "Certificaten", "Iets achter", "te laat",
        "Alle scholen doen mee", "De Zeeuwse Vaart", "€ 150,00", "€ 400,00", "niet getoond",
    ):  # fmt: skip
        assert part in text, part
    sheets = openpyxl.load_workbook(files["xlsx"]).sheetnames
    assert sheets == ["Verslag", "Geld", "Kosten"]


def test_every_cent_of_the_grant_stands_in_one_row(world: World, fund_id: str) -> None:
    paper = document(world.desk, world.desk.accountability.report(fund_id, is_paper=True))
    (spent,) = [block.table for block in paper.blocks if isinstance(block, Figure) and block.table.name == "Besteding"]
    amounts = [row[1] for row in spent.rows]
    assert spent.totals == ("Toegekend", Cents(1_000_00))
    assert sum(one.cents for one in amounts if isinstance(one, Cents)) == 1_000_00
    assert [row[0] for row in spent.rows] == [
        "Gedragen van leveringen tussen scholen", "Uitgaven: scholing", "Gegeven aan werkgevers", "Over",
    ]  # fmt: skip


def test_what_one_placement_cost_is_not_on_paper_as_it_would_tell_how_many_there_are(
    world: World, fund_id: str
) -> None:
    paper = document(world.desk, world.desk.accountability.report(fund_id, is_paper=True))
    (costs,) = [block for block in paper.blocks if isinstance(block, Table) and block.name == "Kosten per stuk"]
    assert costs.rows[0] == ("Traject\nwaarvan de subsidie iets droeg", "niet getoond", None, "niet getoond")
    assert costs.rows[-1] == (
        "Nog op de plek na 2 jaar\nschoolverlaters uit die trajecten", "0", None, "niet te berekenen",
    )  # fmt: skip


def test_what_was_spent_beyond_the_grant_stands_first(world: World, fund_id: str) -> None:
    world.desk.accountability.set_expense(fund_id, "", 0, replace(EXPENSE, cents=2_000_00))
    paper = document(world.desk, world.desk.accountability.report(fund_id, is_paper=True))
    first, terms = paper.blocks[:2]
    assert isinstance(first, Callout)
    assert " meer besteed dan toegekend. Spreek met de gever af" in first.text
    assert isinstance(terms, Paragraph)
    assert terms.label == "Voorwaarden van de gever:"


def test_a_fund_that_is_not_there_leaves_no_file(world: World, tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="fund.none"):
        write(world.desk, "nergens", tmp_path / "map")
    assert not (tmp_path / "map").exists()
