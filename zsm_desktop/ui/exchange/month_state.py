"""One provider's school year or month as a sheet: what stands in it, and what of it is locked; no Qt."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from zsm_desktop.domain.calendar import SchoolYear, month_index, month_start
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Role
from zsm_desktop.services.sheets import Sheet, SheetCell, SheetRow
from zsm_desktop.words import format as dutch

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.sheets import SheetColumn

YEARS_BACK = 2
STILL_LAST_MONTH = 10
"""Up to this day of a month people mostly enter the one before it."""
NOTHING = SheetCell()


class MonthState:
    """`month` is the first day of the month shown by weeks; None shows the school year by months."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.provider_id = desk.actor.school_id or ""
        now = month_index(desk.day)
        self.usual = month_start(now - 1 if desk.day.day <= STILL_LAST_MONTH else now)
        self.year = SchoolYear.of(self.usual)
        self.month: date | None = None
        self.sheet = Sheet((), ())
        self.more: list[tuple[str, str]] = []

    @property
    def rows(self) -> tuple[SheetRow, ...]:
        return self.sheet.rows

    @property
    def columns(self) -> tuple[SheetColumn, ...]:
        return self.sheet.columns

    def providers(self) -> list[tuple[str, str]]:
        """Schools with offers; of others than the secretary only the own one."""
        actor = self.desk.actor
        schools = self.desk.network.schools()
        if actor.role is not Role.SECRETARY:
            return [(school.id, school.name) for school in schools if school.id == actor.school_id]
        return [(school.id, school.name) for school in schools if school.offers]

    def years(self) -> list[SchoolYear]:
        """The running one first."""
        now = SchoolYear.of(self.desk.day)
        return [now.shifted(-back) for back in range(YEARS_BACK)]

    def open(self, provider_id: str, year: SchoolYear, month: date | None = None) -> None:
        if provider_id != self.provider_id:
            self.more.clear()
        self.provider_id, self.year, self.month = provider_id, year, month
        self.reload()

    def reload(self) -> None:
        if not self.provider_id:
            self.sheet = Sheet((), ())
            return
        self.sheet = self.desk.sheets.sheet(self.provider_id, self.spans(), self.more)

    def spans(self) -> list[tuple[date, date]]:
        """The months of the year, or the weeks of the month from Monday to Sunday, cut at its ends."""
        if self.month is None:
            return [(month_start(at), month_start(at + 1) - timedelta(days=1)) for at in self.year.months()]
        first, end, found = self.month, month_start(month_index(self.month) + 1), []
        while first < end:
            last = min(first + timedelta(days=6 - first.weekday()), end - timedelta(days=1))
            found.append((first, last))
            first = last + timedelta(days=1)
        return found

    def usual_column(self) -> int:
        """Where entering mostly begins."""
        days = [column.first_day for column in self.columns if column.first_day <= self.desk.day]
        if self.month is None and self.usual in days:
            return days.index(self.usual)
        return max(0, len(days) - 1)

    def cell(self, row: SheetRow, at: int) -> SheetCell:
        return row.cells.get(at, NOTHING)

    def shown(self, row: SheetRow, at: int) -> str:
        """What stands in the store, as a number."""
        total = self.cell(row, at).total
        return dutch.quantity(total) if total else ""

    def is_shut(self, row: SheetRow, at: int) -> bool:
        """Nothing can be typed here at all."""
        column = self.columns[at]
        return column.first_day > self.desk.day or _is_outside(row, column)

    def lock(self, row: SheetRow, at: int) -> RuleError | None:
        """Why what stands here cannot be typed over."""
        column, cell = self.columns[at], self.cell(row, at)
        if _is_outside(row, column):
            return RuleError("sheet.outside", first_day=row.first_day, last_day=row.last_day)
        if column.first_day > self.desk.day:
            return RuleError("sheet.future")
        if cell.disputed:
            return RuleError("sheet.disputed")
        return RuleError("sheet.booked") if cell.confirmed else None

    def delivered_on(self, row: SheetRow, at: int) -> date:
        """The last day of the cell on which it can have been."""
        return min(self.columns[at].last_day, self.desk.day, row.last_day or date.max)

    def add_row(self, offer_id: str, user_id: str) -> int:
        """A row for use without a pupil, also while nothing stands in it; its place in the sheet."""
        pair = (offer_id, user_id)
        if pair not in self.more:
            self.more.append(pair)
        try:
            self.reload()
        except RuleError:
            self.more.remove(pair)
            raise
        return next(at for at, row in enumerate(self.rows) if row.key == "/".join(pair))


def _is_outside(row: SheetRow, column: SheetColumn) -> bool:
    first, last = row.first_day or date.min, row.last_day or date.max
    return column.last_day < first or column.first_day > last


def beside(state: MonthState, by: int) -> tuple[SchoolYear, date | None] | None:
    """The year and month so many times later, or the year where that is shown; None where nothing is entered."""
    if state.month is None:
        year = state.year.shifted(by)
        return (year, None) if year in state.years() else None
    month = month_start(month_index(state.month) + by)
    year = SchoolYear.of(month)
    return (year, month) if year in state.years() and month <= state.desk.day else None


def first_with_rows(state: MonthState, wanted: list[str]) -> str:
    """The first of these schools where something ran in the days of the sheet; the first of all when there was none."""
    spans = state.spans()
    return next((one for one in wanted if state.desk.sheets.sheet(one, spans, []).rows), next(iter(wanted), ""))
