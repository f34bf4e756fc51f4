"""What a fund is accountable for, on paper: agreed and reached, the money to the cent, and what one of it cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.domain.accountability import EXPENSE_KINDS
from zsm_desktop.domain.files import require_paper_place, safe_file_name
from zsm_desktop.domain.papers import Paper, PaperKind
from zsm_desktop.reports.document import (
    BarChart,
    Block,
    Bullets,
    Callout,
    Cents,
    ChainHead,
    Colour,
    Column,
    Document,
    Figure,
    Heading,
    Kind,
    Paragraph,
    Percent,
    Quantity,
    Row,
    Series,
    Table,
    Tone,
)
from zsm_desktop.reports.noted import put
from zsm_desktop.words import accountability as words
from zsm_desktop.words.funds import days_text, for_text, part_text
from zsm_desktop.words.labels import first_upper, label
from zsm_desktop.words.names import say

if TYPE_CHECKING:
    from zsm_desktop.services.accountability_rows import (
        Accountability,
        ContributionRow,
        ExpenseRow,
        ResultProgress,
    )
    from zsm_desktop.services.desk import Desk

MONEY_SHEET, COSTS_SHEET = "Geld", "Kosten"
MOST_LINES = 40
"""On paper; the workbook has all."""
REACHED, EXPECTED = "Bereikt, van wat is afgesproken", "Verwacht tot nu"


def write(
    desk: Desk, fund_id: str, out_dir: Path, step: Callable[[int, int], object] = lambda *_: None
) -> dict[str, Path]:
    """By format: "pdf" and "xlsx"; `step` hears how far it is. Raises RuleError("fund.none"), and as `files`."""
    from zsm_desktop.reports.pdf import pdf_bytes
    from zsm_desktop.reports.xlsx import xlsx_bytes

    step(0, 3)
    found = desk.accountability.report(fund_id, is_paper=True)
    stem = words.FILE.format(code=found.progress.fund.code, day=desk.day.isoformat())
    files = {name: out_dir / safe_file_name(stem, f".{name}") for name in ("pdf", "xlsx")}
    for path in files.values():
        require_paper_place(path)
    step(1, 3)
    paper = document(desk, found)
    step(2, 3)
    line = Paper(PaperKind.ACCOUNTABILITY, fund_id)
    put(desk, line, out_dir, {files["pdf"]: pdf_bytes(paper), files["xlsx"]: xlsx_bytes(paper)})
    return files


def document(desk: Desk, found: Accountability) -> Document:
    """Of what `desk.accountability.report(…, is_paper=True)` gave: what may leave the network."""
    fund, head = found.progress.fund, desk.ledger.head()
    paper = _Paper(desk, found)
    return Document(
        title=words.TITLE,
        subtitle=paper.plain(fund.name),
        network=desk.network_name,
        author=desk.actor.name,
        created=desk.clock(),
        facts=(
            ("Van wie", paper.plain(fund.owner)),
            ("Code", fund.code),
            ("Looptijd", days_text(fund.first_day, fund.last_day)),
            *((("Beëindigd op", fund.ended_on),) if fund.ended_on else ()),
            ("Draagt", part_text(fund.percent, fund.fixed_cents)),
            ("Voor", for_text(fund.sector, fund.offer_kind, fund.school_kind)),
            (words.GRANTED, Cents(fund.granted_cents)),
            (words.LEFT, Cents(found.progress.money.left_cents)),
        ),
        blocks=tuple(paper.blocks()),
        chain=ChainHead(head.entries, head.hash) if head.entries else None,
    )


class _Paper:
    """One fund with its texts as they may be printed: nobody knows what people type."""

    def __init__(self, desk: Desk, found: Accountability) -> None:
        self._desk, self._found = desk, found
        self._money = found.progress.money

    def plain(self, text: str) -> str:
        return self._desk.masks.hide(text).text if text else ""

    def blocks(self) -> Iterator[Block]:
        fund = self._found.progress.fund
        if self._money.left_cents < 0:
            yield Callout(words.overspent(self._money.left_cents), tone=Tone.WARNING)
        if fund.terms:
            yield Paragraph(self.plain(fund.terms), label="Voorwaarden van de gever:")
        yield from self._decision()
        yield Heading(1, "Afgesproken resultaten")
        yield from self._results()
        yield Heading(1, "Voorwaarden en rapportages")
        yield self._conditions()
        yield self._reports()
        yield Heading(1, "Geld", sheet=MONEY_SHEET)
        yield self._spent()
        yield Paragraph(words.IN_KIND, is_small=True, sheet=MONEY_SHEET)
        yield self._schools()
        yield self._expenses()
        yield self._contributions()
        yield Heading(1, "Wat het kostte", sheet=COSTS_SHEET)
        yield from self._costs()

    def _decision(self) -> Iterator[Block]:
        decision = self._found.decision
        if decision is not None:
            text = self.plain(decision.text) or "Vastgelegd in dit besluit."
            yield Callout(text, label=decision.number, tone=Tone.DECISION)

    def _results(self) -> Iterator[Block]:
        rows = self._found.progress.results
        if not rows:
            yield Paragraph("Er zijn geen resultaten afgesproken.")
            return
        columns = (
            Column("Resultaat", weight=4, has_detail=True),
            Column("Afgesproken"),
            Column("Bereikt", has_detail=True),
            Column("Stand", weight=2, has_detail=True),
            Column(REACHED, Kind.PERCENT),
            Column(EXPECTED, Kind.PERCENT),
        )
        table = Table(
            "Resultaten",
            columns,
            tuple(self._result(row) for row in rows),
            caption=words.elapsed_text(self._found.progress.elapsed_permille),
        )
        series = (Series(REACHED), Series(EXPECTED, Colour.NEUTRAL))
        yield Figure(table, BarChart("Bereikt en verwacht, van wat is afgesproken", "Resultaat", series))
        yield Paragraph(words.STANDING_SAYS, is_small=True)
        if any(row.is_counted for row in rows):
            yield Paragraph(words.COUNTED_SAYS, is_small=True)
        if any(row.is_hidden or row.is_partial for row in rows):
            yield Paragraph(words.NOT_SHOWN_SAYS, is_small=True)

    def _result(self, row: ResultProgress) -> Row:
        how = "door het programma geteld" if row.is_counted else "ingevoerd"
        detail = " · ".join(part for part in (how, self.plain(row.note)) if part)
        return (
            f"{self.plain(row.name)}\n{detail}",
            words.amount_text(row.agreed, row.unit),
            "\n".join(part for part in (words.reached_text(row), words.partly(row)) if part),
            f"{first_upper(label(words.STANDING, row.standing.value))}\n{words.days_left_text(row)}",
            None if row.permille is None else Percent(row.permille),
            Percent(row.expected_permille),
        )

    def _conditions(self) -> Table:
        rows: tuple[Row, ...] = tuple(
            (
                "\n".join(part for part in (self.plain(row.text), self.plain(row.note)) if part),
                "voldaan" if row.met_on else "nog niet",
                row.met_on,
            )
            for row in self._found.conditions
        )
        columns = (Column("Voorwaarde", weight=5, has_detail=True), Column("Stand"), Column("Op", Kind.DATE))
        return Table(
            "Voorwaarden", columns, rows, caption="Voorwaarden", when_empty="Er zijn geen voorwaarden gesteld."
        )

    def _reports(self) -> Table:
        rows: tuple[Row, ...] = tuple(
            (
                self.plain(row.name),
                row.due_on,
                words.report_text(row.sent_on, is_overdue=row.is_overdue),
                row.sent_on,
            )
            for row in self._found.reports
        )
        columns = (
            Column("Rapportage", weight=4),
            Column("Uiterlijk", Kind.DATE),
            Column("Stand"),
            Column("Verstuurd op", Kind.DATE),
        )
        return Table("Rapportages", columns, rows, caption="Rapportages", when_empty="Er is geen rapportage gevraagd.")

    def _spent(self) -> Figure:
        """Every cent of the grant stands in one row, what is left too."""
        money = self._money
        kinds = dict.fromkeys(EXPENSE_KINDS, 0)
        for row in self._found.expenses:
            kinds[row.kind] += 0 if row.is_removed else row.cents
        spent = (
            (words.CHARGED, money.charged_cents),
            *((f"Uitgaven: {label(words.EXPENSE_KIND, kind)}", cents) for kind, cents in kinds.items() if cents),
            (words.EMPLOYERS, money.employer_cents),
            (words.LEFT, money.left_cents),
        )
        table = Table(
            "Besteding",
            (Column("Waaraan", weight=3), Column("Bedrag", Kind.MONEY)),
            tuple((name, Cents(cents)) for name, cents in spent),
            totals=(words.GRANTED, Cents(money.granted_cents)),
            caption="Waar het geld heen ging",
            sheet=MONEY_SHEET,
        )
        return Figure(table, BarChart("Waar het geld heen ging", "Waaraan", (Series("Bedrag"),)))

    def _schools(self) -> Table:
        rows: tuple[Row, ...] = tuple(
            (one.school, one.deliveries, Cents(one.charged_cents)) for one in self._found.schools
        )
        return Table(
            "Per school",
            (Column("School", weight=3), Column("Leveringen", Kind.COUNT), Column("Gedragen", Kind.MONEY)),
            rows,
            totals=("Samen", sum(one.deliveries for one in self._found.schools), Cents(self._money.charged_cents)),
            caption="Wat de subsidie droeg van wat scholen afnamen",
            sheet=MONEY_SHEET,
        )

    def _expenses(self) -> Table:
        found = [row for row in self._found.expenses if not row.is_removed]
        rows: tuple[Row, ...] = tuple(
            (row.spent_on, first_upper(label(words.EXPENSE_KIND, row.kind)), self.plain(row.name), Cents(row.cents))
            for row in found
        )
        columns = (
            Column("Dag", Kind.DATE),
            Column("Soort"),
            Column("Waarvoor", weight=3),
            Column("Bedrag", Kind.MONEY),
        )
        rest = found[MOST_LINES:]
        return Table(
            "Uitgaven",
            columns,
            rows,
            totals=("Samen", None, None, Cents(self._money.expense_cents)),
            caption="Uitgaven buiten de uitwisseling",
            sheet=MONEY_SHEET,
            when_empty="Er zijn geen uitgaven buiten de uitwisseling.",
            most_on_paper=MOST_LINES,
            rest=("Overige", None, f"{len(rest)} regels; alle staan in het Excelbestand", _sum(rest)) if rest else None,
        )

    def _contributions(self) -> Table:
        found = [row for row in self._found.contributions if not row.is_removed]
        rows: tuple[Row, ...] = tuple(
            (
                row.given_on,
                row.organisation,
                f"{first_upper(label(words.CONTRIBUTION_KIND, row.kind))}\n{self.plain(row.name)}",
                None if row.hours is None else Quantity(row.hours),
                None if row.rate_cents is None else Cents(row.rate_cents),
                Cents(row.cents),
            )
            for row in found
        )
        columns = (
            Column("Dag", Kind.DATE),
            Column("Van", weight=2),
            Column("Wat", weight=3, has_detail=True),
            Column("Uren", Kind.QUANTITY),
            Column("Per uur", Kind.MONEY),
            Column("Waarde", Kind.MONEY),
        )
        rest = found[MOST_LINES:]
        worth = self._money.hours_cents + self._money.added_cents
        return Table(
            "Bijdragen",
            columns,
            rows,
            totals=("Samen", None, None, None, None, Cents(worth)),
            caption="Wat anderen ernaast inbrachten",
            sheet=MONEY_SHEET,
            when_empty="Er is niets van anderen genoteerd.",
            most_on_paper=MOST_LINES,
            rest=("Overige", f"{len(rest)} regels", None, None, None, _sum(rest)) if rest else None,
        )

    def _costs(self) -> Iterator[Block]:
        costs, nouns = self._found.costs, self._desk.nouns
        found = (costs.placements, *costs.lasting)
        rows: tuple[Row, ...] = tuple(
            (
                say(nouns, f"{words.cost_of(one)}\n{words.cost_whose(one, is_borne=costs.is_borne)}"),
                words.count_text(one),
                None if one.each_cents is None else Cents(one.each_cents),
                "" if one.each_cents is not None else words.cost_text(one),
            )
            for one in found
        )
        columns = (
            Column("Kosten per", weight=4, has_detail=True),
            Column("Aantal"),
            Column("Bedrag", Kind.MONEY),
            Column("Bijzonderheid", weight=2),
        )
        yield Table("Kosten per stuk", columns, rows, sheet=COSTS_SHEET)
        if any(one.count is None for one in found):
            yield Paragraph(words.NOT_SHOWN_SAYS, is_small=True, sheet=COSTS_SHEET)
        money = self._money
        parts: tuple[Row, ...] = (
            (words.CHARGED, Cents(money.charged_cents), "ja"),
            ("Uitgaven buiten de uitwisseling", Cents(money.expense_cents), "ja"),
            (words.EMPLOYERS, Cents(money.employer_cents), "ja"),
            (words.HOURS, Cents(money.hours_cents), "nee, staat ernaast"),
            (words.ADDED, Cents(money.added_cents), "nee, staat ernaast"),
        )
        yield Table(
            "Wat erin zit",
            (Column("Onderdeel", weight=3), Column("Bedrag", Kind.MONEY), Column("Telt mee in de kosten", weight=2)),
            parts,
            totals=("Telt mee", Cents(money.spent_cents), ""),
            caption="Wat in deze kosten zit, en wat niet",
            sheet=COSTS_SHEET,
        )
        yield Bullets(
            (
                "Niet in de kosten: wat scholen zelf voor elkaars aanbod betalen, en tijd die niemand noteerde.",
                "Het bedrag is gedeeld door het aantal; het is geen prijs van één jongere.",
            ),
            sheet=COSTS_SHEET,
        )


def _sum(rows: list[ExpenseRow] | list[ContributionRow]) -> Cents:
    return Cents(sum(row.cents for row in rows))
