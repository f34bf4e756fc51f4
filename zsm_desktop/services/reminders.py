"""Letters about what was not paid in time: who is due for which level, that one went out, and what stands in them.

What is under dispute, taken back or paid gets none, nor what stands on one bank account with who owes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.reminders import STEPS, may_go_from, next_level, require_own_text, require_text, term_of
from zsm_desktop.models import Reminder, ReminderText
from zsm_desktop.services.bank_sides import BankSides
from zsm_desktop.services.known import require_version
from zsm_desktop.services.open_items import OpenRow, open_items
from zsm_desktop.services.school_days import working_day
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work

_SENT = """
SELECT r.id, i.number, r.level, r.sent_on, r.pay_by, r.open_cents, r.text, u.name
FROM reminder r JOIN invoice i ON i.id = r.invoice_id JOIN user_account u ON u.id = r.made_by
JOIN account a ON a.id = i.payer_id JOIN account c ON c.id = i.payee_id
WHERE r.invoice_id = :invoice AND (:own IS NULL OR a.school_id = :own OR c.school_id = :own) ORDER BY r.level
"""


@dataclass(frozen=True, slots=True)
class ReminderDue:
    """A document whose next letter may go out today; sent today it asks for payment by `pay_by`."""

    row: OpenRow
    level: int
    pay_by: date


@dataclass(frozen=True, slots=True)
class ReminderWait:
    """A document that is late and gets no letter today: `why` is the code one is refused with.

    `from_day` is the first day it may get one, None where that is not for the calendar to say.
    """

    row: OpenRow
    why: str
    from_day: date | None


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


@dataclass(frozen=True, slots=True)
class RemindersToday:
    letters: tuple[ReminderLetter, ...]
    waiting: tuple[ReminderWait, ...]


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


@dataclass(frozen=True, slots=True)
class ReminderWords:
    """What the network itself writes at one level; `text` "" and `version` 0 while it has nothing of its own."""

    level: int
    text: str
    version: int


class Reminders(Service):
    @read(Permission.KEEP_BOOKS)
    def today(self) -> RemindersToday:
        """What may go out today, by debtor and issuer, and all that is late and may not."""
        with self.store.snapshot():
            rows = open_items(self.store.rows, self.desk.day).rows
            sides = BankSides(self.store.rows)
        letters: dict[tuple[int, str], list[ReminderDue]] = {}
        waiting = []
        for row in rows:
            try:
                due = _due(row, self.desk.day, sides)
            except RuleError as refused:
                if row.overdue_days and row.open_cents > 0:
                    waiting.append(ReminderWait(row, refused.code, _free_from(row, refused)))
                continue
            letters.setdefault((row.payer.account, row.issuer_id), []).append(due)
        return RemindersToday(tuple(ReminderLetter(tuple(items)) for items in letters.values()), tuple(waiting))

    @read(Permission.READ_DELIVERIES)
    def sent(self, invoice_id: str) -> tuple[ReminderRow, ...]:
        """The letters about one document, as they went out; of whose documents, as `Payments.open_items`."""
        own = None if self.actor.sees_all_schools else self.actor.school_id or ""
        return tuple(
            ReminderRow(id_, number, level, date.fromisoformat(sent_on), date.fromisoformat(pay_by), *rest)
            for id_, number, level, sent_on, pay_by, *rest in self.store.rows(
                _SENT, {"invoice": invoice_id, "own": own}
            )
        )

    @read(Permission.READ_NETWORK)
    def texts(self) -> tuple[ReminderWords, ...]:
        """Of every level, in order."""
        rows = self.store.rows("SELECT level, text, version FROM reminder_text", {})
        own = {level: ReminderWords(level, text, version) for level, text, version in rows}
        return tuple(own.get(level, ReminderWords(level, "", 0)) for level in range(1, len(STEPS) + 1))

    @act("reminder.set_text", Permission.KEEP_BOOKS)
    def set_text(self, work: Work, level: int, version: int, text: str) -> None:
        """For letters from now on; "" goes back to the words of the program.

        Raises RuleError("reminder.level", "edit.conflict") and as `domain.reminders.require_own_text`.
        """
        if not 1 <= level <= len(STEPS):
            raise RuleError("reminder.level")
        clean = require_own_text(text)
        row = work.session.get(ReminderText, level)
        require_version(row, version)
        if row is None and clean:
            work.session.add(ReminderText(level=level, text=clean))
        elif row is not None and clean:
            row.text = clean
        elif row is not None:
            work.session.delete(row)
        work.subject_id = str(level)
        work.facts = {"level": level, "own": bool(clean)}
        work.touch("network", str(level))

    @act("reminder.send", Permission.KEEP_BOOKS)
    def send(self, work: Work, letters: Sequence[tuple[ReminderLetter, str]]) -> None:
        """These letters went out, each with its text; all of them or none.

        Raises RuleError("payment.no_invoice", "reminder.not_due", "reminder.order", "reminder.last",
        "reminder.disputed", "reminder.one_account", "reminder.changed", "reminder.no_text", "reminder.long_text").
        """
        rows = {row.invoice_id: row for row in open_items(work.rows, self.desk.day).rows if row.invoice_id}
        sides = BankSides(work.rows)
        asked = [one for letter, _ in letters for one in letter.items]
        ids = {one.row.invoice_id for one in asked}
        if not asked or len(ids) < len(asked) or not ids <= rows.keys():
            raise RuleError("payment.no_invoice")
        for letter, text in letters:
            clean = require_text(text)
            for one in letter.items:
                row = rows[one.row.invoice_id]
                self._keep(work, one, row, sides, clean)
                work.touch("settlement", row.settlement_id)
        work.subject_id = asked[0].row.invoice_id
        work.facts = {"count": len(asked), "level": max(one.level for one in asked)}

    def _keep(self, work: Work, asked: ReminderDue, row: OpenRow, sides: BankSides, text: str) -> None:
        following = next_level(row.number, row.level)
        if asked.level != following:
            raise RuleError("reminder.order", number=row.number, level=following)
        due = _due(row, self.desk.day, sides)
        if (asked.pay_by, asked.row.open_cents) != (due.pay_by, row.open_cents):
            raise RuleError("reminder.changed", number=row.number)
        work.session.add(
            Reminder(
                id=work.new_id(),
                invoice_id=row.invoice_id,
                level=due.level,
                sent_on=self.desk.day,
                pay_by=due.pay_by,
                open_cents=row.open_cents,
                text=text,
                made_at=work.at,
                made_by=work.actor.user_id,
            )
        )


def _due(row: OpenRow, today: date, sides: BankSides) -> ReminderDue:
    """The next letter for it.

    Raises RuleError("reminder.not_due", "reminder.disputed", "reminder.one_account", "reminder.last").
    """
    if row.due_on is None or row.kind != "invoice" or row.open_cents <= 0:
        raise RuleError("reminder.not_due", number=row.number)
    if row.is_disputed or row.is_reversed:
        raise RuleError("reminder.disputed", number=row.number)
    if sides.is_on_one_account(row):
        raise RuleError("reminder.one_account", number=row.number)
    level = next_level(row.number, row.level)
    if today < may_go_from(level, row.due_on, row.pay_by):
        raise RuleError("reminder.not_due", number=row.number)
    return ReminderDue(row, level, working_day(today + term_of(level)))


def _free_from(row: OpenRow, refused: RuleError) -> date | None:
    if refused.code != "reminder.not_due" or row.due_on is None:
        return None
    return may_go_from(row.level + 1, row.due_on, row.pay_by)
