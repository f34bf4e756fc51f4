"""What a bank says happened on an account, whatever the form of its file."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

MOST_ENTRIES = 20_000
"""In one file; more is not the account of a network of schools."""


@dataclass(frozen=True, slots=True)
class BankEntry:
    """One amount on the account: `cents` more than zero came in, less went out; a text the bank did not give is "".

    `reference` is what the payer copied from the invoice into the field meant for it, `text` what he wrote himself.
    `fingerprint` stays the same whenever the bank gives the same entry in the same form again.
    """

    booked_on: date
    cents: int
    name: str = ""
    iban: str = ""
    end_to_end: str = ""
    reference: str = ""
    text: str = ""
    bank_reference: str = ""
    row: int = field(default=0, compare=False)
    """Line of the file it was read from."""
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class BankStatement:
    """Entries between two balances; `account` is an IBAN, or the bare number where the bank gives no more."""

    account: str
    number: str
    opened_on: date
    opening_cents: int
    closed_on: date
    closing_cents: int
    entries: tuple[BankEntry, ...]
    row: int = field(default=0, compare=False)

    @property
    def fingerprint(self) -> str:
        """The same for the same days of the same account, in whichever form the bank gave them."""
        moves = sorted((entry.booked_on.isoformat(), entry.cents) for entry in self.entries)
        ends = (self.opening_cents, self.closing_cents, self.closed_on.isoformat())
        return _digest(self.account, *ends, *(part for move in moves for part in move))

    @property
    def difference_cents(self) -> int:
        """What the closing balance has more than the opening balance and the entries together; 0 when all is there."""
        return self.closing_cents - self.opening_cents - sum(entry.cents for entry in self.entries)


def with_fingerprints(account: str, entries: Iterable[BankEntry]) -> tuple[BankEntry, ...]:
    """Two entries that are alike in everything are told apart by their order on that day."""
    seen: Counter[str] = Counter()
    marked = []
    for entry in entries:
        what = (entry.name, entry.iban, entry.end_to_end, entry.reference, entry.text, entry.bank_reference)
        plain = _digest(account, entry.booked_on.isoformat(), entry.cents, *what)
        seen[plain] += 1
        marked.append(replace(entry, fingerprint=_digest(plain, seen[plain])))
    return tuple(marked)


def _digest(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()
