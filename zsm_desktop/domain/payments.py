"""Which open item a payment on the bank account is for: proposals, strongest ground first, for a person to confirm.

A weaker ground never takes from a stronger one: all payments that carry a reference are laid out before one is laid by
its amount. So neither the order of the payments nor that of the items changes what is proposed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from zsm_desktop.domain.bank_statements import BankEntry

_SHORTEST_NUMBER = 4
"""A number of fewer signs stands by chance in too many texts."""
_NO_NAME = frozenset("bv nv vof st stg stichting vereniging ver school scholen de het van voor te den der en".split())
"""Words that many names have and that tell none apart."""


class Ground(StrEnum):
    """By what a payment was laid to an item; strongest first."""

    REFERENCE = "reference"
    NUMBER = "number"
    AMOUNT_AND_IBAN = "amount_and_iban"
    AMOUNT_AND_NAME = "amount_and_name"
    NONE = "none"


class Certainty(StrEnum):
    SURE = "sure"
    LIKELY = "likely"
    POSSIBLE = "possible"
    NONE = "none"


class Fit(StrEnum):
    """How the amount goes with what is open."""

    WHOLE = "whole"
    PARTIAL = "partial"
    TOO_MUCH = "too_much"
    DOUBLE = "double"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class OpenItem:
    """A claim, or with `is_debt` what is still to be paid; `open_cents` is never less than zero.

    One that was paid lately belongs here too, with 0 open: only then is a second payment of it known as double.
    """

    number: str
    reference: str
    ibans: frozenset[str]
    name: str
    open_cents: int
    due_on: date
    is_debt: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """`cents` of the payment are for the item with this number; of the same sign as the payment."""

    number: str
    cents: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """`left_cents` of the payment are for nothing that is known; `others` are items it could as well be for."""

    fingerprint: str
    fit: Fit
    ground: Ground
    certainty: Certainty
    parts: tuple[Part, ...]
    left_cents: int
    others: tuple[str, ...] = ()


def propose(entries: Iterable[BankEntry], items: Iterable[OpenItem]) -> dict[str, Proposal]:
    """Fingerprint of each entry → what it seems to be for; nothing is booked by it."""
    ordered = sorted(entries, key=lambda entry: (entry.booked_on, entry.fingerprint))
    table = _Table(sorted(items, key=lambda item: (item.due_on, item.number)))
    found: dict[str, Proposal] = {}
    for rule in (table.by_reference, table.by_number, table.by_iban, table.by_name):
        for entry in ordered:
            if entry.fingerprint not in found and (proposal := rule(entry)) is not None:
                found[entry.fingerprint] = proposal
    for entry in ordered:
        if entry.fingerprint not in found:
            found[entry.fingerprint] = table.unknown(entry)
    return found


def likeness(entry: BankEntry, number: str, name: str, open_cents: int) -> int:
    """How much of an amount points at one document, for who chooses by hand: its number most, its name least."""
    pattern = _pattern(number)
    is_named = pattern is not None and pattern.whole.search(f"{entry.text}\n{entry.end_to_end}\n{entry.reference}")
    return 4 * bool(is_named) + 2 * (abs(entry.cents) == open_cents) + _same(_words(entry.name), _words(name))


class _Table:
    """The items and what of each is not yet laid out."""

    def __init__(self, items: Sequence[OpenItem]) -> None:
        self._items = items
        self._open = {item.number: item.open_cents for item in items}
        self._words = {item.number: _words(item.name) for item in items}
        self._patterns = {item.number: _pattern(item.number) for item in items}
        self._references = {item.number: _compact(item.reference) for item in items}

    def by_reference(self, entry: BankEntry) -> Proposal | None:
        said = _compact(f"{entry.reference}\n{entry.end_to_end}\n{entry.text}")
        own = self._references
        named = [item for item in self._side(entry) if own[item.number] and own[item.number] in said]
        # One reference may be the beginning of another: the longer one is meant.
        texts = {own[item.number] for item in named}
        longest = [item for item in named if not any(own[item.number] in text for text in texts - {own[item.number]})]
        return self._named(entry, longest, Ground.REFERENCE)

    def by_number(self, entry: BankEntry) -> Proposal | None:
        said = f"{entry.text}\n{entry.end_to_end}\n{entry.reference}"
        low = said.lower()
        named = [
            item
            for item in self._side(entry)
            if (one := self._patterns[item.number]) is not None and one.tail in low and one.whole.search(said)
        ]
        return self._named(entry, named, Ground.NUMBER)

    def by_iban(self, entry: BankEntry) -> Proposal | None:
        return self._alike(entry, Ground.AMOUNT_AND_IBAN, lambda item: bool(entry.iban) and entry.iban in item.ibans)

    def by_name(self, entry: BankEntry) -> Proposal | None:
        words = _words(entry.name)
        return self._alike(entry, Ground.AMOUNT_AND_NAME, lambda item: _same(words, self._words[item.number]))

    def unknown(self, entry: BankEntry) -> Proposal:
        """Nothing fits; what is open of the same payer may help who has to choose."""
        words = _words(entry.name)
        near = [
            item.number
            for item in self._side(entry)
            if self._open[item.number]
            and (entry.iban in item.ibans if entry.iban else _same(words, self._words[item.number]))
        ]
        return Proposal(entry.fingerprint, Fit.UNKNOWN, Ground.NONE, Certainty.NONE, (), entry.cents, tuple(near))

    def _side(self, entry: BankEntry) -> list[OpenItem]:
        """What came in is for a claim, what went out for a debt."""
        return [item for item in self._items if entry.cents and item.is_debt == (entry.cents < 0)]

    def _named(self, entry: BankEntry, named: Sequence[OpenItem], ground: Ground) -> Proposal | None:
        """The payer says himself what it is for; of several the earliest due comes first."""
        if not named:
            return None
        wanted = sum(self._open[item.number] for item in named)
        parts = self._lay_out(entry.cents, named)
        left = entry.cents - sum(part.cents for part in parts)
        if not parts:
            return Proposal(entry.fingerprint, Fit.DOUBLE, ground, Certainty.LIKELY, (), left, _numbers(named))
        fit = Fit.WHOLE if not left and abs(entry.cents) == wanted else Fit.TOO_MUCH if left else Fit.PARTIAL
        is_sure = ground is Ground.REFERENCE or any(self._is_from(entry, item) for item in named)
        certainty = Certainty.SURE if is_sure and fit is Fit.WHOLE else Certainty.LIKELY
        return Proposal(entry.fingerprint, fit, ground, certainty, parts, left)

    def _alike(self, entry: BankEntry, ground: Ground, is_from: Callable[[OpenItem], bool]) -> Proposal | None:
        """Items of this payer that are open for exactly this amount; the earliest due of several."""
        own = [item for item in self._side(entry) if is_from(item)]
        same = [item for item in own if self._open[item.number] == abs(entry.cents)]
        if same:
            parts = self._lay_out(entry.cents, same[:1])
            is_likely = ground is Ground.AMOUNT_AND_IBAN and len(same) == 1
            certainty = Certainty.LIKELY if is_likely else Certainty.POSSIBLE
            return Proposal(entry.fingerprint, Fit.WHOLE, ground, certainty, parts, 0, _numbers(same[1:]))
        again = [item for item in own if item.open_cents == abs(entry.cents) and not self._open[item.number]]
        if again:
            return Proposal(
                entry.fingerprint, Fit.DOUBLE, ground, Certainty.POSSIBLE, (), entry.cents, _numbers(again)
            )  # fmt: skip
        return None

    def _lay_out(self, cents: int, items: Sequence[OpenItem]) -> tuple[Part, ...]:
        parts = []
        left, sign = abs(cents), 1 if cents > 0 else -1
        for item in items:
            part = min(left, self._open[item.number])
            if part:
                left -= part
                self._open[item.number] -= part
                parts.append(Part(item.number, sign * part))
        return tuple(parts)

    def _is_from(self, entry: BankEntry, item: OpenItem) -> bool:
        return entry.iban in item.ibans or _same(_words(entry.name), self._words[item.number])


def _numbers(items: Iterable[OpenItem]) -> tuple[str, ...]:
    return tuple(item.number for item in items)


def _compact(text: str) -> str:
    """Letters and digits alone: people put blanks in a reference, and banks break it over two lines."""
    return re.sub(r"[^A-Z0-9\n]", "", text.upper())


class _Pattern(NamedTuple):
    tail: str
    """Its last piece: where that is missing, the rest need not be looked for."""
    whole: re.Pattern[str]


def _pattern(number: str) -> _Pattern | None:
    """The number as a word of its own, however its parts are joined ("2026-0007", "2026 0007")."""
    pieces = re.findall(r"[A-Za-z]+|[0-9]+", number)
    if sum(map(len, pieces)) < _SHORTEST_NUMBER or not any(piece.isdigit() for piece in pieces):
        return None
    joined = r"[\s\-./_]{0,2}".join(pieces)
    return _Pattern(
        pieces[-1].lower(), re.compile(rf"(?<![A-Za-z0-9]){joined}(?![A-Za-z0-9])", re.ASCII | re.IGNORECASE)
    )


def _words(name: str) -> frozenset[str]:
    """The telling words of a name, without accents and capitals."""
    plain = unicodedata.normalize("NFKD", name.replace(".", "")).encode("ascii", "ignore").decode().lower()
    return frozenset(re.findall(r"[a-z0-9]+", plain)) - _NO_NAME


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    """A bank cuts a name short and a payer adds to it: the telling words of one are all among those of the other."""
    return bool(one and other) and (one <= other or other <= one)
