"""A reminder as it goes out: the letter of an invoice with all that one debtor has open, and a mail with it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.domain.files import make_folder, require_paper_place, safe_file_name, write_atomically
from zsm_desktop.domain.identifiers import as_iban, shown_iban
from zsm_desktop.reports.document import (
    Cents,
    Column,
    Document,
    Kind,
    Paragraph,
    PayBox,
    Table,
    Transfer,
)
from zsm_desktop.reports.eml import Attachment, draft
from zsm_desktop.reports.invoice import PDF, letter
from zsm_desktop.words import invoices as invoice_words
from zsm_desktop.words import reminders as words
from zsm_desktop.words.format import joined

if TYPE_CHECKING:
    from zsm_desktop.domain.invoices import InvoiceFacts
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.reminders import ReminderDue, ReminderLetter

_COLUMNS = (
    Column(words.NUMBER, weight=2),
    Column(words.INVOICE_DATE, Kind.DATE),
    Column(words.DUE_ON, Kind.DATE),
    Column(words.TOTAL, Kind.MONEY),
    Column(words.OPEN, Kind.MONEY),
)


def document(made: ReminderLetter, facts: list[InvoiceFacts], logo: bytes, text: str, day: date) -> Document:
    """`facts` are those of its documents, in their order; `logo` is the issuer's."""
    issuer, buyer = facts[0].issuer, facts[0].buyer
    rows = tuple(
        (one.row.number, one.row.issued_on, one.row.due_on, Cents(one.row.total_cents), Cents(one.row.open_cents))
        for one in made.items
    )
    return Document(
        title=words.TITLES[made.level],
        network=issuer.name,
        created=datetime.combine(day, time(12), tzinfo=UTC),
        author=issuer.name,
        facts=(
            (words.DATE, day),
            (words.OPEN_TOTAL, Cents(made.open_cents)),
            (words.PAY_BY, made.pay_by),
        ),
        blocks=(
            Paragraph(text),
            Table(words.TABLE, _COLUMNS, rows),
            *(_pay_box(one, of) for one, of in zip(made.items, facts, strict=True)),
        ),
        letter=letter(issuer, buyer, logo, is_concept=False),
    )


def write(desk: Desk, made: ReminderLetter, text: str, out_dir: Path) -> dict[str, Path]:
    """The letter and a mail with it, under "pdf" and "eml"; that it went out is for `Reminders.send` to keep.

    Raises RuleError as `Invoices.of` and `domain.files.write_atomically`.
    """
    from zsm_desktop.reports.pdf import pdf_bytes

    found = [desk.invoices.of(one.row.invoice_id) for one in made.items]
    facts, day = [one.facts for one in found], desk.day
    pdf = pdf_bytes(document(made, facts, found[0].logo, text, day))
    stem = words.file_stem(made.level, made.items[0].row.payer.name, day)
    files = {name: out_dir / safe_file_name(stem, f".{name}") for name in ("pdf", "eml")}
    to = desk.invoices.receiver(made.items[0].row.invoice_id)
    numbers = joined([one.row.number for one in made.items])
    said = words.message(to.name, text, made.open_cents, desk.actor.name, facts[0].issuer.name)
    attached = [Attachment(files["pdf"].name, pdf, PDF)]
    papers = {"pdf": pdf, "eml": draft(to.email, words.subject(made.level, numbers), said, attached)}
    for path in files.values():
        require_paper_place(path)
    make_folder(out_dir)
    for name, path in files.items():
        write_atomically(path, papers[name])
    return files


def _pay_box(one: ReminderDue, facts: InvoiceFacts) -> PayBox:
    payee, cents = facts.paid_to, one.row.open_cents
    iban = as_iban(payee.iban) or payee.iban
    return PayBox(
        words.PAY.format(number=one.row.number),
        (
            (words.OPEN, Cents(cents)),
            (invoice_words.ACCOUNT, shown_iban(iban)),
            (invoice_words.IN_NAME_OF, payee.name),
            (invoice_words.PAYMENT_REFERENCE, shown_iban(facts.payment_reference)),
        ),
        Transfer(payee.name, iban, cents, facts.payment_reference),
        invoice_words.SCAN,
        facts.issuer.colour,
    )
