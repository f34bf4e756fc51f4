"""What each school gave and took; from the totals the store keeps, so that a million deliveries answer at once.

Raw and portable SQL, one query per figure, without SQLAlchemy: the command line and the first screen wait for nothing.
Everything goes by the day of booking and over whole months: a school year, a book year, any `Span`; `None` is all
time. Balances of a whole network, funds among them, sum to zero; so do what was settled of them and what is open.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from zsm_desktop.domain.calendar import SchoolYear, month_start
from zsm_desktop.domain.in_kind import NOTHING, InKind
from zsm_desktop.domain.money import round_share
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.spans import ALL, Span, When, span_of
from zsm_desktop.services.balance_rows import (
    Beside,
    KindBalance,
    MonthBalance,
    OfferBalance,
    OpenItem,
    PairBalance,
    PairMatrix,
    PerPupil,
    SchoolBalance,
    SectorBalance,
    TrendPoint,
    UseBalance,
)
from zsm_desktop.services.explaining import explained, narrowing_of
from zsm_desktop.services.explaining_asked import Asked, Kinds
from zsm_desktop.services.explaining_beside import explained_beside, narrowing_beside
from zsm_desktop.services.explaining_rows import ExplainLine, Explanation, Narrowing
from zsm_desktop.services.service import read
from zsm_desktop.services.trends import Trends, units_of

if TYPE_CHECKING:
    from zsm_desktop.store.store import Store

__all__ = ["Balances", "ExplainLine", "Explanation", "OfferBalance", "PairBalance", "SchoolBalance", "TrendPoint"]

_BY_SCHOOL = """
SELECT coalesce(a.school_id, ''), a.code, a.name,
 coalesce(sum(t.given_cents), 0), coalesce(sum(t.taken_cents), 0), coalesce(sum(t.settled_cents), 0)
FROM account a LEFT JOIN account_total t ON t.account_id = a.id AND t.month BETWEEN :first AND :last
WHERE a.kind NOT IN ('open', 'write_off') GROUP BY a.id, a.school_id, a.code, a.name
HAVING a.school_id IS NOT NULL OR count(t.month) > 0
ORDER BY a.name, a.code
"""
_ACCOUNTS = "SELECT id, coalesce(school_id, ''), code, name FROM account"
_PAIRS_OF_YEARS = """
SELECT account_id, counter_id, sum(given_cents), sum(taken_cents) FROM pair_total
WHERE school_year BETWEEN :first AND :last GROUP BY account_id, counter_id
"""
_PAIRS_OF_MONTHS = """
SELECT giver_id, taker_id, sum(cents) FROM flow_total WHERE month BETWEEN :first AND :last GROUP BY giver_id, taker_id
"""
_BY_MONTH = """
SELECT a.school_id, a.code, a.name, t.month, t.given_cents, t.taken_cents, t.settled_cents
FROM account_total t JOIN account a ON a.id = t.account_id
WHERE a.kind NOT IN ('open', 'write_off') AND t.month BETWEEN :first AND :last ORDER BY a.name, a.code, t.month
"""
_OPEN = """
SELECT coalesce(h.school_id, ''), h.code, h.name, sum(t.settled_cents)
FROM account a JOIN account h ON h.id = a.holder_id JOIN account_total t ON t.account_id = a.id
GROUP BY h.id, h.school_id, h.code, h.name HAVING sum(t.settled_cents) <> 0 ORDER BY h.name, h.code
"""
_YEARS = "SELECT DISTINCT school_year FROM pair_total ORDER BY school_year DESC"
_SIDES = (("giver_id", "taker_id"), ("taker_id", "giver_id"))
_BY_OFFER = """
SELECT f.{side}, f.offer_id, sum(f.cents), sum(f.quantity) FROM flow_total f
WHERE f.month BETWEEN :first AND :last GROUP BY f.{side}, f.offer_id
"""
_OFFERS = "SELECT o.id, o.code, o.name, u.name, u.plural, u.dagdelen FROM offer o JOIN unit u ON u.id = o.unit_id"
_BY_SECTOR = """
SELECT f.{side}, o.sector_id, o.unit_id, sum(f.cents), sum(f.quantity)
FROM flow_total f JOIN offer o ON o.id = f.offer_id
WHERE f.month BETWEEN :first AND :last GROUP BY f.{side}, o.sector_id, o.unit_id
"""
_SECTORS = "SELECT id, code, name, position FROM sector"
_BY_KIND = """
SELECT CASE g.kind WHEN 'school' THEN gs.kind ELSE g.kind END AS giver_kind,
 CASE t.kind WHEN 'school' THEN ts.kind ELSE t.kind END AS taker_kind, o.unit_id, sum(f.cents), sum(f.quantity)
FROM flow_total f JOIN offer o ON o.id = f.offer_id
JOIN account g ON g.id = f.giver_id LEFT JOIN school gs ON gs.id = g.school_id
JOIN account t ON t.id = f.taker_id LEFT JOIN school ts ON ts.id = t.school_id
WHERE f.month BETWEEN :first AND :last GROUP BY giver_kind, taker_kind, o.unit_id
"""
_USE = """
SELECT f.{side}, {key} AS known, o.unit_id, sum(f.quantity) FROM flow_total f JOIN offer o ON o.id = f.offer_id
WHERE f.month BETWEEN :first AND :last GROUP BY f.{side}, known, o.unit_id HAVING sum(f.quantity) <> 0
"""
_BESIDE = """
SELECT provider_id, user_id, status, sum(amount_cents), count(*) FROM delivery
WHERE status IN ('entered', 'disputed') AND delivered_on BETWEEN :first AND :last GROUP BY provider_id, user_id, status
"""
_PUPILS = "SELECT school_id, count(*) FROM pupil WHERE left_on IS NULL GROUP BY school_id"


class Balances(Trends):
    @read(Permission.READ_BALANCES)
    def by_school(self, when: When = None) -> tuple[SchoolBalance, ...]:
        """Every school by name, those without exchange too; other accounts only when they carry something."""
        return tuple(SchoolBalance(*row) for row in self.store.rows(_BY_SCHOOL, _months(when)))

    @read(Permission.READ_BALANCES)
    def open_items(self) -> tuple[OpenItem, ...]:
        """What each is still to be paid, or has to pay, for what was settled; those with nothing open are left out."""
        return tuple(OpenItem(*row) for row in self.store.rows(_OPEN))

    @read(Permission.READ_BALANCES)
    def by_pair(self, when: When = None, school_id: str | None = None) -> tuple[PairBalance, ...]:
        """Every pair that exchanged; of one school only when `school_id` is given."""
        accounts = _accounts(self.store)
        found = (
            PairBalance(one.school_id, one.code, one.name, other.school_id, other.code, other.name, *cents)
            for one, other, cents in (
                (accounts[a], accounts[b], cents) for (a, b), cents in _pairs(self.store, when).items()
            )
            if school_id is None or one.school_id == school_id
        )
        return tuple(sorted(found, key=lambda row: (row.name, row.code, row.counter, row.counter_code)))

    @read(Permission.READ_BALANCES)
    def by_offer(self, when: When = None) -> tuple[OfferBalance, ...]:
        """Per school and offer, both ways."""
        sums: dict[tuple[int, str], list[int]] = {}
        for at, (side, _) in enumerate(_SIDES):
            for account, offer, cents, quantity in self.store.rows(_BY_OFFER.format(side=side), _months(when)):
                row = sums.setdefault((account, offer), [0, 0, 0, 0])
                row[at], row[at + 2] = cents, quantity
        accounts = _accounts(self.store)
        offers = {row[0]: row for row in self.store.rows(_OFFERS)}
        found = (OfferBalance(*accounts[account][:3], *offers[offer], *row) for (account, offer), row in sums.items())
        return tuple(sorted(found, key=lambda row: (row.name, row.code, row.offer, row.offer_code)))

    @read(Permission.READ_BALANCES)
    def by_sector(self, when: When = None) -> tuple[SectorBalance, ...]:
        """Per school and sector of the offer, both ways; by school, then as the sectors stand."""
        cents: dict[tuple[int, str], list[int]] = {}
        uses: dict[tuple[int, str], list[InKind]] = {}
        units = units_of(self.store)
        for at, (side, _) in enumerate(_SIDES):
            for account, sector, unit, amount, quantity in self.store.rows(_BY_SECTOR.format(side=side), _months(when)):
                cents.setdefault((account, sector), [0, 0])[at] += amount
                uses.setdefault((account, sector), [NOTHING, NOTHING])[at] += InKind.of(*units[unit], quantity)
        accounts = _accounts(self.store)
        sectors = {row[0]: row for row in self.store.rows(_SECTORS)}
        order = sorted(cents, key=lambda key: (accounts[key[0]].rank, sectors[key[1]][3], key[1]))
        return tuple(
            SectorBalance(*accounts[account][:3], *sectors[sector][:3], *cents[account, sector], *uses[account, sector])
            for account, sector in order
        )

    @read(Permission.READ_BALANCES)
    def by_school_kind(self, when: When = None) -> tuple[KindBalance, ...]:
        """Pro and vso against each other and among themselves; every pair of kinds from each side, as pairs of schools.

        A fund stands as a kind of its own.
        """
        cents: dict[tuple[str, str], int] = {}
        uses: dict[tuple[str, str], InKind] = {}
        units = units_of(self.store)
        for giver, taker, unit, amount, quantity in self.store.rows(_BY_KIND, _months(when)):
            cents[giver, taker] = cents.get((giver, taker), 0) + amount
            uses[giver, taker] = uses.get((giver, taker), NOTHING) + InKind.of(*units[unit], quantity)
        keys = sorted(cents.keys() | {(taker, giver) for giver, taker in cents})
        return tuple(
            KindBalance(
                *(one, other, cents.get((one, other), 0), cents.get((other, one), 0)),
                *(uses.get((one, other), NOTHING), uses.get((other, one), NOTHING)),
            )
            for one, other in keys
        )

    @read(Permission.READ_BALANCES)
    def by_month(self, when: When = None) -> tuple[MonthBalance, ...]:
        """Per school and month in which something was booked."""
        rows = self.store.rows(_BY_MONTH, _months(when))
        return tuple(
            MonthBalance(id_ or "", code, name, month_start(month), *cents) for id_, code, name, month, *cents in rows
        )

    @read(Permission.READ_BALANCES)
    def use(self, by: str = "school", when: When = None) -> tuple[UseBalance, ...]:
        """What was given and taken in dagdelen and other units: by "school", "pair" or "month"."""
        found: dict[tuple[int, object], list[InKind]] = {}
        units = units_of(self.store)
        for at, (side, other) in enumerate(_SIDES):
            key = {"pair": f"f.{other}", "month": "f.month"}.get(by, "''")
            for account, known, unit, quantity in self.store.rows(_USE.format(side=side, key=key), _months(when)):
                found.setdefault((account, known), [NOTHING, NOTHING])[at] += InKind.of(*units[unit], quantity)
        accounts = _accounts(self.store)

        def key_of(known: object) -> str:
            if not isinstance(known, int):
                return ""
            return accounts[known].code if by == "pair" else month_start(known).isoformat()[:7]

        rows = (UseBalance(accounts[account].code, key_of(known), *sides) for (account, known), sides in found.items())
        return tuple(sorted(rows, key=lambda row: (row.code, row.key)))

    @read(Permission.READ_BALANCES)
    def beside(self, when: When = None) -> tuple[Beside, ...]:
        """What waits for the using school or is disputed, by day of delivery; schools with neither are left out."""
        span = span_of(when)
        days = {"first": span.first_day.isoformat(), "last": span.last_day.isoformat()}
        sums: dict[str, list[int]] = {}
        for provider, user, status, cents, count in self.store.rows(_BESIDE, days):
            at = int(status == "disputed")
            for school, side, number in ((provider, 0, count), (user, 1, 0)):
                row = sums.setdefault(school, [0] * 6)
                row[2 * at + side] += cents
                row[4 + at] += number
        names = {row.school_id: row for row in self.by_school(span)}
        found = (Beside(id_, names[id_].code, names[id_].name, *cents) for id_, cents in sums.items() if id_ in names)
        return tuple(sorted(found, key=lambda row: (row.name, row.code)))

    @read(Permission.READ_BALANCES)
    def per_pupil(self, when: When = None) -> tuple[PerPupil, ...]:
        """What a school gave and took for every pupil who is enrolled there now, whenever the exchange was."""
        pupils: dict[str, int] = dict(self.store.rows(_PUPILS))
        uses = {row.code: row for row in self.use("school", when)}
        found = []
        for row in self.by_school(when):
            if not row.school_id:
                continue
            count, use = pupils.get(row.school_id, 0), uses.get(row.code)
            figures = (
                row.given_cents,
                row.taken_cents,
                use.given.hundredths if use else 0,
                use.taken.hundredths if use else 0,
            )
            shares = (_each(figure, count) for figure in figures)
            found.append(PerPupil(row.school_id, row.code, row.name, count, *shares))
        return tuple(found)

    @read(Permission.READ_BALANCES)
    def matrix(self, when: When = None) -> PairMatrix:
        """Who gave how much to whom; the sum of a row is what that school gave."""
        accounts = _accounts(self.store)
        pairs = _pairs(self.store, when)
        totals: dict[int, list[int]] = {}
        for (one, _), (given, taken) in pairs.items():
            total = totals.setdefault(one, [0, 0])
            total[0] += given
            total[1] += taken
        order = sorted(totals, key=lambda account: accounts[account].rank)
        return PairMatrix(
            tuple(SchoolBalance(*accounts[one][:3], *totals[one]) for one in order),
            tuple(tuple(pairs.get((row, column), (0, 0))[0] for column in order) for row in order),
        )

    @read(Permission.READ_BALANCES)
    def years(self) -> tuple[SchoolYear, ...]:
        """School years with bookings, latest first."""
        return tuple(SchoolYear(row[0]) for row in self.store.rows(_YEARS))

    @read(Permission.READ_BALANCES)
    def explain(
        self,
        school: str,
        when: When = None,
        *,
        counter: str = "",
        offer: str = "",
        sector: str = "",
        side: str = "",
        status: str = "",
        kinds: Kinds | None = None,
        is_standing: bool = False,
    ) -> Explanation:
        """Down from a balance to the deliveries under it; of one other school, offer or sector where that is named.

        All are named by id or by short code, whatever its case. `side` "given" or "taken" is one of the two that make a
        balance, "settled" what settling moved of it; `status` "entered" or "disputed" is what stands beside it; `kinds`
        is what these gave, and then `school` is "". `is_standing` explains what is open at their end: with all before
        them, and what was settled. Raises RuleError("balance.…") for what is not there and what does not go together.
        """
        asked = Asked(
            school,
            span_of(when),
            counter,
            offer,
            sector,
            side=side,
            status=status,
            kinds=kinds,
            is_standing=is_standing,
        )
        return explained_beside(self.store, asked) if status else explained(self.store, asked)

    @read(Permission.READ_BALANCES)
    def narrowing(self, school: str, when: When = None, *, status: str = "") -> Narrowing:
        """With whom, through which offers and in which sectors it came about, or with a `status` what stands beside it.

        Raises RuleError("balance.no_school").
        """
        if status:
            return narrowing_beside(self.store, Asked(school, span_of(when), status=status))
        return narrowing_of(self.store, school, span_of(when))


class _Account(NamedTuple):
    school_id: str
    code: str
    name: str

    @property
    def rank(self) -> tuple[bool, str, str]:
        """Schools by name, and funds after them."""
        return not self.school_id, self.name, self.code


def _accounts(store: Store) -> dict[int, _Account]:
    return {id_: _Account(*rest) for id_, *rest in store.rows(_ACCOUNTS)}


def _pairs(store: Store, when: When) -> dict[tuple[int, int], tuple[int, int]]:
    """Given and taken of every two accounts, from each side; whole school years have a total of their own."""
    span = span_of(when)
    if span == ALL or span.school_year is not None:
        years = {"first": 0, "last": 9999}
        if span.school_year is not None:
            years = dict.fromkeys(years, span.school_year.start_year)
        return {(one, other): (given, taken) for one, other, given, taken in store.rows(_PAIRS_OF_YEARS, years)}
    given = {(giver, taker): cents for giver, taker, cents in store.rows(_PAIRS_OF_MONTHS, _months(span))}
    keys: Iterable[tuple[int, int]] = given.keys() | {(taker, giver) for giver, taker in given}
    return {(one, other): (given.get((one, other), 0), given.get((other, one), 0)) for one, other in keys}


def _each(figure: int, count: int) -> int | None:
    return round_share(figure, 1, count) if count else None


def _months(when: When) -> dict[str, object]:
    span: Span = span_of(when)
    return {"first": span.first_month, "last": span.last_month}
