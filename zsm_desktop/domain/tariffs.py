"""The tariff of a delivery is the one valid on the day it was delivered; later changes never reach back.

What a tariff is made of is looked at when it is agreed and said in warnings; it never changes what a delivery costs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.domain.money import require_bounded

MOST_OVERHEAD_PERMILLE = 50
"""Overhead above 5 % is warned of: up to there the decree on lending staff (Stcrt. 2024, 17448, par. 6.3) takes it
that nothing is earned. The decree counts over gross wage cost; counting over wage and materials is the network's rule.
"""


@dataclass(frozen=True, slots=True)
class TariffFacts:
    """Price in cents per unit, valid from `valid_from` until the next one starts."""

    id: str
    cents: int
    valid_from: date


@dataclass(frozen=True, slots=True)
class CostBasis:
    """What one unit costs the school that gives it, in cents; None: not told."""

    wage_cents: int | None = None
    materials_cents: int | None = None
    overhead_cents: int | None = None

    @property
    def is_given(self) -> bool:
        return any(part is not None for part in self._parts)

    @property
    def total_cents(self) -> int:
        return sum(part or 0 for part in self._parts)

    @property
    def most_overhead_cents(self) -> int:
        """In whole cents, rounded down: one cent more is too much."""
        return ((self.wage_cents or 0) + (self.materials_cents or 0)) * MOST_OVERHEAD_PERMILLE // 1000

    @property
    def _parts(self) -> tuple[int | None, ...]:
        return (self.wage_cents, self.materials_cents, self.overhead_cents)


def tariff_on(tariffs: Iterable[TariffFacts], day: date) -> TariffFacts:
    """The last tariff that started on or before `day`; raises RuleError("tariff.none") when there is none."""
    valid = [tariff for tariff in tariffs if tariff.valid_from <= day]
    if not valid:
        raise RuleError("tariff.none", day=day)
    return max(valid, key=lambda tariff: tariff.valid_from)


def require_tariff(cents: int, basis: CostBasis) -> None:
    """Raises RuleError("tariff.negative"), ("tariff.negative_basis") or ("number.too_much")."""
    require_bounded(cents, basis.wage_cents, basis.materials_cents, basis.overhead_cents)
    if cents < 0:
        raise RuleError("tariff.negative")
    if any(part is not None and part < 0 for part in (basis.wage_cents, basis.materials_cents, basis.overhead_cents)):
        raise RuleError("tariff.negative_basis")


def basis_findings(cents: int, basis: CostBasis) -> tuple[Finding, ...]:
    """What the schools should know before they agree; warnings only. Nothing is said where no cost was told."""
    if not basis.is_given:
        return ()
    found = []
    if basis.total_cents != cents:
        code = "tariff.above_basis" if cents > basis.total_cents else "tariff.below_basis"
        facts = {"basis": basis.total_cents, "tariff": cents, "difference": abs(cents - basis.total_cents)}
        found.append(Finding(code, facts=facts, is_warning=True))
    overhead = basis.overhead_cents or 0
    if overhead > basis.most_overhead_cents:
        facts = {"overhead": overhead, "most": basis.most_overhead_cents}
        found.append(Finding("tariff.overhead", facts=facts, is_warning=True))
    return tuple(found)
