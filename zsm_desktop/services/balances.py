"""What each school gave and took; from the totals the store keeps, so that a million deliveries answer at once.

Raw and portable SQL, one query per figure, without SQLAlchemy: the command line and the first screen wait for nothing.
A school year is that of the day of booking; `year` None means all time. Balances of a whole network sum to zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from zsm_desktop.domain.calendar import SchoolYear, month_index, month_start
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.service import Service, read

if TYPE_CHECKING:
    from zsm_desktop.store.store import Row


class _GivenAndTaken:
    """What every balance is: given − taken; positive when the network owes the school."""

    __slots__ = ()
    given_cents: int
    taken_cents: int

    @property
    def balance_cents(self) -> int:
        return self.given_cents - self.taken_cents


@dataclass(frozen=True, slots=True)
class SchoolBalance(_GivenAndTaken):
    """`balance_cents` = given − taken; positive: the network owes the school. `school_id` "" for a fund or the like."""

    school_id: str
    code: str
    name: str
    given_cents: int
    taken_cents: int


@dataclass(frozen=True, slots=True)
class PairBalance(_GivenAndTaken):
    """What one school gave to and took from another; every pair stands in the list twice, once from each side."""

    school_id: str
    code: str
    name: str
    counter_id: str
    counter_code: str
    counter: str
    given_cents: int
    taken_cents: int


@dataclass(frozen=True, slots=True)
class OfferBalance(_GivenAndTaken):
    """What one school gave or took through one offer, in money and in the offer's unit."""

    school_id: str
    code: str
    name: str
    offer_id: str
    offer_code: str
    offer: str
    unit: str
    unit_plural: str
    given_cents: int
    taken_cents: int
    given_hundredths: int
    taken_hundredths: int


@dataclass(frozen=True, slots=True)
class MonthBalance(_GivenAndTaken):
    """`first_day` is the first day of the month of booking."""

    school_id: str
    code: str
    name: str
    first_day: date
    given_cents: int
    taken_cents: int


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One month of the whole network or of one school; `standing_cents` is the balance at the end of it."""

    first_day: date
    given_cents: int
    taken_cents: int
    standing_cents: int


@dataclass(frozen=True, slots=True)
class PairMatrix:
    """Rows give, columns take: `given_cents[row][column]`, both in the order of `schools` (those that exchange)."""

    schools: tuple[SchoolBalance, ...]
    given_cents: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class ExplainLine:
    """One posting under a balance: `cents` > 0 raises it. `quantity_hundredths` is negative in a reversal."""

    kind: str
    side: str
    number: int
    booked_on: date
    delivered_on: date
    counter_code: str
    counter: str
    offer_code: str
    offer: str
    unit: str
    unit_plural: str
    quantity_hundredths: int
    tariff_cents: int
    placement_number: str
    decision_number: str
    reverses: int | None
    delivery_id: str | None
    cents: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """The lines in order of booking; they sum to `balance_cents`, which comes from the running totals."""

    school_id: str
    code: str
    name: str
    balance_cents: int
    lines: tuple[ExplainLine, ...]


_BY_SCHOOL = """
SELECT coalesce(a.school_id, ''), a.code, a.name,
 coalesce(sum(t.given_cents), 0), coalesce(sum(t.taken_cents), 0)
FROM account a LEFT JOIN account_total t ON t.account_id = a.id AND t.month BETWEEN :first AND :last
GROUP BY a.id, a.school_id, a.code, a.name
HAVING a.school_id IS NOT NULL OR count(t.month) > 0
ORDER BY a.name, a.code
"""
_BY_PAIR = """
SELECT coalesce(a.school_id, ''), a.code, a.name, coalesce(c.school_id, ''), c.code, c.name,
 sum(t.given_cents), sum(t.taken_cents)
FROM pair_total t JOIN account a ON a.id = t.account_id JOIN account c ON c.id = t.counter_id
WHERE t.school_year BETWEEN :first AND :last
GROUP BY a.id, a.school_id, a.code, a.name, c.id, c.school_id, c.code, c.name
ORDER BY a.name, a.code, c.name, c.code
"""
# From one side only, as postings mirror each other, and entries first: both tables are then read in their own order.
_BY_OFFER = """
SELECT coalesce(g.school_id, ''), g.code, g.name, coalesce(t.school_id, ''), t.code, t.name,
 o.id, o.code, o.name, u.name, u.plural, s.cents, s.quantity
FROM (SELECT e.offer_id, p.account_id, p.counter_id, sum(p.cents) AS cents, sum(e.quantity) AS quantity
 FROM journal_entry e CROSS JOIN posting p
 WHERE p.entry = e.number AND p.side = 'given' AND e.booked_on BETWEEN :first AND :last
 GROUP BY e.offer_id, p.account_id, p.counter_id) s
JOIN account g ON g.id = s.account_id JOIN account t ON t.id = s.counter_id
JOIN offer o ON o.id = s.offer_id JOIN unit u ON u.id = o.unit_id
"""
_BY_MONTH = """
SELECT coalesce(a.school_id, ''), a.code, a.name, t.month, t.given_cents, t.taken_cents
FROM account_total t JOIN account a ON a.id = t.account_id
WHERE t.month BETWEEN :first AND :last ORDER BY a.name, a.code, t.month
"""
_TREND = """
SELECT t.month, sum(t.given_cents), sum(t.taken_cents)
FROM account_total t JOIN account a ON a.id = t.account_id
WHERE (:school_id = '' AND a.kind = 'school') OR a.school_id = :school_id
GROUP BY t.month ORDER BY t.month
"""
_YEARS = "SELECT DISTINCT school_year FROM pair_total ORDER BY school_year DESC"
_ACCOUNT = """
SELECT a.id, a.school_id, a.code, a.name, coalesce(sum(t.given_cents - t.taken_cents), 0)
FROM account a LEFT JOIN account_total t ON t.account_id = a.id AND t.month BETWEEN :first AND :last
WHERE a.school_id = :school OR upper(a.code) = upper(:school)
GROUP BY a.id, a.school_id, a.code, a.name
"""
_LINES = """
SELECT e.kind, p.side, e.number, e.booked_on, e.delivered_on, c.code, c.name, o.code, o.name, u.name, u.plural,
 e.quantity, e.tariff_cents, coalesce(pl.number, ''), coalesce(d.number, ''), e.reverses, e.delivery_id, p.cents
FROM posting p
JOIN journal_entry e ON e.number = p.entry
JOIN account c ON c.id = p.counter_id
JOIN offer o ON o.id = e.offer_id
JOIN unit u ON u.id = o.unit_id
LEFT JOIN placement pl ON pl.id = e.placement_id
LEFT JOIN decision d ON d.id = e.decision_id
WHERE p.account_id = :account AND p.booked_on BETWEEN :first AND :last
ORDER BY e.number
"""


class Balances(Service):
    @read(Permission.READ_BALANCES)
    def by_school(self, year: SchoolYear | None = None) -> tuple[SchoolBalance, ...]:
        """Every school by name, those without exchange too; other accounts only when they carry something."""
        return tuple(SchoolBalance(*row) for row in self.store.rows(_BY_SCHOOL, _months(year)))

    @read(Permission.READ_BALANCES)
    def by_pair(self, year: SchoolYear | None = None, school_id: str | None = None) -> tuple[PairBalance, ...]:
        """Every pair that exchanged; of one school only when `school_id` is given."""
        rows = (PairBalance(*row) for row in self.store.rows(_BY_PAIR, _years(year)))
        return tuple(row for row in rows if school_id is None or row.school_id == school_id)

    @read(Permission.READ_BALANCES)
    def by_offer(self, year: SchoolYear | None = None) -> tuple[OfferBalance, ...]:
        """Per school and offer; reads the entries themselves, so it takes some seconds for a million."""
        schools: dict[str, tuple[str, str, str]] = {}
        offers: dict[str, tuple[str, str, str, str, str]] = {}
        sums: dict[tuple[str, str], list[int]] = {}
        for row in self.store.rows(_BY_OFFER, _days(year)):
            offers[row[6]] = row[6:11]
            for school, place in ((row[0:3], 0), (row[3:6], 1)):
                schools[school[1]] = school
                sides = sums.setdefault((school[1], row[6]), [0, 0, 0, 0])
                sides[place] += row[11]
                sides[place + 2] += row[12]
        found = (OfferBalance(*schools[code], *offers[offer], *sides) for (code, offer), sides in sums.items())
        return tuple(sorted(found, key=lambda row: (row.name, row.code, row.offer, row.offer_code)))

    @read(Permission.READ_BALANCES)
    def by_month(self, year: SchoolYear | None = None) -> tuple[MonthBalance, ...]:
        """Per school and month in which something was booked."""
        rows = self.store.rows(_BY_MONTH, _months(year))
        return tuple(
            MonthBalance(id_, code, name, month_start(month), *cents) for id_, code, name, month, *cents in rows
        )

    @read(Permission.READ_BALANCES)
    def trend(self, school_id: str | None = None) -> tuple[TrendPoint, ...]:
        """Month by month from the first booking to the last, without gaps; of the whole network or of one school."""
        rows = self.store.rows(_TREND, {"school_id": school_id or ""})
        if not rows:
            return ()
        found = {month: (int(given), int(taken)) for month, given, taken in rows}
        points, standing = [], 0
        for month in range(rows[0][0], rows[-1][0] + 1):
            given, taken = found.get(month, (0, 0))
            standing += given - taken
            points.append(TrendPoint(month_start(month), given, taken, standing))
        return tuple(points)

    @read(Permission.READ_BALANCES)
    def matrix(self, year: SchoolYear | None = None) -> PairMatrix:
        """Who gave how much to whom; the sum of a row is what that school gave."""
        pairs = self.store.rows(_BY_PAIR, _years(year))
        given: dict[tuple[str, str], int] = {}
        totals: dict[str, list[int]] = {}
        names: dict[str, tuple[str, str]] = {}
        for school_id, code, name, _, counter_code, _, given_cents, taken_cents in pairs:
            given[code, counter_code] = given_cents
            names[code] = (school_id, name)
            total = totals.setdefault(code, [0, 0])
            total[0] += given_cents
            total[1] += taken_cents
        return PairMatrix(
            tuple(SchoolBalance(names[code][0], code, names[code][1], *totals[code]) for code in totals),
            tuple(tuple(given.get((row, column), 0) for column in totals) for row in totals),
        )

    @read(Permission.READ_BALANCES)
    def years(self) -> tuple[SchoolYear, ...]:
        """School years with bookings, latest first."""
        return tuple(SchoolYear(row[0]) for row in self.store.rows(_YEARS))

    @read(Permission.READ_BALANCES)
    def explain(self, school: str, year: SchoolYear | None = None) -> Explanation:
        """Down from a balance to the deliveries under it; `school` is an id or a short code, whatever its case.

        Raises RuleError("balance.no_school").
        """
        found = self.store.rows(_ACCOUNT, {"school": school, **_months(year)})
        if not found:
            raise RuleError("balance.no_school", school=school)
        account, school_id, code, name, balance = found[0]
        rows = self.store.rows(_LINES, {"account": account, **_days(year)})
        return Explanation(school_id or "", code, name, int(balance), tuple(_line(row) for row in rows))


def _line(row: Row) -> ExplainLine:
    values: list[Any] = list(row)
    values[3], values[4] = date.fromisoformat(row[3]), date.fromisoformat(row[4])
    return ExplainLine(*values)


def _months(year: SchoolYear | None) -> dict[str, object]:
    if year is None:
        return {"first": 0, "last": 9999 * 12}
    return {"first": month_index(year.first_day), "last": month_index(year.last_day)}


def _years(year: SchoolYear | None) -> dict[str, object]:
    return {"first": year.start_year if year else 0, "last": year.start_year if year else 9999}


def _days(year: SchoolYear | None) -> dict[str, object]:
    if year is None:
        return {"first": "0001-01-01", "last": "9999-12-31"}
    return {"first": year.first_day.isoformat(), "last": year.last_day.isoformat()}
