"""The year report of the network, as PDF to be printed and as a workbook with a sheet for every subject."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.domain.files import require_paper_place, safe_file_name
from zsm_desktop.domain.papers import Paper, PaperKind
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
from zsm_desktop.reports.noted import put
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

    Raises RuleError("year_report.future"), as `domain.files.write_together`.
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
    line = Paper(PaperKind.YEAR_REPORT, span=span_of(year))
    put(desk, line, folder, {files["pdf"]: pdf, files["xlsx"]: book})
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
    """Who it is about, what was done, what it came to in money, what came of it."""
    pupils = facts.work.pupils
    has_work = year_report_work.has_placements(facts.work)
    is_exchanging = facts.exchange.is_usual
    return (
        KeyFigure(count(pupils.total), hand.say(f"[leerlingen] op {len(pupils.schools)} scholen")),
        _begun(facts, hand) if has_work and is_exchanging else _entered(facts, hand),
        *((_given(facts, hand),) if is_exchanging else _spent(facts)),
        _came_of_it(facts, hand),
    )


def _begun(facts: YearFacts, hand: Hand) -> KeyFigure:
    *before, now = facts.work.placements
    earlier = counted(before[-1].total) if before and before[-1].total else ""
    return KeyFigure(count(now.total), hand.say("[trajecten] begonnen bij een andere school"), hand.earlier(earlier))


def _entered(facts: YearFacts, hand: Hand) -> KeyFigure:
    *before, now = facts.work.cases
    earlier = counted(before[-1].entered) if before and before[-1].entered else ""
    return KeyFigure(count(now.entered), hand.say("casussen voor [de maatwerkbespreking]"), hand.earlier(earlier))


def _given(facts: YearFacts, hand: Hand) -> KeyFigure:
    *before, (_, now) = facts.exchange.by_year
    earlier = whole_euros(given_of(before[-1][1])) if before else ""
    label = "gaven scholen elkaar aan lessen, plekken en begeleiding"
    return KeyFigure(Cents(given_of(now)), label, hand.earlier(earlier))


def _spent(facts: YearFacts) -> Iterator[KeyFigure]:
    """Where schools reckon nothing among themselves."""
    if facts.funds:
        spent = sum(one.money.spent_cents for one in facts.funds)
        granted = sum(one.money.granted_cents for one in facts.funds)
        yield KeyFigure(Cents(spent), f"tot nu toe besteed van {whole_euros(granted)} aan subsidies")


def _came_of_it(facts: YearFacts, hand: Hand) -> KeyFigure:
    *before, left = facts.results.kinds
    well: Value = DASH if left.total.placed is None else Percent(left.total.placed)
    earlier = before[-1].total.placed if before else None
    return KeyFigure(
        well,
        f"goed geplaatst van {counted(left.total.total)} schoolverlaters" if left.total.total else "goed geplaatst",
        hand.earlier(percent(earlier) if earlier is not None else ""),
    )
