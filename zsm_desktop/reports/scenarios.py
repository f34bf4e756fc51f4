"""The annex about settling: what a year would mean under each of four agreements, as PDF and workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.domain.files import require_paper_place, safe_file_name
from zsm_desktop.domain.papers import Paper, PaperKind
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.reports.document import (
    Balance,
    BarChart,
    Block,
    Bullets,
    Callout,
    Cents,
    ChainHead,
    Colour,
    Column,
    Document,
    Estimate,
    Figure,
    Heading,
    Kind,
    Paragraph,
    Row,
    Series,
    Table,
    Tone,
    number_of,
)
from zsm_desktop.reports.noted import put
from zsm_desktop.services.forecast import by_standing, if_nothing_done
from zsm_desktop.words import scenarios as words
from zsm_desktop.words.settlements import REGIME_MEANS, REGIMES, hours
from zsm_desktop.words.settling import SHARE_MEANS
from zsm_desktop.words.spans import span_words

if TYPE_CHECKING:
    from zsm_desktop.domain.forecast import Range
    from zsm_desktop.services.balance_rows import Beside
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.forecast import Forecast
    from zsm_desktop.services.scenarios import AccountHolder, Comparison, Scenario

PER_SCHOOL_SHEET = "Per school"
MOST_PAYMENTS = 24
"""On paper; the workbook has all."""
R = SettlementRegime
_COLOURS = {R.THRESHOLD: Colour.NEUTRAL, R.INVOICING: Colour.TAKEN, R.NETTING: Colour.GIVEN}


def write(desk: Desk, found: Comparison, out_dir: Path, agreed: Comparison | None = None) -> dict[str, Path]:
    """By format: "pdf" and "xlsx"; `agreed` as in `document`. Raises as `domain.files.write_together`."""
    from zsm_desktop.reports.pdf import pdf_bytes
    from zsm_desktop.reports.xlsx import xlsx_bytes

    stem = words.stem(span_words(found.span)).replace("/", "-")
    files = {name: out_dir / safe_file_name(stem, f".{name}") for name in ("pdf", "xlsx")}
    for path in files.values():
        require_paper_place(path)
    paper = document(desk, found, agreed)
    line = Paper(PaperKind.SCENARIOS, span=found.span)
    put(desk, line, out_dir, {files["pdf"]: pdf_bytes(paper), files["xlsx"]: xlsx_bytes(paper)})
    return files


def document(desk: Desk, found: Comparison, agreed: Comparison | None = None) -> Document:
    """`agreed` is the same by what was agreed, where `found` tries something else."""
    head = desk.ledger.head()
    annex = _Annex(desk, found, agreed or found)
    return Document(
        title=words.TITLE,
        subtitle=span_words(found.span),
        network=desk.network_name,
        author=desk.actor.name,
        created=desk.clock(),
        notice=words.NOTICE,
        facts=((words.NOW, _holds(found)), (words.TO_SETTLE, Cents(annex.open_cents))),
        blocks=tuple(annex.blocks(_left_out(desk.balances.beside(found.span)))),
        chain=ChainHead(head.entries, head.hash) if head.entries else None,
    )


class _Annex:
    """One comparison with the names as they may be printed; `agreed` is `found` where nothing is tried."""

    def __init__(self, desk: Desk, found: Comparison, agreed: Comparison) -> None:
        self._found, self._agreed, self._is_tried = found, agreed, agreed.terms != found.terms
        self._forecasts = if_nothing_done(desk, found.span)
        self._balance = words.BALANCE if found.tariffs is None else words.TRIED_BALANCE
        self._names = {id_: _name(desk, holder) for id_, holder in desk.scenarios.holders().items()}
        accounts = {line.holder.account for one in found.scenarios for line in one.lines}
        holders = desk.scenarios.holders()
        self._is_school = {id_: bool(holder.school_id) for id_, holder in holders.items()}
        self._accounts = sorted(accounts, key=lambda account: holders[account].rank)
        self._lines = {one.regime: {line.holder.account: line for line in one.lines} for one in found.scenarios}
        positions = [line.position_cents for line in self._agreed.scenarios[0].lines]
        self.open_cents = sum(cents for cents in positions if cents > 0)

    def blocks(self, left_out: words.LeftOut) -> Iterator[Block]:
        if not self.open_cents:
            yield Callout(words.NOTHING)
        else:
            yield Callout(words.if_nothing(self.open_cents), tone=Tone.WARNING)
        yield Heading(1, words.SIDE_BY_SIDE)
        yield self._side_by_side()
        for said in filter(None, (words.fewest(one.plan) for one in self._found.scenarios)):
            yield Paragraph(said, is_small=True)
        yield Paragraph(words.STAYS_MEANS, is_small=True)
        yield Bullets(tuple(f"{REGIMES[one.value]}: {REGIME_MEANS[one.value]}" for one in R))
        yield Heading(1, words.ASSUMED)
        yield Bullets((*self._assumed(), words.left_out(left_out)))
        yield from _nothing_done(self._forecasts)
        yield Heading(1, words.PER_SCHOOL, sheet=PER_SCHOOL_SHEET)
        for title, of in ((words.PAYS, "pays_cents"), (words.RECEIVES, "receives_cents")):
            yield self._figure(title, of)
        yield Heading(1, words.AGAINST, sheet=PER_SCHOOL_SHEET)
        yield Paragraph(words.AGAINST_MEANS, sheet=PER_SCHOOL_SHEET)
        yield from self._against()
        for one in self._found.scenarios:
            yield from self._detail(one)

    def _assumed(self) -> Iterator[str]:
        found = self._found
        is_agreed = found.agreement is not None and found.agreement.band is not None
        agreed = self._agreed.terms if is_agreed else None
        yield words.tried(found.terms, agreed) if self._is_tried else words.band(found.terms, is_agreed=is_agreed)
        if any(one.permille is not None for one in (found.terms.band, *found.terms.bands.values()) if one is not None):
            yield SHARE_MEANS
        if found.tariffs is not None:
            yield words.tariffs_tried(found.tariffs, found.tried_offer)
        yield words.write_off(found.terms)
        yield words.work(found.document_minutes, found.payment_minutes)
        yield words.vat(found.unchecked_cents)

    def _side_by_side(self) -> Table:
        rows = [
            (
                self._name_of(one.regime, is_marked=True),
                one.documents,
                one.payments,
                Cents(one.moved_cents),
                Cents(sum(line.vat_cents for line in one.lines)),
                Cents(sum(line.left_cents for line in one.lines if line.left_cents > 0)),
                hours(one.minutes) if one.minutes else "geen",
            )
            for one in self._found.scenarios
        ]
        columns = (
            Column(words.REGIME, weight=3),
            Column(words.DOCUMENTS, Kind.COUNT),
            Column(words.PAYMENTS, Kind.COUNT),
            Column(words.TOGETHER, Kind.MONEY),
            Column(words.VAT, Kind.MONEY),
            Column(words.STAYS, Kind.MONEY),
            Column(words.WORK),
        )
        return Table("Afspraken", columns, tuple(rows))

    def _figure(self, title: str, of: str) -> Figure:
        columns = (Column(words.SCHOOL, weight=2), *(Column(REGIMES[one.value], Kind.MONEY) for one in _COLOURS))
        rows: tuple[Row, ...] = tuple(
            (self._names[account], *(Cents(self._cents(one, account, of)) for one in _COLOURS))
            for account in self._accounts
        )
        totals = tuple(Cents(sum(self._cents(one, account, of) for account in self._accounts)) for one in _COLOURS)
        series = tuple(Series(REGIMES[one.value], colour) for one, colour in _COLOURS.items())
        table = Table(title, columns, rows, totals=(words.TOTAL, *totals), caption=title, sheet=PER_SCHOOL_SHEET)
        return Figure(table, BarChart(title, words.SCHOOL, series))

    def _against(self) -> Iterator[Block]:
        today = self._found.today
        others = [one for one in R if one is not today or self._tries(one)]
        now = {line.holder.account: line.receives_cents - line.pays_cents for line in self._agreed.of(today).lines}
        nets = {
            account: [self._net(one, account) - now.get(account, 0) for one in others] for account in self._accounts
        }
        schools = [found for account, found in nets.items() if self._is_school[account]]
        changes = zip(others, zip(*schools, strict=True), strict=True) if schools else ()
        yield Bullets(
            tuple(
                words.change(one, sum(cents > 0 for cents in found), sum(cents < 0 for cents in found))
                for one, found in changes
            ),
            sheet=PER_SCHOOL_SHEET,
        )
        columns = (
            Column(words.SCHOOL, weight=3),
            *(Column(self._name_of(one), Kind.BALANCE) for one in others),
        )
        rows: tuple[Row, ...] = tuple((self._names[account], *map(Balance, found)) for account, found in nets.items())
        yield Table("Verschil", columns, rows, caption=words.difference(today), sheet=PER_SCHOOL_SHEET)

    def _tries(self, regime: SettlementRegime) -> bool:
        return self._found.tariffs is not None or (self._is_tried and regime is R.THRESHOLD)

    def _name_of(self, regime: SettlementRegime, *, is_marked: bool = False) -> str:
        """`is_marked`: with which holds now."""
        if self._tries(regime):
            return words.tried_name(regime, self._found.today if is_marked else None)
        return words.regime_name(regime, self._found.today) if is_marked else REGIMES[regime.value]

    def _detail(self, one: Scenario) -> Iterator[Block]:
        name = REGIMES[one.regime.value]
        yield Heading(1, words.detail(name, has_money=bool(one.plan.dues)), sheet=name)
        yield self._with_money(one, name) if one.plan.dues else self._without_money(one, name)
        if one.plan.dues:
            yield self._payments(one, name)

    def _with_money(self, one: Scenario, name: str) -> Table:
        columns = (
            Column(words.SCHOOL, weight=3),
            Column(self._balance, Kind.BALANCE),
            Column(words.PAYS, Kind.MONEY),
            Column(words.RECEIVES, Kind.MONEY),
            Column(words.VAT, Kind.MONEY),
            Column(words.STAYS, Kind.BALANCE),
        )
        rows = tuple(
            (
                self._names[line.holder.account],
                Balance(line.position_cents),
                Cents(line.pays_cents),
                Cents(line.receives_cents),
                Cents(line.vat_cents),
                Balance(line.left_cents),
            )
            for line in one.lines
        )
        return Table(name, columns, rows, totals=_totals(columns, rows), sheet=name)

    def _without_money(self, one: Scenario, name: str) -> Table:
        columns = (
            Column(words.SCHOOL, weight=3),
            Column(self._balance, Kind.BALANCE),
            Column(words.WRITTEN_OFF, Kind.BALANCE),
            Column(words.STAYS, Kind.BALANCE),
        )
        rows = tuple(
            (
                self._names[line.holder.account],
                Balance(line.position_cents),
                Balance(line.written_off_cents),
                Balance(line.left_cents),
            )
            for line in one.lines
        )
        return Table(name, columns, rows, totals=_totals(columns, rows), sheet=name)

    def _payments(self, one: Scenario, name: str) -> Table:
        dues = sorted(one.plan.dues, key=lambda due: (-due.cents, self._names[due.payer], self._names[due.payee]))
        smaller = dues[MOST_PAYMENTS:]
        return Table(
            f"{name} betalingen",
            (Column(words.FROM, weight=2), Column(words.TO, weight=2), Column(words.AMOUNT, Kind.MONEY)),
            tuple((self._names[due.payer], self._names[due.payee], Cents(due.cents)) for due in dues),
            totals=(words.TOTAL, None, Cents(sum(due.cents for due in dues))),
            caption=words.WHO_PAYS_WHOM,
            sheet=name,
            most_on_paper=MOST_PAYMENTS,
            rest=(words.smaller(len(smaller)), None, Cents(sum(due.cents for due in smaller))) if smaller else None,
        )

    def _cents(self, regime: SettlementRegime, account: int, of: str) -> int:
        line = self._lines[regime].get(account)
        return int(getattr(line, of)) if line is not None else 0

    def _net(self, regime: SettlementRegime, account: int) -> int:
        return self._cents(regime, account, "receives_cents") - self._cents(regime, account, "pays_cents")


def _nothing_done(forecasts: Sequence[Forecast]) -> Iterator[Block]:
    if not forecasts:
        return
    known = by_standing(forecasts)
    title = words.nothing_done(forecasts[0].year)
    yield Heading(1, title)
    yield Paragraph(words.expected(forecasts[0].year.last_day, is_known=bool(known), is_all=True))
    if known:
        yield _expected(title, known)


def _expected(title: str, known: Iterable[tuple[Forecast, Range]]) -> Table:
    columns = (
        Column(words.SCHOOL, weight=3),
        Column(words.EXPECTED_NOW, Kind.BALANCE),
        Column(words.EXPECTED_THEN, Kind.ESTIMATE),
        Column(words.EXPECTED_LEAST, Kind.ESTIMATE),
        Column(words.EXPECTED_MOST, Kind.ESTIMATE),
    )
    rows: tuple[Row, ...] = tuple(
        (row.name, Balance(row.now_cents), *map(Estimate, (found.likely, found.low, found.high)))
        for row, found in known
    )
    return Table(title, columns, rows)


def _totals(columns: tuple[Column, ...], rows: tuple[Row, ...]) -> Row:
    """What each column comes to."""
    sums = (sum(number_of(row[at]) or 0 for row in rows) for at in range(1, len(columns)))
    cells = zip(columns[1:], sums, strict=True)
    return (words.TOTAL, *(Balance(cents) if one.kind is Kind.BALANCE else Cents(cents) for one, cents in cells))


def _holds(found: Comparison) -> str:
    return words.holds(found.today, found.agreement.valid_from if found.agreement is not None else None)


def _left_out(beside: Iterable[Beside]) -> words.LeftOut:
    """Of the giving side alone, so that every delivery counts once."""
    rows = list(beside)
    return words.LeftOut(
        *(
            sum(getattr(row, of) for row in rows)
            for of in ("waiting_given", "waiting_given_cents", "disputed_given", "disputed_given_cents")
        )
    )


def _name(desk: Desk, holder: AccountHolder) -> str:
    """A fund bears a name that somebody typed."""
    return holder.name if holder.school_id else desk.masks.hide(holder.name).text
