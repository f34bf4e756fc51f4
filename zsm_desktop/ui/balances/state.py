"""The year that is looked at, and the figures of the services made ready for table and chart; no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.deliveries import DeliveryStatus
from zsm_desktop.domain.permissions import Permission, Role
from zsm_desktop.domain.series import Line, Matrix, Trend
from zsm_desktop.services.delivery_lists import DeliveryFilter
from zsm_desktop.words import format as dutch

if TYPE_CHECKING:
    from zsm_desktop.services.balances import ExplainLine, Explanation, OfferBalance, SchoolBalance, TrendPoint
    from zsm_desktop.services.delivery_lists import DeliveryTotals
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.ledger import LedgerHead

ALL_YEARS = "all"
Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class OfferLine:
    """What one school gave or took through one offer; `cents` is negative for what it took."""

    id: str
    school: str
    school_code: str
    offer: str
    offer_code: str
    side: str
    quantity: str
    cents: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """What stands beside the balances and is not in them."""

    entered: DeliveryTotals
    disputed: DeliveryTotals


@dataclass(frozen=True, slots=True)
class Reason:
    """An explanation narrowed to one other school or one offer: `given_cents` − `taken_cents` = `cents`."""

    name: str
    code: str
    lines: tuple[ExplainLine, ...]
    given_cents: int
    taken_cents: int
    cents: int
    is_whole: bool


class BalancesState:
    """`year` None means all years together."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.year: SchoolYear | None = SchoolYear.of(desk.day)

    def years(self) -> Choices:
        """The running year and those with bookings, latest first, and all together."""
        years = {*self.desk.balances.years(), SchoolYear.of(self.desk.day)}
        shown = [(year.label, f"Schooljaar {year.label}") for year in sorted(years, reverse=True)]
        return [*shown, (ALL_YEARS, "Alle schooljaren samen")]

    def choose_year(self, label: str) -> None:
        self.year = None if label == ALL_YEARS else SchoolYear.parse(label)

    @property
    def year_key(self) -> str:
        return self.year.label if self.year else ALL_YEARS

    @property
    def year_words(self) -> str:
        return f"Schooljaar {self.year.label}" if self.year else "Alle schooljaren samen"

    def head(self) -> LedgerHead:
        return self.desk.ledger.head()

    def schools(self) -> list[SchoolBalance]:
        """Who gave most more than it took first."""
        return sorted(self.desk.balances.by_school(self.year), key=lambda row: (-row.balance_cents, row.name))

    def waiting(self) -> Waiting | None:
        """None for roles that may not see deliveries; of the own school only for all but the secretary."""
        if not self.desk.actor.may(Permission.READ_DELIVERIES):
            return None
        first, last = (self.year.first_day, self.year.last_day) if self.year else (None, None)
        found = (
            self.desk.deliveries.totals(DeliveryFilter(status=status, first_day=first, last_day=last))
            for status in (DeliveryStatus.ENTERED, DeliveryStatus.DISPUTED)
        )
        return Waiting(*found)

    def matrix(self) -> Matrix:
        found = self.desk.balances.matrix(self.year)
        codes = tuple(school.code for school in found.schools)
        cells = tuple(
            tuple(None if row == column else cents for column, cents in enumerate(line))
            for row, line in enumerate(found.given_cents)
        )
        names = tuple(school.name for school in found.schools)
        return Matrix("Wie gaf aan wie", "cents", names, codes, cells, codes, codes)

    def names(self) -> dict[str, str]:
        """School names by code."""
        return {school.code: school.name for school in self.desk.balances.by_school(self.year)}

    def offers(self, school_code: str) -> list[OfferLine]:
        """What was given, per offer; of one school also what it took."""
        rows = self.desk.balances.by_offer(self.year)
        lines: list[OfferLine] = []
        for row in rows:
            if school_code in {"", row.code}:
                if row.given_cents or row.given_hundredths:
                    lines.append(_offer_line(row, "given", row.given_hundredths, row.given_cents))
                if school_code and (row.taken_cents or row.taken_hundredths):
                    lines.append(_offer_line(row, "taken", row.taken_hundredths, -row.taken_cents))
        return sorted(lines, key=lambda line: (-abs(line.cents), line.offer))

    def trend(self, school_id: str) -> tuple[Trend, list[TrendPoint]]:
        """Of one school its standing at the end of every month, of the whole network ("") what was exchanged in it."""
        points = [
            point
            for point in self.desk.balances.trend(school_id or None)
            if self.year is None or self.year.first_day <= point.first_day <= self.year.last_day
        ]
        labels = tuple(_month(point, is_long=self.year is None) for point in points)
        if school_id:
            line = Line("Stand aan het eind van de maand", tuple(point.standing_cents for point in points))
            return Trend("Verloop van de stand", "cents", labels, (line,)), points
        line = Line("Uitgewisseld in de maand", tuple(point.given_cents for point in points))
        return Trend("Uitgewisseld per maand", "cents", labels, (line,)), points


class Reasons:
    """From a balance down to the bookings under it; the last explanation is kept until something is booked."""

    def __init__(self, state: BalancesState) -> None:
        self.state = state
        self._explained: tuple[str, SchoolYear | None, Explanation] | None = None

    def forget(self) -> None:
        """Something was booked: the next question reads anew."""
        self._explained = None

    def reason(self, school: str, counter_code: str = "", offer_code: str = "") -> Reason:
        """Why a balance is what it is; `school` is an id or a code. Raises RuleError("balance.no_school")."""
        whole = self._explain(school)
        lines = tuple(
            line
            for line in whole.lines
            if counter_code in {"", line.counter_code} and offer_code in {"", line.offer_code}
        )
        given = sum(line.cents for line in lines if line.side == "given")
        taken = -sum(line.cents for line in lines if line.side == "taken")
        is_whole = not counter_code and not offer_code
        cents = whole.balance_cents if is_whole else given - taken
        return Reason(whole.name, whole.code, lines, given, taken, cents, is_whole)

    def parties(self, school: str) -> tuple[Choices, Choices]:
        """The other schools and the offers under a balance, to narrow it by."""
        lines = self._explain(school).lines
        counters = {line.counter_code: line.counter for line in lines}
        offers = {line.offer_code: line.offer for line in lines}
        return sorted(counters.items(), key=lambda one: one[1]), sorted(offers.items(), key=lambda one: one[1])

    def may_open(self, school_code: str, line: ExplainLine) -> bool:
        """Whether this user may see the delivery under a line."""
        actor = self.state.desk.actor
        if line.delivery_id is None or not actor.may(Permission.READ_DELIVERIES):
            return False
        own = next((row.code for row in self.state.desk.balances.by_school() if row.school_id == actor.school_id), "")
        return actor.role is Role.SECRETARY or own in {school_code, line.counter_code}

    def _explain(self, school: str) -> Explanation:
        known = self._explained
        if known is None or known[:2] != (school, self.state.year):
            known = self._explained = (
                school,
                self.state.year,
                self.state.desk.balances.explain(school, self.state.year),
            )
        return known[2]


def _offer_line(row: OfferBalance, side: str, hundredths: int, cents: int) -> OfferLine:
    unit = row.unit if hundredths == 100 else row.unit_plural
    return OfferLine(
        f"{row.code}|{row.offer_code}|{side}", row.name, row.code, row.offer, row.offer_code, side,
        f"{dutch.quantity(hundredths)} {unit}", cents,
    )  # fmt: skip


def _month(point: TrendPoint, *, is_long: bool) -> str:
    short = dutch.MONTHS[point.first_day.month - 1][:3].replace("maa", "mrt")
    return f"{short} ’{point.first_day.year % 100:02d}" if is_long else short
