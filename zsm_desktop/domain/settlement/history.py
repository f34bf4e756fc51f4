"""The frozen values of a settlement: what went between schools and funds, and what a regime makes of it.

Accounts are named by their id. A position is positive when the others owe the account's owner, as in the books; all
positions sum to zero, and so does all VAT.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from zsm_desktop.domain.errors import RuleError


class SettlementRegime(StrEnum):
    CLOSED_PURSES = "closed_purses"
    THRESHOLD = "threshold"
    INVOICING = "invoicing"
    NETTING = "netting"


SETS_OFF = frozenset({SettlementRegime.THRESHOLD, SettlementRegime.NETTING})
"""What is paid under these goes to others than it was owed to: no payment is for a delivery."""


class AccountKind(StrEnum):
    """Whose account can have a position."""

    SCHOOL = "school"
    FUND = "fund"


@dataclass(frozen=True, slots=True)
class Flow:
    """What `provider` gave to `user`, less than nothing where more was taken back; the VAT is what comes on top."""

    provider: int
    user: int
    cents: int
    vat_cents: int = 0


@dataclass(frozen=True)
class History:
    """All that no settlement covers yet, with what each account `brought`: what earlier ones left standing.

    Raises RuleError("settlement.unknown_account", "settlement.own_flow", "settlement.not_zero").
    """

    accounts: Mapping[int, AccountKind]
    flows: tuple[Flow, ...]
    brought: Mapping[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        require_known(self.accounts, self.brought)
        require_known(self.accounts, {id_ for flow in self.flows for id_ in (flow.provider, flow.user)})
        if any(flow.provider == flow.user for flow in self.flows):
            raise RuleError("settlement.own_flow")
        if total := sum(self.brought.values()):
            raise RuleError("settlement.not_zero", cents=total)

    @cached_property
    def positions(self) -> dict[int, int]:
        """What each account gave, minus what it took, plus what it brought; also the accounts at nought."""
        positions = {account: self.brought.get(account, 0) for account in sorted(self.accounts)}
        for flow in self.flows:
            positions[flow.provider] += flow.cents
            positions[flow.user] -= flow.cents
        return positions

    @cached_property
    def vat(self) -> dict[int, int]:
        """The VAT that each account is to be paid, less what it is to pay."""
        vat = dict.fromkeys(sorted(self.accounts), 0)
        for flow in self.flows:
            vat[flow.provider] += flow.vat_cents
            vat[flow.user] -= flow.vat_cents
        return vat

    @cached_property
    def taken(self) -> dict[int, int]:
        """What was charged to each account: for a school without what a fund bore."""
        taken = dict.fromkeys(sorted(self.accounts), 0)
        for flow in self.flows:
            taken[flow.user] += flow.cents
        return taken

    def of_kind(self, kind: AccountKind) -> list[int]:
        return [account for account in self.positions if self.accounts[account] is kind]


@dataclass(frozen=True, slots=True)
class Payment:
    """`cents` is more than zero and includes VAT."""

    payer: int
    payee: int
    cents: int


@dataclass(frozen=True, slots=True)
class Document:
    """What `provider` charges `user`: an invoice, or a credit note where the two amounts are together below zero."""

    provider: int
    user: int
    cents: int
    vat_cents: int

    @property
    def due_cents(self) -> int:
        return self.cents + self.vat_cents


@dataclass(frozen=True, slots=True)
class Line:
    """What a plan does to one account; `vat_cents` is what it claims of VAT, `left_cents` what is brought along."""

    account: int
    position_cents: int
    vat_cents: int
    pays_cents: int
    receives_cents: int
    written_off_cents: int

    @property
    def settled_cents(self) -> int:
        """What the plan moves of the position itself, by payment: so without VAT."""
        return self.receives_cents - self.pays_cents - self.vat_cents

    @property
    def is_something(self) -> bool:
        return any((self.position_cents, self.vat_cents, self.pays_cents, self.receives_cents, self.written_off_cents))

    @property
    def left_cents(self) -> int:
        return self.position_cents - self.settled_cents - self.written_off_cents


@dataclass(frozen=True, slots=True)
class Plan:
    """What a regime makes of a history. `fewest_possible`: no plan for the same amounts has fewer payments."""

    regime: SettlementRegime
    payments: tuple[Payment, ...]
    documents: tuple[Document, ...]
    lines: tuple[Line, ...]
    fewest_possible: int

    @property
    def is_fewest(self) -> bool:
        """Whether it is proved that it cannot be done with fewer payments."""
        return len(self.payments) == self.fewest_possible

    @property
    def dues(self) -> tuple[Payment, ...]:
        """All that is to be paid, for a document too: a credit note by the provider."""
        for_documents = (
            Payment(one.user, one.provider, one.due_cents)
            if one.due_cents > 0
            else Payment(one.provider, one.user, -one.due_cents)
            for one in self.documents
            if one.due_cents
        )
        return (*self.payments, *for_documents)

    @property
    def write_offs(self) -> dict[int, int]:
        return {line.account: line.written_off_cents for line in self.lines if line.written_off_cents}

    @property
    def left(self) -> dict[int, int]:
        """What the next history has as brought."""
        return {line.account: line.left_cents for line in self.lines if line.left_cents}


def require_known(accounts: Mapping[int, AccountKind], named: Iterable[int]) -> None:
    """Raises RuleError("settlement.unknown_account") for an account that can have no position."""
    for account in named:
        if account not in accounts:
            raise RuleError("settlement.unknown_account", account=account)
