from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from reportlab.graphics.shapes import Rect
from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.reports import goldens
from tests.reports.examples import (
    CREATED,
    balance_only_figure,
    balances_figure,
    case_minutes,
    steering_minutes,
)
from zsm_desktop.reports import pdf_style as look
from zsm_desktop.reports.document import (
    Block,
    Bullets,
    Callout,
    Cents,
    Column,
    Document,
    Figure,
    Heading,
    KeyValues,
    Kind,
    Number,
    Paragraph,
    SmallCount,
    Table,
    Tone,
)
from zsm_desktop.reports.pdf import pdf_bytes
from zsm_desktop.reports.pdf_bars import bars, figure_axis
from zsm_desktop.reports.pdf_tables import column_widths, table_parts
from zsm_desktop.settings import resources_dir

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True, scope="module")
def fonts() -> None:
    look.register_fonts(resources_dir() / "fonts")


def paper(*blocks: Block, **more: str) -> Document:
    return Document(
        title=more.get("title", "Proef"), network=more.get("network", "Netwerk"), created=CREATED, blocks=blocks
    )


def long_table(rows: int) -> Table:
    columns = (Column("Nummer", Kind.COUNT), Column("Omschrijving"), Column("Bedrag", Kind.MONEY))
    return Table("Lang", columns, tuple((n, f"regel {n}", Cents(n * 100)) for n in range(1, rows + 1)))


def inside_the_margins(pdf: bytes) -> list[str]:
    """What sticks out of the text area, as texts; empty when all is well."""
    outside = []
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        text, width = page.get_textpage(), page.get_width()
        for index in range(text.count_chars()):
            left, _, right, _ = text.get_charbox(index)
            if right > left and (left < look.SIDE - 1 or right > width - look.SIDE + 1):
                outside.append(text.get_text_range(index, 1))
    document.close()
    return outside


@pytest.mark.parametrize(("name", "document"), [("case", case_minutes()), ("steering", steering_minutes())])
def test_papers_read_as_they_did(name: str, document: Document) -> None:
    goldens.check(f"{name}.pdf.txt", goldens.pdf_dump(pdf_bytes(document)))


def test_only_embedded_inter_is_listed() -> None:
    listed = subprocess.run(["pdffonts", "-"], input=pdf_bytes(steering_minutes()), capture_output=True, check=True)
    rows = listed.stdout.decode().splitlines()[2:]
    assert len(rows) == 4
    for row in rows:
        assert "+Inter-" in row
        assert row.split()[-5:-2] == ["yes", "yes", "yes"], "embedded, subset, with text"


def test_figures_have_one_width() -> None:
    look.register_fonts(ROOT / "resources" / "fonts")
    for font in (look.REGULAR, look.MEDIUM, look.SEMIBOLD, look.BOLD):
        assert len({round(stringWidth(str(digit) * 10, font, 10), 3) for digit in range(10)}) == 1


def test_title_author_language_and_date_are_set() -> None:
    pdf = pdf_bytes(case_minutes())
    document = pypdfium2.PdfDocument(pdf)
    told = document.get_metadata_dict()
    assert told["Title"] == "Verslag maatwerkbespreking"
    assert told["Author"] == "M. de Visser, secretaris"
    assert told["CreationDate"].startswith("D:20261119154207")
    assert b"/Lang (nl-NL)" in pdf
    assert b"/DisplayDocTitle true" in pdf


def test_the_outline_holds_the_headings() -> None:
    document = pypdfium2.PdfDocument(pdf_bytes(case_minutes()))
    outline = [(entry.level, entry.get_title(), entry.get_dest().get_index()) for entry in document.get_toc()]
    assert outline[:4] == [
        (0, "Agenda", 0),
        (0, "Besproken leerlingen", 0),
        (1, "Kievit 27 · vso De Sprong", 0),
        (1, "Grutto 12 · vso De Vliedberg", 0),
    ]
    assert outline[-1] == (0, "Volgende bespreking", 1)


def test_a_heading_may_skip_a_level() -> None:
    pdf = pdf_bytes(paper(Heading(3, "diep"), Heading(1, "hoog"), Heading(3, "diep"), Heading(2, "x", bookmark=False)))
    outline = [(entry.level, entry.get_title()) for entry in pypdfium2.PdfDocument(pdf).get_toc()]
    assert outline == [(0, "diep"), (0, "hoog"), (1, "diep")]


def test_page_x_of_y_and_the_head_of_the_ledger_on_every_page() -> None:
    texts = goldens.pages(pdf_bytes(case_minutes(30)))
    assert len(texts) > 8
    for number, text in enumerate(texts, start=1):
        assert f"Pagina {number} van {len(texts)}" in text
        assert "Grootboek t/m boeking 1.284 · 50d858e0" in text
        assert "Zeeuwse Stichting Maatwerk" in text


def test_a_long_table_repeats_its_heading_and_loses_no_row() -> None:
    texts = goldens.pages(pdf_bytes(paper(Heading(1, "Lijst"), long_table(150))))
    assert len(texts) >= 4
    assert all("Nummer" in text and "Omschrijving" in text and "Bedrag" in text for text in texts)
    found = "\n".join(texts)
    assert [int(number) for number in re.findall(r"regel (\d+)", found)] == list(range(1, 151))


def test_a_total_never_stands_alone() -> None:
    for rows in range(26, 33):
        table = replace(long_table(rows), totals=(None, "Totaal", Cents(1)))
        text = next(text for text in goldens.pages(pdf_bytes(paper(table))) if "Totaal" in text)
        assert f"regel {rows}" in text


@pytest.mark.parametrize("has_total", [False, True])
def test_no_page_holds_a_lone_row(has_total: bool) -> None:
    for lines in range(1, 46, 9):
        for rows in (3, 10, 34, 35, 36):
            total = (None, "regel totaal", Cents(1)) if has_total else None
            filler = [Paragraph("vulling", is_small=True)] * lines
            table = replace(long_table(rows), totals=total)
            counts = [len(re.findall("regel", text)) for text in goldens.pages(pdf_bytes(paper(*filler, table)))]
            assert 1 not in counts, (lines, rows, counts)


def test_rows_kept_together_are_no_second_table_on_the_page() -> None:
    """High rows that do not fit go to the next page; the page before does not begin them again."""
    columns = (Column("Nummer", Kind.NUMBER), Column("Besluit"))
    for lines in range(6, 23, 4):
        rows = tuple((Number(n), f"regel {n} " + "woord " * 60) for n in range(1, 9))
        filler = [Paragraph("vulling", is_small=True)] * lines
        texts = goldens.pages(pdf_bytes(paper(*filler, Table("T", columns, rows))))
        assert max(text.count("Besluit") for text in texts) == 1
        for number in range(1, 9):
            (page,) = [text for text in texts if f"regel {number} " in text]
            assert page.count("woord") % 60 == 0


def test_a_short_text_and_its_figure_stand_near_each_other() -> None:
    table = Table("T", (Column("Wat"), Column("Aantal", Kind.COUNT)), (("Besproken casussen", 28),))
    assert sum(column_widths(table, 480)) < 310
    wide = Table("T", (Column("Wat"), Column("Aantal", Kind.COUNT)), (("Besproken casussen " * 20, 28),))
    assert sum(column_widths(wide, 480)) == pytest.approx(480)


def test_a_name_is_not_broken_to_make_room_for_a_long_text() -> None:
    columns = (Column("Wat", weight=4), Column("Wie"), Column("Stand"))
    table = Table("T", columns, (("Een lange afspraak over het vervoer " * 5, "Rinus Polderdijk", "te laat"),))
    _, who, _ = column_widths(table, 300)
    assert who >= stringWidth("Rinus Polderdijk", look.REGULAR, look.CELL_SIZE) + look.GAP


def test_the_number_of_a_meeting_stays_on_one_line_beside_long_names() -> None:
    titles = ("Casus", "Wat", "Wie", "Stand", "Uit overleg")
    columns = tuple(Column(title, weight=4 if title == "Wat" else 1) for title in titles)
    columns = (*columns[:3], Column("Voor", Kind.DATE), *columns[3:])
    what = "Begeleidingsovereenkomst tekenen " * 12
    for who in ("Marijke Poppe", "Ambulant begeleider", "Ouders en school"):
        row = ("Bontbekplevier 12", what, who, date(2026, 12, 8), "te laat", "MB 2026/27-03")
        assert "MB 2026/27-03" in goldens.pages(pdf_bytes(paper(Table("T", columns, (row,)))))[0]


@pytest.mark.parametrize("notes", ["kort", "lang " * 700])
def test_no_page_begins_with_a_decision_away_from_its_case(notes: str) -> None:
    case = KeyValues((("Vraag", "vraag"), ("Besproken", notes), ("Uitkomst", "Passend")))
    decisions = [Callout(f"Dat is zo {n}.", f"Besluit {n}", Tone.DECISION) for n in (1, 2)]
    for lines in range(1, 46, 2):
        filler = [Paragraph("vulling", is_small=True)] * lines
        texts = goldens.pages(pdf_bytes(paper(*filler, Heading(2, "Casus"), case, *decisions)))
        (page,) = [text for text in texts if "Uitkomst" in text]
        assert "Besluit 1" in page
        assert "Besluit 2" in page
        assert notes != "kort" or "Vraag" in page


def test_the_paper_may_stop_where_the_workbook_goes_on() -> None:
    table = replace(long_table(20), most_on_paper=5, rest=(None, "15 andere", Cents(1)))
    text = goldens.pages(pdf_bytes(paper(table)))[0]
    assert [int(number) for number in re.findall(r"regel (\d+)", text)] == [1, 2, 3, 4, 5]
    assert "15 andere" in text


@pytest.mark.parametrize(
    "next_block", [long_table(40), Paragraph("inhoud " * 80), balances_figure(), Callout("inhoud")]
)
def test_no_heading_is_left_at_the_foot_of_a_page(next_block: Block) -> None:
    first = {Table: "regel 2", Figure: "vso De Duinroos"}.get(type(next_block), "inhoud")
    for lines in range(1, 46, 2):
        filler = [Paragraph("vulling", is_small=True)] * lines
        texts = goldens.pages(pdf_bytes(paper(*filler, Heading(1, "KOP EEN"), Heading(2, "KOP TWEE"), next_block)))
        page = next(text for text in texts if "KOP EEN" in text)
        assert "KOP TWEE" in page
        assert first in page


def test_the_same_document_gives_the_same_bytes_in_any_process() -> None:
    code = (
        "import hashlib; from tests.reports.examples import steering_minutes; "
        "from zsm_desktop.reports.pdf import pdf_bytes; from zsm_desktop.reports.xlsx import xlsx_bytes; "
        "print(*(hashlib.sha256(make(steering_minutes())).hexdigest() for make in (pdf_bytes, xlsx_bytes)))"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(made) == 1


def test_a_long_paper_takes_as_long_as_its_parts() -> None:
    """Twenty-four cases against six: four times the work, and no more than twice that in time."""

    def seconds(cases: int) -> float:
        spans = []
        for _ in range(3):
            start = time.process_time()
            pdf_bytes(case_minutes(cases))
            spans.append(time.process_time() - start)
        return min(spans)

    assert len(goldens.pages(pdf_bytes(case_minutes(60)))) >= 20
    assert seconds(24) < 8 * seconds(6)


def test_bars_of_every_series_start_at_zero() -> None:
    for figure in (balances_figure(), balance_only_figure()):
        axis = figure_axis(figure)
        seen = 0
        for row in figure.table.rows:
            drawn = [shape for shape in bars(figure, row, axis, 200.0, 30.0).contents if isinstance(shape, Rect)]
            values = [row[figure.table.position(series.column)].cents for series in figure.chart.series]
            for bar, value in zip(drawn, [value for value in values if value], strict=True):
                start, end = sorted((axis.place(0) * 200, axis.place(value) * 200))
                assert (bar.x, bar.x + bar.width) == pytest.approx((start, end))
                seen += 1
        assert seen >= len(figure.table.rows)


def test_a_suppressed_count_has_no_bar_and_shows_no_figure() -> None:
    columns = (Column("School"), Column("Leerlingen", Kind.COUNT))
    base = balances_figure()
    table = Table("T", columns, (("A", SmallCount()), ("B", 12)))
    chart = replace(base.chart, series=(replace(base.chart.series[0], column="Leerlingen"),))
    figure = Figure(table, chart)
    assert not [
        one for one in bars(figure, table.rows[0], figure_axis(figure), 100, 20).contents if isinstance(one, Rect)
    ]
    assert "<5" in goldens.pages(pdf_bytes(paper(figure)))[0]


def test_numbers_go_below_the_chart_when_there_is_no_room_beside() -> None:
    columns = (Column("School"), *(Column(f"Bedrag {n}", Kind.MONEY) for n in range(6)))
    table = Table("T", columns, (("Praktijkschool", *[Cents(123456789)] * 6),))
    series = tuple(replace(balances_figure().chart.series[0], column=f"Bedrag {n}") for n in range(2))
    pdf = pdf_bytes(paper(Figure(table, replace(balances_figure().chart, series=series))))
    assert "".join(goldens.pages(pdf)).count("1.234.567,89") == 6
    assert inside_the_margins(pdf) == []


def test_a_wide_table_turns_the_page_and_a_wider_one_goes_on_below() -> None:
    def table(figures: int) -> Table:
        columns = (Column("School"), *(Column(f"K{n}", Kind.MONEY) for n in range(figures)))
        return Table("T", columns, (("Praktijkschool De Kreek", *[Cents(100 * n + 1) for n in range(figures)]),))

    for figures, parts in ((12, 1), (40, 2)):
        pdf = pdf_bytes(paper(Heading(1, "Breed"), table(figures), Paragraph("Daarna.")))
        document = pypdfium2.PdfDocument(pdf)
        widths = [round(page.get_width()) for page in document]
        text = "\n".join(goldens.pages(pdf))
        assert (widths[0], widths[1], widths[-1]) == (595, 842, 595)
        assert text.count("De Kreek") == parts
        assert all(f"K{n}" in text for n in range(figures))
        assert inside_the_margins(pdf) == []


MONEY = Column("b", Kind.MONEY)
HOSTILE = (
    "<b>vet</b> & <para> &amp; </para>",
    "<font color=red",
    "nul\x00en\x1besc \ud800 \u202eomgekeerd",
    "Hottentottententententoonstellingsmakersgildelidmaatschap" * 5,
    "x" * 3000,
    "https://example.org/" + "pad/" * 120,
    "naam " * 80,
    "\n\n\n",
    "",
    "emoji 🎉 日本語 ĳ Ĳ ﬁ",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_neither_breaks_nor_leaves_the_page(text: str) -> None:
    figure = balances_figure()
    pdf = pdf_bytes(
        Document(
            title=text or "leeg",
            network=text,
            subtitle=text,
            notice=text,
            author=text,
            created=CREATED,
            facts=((text, text),),
            blocks=(
                Heading(1, text),
                Paragraph(text, label=text),
                KeyValues(((text, text),)),
                Bullets((text,)),
                Callout(text, text),
                Table("T", (Column(text or "a"), MONEY), ((text, Cents(-1)),), (text, Cents(1)), text),
                replace(figure, table=replace(figure.table, rows=((text, Cents(1), None, None),))),
            ),
        )
    )
    assert inside_the_margins(pdf) == []


def test_markup_in_a_text_is_shown_and_not_obeyed() -> None:
    assert "<b>vet</b> & <para> &amp; </para>" in goldens.pages(pdf_bytes(paper(Paragraph(HOSTILE[0]))))[0]


@settings(max_examples=40, deadline=None)
@given(some.text(max_size=300))
def test_any_text_can_be_printed(text: str) -> None:
    pdf = pdf_bytes(paper(Heading(2, text), Paragraph(text), Callout(text), KeyValues(((text, text),)), title=text))
    assert pdf.startswith(b"%PDF")


def test_an_empty_table_says_so() -> None:
    table = Table("T", (Column("Wat"), Column("Voor", Kind.DATE)), ())
    assert "Geen." in goldens.pages(pdf_bytes(paper(table)))[0]
    assert "Niets open" in goldens.pages(pdf_bytes(paper(replace(table, when_empty="Niets open"))))[0]


def test_a_row_higher_than_a_page_is_split() -> None:
    table = Table("T", (Column("Datum", Kind.DATE), Column("Wat")), ((date(2026, 1, 1), "woord " * 2500),))
    texts = goldens.pages(pdf_bytes(paper(table)))
    assert sum(text.count("woord") for text in texts) == 2500


def test_tables_among_each_other_have_their_columns_below_each_other() -> None:
    columns = (Column("Wat", weight=4), Column("Wie"))
    brief, long = ("Kort", "Jo"), ("Een lange afspraak over het vervoer " * 5, "Rinus Polderdijk")
    among = [table_parts(Table("T", columns, (row,), beside=(brief, long)), 480)[0] for row in (brief, long)]
    (alone,) = table_parts(Table("T", columns, (brief,)), 480)
    assert among[0]._colWidths == among[1]._colWidths != alone._colWidths
    assert "Polderdijk" not in goldens.pages(pdf_bytes(paper(Table("T", columns, (brief,), beside=(long,)))))[0]
