"""What balances say, one row type per way of looking; the same for screen, paper and command line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.in_kind import InKind


class _GivenAndTaken:
    """What every balance is: given − taken, also of what was settled; positive when the network owes the school."""

    __slots__ = ()
    given_cents: int
    taken_cents: int

    @property
    def balance_cents(self) -> int:
        return self.given_cents - self.taken_cents


class _Standing(_GivenAndTaken):
    """With what was settled of it: against what it gave below zero, against what it took above."""

    __slots__ = ()
    settled_cents: int

    @property
    def open_cents(self) -> int:
        """What is left to be settled."""
        return self.balance_cents + self.settled_cents


@dataclass(frozen=True, slots=True)
class SchoolBalance(_Standing):
    """`balance_cents` = given − taken; positive: the network owes the school. `school_id` "" for a fund or the like."""

    school_id: str
    code: str
    name: str
    given_cents: int
    taken_cents: int
    settled_cents: int = 0


@dataclass(frozen=True, slots=True)
class OpenItem:
    """What a school or fund is still to be paid for what was settled, VAT included; below zero it has to pay."""

    school_id: str
    code: str
    name: str
    cents: int


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
    """What one school gave or took through one offer, in money and in the offer's unit; a fund takes no quantity.

    `dagdelen` is what one of that unit is worth, in hundredths of a dagdeel; None: that cannot be said.
    """

    school_id: str
    code: str
    name: str
    offer_id: str
    offer_code: str
    offer: str
    unit: str
    unit_plural: str
    dagdelen: int | None
    given_cents: int
    taken_cents: int
    given_hundredths: int
    taken_hundredths: int

    @property
    def given(self) -> InKind:
        return InKind.of(self.unit, self.unit_plural, self.dagdelen, self.given_hundredths)

    @property
    def taken(self) -> InKind:
        return InKind.of(self.unit, self.unit_plural, self.dagdelen, self.taken_hundredths)


@dataclass(frozen=True, slots=True)
class SectorBalance(_GivenAndTaken):
    school_id: str
    code: str
    name: str
    sector_id: str
    sector_code: str
    sector: str
    given_cents: int
    taken_cents: int
    given: InKind
    taken: InKind


@dataclass(frozen=True, slots=True)
class KindBalance(_GivenAndTaken):
    """What schools of one kind together gave to and took from those of another (or their own) kind, or "fund"."""

    kind: str
    counter_kind: str
    given_cents: int
    taken_cents: int
    given: InKind
    taken: InKind


@dataclass(frozen=True, slots=True)
class MonthBalance(_Standing):
    """`first_day` is the first day of the month of booking."""

    school_id: str
    code: str
    name: str
    first_day: date
    given_cents: int
    taken_cents: int
    settled_cents: int


@dataclass(frozen=True, slots=True)
class UseBalance:
    """What a school gave and took without money.

    `key` is the code of the other, or "2026-09" for a month; "" is everything together.
    """

    code: str
    key: str
    given: InKind
    taken: InKind


@dataclass(frozen=True, slots=True)
class Beside:
    """What is not in a school's balance: entered and not yet confirmed, and disputed; by day of delivery."""

    school_id: str
    code: str
    name: str
    waiting_given_cents: int
    waiting_taken_cents: int
    disputed_given_cents: int
    disputed_taken_cents: int
    waiting_given: int
    disputed_given: int
    """How many deliveries it gave; summed over all schools every delivery counts once."""

    @property
    def waiting_cents(self) -> int:
        """By how much the balance would change if all of it were confirmed."""
        return self.waiting_given_cents - self.waiting_taken_cents

    @property
    def disputed_cents(self) -> int:
        return self.disputed_given_cents - self.disputed_taken_cents


@dataclass(frozen=True, slots=True)
class PerPupil:
    """What a school took, shared over its `pupils` enrolled now; None for a school without pupils in the books.

    Cents and hundredths of a dagdeel a pupil, rounded half up.
    """

    school_id: str
    code: str
    name: str
    pupils: int
    given_cents: int | None
    taken_cents: int | None
    given_hundredths: int | None
    taken_hundredths: int | None


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One month of the whole network or of one school; `standing_cents` is what was open at its end.

    `standing` is what was given − taken until then in kind, which no settlement changes.
    """

    first_day: date
    given_cents: int
    taken_cents: int
    standing_cents: int
    given: InKind
    taken: InKind
    standing: InKind
    settled_cents: int = 0


@dataclass(frozen=True, slots=True)
class YearMonths:
    """Twelve months of one school year, August first, each counted from zero at its start; None: not there yet."""

    year: SchoolYear
    given_cents: tuple[int | None, ...]
    balance_cents: tuple[int | None, ...]
    given: tuple[InKind | None, ...]
    balance: tuple[InKind | None, ...]


@dataclass(frozen=True, slots=True)
class PairMatrix:
    """Rows give, columns take: `given_cents[row][column]`, both in the order of `schools` (those that exchange)."""

    schools: tuple[SchoolBalance, ...]
    given_cents: tuple[tuple[int, ...], ...]
