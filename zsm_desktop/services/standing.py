"""Which deliveries count: the one definition, for plain SQL and for the session."""

from __future__ import annotations

# A delivery that is reversed stays confirmed; its reversal is found by what it reverses, of which there are few.
_REVERSED = "{row}.id IN (SELECT r.delivery_id FROM journal_entry r WHERE r.reverses > 0 AND r.delivery_id IS NOT NULL)"


def is_reversed(row: str = "d") -> str:
    """Booked and taken back; `row` is what the query calls the delivery."""
    return _REVERSED.format(row=row)


def stands(row: str = "d") -> str:
    """Neither withdrawn nor reversed; what is disputed still stands, though it is in no balance."""
    return f"{row}.status <> 'withdrawn' AND NOT {is_reversed(row)}"


def is_use(row: str = "d") -> str:
    """What counts as used: it stands and is not disputed."""
    return f"{row}.status <> 'disputed' AND {stands(row)}"
