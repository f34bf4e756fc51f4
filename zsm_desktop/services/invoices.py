"""Invoices and credit notes of a settlement: seen as a concept, issued all at once, and from then on as they were.

Who does not keep the books has those that the own school is a side of. The files are made by `reports.invoice`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.invoice_text import as_text, from_text
from zsm_desktop.domain.invoices import DocumentKind, InvoiceFacts, issued
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.models import Invoice, Settlement
from zsm_desktop.services.invoice_concepts import Concept, concepts_of
from zsm_desktop.services.receivers import Receiver, receiver_of
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work

_ROWS = """
SELECT i.id, i.number, i.kind, s.id, s.number, i.payer_id, p.code, p.name, i.payee_id, q.code, q.name, i.total_cents,
 i.issued_on, i.due_on, coalesce(c.number, ''), coalesce((SELECT n.number FROM invoice n WHERE n.corrects_id = i.id
  ORDER BY n.issued_at DESC, n.number DESC LIMIT 1), ''), i.claim, CASE WHEN i.facts LIKE :internal THEN 1 ELSE 0 END,
 coalesce(p.school_id, ''), coalesce(q.school_id, '')
FROM invoice i JOIN settlement s ON s.id = i.settlement_id
JOIN account p ON p.id = i.payer_id JOIN account q ON q.id = i.payee_id
LEFT JOIN invoice c ON c.id = i.corrects_id
WHERE (:own IS NULL OR p.school_id = :own OR q.school_id = :own)
 AND (:settlement IS NULL OR i.settlement_id = :settlement) AND (:id IS NULL OR i.id = :id)
ORDER BY i.issued_at DESC, i.number
"""
INTERNAL = '%"is_internal":true%'
_FACTS = "SELECT facts FROM invoice WHERE id = :id"


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """`payer` owes and `payee` is owed, VAT included; of a credit note the issuer owes.

    `corrects` and `corrected_by`, of more the last one, are numbers, "" where none. `claim` as its row has it.
    `is_internal` as its facts say. A school is "" where the account is a fund's.
    """

    id: str
    number: str
    kind: DocumentKind
    settlement_id: str
    settlement_number: str
    payer_account: int
    payer_code: str
    payer: str
    payee_account: int
    payee_code: str
    payee: str
    total_cents: int
    issued_on: date
    due_on: date | None
    corrects: str
    corrected_by: str
    claim: str
    is_internal: bool
    payer_school: str
    payee_school: str

    @property
    def buyer_account(self) -> int:
        """Whom it is for: who is charged, or who gets something back."""
        return self.payee_account if self.kind is DocumentKind.CREDIT_NOTE else self.payer_account

    @property
    def codes(self) -> tuple[str, str]:
        """Whose it is, who charges or gives something back, and whom it is for."""
        return self._sides(self.payee_code, self.payer_code)

    @property
    def names(self) -> tuple[str, str]:
        return self._sides(self.payee, self.payer)

    @property
    def schools(self) -> tuple[str, str]:
        return self._sides(self.payee_school, self.payer_school)

    def _sides(self, payee: str, payer: str) -> tuple[str, str]:
        return (payer, payee) if self.kind is DocumentKind.CREDIT_NOTE else (payee, payer)


@dataclass(frozen=True, slots=True)
class IssuedInvoice:
    """All that its files are made of, to the same bytes each time."""

    row: InvoiceRow
    facts: InvoiceFacts
    logo: bytes


class Invoices(Service):
    @read(Permission.KEEP_BOOKS)
    def concepts(self, settlement_id: str) -> tuple[Concept, ...]:
        """What would be issued today, each with what it lacks; () once they are issued.

        Raises RuleError("settlement.none"), ("invoice.settlement") for one that does not stand as executed.
        """
        with self.store.reading() as session:
            settlement = _executed(session, settlement_id)
            if _is_issued(session, settlement_id):
                return ()
            return concepts_of(session, self.store.rows, settlement, self.desk.day)

    @read(Permission.READ_DELIVERIES)
    def rows(self, settlement_id: str | None = None) -> tuple[InvoiceRow, ...]:
        """What was issued, for one settlement or for all: the latest first."""
        return self._rows(settlement=settlement_id)

    @read(Permission.READ_DELIVERIES)
    def of(self, invoice_id: str) -> IssuedInvoice:
        """As it was issued. Raises RuleError("invoice.none"), also for that of others; ("invoice.unreadable",
        "invoice.logo") where the store was damaged.
        """
        rows = self._rows(id=invoice_id)
        if not rows:
            raise RuleError("invoice.none")
        ((text,),) = self.store.rows(_FACTS, {"id": invoice_id})
        try:
            facts = from_text(InvoiceFacts, text)
        except (KeyError, TypeError, ValueError) as error:
            raise RuleError("invoice.unreadable", number=rows[0].number) from error
        return IssuedInvoice(rows[0], facts, self.desk.issuing.picture(facts.issuer.logo))

    @read(Permission.KEEP_BOOKS)
    def receiver(self, invoice_id: str, *, of_copy: bool = False) -> Receiver:
        """To whom its mail goes: the fixed contact of whom it is for, with `of_copy` of whose it is; "" for a fund.

        Raises RuleError("invoice.none").
        """
        rows = self._rows(id=invoice_id)
        if not rows:
            raise RuleError("invoice.none")
        seller, buyer = rows[0].schools
        return receiver_of(self.store, seller if of_copy else buyer)

    @act("invoice.issue", Permission.KEEP_BOOKS)
    def issue(self, work: Work, settlement_id: str) -> None:
        """All documents of the settlement at once, each with the next number of its issuer in this year, or none.

        Raises RuleError("settlement.none", "invoice.settlement", "invoice.issued", "invoice.nothing"), and
        ("invoice.incomplete") while `concepts` says that something is missing.
        """
        settlement = _executed(work.session, settlement_id)
        if _is_issued(work.session, settlement_id):
            raise RuleError("invoice.issued", number=settlement.number)
        concepts = concepts_of(work.session, work.rows, settlement, self.desk.day)
        if not concepts:
            raise RuleError("invoice.nothing", number=settlement.number)
        lacking = sum(bool(one.missing) for one in concepts)
        if lacking:
            raise RuleError("invoice.incomplete", documents=lacking, number=settlement.number)
        numbers = _Numbers(work.session, self.desk.day.year)
        for one in concepts:
            work.session.add(_issued(work, one, settlement_id, numbers))
            work.session.flush()
        work.subject_id = settlement_id
        work.facts = {"number": settlement.number, "documents": len(concepts)}
        work.touch("settlement", settlement_id)

    def _rows(self, settlement: str | None = None, id: str | None = None) -> tuple[InvoiceRow, ...]:  # noqa: A002
        own = None if self.actor.sees_all_schools else self.actor.school_id or ""
        found = self.store.rows(_ROWS, {"own": own, "settlement": settlement, "id": id, "internal": INTERNAL})
        return tuple(_row(one) for one in found)


class _Numbers:
    """The next of each issuer, without a gap: what was asked for is used, or the whole act is not."""

    def __init__(self, session: Session, year: int) -> None:
        self._session, self.year = session, year
        self._last: dict[str, int] = {}

    def next(self, issuer_id: str) -> int:
        if issuer_id not in self._last:
            last = select(func.max(Invoice.sequence)).where(Invoice.issuer_id == issuer_id, Invoice.year == self.year)
            self._last[issuer_id] = self._session.scalar(last) or 0
        self._last[issuer_id] += 1
        return self._last[issuer_id]


def _issued(work: Work, one: Concept, settlement_id: str, numbers: _Numbers) -> Invoice:
    sequence = numbers.next(one.issuer.id)
    facts = issued(one.facts, f"{one.issuer.code}-{numbers.year}-{sequence:04}")
    return Invoice(
        id=work.new_id(),
        number=facts.number,
        kind=facts.kind.value,
        issuer_id=one.issuer.id,
        year=numbers.year,
        sequence=sequence,
        settlement_id=settlement_id,
        claim=one.claim,
        payer_id=one.payer,
        payee_id=one.payee,
        total_cents=one.cents,
        issued_on=facts.issued_on,
        due_on=facts.due_on,
        corrects_id=one.corrects_id,
        facts=as_text(facts),
        issued_at=work.at,
        issued_by=work.actor.user_id,
    )


def _executed(session: Session, settlement_id: str) -> Settlement:
    settlement = session.get(Settlement, settlement_id)
    if settlement is None:
        raise RuleError("settlement.none")
    if settlement.status != "executed":
        raise RuleError("invoice.settlement", number=settlement.number)
    return settlement


def _is_issued(session: Session, settlement_id: str) -> bool:
    return session.scalar(select(Invoice.id).where(Invoice.settlement_id == settlement_id).limit(1)) is not None


def _row(found: Any) -> InvoiceRow:
    values: list[Any] = list(found)
    values[2] = DocumentKind(values[2])
    values[12] = date.fromisoformat(values[12])
    values[13] = date.fromisoformat(values[13]) if values[13] else None
    values[17] = bool(values[17])
    return InvoiceRow(*values)
