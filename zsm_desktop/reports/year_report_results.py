"""The chapters of the year report on results: where leavers went, schools side by side, what lasted, and the aims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from zsm_desktop.reports.document import Block, Colour, Column, Kind, Paragraph, Percent, Row, Table, Value
from zsm_desktop.reports.year_report_parts import COLOURS, DASH, Chapter, Hand, count, dots, share, tells, told
from zsm_desktop.services.result_figures import ANSWERS
from zsm_desktop.words import year_report as words
from zsm_desktop.words.format import school_year
from zsm_desktop.words.labels import SCHOOL_KIND_SHORT, first_upper
from zsm_desktop.words.outcomes import DESTINATION, DESTINATION_SHORT, LASTING, after

if TYPE_CHECKING:
    from zsm_desktop.domain.outcomes import Destination
    from zsm_desktop.services.result_figures import Benchmark, BenchmarkRow, CountRow, CountTable
    from zsm_desktop.services.targets import IndicatorRow
    from zsm_desktop.services.year_figures import ResultsOfYear, YearFacts

SHORTLY = frozenset({"lasting", "ended", "not_reached"})
"""Answers on paper; what is still to be asked stands in the workbook."""


def chapters(facts: YearFacts, hand: Hand) -> Iterator[Chapter]:
    found = facts.results
    yield _leavers(found, hand)
    if found.kinds[-1].total.total != 0:
        yield _per_school(found, hand)
    if found.kinds[-1].total.total != 0 or found.lasting is not None:
        yield _lasting(found, hand)
    yield _aims(found, hand)


def _leavers(found: ResultsOfYear, hand: Hand) -> Chapter:
    sheet = words.LEAVERS
    *earlier, now = found.kinds
    most = _most(now)
    before = hand.earlier(told(_went(earlier[-1], most[0])) if earlier and most else "")
    said = (DESTINATION[most[0].value], _went(now, most[0]) or 0) if most else None
    lead = words.leavers(now.total.total, now.total.placed, said, before)
    if now.total.total == 0:
        return Chapter(sheet, hand.title(sheet), lead)
    blocks: list[Block] = [_years(found.kinds, hand), *_kinds(now, hand)]
    if hand.in_cells:
        blocks.append(_by(found.sectors, words.SECTOR, words.NO_SECTOR))
    return Chapter(sheet, hand.title(sheet), lead, (*blocks, *dots(sheet, is_whole=now.is_whole)))


def _most(table: CountTable) -> list[Destination]:
    """Destinations whose number is told, the one most went to first."""
    there = [(number, one) for one, number in zip(table.columns, table.total.counts, strict=True) if number]
    return [one for _, one in sorted(there, key=lambda pair: (-pair[0], table.columns.index(pair[1])))]


def _went(table: CountTable, destination: Destination, row: CountRow | None = None) -> int | None:
    counts = dict(zip(table.columns, (row or table.total).counts, strict=True))
    return counts.get(destination, 0)


def _years(tables: Sequence[CountTable], hand: Hand) -> Block:
    there = {one for table in tables for one in table.columns}
    order = [one for code in DESTINATION for one in there if one.value == code]
    labels = [school_year(table.year) for table in tables]
    rows: list[Row] = [
        (first_upper(DESTINATION[one.value]), *(count(_went(table, one)) for table in tables)) for one in order
    ]
    table = Table(
        "Bestemmingen",
        (Column(words.DESTINATION, weight=2), *(Column(label, Kind.COUNT) for label in labels)),
        tuple(rows),
        (words.TOTAL, *(count(table.total.total) for table in tables)),
        sheet=words.LEAVERS,
    )
    return hand.figure(hand.told(table), words.LEFT_SCHOOL, *labels)


def _kinds(now: CountTable, hand: Hand) -> Iterator[Block]:
    """The same year by kind of school, turned: destinations below each other."""
    names = [first_upper(SCHOOL_KIND_SHORT.get(row.code, row.code)) for row in now.rows]
    rows: list[Row] = [
        (first_upper(DESTINATION[one.value]), *(count(_went(now, one, row)) for row in now.rows)) for one in now.columns
    ]
    table = Table(
        "Bestemming per soort",
        (Column(words.DESTINATION, weight=2), *(Column(name, Kind.COUNT) for name in names)),
        tuple(rows),
        (words.TOTAL, *(count(row.total) for row in now.rows)),
        caption=f"{words.PRO_VSO}, {school_year(now.year)}",
        sheet=words.LEAVERS,
    )
    colours = (Colour.TAKEN, Colour.GIVEN, Colour.NEUTRAL)[: len(names)]
    if tells(table):
        yield hand.figure(hand.told(table), words.LEFT_SCHOOL, *names, colours=colours)


def _by(table: CountTable, first: str, none: str) -> Table:
    """All destinations beside each other, for the workbook."""
    shown = table.columns
    has_share = any(row.placed is not None for row in (*table.rows, table.total))
    columns = (
        Column(first, weight=2),
        Column(words.LEFT_SCHOOL, Kind.COUNT),
        *(Column(first_upper(DESTINATION_SHORT[one.value]), Kind.COUNT) for one in shown),
        *([Column(words.WELL_PLACED, Kind.PERCENT)] if has_share else []),
    )

    def row(name: str, one: CountRow) -> Row:
        counts = (count(_went(table, destination, one)) for destination in shown)
        return (name, count(one.total), *counts, *([share(one.placed)] if has_share else []))

    return Table(
        f"Uitstroom {first}",
        columns,
        tuple(row(one.name or none, one) for one in table.rows),
        row(words.TOTAL, table.total),
        sheet=words.LEAVERS if first == words.SECTOR else words.PER_SCHOOL,
    )


def _per_school(found: ResultsOfYear, hand: Hand) -> Chapter:
    sheet = words.PER_SCHOOL
    table = found.schools
    lead = words.per_school(len(table.rows), table.total.placed)
    blocks: list[Block] = [_years_of_schools(found.benchmark, hand)]
    if hand.in_cells:
        blocks += [_by(table, words.SCHOOL, ""), *_lasting_of_schools(found.benchmark)]
    if found.benchmark.by_letter:
        blocks.insert(0, Paragraph(words.LETTERS_SAY, sheet=sheet))
    is_whole = table.is_whole and found.benchmark.is_whole
    return Chapter(sheet, hand.title(sheet), lead, (*blocks, *dots(sheet, is_whole=is_whole)))


def _years_of_schools(found: Benchmark, hand: Hand) -> Block:
    """Leavers of the years beside each other, and how many of the last were placed."""
    labels, schools = [school_year(year) for year in found.years], list(found.schools)
    if hand.is_cut(len(schools)):
        schools.sort(key=lambda one: -(one.years[-1].leavers or 0))

    def row(name: str, one: BenchmarkRow) -> Row:
        return (name, *(count(year.leavers) for year in one.years), share(one.years[-1].placed))

    table = Table(
        "Scholen en jaren",
        (
            Column(words.SCHOOL, weight=2),
            *(Column(label, Kind.COUNT) for label in labels),
            Column(f"{words.WELL_PLACED} {labels[-1]}", Kind.PERCENT),
        ),
        tuple(row(one.name, one) for one in schools),
        row(words.TOTAL, found.network),
        caption=words.LEFT_SCHOOL,
        sheet=words.PER_SCHOOL,
    )
    return hand.figure(table, words.LEFT_SCHOOL, labels[-1])


def _lasting_of_schools(found: Benchmark) -> Iterator[Block]:
    """What lasted a year, for the workbook: of few schools it may be told."""
    for name, of in ((words.WELL_PLACED, "placed"), (words.ONE_YEAR, "lasting")):
        yield Table(
            name,
            (Column(words.SCHOOL, weight=2), *(Column(school_year(year), Kind.PERCENT) for year in found.years)),
            tuple((row.name, *(share(getattr(year, of)) for year in row.years)) for row in found.schools),
            (words.TOTAL, *(share(getattr(year, of)) for year in found.network.years)),
            caption=name,
            sheet=words.PER_SCHOOL,
        )


def _lasting(results: ResultsOfYear, hand: Hand) -> Chapter:
    sheet, found = words.LASTING, results.lasting
    if found is None:
        return Chapter(sheet, hand.title(sheet), words.lasting(0, "", None))
    shown = [answer for answer in ANSWERS if hand.in_cells or answer in SHORTLY]
    columns = (
        Column(words.DESTINATION, weight=2),
        *(Column(first_upper(LASTING[answer]), Kind.COUNT) for answer in shown),
        Column(words.SHARE, Kind.PERCENT),
    )

    def row(name: str, counts: Sequence[int | None], permille: int | None) -> Row:
        return (name, *(count(counts[ANSWERS.index(answer)]) for answer in shown), share(permille))

    table = Table(
        "Bestendigd",
        columns,
        tuple(row(first_upper(DESTINATION.get(one.code, one.code)), one.counts, one.share) for one in found.rows),
        row(words.TOTAL, found.total.counts, found.total.share),
        caption=f"Vertrokken in {school_year(found.year)}, {after(found.months)}",
        sheet=sheet,
    )
    blocks = (
        hand.figure(hand.told(table), words.STILL_THERE, words.SHARE),
        *_shares_of_years(results.benchmark, hand),
        Paragraph(words.REACHED_SAYS, is_small=True, sheet=sheet),
        *dots(sheet, is_whole=found.is_whole),
    )
    return Chapter(sheet, hand.title(sheet), words.lasting(found.year, after(found.months), found.total.share), blocks)


def _shares_of_years(found: Benchmark, hand: Hand) -> Iterator[Block]:
    """The network's, of the years beside each other."""
    table = Table(
        "Jaren",
        (Column(words.YEAR), Column(words.WELL_PLACED, Kind.PERCENT), Column(words.ONE_YEAR, Kind.PERCENT)),
        tuple((school_year(one.year), share(one.placed), share(one.lasting)) for one in found.network.years),
        caption=words.THREE_YEARS,
        sheet=words.LASTING,
    )
    if tells(table):
        yield hand.figure(table, words.SHARE, words.WELL_PLACED, words.ONE_YEAR, colours=COLOURS[::2])


def _aims(results: ResultsOfYear, hand: Hand) -> Chapter:
    sheet, found = words.AIMS, results.sheet
    aimed = [row for row in found.rows if row.is_reached is not None]
    is_counted = any(point.value is not None for row in found.rows for point in row.trend)
    lead = words.aims(sum(bool(row.is_reached) for row in aimed), len(aimed), is_counted=is_counted)
    blocks: list[Block] = []
    for name, kind in ((words.NUMBERS, Kind.COUNT), (words.SHARES, Kind.PERCENT)):
        rows = [row for row in found.rows if (row.unit == "number") == (kind is Kind.COUNT)]
        if rows and is_counted:
            blocks.append(_aims_table(name, kind, rows, hand, results.by_calendar))
    return Chapter(sheet, hand.title(sheet), lead, tuple(blocks), is_close=True)


def _aims_table(name: str, kind: Kind, rows: Sequence[IndicatorRow], hand: Hand, by_calendar: frozenset[str]) -> Block:
    def value(number: int | None) -> Value:
        if number is None:
            return DASH
        return number if kind is Kind.COUNT else Percent(number)

    years = [school_year(point.year) for point in rows[0].trend][-3:]
    table = Table(
        name,
        (Column(words.AIM, weight=2), *(Column(label, kind) for label in years), Column(words.TARGET, kind)),
        tuple(
            (
                words.aim(hand.typed(row.name), is_calendar=row.code in by_calendar),
                *(value(point.value) for point in row.trend[-3:]),
                value(row.target) if row.target else None,
            )
            for row in rows
        ),
        caption=name,
        sheet=words.AIMS,
    )
    return hand.figure(table, name, years[-1], words.TARGET, colours=(Colour.GIVEN, Colour.NEUTRAL))
