"""The figures of the services over the months looked at, made ready for table and chart; no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from zsm_desktop.domain.deliveries import DeliveryStatus
from zsm_desktop.domain.in_kind import NOTHING, InKind
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.series import Matrix, Unit
from zsm_desktop.domain.spans import ALL, Span
from zsm_desktop.services.delivery_lists import DeliveryFilter
from zsm_desktop.ui.parts.span_state import Choices, SpanState
from zsm_desktop.words.exchange import quantity_with_unit

if TYPE_CHECKING:
    from zsm_desktop.services.balance_rows import (
        KindBalance,
        OfferBalance,
        PerPupil,
        SectorBalance,
    )
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.ledger import LedgerHead

Measure = Literal["cents", "dagdelen"]
MEASURES: Choices = [("cents", "In euro’s"), ("dagdelen", "In dagdelen")]


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """A school, or a fund, with what is booked and, apart, what is not; use is read only when that is looked at."""

    school_id: str
    code: str
    name: str
    given_cents: int
    taken_cents: int
    waiting_cents: int | None
    disputed_cents: int | None
    given: InKind
    taken: InKind
    settled_cents: int
    open_cents: int
    """What stood open at the end of the months looked at: with all before them, and less what was settled."""

    @property
    def balance_cents(self) -> int:
        return self.given_cents - self.taken_cents

    @property
    def use(self) -> InKind:
        """What it gave more than it took."""
        return self.given + -self.taken


@dataclass(frozen=True, slots=True)
class OfferLine:
    """What one school gave or took through one offer; `cents` and `use` are negative for what it took."""

    id: str
    school: str
    school_code: str
    offer: str
    offer_code: str
    side: str
    quantity: str
    cents: int
    use: InKind


@dataclass(frozen=True, slots=True)
class Waiting:
    """What stands beside the balances of the whole network and is not in them: how many deliveries, and cents.

    `own` of them are of the own school, None for who sees those of all schools or of none.
    """

    entered: tuple[int, int]
    disputed: tuple[int, int]
    own: int | None
    may_open: bool


class BalancesState(SpanState):
    """The figures over the months looked at, in money or in dagdelen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.measure: Measure = "cents"

    @property
    def is_in_kind(self) -> bool:
        return self.measure == "dagdelen"

    @property
    def unit(self) -> Unit:
        return "hundredths" if self.is_in_kind else "cents"

    def head(self) -> LedgerHead:
        return self.desk.ledger.head()

    def schools(self) -> list[SchoolLine]:
        """Who gave most more than it took first, by the measure looked at; funds apart behind them."""
        balances = self.desk.balances
        beside = {row.code: row for row in balances.beside(self.span)}
        uses = {row.code: row for row in balances.use("school", self.span)} if self.is_in_kind else {}
        stood = {row.code: row.open_cents for row in balances.by_school(self._until())}
        lines = []
        for row in balances.by_school(self.span):
            apart, use = beside.get(row.code), uses.get(row.code)
            lines.append(
                SchoolLine(
                    row.school_id, row.code, row.name, row.given_cents, row.taken_cents,
                    (apart.waiting_cents or None) if apart else None,
                    (apart.disputed_cents or None) if apart else None,
                    use.given if use else NOTHING, use.taken if use else NOTHING, row.settled_cents, stood[row.code],
                )
            )  # fmt: skip
        if self.is_in_kind:
            return sorted(lines, key=lambda line: (not line.school_id, -line.use.parts, line.name))
        return sorted(lines, key=lambda line: (not line.school_id, -line.balance_cents, line.name))

    @property
    def is_settled(self) -> bool:
        """Whether anything was settled until the end of the months looked at."""
        return any(row.settled_cents for row in self.desk.balances.by_school(self._until()))

    def _until(self) -> Span:
        return Span(ALL.first_month, self.span.last_month)

    def waiting(self) -> Waiting:
        rows = self.desk.balances.beside(self.span)
        actor = self.desk.actor
        may_read = actor.may(Permission.READ_DELIVERIES)
        own = self._own_waiting() if may_read and not actor.sees_all_schools else None
        return Waiting(
            (sum(row.waiting_given for row in rows), sum(row.waiting_given_cents for row in rows)),
            (sum(row.disputed_given for row in rows), sum(row.disputed_given_cents for row in rows)),
            own,
            may_open=may_read and own != 0,
        )

    def _own_waiting(self) -> int:
        first, last = (None, None) if self.span == ALL else (self.span.first_day, self.span.last_day)
        return sum(
            self.desk.deliveries.totals(DeliveryFilter(status=status, first_day=first, last_day=last)).count
            for status in (DeliveryStatus.ENTERED, DeliveryStatus.DISPUTED)
        )

    def matrix(self) -> Matrix:
        found = self.desk.balances.matrix(self.span)
        codes = tuple(school.code for school in found.schools)
        names = tuple(school.name for school in found.schools)
        given = found.given_cents
        if self.is_in_kind:
            use = {(row.code, row.key): row.given.hundredths for row in self.desk.balances.use("pair", self.span)}
            given = tuple(tuple(use.get((row, column), 0) for column in codes) for row in codes)
        cells = tuple(
            tuple(None if row == column else figure for column, figure in enumerate(line))
            for row, line in enumerate(given)
        )
        return Matrix("Wie gaf aan wie", self.unit, names, codes, cells, codes, codes, names, "Samen")

    def names(self) -> dict[str, str]:
        """School names by code."""
        return {school.code: school.name for school in self.desk.balances.by_school(self.span)}

    def offers(self, school_code: str) -> list[OfferLine]:
        """What was given, per offer; of one school also what it took."""
        rows = self.desk.balances.by_offer(self.span)
        lines: list[OfferLine] = []
        for row in rows:
            if school_code in {"", row.code}:
                if row.given_cents or row.given_hundredths:
                    lines.append(_offer_line(row, "given", row.given_hundredths, row.given_cents))
                if school_code and (row.taken_cents or row.taken_hundredths):
                    lines.append(_offer_line(row, "taken", row.taken_hundredths, -row.taken_cents))
        if self.is_in_kind:
            return sorted(lines, key=lambda line: (not line.use.parts, -abs(line.use.parts), line.offer))
        return sorted(lines, key=lambda line: (-abs(line.cents), line.offer))

    def sectors(self, school_code: str) -> list[SectorBalance]:
        """Of one school; the largest exchange first."""
        rows = self.desk.balances.by_sector(self.span)
        own = [row for row in rows if row.code == school_code] if school_code else list(rows)
        if self.is_in_kind:
            return sorted(own, key=lambda row: (-(row.given.parts + row.taken.parts), row.name, row.sector))
        return sorted(own, key=lambda row: (-(row.given_cents + row.taken_cents), row.name, row.sector))

    def school_kinds(self) -> list[KindBalance]:
        """What schools of one kind gave to those of another; the most first."""
        rows = self.desk.balances.by_school_kind(self.span)
        if self.is_in_kind:
            return sorted((row for row in rows if row.given), key=lambda row: -row.given.parts)
        return sorted((row for row in rows if row.given_cents or row.given), key=lambda row: -row.given_cents)

    def per_pupil(self) -> list[PerPupil]:
        """Who took most for every pupil first."""
        rows = self.desk.balances.per_pupil(self.span)
        side = "taken_hundredths" if self.is_in_kind else "taken_cents"
        return sorted(rows, key=lambda row: (-(getattr(row, side) or 0), row.name))


def _offer_line(row: OfferBalance, side: str, hundredths: int, cents: int) -> OfferLine:
    return OfferLine(
        f"{row.code}|{row.offer_code}|{side}", row.name, row.code, row.offer, row.offer_code, side,
        quantity_with_unit(hundredths, row.unit, row.unit_plural), cents, row.given if side == "given" else -row.taken,
    )  # fmt: skip
