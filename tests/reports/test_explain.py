"""Waarom dit bedrag? on paper: one page whatever the year was like, the same figures, and no pupil."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest

from tests.builders import World
from zsm_desktop.domain.spans import Span
from zsm_desktop.reports.document import Balance, Table
from zsm_desktop.reports.explain import explain_document, file_name, write
from zsm_desktop.services.checks import HeadFound
from zsm_desktop.services.explaining_asked import Kinds
from zsm_desktop.services.funds import FundDraft
from zsm_desktop.words.format import signed_money


@pytest.fixture
def busy(world: World) -> World:
    first, last = date(2026, 8, 1), date(2027, 7, 31)
    world.desk.funds.add(FundDraft("Projectsubsidie", 30_00, first, last, percent=40_00))
    days = [date(2026, 9, 1) + timedelta(days=day) for day in range(34)]
    numbers = [world.delivered("DUIN", ("ZEEUW", "KREEK")[day.day % 2], 100 + day.day, day) for day in days]
    world.desk.ledger.reverse(numbers[3], "Dubbel.")
    return world


def text_of(path: Path) -> list[str]:
    paper = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_bounded() for page in paper]
    paper.close()
    return pages


@pytest.mark.parametrize("narrowed", [{}, {"counter": "ZEEUW"}])
def test_one_page_that_adds_up(busy: World, tmp_path: Path, narrowed: dict[str, str]) -> None:
    found = busy.desk.balances.explain("DUIN", None, **narrowed)
    document = explain_document(busy.desk, found)
    tables = [block for block in document.blocks if isinstance(block, Table)]
    for table in tables:
        shown = table.on_paper().rows
        assert sum(row[-1].cents for row in shown if isinstance(row[-1], Balance)) == found.balance_cents
    (page,) = text_of(write(busy.desk, found, tmp_path / file_name(found)))
    assert "Waarom dit bedrag?" in page
    assert signed_money(found.balance_cents).replace("\N{NO-BREAK SPACE}", " ") in page.replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert "eerdere boekingen" in page
    printed = page[page.index("Grootboek t/m") : page.index("Pagina 1")]
    assert busy.desk.checks.printed(printed).found is HeadFound.SAME


def test_a_closing_balance_begins_with_the_opening_one(busy: World, tmp_path: Path) -> None:
    found = busy.desk.balances.explain("DUIN", Span.of_month(date(2026, 10, 1)), is_standing=True)
    assert found.opening_cents
    (first, *_), (total,) = table_rows(explain_document(busy.desk, found), "Opbouw")
    assert first == ("Beginsaldo", Balance(found.opening_cents))
    assert total == ("Eindsaldo", Balance(busy.desk.balances.explain("DUIN").balance_cents))
    (page,) = text_of(write(busy.desk, found, tmp_path / "eind.pdf"))
    assert "Beginsaldo" in page


def table_rows(document, name: str):
    (table,) = [block for block in document.blocks if isinstance(block, Table) and block.name == name]
    assert sum(row[-1].cents for row in table.rows) == table.totals[-1].cents
    return table.rows, (table.totals,)


def test_an_empty_month_says_so(busy: World, tmp_path: Path) -> None:
    found = busy.desk.balances.explain("DUIN", Span.of_month(date(2025, 1, 1)))
    (page,) = text_of(write(busy.desk, found, tmp_path / "leeg.pdf"))
    assert "In deze maanden is met deze keuze niets geboekt." in page


def test_what_is_not_disputed_is_not_said_to_wait(busy: World, tmp_path: Path) -> None:
    found = busy.desk.balances.explain("DUIN", status="disputed")
    (page,) = text_of(write(busy.desk, found, tmp_path / "betwist.pdf"))
    assert "In deze maanden is met deze keuze geen levering betwist." in page
    assert "wacht" not in page


@pytest.mark.parametrize(
    "asked",
    [
        {"side": "given"},
        {"side": "given", "counter": "ZEEUW"},
        {"side": "taken"},
        {"status": "entered"},
        {"counter": "ZEEUW"},
    ],
)
def test_a_part_of_a_balance_is_not_called_the_balance(busy: World, asked: dict[str, str]) -> None:
    busy.entered("DUIN", "ZEEUW", 100, date(2026, 10, 20))
    for found in (
        busy.desk.balances.explain("DUIN", **asked),
        busy.desk.balances.explain("", kinds=Kinds("school", "school")),
    ):
        document = explain_document(busy.desk, found)
        table = opbouw(document)
        assert table.caption == "Waaruit het bedrag bestaat"
        assert table.totals[0] not in {row[0] for row in table.rows}
        assert document.facts[0] == table.totals


def test_of_a_balance_more_than_nothing_is_owed(busy: World) -> None:
    assert "de school iets schuldig" in opbouw(explain_document(busy.desk, busy.desk.balances.explain("DUIN"))).caption
    fund = explain_document(busy.desk, busy.desk.balances.explain("FONDS-1"))
    assert "schuldig" not in opbouw(fund).caption


def opbouw(document) -> Table:
    (table,) = [block for block in document.blocks if isinstance(block, Table) and block.name == "Opbouw"]
    return table
