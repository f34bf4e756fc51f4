"""A settlement in the books: what was exchanged goes to the open accounts of the same holders, or to nobody.

One entry per settlement and one for what it writes off. What a holder is to be paid is on its open account with VAT;
on its own account only what was exchanged, without.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from zsm_desktop.domain.ledger import EntryFacts, EntryKind, PostingFacts, Side
from zsm_desktop.domain.settlement.history import Document, Line, Payment, Plan
from zsm_desktop.models import Account
from zsm_desktop.models.types import utc_text
from zsm_desktop.services.chain import chain_head
from zsm_desktop.services.entries import append_entries, entry_days
from zsm_desktop.store.work import Work

WRITE_OFF = "AFGEBOEKT"
_OPEN = "SELECT holder_id, id FROM account WHERE kind = 'open'"
_WRITE_OFF = "SELECT id FROM account WHERE kind = 'write_off' ORDER BY id LIMIT 1"


def book_settlement(work: Work, settlement_id: str, last_day: date, today: date, made: Plan) -> None:
    """In the first open period from today on. Raises RuleError("ledger.no_open_period")."""
    period, booked_on = entry_days(work, [today]).place(today)
    moved = tuple(_moved(made, _open_accounts(work, made)))
    written_off = tuple(_written_off(made.lines, _write_off_account(work))) if made.write_offs else ()
    number = chain_head(work.rows).number
    entries = []
    for kind, postings in ((EntryKind.SETTLEMENT, moved), (EntryKind.WRITE_OFF, written_off)):
        if not postings:
            continue
        number += 1
        entries.append(
            EntryFacts(
                number=number,
                kind=kind,
                period_id=period.id,
                booked_on=booked_on,
                delivered_on=last_day,
                delivery_id=None,
                placement_id=None,
                decision_id=None,
                offer_id=None,
                quantity_hundredths=0,
                tariff_cents=0,
                reverses=None,
                booked_by=work.actor.user_id,
                booked_at=utc_text(work.at),
                postings=postings,
                settlement_id=settlement_id,
            )
        )
    append_entries(work.connection, entries)
    work.touch("entry", *(str(entry.number) for entry in entries))


def taken_back(made: Plan) -> Plan:
    """The plan that does the opposite of each payment, document and write-off."""
    return replace(
        made,
        payments=tuple(sorted((Payment(one.payee, one.payer, one.cents) for one in made.payments), key=_pair)),
        documents=tuple(Document(one.provider, one.user, -one.cents, -one.vat_cents) for one in made.documents),
        lines=tuple(
            Line(
                line.account,
                line.left_cents,
                -line.vat_cents,
                line.receives_cents,
                line.pays_cents,
                -line.written_off_cents,
            )
            for line in made.lines
        ),
    )


def _pair(payment: Payment) -> tuple[int, int]:
    return payment.payer, payment.payee


def _moved(made: Plan, opened: dict[int, int]) -> Iterator[PostingFacts]:
    for line in made.lines:
        if line.settled_cents:
            yield PostingFacts(line.account, opened[line.account], Side.SETTLED, -line.settled_cents)
    for due in made.dues:
        yield PostingFacts(opened[due.payee], opened[due.payer], Side.SETTLED, due.cents)
        yield PostingFacts(opened[due.payer], opened[due.payee], Side.SETTLED, -due.cents)


def _written_off(lines: Iterable[Line], write_off: int) -> Iterator[PostingFacts]:
    for line in lines:
        if line.written_off_cents:
            yield PostingFacts(line.account, write_off, Side.SETTLED, -line.written_off_cents)
            yield PostingFacts(write_off, line.account, Side.SETTLED, line.written_off_cents)


def _open_accounts(work: Work, made: Plan) -> dict[int, int]:
    """By holder; one that has none yet gets it."""
    found = dict(work.rows(_OPEN, {}))
    wanted = {line.account for line in made.lines if line.pays_cents or line.receives_cents or line.settled_cents}
    for holder in sorted(wanted - found.keys()):
        own = work.session.get_one(Account, holder)
        account = Account(code=f"{own.code}-OPEN"[:40], name=own.name, kind="open", holder_id=holder)
        work.session.add(account)
        work.session.flush()
        found[holder] = account.id
    return found


def _write_off_account(work: Work) -> int:
    rows = work.rows(_WRITE_OFF, {})
    if rows:
        return int(rows[0][0])
    account = Account(code=WRITE_OFF, name="Afgeboekt", kind="write_off")
    work.session.add(account)
    work.session.flush()
    return account.id
