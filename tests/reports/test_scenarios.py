"""The annex for the meeting: the same figures as the scenarios, who gains and who loses, and what was assumed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.builders import World
from tests.reports.goldens import check, pages, pdf_dump, workbook_dump
from tests.services.settled import THIS_YEAR
from tests.services.test_settlements import agreed
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.domain.settlement.threshold import Band
from zsm_desktop.reports.document import Balance, ChainHead, Document, Figure, Table
from zsm_desktop.reports.pdf import pdf_bytes
from zsm_desktop.reports.scenarios import document, write
from zsm_desktop.reports.xlsx import xlsx_bytes
from zsm_desktop.services.funds import FundDraft
from zsm_desktop.services.vat import VatDraft

R = SettlementRegime


@pytest.fixture
def told(world: World) -> World:
    """A year with all there is to tell: VAT on half of it, a fund, what waits and what is disputed."""
    desk = world.desk
    desk.vat.set(VatDraft("facility", date(2024, 8, 1), "exempt", "onderwijs"))
    desk.vat.set(VatDraft("facility", date(2026, 10, 1), "high"))
    desk.funds.add(FundDraft("Projectsubsidie", 50_00, date(2026, 8, 1), date(2027, 7, 31), percent=40_00))
    world.delivered("DUIN", "ZEEUW", 900, date(2026, 9, 10))
    world.delivered("ZEEUW", "KREEK", 400, date(2026, 10, 5))
    world.delivered("KREEK", "DUIN", 150, date(2026, 10, 6))
    world.entered("DUIN", "KREEK", 100, date(2026, 11, 3))
    desk.deliveries.dispute(world.entered("KREEK", "DUIN", 200, date(2026, 11, 4)), "Wij telden er één.")
    return world


def made(world: World) -> Document:
    found = document(world.desk, world.desk.scenarios.compare(THIS_YEAR))
    assert found.chain is not None
    return replace(found, chain=ChainHead(found.chain.entries, "1a2b3c4d5e6f7a8b" * 4))


def table_of(paper: Document, name: str) -> Table:
    tables = [block.table if isinstance(block, Figure) else block for block in paper.blocks]
    (found,) = [table for table in tables if isinstance(table, Table) and table.name == name]
    return found


def text_of(pdf: bytes) -> str:
    return " ".join("\n".join(pages(pdf)).replace("\N{NO-BREAK SPACE}", " ").split())


def test_the_papers_are_what_they_were(told: World) -> None:
    paper = made(told)
    check("scenarios.pdf.txt", pdf_dump(pdf_bytes(paper)))
    check("scenarios.xlsx.txt", workbook_dump(xlsx_bytes(paper)))


def test_every_figure_is_that_of_the_scenarios(told: World) -> None:
    agreed(told, R.THRESHOLD, band=Band(cents=20_00))
    compared, paper = told.desk.scenarios.compare(THIS_YEAR), made(told)
    of_today = {line.holder.name: line.receives_cents - line.pays_cents for line in compared.of(R.THRESHOLD).lines}
    for one in compared.scenarios:
        name = {"invoicing": "Factureren", "netting": "Salderen", "closed_purses": "Gesloten beurzen"}.get(one.regime)
        if name is None:
            continue
        shown = table_of(paper, name)
        assert {row[0]: (row[1].cents, row[-1].cents) for row in shown.rows} == {
            line.holder.name: (line.position_cents, line.left_cents) for line in one.lines
        }
        against = table_of(paper, "Verschil")
        nets = {line.holder.name: line.receives_cents - line.pays_cents for line in one.lines}
        assert {row[0]: row[against.position(name)] for row in against.rows} == {
            who: Balance(cents - of_today.get(who, 0)) for who, cents in nets.items()
        }
    said = text_of(pdf_bytes(paper))
    assert "Drempel, sinds 1 aug" in said
    assert "de afgesproken bandbreedte van € 20,00" in said
    assert "1 levering (€ 24,70) die op akkoord wacht en 1 levering (€ 49,40) die betwist wordt" in said


def test_what_nobody_decided_about_vat_is_said(world: World) -> None:
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 10, 5))
    said = text_of(pdf_bytes(made(world)))
    assert "Van € 74,10 aan leveringen is nog niet bepaald hoe de btw is" in said
    assert "er is geen bandbreedte afgesproken; gerekend is met 10% van wat een school afnam" in said


def test_a_year_without_anything_is_a_paper_too(world: World, tmp_path: Path) -> None:
    files = write(world.desk, world.desk.scenarios.compare(THIS_YEAR), tmp_path / "bijlage")
    assert [path.name for path in files.values()] == [
        "Vier afspraken naast elkaar Schooljaar 2026-27.pdf",
        "Vier afspraken naast elkaar Schooljaar 2026-27.xlsx",
    ]
    assert "Over deze maanden valt niets te verrekenen." in text_of(files["pdf"].read_bytes())
    assert files["xlsx"].stat().st_size > 5000
