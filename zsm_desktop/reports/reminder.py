"""A reminder as it goes out: the letter of an invoice with all that one debtor has open, and a mail with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.domain.files import Then, safe_file_name, write_together
from zsm_desktop.domain.identifiers import as_iban, shown_iban
from zsm_desktop.domain.papers import Paper, PaperKind
from zsm_desktop.domain.reminders import require_text
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
from zsm_desktop.reports.noted import Line
from zsm_desktop.words import invoices as invoice_words
from zsm_desktop.words import reminders as words
from zsm_desktop.words.format import joined

if TYPE_CHECKING:
    from zsm_desktop.domain.invoices import InvoiceFacts
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.invoices import IssuedInvoice
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
        subtitle=words.about([one.row.number for one in made.items]),
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


@dataclass(frozen=True, slots=True)
class Written:
    """`files` has "pdf" and "eml", `receiver` the address of the e-mail, "" where nobody has one."""

    letter: ReminderLetter
    files: dict[str, Path]
    receiver: str


def pdf(desk: Desk, made: ReminderLetter, text: str) -> bytes:
    """The letter alone. Raises RuleError as `Invoices.of`."""
    return _pdf(desk, made, _documents(desk, made), text)


def write(
    desk: Desk,
    letters: Sequence[tuple[ReminderLetter, str]],
    out_dir: Path,
    step: Callable[[int, int, str], object] = lambda _at, _of, _name: None,
    then: Then | None = None,
) -> tuple[Written, ...]:
    """Each with its text, and a mail with it; that they went out is kept by `then`, which is `Reminders.send`.

    All are made before the first is written. Raises RuleError as `Invoices.of` and `domain.files.write_together`,
    ("reminder.no_text", "reminder.long_text"), and what `step` raises.
    """
    papers: dict[Path, bytes] = {}
    written = []
    for at, (made, text) in enumerate(letters):
        first = made.items[0].row
        step(at, len(letters), first.payer.name)
        stem = words.file_stem(made.level, first.number, first.payer.name, desk.day)
        files = {name: out_dir / safe_file_name(stem, f".{name}") for name in ("pdf", "eml")}
        found, clean = _documents(desk, made), require_text(text)
        to = desk.invoices.receiver(first.invoice_id)
        papers[files["pdf"]] = paper = _pdf(desk, made, found, clean)
        said = words.message(to.name, clean, made.open_cents, desk.actor.name, found[0].facts.issuer.name)
        subject = words.subject(made.level, joined([one.row.number for one in made.items]))
        attached = Attachment(files["pdf"].name, paper, PDF)
        papers[files["eml"]] = draft(to.email, subject, said, [attached])
        written.append(Written(made, files, to.email))
    line = Paper(PaperKind.REMINDERS, count=len(written), formats=("pdf", "eml"))
    write_together(out_dir, papers, then or Line(desk, line))
    return tuple(written)


def _documents(desk: Desk, made: ReminderLetter) -> list[IssuedInvoice]:
    return [desk.invoices.of(one.row.invoice_id) for one in made.items]


def _pdf(desk: Desk, made: ReminderLetter, found: list[IssuedInvoice], text: str) -> bytes:
    from zsm_desktop.reports.pdf import pdf_bytes

    return pdf_bytes(document(made, [one.facts for one in found], found[0].logo, text, desk.day))


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
