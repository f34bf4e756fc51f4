"""What was booked late: on days before those proposed, or inside days that are settled, and covered by none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zsm_desktop.domain.spans import Span
from zsm_desktop.services.settlement_history import RowsOf

_SETTLED = "SELECT 1 FROM settlement s WHERE s.status = 'executed' AND s.reverses IS NULL"
# Only what was booked after the first settlement can be late inside its days: saying so keeps the list quick.
_INSIDE = f"""
p.entry > (SELECT min(entries) FROM settlement WHERE status = 'executed' AND reverses IS NULL)
AND EXISTS ({_SETTLED} AND p.booked_on BETWEEN s.first_day AND s.last_day)
"""  # noqa: S608 - made of fixed parts
_BEFORE_OR_INSIDE = f"(p.booked_on < :first_day OR (p.booked_on > :last_day AND {_INSIDE}))"
# What two did and took back is nothing that waits.
_LATE = f"""
WITH late AS (
 SELECT p.entry, p.account_id, p.counter_id, p.cents, p.booked_on FROM posting p WHERE p.side = 'given' AND {{days}}
 AND NOT EXISTS ({_SETTLED} AND p.booked_on BETWEEN s.first_day AND s.last_day AND p.entry <= s.entries)
), waiting AS (SELECT account_id, counter_id FROM late GROUP BY account_id, counter_id HAVING sum(cents) <> 0)
SELECT count(DISTINCT l.entry), sum(l.cents), min(l.booked_on), max(l.booked_on)
FROM late l JOIN waiting w ON w.account_id = l.account_id AND w.counter_id = l.counter_id
"""  # noqa: S608 - made of fixed parts


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """Entries that no settlement covers and the next would leave out; `cents` is what was given in them."""

    entries: int
    cents: int
    first_day: date
    last_day: date


def left_behind(rows_of: RowsOf, span: Span | None) -> LeftBehind | None:
    """By a proposal of these months; with None what was booked inside days after these were settled."""
    if span is None:
        found = rows_of(_LATE.format(days=_INSIDE), {})
    else:
        days = {"first_day": span.first_day.isoformat(), "last_day": span.last_day.isoformat()}
        found = rows_of(_LATE.format(days=_BEFORE_OR_INSIDE), days)
    ((entries, cents, first_day, last_day),) = found
    if not entries:
        return None
    return LeftBehind(int(entries), int(cents), date.fromisoformat(first_day), date.fromisoformat(last_day))
