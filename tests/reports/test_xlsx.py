from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from openpyxl import Workbook, load_workbook

from tests.reports import goldens
from tests.reports.examples import CREATED, balance_only_figure, balances_figure, case_minutes, steering_minutes
from tests.reports.goldens import CHART
from tests.reports.test_pdf import HOSTILE, paper
from zsm_desktop.reports.document import (
    Balance,
    BarChart,
    Bullets,
    Callout,
    Cents,
    Colour,
    Column,
    Document,
    Figure,
    Heading,
    KeyValues,
    Kind,
    Paragraph,
    Percent,
    Quantity,
    Series,
    Sheet,
    SmallCount,
    Table,
)
from zsm_desktop.reports.pdf import pdf_bytes
from zsm_desktop.reports.texts import shown
from zsm_desktop.reports.xlsx import xlsx_bytes
from zsm_desktop.reports.xlsx_cells import PLAIN, height
from zsm_desktop.reports.xlsx_sheets import Names


def opened(document: Document) -> Workbook:
    return load_workbook(io.BytesIO(xlsx_bytes(document)))


def parts(book: bytes, pattern: str) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if re.fullmatch(pattern, name)}


def values(document: Document, sheet: str) -> list[Any]:
    return [cell.value for row in opened(document)[sheet].iter_rows() for cell in row if cell.value is not None]


@pytest.mark.parametrize(("name", "document"), [("case", case_minutes()), ("steering", steering_minutes())])
def test_workbooks_hold_what_they_did(name: str, document: Document) -> None:
    goldens.check(f"{name}.xlsx.txt", goldens.workbook_dump(xlsx_bytes(document)))


def test_sheets_stand_in_order() -> None:
    assert opened(steering_minutes()).sheetnames == [sheet.value for sheet in Sheet]


def test_numbers_and_dates_are_real_and_dutch() -> None:
    table = Table(
        "Proef",
        (
            Column("Dag", Kind.DATE),
            Column("Bedrag", Kind.MONEY),
            Column("Dagdelen", Kind.QUANTITY),
            Column("Aantal", Kind.COUNT),
            Column("Deel", Kind.PERCENT),
        ),
        (
            (date(2026, 11, 22), Cents(-123450), Quantity(250), 12, Percent(125)),
            (date(1899, 1, 1), Cents(10), Quantity(5), SmallCount(), None),
        ),
    )
    sheet = opened(paper(table))["Verslag"]
    row, other = sheet.iter_rows(min_row=5, max_row=6)
    assert row[0].value.date() == date(2026, 11, 22)
    assert [cell.value for cell in row[1:5]] == [-1234.5, 2.5, 12, 0.125]
    assert [cell.number_format for cell in row[:5]] == [
        "dd-mm-yyyy",
        '[$-413]"€" #,##0.00;[Red][$-413]"€" "−"#,##0.00',
        "[$-413]#,##0.00",
        "[$-413]#,##0",
        "[$-413]0.0%",
    ]
    assert [cell.value for cell in other[:5]] == ["01-01-1899", 0.1, 0.05, "<5", None]


def test_amounts_are_exact_to_the_cent() -> None:
    rows = tuple((Cents(cents),) for cents in (1, 29, 1_000_000_000_001, -99_99))
    book = xlsx_bytes(paper(Table("T", (Column("B", Kind.MONEY),), rows)))
    found = re.findall(
        r'<c r="A\d+"[^>]*t="n"[^>]*><v>([^<]+)</v>', parts(book, r"xl/worksheets/sheet1\.xml").popitem()[1]
    )
    assert found == ["0.01", "0.29", "10000000000.01", "-99.99"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+31 113", "-5", "@SUM(A1)", "=cmd|' /C calc'!A0", "#N/A", "#REF!", "TRUE", "1e5"]
)
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    document = paper(
        Heading(1, text),
        Paragraph(text),
        KeyValues(((text, text),)),
        Callout(text, text),
        Table("T", (Column(text), Column("b")), ((text, text),), (text, text), text),
    )
    book = xlsx_bytes(document)
    sheet = load_workbook(io.BytesIO(book))["Verslag"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == text]
    assert len(cells) == 12
    assert all(cell.data_type == "s" for cell in cells)
    assert all(cell.quotePrefix for cell in cells if text[0] in "=+-@")
    assert not any("<f>" in xml or 't="e"' in xml for xml in parts(book, r"xl/worksheets/sheet\d+\.xml").values())


def test_tables_are_named_once_and_their_titles_are_their_cells() -> None:
    table = Table("Acties", (Column("Wat"), Column("Wie")), (("a", "b"),))
    sheet = opened(paper(table, table, Table("A1", (Column("x"),), ()), Table("2 & ë", (Column("x"),), ())))["Verslag"]
    assert sorted(sheet.tables) == ["Acties", "Acties_2", "Tabel_2____", "Tabel_A1"]
    for named in sheet.tables.values():
        heading = next(iter(sheet[named.ref]))
        assert [cell.value for cell in heading] == [column.name for column in named.tableColumns]


@given(some.lists(some.text(max_size=300), max_size=8))
def test_any_table_name_is_made_fit(wished: list[str]) -> None:
    names = Names()
    taken = [names.take(name) for name in wished]
    assert len({name.casefold() for name in taken}) == len(taken)
    for name in taken:
        assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,250}", name)
        assert not re.fullmatch(r"[A-Za-z]{1,3}\d+|[RrCc]\d*", name)


def test_headings_stay_in_sight_and_on_every_printed_page() -> None:
    book = opened(steering_minutes())
    sheet = book["Uitwisseling"]
    assert sheet.freeze_panes == "A8"
    assert sheet["A7"].value == "Aanbod"
    assert sheet.print_title_rows == "$7:$7"
    for each in book.worksheets:
        assert each.freeze_panes
        assert each.print_title_rows
        assert each.page_setup.paperSize == 9
        assert (each.page_setup.fitToWidth, each.page_setup.fitToHeight) == (1, 0)
        assert each.sheet_properties.pageSetUpPr.fitToPage
        assert each.oddFooter.right.text == "Pagina &P van &N"
        assert "Grootboek t/m boeking 1.284" in each.oddFooter.left.text
    assert book["Saldi"].page_setup.orientation == "landscape"
    assert book["Verslag"].page_setup.orientation == "portrait"


def test_no_heading_is_left_at_the_foot_of_a_printed_page() -> None:
    """Which would come about at the 44th row."""
    for lines in range(34, 44):
        texts = [Paragraph("tekst")] * lines
        blocks = (*texts, Heading(1, "Kop"), Heading(2, "Casus"), *texts, Heading(1, "Kop"), *texts)
        sheet = opened(paper(*blocks))["Verslag"]
        last = [one.id for one in sheet.row_breaks.brk]
        headings = [row[0].row for row in sheet.iter_rows(max_col=1) if row[0].value in {"Kop", "Casus"}]
        assert last
        assert not {row + below for row in headings for below in (0, 1)} & set(last)
        assert all(0 < end - begin < 48 for begin, end in pairwise([0, *last, sheet.max_row]))


def tall(schools: int) -> Figure:
    columns = (Column("School"), *(Column(name, Kind.MONEY) for name in ("Drempel", "Factureren", "Salderen")))
    rows = tuple((f"School {number}", *[Cents(number)] * 3) for number in range(schools))
    bars = tuple(Series(column.title, colour) for column, colour in zip(columns[1:], Colour, strict=False))
    return Figure(Table("Betaald", columns, rows, caption="Betaalt"), BarChart("Betaalt", "School", bars))


@pytest.mark.parametrize("schools", [12, 18, 40])
def test_no_printed_page_holds_a_heading_alone(schools: int) -> None:
    """Also where a chart is so high that it does not fit below the title and its heading."""
    sheet = opened(paper(Heading(1, "Kop"), tall(schools), Heading(1, "Kop"), tall(schools)))["Verslag"]
    said = {row[0].row: row[0].value for row in sheet.iter_rows(max_col=1)}
    last = [one.id for one in sheet.row_breaks.brk]
    assert last
    for begin, end in pairwise([3, *last, sheet.max_row]):
        assert {value for row, value in said.items() if begin < row <= end} - {None, "Kop", "Betaalt"}


def test_a_table_keeps_its_caption_on_its_page() -> None:
    table = Table("Deel", (Column("Soort"),), (("pro",), ("vso",)), caption="Per soort")
    for lines in range(30, 44):
        blocks = (Heading(1, "Kop"), *[Paragraph("tekst")] * lines, table, Heading(1, "Kop"), *[Paragraph("x")] * 40)
        sheet = opened(paper(*blocks))["Verslag"]
        captions = {row[0].row for row in sheet.iter_rows(max_col=1) if row[0].value == "Per soort"}
        assert len(captions) == 1
        assert not captions & {one.id for one in sheet.row_breaks.brk}


def test_a_sheet_of_one_table_breaks_where_it_is_printed() -> None:
    assert not opened(paper(Heading(1, "Kop"), *[Paragraph("tekst")] * 200))["Verslag"].row_breaks.brk


def test_a_header_takes_any_name() -> None:
    document = Document("Titel & meer " * 30, "R&D &P " * 60, CREATED, notice="&Lx" * 90, blocks=(Paragraph("x"),))
    header = parts(xlsx_bytes(document), r"xl/worksheets/sheet1\.xml").popitem()[1]
    text = re.search(r"<oddHeader>(.*)</oddHeader>", header)
    assert text is not None
    assert len(text[1].replace("&amp;", "&")) <= 255
    assert "R&amp;&amp;D" in text[1]


@pytest.mark.parametrize("figure", [balances_figure(), balance_only_figure()])
def test_the_chart_refers_to_its_table_and_starts_at_zero(figure: Any) -> None:
    book = xlsx_bytes(paper(figure))
    (chart,) = goldens.charts(book)
    formulas = [formula.text for formula in chart.iter(f"{CHART}f")]
    assert "'Saldi'!$A$6:$A$21" in formulas
    assert "'Saldi'!$B$6:$B$21" in formulas
    assert [one.get("val") for one in chart.iter(f"{CHART}delete")] == ["0", "0"]
    axis = chart.find(f".//{CHART}valAx")
    assert axis is not None
    low, high = (float(axis.find(f".//{CHART}{tag}").get("val")) for tag in ("min", "max"))
    is_negative = any(row[1].cents < 0 for row in figure.table.rows)
    assert low < 0 < high if is_negative else low == 0 < high
    step = float(axis.find(f"{CHART}majorUnit").get("val"))
    assert low % step == 0, "zero is one of the marks"
    assert {one.get("val") for one in chart.iter(f"{CHART}invertIfNegative")} == {"0"}


def test_an_empty_figure_has_no_chart() -> None:
    figure = balances_figure()
    empty = Table("Leeg", figure.table.columns, (), sheet="Saldi")
    book = xlsx_bytes(paper(type(figure)(empty, figure.chart)))
    assert goldens.charts(book) == []
    assert "Geen." in values(paper(empty), "Saldi")


def test_totals_stand_under_the_table_as_figures() -> None:
    sheet = opened(steering_minutes())["Saldi"]
    assert sheet.tables["Saldi"].ref == "A8:D24"
    assert [sheet.cell(25, column).value for column in range(1, 5)] == ["Totaal", 36902.5, 36902.5, 0]


def test_the_minutes_lead_to_the_other_sheets() -> None:
    sheet = opened(case_minutes())["Verslag"]
    links = [(cell.value, cell.hyperlink.location) for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert links == [("Besluiten", "'Besluiten'!A1"), ("Acties", "'Acties'!A1")]
    beside = [cell.offset(0, 1).value for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert beside == ["Besluitenlijst", "Actielijst"]


def test_the_minutes_themselves_hold_no_table_and_print_upright() -> None:
    for document in (case_minutes(), steering_minutes()):
        sheet = opened(document)["Verslag"]
        assert not sheet.tables
        assert sheet.page_setup.orientation == "portrait"


def test_a_number_that_names_stands_left_and_is_no_amount() -> None:
    sheet = opened(steering_minutes())["Knelpunten"]
    (cell,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == 1021]
    assert (cell.alignment.horizontal, cell.number_format) == ("left", "0")
    assert "1021" in "".join(goldens.pages(pdf_bytes(steering_minutes())))


def test_a_balance_says_its_sign_on_paper_and_in_the_workbook() -> None:
    rows = ((Balance(123450),), (Balance(-5),), (Balance(0),))
    document = paper(Table("T", (Column("Saldo", Kind.BALANCE),), rows))
    (page,) = goldens.pages(pdf_bytes(document))
    assert [line for line in page.replace("\u00a0", " ").splitlines() if "€" in line] == [
        "€ +1.234,50",
        "€ −0,05",
        "€ 0,00",
    ]
    cells = [cell for row in opened(document)["Verslag"].iter_rows(min_row=5) for cell in row if cell.value is not None]
    assert [cell.value for cell in cells] == [1234.5, -0.05, 0]
    shape = '[$-413]"€" "+"#,##0.00;[Red][$-413]"€" "−"#,##0.00;[$-413]"€" #,##0.00'
    assert {cell.number_format for cell in cells} == {shape}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_workbook_writes_amounts_as_the_paper_does(tmp_path: Path) -> None:
    columns = (Column("Bedrag", Kind.MONEY), Column("Saldo", Kind.BALANCE), Column("Aantal", Kind.COUNT))
    rows = ((Cents(123450), Balance(123450), 1234), (Cents(-1234567), Balance(-5), 0), (Cents(0), Balance(0), 7))
    document = paper(Table("T", columns, rows))
    (tmp_path / "t.xlsx").write_bytes(xlsx_bytes(document))
    place = f"-env:UserInstallation=file://{tmp_path}/office"
    call = ["soffice", "--headless", place, "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "t.xlsx")]
    subprocess.run(call, check=True, capture_output=True)
    office = " ".join("".join(goldens.pages((tmp_path / "t.pdf").read_bytes())).replace("\u00a0", " ").split())
    for row in rows:
        assert " ".join(shown(value) for value in row).replace("\u00a0", " ") in office


def test_a_chart_is_left_out_when_its_names_would_not_be_readable() -> None:
    figure = balances_figure()
    for rows, charts in ((60, 1), (61, 0)):
        many = replace(figure.table, rows=tuple((f"School {n}", *figure.table.rows[0][1:]) for n in range(rows)))
        assert len(goldens.charts(xlsx_bytes(paper(replace(figure, table=many))))) == charts


def test_rows_are_as_high_as_their_text() -> None:
    """Narrow letters take less room than wide ones; a word longer than the line is counted as lines."""
    one, two, many = (height(text, PLAIN, 20) for text in ("kort", "dit is wat langer dan een regel", "m" * 100))
    assert one < two < many
    assert height("i" * 30, PLAIN, 20) == one
    assert height("a\nb", PLAIN, 20) == two


def test_properties_come_from_the_document() -> None:
    properties = opened(case_minutes()).properties
    assert properties.title == "Verslag maatwerkbespreking"
    assert properties.creator == "M. de Visser, secretaris"
    assert properties.language == "nl-NL"
    assert properties.created == properties.modified == CREATED.replace(tzinfo=None)


def test_the_only_moment_in_the_file_is_that_of_the_document() -> None:
    """The clock of the computer is nowhere in it: not in the zip, not in any part."""
    created = CREATED.astimezone(UTC)
    book = xlsx_bytes(case_minutes())
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        stamps = {datetime(*entry.date_time, tzinfo=UTC) for entry in archive.infolist()}
        text = "".join(archive.read(name).decode() for name in archive.namelist())
    assert stamps == {created.replace(second=created.second // 2 * 2)}
    moments = set(re.findall(r"\d{4}-\d\d-\d\dT\d\d:[\d:.]+", text))
    assert moments == {f"{created:%Y-%m-%dT%H:%M:%S}"}
    assert xlsx_bytes(case_minutes()) == book


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_makes_a_sound_workbook(text: str) -> None:
    document = Document(
        title=text or "leeg",
        network=text,
        subtitle=text,
        created=CREATED,
        facts=((text, text),),
        blocks=(
            Heading(1, text),
            Paragraph(text, label=text),
            Bullets((text,)),
            Callout(text, text),
            Table(text, (Column(text), Column("b", Kind.MONEY)), ((text, Cents(1)),), caption=text),
        ),
    )
    assert opened(document).sheetnames == ["Verslag"]


@settings(max_examples=40, deadline=None)
@given(some.text(max_size=300))
def test_any_text_can_be_kept(text: str) -> None:
    assert opened(paper(Paragraph(text), KeyValues(((text, text),)), title=text)).sheetnames == ["Verslag"]


def test_a_text_longer_than_a_cell_says_so() -> None:
    table = Table("T", (Column("Wat"),), (("woord " * 10_000,),))
    (cell,) = [value for value in values(paper(table), "Verslag") if "woord" in value]
    assert len(cell) <= 32_767
    assert cell.endswith("tekens, zie de pdf)")
    told = [value for value in values(paper(Paragraph("woord " * 10_000)), "Verslag") if "woord" in value]
    assert sum(value.count("woord") for value in told) == 10_000
