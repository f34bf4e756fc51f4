"""One provider's month as a sheet: what was typed per placement, what of it cannot be read, and writing it; no Qt."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from zsm_desktop.domain.calendar import month_index, month_start
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.money import parse_hundredths
from zsm_desktop.domain.permissions import Role
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.words import format as dutch

if TYPE_CHECKING:
    from zsm_desktop.services.changes import Changes
    from zsm_desktop.services.delivery_lists import MonthRow
    from zsm_desktop.services.desk import Desk

MONTHS_BACK = 12
STILL_LAST_MONTH = 10
"""Up to this day of a month people mostly enter the one before it."""


class MonthState:
    """`typed` keeps texts by placement until they are written, also while the sheet is read again."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.provider_id = desk.actor.school_id or ""
        now = month_index(desk.day)
        self.month = month_start(now - 1 if desk.day.day <= STILL_LAST_MONTH else now)
        self.rows: tuple[MonthRow, ...] = ()
        self.typed: dict[str, str] = {}

    def providers(self) -> list[tuple[str, str]]:
        """Schools with offers; of others than the secretary only the own one."""
        actor = self.desk.actor
        schools = self.desk.network.schools()
        if actor.role is not Role.SECRETARY:
            return [(school.id, school.name) for school in schools if school.id == actor.school_id]
        return [(school.id, school.name) for school in schools if school.offers]

    def months(self) -> list[date]:
        now = month_index(self.desk.day)
        return [month_start(now - back) for back in range(MONTHS_BACK)]

    def first_with_rows(self, wanted: list[str]) -> str:
        """The first of these schools where something ran this month; the first of all when there was none."""
        preview, month = self.desk.deliveries.preview, self.month
        return next((one for one in wanted if preview(one, month)), next(iter(wanted), ""))

    def open(self, provider_id: str, month: date) -> None:
        """Another sheet; what was typed in the one before is gone."""
        self.provider_id, self.month = provider_id, month
        self.typed.clear()
        self.reload()

    def reload(self) -> None:
        self.rows = self.desk.deliveries.preview(self.provider_id, self.month) if self.provider_id else ()
        known = {row.placement_id for row in self.rows}
        self.typed = {key: text for key, text in self.typed.items() if key in known}

    @property
    def is_edited(self) -> bool:
        return any(
            self.typed[row.placement_id] != _suggested(row) for row in self.rows if row.placement_id in self.typed
        )

    def text_of(self, row: MonthRow) -> str:
        return self.typed.get(row.placement_id, _suggested(row))

    def write_text(self, row: MonthRow, text: str) -> None:
        """Keeps what was typed, tidied when it can be read."""
        self.typed[row.placement_id] = text.strip()
        found = self._read(row)
        if isinstance(found, int):
            self.typed[row.placement_id] = dutch.quantity(found) if found else ""

    def problem(self, row: MonthRow) -> RuleError | None:
        found = self._read(row)
        return found if isinstance(found, RuleError) else None

    def first_problem(self) -> int:
        """Where the first text that cannot be read stands, −1 for none."""
        return next((at for at, row in enumerate(self.rows) if self.problem(row)), -1)

    def drafts(self) -> list[DeliveryDraft]:
        """A draft per filled row; raises what the first unreadable text raises."""
        drafts = []
        for row in self.rows:
            found = self._read(row)
            if isinstance(found, RuleError):
                raise found
            if found:
                drafts.append(DeliveryDraft(row.delivered_on, found, placement_id=row.placement_id))
        return drafts

    def summary(self) -> str:
        """ "12 trajecten ingevuld: 31,5 dagdelen en 2 uur"."""
        units: dict[tuple[str, str], int] = {}
        filled = 0
        for row in self.rows:
            found = self._read(row)
            if isinstance(found, int) and found:
                filled += 1
                units[row.unit, row.unit_plural] = units.get((row.unit, row.unit_plural), 0) + found
        if not filled:
            return "Nog niets ingevuld"
        sums = [f"{dutch.quantity(total)} {one if total == 100 else many}" for (one, many), total in units.items()]
        return f"{dutch.plural(filled, 'traject', 'trajecten')} ingevuld: {dutch.joined(sums)}"

    def write(self) -> Changes:
        """Everything filled in, in one act: all or nothing."""
        changes = self.desk.deliveries.enter_many(self.drafts())
        self.typed.clear()
        return changes

    def _read(self, row: MonthRow) -> int | RuleError:
        text = self.text_of(row)
        if not text:
            return 0
        try:
            return parse_hundredths(text)
        except RuleError as error:
            return error


def _suggested(row: MonthRow) -> str:
    return dutch.quantity(row.suggested_hundredths) if row.suggested_hundredths else ""
