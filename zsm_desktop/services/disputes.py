"""The talk about a disputed delivery: said by either side, ended by letting it stand, taking it back or correcting it.

A disputed delivery is in no balance until the school that used it lets it stand.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from zsm_desktop.domain.deliveries import DeliveryStatus
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services import settling
from zsm_desktop.services.delivery_lists import DeliveryFilter, delivery_rows
from zsm_desktop.services.entering import DeliveryDraft, enter
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work


@dataclass(frozen=True, slots=True)
class DisputeLine:
    """`kind` is disputed, answered, agreed, withdrawn or corrected; `school` is "" for who acts for the network."""

    said_at: datetime
    said_by: str
    school: str
    kind: str
    text: str
    correction_id: str | None


@dataclass(frozen=True, slots=True)
class OpenDisputes:
    """Of one school: what it gave and what it used that is disputed, and since when the oldest waits."""

    school_id: str
    code: str
    name: str
    given: int
    given_cents: int
    taken: int
    taken_cents: int
    since: date


@dataclass(frozen=True, slots=True)
class Correction:
    """What is right instead; what is None stays as it was, but who came is not known of another quantity."""

    quantity_hundredths: int
    delivered_on: date | None = None
    attended: int | None = None
    note: str | None = None


_THREAD = """
SELECT m.said_at, u.name, coalesce(o.name, ''), m.kind, m.text, m.correction_id
FROM dispute_message m JOIN user_account u ON u.id = m.said_by LEFT JOIN organisation o ON o.id = u.school_id
WHERE m.delivery_id = :id ORDER BY m.said_at, m.id
"""
_OPEN = """
SELECT s.id, s.code, s.name,
 count(*) FILTER (WHERE d.provider_id = s.id), sum(CASE WHEN d.provider_id = s.id THEN d.amount_cents ELSE 0 END),
 count(*) FILTER (WHERE d.user_id = s.id),
 sum(CASE WHEN d.user_id = s.id THEN d.amount_cents ELSE 0 END), min(d.delivered_on)
FROM delivery d JOIN organisation s ON s.id IN (d.provider_id, d.user_id)
WHERE d.status = 'disputed' AND (:school_id IS NULL OR s.id = :school_id)
GROUP BY s.id, s.code, s.name ORDER BY s.name
"""
_BESIDES = "SELECT attended, coalesce(note, '') FROM delivery WHERE id = :id"


class Disputes(Service):
    @read(Permission.READ_DELIVERIES)
    def thread(self, delivery_id: str) -> tuple[DisputeLine, ...]:
        """The talk, oldest first; raises RuleError("delivery.none"), also for a delivery between two other schools."""
        if not delivery_rows(self.store, self.actor, DeliveryFilter(delivery_id=delivery_id), 0, 1):
            raise RuleError("delivery.none")
        rows = self.store.rows(_THREAD, {"id": delivery_id})
        return tuple(DisputeLine(datetime.fromisoformat(row[0]), *row[1:]) for row in rows)

    @read(Permission.READ_DELIVERIES)
    def open(self) -> tuple[OpenDisputes, ...]:
        """Per school with any; of others than who keeps the books only the own school."""
        own = None if self.actor.sees_all_schools else self.actor.school_id or ""
        rows = self.store.rows(_OPEN, {"school_id": own})
        found: list[list[Any]] = [[*row[:7], date.fromisoformat(row[7])] for row in rows]
        return tuple(OpenDisputes(*row) for row in found)

    @act("dispute.answer", Permission.ENTER_DELIVERIES, Permission.CONFIRM_DELIVERIES)
    def answer(self, work: Work, delivery_id: str, text: str) -> None:
        """Either side says something; raises RuleError("delivery.no_reason") for nothing."""
        row = self._disputed(work, delivery_id)
        self.actor.require_school(row.provider_id, row.user_id)
        settling.say(work, row.id, "answered", settling.kept_reason(self.desk, work, text))

    @act("dispute.agree", Permission.CONFIRM_DELIVERIES)
    def agree(self, work: Work, delivery_id: str, text: str = "") -> None:
        """The school that used it lets it stand: confirmed and booked at once."""
        row = self._disputed(work, delivery_id)
        self.actor.require_school(row.user_id)
        numbers = settling.confirm(work, [row], "hand", settling.kept_words(self.desk, work, text))
        work.facts = {"entries": f"{numbers[0]}-{numbers[-1]}", "count": len(numbers)}

    @act("dispute.withdraw", Permission.ENTER_DELIVERIES)
    def withdraw(self, work: Work, delivery_id: str, text: str = "") -> None:
        """The provider takes it back."""
        row = self._disputed(work, delivery_id)
        self.actor.require_school(row.provider_id)
        settling.withdraw(work, [row], settling.kept_words(self.desk, work, text))

    @act("dispute.correct", Permission.ENTER_DELIVERIES)
    def correct(self, work: Work, delivery_id: str, right: Correction, text: str = "") -> None:
        """The provider enters what is right: the old one is withdrawn, a new one waits for the school that used it."""
        row = self._disputed(work, delivery_id)
        self.actor.require_school(row.provider_id)
        ((came, note),) = work.rows(_BESIDES, {"id": row.id})
        was = DeliveryDraft(
            date.fromisoformat(row.delivered_on), row.quantity, placement_id=row.placement_id, offer_id=row.offer_id,
            user_id=row.user_id, attended=came, note=note,
        )  # fmt: skip
        draft = replace(
            was,
            delivered_on=right.delivered_on or was.delivered_on,
            quantity_hundredths=right.quantity_hundredths,
            attended=came if right.attended is None and right.quantity_hundredths == row.quantity else right.attended,
            note=note if right.note is None else right.note.strip(),
        )
        if draft == was:
            raise RuleError("delivery.nothing_corrected")
        (work.made,) = enter(self.desk, work, [draft])
        settling.withdraw(work, [row], settling.kept_words(self.desk, work, text), work.made)

    def _disputed(self, work: Work, delivery_id: str) -> settling.Moving:
        (row,) = settling.to_move(work, [delivery_id])
        if row.status != DeliveryStatus.DISPUTED:
            raise RuleError("delivery.not_disputed")
        work.subject_id = row.id
        return row
