"""A payment in the books: from the open account of who paid to that of who was paid, one entry each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from zsm_desktop.domain.ledger import EntryFacts, EntryKind, PostingFacts, Side
from zsm_desktop.domain.periods import EntryDays
from zsm_desktop.models import Invoice, InvoicePayment
from zsm_desktop.models.types import utc_text
from zsm_desktop.services.chain import chain_head
from zsm_desktop.services.entries import append_entries, entry_days
from zsm_desktop.store.work import Work

_OPEN = "SELECT holder_id, id FROM account WHERE kind = 'open'"
_SETTLED_ON = """
SELECT max(booked_on) FROM journal_entry WHERE settlement_id = :settlement AND kind = 'settlement'
"""


def book_payments(work: Work, rows: Sequence[InvoicePayment], today: date) -> None:
    """Gives each row its entry: on the day it was paid, but not before what it pays was booked, nor after today.

    Raises RuleError("ledger.no_open_period").
    """
    opened = dict(work.rows(_OPEN, {}))
    number = chain_head(work.rows).number
    made = []
    for row in rows:
        number += 1
        row.entry = number
        invoice = work.session.get_one(Invoice, row.invoice_id)
        day = min(max(row.paid_on, _settled_on(work, invoice)), today)
        made.append(_entry(work, row, invoice, opened, entry_days(work, [day]), day))
        work.touch("settlement", invoice.settlement_id)
    append_entries(work.connection, made)
    work.touch("entry", *(str(entry.number) for entry in made))


def _settled_on(work: Work, invoice: Invoice) -> date:
    ((day,),) = work.rows(_SETTLED_ON, {"settlement": invoice.settlement_id})
    return date.fromisoformat(day) if day else invoice.issued_on


def _entry(
    work: Work, row: InvoicePayment, invoice: Invoice, opened: dict[int, int], days: EntryDays, day: date
) -> EntryFacts:
    period, booked_on = days.place(day)
    payer, payee = opened[invoice.payer_id], opened[invoice.payee_id]
    return EntryFacts(
        number=row.entry,
        kind=EntryKind.PAYMENT,
        period_id=period.id,
        booked_on=booked_on,
        delivered_on=row.paid_on,
        delivery_id=None,
        placement_id=None,
        decision_id=None,
        offer_id=None,
        quantity_hundredths=0,
        tariff_cents=0,
        reverses=None,
        booked_by=work.actor.user_id,
        booked_at=utc_text(work.at),
        postings=(
            PostingFacts(payer, payee, Side.SETTLED, row.cents),
            PostingFacts(payee, payer, Side.SETTLED, -row.cents),
        ),
        settlement_id=invoice.settlement_id,
    )
