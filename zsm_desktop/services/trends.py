"""Balances month by month, and school years to lay side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from zsm_desktop.domain.calendar import SchoolYear, month_index, month_start
from zsm_desktop.domain.in_kind import NOTHING, InKind
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.spans import Span
from zsm_desktop.services.balance_rows import TrendPoint, YearMonths
from zsm_desktop.services.service import Service, read

if TYPE_CHECKING:
    from zsm_desktop.store.store import Store

Units = Mapping[str, tuple[str, str, int | None]]

_UNITS = "SELECT id, name, plural, dagdelen FROM unit"
_TREND = """
SELECT t.month, sum(t.given_cents), sum(t.taken_cents), sum(t.settled_cents)
FROM account_total t JOIN account a ON a.id = t.account_id
WHERE (:school_id = '' AND a.kind = 'school') OR a.school_id = :school_id
GROUP BY t.month ORDER BY t.month
"""
_USE_TREND = """
SELECT f.month, o.unit_id, sum(f.quantity)
FROM flow_total f JOIN offer o ON o.id = f.offer_id JOIN account a ON a.id = f.{side}
WHERE (:school_id = '' AND a.kind = 'school') OR a.school_id = :school_id GROUP BY f.month, o.unit_id
"""


class Trends(Service):
    """The part of the balances that goes by month."""

    @read(Permission.READ_BALANCES)
    def trend(self, school_id: str | None = None) -> tuple[TrendPoint, ...]:
        """Month by month from the first booking to the last, without gaps; of one school, less what was settled of it.

        Of the whole network its standings are what schools gave less what they took: what funds bore.
        """
        return _points(self.store, school_id, units_of(self.store))

    @read(Permission.READ_BALANCES)
    def year_by_year(self, school_id: str | None = None) -> tuple[YearMonths, ...]:
        """School years to lay side by side, the latest first; of the whole network or of one school."""
        points = {month_index(point.first_day): point for point in self.trend(school_id)}
        if not points:
            return ()
        first, last = min(points), max(*points, month_index(self.desk.day))
        years = range(SchoolYear.of(month_start(first)).start_year, SchoolYear.of(month_start(last)).start_year + 1)
        return tuple(_laid(SchoolYear(start), points, Span(first, last)) for start in reversed(years))


def units_of(store: Store) -> dict[str, tuple[str, str, int | None]]:
    return {id_: (name, plural, dagdelen) for id_, name, plural, dagdelen in store.rows(_UNITS)}


def _points(store: Store, school_id: str | None, units: Units) -> tuple[TrendPoint, ...]:
    rows = store.rows(_TREND, {"school_id": school_id or ""})
    if not rows:
        return ()
    found = {month: (int(given), int(taken), int(settled) if school_id else 0) for month, given, taken, settled in rows}
    uses = _uses_by_month(store, school_id, units)
    points, cents, standing = [], 0, NOTHING
    for month in range(rows[0][0], rows[-1][0] + 1):
        given, taken, settled = found.get(month, (0, 0, 0))
        in_kind = uses.get(month, (NOTHING, NOTHING))
        cents += given - taken + settled
        standing += in_kind[0] + -in_kind[1]
        points.append(TrendPoint(month_start(month), given, taken, cents, *in_kind, standing, settled))
    return tuple(points)


def _laid(year: SchoolYear, points: Mapping[int, TrendPoint], known: Span) -> YearMonths:
    cents, balance_cents, given, balance = 0, 0, NOTHING, NOTHING
    found: list[tuple[int | None, int | None, InKind | None, InKind | None]] = []
    for month in year.months():
        if not known.first_month <= month <= known.last_month:
            found.append((None, None, None, None))
            continue
        if (point := points.get(month)) is not None:
            cents += point.given_cents
            balance_cents += point.given_cents - point.taken_cents
            given += point.given
            balance += point.given + -point.taken
        found.append((cents, balance_cents, given, balance))
    return YearMonths(year, *zip(*found, strict=True))


def _uses_by_month(store: Store, school_id: str | None, units: Units) -> dict[int, tuple[InKind, InKind]]:
    found: dict[int, tuple[InKind, InKind]] = {}
    for at, side in enumerate(("giver_id", "taker_id")):
        for month, unit, quantity in store.rows(_USE_TREND.format(side=side), {"school_id": school_id or ""}):
            use = InKind.of(*units[unit], int(quantity))
            given, taken = found.get(month, (NOTHING, NOTHING))
            found[month] = (given, taken + use) if at else (given + use, taken)
    return found
