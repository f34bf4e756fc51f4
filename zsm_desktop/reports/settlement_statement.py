"""A verrekenoverzicht as it goes out: the letter of an invoice, by which nothing is to be paid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path

from zsm_desktop.domain.files import Then, safe_file_name
from zsm_desktop.domain.settlement_statements import ExchangedLine, SettlementStatementFacts
from zsm_desktop.reports.document import (
    Balance,
    Block,
    Callout,
    Cents,
    ChainHead,
    Column,
    Document,
    Kind,
    Paragraph,
    Quantity,
    Row,
    Sums,
    Table,
    Value,
)
from zsm_desktop.reports.eml import Attachment, draft
from zsm_desktop.reports.invoice import PDF, Addressee, letter, put
from zsm_desktop.words import invoices as invoice_words
from zsm_desktop.words import settlement_statement as words

_COLUMNS = (
    Column(invoice_words.WHAT, weight=6, has_detail=True),
    Column(invoice_words.HOW_MANY, Kind.QUANTITY),
    Column(invoice_words.UNIT),
    Column(invoice_words.UNIT_PRICE, Kind.MONEY),
    Column(invoice_words.VAT),
    Column(invoice_words.AMOUNT, Kind.BALANCE),
)


def document(facts: SettlementStatementFacts, logo: bytes = b"") -> Document:
    """`logo` are the bytes whose SHA-256 the facts hold; raises RuleError("invoice.logo") for any others."""
    return Document(
        title=f"{words.TITLE} {facts.number}".strip(),
        network=facts.issuer.name,
        created=datetime.combine(facts.issued_on, time(12), tzinfo=UTC),
        subtitle=words.about(facts),
        author=facts.issuer.name,
        notice="" if facts.number else invoice_words.CONCEPT,
        facts=_facts(facts),
        blocks=tuple(_blocks(facts)),
        chain=ChainHead(facts.entries, facts.head) if facts.entries else None,
        letter=letter(facts.issuer, facts.school, logo, is_concept=not facts.number),
    )


def pdf(facts: SettlementStatementFacts, logo: bytes = b"") -> bytes:
    """The same facts and logo give the same bytes; raises RuleError as `document`."""
    from zsm_desktop.reports.pdf import pdf_bytes

    return pdf_bytes(document(facts, logo))


def mail(facts: SettlementStatementFacts, to: Addressee, logo: bytes = b"") -> bytes:
    """A draft with the PDF; raises RuleError as `document`."""
    attached = [Attachment(safe_file_name(words.file_stem(facts), ".pdf"), pdf(facts, logo), PDF)]
    return draft(to.email, words.subject(facts), words.message(facts, to.name, to.sender), attached)


def write(
    facts: SettlementStatementFacts, out_dir: Path, to: Addressee | None = None, logo: bytes = b"", *, then: Then
) -> dict[str, Path]:
    """The PDF, and the mail with somebody `to` send it to; raises RuleError as `document` and `invoice.put`."""
    papers = {"pdf": pdf(facts, logo)}
    if to is not None:
        papers["eml"] = mail(facts, to, logo)
    return put(papers, out_dir, words.file_stem(facts), then)


def write_mail(facts: SettlementStatementFacts, out_dir: Path, to: Addressee, logo: bytes = b"", *, then: Then) -> Path:
    """The draft alone: the PDF is in it. Raises RuleError as `write`."""
    return put({"eml": mail(facts, to, logo)}, out_dir, words.file_stem(facts), then)["eml"]


def _facts(facts: SettlementStatementFacts) -> tuple[tuple[str, Value], ...]:
    pairs: tuple[tuple[str, Value], ...] = (
        (words.NUMBER, facts.number or invoice_words.NO_NUMBER),
        (words.DATE, facts.issued_on),
        (words.SETTLEMENT, facts.settlement_number),
        (words.DECISION, facts.decision),
    )
    return tuple((label, value) for label, value in pairs if value)


def _blocks(facts: SettlementStatementFacts) -> Iterator[Block]:
    yield Callout(words.why(facts), words.NO_INVOICE)
    if not facts.takes_back:
        yield from _exchanged(facts)
    yield _sums(facts)


def _exchanged(facts: SettlementStatementFacts) -> Iterator[Block]:
    for title, is_given in ((words.GIVEN, True), (words.TAKEN, False)):
        lines = [one for one in facts.lines if one.is_given is is_given]
        total = Balance(sum(one.signed_cents for one in lines))
        yield Table(
            title,
            _COLUMNS,
            tuple(_row(one) for one in lines),
            totals=(words.TOTAL, "", "", "", "", total) if lines else None,
            caption=title,
            when_empty=words.NOTHING,
        )
    grounds = {
        invoice_words.why_no_vat(one.line.treatment, one.line.ground): None
        for one in facts.lines
        if one.line.treatment in invoice_words.WITHOUT_VAT and one.line.ground
    }
    for ground in grounds:
        yield Paragraph(f"{ground}.")
    yield Paragraph(words.SIGN, is_small=True)


def _sums(facts: SettlementStatementFacts) -> Sums:
    """What it gave and took always; what else there was of."""
    pairs = (
        (words.BROUGHT, facts.brought_cents, True),
        (words.GIVEN, facts.given_cents, not facts.takes_back),
        (words.TAKEN, facts.taken_cents, not facts.takes_back),
        (words.VAT, facts.vat_cents, False),
        (words.RECEIVED, -facts.receives_cents, False),
        (words.PAID, facts.pays_cents, False),
        (words.WRITTEN_OFF, -facts.written_off_cents, False),
    )
    shown = tuple((label, Balance(cents)) for label, cents, is_always in pairs if cents or is_always)
    return Sums(shown, (words.LEFT, Balance(facts.left_cents)))


def _row(one: ExchangedLine) -> Row:
    line = one.line
    return (
        "\n".join((line.description, *words.details(one))),
        Quantity(line.quantity_hundredths),
        line.unit,
        Cents(line.price_cents),
        invoice_words.vat_of(line),
        Balance(one.signed_cents),
    )
