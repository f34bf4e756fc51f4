"""The documents of one settlement that was executed, as they would be issued now: from the books and its own rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from zsm_desktop.domain.errors import Finding
from zsm_desktop.domain.invoice_checks import DOCUMENT, SETTINGS, VAT, missing
from zsm_desktop.domain.invoice_text import from_text
from zsm_desktop.domain.invoices import (
    EXCHANGE,
    ONE,
    PAYMENT,
    SET_OFF,
    Corrected,
    DocumentKind,
    InvoiceFacts,
    InvoiceLine,
    Totals,
    summed,
    totals_of,
    vat_breakdown,
)
from zsm_desktop.domain.settlement.history import SETS_OFF, Document, Payment, Plan
from zsm_desktop.models import Decision, Settlement
from zsm_desktop.services.agreements import AgreementRow, agreement_rows
from zsm_desktop.services.invoice_lines import PIECE, PIECES, lines_of
from zsm_desktop.services.invoice_sides import Side, Sides
from zsm_desktop.services.school_days import working_day
from zsm_desktop.services.settlement_history import RowsOf
from zsm_desktop.services.settlement_rows import kept_plan

OUTSIDE = "verrekening van onderlinge vorderingen, geen vergoeding voor een prestatie (artikel 1 Wet OB 1968)"
CLEARED = "Verrekening {settlement} volgens besluit {decision}"
TAKEN_BACK = "Hiermee vervalt creditnota {number} van {day}."
WITHOUT_INVOICE = "Verbetert leveringen die zonder factuur tussen ons zijn verrekend."
_EARLIER = """
SELECT i.id, i.number, i.issued_on FROM invoice i JOIN settlement s ON s.id = i.settlement_id
WHERE i.kind = 'invoice' AND i.claim <> 'payment' AND i.payer_id = :payer AND i.payee_id = :payee AND s.id <> :id
 AND s.status = 'executed' AND s.reverses IS NULL ORDER BY i.issued_at DESC, i.number DESC LIMIT 1
"""
_UNDONE = """
SELECT id, number, kind, claim, payer_id, payee_id, issued_on, facts FROM invoice
WHERE settlement_id = :id ORDER BY number
"""


@dataclass(frozen=True, slots=True)
class Concept:
    """Who owes whom, and what the document says; `missing` empty: it can be issued. `corrects_id` as the facts say.

    `claim`: whether it is of what was exchanged between the two, or of a payment of the settlement; SET_OFF is of what
    was exchanged and is settled by such payments, so nothing is to be paid on it.
    """

    claim: str
    payer: int
    payee: int
    issuer: Side
    facts: InvoiceFacts
    missing: tuple[Finding, ...]
    corrects_id: str | None = None

    @property
    def cents(self) -> int:
        return self.facts.totals.including_cents


def concepts_of(session: Session, rows_of: RowsOf, settlement: Settlement, day: date) -> tuple[Concept, ...]:
    """One for each claim of the settlement, in the order of its own rows; none for one whose documents were not issued
    before it was taken back: there is nothing to correct then.
    """
    maker = _Maker(session, rows_of, settlement, day)
    return tuple(maker.taken_back() if settlement.reverses else maker.all())


class _Maker:
    def __init__(self, session: Session, rows_of: RowsOf, settlement: Settlement, day: date) -> None:
        self.session, self.rows_of, self.settlement, self.day = session, rows_of, settlement, day
        self.sides = Sides(rows_of)
        self.agreement = _agreement(session, settlement, day)
        decision = session.get(Decision, settlement.decision_id) if settlement.decision_id else None
        self.decision = decision.number if decision else ""

    def all(self) -> Iterator[Concept]:
        made = kept_plan(self.session, self.settlement)
        sets_off = made.regime in SETS_OFF
        lines = lines_of(self.rows_of, self.settlement.id) if made.documents or sets_off else {}
        wrong = tuple(self._other_vat(made, lines)) if sets_off else ()
        for payment in made.payments:
            concept = self._of_payment(payment)
            yield replace(concept, missing=(*concept.missing, *wrong))
        for document in made.documents:
            if document.due_cents:
                yield self._of_document(EXCHANGE, document, lines.get((document.provider, document.user), ()))
        if sets_off:
            yield from self._set_off(lines)

    def _set_off(self, lines: Mapping[tuple[int, int], tuple[InvoiceLine, ...]]) -> Iterator[Concept]:
        """One for each pair with VAT, exempt lines too; what is outside its scope may not stand beside those."""
        for (provider, user), found in sorted(lines.items()):
            inside = tuple(line for line in found if line.treatment != "outside")
            totals = totals_of(vat_breakdown(inside))
            document = Document(provider, user, totals.excluding_cents, totals.vat_cents)
            if document.vat_cents and document.due_cents:
                yield self._of_document(SET_OFF, document, inside)

    def _other_vat(self, made: Plan, lines: Mapping[tuple[int, int], tuple[InvoiceLine, ...]]) -> Iterator[Finding]:
        """Where the VAT of a holder's lines is not what its payments hold of it."""
        vat: Counter[int] = Counter()
        for (provider, user), found in lines.items():
            cents = totals_of(vat_breakdown(found)).vat_cents
            vat[provider] += cents
            vat[user] -= cents
        for line in made.lines:
            if vat[line.account] != line.vat_cents:
                name = self.sides.of(line.account).holder
                facts = {"place": VAT, "name": name, "cents": vat[line.account], "decided": line.vat_cents}
                yield Finding("invoice.other_vat", column="totals", facts=facts)

    def taken_back(self) -> Iterator[Concept]:
        """Each document of the settlement that this one takes back, the other way."""
        asked = {"id": self.settlement.reverses}
        for id_, number, kind, claim, payer, payee, issued_on, text in self.rows_of(_UNDONE, asked):
            was, on = from_text(InvoiceFacts, text), date.fromisoformat(issued_on)
            is_credit = kind == DocumentKind.INVOICE
            side = self.sides.itself if was.is_internal else self.sides.of
            # Of a payment the document came from who issues for all, to who paid.
            issuer = self.sides.penvoerder if claim == PAYMENT else side(payee if is_credit else payer)
            buyer = side(payer if is_credit else payee)
            facts = replace(
                self._facts(claim, issuer, buyer, was.lines, is_credit=is_credit),
                is_internal=was.is_internal,
                on_behalf_of=was.on_behalf_of,
                first_day=was.first_day,
                last_day=was.last_day,
                corrects=Corrected(number, on) if is_credit else None,
                note="" if is_credit else TAKEN_BACK.format(number=number, day=f"{on:%d-%m-%Y}"),
            )
            corrects_id = id_ if is_credit else None
            yield self._concept(claim, payee, payer, (issuer, buyer), facts, was.totals.including_cents, corrects_id)

    def _of_document(self, claim: str, document: Document, lines: tuple[InvoiceLine, ...]) -> Concept:
        is_credit = document.due_cents < 0
        issuer, buyer = self.sides.of(document.provider), self.sides.of(document.user)
        is_internal = bool(issuer.id) and issuer.id == buyer.id
        if is_internal:
            issuer, buyer = self.sides.itself(document.provider), self.sides.itself(document.user)
        if is_credit:
            lines = tuple(_credited(line) for line in lines)
        facts = replace(self._facts(claim, issuer, buyer, lines, is_credit=is_credit), is_internal=is_internal)
        if not is_credit:
            return self._concept(claim, document.user, document.provider, (issuer, buyer), facts, document.due_cents)
        asked = {"payer": document.user, "payee": document.provider, "id": self.settlement.id}
        found = self.rows_of(_EARLIER, asked)
        earlier_id, *earlier = found[0] if found else (None,)
        corrects = Corrected(earlier[0], date.fromisoformat(earlier[1])) if earlier else None
        facts = replace(facts, corrects=corrects, note="" if earlier else WITHOUT_INVOICE)
        sides, cents = (issuer, buyer), -document.due_cents
        return self._concept(claim, document.provider, document.user, sides, facts, cents, earlier_id)

    def _of_payment(self, payment: Payment) -> Concept:
        """Setting off is no supply, so its document is outside the scope of VAT and states no part of it."""
        issuer, settlement = self.sides.penvoerder, self.settlement
        buyer, payee = self.sides.of(payment.payer), self.sides.of(payment.payee)
        is_internal = bool(buyer.id) and buyer.id in {issuer.id, payee.id}
        if is_internal:
            payee = self.sides.itself(payment.payee) if payee.id == buyer.id else payee
            buyer = self.sides.itself(payment.payer)
        line = InvoiceLine(
            CLEARED.format(settlement=settlement.number, decision=self.decision),
            PIECES,
            PIECE,
            ONE,
            payment.cents,
            payment.cents,
            "outside",
            ground=OUTSIDE,
            first_day=settlement.first_day,
            last_day=settlement.last_day,
        )
        facts = self._facts(PAYMENT, issuer, buyer, (line,), is_credit=False)
        facts = replace(facts, payee=payee.facts, on_behalf_of=payee.holder, is_internal=is_internal)
        return self._concept(PAYMENT, payment.payer, payment.payee, (issuer, buyer), facts, payment.cents)

    def _facts(
        self, claim: str, issuer: Side, buyer: Side, lines: tuple[InvoiceLine, ...], *, is_credit: bool
    ) -> InvoiceFacts:
        settlement, agreed = self.settlement, self.agreement
        term_days = 0 if is_credit or claim == SET_OFF or agreed is None else agreed.term_days
        other = self.sides.penvoerder if agreed and agreed.issues_for_all and claim != PAYMENT else issuer
        return InvoiceFacts(
            kind=DocumentKind.CREDIT_NOTE if is_credit else DocumentKind.INVOICE,
            number="",
            issued_on=self.day,
            due_on=working_day(self.day + timedelta(days=term_days)) if term_days else None,
            first_day=settlement.first_day,
            last_day=settlement.last_day,
            issuer=replace(issuer.facts, attention=""),
            buyer=buyer.facts,
            lines=lines,
            vat=(),
            totals=Totals(0, 0, 0),
            term_days=term_days,
            network=self.sides.network,
            on_behalf_of=issuer.holder if issuer.holder != issuer.facts.name else "",
            settlement_number=settlement.number,
            entries=settlement.entries,
            head=settlement.head.hex(),
            is_set_off=claim == SET_OFF,
            decision=self.decision if claim == SET_OFF else "",
            issued_by=other.facts.name if other.id != issuer.id else "",
        )

    def _concept(
        self,
        claim: str,
        payer: int,
        payee: int,
        sides: tuple[Side, Side],
        facts: InvoiceFacts,
        cents: int,
        corrects_id: str | None = None,
    ) -> Concept:
        """`cents` is what was decided; a side that nobody is asks for a penvoerder and for nothing else."""
        facts = summed(facts)
        nobody = tuple(f"{name}." for name, side in zip(("issuer", "buyer"), sides, strict=True) if not side.id)
        found = [one for one in missing(facts) if not (nobody and (one.column or "").startswith(nobody))]
        if nobody:
            found.insert(0, Finding("invoice.no_penvoerder", column=f"{nobody[0]}name", facts={"place": SETTINGS}))
        if facts.totals.including_cents != cents:
            said = {"place": DOCUMENT, "cents": facts.totals.including_cents, "decided": cents}
            found.append(Finding("invoice.not_decided", column="totals", facts=said))
        return Concept(claim, payer, payee, sides[0], facts, tuple(found), corrects_id)


def _credited(line: InvoiceLine) -> InvoiceLine:
    return replace(
        line,
        quantity_hundredths=-line.quantity_hundredths,
        amount_cents=-line.amount_cents,
        deducted_cents=-line.deducted_cents,
    )


def _agreement(session: Session, settlement: Settlement, day: date) -> AgreementRow | None:
    """The one that it rests on, or else the one that holds when its documents are issued."""
    rows = agreement_rows(session)
    own = next((row for row in rows if row.id == settlement.agreement_id), None)
    return own or next((row for row in rows if row.holds_on(day)), None)
