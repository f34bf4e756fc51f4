"""The chapters of the year report on the work: who it is about, the meetings on cases, and trajectories."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zsm_desktop.reports.document import Block, Colour, Column, Heading, Kind, Paragraph, Row, Table
from zsm_desktop.reports.year_report_parts import Chapter, Hand, count, dots, share, shares_table, told
from zsm_desktop.words import year_report as words
from zsm_desktop.words.format import school_year
from zsm_desktop.words.labels import OUTCOME, SCHOOL_KIND, first_upper
from zsm_desktop.words.outcomes import value_text

if TYPE_CHECKING:
    from zsm_desktop.services.choice_tally import TargetGroup
    from zsm_desktop.services.shared_figures import SharedSheet
    from zsm_desktop.services.work_figures import NeedFigures, Share
    from zsm_desktop.services.year_figures import WorkOfYear, YearFacts

_DRAWN = (Colour.GIVEN,)


def chapters(facts: YearFacts, hand: Hand) -> Iterator[Chapter]:
    work = facts.work
    yield _pupils(work, hand)
    if any(field.filled != 0 for field in work.group.fields):
        yield _group(work.group, hand)
    yield _cases(work, hand)
    if has_placements(work):
        yield _placements(work, hand)


def has_placements(work: WorkOfYear) -> bool:
    """Whether there is anything to tell of trajectories at another school, if only that there were none."""
    return work.has_offers or work.needs.total != 0 or any(one.total != 0 for one in work.placements)


def _pupils(work: WorkOfYear, hand: Hand) -> Chapter:
    found, sheet = work.pupils, words.PUPILS
    kinds = [(SCHOOL_KIND[one.code], one.count) for one in found.kinds]
    lead = words.pupils(found.day, found.total, len(found.schools), kinds, hand.say)
    if not found.schools:
        return Chapter(sheet, hand.title(sheet), lead, tuple(_shared(work.shared)))
    title = first_upper(hand.say("[leerlingen]"))
    columns = (Column(words.SCHOOL, weight=2), Column(title, Kind.COUNT))
    ordered = sorted(found.schools, key=lambda one: (one.count is None, -(one.count or 0), one.name.casefold()))
    rows: tuple[Row, ...] = tuple((one.name, count(one.count)) for one in ordered)
    table = Table("Per school", columns, rows, (words.TOTAL, count(found.total)), sheet=sheet)
    by_kind = Table(
        "Per soort",
        (Column(words.KIND, weight=2), Column("Scholen", Kind.COUNT), Column(title, Kind.COUNT)),
        tuple(
            (first_upper(SCHOOL_KIND[one.code]), sum(school.code == one.code for school in found.schools),
             count(one.count))
            for one in found.kinds
        ),
        caption=words.PRO_VSO,
        sheet=sheet,
    )  # fmt: skip
    drawn = hand.figure(table, title, title, colours=_DRAWN)
    return Chapter(sheet, hand.title(sheet), lead, (drawn, by_kind, *_shared(work.shared)))


def _shared(found: SharedSheet) -> Iterator[Block]:
    """Numbers stand beside shares, so they are text."""
    if not found.series:
        return
    years = tuple(Column(school_year(year)) for year in found.years)
    rows: tuple[Row, ...] = tuple(
        (
            ", ".join(part for part in (one.name, one.part) if part),
            *(
                count(None) if value is None and not found.is_whole else value_text(value, one.unit)
                for value in one.values
            ),
        )
        for one in found.series
    )
    columns = (Column(words.FIGURE, weight=4), *years)
    yield Table("Gedeelde cijfers", columns, rows, caption=words.SHARED, sheet=words.PUPILS)
    yield from dots(words.PUPILS, is_whole=found.is_whole)


def _group(found: TargetGroup, hand: Hand) -> Chapter:
    """What the profile asks of cases, answers nobody gave left out."""
    sheet = words.GROUP
    most: list[tuple[str, str, int]] = []
    blocks: list[Block] = []
    for field in found.fields:
        if field.filled == 0:
            continue
        rows: tuple[Row, ...] = tuple(
            (first_upper(one.name), count(one.count), share(one.share)) for one in field.rows if one.count != 0
        )
        columns = (Column(words.ANSWER, weight=2), Column(words.NUMBER, Kind.COUNT), Column(words.SHARE, Kind.PERCENT))
        caption = words.asked(field.name, field.filled, field.average)
        table = Table(field.name, columns, rows, caption=caption, sheet=sheet)
        blocks.append(hand.figure(table, words.NUMBER, words.NUMBER))
        told = [(one.name, one.share) for one in field.rows if one.share]
        if told:
            most.append((field.name, *max(told, key=lambda one: one[1] or 0)))
    blocks += dots(sheet, is_whole=found.is_whole)
    return Chapter(sheet, hand.title(sheet), words.group(most, hand.say), tuple(blocks))


def _cases(work: WorkOfYear, hand: Hand) -> Chapter:
    *earlier, now = work.cases
    sheet = words.CASES
    lead = words.cases(now.entered, hand.earlier(told(earlier[-1].entered) if earlier else ""), now.days, hand.say)
    if not any(one.entered for one in work.cases):
        return Chapter(sheet, hand.title(sheet), lead)
    columns = (
        Column(words.YEAR),
        Column(words.ENTERED, Kind.COUNT),
        Column(words.DISCUSSED, Kind.COUNT),
        Column(words.PLACED, Kind.COUNT),
        Column(words.DAYS, Kind.COUNT),
    )
    years: tuple[Row, ...] = tuple(
        (
            school_year(one.year),
            count(one.entered),
            count(one.discussed),
            count(next((share.count for share in one.outcomes if share.code == "placed"), 0)),
            one.days,
        )
        for one in work.cases
    )
    blocks: list[Block] = [
        hand.figure(Table("Per jaar", columns, years, caption=words.BY_YEAR, sheet=sheet), words.NUMBER,
                    words.ENTERED, words.DISCUSSED, words.PLACED),
    ]  # fmt: skip
    if now.entered != 0:
        outcomes = shares_table(
            "Uitkomsten", sheet, words.OUTCOME, now.outcomes,
            lambda one: first_upper(OUTCOME.get(one.code, words.NOT_YET)), words.OUTCOMES,
        )  # fmt: skip
        waits = shares_table(
            "Wachttijd", sheet, words.WAITED, now.waits, lambda one: first_upper(words.WAITS[int(one.code)]),
            words.WAITED,
        )  # fmt: skip
        kinds = shares_table(
            "Casussen per soort", sheet, words.KIND, now.kinds, lambda one: first_upper(SCHOOL_KIND[one.code]),
            words.PRO_VSO,
        )  # fmt: skip
        blocks += [hand.figure(one, words.NUMBER, words.NUMBER) for one in (outcomes, waits, kinds) if one.rows]
    blocks += dots(sheet, is_whole=now.is_whole)
    return Chapter(sheet, hand.title(sheet), lead, tuple(blocks))


def _placements(work: WorkOfYear, hand: Hand) -> Chapter:
    *earlier, now = work.placements
    sheet = words.PLACEMENTS
    most = next(((one.name.lower(), one.count) for one in now.sectors if one.count is not None), None)
    lead = words.placements(now.total, hand.earlier(told(earlier[-1].total) if earlier else ""), most, hand.say)
    blocks: list[Block] = []
    if now.total != 0:
        for name, shares in ((words.BY_SECTOR, now.sectors), (words.BY_PROVIDER, now.providers),
                             (words.BY_USER, now.users)):  # fmt: skip
            first = words.SECTOR if name == words.BY_SECTOR else words.SCHOOL
            table = shares_table(name, sheet, first, shares, _named, name)
            blocks += [hand.figure(table, words.NUMBER, words.NUMBER)] if table.rows else []
    blocks += _needs(work.needs, hand)
    blocks += dots(sheet, is_whole=now.is_whole and work.needs.is_whole)
    return Chapter(sheet, hand.title(sheet), lead, tuple(blocks))


def _needs(found: NeedFigures, hand: Hand) -> Iterator[Block]:
    sheet = words.PLACEMENTS
    yield Heading(2, words.NEEDS, bookmark=False, sheet=sheet)
    yield Paragraph(words.needs(found.total, hand.say), sheet=sheet)
    if found.total:
        sectors = shares_table("Vragen per sector", sheet, words.SECTOR, found.sectors, _named)
        states = shares_table(
            "Wat ervan werd", sheet, words.OUTCOME, found.states,
            lambda one: first_upper(words.NEED_STATES[one.code]),
        )  # fmt: skip
        yield from (one for one in (sectors, states) if one.rows)


def _named(one: Share) -> str:
    return one.name or words.NO_SECTOR
