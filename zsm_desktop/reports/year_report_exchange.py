"""The chapters of the year report on the exchange: given and taken, who to whom, through the years, and settling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from zsm_desktop.reports.document import (
    Balance,
    Block,
    Cents,
    Colour,
    Column,
    Euros,
    Kind,
    Paragraph,
    Row,
    Table,
)
from zsm_desktop.reports.year_report_parts import Chapter, Hand
from zsm_desktop.words import year_report as words
from zsm_desktop.words.balances import kinds_words
from zsm_desktop.words.format import month, whole_euros
from zsm_desktop.words.labels import first_upper
from zsm_desktop.words.settlements import REGIMES, STATUSES

if TYPE_CHECKING:
    from zsm_desktop.services.balance_rows import PairMatrix, SchoolBalance
    from zsm_desktop.services.settlement_rows import SettlementCard
    from zsm_desktop.services.year_figures import ExchangeOfYear, YearFacts

MOST_IN_MATRIX = 18
"""More schools do not go beside each other on a page."""
MOST_PAIRS = 24
SIDES = (Colour.GIVEN, Colour.TAKEN)


def chapters(facts: YearFacts, hand: Hand) -> Iterator[Chapter]:
    if not facts.exchange.is_usual:
        return
    yield _given(facts.exchange, hand)
    if sum(bool(school.school_id) for school in facts.exchange.matrix.schools) > 1:
        yield _pairs(facts.exchange.matrix, hand)
    if any(given_of(rows) for _, rows in facts.exchange.by_year):
        yield _over_time(facts.exchange, hand)
    yield _settled(facts.exchange, hand)


def given_of(rows: Sequence[SchoolBalance]) -> int:
    """What schools gave; what a fund bore is in it once."""
    return sum(row.given_cents for row in rows if row.school_id)


def _euros(cents: int) -> str:
    return whole_euros(cents) if cents else ""


def _given(found: ExchangeOfYear, hand: Hand) -> Chapter:
    sheet = words.EXCHANGE
    *earlier, (_, rows) = found.by_year
    giving = sum(bool(row.given_cents) for row in rows if row.school_id)
    lead = words.exchange(given_of(rows), hand.earlier(_euros(given_of(earlier[-1][1]) if earlier else 0)), giving)
    there = [row for row in rows if row.given_cents or row.taken_cents]
    if not there:
        return Chapter(sheet, hand.title(sheet), lead)
    if hand.is_cut(len(there)):
        there.sort(key=lambda row: -row.given_cents - row.taken_cents)
    columns = (
        Column(words.SCHOOL, weight=2),
        Column(words.GIVEN, Kind.MONEY),
        Column(words.TAKEN, Kind.MONEY),
        Column(words.BALANCE, Kind.BALANCE),
    )
    table = Table(
        "Gegeven en afgenomen",
        columns,
        tuple(
            (_name(row, hand), Cents(row.given_cents), Cents(row.taken_cents), Balance(row.balance_cents))
            for row in there
        ),
        (
            words.TOTAL,
            Cents(sum(row.given_cents for row in there)),
            Cents(sum(row.taken_cents for row in there)),
            Balance(sum(row.balance_cents for row in there)),
        ),
        sheet=sheet,
    )
    kinds = Table(
        "Soorten scholen",
        (Column(words.KIND, weight=2), Column(words.GIVEN, Kind.MONEY)),
        tuple(
            (first_upper(kinds_words(row.kind, row.counter_kind)), Cents(row.given_cents))
            for row in found.kinds
            if row.given_cents
        ),
        caption=words.BY_KIND,
        sheet=sheet,
    )
    blocks: list[Block] = [hand.figure(table, words.AMOUNT, words.GIVEN, words.TAKEN, colours=SIDES)]
    blocks.append(hand.figure(kinds, words.AMOUNT, words.GIVEN, colours=SIDES[:1]))
    return Chapter(sheet, hand.title(sheet), lead, tuple(blocks))


def _name(row: SchoolBalance, hand: Hand) -> str:
    """What a fund is called somebody typed."""
    return row.name if row.school_id else hand.typed(row.name)


def _pairs(found: PairMatrix, hand: Hand) -> Chapter:
    sheet = words.PAIRS
    largest = sorted(
        (
            (cents, _name(giver, hand), _name(taker, hand))
            for giver, row in zip(found.schools, found.given_cents, strict=True)
            for taker, cents in zip(found.schools, row, strict=True)
            if cents > 0 and giver.school_id and taker.school_id
        ),
        key=lambda one: (-one[0], one[1:]),
    )
    if not largest:
        return Chapter(sheet, hand.title(sheet), words.exchange(0, "", 0))
    cents, giver, taker = largest[0]
    blocks: list[Block] = []
    matrix = _matrix(found, hand)
    is_fitting = len(matrix.columns) - 2 <= MOST_IN_MATRIX
    if hand.in_cells or is_fitting:
        blocks += [Paragraph(words.IN_EUROS, is_small=True, sheet=sheet), matrix]
    if hand.in_cells or not is_fitting:
        blocks.append(_list(largest))
    return Chapter(sheet, hand.title(sheet), words.pairs(giver, taker, cents), tuple(blocks))


def _matrix(found: PairMatrix, hand: Hand) -> Table:
    """Who gave nothing has no row, who took nothing no column."""
    taking = [at for at, school in enumerate(found.schools) if school.taken_cents]
    columns = (
        Column(words.GIVES, weight=3),
        *(Column(found.schools[at].code, Kind.EUROS) for at in taking),
        Column(words.GIVEN, Kind.EUROS),
    )
    rows: list[Row] = [
        (
            f"{_name(school, hand)} ({school.code})",
            *(Euros(row[at]) if row[at] else None for at in taking),
            Euros(school.given_cents),
        )
        for school, row in zip(found.schools, found.given_cents, strict=True)
        if school.given_cents
    ]
    totals: Row = (
        words.TAKEN,
        *(Euros(found.schools[at].taken_cents) for at in taking),
        Euros(sum(school.given_cents for school in found.schools)),
    )
    return Table("Onderling", columns, tuple(rows), totals, sheet=words.PAIRS, is_dense=True)


def _list(largest: list[tuple[int, str, str]]) -> Table:
    rest = largest[MOST_PAIRS:]
    return Table(
        "Stromen",
        (Column(words.FROM, weight=2), Column(words.TO, weight=2), Column(words.AMOUNT, Kind.MONEY)),
        tuple((giver, taker, Cents(cents)) for cents, giver, taker in largest),
        caption=words.LARGEST,
        sheet=words.PAIRS,
        most_on_paper=MOST_PAIRS,
        rest=(words.others(len(rest)), None, Cents(sum(cents for cents, *_ in rest))) if rest else None,
    )


def _over_time(found: ExchangeOfYear, hand: Hand) -> Chapter:
    sheet = words.OVER_TIME
    years = [(year.label, rows) for year, rows in found.by_year]
    by_year = Table(
        "Schooljaren",
        (
            Column(words.YEAR),
            Column("Scholen die gaven", Kind.COUNT),
            Column(words.GIVEN, Kind.MONEY),
        ),
        tuple(
            (label, sum(bool(row.given_cents) for row in rows if row.school_id), Cents(given_of(rows)))
            for label, rows in years
        ),
        caption=words.BY_YEAR,
        sheet=sheet,
    )
    blocks: list[Block] = [hand.figure(by_year, words.AMOUNT, words.GIVEN)]
    if found.months:
        months = Table(
            "Maanden",
            (Column(words.MONTH), Column(words.GIVEN, Kind.MONEY)),
            tuple((first_upper(month(one.first_day)), Cents(one.given_cents)) for one in found.months),
            (words.TOTAL, Cents(sum(one.given_cents for one in found.months))),
            caption=words.BY_MONTH,
            sheet=sheet,
        )
        blocks.append(hand.figure(months, words.AMOUNT, words.GIVEN))
    blocks += _sectors(found, hand)
    lead = words.over_time([(label, given_of(rows)) for label, rows in years], is_running=hand.is_running)
    return Chapter(sheet, hand.title(sheet), lead, tuple(blocks))


def _sectors(found: ExchangeOfYear, hand: Hand) -> Iterator[Block]:
    sums: dict[str, int] = {}
    for row in found.sectors:
        if row.school_id:
            sums[row.sector] = sums.get(row.sector, 0) + row.given_cents
    rows: tuple[Row, ...] = tuple(
        (sector, Cents(cents)) for sector, cents in sorted(sums.items(), key=lambda one: -one[1]) if cents
    )
    if rows:
        columns = (Column(words.SECTOR, weight=2), Column(words.GIVEN, Kind.MONEY))
        table = Table("Sectoren", columns, rows, caption=words.BY_SECTOR, sheet=words.OVER_TIME)
        yield hand.figure(table, words.AMOUNT, words.GIVEN)


def _settled(found: ExchangeOfYear, hand: Hand) -> Chapter:
    sheet = words.SETTLEMENTS
    done = [card for card in found.settlements if card.settlement.status == "executed"]
    lead = words.settlements(len(done), sum(card.settlement.moved_cents for card in done))
    blocks = tuple(_one_settled(card, hand) for card in found.settlements)
    return Chapter(sheet, hand.title(sheet), lead, blocks, is_close=True)


def _one_settled(card: SettlementCard, hand: Hand) -> Table:
    row = card.settlement
    said = words.settled_text(row.number, REGIMES[row.regime.value], STATUSES[row.status], row.decision_number)
    lines = sorted(card.lines, key=lambda line: line.holder.rank)
    moved = [
        (title, kind, type_, of)
        for title, kind, type_, of in (
            (words.PAYS, Kind.MONEY, Cents, "pays_cents"),
            (words.RECEIVES, Kind.MONEY, Cents, "receives_cents"),
            (words.WRITTEN_OFF, Kind.BALANCE, Balance, "written_off_cents"),
        )
        if any(getattr(line, of) for line in lines)
    ]
    columns = (
        Column(words.SCHOOL, weight=2),
        Column(words.BALANCE, Kind.BALANCE),
        *(Column(title, kind) for title, kind, _, _ in moved),
        Column(words.STAYS, Kind.BALANCE),
    )
    rows: tuple[Row, ...] = tuple(
        (
            line.holder.name if line.holder.school_id else hand.typed(line.holder.name),
            Balance(line.position_cents),
            *(type_(getattr(line, of)) for _, _, type_, of in moved),
            Balance(line.left_cents),
        )
        for line in lines
    )
    return hand.trimmed(Table(f"Verrekening {row.number}", columns, rows, caption=said, sheet=words.SETTLEMENTS))
