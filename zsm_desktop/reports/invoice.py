"""An invoice or credit note as it goes out: a PDF with a payment code, an e-invoice beside it, and a mail with both.

All that stands on it comes from the stored facts: drawn up again after years it has the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from pathlib import Path

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import Then, safe_file_name, write_together
from zsm_desktop.domain.identifiers import as_iban, shown_iban
from zsm_desktop.domain.invoices import InvoiceFacts, InvoiceLine, InvoiceOrganisation
from zsm_desktop.reports.cover import Letter
from zsm_desktop.reports.document import (
    Block,
    Callout,
    Cents,
    ChainHead,
    Column,
    Document,
    KeyValues,
    Kind,
    Paragraph,
    PayBox,
    Quantity,
    Row,
    Sums,
    Table,
    Tone,
    Transfer,
    Value,
)
from zsm_desktop.reports.eml import Attachment, draft
from zsm_desktop.words import invoices as words

FORMATS = ("pdf", "xml", "eml")
PDF, XML = "application/pdf", "application/xml"
_COLUMNS = (
    Column(words.WHAT, weight=6, has_detail=True),
    Column(words.HOW_MANY, Kind.QUANTITY),
    Column(words.UNIT),
    Column(words.UNIT_PRICE, Kind.MONEY),
    Column(words.VAT),
    Column(words.AMOUNT, Kind.MONEY),
)


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who gets the mail, and who signs it."""

    email: str = ""
    name: str = ""
    sender: str = ""


def document(facts: InvoiceFacts, logo: bytes = b"", *, is_copy: bool = False) -> Document:
    """`logo` are the bytes whose SHA-256 the facts hold; raises RuleError("invoice.logo") for any others.

    A copy holds the same facts, says on every page what it is, and has no code to pay with.
    """
    head = letter(facts.issuer, facts.buyer, logo, is_concept=facts.is_concept)
    return Document(
        title=f"{words.title(facts, is_copy=is_copy)} {facts.number}".strip(),
        network=facts.issuer.name,
        created=datetime.combine(facts.issued_on, time(12), tzinfo=UTC),
        subtitle=words.about(facts),
        author=facts.issuer.name,
        notice=words.COPY if is_copy else words.CONCEPT if facts.is_concept else "",
        facts=_facts(facts),
        blocks=tuple(_blocks(facts, is_copy=is_copy)),
        chain=ChainHead(facts.entries, facts.head) if facts.entries else None,
        letter=replace(head, mark=words.COPY.upper()) if is_copy else head,
    )


def letter(issuer: InvoiceOrganisation, buyer: InvoiceOrganisation, logo: bytes, *, is_concept: bool) -> Letter:
    """With the sender's logo and colour; raises RuleError("invoice.logo") for another logo than its own."""
    if issuer.logo != (hashlib.sha256(logo).hexdigest() if logo else ""):
        raise RuleError("invoice.logo")
    place = f"{issuer.postcode} {issuer.city}".strip()
    sender = ", ".join(part for part in (issuer.address, place) if part)
    return Letter(
        sender=issuer.name,
        about=tuple(
            line
            for line in (
                issuer.address,
                place,
                *(f"{name} {number}" for name, number in words.numbers(issuer)),
                issuer.email,
            )
            if line
        ),
        return_line=words.RETURN.format(sender=sender) if sender else "",
        receiver=(
            buyer.name,
            words.ATTENTION.format(name=buyer.attention) if buyer.attention else "",
            buyer.address,
            f"{buyer.postcode}  {buyer.city.upper()}".strip(),
        ),
        colour=issuer.colour,
        logo=logo,
        mark=words.CONCEPT.upper() if is_concept else "",
    )


def pdf(facts: InvoiceFacts, logo: bytes = b"", *, is_copy: bool = False) -> bytes:
    """The same facts and logo give the same bytes; raises RuleError as `document`."""
    from zsm_desktop.reports.pdf import pdf_bytes

    return pdf_bytes(document(facts, logo, is_copy=is_copy))


def mail(facts: InvoiceFacts, to: Addressee, logo: bytes = b"") -> bytes:
    """A draft with the PDF and the e-invoice, if there is one; raises RuleError as `document` and `ubl.ubl_bytes`."""
    from zsm_desktop.reports.ubl import ubl_bytes

    stem = words.file_stem(facts)
    attached = [Attachment(safe_file_name(stem, ".pdf"), pdf(facts, logo), PDF)]
    if not facts.is_internal:
        attached.append(Attachment(safe_file_name(stem, ".xml"), ubl_bytes(facts), XML))
    return draft(to.email, words.subject(facts), words.message(facts, to.name, to.sender), attached)


def write(
    facts: InvoiceFacts, out_dir: Path, to: Addressee | None = None, logo: bytes = b"", rank: int = 0, *, then: Then
) -> dict[str, Path]:
    """The files of an issued document by format, the mail only with somebody `to` send it to. A concept and what is
    internal have no e-invoice, and a concept no mail.

    `rank` tells concepts apart, which have no number; `then` leaves the line in the logbook. Raises RuleError as
    `document`, `ubl.ubl_bytes` and `domain.files.write_together`.
    """
    from zsm_desktop.reports.ubl import ubl_bytes

    papers = {"pdf": pdf(facts, logo)}
    if not facts.is_concept:
        if not facts.is_internal:
            papers["xml"] = ubl_bytes(facts)
        if to is not None:
            papers["eml"] = mail(facts, to, logo)
    stem = f"{words.file_stem(facts)} {rank}" if rank else words.file_stem(facts)
    return put(papers, out_dir, stem, then)


def write_mail(facts: InvoiceFacts, out_dir: Path, to: Addressee, logo: bytes = b"", *, then: Then) -> Path:
    """The draft alone: both other files are in it. Raises RuleError as `write`."""
    return put({"eml": mail(facts, to, logo)}, out_dir, words.file_stem(facts), then)["eml"]


def put(papers: dict[str, bytes], out_dir: Path, stem: str, then: Then) -> dict[str, Path]:
    """Files of one name, by their end. Raises RuleError as `domain.files.write_together`."""
    files = {name: out_dir / safe_file_name(stem, f".{name}") for name in papers}
    write_together(out_dir, {path: papers[name] for name, path in files.items()}, then)
    return files


def _facts(facts: InvoiceFacts) -> tuple[tuple[str, Value], ...]:
    buyer, corrects = facts.buyer, facts.corrects
    pairs: tuple[tuple[str, Value], ...] = (
        (words.number_of(facts), facts.number or words.NO_NUMBER),
        (words.DATE, facts.issued_on),
        (words.DUE, None if facts.is_credit else facts.due_on),
        (words.CORRECTS, corrects.number if corrects is not None else ""),
        (words.ORDER, buyer.order_number),
        (words.REFERENCE, buyer.reference),
        (words.YOUR_VAT_NUMBER, buyer.vat_number),
        (words.SETTLEMENT, facts.settlement_number),
    )
    return tuple((label, value) for label, value in pairs if value)


def _blocks(facts: InvoiceFacts, *, is_copy: bool) -> Iterator[Block]:
    if is_copy:
        yield Callout(words.COPY_NOTICE.format(name=facts.buyer.name), tone=Tone.WARNING)
    if facts.is_concept:
        yield Callout(words.CONCEPT_NOTICE, tone=Tone.WARNING)
    if facts.corrects is not None:
        yield Callout(words.corrected(facts))
    yield Table("Regels", _COLUMNS, tuple(_row(line) for line in facts.lines))
    yield _sums(facts)
    for part in facts.vat:
        if part.treatment in words.WITHOUT_VAT and part.ground:
            yield Paragraph(f"{words.why_no_vat(part.treatment, part.ground)}.")
    if facts.note:
        yield Paragraph(facts.note)
    if facts.is_set_off:
        yield Callout(words.set_off(facts))
    elif facts.is_credit:
        yield Paragraph(words.NOTHING_TO_PAY)
    elif facts.is_concept:
        yield Paragraph(words.term(facts))
    yield Paragraph(words.whence(facts), is_small=True)
    if facts.asks_payment and facts.is_on_one_account:
        yield Callout(words.ONE_ACCOUNT)
    elif facts.asks_payment and not facts.is_concept:
        yield from _how_to_pay(facts, is_copy=is_copy)


def _how_to_pay(facts: InvoiceFacts, *, is_copy: bool) -> Iterator[Block]:
    box = _pay_box(facts)
    if is_copy:
        yield Paragraph(words.term(facts))
    yield KeyValues(box.pairs) if is_copy else box


def _sums(facts: InvoiceFacts) -> Sums:
    totals = facts.totals
    pairs = [(words.EXCLUDING, Cents(totals.excluding_cents))]
    pairs += [(words.vat_part(part), Cents(part.vat_cents)) for part in facts.vat]
    due = totals.including_cents
    if facts.is_set_off:
        pairs.append((words.INCLUDING, Cents(due)))
        pairs.append((words.SET_OFF.format(settlement=facts.settlement_number), Cents(-due)))
        due = 0
    return Sums(tuple(pairs), (words.CREDITED if facts.is_credit else words.TO_PAY, Cents(due)))


def _row(line: InvoiceLine) -> Row:
    return (
        "\n".join((line.description, *words.line_details(line))),
        Quantity(line.quantity_hundredths),
        line.unit,
        Cents(line.price_cents),
        words.vat_of(line),
        Cents(line.amount_cents),
    )


def _pay_box(facts: InvoiceFacts) -> PayBox:
    payee, cents = facts.paid_to, facts.totals.including_cents
    iban = as_iban(payee.iban) or payee.iban
    return PayBox(
        words.pay_by(facts),
        (
            (words.AMOUNT, Cents(cents)),
            (words.ACCOUNT, shown_iban(iban) + (f" ({payee.bic})" if payee.bic else "")),
            (words.IN_NAME_OF, payee.name),
            (words.PAYMENT_REFERENCE, shown_iban(facts.payment_reference)),
        ),
        Transfer(payee.name, iban, cents, facts.payment_reference),
        words.SCAN,
        facts.issuer.colour,
    )
