"""Letters about what was not paid in time: who is due for which level, and that one went out, with its text.

What is under dispute, taken back or paid gets none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.reminders import MOST_TEXT, may_go_from, next_level, term_of
from zsm_desktop.models import Reminder
from zsm_desktop.services.open_items import OpenRow, open_items
from zsm_desktop.services.school_days import working_day
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work

_SENT = """
SELECT r.id, i.number, r.level, r.sent_on, r.pay_by, r.open_cents, r.text, u.name
FROM reminder r JOIN invoice i ON i.id = r.invoice_id JOIN user_account u ON u.id = r.made_by
WHERE r.invoice_id = :invoice ORDER BY r.level
"""


@dataclass(frozen=True, slots=True)
class ReminderDue:
    """A document whose next letter may go out today; sent today it asks for payment by `pay_by`."""

    row: OpenRow
    level: int
    pay_by: date


@dataclass(frozen=True, slots=True)
class ReminderLetter:
    """All that one debtor has open at one issuer and is due for, in one letter; it speaks as its highest level."""

    items: tuple[ReminderDue, ...]

    @property
    def level(self) -> int:
        return max(one.level for one in self.items)

    @property
    def pay_by(self) -> date:
        return max(one.pay_by for one in self.items)

    @property
    def open_cents(self) -> int:
        return sum(one.row.open_cents for one in self.items)

    @property
    def levels(self) -> dict[str, int]:
        """As `Reminders.send` wants it."""
        return {one.row.invoice_id: one.level for one in self.items}


@dataclass(frozen=True, slots=True)
class ReminderRow:
    id: str
    invoice_number: str
    level: int
    sent_on: date
    pay_by: date
    open_cents: int
    text: str
    sent_by: str


class Reminders(Service):
    @read(Permission.KEEP_BOOKS)
    def letters(self) -> tuple[ReminderLetter, ...]:
        """What may go out today, by debtor and issuer."""
        with self.store.snapshot():
            rows = open_items(self.store.rows, self.desk.day).rows
        letters: dict[tuple[int, str], list[ReminderDue]] = {}
        for row in rows:
            try:
                due = _due(row, self.desk.day)
            except RuleError:
                continue
            letters.setdefault((row.payer.account, row.issuer_id), []).append(due)
        return tuple(ReminderLetter(tuple(items)) for items in letters.values())

    @read(Permission.KEEP_BOOKS)
    def sent(self, invoice_id: str) -> tuple[ReminderRow, ...]:
        """The letters about one document, as they went out."""
        return tuple(
            ReminderRow(id_, number, level, date.fromisoformat(sent_on), date.fromisoformat(pay_by), *rest)
            for id_, number, level, sent_on, pay_by, *rest in self.store.rows(_SENT, {"invoice": invoice_id})
        )

    @act("reminder.send", Permission.KEEP_BOOKS)
    def send(self, work: Work, levels: Mapping[str, int], text: str) -> None:
        """One letter went out about these documents, each at the level that comes next for it.

        Raises RuleError("payment.no_invoice", "reminder.not_due", "reminder.order", "reminder.last",
        "reminder.disputed", "reminder.no_text", "reminder.long_text").
        """
        if not text.strip():
            raise RuleError("reminder.no_text")
        if len(text) > MOST_TEXT:
            raise RuleError("reminder.long_text", most=MOST_TEXT)
        rows = {row.invoice_id: row for row in open_items(work.rows, self.desk.day).rows if row.invoice_id}
        if not levels or not levels.keys() <= rows.keys():
            raise RuleError("payment.no_invoice")
        for invoice_id, level in levels.items():
            row = rows[invoice_id]
            following = next_level(row.number, row.level)
            if level != following:
                raise RuleError("reminder.order", number=row.number, level=following)
            due = _due(row, self.desk.day)
            work.session.add(
                Reminder(
                    id=work.new_id(),
                    invoice_id=invoice_id,
                    level=level,
                    sent_on=self.desk.day,
                    pay_by=due.pay_by,
                    open_cents=row.open_cents,
                    text=text.strip(),
                    made_at=work.at,
                    made_by=work.actor.user_id,
                )
            )
            work.touch("settlement", row.settlement_id)
        work.subject_id = next(iter(levels))
        work.facts = {"count": len(levels), "level": max(levels.values())}


def _due(row: OpenRow, today: date) -> ReminderDue:
    """The next letter for it; raises RuleError("reminder.not_due", "reminder.disputed", "reminder.last")."""
    if row.due_on is None or row.kind != "invoice" or row.open_cents <= 0:
        raise RuleError("reminder.not_due", number=row.number)
    if row.is_disputed or row.is_reversed:
        raise RuleError("reminder.disputed", number=row.number)
    level = next_level(row.number, row.level)
    if today < may_go_from(level, row.due_on, row.pay_by):
        raise RuleError("reminder.not_due", number=row.number)
    return ReminderDue(row, level, working_day(today + term_of(level)))
