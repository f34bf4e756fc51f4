"""Closed periods that were opened once more, as the list of periods and the statements over their days both say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from zsm_desktop.store.store import Store


@dataclass(frozen=True, slots=True)
class Reopening:
    """Who opened the closed period that starts on `first_day` once more, when and why."""

    first_day: date
    at: datetime
    by: str
    reason: str


_REOPENED = """
SELECT p.first_day, r.reopened_at, u.name, r.reason FROM period_reopening r
JOIN period p ON p.id = r.period_id JOIN user_account u ON u.id = r.reopened_by
WHERE p.first_day BETWEEN :first AND :last
ORDER BY r.reopened_at, p.first_day, r.id
"""


def reopenings(store: Store, first_day: date = date.min, last_day: date = date.max) -> tuple[Reopening, ...]:
    """Of periods that start in these days, earliest first."""
    facts = {"first": first_day.isoformat(), "last": last_day.isoformat()}
    return tuple(
        Reopening(date.fromisoformat(day), datetime.fromisoformat(at), by, reason)
        for day, at, by, reason in store.rows(_REOPENED, facts)
    )
