"""What every chapter of the year report is made of: one sentence, and charts from zero with their tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from zsm_desktop.domain.privacy import without_pseudonyms
from zsm_desktop.reports.document import (
    Balance,
    BarChart,
    Block,
    Cents,
    Colour,
    Column,
    Euros,
    Figure,
    Heading,
    Kind,
    PageBreak,
    Paragraph,
    Percent,
    Row,
    Series,
    Table,
    Value,
    Withheld,
    number_of,
)
from zsm_desktop.words import year_report as words
from zsm_desktop.words.format import count as number_words
from zsm_desktop.words.names import Say, saying

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.work_figures import Share
    from zsm_desktop.services.year_figures import YearFacts

MOST_SHEET = 31
"""Characters of the name of a sheet, and which it may not have."""
_UNFIT = re.compile(r"[\[\]:*?/\\']")
MOST_ROWS = 30
"""Rows of a table on paper; of larger networks the workbook has the rest."""
KEPT_ROWS = 20
DASH = Withheld("–")
COLOURS = (Colour.NEUTRAL, Colour.TAKEN, Colour.GIVEN)
"""Of years beside each other, the last one last; fewer years take the last of them."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """`blocks` are what proves the sentence; `is_close` where it goes on below the one before it, if there is room."""

    name: str
    title: str
    lead: str
    blocks: tuple[Block, ...] = ()
    is_close: bool = False

    def laid(self) -> Iterator[Block]:
        yield PageBreak(sheet=self.name, if_needed=self.is_close or not self.blocks)
        yield Heading(1, self.title, sheet=self.name)
        yield Paragraph(self.lead, is_lead=True, sheet=self.name)
        yield from self.blocks


class Hand:
    """Who writes it: the network's words, the mask over what people typed, and whether it is for a workbook."""

    def __init__(self, desk: Desk, facts: YearFacts, *, in_cells: bool) -> None:
        self.say: Say = saying(desk.nouns)
        self._year, self.is_running = facts.year.start_year, facts.is_running
        self.in_cells = in_cells
        self._masks = desk.masks

    @cached_property
    def knows_names(self) -> bool:
        return self._masks.knows_names()

    def typed(self, text: str) -> str:
        """What somebody typed, without what points at a pupil."""
        return without_pseudonyms(self._masks.hide(text).text)

    def earlier(self, told: str) -> str:
        """How it was a year before, "" where that is not told."""
        return words.year_before(told, self._year, is_running=self.is_running)

    def sheet(self, name: str) -> str:
        """As a workbook can call it."""
        said = self.say(words.SHEETS.get(name, name))
        return _UNFIT.sub(" ", said[:1].upper() + said[1:])[:MOST_SHEET].strip() or name

    def title(self, name: str) -> str:
        return self.say(words.TITLES[name])

    def figure(self, table: Table, title: str, *series: str, colours: Sequence[Colour] = ()) -> Figure:
        """Its first column names the bars."""
        kept = self.trimmed(table)
        drawn = zip(series, colours or COLOURS[-len(series) :], strict=True)
        return Figure(kept, BarChart(title, table.columns[0].title, tuple(Series(*one) for one in drawn)))

    def trimmed(self, table: Table) -> Table:
        """On paper the first rows of a long table, and one for all others."""
        if not self.is_cut(len(table.rows)):
            return table
        left = table.rows[KEPT_ROWS:]
        sums = (_together(column, left, at) for at, column in enumerate(table.columns) if at)
        rest = (words.others(len(left)), *sums)
        return replace(table, rows=table.rows[:KEPT_ROWS], rest=rest, most_on_paper=KEPT_ROWS)

    def is_cut(self, rows: int) -> bool:
        """Whether so many rows are not all on paper, so that the largest should come first."""
        return not self.in_cells and rows > MOST_ROWS

    def told(self, table: Table) -> Table:
        """On paper without the rows in which nothing is told; one stands for them."""
        if self.in_cells:
            return table
        shown = tuple(row for row in table.rows if any(number_of(value) for value in row[1:]))
        if not (left := len(table.rows) - len(shown)):
            return table
        nothing = (DASH if one.kind is Kind.PERCENT else Withheld() for one in table.columns[1:])
        return replace(table, rows=(*shown, (words.others(left), *nothing)))


def _together(column: Column, rows: Sequence[Row], at: int) -> Value:
    """What the rows that are left out come to; None where that cannot be said."""
    makes: dict[Kind, Callable[[int], Value]] = {
        Kind.COUNT: int,
        Kind.MONEY: Cents,
        Kind.BALANCE: Balance,
        Kind.EUROS: Euros,
    }
    if column.kind not in makes:
        return None
    numbers = [number_of(row[at]) for row in rows if row[at] is not None]
    if any(number is None for number in numbers):
        return Withheld() if column.kind is Kind.COUNT else None
    return makes[column.kind](sum(number for number in numbers if number is not None))


def count(value: int | None) -> int | Withheld:
    return Withheld() if value is None else value


def share(permille: int | None) -> Percent | Withheld:
    return DASH if permille is None else Percent(permille)


def told(value: int | None) -> str:
    """For a sentence; "" where it is not told, or nothing."""
    return number_words(value) if value else ""


def tells(table: Table) -> bool:
    """Whether there is a figure in it, or nought in all of it and dots."""
    return any(number_of(value) for row in table.rows for value in row[1:])


def shares_table(
    name: str, sheet: str, first: str, shares: Iterable[Share], label: Callable[[Share], str], caption: str = ""
) -> Table:
    """One count a row; what is hidden stands in one row together. Without any to tell it is empty."""
    found = list(shares)
    shown: list[Row] = [(label(one), one.count) for one in found if one.count is not None]
    hidden = [label(one) for one in found if one.count is None]
    if not any(one.count for one in found):
        shown = []
    elif len(hidden) == 1:
        shown.append((hidden[0], Withheld()))
    elif hidden:
        shown.append((words.others(len(hidden)), Withheld()))
    columns = (Column(first, weight=2), Column(words.NUMBER, Kind.COUNT))
    return Table(name, columns, tuple(shown), caption=caption, sheet=sheet)


def dots(sheet: str, *, is_whole: bool) -> list[Block]:
    """What the dots on a page mean, where there are any."""
    return [] if is_whole else [Paragraph(words.DOT_SAYS, is_small=True, sheet=sheet)]
