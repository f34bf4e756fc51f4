"""Money on documents: entered by hand or taken from a bank's file, taken back by a row that says so.

Each is one entry of the books on the open accounts of payer and payee, and one row that names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import func, select

from zsm_desktop.domain.bank_statements import BankEntry, BankStatement
from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.domain.identifiers import make_reference
from zsm_desktop.domain.invoices import SET_OFF
from zsm_desktop.domain.payments import Certainty, OpenItem, Part, Proposal, propose
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.models import Invoice, InvoicePayment
from zsm_desktop.services.bank_sides import BankSides
from zsm_desktop.services.known import known
from zsm_desktop.services.open_items import OpenItems, OpenRow, open_items
from zsm_desktop.services.payment_entries import book_payments
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.store import Row
from zsm_desktop.store.work import Work

MOST_NOTE = 80

_TAKEN = """
SELECT DISTINCT bank_entry FROM invoice_payment p WHERE bank_entry IS NOT NULL AND reverses IS NULL
 AND NOT EXISTS (SELECT 1 FROM invoice_payment b WHERE b.reverses = p.id)
"""
_PAYMENTS = """
SELECT p.id, p.invoice_id, i.number, p.paid_on, p.cents, p.entry, p.note, u.name,
 CASE WHEN p.bank_entry IS NULL THEN 0 ELSE 1 END, coalesce(p.reverses, ''), coalesce(b.id, '')
FROM invoice_payment p JOIN invoice i ON i.id = p.invoice_id JOIN user_account u ON u.id = p.entered_by
JOIN account a ON a.id = i.payer_id JOIN account c ON c.id = i.payee_id
LEFT JOIN invoice_payment b ON b.reverses = p.id
WHERE :own IS NULL OR a.school_id = :own OR c.school_id = :own ORDER BY p.entry
"""


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """`reverses` and `reversed_by` name the row it takes back or was taken back by, "" where none."""

    id: str
    invoice_id: str
    invoice_number: str
    paid_on: date
    cents: int
    entry: int
    note: str
    entered_by: str
    is_from_bank: bool
    reverses: str
    reversed_by: str


@dataclass(frozen=True, slots=True)
class Received:
    """A part of one amount on the bank account, for one document; `bank_entry` is that amount's fingerprint."""

    invoice_id: str
    paid_on: date
    cents: int
    bank_entry: str


@dataclass(frozen=True, slots=True)
class BankRow:
    """What one amount on the account seems to be for; `received` is what confirming the proposal would write.

    `is_known`: it was written before, so there is nothing to propose.
    """

    entry: BankEntry
    proposal: Proposal
    received: tuple[Received, ...]
    is_known: bool

    @property
    def is_sure(self) -> bool:
        return self.proposal.certainty is Certainty.SURE and bool(self.received)


@dataclass(frozen=True, slots=True)
class BankPreview:
    """`strange_accounts` are in no organisation's data: what comes in there is held against all that is open."""

    rows: tuple[BankRow, ...]
    strange_accounts: tuple[str, ...]

    @property
    def known_count(self) -> int:
        return sum(row.is_known for row in self.rows)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """About the file as a whole."""
        found = [
            Finding("payment.strange_account", facts={"account": account}, is_warning=True)
            for account in self.strange_accounts
        ]
        if self.known_count:
            facts = {"known": self.known_count, "count": len(self.rows)}
            found.append(Finding("payment.file_known", facts=facts, is_warning=True))
        return tuple(found)


class Payments(Service):
    @read(Permission.READ_DELIVERIES)
    def open_items(self) -> OpenItems:
        """Every document with what was paid on it; the totals are what the open accounts hold.

        Who does not keep the books has what the own school is a side of.
        """
        with self.store.snapshot():
            return open_items(self.store.rows, self.desk.day, self._own)

    @read(Permission.READ_DELIVERIES)
    def rows(self) -> tuple[PaymentRow, ...]:
        """In the order in which they were booked; of whose documents, as `open_items`."""
        return tuple(_row(found) for found in self.store.rows(_PAYMENTS, {"own": self._own}))

    @property
    def _own(self) -> str | None:
        return None if self.actor.sees_all_schools else self.actor.school_id or ""

    @read(Permission.KEEP_BOOKS)
    def preview(self, statements: Sequence[BankStatement]) -> BankPreview:
        """What the amounts of these statements seem to be for; nothing is written, and nothing of others is kept."""
        with self.store.snapshot():
            items = [row for row in open_items(self.store.rows, self.desk.day).rows if row.invoice_id]
            sides = BankSides(self.store.rows)
            taken = {fingerprint for (fingerprint,) in self.store.rows(_TAKEN)}
        table = _Table(items, sides)
        rows: dict[str, BankRow] = {}
        accounts = dict.fromkeys(one.account for one in statements)
        for account in accounts:
            entries = [entry for one in statements if one.account == account for entry in one.entries]
            rows |= table.read(account, entries, taken)
        strange = tuple(account for account in accounts if not table.is_ours(account))
        return BankPreview(tuple(sorted(rows.values(), key=lambda row: row.entry.row)), strange)

    @act("payment.enter", Permission.KEEP_BOOKS)
    def enter(self, work: Work, invoice_id: str, day: date, cents: int, note: str = "") -> None:
        """By hand. Raises RuleError("payment.no_invoice", "payment.set_off", "payment.no_amount", "payment.too_much",
        "payment.ahead", "payment.long_note", "ledger.no_open_period").
        """
        invoice = known(work, Invoice, invoice_id, "payment.no_invoice")
        if day > self.desk.day:
            raise RuleError("payment.ahead", day=day)
        if len(note.strip()) > MOST_NOTE:
            raise RuleError("payment.long_note", most=MOST_NOTE)
        self._keep(work, [_paid(work, invoice, day, cents, note=note.strip())])

    @act("payment.confirm", Permission.KEEP_BOOKS)
    def confirm(self, work: Work, received: Sequence[Received]) -> None:
        """What a person saw proposed and agrees with, from one file, all of it or nothing.

        Raises RuleError("payment.nothing", "payment.no_invoice", "payment.set_off", "payment.no_amount",
        "payment.too_much", "payment.known", "ledger.no_open_period").
        """
        if not received:
            raise RuleError("payment.nothing")
        taken = {fingerprint for (fingerprint,) in work.rows(_TAKEN, {})}
        if taken & {one.bank_entry for one in received}:
            raise RuleError("payment.known")
        asked: dict[str, int] = {}
        rows = []
        for one in received:
            invoice = known(work, Invoice, one.invoice_id, "payment.no_invoice")
            before = asked.get(one.invoice_id, 0)
            rows.append(_paid(work, invoice, one.paid_on, one.cents, before=before, bank_entry=one.bank_entry))
            asked[one.invoice_id] = before + one.cents
        self._keep(work, rows)

    @act("payment.take_back", Permission.KEEP_BOOKS)
    def take_back(self, work: Work, payment_id: str) -> None:
        """It was not for this, or not at all. Raises RuleError("payment.none", "payment.is_taken_back",
        "ledger.no_open_period").
        """
        payment = known(work, InvoicePayment, payment_id, "payment.none")
        undone = select(InvoicePayment.id).where(InvoicePayment.reverses == payment_id)
        if payment.reverses is not None or work.session.scalar(undone) is not None:
            raise RuleError("payment.is_taken_back")
        row = InvoicePayment(
            id=work.new_id(),
            invoice_id=payment.invoice_id,
            paid_on=payment.paid_on,
            cents=-payment.cents,
            bank_entry=payment.bank_entry,
            reverses=payment.id,
            entered_at=work.at,
            entered_by=work.actor.user_id,
        )
        self._keep(work, [row])

    def _keep(self, work: Work, rows: Sequence[InvoicePayment]) -> None:
        book_payments(work, rows, self.desk.day)
        work.session.add_all(rows)
        work.session.flush()
        work.made = work.subject_id = rows[0].id
        work.facts = {"count": len(rows), "cents": sum(row.cents for row in rows), "entries": rows[0].entry}


def _row(found: Row) -> PaymentRow:
    values: list[Any] = list(found)
    values[3], values[8] = date.fromisoformat(values[3]), bool(values[8])
    return PaymentRow(*values)


def _paid(
    work: Work,
    invoice: Invoice,
    day: date,
    cents: int,
    *,
    note: str = "",
    before: int = 0,
    bank_entry: str | None = None,
) -> InvoicePayment:
    """`before` is what the same act pays on it already."""
    paid = work.session.scalar(
        select(func.coalesce(func.sum(InvoicePayment.cents), 0)).where(InvoicePayment.invoice_id == invoice.id)
    )
    left = invoice.total_cents - int(paid or 0) - before
    if invoice.claim == SET_OFF:
        raise RuleError("payment.set_off", number=invoice.number)
    if cents <= 0:
        raise RuleError("payment.no_amount")
    if cents > left:
        raise RuleError("payment.too_much", number=invoice.number, cents=cents, left=left)
    return InvoicePayment(
        id=work.new_id(),
        invoice_id=invoice.id,
        paid_on=day,
        cents=cents,
        bank_entry=bank_entry,
        note=note,
        entered_at=work.at,
        entered_by=work.actor.user_id,
    )


class _Table:
    """The documents as a bank's file is held against them, account by account."""

    def __init__(self, items: Iterable[OpenRow], sides: BankSides) -> None:
        self._items = {item.number: item for item in items}
        self._left = {item.number: item.open_cents for item in self._items.values()}
        self._payers = {number: sides.of_account(item.payer.account) for number, item in self._items.items()}
        self._payees = {number: sides.paid_on(item) for number, item in self._items.items()}
        self._ours = sides.all_ibans

    def is_ours(self, account: str) -> bool:
        return account in self._ours

    def read(self, account: str, entries: Sequence[BankEntry], taken: set[str]) -> dict[str, BankRow]:
        """By fingerprint; what one account brings in is not open any more for the next."""
        found = propose([entry for entry in entries if entry.fingerprint not in taken], self._open(account))
        for proposal in found.values():
            for part in proposal.parts:
                self._left[part.number] -= abs(part.cents)
        return {entry.fingerprint: self._row(entry, found) for entry in entries}

    def _row(self, entry: BankEntry, found: Mapping[str, Proposal]) -> BankRow:
        proposal = found.get(entry.fingerprint)
        if proposal is None:
            return BankRow(entry, nothing(entry), (), is_known=True)
        return BankRow(entry, proposal, tuple(self._received(entry, part) for part in proposal.parts), is_known=False)

    def _received(self, entry: BankEntry, part: Part) -> Received:
        return Received(self._items[part.number].invoice_id, entry.booked_on, abs(part.cents), entry.fingerprint)

    def _open(self, account: str) -> list[OpenItem]:
        """Claims of whose account it is, and what that has to pay; on a strange account all are claims."""
        is_ours, items = self.is_ours(account), []
        for number, item in self._items.items():
            payer, payee = self._payers[number], self._payees[number]
            is_debt = is_ours and account in payer.ibans and account not in payee.ibans
            if is_ours and not is_debt and account not in payee.ibans:
                continue
            other = payee if is_debt else payer
            reference = "" if item.kind == "credit_note" else make_reference(number)
            due_on = item.due_on or item.issued_on or date.max
            names = " ".join((*other.names, item.payee.name if is_debt else item.payer.name))
            items.append(OpenItem(number, reference, other.ibans, names, self._left[number], due_on, is_debt))
        return items


def nothing(entry: BankEntry) -> Proposal:
    """Of an amount that was written before."""
    (proposal,) = propose([entry], []).values()
    return replace(proposal, left_cents=0)
