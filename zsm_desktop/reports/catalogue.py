"""The offers of the network to hand out: a printed guide, a workbook with a row per offer, a page for a website."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import require_paper_place, safe_file_name
from zsm_desktop.domain.papers import Paper, PaperKind
from zsm_desktop.reports.document import (
    Block,
    Cents,
    Column,
    Contents,
    Document,
    Heading,
    KeyValues,
    Kind,
    PageBreak,
    Paragraph,
    Row,
    Table,
    Value,
)
from zsm_desktop.reports.noted import put
from zsm_desktop.words import catalogue as words
from zsm_desktop.words.format import money
from zsm_desktop.words.labels import OFFER_KIND, SCHOOL_KIND, TARGET_GROUP, first_upper, label

if TYPE_CHECKING:
    from zsm_desktop.services.catalogue import CatalogueChoice, CatalogueFacts, CatalogueOffer, CatalogueSchool
    from zsm_desktop.services.desk import Desk

FORMATS = ("pdf", "xlsx", "html")
Say = Callable[[int, int], object]
_COLUMNS = (
    Column("Sector"),
    Column("School", weight=2),
    Column("Soort school"),
    Column(words.CODE),
    Column("Aanbod", weight=3),
    Column(words.KIND),
    Column(words.TARGET),
    Column(words.LEVEL),
    Column(words.PLACE),
    Column(words.WHEN),
    Column("Vanaf", Kind.DATE),
    Column("Tot en met", Kind.DATE),
    Column(words.SEATS, Kind.COUNT),
    Column("Wachtlijst"),
    Column(words.CERTIFICATE),
    Column("Omschrijving", weight=3),
    Column(words.TO_PROVIDE, weight=2),
    Column(words.CONTACT, weight=2),
)
_PRICES = (Column("Eenheid"), Column(words.TARIFF, Kind.MONEY), Column(words.OUTSIDE, Kind.MONEY))


def _quiet(_done: int, _total: int) -> None:
    """Nobody wants to know how far it is."""


def write(
    desk: Desk,
    out_dir: Path,
    wanted: CatalogueChoice,
    *,
    formats: tuple[str, ...] = FORMATS,
    say: Say = _quiet,
) -> dict[str, Path]:
    """The files asked for, by format; `say` hears how many of them are made and may raise to stop.

    Raises RuleError("catalogue.empty") and as `domain.files.write_together`; nothing is written before all are made.
    """
    facts = desk.catalogue.facts(wanted)
    if not facts.offers:
        raise RuleError("catalogue.empty")
    stem = f"{words.STEM} {facts.network} {facts.day.isoformat()}"
    files = {name: out_dir / safe_file_name(stem, f".{name}") for name in FORMATS if name in formats}
    for path in files.values():
        require_paper_place(path)
    papers: dict[str, bytes] = {}
    for name in files:
        say(len(papers), len(files))
        papers[name] = made(facts, name)
    say(len(files), len(files))
    put(desk, Paper(PaperKind.CATALOGUE), out_dir, {path: papers[name] for name, path in files.items()})
    return files


def made(facts: CatalogueFacts, name: str) -> bytes:
    """One of FORMATS."""
    if name == "pdf":
        from zsm_desktop.reports.pdf import pdf_bytes

        return pdf_bytes(guide(facts))
    if name == "xlsx":
        from zsm_desktop.reports.xlsx import xlsx_bytes

        return xlsx_bytes(workbook(facts))
    from zsm_desktop.reports.catalogue_page import page_bytes

    return page_bytes(facts)


def guide(facts: CatalogueFacts) -> Document:
    """By sector, then school, with a table of contents before it."""
    opening: tuple[Block, ...] = (
        Paragraph(words.INTRODUCTION),
        Paragraph(price_sentence(facts), is_small=True),
        Heading(1, words.CONTENTS, bookmark=False),
        Contents(depth=2),
    )
    return _document(facts, (*opening, *_sectors(facts)))


def workbook(facts: CatalogueFacts) -> Document:
    columns = (*_COLUMNS, *(_PRICES if facts.with_prices else ()))
    rows = tuple(_row(facts, offer) for offer in facts.offers)
    blocks: tuple[Block, ...] = (
        Paragraph(words.INTRODUCTION),
        Paragraph(price_sentence(facts), is_small=True),
        Table("Aanbod", columns, rows, sheet=words.SHEET, when_empty=words.EMPTY),
    )
    return _document(facts, blocks)


def price_sentence(facts: CatalogueFacts) -> str:
    return words.WITH_PRICES if facts.with_prices else words.WITHOUT_PRICES


def _document(facts: CatalogueFacts, blocks: tuple[Block, ...]) -> Document:
    return Document(
        title=words.TITLE,
        subtitle=words.made(facts.day),
        network=facts.network,
        notice="",
        created=facts.made_at,
        facts=(("Aanbod", len(facts.offers)), ("Scholen", len(facts.schools)), ("Sectoren", len(facts.sectors))),
        blocks=blocks,
    )


def _sectors(facts: CatalogueFacts) -> Iterator[Block]:
    for sector, in_sector in groupby(facts.offers, key=lambda offer: offer.sector):
        yield PageBreak()
        yield Heading(1, sector)
        is_first = True
        for school, at_school in groupby(in_sector, key=lambda offer: offer.school):
            for at, offer in enumerate(at_school):
                if not is_first:
                    yield PageBreak(if_needed=True)
                is_first = False
                if at == 0:
                    yield Heading(2, school_text(school))
                yield Heading(3, offer.name)
                if offer.description:
                    yield Paragraph(offer.description)
                yield KeyValues(details(facts, offer))


def school_text(school: CatalogueSchool) -> str:
    """ "De Duinpan, Middelburg (praktijkonderwijs)"."""
    town = f", {school.city}" if school.city else ""
    return f"{school.name}{town} ({label(SCHOOL_KIND, school.kind)})"


def details(facts: CatalogueFacts, offer: CatalogueOffer) -> tuple[tuple[str, Value], ...]:
    """What can be said of an offer besides name and description, in the order of guide and page."""
    pairs: list[tuple[str, Value]] = [
        (words.KIND, first_upper(label(OFFER_KIND, offer.kind))),
        (words.TARGET, first_upper(label(TARGET_GROUP, offer.target_group))),
        (words.LEVEL, offer.level),
        (words.PLACE, offer.place),
        (words.WHEN, words.days(offer.weekdays)),
        (words.PERIOD, words.period(offer.starts_on, offer.ends_on)),
        (words.SEATS, words.seats(offer.seats, has_waiting_list=offer.has_waiting_list)),
        (words.CERTIFICATE, offer.certificate),
        (words.TO_PROVIDE, offer.to_provide),
        (words.CONTACT, contact_text(offer)),
        (words.CODE, offer.code),
    ]
    if facts.with_prices:
        tariff = "Nog niet vastgesteld" if offer.tariff_cents is None else money(offer.tariff_cents)
        pairs.append((words.TARIFF, f"{tariff} per {offer.unit}" if offer.tariff_cents is not None else tariff))
        if offer.outside_cost_cents:
            pairs.append((words.OUTSIDE, f"{money(offer.outside_cost_cents)} per {offer.unit}, in het tarief begrepen"))
    return tuple((name, value) for name, value in pairs if value)


def contact_text(offer: CatalogueOffer) -> str:
    """The person and how to reach them, or else the school itself."""
    person, school = offer.contact, offer.school
    if person is None:
        parts = [school.name, school.phone, school.website]
    else:
        name = f"{person.name} ({person.function})" if person.function else person.name
        parts = [name, person.phone or school.phone, person.email]
    return ", ".join(part for part in parts if part)


def _row(facts: CatalogueFacts, offer: CatalogueOffer) -> Row:
    row: Row = (
        offer.sector,
        offer.school.name,
        label(SCHOOL_KIND, offer.school.kind),
        offer.code,
        offer.name,
        label(OFFER_KIND, offer.kind),
        label(TARGET_GROUP, offer.target_group),
        offer.level,
        offer.place,
        words.days(offer.weekdays).lower(),
        offer.starts_on,
        offer.ends_on,
        offer.seats,
        "ja" if offer.has_waiting_list else "nee",
        offer.certificate,
        offer.description,
        offer.to_provide,
        contact_text(offer),
    )
    if facts.with_prices:
        row += (offer.unit, _cents(offer.tariff_cents), _cents(offer.outside_cost_cents))
    return row


def _cents(cents: int | None) -> Cents | None:
    return None if cents is None else Cents(cents)
