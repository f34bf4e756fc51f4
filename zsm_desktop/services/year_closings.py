"""The book years that were closed, each with its proof, as they stand in the store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from zsm_desktop.domain.book_years import YearProof
from zsm_desktop.domain.invoice_text import from_text
from zsm_desktop.services.chain import RowsOf

_CLOSINGS = """
SELECT c.book_year, c.entries, c.head, c.closed_at, u.name, c.facts
FROM year_closing c JOIN user_account u ON u.id = c.closed_by
"""
_EVERY = f"{_CLOSINGS} ORDER BY c.book_year"
_ONE = f"{_CLOSINGS} WHERE c.book_year = :year"
_AFTER = "SELECT min(book_year) FROM year_closing WHERE last_day >= :day"


@dataclass(frozen=True, slots=True)
class ClosedYear:
    """Closed for good up to entry `entries`, whose hash is `head`."""

    year: int
    entries: int
    head: str
    closed_at: datetime
    closed_by: str
    proof: YearProof


def closings(rows_of: RowsOf) -> tuple[ClosedYear, ...]:
    """The earliest first."""
    return tuple(_closed(row) for row in rows_of(_EVERY, {}))


def closing_of(rows_of: RowsOf, year: int) -> ClosedYear | None:
    return next((_closed(row) for row in rows_of(_ONE, {"year": year})), None)


def closed_year_from(rows_of: RowsOf, day: date) -> int | None:
    """The first closed book year that has not ended before `day`: no period of that day can open again."""
    ((year,),) = rows_of(_AFTER, {"day": day.isoformat()})
    return int(year) if year is not None else None


def _closed(row: Any) -> ClosedYear:
    year, entries, head, closed_at, closed_by, facts = row
    at = datetime.fromisoformat(closed_at)
    return ClosedYear(year, entries, bytes(head).hex(), at, closed_by, from_text(YearProof, facts))
