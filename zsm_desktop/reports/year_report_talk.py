"""The chapters of the year report on what was agreed and decided: funds, the collaboration, bottlenecks, decisions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zsm_desktop.reports.document import (
    Block,
    Bullets,
    Cents,
    Colour,
    Column,
    Kind,
    Mean,
    Number,
    Paragraph,
    Row,
    Table,
)
from zsm_desktop.reports.year_report_parts import Chapter, Hand
from zsm_desktop.words import year_report as words
from zsm_desktop.words.accountability import STANDING
from zsm_desktop.words.evaluations import hundredths
from zsm_desktop.words.format import date_medium, month
from zsm_desktop.words.funds import days_text
from zsm_desktop.words.labels import first_upper
from zsm_desktop.words.outcomes import value_text
from zsm_desktop.words.results import bottleneck_status, marked

if TYPE_CHECKING:
    from zsm_desktop.services.accountability_rows import FundProgress
    from zsm_desktop.services.evaluation_figures import EvaluationOutcome
    from zsm_desktop.services.meeting_facts import BottleneckRow, DecisionRow
    from zsm_desktop.services.year_figures import YearFacts

SETTLED = frozenset({"answered", "closed"})


def chapters(facts: YearFacts, hand: Hand) -> Iterator[Chapter]:
    yield _funds(facts.funds, hand)
    yield _together(facts.talk.evaluations, hand)
    if facts.talk.has_steering:
        yield _bottlenecks(facts.talk.bottlenecks, hand)
        yield _decisions(facts.talk.decisions, hand)
    yield Chapter(
        words.COUNTED,
        hand.title(words.COUNTED),
        words.COUNTED_SAYS,
        tuple(_small_print(facts, hand)),
        is_close=True,
    )


def _funds(found: tuple[FundProgress, ...], hand: Hand) -> Chapter:
    sheet = words.FUNDS
    granted, spent = sum(one.money.granted_cents for one in found), sum(one.money.spent_cents for one in found)
    lead = words.funds(len(found), granted, spent)
    if not found:
        return Chapter(sheet, hand.title(sheet), lead)
    columns = (
        Column(words.FUND, weight=2),
        Column(words.GRANTED, Kind.MONEY),
        Column(words.CHARGED, Kind.MONEY),
        Column(words.LEFT, Kind.MONEY),
    )
    money = Table(
        words.FUNDS,
        columns,
        tuple(
            (hand.typed(one.fund.name), Cents(one.money.granted_cents), Cents(one.money.spent_cents),
             Cents(one.money.left_cents))
            for one in found
        ),
        (words.TOTAL, Cents(granted), Cents(spent), Cents(granted - spent)),
        sheet=sheet,
    )  # fmt: skip
    blocks: list[Block] = [
        hand.figure(money, words.AMOUNT, words.GRANTED, words.CHARGED, colours=(Colour.NEUTRAL, Colour.GIVEN))
    ]
    for one in found:
        blocks += _agreed(one, hand)
    return Chapter(sheet, hand.title(sheet), lead, tuple(blocks), is_close=True)


def _agreed(one: FundProgress, hand: Hand) -> Iterator[Block]:
    sheet, name = words.FUNDS, hand.typed(one.fund.name)
    yield Paragraph(
        words.fund_says(days_text(one.fund.first_day, one.fund.last_day), one.conditions, one.conditions_met),
        label=f"{name}:",
        sheet=sheet,
    )
    if one.results:
        yield Table(
            f"Afgesproken {one.fund.code}",
            (
                Column(words.AIM, weight=3),
                Column(words.AGREED),
                Column(words.SO_FAR),
                Column(words.STANDING, weight=2),
            ),
            tuple(
                (
                    hand.typed(result.name),
                    value_text(result.agreed, result.unit),
                    value_text(result.reached, result.unit),
                    STANDING[result.standing.value],
                )
                for result in one.results
            ),
            caption=f"{words.AGREED_RESULTS}: {name}",
            sheet=sheet,
        )


def _together(measured: tuple[EvaluationOutcome, ...], hand: Hand) -> Chapter:
    sheet = words.TOGETHER
    if not measured:
        return Chapter(sheet, hand.title(sheet), words.NOT_MEASURED)
    *before, found = measured
    mean = hundredths(found.mean, "")
    lowest = next((hand.typed(one.text) for one in found.lowest(1)), "")
    lead = words.together(mean, found.top, found.asked, found.joined, lowest)
    if not found.is_shown:
        return Chapter(sheet, hand.title(sheet), lead)
    earlier = {one.text: one.mean for last in before if last.is_shown for one in last.elements}
    names = [month(last.closed_on) for last in before if last.is_shown] + [month(found.closed_on)]
    rows: tuple[Row, ...] = tuple(
        (hand.typed(one.text), *([_mean(earlier.get(one.text))] if len(names) > 1 else []), _mean(one.mean))
        for one in sorted(found.elements, key=lambda one: (one.mean is None, -(one.mean or 0), one.position))
    )
    table = Table(
        "Samenwerking",
        (Column(words.ELEMENT, weight=3), *(Column(first_upper(name), Kind.QUANTITY) for name in names)),
        rows,
        caption=f"{hand.typed(found.name)}, {date_medium(found.closed_on)}",
        sheet=sheet,
    )
    colours = (Colour.NEUTRAL, Colour.GIVEN)[-len(names) :]
    blocks = (
        hand.figure(table, words.MEAN, *map(first_upper, names), colours=colours),
        Paragraph(words.answers(found.answers, is_anonymous=found.is_anonymous), is_small=True, sheet=sheet),
    )
    return Chapter(sheet, hand.title(sheet), lead, blocks, is_close=True)


def _mean(value: int | None) -> Mean | None:
    return None if value is None else Mean(value)


def _bottlenecks(found: tuple[BottleneckRow, ...], hand: Hand) -> Chapter:
    sheet = words.BOTTLENECKS
    lead = words.bottlenecks(len(found), sum(row.status in SETTLED for row in found), hand.say)
    if not found:
        return Chapter(sheet, hand.title(sheet), lead)
    columns = (
        Column(words.NR, Kind.NUMBER),
        Column(hand.say("[Knelpunt]"), weight=3, has_detail=True),
        Column(words.SINCE, Kind.DATE),
        Column(words.WHAT_BECAME, weight=4, has_detail=True),
    )
    rows: tuple[Row, ...] = tuple(
        (
            Number(row.number),
            "\n".join(filter(None, (hand.typed(row.title), hand.typed(row.asked)))),
            row.noted_on,
            "\n".join(
                filter(None, (first_upper(bottleneck_status(row.status, row.body, hand.say)), hand.typed(row.answer)))
            ),
        )
        for row in found
    )
    return Chapter(sheet, hand.title(sheet), lead, (Table("Knelpunten", columns, rows, sheet=sheet),))


def _decisions(found: tuple[DecisionRow, ...], hand: Hand) -> Chapter:
    sheet = words.DECISIONS
    lead = words.decisions(len(found), hand.say)
    if not found:
        return Chapter(sheet, hand.title(sheet), lead)
    columns = (
        Column(words.NUMBER_OF, is_whole=True),
        Column(words.DAY, Kind.DATE),
        Column(words.DECISION, weight=4),
    )
    rows: tuple[Row, ...] = tuple(
        (row.number, row.decided_on, marked(hand.typed(row.text), row.withdrawn_by, row.withdraws)) for row in found
    )
    return Chapter(sheet, hand.title(sheet), lead, (Table("Besluiten", columns, rows, sheet=sheet),), is_close=True)


def _small_print(facts: YearFacts, hand: Hand) -> Iterator[Block]:
    yield Bullets(words.small_print(facts.year.start_year, hand.say), sheet=words.COUNTED)
    if not hand.knows_names:
        yield Paragraph(hand.say(words.UNCHECKED), is_small=True, sheet=words.COUNTED)
