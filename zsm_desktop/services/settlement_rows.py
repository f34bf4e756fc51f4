"""Settlements as they are kept: the list, one with all it does, and the frozen plan back from its rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.settlement.history import Document, Line, Payment, Plan, SettlementRegime
from zsm_desktop.domain.settlement.regimes import Terms
from zsm_desktop.domain.settlement.threshold import Band
from zsm_desktop.domain.spans import Span
from zsm_desktop.models import (
    Decision,
    JournalEntry,
    Settlement,
    SettlementDocument,
    SettlementLine,
    SettlementPayment,
    User,
)
from zsm_desktop.services.agreements import AgreementRow, holding_on
from zsm_desktop.services.scenarios import AccountHolder, holders_of
from zsm_desktop.services.settlement_history import RowsOf, basis_of, changed, open_history

WAITING = frozenset({"proposed", "approved"})


@dataclass(frozen=True, slots=True)
class SettlementRow:
    """`moved_cents` is all that is paid, VAT included; `reverses` and `reversed_by` are numbers, "" where none."""

    id: str
    number: str
    regime: SettlementRegime
    span: Span
    status: str
    payments: int
    documents: int
    moved_cents: int
    proposed_at: datetime
    proposed_by: str
    decision_number: str
    executed_at: datetime | None
    executed_by: str
    basis: str
    entries: int
    head: str
    reverses: str
    reversed_by: str


@dataclass(frozen=True, slots=True)
class HolderLine:
    """What it does to one holder: `vat_cents` is in what it pays and receives, `left_cents` stays on its balance."""

    holder: AccountHolder
    position_cents: int
    pays_cents: int
    receives_cents: int
    vat_cents: int
    written_off_cents: int
    left_cents: int


@dataclass(frozen=True, slots=True)
class PaymentLine:
    sequence: int
    payer: AccountHolder
    payee: AccountHolder
    cents: int


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """An invoice, or a credit note where `due_cents` is below zero."""

    sequence: int
    provider: AccountHolder
    user: AccountHolder
    cents: int
    vat_cents: int

    @property
    def due_cents(self) -> int:
        return self.cents + self.vat_cents


@dataclass(frozen=True, slots=True)
class MovedPosition:
    """The position of a holder when it was proposed, and by the books of now."""

    holder: AccountHolder
    then_cents: int
    now_cents: int


@dataclass(frozen=True, slots=True)
class SettlementCard:
    """`is_overtaken`: it cannot be executed any more. The books moved since, `moved` says whose position is another;
    or `other_agreement` holds by now.

    `entry_numbers` are what it was booked as.
    """

    settlement: SettlementRow
    terms: Terms
    lines: tuple[HolderLine, ...]
    payments: tuple[PaymentLine, ...]
    documents: tuple[DocumentLine, ...]
    is_overtaken: bool
    moved: tuple[MovedPosition, ...]
    other_agreement: AgreementRow | None
    entry_numbers: tuple[int, ...]
    dues: tuple[PaymentLine, ...]
    """All that is to be paid, for a document too."""
    decided_beside: tuple[str, ...]
    """The numbers of the others that its decision carries; not of what was withdrawn."""


def settlement_rows(session: Session) -> tuple[SettlementRow, ...]:
    """The latest first."""
    return tuple(_row(found) for found in session.execute(_rows()))


def settlement_card(session: Session, rows_of: RowsOf, settlement_id: str, today: date) -> SettlementCard:
    """Raises RuleError("settlement.none")."""
    found = session.execute(_rows().where(Settlement.id == settlement_id)).one_or_none()
    if found is None:
        raise RuleError("settlement.none")
    settlement = found[0]
    made, terms, holders = kept_plan(session, settlement), kept_terms(settlement), holders_of(rows_of)
    has_moved, moved = _since(settlement, made, terms, rows_of)
    other = other_agreement(session, settlement, today) if settlement.status in WAITING else None
    numbers = select(JournalEntry.number).where(
        JournalEntry.settlement_id == settlement_id, JournalEntry.kind != "payment"
    )
    lines = (
        HolderLine(
            holders[line.account],
            line.position_cents,
            line.pays_cents,
            line.receives_cents,
            line.vat_cents,
            line.written_off_cents,
            line.left_cents,
        )
        for line in made.lines
        if holders[line.account].school_id or line.position_cents or line.pays_cents or line.receives_cents
    )
    return SettlementCard(
        _row(found),
        terms,
        tuple(sorted(lines, key=lambda line: line.holder.rank)),
        _payments(made.payments, holders),
        tuple(
            DocumentLine(at, holders[one.provider], holders[one.user], one.cents, one.vat_cents)
            for at, one in enumerate(made.documents, 1)
        ),
        has_moved or other is not None,
        tuple(MovedPosition(holders[account], then, now) for account, then, now in moved if account in holders),
        other,
        tuple(session.scalars(numbers.order_by(JournalEntry.number))),
        _payments(made.dues, holders),
        _decided_beside(session, settlement),
    )


def _decided_beside(session: Session, settlement: Settlement) -> tuple[str, ...]:
    if settlement.decision_id is None:
        return ()
    others = select(Settlement.number).where(
        Settlement.decision_id == settlement.decision_id,
        Settlement.id != settlement.id,
        Settlement.status != "withdrawn",
    )
    return tuple(session.scalars(others.order_by(Settlement.number)))


def _payments(payments: Iterable[Payment], holders: Mapping[int, AccountHolder]) -> tuple[PaymentLine, ...]:
    return tuple(
        PaymentLine(at, holders[one.payer], holders[one.payee], one.cents) for at, one in enumerate(payments, 1)
    )


def kept_plan(session: Session, settlement: Settlement) -> Plan:
    lines = session.scalars(
        select(SettlementLine).where(SettlementLine.settlement_id == settlement.id).order_by(SettlementLine.account_id)
    )
    payments = tuple(
        Payment(one.payer_id, one.payee_id, one.cents)
        for one in session.scalars(
            select(SettlementPayment)
            .where(SettlementPayment.settlement_id == settlement.id)
            .order_by(SettlementPayment.sequence)
        )
    )
    documents = session.scalars(
        select(SettlementDocument)
        .where(SettlementDocument.settlement_id == settlement.id)
        .order_by(SettlementDocument.sequence)
    )
    return Plan(
        SettlementRegime(settlement.regime),
        payments,
        tuple(Document(one.provider_id, one.user_id, one.cents, one.vat_cents) for one in documents),
        tuple(
            Line(
                one.account_id,
                one.position_cents,
                one.vat_cents,
                one.pays_cents,
                one.receives_cents,
                one.written_off_cents,
            )
            for one in lines
        ),
        settlement.fewest_payments,
    )


def kept_terms(settlement: Settlement) -> Terms:
    """As `settlement_history.terms_text` wrote them."""
    found = json.loads(settlement.terms)
    band = None if found["band"] is None else Band(*found["band"])
    return Terms(band, {account: Band(*rest) for account, *rest in found["bands"]}, found["writes_off"])


def _since(
    settlement: Settlement, made: Plan, terms: Terms, rows_of: RowsOf
) -> tuple[bool, tuple[tuple[int, int, int], ...]]:
    """Whether the books moved under what is not executed yet, and whose position by how much."""
    if settlement.status not in WAITING or settlement.reverses is not None:
        return False, ()
    span, regime = Span.between(settlement.first_day, settlement.last_day), SettlementRegime(settlement.regime)
    history = open_history(rows_of, span).history
    if basis_of(regime, span, terms, history) == settlement.basis:
        return False, ()
    then: Mapping[int, int] = {line.account: line.position_cents for line in made.lines}
    return True, changed(then, history.positions)


def other_agreement(session: Session, settlement: Settlement, today: date) -> AgreementRow | None:
    """What holds by now on the last day of what is settled, where a proposal would rest on another because of it.

    Taking back rests on what it takes back.
    """
    if settlement.reverses is not None:
        return None
    holding = holding_on(session, min(settlement.last_day, today))
    chosen = holding.id if holding is not None and holding.regime.value == settlement.regime else None
    return holding if chosen != settlement.agreement_id else None


def _rows() -> Select[*tuple[Any, ...]]:
    undone, undoing, executor = aliased(Settlement), aliased(Settlement), aliased(User)
    payments, documents = (
        select(func.count()).where(part.settlement_id == Settlement.id).correlate(Settlement)
        for part in (SettlementPayment, SettlementDocument)
    )
    moved = (
        select(func.coalesce(func.sum(SettlementLine.pays_cents), 0))
        .where(SettlementLine.settlement_id == Settlement.id)
        .correlate(Settlement)
    )
    return (
        select(
            Settlement,
            payments.scalar_subquery(),
            documents.scalar_subquery(),
            moved.scalar_subquery(),
            User.name,
            func.coalesce(Decision.number, ""),
            func.coalesce(executor.name, ""),
            func.coalesce(undone.number, ""),
            func.coalesce(undoing.number, ""),
        )
        .join(User, User.id == Settlement.proposed_by)
        .outerjoin(executor, executor.id == Settlement.executed_by)
        .outerjoin(Decision, Decision.id == Settlement.decision_id)
        .outerjoin(undone, undone.id == Settlement.reverses)
        .outerjoin(undoing, (undoing.reverses == Settlement.id) & (undoing.status == "executed"))
        .order_by(Settlement.proposed_at.desc(), Settlement.number.desc())
    )


def _row(found: Any) -> SettlementRow:
    settlement, payments, documents, moved_cents, proposed_by, decision_number, executed_by, reverses, undoing = found
    return SettlementRow(
        id=settlement.id,
        number=settlement.number,
        regime=SettlementRegime(settlement.regime),
        span=Span.between(settlement.first_day, settlement.last_day),
        status=settlement.status,
        payments=payments,
        documents=documents,
        moved_cents=int(moved_cents),
        proposed_at=settlement.proposed_at,
        proposed_by=proposed_by,
        decision_number=decision_number,
        executed_at=settlement.executed_at,
        executed_by=executed_by,
        basis=settlement.basis.hex(),
        entries=settlement.entries,
        head=settlement.head.hex(),
        reverses=reverses,
        reversed_by=undoing,
    )
