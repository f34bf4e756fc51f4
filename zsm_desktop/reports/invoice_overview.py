"""All that went out for a settlement on one sheet, for who keeps the books and for the stuurgroep: no lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from zsm_desktop.domain.identifiers import shown_iban
from zsm_desktop.reports.document import Block, Cents, Column, Document, Kind, Paragraph, Row, Table
from zsm_desktop.words import invoice_copies as words
from zsm_desktop.words.invoices import about

if TYPE_CHECKING:
    from zsm_desktop.services.invoices import IssuedInvoice

_COLUMNS = (
    Column(words.NUMBER, is_whole=True),
    Column(words.DATE, Kind.DATE),
    Column(words.DUE, Kind.DATE),
    Column(words.FROM, is_whole=True),
    Column(words.TO, is_whole=True),
    Column(words.EXCLUDING, Kind.MONEY),
    Column(words.VAT, Kind.MONEY),
    Column(words.INCLUDING, Kind.MONEY),
    Column(words.LEFT, Kind.MONEY),
    Column(words.REFERENCE, is_whole=True),
    Column(words.CLAIM, is_whole=True),
)


def document(found: Sequence[IssuedInvoice]) -> Document:
    """Of at least one, all of the same settlement; a credit note counts as less."""
    facts = found[0].facts
    return Document(
        title=f"{words.TITLE} {facts.settlement_number}".strip(),
        network=facts.network,
        created=datetime.combine(max(one.facts.issued_on for one in found), time(12), tzinfo=UTC),
        subtitle=about(facts),
        author=facts.network,
        blocks=tuple(_blocks(found)),
    )


def papers(found: Sequence[IssuedInvoice]) -> dict[str, bytes]:
    """By the end of their name; the same documents give the same bytes."""
    from zsm_desktop.reports.pdf import pdf_bytes
    from zsm_desktop.reports.xlsx import xlsx_bytes

    made = document(found)
    return {"xlsx": xlsx_bytes(made), "pdf": pdf_bytes(made)}


def _blocks(found: Sequence[IssuedInvoice]) -> Iterator[Block]:
    """What was set off stands apart: what is to be paid clears it, so that no sum may hold both."""
    claims = [one for one in found if not one.facts.is_set_off]
    set_off = [one for one in found if one.facts.is_set_off]
    for title, ones, note in ((words.SHEET, claims, ""), (words.SET_OFF_SHEET, set_off, words.SET_OFF)):
        if ones:
            sums = (sum(column) for column in zip(*map(_cents, ones), strict=True))
            totals: Row = (words.TOTAL, None, None, "", "", *map(Cents, sums), "", "")
            yield Table(title, _COLUMNS, tuple(map(_row, ones)), totals=totals, sheet=title)
            credits_said = words.CREDITS if any(one.facts.is_credit for one in ones) else ""
            if said := " ".join(part for part in (credits_said, note) if part):
                yield Paragraph(said, is_small=True, sheet=title)


def _row(one: IssuedInvoice) -> Row:
    facts = one.facts
    reference = shown_iban(facts.payment_reference)
    about_what = words.CLAIMS.get(one.row.claim, one.row.claim)
    return (
        facts.number, facts.issued_on, facts.due_on, *one.row.codes, *map(Cents, _cents(one)), reference, about_what
    )  # fmt: skip


def _cents(one: IssuedInvoice) -> tuple[int, int, int, int]:
    """Without VAT, VAT, with VAT, and what of that is left to pay."""
    totals, sign = one.facts.totals, -1 if one.facts.is_credit else 1
    left = 0 if one.facts.is_set_off else totals.including_cents
    return sign * totals.excluding_cents, sign * totals.vat_cents, sign * totals.including_cents, sign * left
