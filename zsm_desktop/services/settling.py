"""How a delivery goes on to its next state in an open act: by hand, by silence or by a file, always the same way."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from zsm_desktop.domain.deliveries import DeliveryStatus, require_move
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.models.types import utc_text
from zsm_desktop.services.entries import Booked, book_deliveries
from zsm_desktop.services.open_texts import open_text
from zsm_desktop.store.work import Work

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

MOST_REASON = 400
_TO_MOVE = """
SELECT d.id, d.status, d.provider_id, d.user_id, d.placement_id, d.delivered_on, d.dispute, d.offer_id, d.quantity,
 d.tariff_cents, d.amount_cents, p.decision_id
FROM json_each(:ids) j JOIN delivery d ON d.id = j.value LEFT JOIN placement p ON p.id = d.placement_id ORDER BY j.key
"""
_MOVE = """
UPDATE delivery SET status = ?, settled_at = ?, settled_by = ?, settled_how = ?, dispute = ? WHERE id = ?
"""
_SAY = """
INSERT INTO dispute_message (id, delivery_id, said_at, said_by, kind, text, correction_id)
VALUES (:id, :delivery_id, :at, :by, :kind, :text, :correction_id)
"""


class Moving(NamedTuple):
    """A delivery as it is before it moves on."""

    id: str
    status: str
    provider_id: str
    user_id: str
    placement_id: str | None
    delivered_on: str
    dispute: str | None
    offer_id: str
    quantity: int
    tariff_cents: int
    amount_cents: int
    decision_id: str | None


def to_move(work: Work, delivery_ids: Sequence[str]) -> list[Moving]:
    """Each once, in the order asked; raises RuleError("delivery.nothing", "delivery.none")."""
    wanted = list(dict.fromkeys(delivery_ids))
    if not wanted:
        raise RuleError("delivery.nothing")
    rows = [Moving(*found) for found in work.rows(_TO_MOVE, {"ids": json.dumps(wanted)})]
    if len(rows) != len(wanted):
        raise RuleError("delivery.none")
    return rows


def confirm(work: Work, rows: Sequence[Moving], how: str, text: str = "") -> tuple[int, ...]:
    """Confirm and book, oldest delivery first; `how` is hand, silence or file. The numbers of the entries.

    What was disputed is let stand by a person only: anything else raises RuleError("delivery.already_disputed").
    `text` is the last line of that talk.
    """
    ordered = sorted(rows, key=lambda row: (row.delivered_on, row.id))
    disputed = [row for row in ordered if row.status == DeliveryStatus.DISPUTED]
    if disputed and how != "hand":
        raise RuleError("delivery.already_disputed")
    _move(work, ordered, DeliveryStatus.CONFIRMED, how=how)
    for row in disputed:
        say(work, row.id, "agreed", text)
    return book_deliveries(work, [_booked(row) for row in ordered])


def dispute(work: Work, rows: Sequence[Moving], reasons: Mapping[str, str]) -> None:
    """`reasons` by delivery, each as `kept_reason` gave it: the first line of the talk about it."""
    _move(work, rows, DeliveryStatus.DISPUTED, reasons=reasons)
    for row in rows:
        say(work, row.id, "disputed", reasons[row.id])


def withdraw(work: Work, rows: Sequence[Moving], text: str = "", correction_id: str | None = None) -> None:
    """The talk about what was disputed ends with `text`, and with what was entered in its stead if anything was."""
    _move(work, rows, DeliveryStatus.WITHDRAWN)
    for row in rows:
        if row.status == DeliveryStatus.DISPUTED:
            say(work, row.id, "withdrawn" if correction_id is None else "corrected", text, correction_id)


def say(work: Work, delivery_id: str, kind: str, text: str, correction_id: str | None = None) -> None:
    """One line of the talk about a delivery, as `kept_words` gave it; it never changes."""
    line = {
        "id": work.new_id(),
        "delivery_id": delivery_id,
        "at": utc_text(work.at),
        "by": work.actor.user_id,
        "kind": kind,
        "text": text,
        "correction_id": correction_id,
    }
    work.run(_SAY, [line])
    work.touch("delivery", delivery_id)


def kept_reason(desk: Desk, work: Work, reason: str) -> str:
    """The reason as it is kept, without names; raises RuleError("delivery.no_reason", "delivery.long_reason")."""
    kept = kept_words(desk, work, reason)
    if not kept:
        raise RuleError("delivery.no_reason")
    return kept


def kept_words(desk: Desk, work: Work, text: str) -> str:
    """As `kept_reason` where it may be left out."""
    typed = text.strip()
    if len(typed) > MOST_REASON:
        raise RuleError("delivery.long_reason")
    return open_text(desk, work, typed)[:MOST_REASON]


def _move(
    work: Work,
    rows: Sequence[Moving],
    new: DeliveryStatus,
    *,
    how: str | None = None,
    reasons: Mapping[str, str] | None = None,
) -> None:
    for row in rows:
        require_move(DeliveryStatus(row.status), new)
    settled = (new.value, utc_text(work.at), work.actor.user_id, how)
    # The reason of a dispute stays readable when the dispute ends.
    changes = [(*settled, (reasons or {}).get(row.id, row.dispute), row.id) for row in rows]
    work.run(_MOVE, changes)
    touch(work, (row.id for row in rows), (row.placement_id for row in rows))


def touch(work: Work, delivery_ids: Iterable[str], placement_ids: Iterable[str | None]) -> None:
    work.touch("delivery", *delivery_ids)
    placements = {id_ for id_ in placement_ids if id_ is not None}
    if placements:
        work.touch("placement", *placements)


def _booked(row: Moving) -> Booked:
    return Booked(
        delivery_id=row.id,
        placement_id=row.placement_id,
        decision_id=row.decision_id,
        offer_id=row.offer_id,
        provider_id=row.provider_id,
        user_id=row.user_id,
        delivered_on=date.fromisoformat(row.delivered_on),
        quantity_hundredths=row.quantity,
        tariff_cents=row.tariff_cents,
        amount_cents=row.amount_cents,
    )
