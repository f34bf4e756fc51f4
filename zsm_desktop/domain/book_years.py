"""A book year is a calendar year of the books: what is looked at before it is closed, and what is kept of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zsm_desktop.domain.invoices import InvoiceOrganisation
from zsm_desktop.domain.ledger import EntryKind


class YearState(StrEnum):
    """`READY`: nothing stands in the way that can be told without looking through all of the books."""

    OPEN = "open"
    READY = "ready"
    CLOSED = "closed"


class CheckKind(StrEnum):
    """In the order in which they are seen to."""

    OVER = "over"
    BEFORE = "before"
    WAITING = "waiting"
    DISPUTED = "disputed"
    SETTLED = "settled"
    DOCUMENTS = "documents"
    PERIODS = "periods"
    BALANCED = "balanced"
    BOOKS = "books"


class CheckOutcome(StrEnum):
    GOOD = "good"
    WARNING = "warning"
    BLOCKING = "blocking"


@dataclass(frozen=True, slots=True)
class YearCheck:
    """`count` is how many there are of what should not be there, `what` names them."""

    kind: CheckKind
    outcome: CheckOutcome
    count: int = 0
    what: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AuditAccount:
    """`holder` is the current account of whose it is; only schools and funds are holders."""

    id: int
    code: str
    name: str
    kind: str
    holder: int | None


@dataclass(frozen=True, slots=True)
class AuditHolder:
    """A school or fund; `facts` is who that is in law."""

    account: int
    code: str
    name: str
    facts: InvoiceOrganisation


@dataclass(frozen=True, slots=True)
class KindCount:
    kind: EntryKind
    entries: int


@dataclass(frozen=True, slots=True)
class AuditBook:
    """The books of one year up to entry `until`; `opening` is what stood on each account before, `change` what came.

    `keeper` is the penvoerder, nameless while there is none. An account on which nothing stood or came is in neither.
    """

    year: int
    made_on: date
    network: str
    keeper: InvoiceOrganisation
    accounts: tuple[AuditAccount, ...]
    holders: tuple[AuditHolder, ...]
    opening: tuple[tuple[int, int], ...]
    change: tuple[tuple[int, int], ...]
    kinds: tuple[KindCount, ...]
    lines: int
    debit_cents: int
    credit_cents: int
    first_entry: int
    last_entry: int
    until: int

    @property
    def first_day(self) -> date:
        return first_day(self.year)

    @property
    def last_day(self) -> date:
        return last_day(self.year)

    @property
    def entries(self) -> int:
        return sum(one.entries for one in self.kinds)

    @property
    def totals(self) -> tuple[AccountYear, ...]:
        """Of every account on which anything stood or came."""
        opening, change = dict(self.opening), dict(self.change)
        return tuple(
            AccountYear(one, opening.get(one.id, 0), change.get(one.id, 0))
            for one in self.accounts
            if one.id in opening or one.id in change
        )

    @property
    def is_balanced(self) -> bool:
        """As double entry has it: all lines, all that came, and all that stood come to nothing."""
        sums = (sum(cents for _, cents in side) for side in (self.opening, self.change))
        return self.debit_cents == self.credit_cents and not any(sums)


@dataclass(frozen=True, slots=True)
class AccountYear:
    """More than zero: the network owes whose account it is."""

    account: AuditAccount
    opening_cents: int
    change_cents: int

    @property
    def closing_cents(self) -> int:
        return self.opening_cents + self.change_cents


@dataclass(frozen=True, slots=True)
class YearProof:
    """What is kept of a year when it is closed: its books as they were then, and what was looked at."""

    book: AuditBook
    checks: tuple[YearCheck, ...]


def first_day(year: int) -> date:
    return date(year, 1, 1)


def last_day(year: int) -> date:
    return date(year, 12, 31)


def is_blocked(checks: Iterable[YearCheck]) -> bool:
    return any(check.outcome is CheckOutcome.BLOCKING for check in checks)
