"""One entry of the ledger as the row it is kept in and back again: for booking, reversing and checking alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from zsm_desktop.domain.ledger import EntryFacts, EntryKind, PostingFacts, Side

ENTRY_COLUMNS = """number, kind, period_id, booked_on, delivered_on, delivery_id, placement_id, decision_id, offer_id,
 quantity, tariff_cents, reverses, booked_by, booked_at, previous_hash, hash, settlement_id"""
"""By place, as a hundred thousand names would be looked up one by one."""
POSTING_COLUMNS = "account_id, counter_id, side, cents"


def entry_row(entry: EntryFacts, previous_hash: bytes, new_hash: bytes) -> tuple[object, ...]:
    """In the order of `ENTRY_COLUMNS`."""
    return (
        entry.number,
        entry.kind.value,
        entry.period_id,
        entry.booked_on.isoformat(),
        entry.delivered_on.isoformat(),
        entry.delivery_id,
        entry.placement_id,
        entry.decision_id,
        entry.offer_id,
        entry.quantity_hundredths,
        entry.tariff_cents,
        entry.reverses,
        entry.booked_by,
        entry.booked_at,
        previous_hash,
        new_hash,
        entry.settlement_id,
    )


def entry_facts(row: Sequence[Any], postings: Iterable[Sequence[Any]]) -> EntryFacts:
    """Of `ENTRY_COLUMNS`, and of `POSTING_COLUMNS` for each posting; ValueError for what was never written here."""
    return EntryFacts(
        number=row[0],
        kind=EntryKind(row[1]),
        period_id=row[2],
        booked_on=date.fromisoformat(row[3]),
        delivered_on=date.fromisoformat(row[4]),
        delivery_id=row[5],
        placement_id=row[6],
        decision_id=row[7],
        offer_id=row[8],
        quantity_hundredths=row[9],
        tariff_cents=row[10],
        reverses=row[11],
        booked_by=row[12],
        booked_at=row[13],
        settlement_id=row[16],
        postings=tuple(PostingFacts(p[0], p[1], Side(p[2]), p[3]) for p in postings),
    )
