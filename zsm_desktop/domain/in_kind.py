"""Use that is not money: everything that can be counted in dagdelen in dagdelen, the rest in its own unit beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

WHOLE = 100 * 100
"""Quantities and the worth of a unit are both in hundredths: a dagdeel is ten thousand parts."""


@dataclass(frozen=True, slots=True)
class UnitQuantity:
    """What cannot be counted in dagdelen, such as a test; hundredths of the unit."""

    unit: str
    unit_plural: str
    hundredths: int


@dataclass(frozen=True, slots=True)
class InKind:
    """`parts` are ten-thousandths of a dagdeel, so that sums of sums stay exact; `others` by unit, none of them 0."""

    parts: int = 0
    others: tuple[UnitQuantity, ...] = ()

    @classmethod
    def of(cls, unit: str, unit_plural: str, dagdelen_hundredths: int | None, quantity_hundredths: int) -> InKind:
        """A quantity of a unit that is worth so much of a dagdeel; None: that cannot be said."""
        if dagdelen_hundredths is not None:
            return cls(dagdelen_hundredths * quantity_hundredths)
        if not quantity_hundredths:
            return NOTHING
        return cls(0, (UnitQuantity(unit, unit_plural, quantity_hundredths),))

    @property
    def hundredths(self) -> int:
        """Hundredths of a dagdeel, rounded half up (away from zero)."""
        rounded = (abs(self.parts) + 50) // 100
        return rounded if self.parts >= 0 else -rounded

    def __add__(self, other: InKind) -> InKind:
        if not other.others:
            return InKind(self.parts + other.parts, self.others)
        sums: dict[tuple[str, str], int] = {}
        for one in (*self.others, *other.others):
            sums[one.unit, one.unit_plural] = sums.get((one.unit, one.unit_plural), 0) + one.hundredths
        left = tuple(UnitQuantity(*unit, hundredths) for unit, hundredths in sorted(sums.items()) if hundredths)
        return InKind(self.parts + other.parts, left)

    def __neg__(self) -> InKind:
        return InKind(-self.parts, tuple(UnitQuantity(o.unit, o.unit_plural, -o.hundredths) for o in self.others))

    def __bool__(self) -> bool:
        return bool(self.parts or self.others)


NOTHING = InKind()


def total(uses: Iterable[InKind]) -> InKind:
    whole = NOTHING
    for use in uses:
        whole += use
    return whole
