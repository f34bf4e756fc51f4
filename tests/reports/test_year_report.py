"""The year report: what it says is what the screens read, no group in it is small, and no page is wasted."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from tests.builders import World
from tests.reports.goldens import pages
from tests.sample_fixture import SAMPLE_TODAY, MadeSample, open_sample
from tests.services.test_sample_portraits import desk_of
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.permissions import Actor, Role
from zsm_desktop.domain.privacy import BIRDS, is_recognisable
from zsm_desktop.domain.profiles import NOUNS, Noun
from zsm_desktop.reports.document import (
    Cents,
    Column,
    Document,
    Figure,
    Heading,
    Kind,
    PageBreak,
    Paragraph,
    Table,
    Withheld,
    number_of,
)
from zsm_desktop.reports.pdf import pdf_bytes
from zsm_desktop.reports.xlsx import xlsx_bytes
from zsm_desktop.reports.year_report import document, write
from zsm_desktop.reports.year_report_parts import KEPT_ROWS, Hand
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.shared_figures import FigureDraft
from zsm_desktop.services.year_figures import STEPS, YearFacts
from zsm_desktop.words import year_report as words

YEAR = SchoolYear(2025)
A4 = 9
"""As Excel numbers sizes of paper."""
OF_PEOPLE = {words.PUPILS, words.CASES, words.PLACEMENTS, words.LEAVERS, words.PER_SCHOOL, words.LASTING}


def nine_o_clock() -> datetime:
    return datetime.combine(SAMPLE_TODAY, time(9), UTC)


@pytest.fixture(scope="module")
def desk(session_sample: MadeSample) -> Iterator[Desk]:
    with closing(open_sample(session_sample.folder)) as store:
        yield Desk(store, Actor("user", "Ton Verburg", Role.SECRETARY), nine_o_clock)


@pytest.fixture(scope="module")
def facts(desk: Desk) -> YearFacts:
    return desk.year_figures.of(YEAR)


@pytest.fixture(scope="module")
def paper(desk: Desk, facts: YearFacts) -> bytes:
    return pdf_bytes(document(desk, facts))


def tables_of(found: Document) -> Iterator[Table]:
    for block in found.blocks:
        if isinstance(block, Table | Figure):
            yield block.table if isinstance(block, Figure) else block


def table_of(found: Document, name: str) -> Table:
    return next(table for table in tables_of(found) if table.name == name)


def leads(found: Document) -> list[str]:
    return [block.text for block in found.blocks if isinstance(block, Paragraph) and block.is_lead]


def flat(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def test_every_subject_has_its_sentence_and_the_whole_is_short(desk: Desk, facts: YearFacts, paper: bytes) -> None:
    found = document(desk, facts)
    texts = [flat(page) for page in pages(paper)]
    assert 10 <= len(texts) <= 16
    for sentence in leads(found):
        assert any(flat(sentence) in text for text in texts[2:]), sentence
    titles = [
        block.text for block in found.blocks if isinstance(block, Heading) and block.level == 1 and block.bookmark
    ]
    assert len(titles) > 12
    assert all(flat(title) in texts[1] for title in titles)
    assert not [number for number, text in enumerate(texts) if len(text) < 200]


def test_the_cover_says_whose_year_it_is_and_four_figures(desk: Desk, facts: YearFacts, paper: bytes) -> None:
    cover = flat(pages(paper)[0])
    assert all(one in cover for one in (desk.network_name, "Jaarverslag", "Schooljaar 2025/26"))
    total = desk.work_figures.pupils(2025).total
    assert total is not None
    assert f"{total // 1000}.{total % 1000:03d} leerlingen op 16 scholen" in cover
    assert "Zonder gegevens van leerlingen" in cover


def test_nobody_is_in_it_and_no_group_is_small(desk: Desk, facts: YearFacts, paper: bytes) -> None:
    pseudonym = re.compile(rf"\b(?:{'|'.join(BIRDS)}) \d+")
    assert not pseudonym.search(" ".join(pages(paper)))
    for in_cells in (False, True):
        for table in tables_of(document(desk, facts, in_cells=in_cells)):
            if table.sheet in OF_PEOPLE and "Scholen" not in {column.title for column in table.columns}:
                counts = (value for row in (*table.rows, table.totals or ()) for value in row)
                small = [value for value in counts if isinstance(value, int) and is_recognisable(value)]
                assert not small, table.name


def test_the_figures_are_those_of_the_screens(desk: Desk, facts: YearFacts) -> None:
    book = document(desk, facts, in_cells=True)
    exchanged = {row.name: (row.given_cents, row.taken_cents) for row in desk.balances.by_school(YEAR)}
    said = {row[0]: (number_of(row[1]), number_of(row[2])) for row in table_of(book, "Gegeven en afgenomen").rows}
    assert said == {name: cents for name, cents in exchanged.items() if any(cents)}
    leavers = desk.result_figures.leavers(2025, "school", is_paper=True)
    shown = {row[0]: row[1] for row in table_of(book, "Uitstroom School").rows}
    assert shown == {row.name: Withheld() if row.total is None else row.total for row in leavers.rows}
    aims = {row.name: row.target for row in desk.targets.sheet(2025, is_paper=True).rows}
    assert {number_of(row[-1]) for row in table_of(book, "Percentages").rows} <= {*aims.values()}
    decisions = {row.number for row in desk.results.decisions(kind="steering", year=2025)}
    assert {row[0] for row in table_of(book, "Besluiten").rows} == decisions


def test_the_workbook_has_a_sheet_for_every_subject_with_figures_that_count(desk: Desk, facts: YearFacts) -> None:
    found = document(desk, facts, in_cells=True)
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(found)))
    assert book.sheetnames[:4] == ["Verslag", "Leerlingen", "Besprekingen", "Trajecten"]
    assert book.sheetnames[-1] == "Hoe is geteld"
    sheet = book["Uitwisseling"]
    rows = [[cell.value for cell in row] for row in sheet[sheet.tables["Gegeven_en_afgenomen"].ref]][1:]
    assert all(isinstance(value, int | float) for row in rows for value in row[1:])
    assert all(int(one.page_setup.paperSize or 0) == A4 for one in book.worksheets)


def test_the_same_year_is_the_same_file_whoever_makes_it_and_nothing_is_left_of_one_that_was_stopped(
    desk: Desk, facts: YearFacts, paper: bytes, tmp_path: Path
) -> None:
    assert pdf_bytes(document(desk, facts)) == paper
    director = Desk(desk.store, Actor("user", "Ton Verburg", Role.DIRECTOR), nine_o_clock)
    assert pdf_bytes(document(director, facts)) == paper
    heard: list[int] = []

    def step(done: int, total: int, _what: str) -> None:
        heard.append(done)
        assert done <= total
        if done == STEPS:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        write(desk, YEAR, tmp_path / "hier", step)
    assert heard == sorted(heard)
    assert not (tmp_path / "hier").exists()
    files = write(desk, YEAR, tmp_path / "hier")
    assert files["pdf"].read_bytes() == paper
    assert files["xlsx"].name == "Jaarverslag 2025-26.xlsx"


def test_one_fund_is_not_said_as_several() -> None:
    assert words.funds(1, 57_500_00, 100_00).startswith("In dit schooljaar liep één subsidie van €\u00a057.500;")
    assert words.funds(2, 57_500_00, 100_00).startswith("In dit schooljaar liepen 2 subsidies, samen €\u00a057.500;")


def test_a_network_that_has_just_begun_gets_a_short_one_that_says_so(world: World, tmp_path: Path) -> None:
    facts = world.desk.year_figures.of(SchoolYear(2026))
    found = document(world.desk, facts)
    text = flat(" ".join(pages(pdf_bytes(found))))
    for said in ("Dit schooljaar loopt nog.", words.NOT_MEASURED, "Er is dit schooljaar niets tussen scholen geboekt."):
        assert said in text
    assert xlsx_bytes(document(world.desk, facts, in_cells=True))
    earlier = world.desk.year_figures.of(SchoolYear(2019))
    assert len(pages(pdf_bytes(document(world.desk, earlier)))) < 8


def test_figures_that_are_shared_stand_with_who_it_is_about(world: World) -> None:
    for year, value in ((2023, 41), (2024, 38), (2025, 26)):
        world.desk.shared_figures.add(FigureDraft("Uitval (vsv)", year, value, unit="share", source="RMC"))
    found = document(world.desk, world.desk.year_figures.of(SchoolYear(2025)))
    table = table_of(found, "Gedeelde cijfers")
    assert [column.title for column in table.columns] == ["Cijfer", "2023/24", "2024/25", "2025/26"]
    assert table.rows == (("Uitval (vsv)", "4,1%", "3,8%", "2,6%"),)


def test_a_delivery_is_in_it_once(world: World) -> None:
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 9, 10))
    found = document(world.desk, world.desk.year_figures.of(SchoolYear(2026)))
    (row,) = (row for row in world.desk.balances.by_school() if row.code == "DUIN")
    assert {name: given for name, given, *_ in table_of(found, "Gegeven en afgenomen").rows}["De Duinpan"] == Cents(
        row.given_cents
    )
    assert any("1 school gaf andere scholen voor" in said for said in leads(found))


def test_a_network_reads_its_own_words(desk: Desk, facts: YearFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    own = {**NOUNS, "case_meeting": Noun("WERKoverleg", "WERKoverleggen", "het"), "steering": Noun("kerngroep", "k")}
    monkeypatch.setitem(desk.__dict__, "nouns", own)
    found = document(desk, facts, in_cells=True)
    assert "Het WERKoverleg" in {block.text for block in found.blocks if isinstance(block, Heading)}
    assert any("De kerngroep nam" in said for said in leads(found))
    assert "WERKoverleggen" in found.sheets()


def test_of_a_large_network_the_largest_are_on_paper_and_all_in_the_workbook(desk: Desk, facts: YearFacts) -> None:
    rows = tuple((f"School {number}", 100 - number, Cents(number)) for number in range(60))
    columns = (Column("School"), Column("Aantal", Kind.COUNT), Column("Bedrag", Kind.MONEY))
    table = Table("Lang", columns, rows, ("Totaal", 4230, Cents(1770)))
    cut = Hand(desk, facts, in_cells=False).trimmed(table)
    assert (len(cut.rows), cut.rest) == (KEPT_ROWS, ("40 andere samen", 2420, Cents(1580)))
    assert Hand(desk, facts, in_cells=True).trimmed(table) is table
    hidden = replace(table, rows=(*rows[:-1], ("School 59", Withheld(), Cents(59))))
    assert Hand(desk, facts, in_cells=False).trimmed(hidden).rest == ("40 andere samen", Withheld(), Cents(1580))


def test_a_turned_page_leaves_no_empty_one_and_what_fits_stays_together() -> None:
    wide = Table("Breed", (Column("Naam"), *(Column(f"Kolom {n:03d}", Kind.COUNT) for n in range(12))), ())
    blocks = (PageBreak(), Heading(1, "Twee"), wide, PageBreak(), Heading(1, "Drie"), Paragraph("kort"),
              PageBreak(if_needed=True), Heading(1, "Vier"), Paragraph("kort"))  # fmt: skip
    made = Document("Titel", "Netwerk", nine_o_clock(), blocks=(Paragraph("een"), *blocks))
    found = [flat(page) for page in pages(pdf_bytes(made))]
    assert ["Twee" in text for text in found] == [False, True, False]
    assert "Vier" in found[2]
    long = Paragraph("\n\n".join(["regel"] * 30))
    made = replace(made, blocks=(long, PageBreak(if_needed=True), Heading(1, "Vier"), Paragraph("\n\n".join("ab" * 8))))
    found = [flat(page) for page in pages(pdf_bytes(made))]
    assert ["Vier" in text for text in found] == [False, True]


def test_a_network_that_reckons_nothing_between_schools_reads_nothing_of_it(
    profile_sample: Callable[[str], MadeSample],
) -> None:
    with closing(desk_of(profile_sample("ijssel_vecht"))) as guides:
        found = document(guides, guides.year_figures.of(YEAR))
        cover = [figure.label for figure in found.cover.figures] if found.cover else []
        group = table_of(found, "Hoe het traject eindigde")
    text = flat(" ".join(pages(pdf_bytes(found))))
    for absent in ("tussen scholen geboekt", "niets verrekend", "opdrachtgever nam", "bij een andere school"):
        assert absent not in text
    assert any("casussen voor het ITB-overleg" in label for label in cover)
    assert any("aan subsidies" in label for label in cover)
    assert "“Verwezen door” werkloket (54%)" in text
    assert "ingevuld bij 297 casussen" in text
    assert "gemiddeld 2,20" in text
    assert sum(number_of(row[1]) or 0 for row in group.rows) == 297
