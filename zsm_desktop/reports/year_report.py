"""The year report of the network, as PDF to be printed and as a workbook with a sheet for every subject."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.domain.files import make_folder, replacing, require_paper_place, safe_file_name
from zsm_desktop.domain.spans import span_of
from zsm_desktop.reports import year_report_exchange, year_report_results, year_report_talk, year_report_work
from zsm_desktop.reports.cover import Cover, KeyFigure
from zsm_desktop.reports.document import (
    Block,
    Bullets,
    Callout,
    Cents,
    ChainHead,
    Contents,
    Document,
    Figure,
    Heading,
    Percent,
    Tone,
    Value,
)
from zsm_desktop.reports.year_report_exchange import given_of
from zsm_desktop.reports.year_report_parts import DASH, Chapter, Hand, count
from zsm_desktop.words import year_report as words
from zsm_desktop.words.format import count as counted
from zsm_desktop.words.format import date_medium, percent, whole_euros
from zsm_desktop.words.minutes import UNCHECKED_SHORT
from zsm_desktop.words.spans import span_words

if TYPE_CHECKING:
    from zsm_desktop.domain.calendar import SchoolYear
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.year_figures import YearFacts

Step = Callable[[int, int, str], object]
GATHERED, STEPS = 7, 10
"""How much of the work is done when the figures are there."""


def _unheard(_done: int, _total: int, _what: str) -> None:
    """Nobody wants to know how far it is, or to stop it."""


def write(desk: Desk, year: SchoolYear, folder: Path, step: Step = _unheard) -> dict[str, Path]:
    """By format: "pdf" and "xlsx", both or neither; `step` hears how far it is, and may break it off.

    Raises RuleError("year_report.future"), as `domain.files.replacing`.
    """
    from zsm_desktop.reports.pdf import pdf_bytes
    from zsm_desktop.reports.xlsx import xlsx_bytes

    stem = words.STEM.format(year=year.label).replace("/", "-")
    files = {name: folder / safe_file_name(stem, f".{name}") for name in ("pdf", "xlsx")}
    for path in files.values():
        require_paper_place(path)
    facts = desk.year_figures.of(year, lambda done, _all: step(done, STEPS, words.GATHERING))
    step(GATHERED, STEPS, words.DRAWING)
    pdf = pdf_bytes(document(desk, facts))
    step(GATHERED + 2, STEPS, words.DRAWING)
    book = xlsx_bytes(document(desk, facts, in_cells=True))
    step(STEPS, STEPS, words.WRITING)
    make_folder(folder)
    with replacing(files["pdf"]) as paper, replacing(files["xlsx"]) as sheets:
        paper.write_bytes(pdf)
        sheets.write_bytes(book)
    return files


def document(desk: Desk, facts: YearFacts, *, in_cells: bool = False) -> Document:
    """`in_cells`: for the workbook, which has more rows and columns than go on paper."""
    hand = Hand(desk, facts, in_cells=in_cells)
    chapters = [
        *year_report_work.chapters(facts, hand),
        *year_report_exchange.chapters(facts, hand),
        *year_report_results.chapters(facts, hand),
        *year_report_talk.chapters(facts, hand),
    ]
    head = desk.ledger.head()
    figures = _key_figures(facts, hand)
    notice = hand.say(words.NOTICE)
    made = words.MADE.format(day=date_medium(facts.day))
    span = span_words(span_of(facts.year))
    return Document(
        title=words.TITLE,
        subtitle=span,
        network=facts.network,
        author=desk.actor.name,
        created=desk.clock(),
        notice=notice if hand.knows_names else f"{notice} · {UNCHECKED_SHORT}",
        facts=tuple((figure.label, figure.value) for figure in figures),
        blocks=tuple(_on_own_sheet(block, hand) for block in _blocks(facts, chapters, in_cells=in_cells)),
        chain=ChainHead(head.entries, head.hash) if head.entries else None,
        cover=Cover(figures, (made, f"{notice}. {words.NO_SMALL}")),
    )


def _on_own_sheet(block: Block, hand: Hand) -> Block:
    """Its sheet in the words of the network."""
    if isinstance(block, Figure):
        return replace(block, table=replace(block.table, sheet=hand.sheet(block.sheet)))
    return replace(block, sheet=hand.sheet(block.sheet))


def _blocks(facts: YearFacts, chapters: Sequence[Chapter], *, in_cells: bool) -> Iterator[Block]:
    if facts.is_running:
        yield Callout(words.RUNNING.format(day=date_medium(facts.day)), tone=Tone.WARNING)
    if not in_cells:
        yield Heading(1, words.CONTENTS, bookmark=False)
        yield Contents(1)
    yield Heading(1, words.IN_SHORT, bookmark=False)
    yield Bullets(tuple(chapter.lead for chapter in chapters if chapter.name != words.COUNTED))
    for chapter in chapters:
        yield from chapter.laid()


def _key_figures(facts: YearFacts, hand: Hand) -> tuple[KeyFigure, ...]:
    """Who it is about, what was done, what was exchanged, what came of it."""
    pupils = facts.work.pupils
    *placed_before, placed = facts.work.placements
    *given_before, (_, given) = facts.exchange.by_year
    *left_before, left = facts.results.kinds
    well: Value = DASH if left.total.placed is None else Percent(left.total.placed)
    return (
        KeyFigure(count(pupils.total), hand.say(f"[leerlingen] op {len(pupils.schools)} scholen")),
        KeyFigure(
            count(placed.total),
            hand.say("[trajecten] begonnen bij een andere school"),
            hand.earlier(counted(placed_before[-1].total) if placed_before and placed_before[-1].total else ""),
        ),
        KeyFigure(
            Cents(given_of(given)),
            "gaven scholen elkaar aan lessen, plekken en begeleiding",
            hand.earlier(whole_euros(given_of(given_before[-1][1])) if given_before else ""),
        ),
        KeyFigure(
            well,
            f"goed geplaatst van {counted(left.total.total)} schoolverlaters" if left.total.total else "goed geplaatst",
            hand.earlier(
                percent(left_before[-1].total.placed)
                if left_before and left_before[-1].total.placed is not None
                else ""
            ),
        ),
    )
