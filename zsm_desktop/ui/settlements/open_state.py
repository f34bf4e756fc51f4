"""What stands open, what was paid on it, and what this user may do with it; no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.open_items import OpenRow

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.open_items import OpenTotal
    from zsm_desktop.services.payments import PaymentRow
    from zsm_desktop.services.reminders import ReminderRow

WHICH = [("open", "Alles wat openstaat"), ("late", "Te laat"), ("paid", "Betaald"), ("sums", "Som per school")]
ALL_SCHOOLS = ("", "Alle scholen")


class OpenLine(NamedTuple):
    id: str
    row: OpenRow

    @classmethod
    def of(cls, row: OpenRow) -> OpenLine:
        """What has no document is known by its settlement and its two sides."""
        return cls(row.invoice_id or f"{row.settlement_id}/{row.payer.account}/{row.payee.account}", row)


class SumLine(NamedTuple):
    id: str
    name: str
    cents: int


class OpenState:
    """`line` is what is in hand; `school` is the account looked at, "" for all."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.which, self.school = "open", ""
        self.line: OpenLine | None = None
        self._rows: tuple[OpenRow, ...] = ()
        self._totals: tuple[OpenTotal, ...] = ()
        self._payments: tuple[PaymentRow, ...] = ()

    @property
    def may_keep(self) -> bool:
        return self.desk.actor.may(Permission.KEEP_BOOKS)

    @property
    def sees_all(self) -> bool:
        return self.desk.actor.sees_all_schools

    def read(self) -> None:
        found = self.desk.payments.open_items()
        self._rows, self._totals = found.rows, found.totals
        self._payments = self.desk.payments.rows()

    def schools(self) -> list[tuple[str, str]]:
        """Whose documents there are; the own school first."""
        own = self.desk.actor.school_id
        holders = {side for row in self._rows for side in (row.payer, row.payee)}
        ordered = sorted(holders, key=lambda one: (one.school_id != own or not own, one.rank))
        return [ALL_SCHOOLS, *((str(one.account), one.name) for one in ordered)]

    @property
    def rows(self) -> list[OpenRow]:
        """Of the school looked at."""
        return [row for row in self._rows if self.school in {"", str(row.payer.account), str(row.payee.account)}]

    @property
    def lines(self) -> list[OpenLine]:
        wanted = {
            "late": lambda row: row.overdue_days > 0,
            "paid": lambda row: row.paid_cents != 0,
        }.get(self.which, lambda row: row.open_cents != 0)
        return [OpenLine.of(row) for row in self.rows if wanted(row)]

    @property
    def sums(self) -> list[SumLine]:
        return [SumLine(str(one.holder.account), one.holder.name, one.cents) for one in self._totals]

    def choose(self, line_id: str) -> OpenLine | None:
        self.line = next((line for line in self.lines if line.id == line_id), None)
        return self.line

    def reminders(self, row: OpenRow) -> tuple[ReminderRow, ...]:
        """The letters that went out about it."""
        return self.desk.reminders.sent(row.invoice_id) if row.level else ()

    def payments(self, invoice_id: str) -> list[PaymentRow]:
        return [row for row in self._payments if invoice_id and row.invoice_id == invoice_id]
