"""Entering deliveries inside an open act, and what they would come to before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from zsm_desktop.domain.deliveries import DeliveryStatus
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.money import amount_cents, require_bounded
from zsm_desktop.domain.permissions import Actor
from zsm_desktop.domain.tariffs import TariffFacts, tariff_on
from zsm_desktop.models import Placement
from zsm_desktop.models.types import utc_text
from zsm_desktop.services import settling
from zsm_desktop.services.open_texts import open_text
from zsm_desktop.services.placement_acts import accept
from zsm_desktop.store.work import Work

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

MOST_HUNDREDTHS = 10_000_00
"""More units than that in one delivery is a slip of the keyboard."""
MOST_ATTENDED = 999
MOST_NOTE = 120
Ask = Callable[[str, Mapping[str, object]], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class DeliveryDraft:
    """One use to enter: of an offer by the school `user_id`, or by a placement, which then says both.

    `attended` is how many times somebody came, where that was counted. `note` is read by the other school: no name.
    """

    delivered_on: date
    quantity_hundredths: int
    placement_id: str | None = None
    offer_id: str | None = None
    user_id: str | None = None
    attended: int | None = None
    note: str = ""


class Priced(NamedTuple):
    """A draft that may be entered, with the tariff and amount it would have."""

    draft: DeliveryDraft
    source: _Source
    tariff: TariffFacts
    amount_cents: int


@dataclass(frozen=True, slots=True)
class _Source:
    """What entering needs to know of the offer and, where there is one, of the placement."""

    offer_id: str
    provider_id: str
    user_id: str
    placement_id: str | None
    first_day: date | None
    last_day: date | None
    is_proposed: bool
    tariffs: tuple[TariffFacts, ...]


# Plain SQL, and all that is to be known in one query: entering and confirming are measured against bare SQLite.
_OF_PLACEMENT = """
SELECT p.offer_id, p.provider_id, p.user_id, p.id, p.starts_on, p.ends_on, p.status, t.id, t.cents, t.valid_from
FROM placement p LEFT JOIN tariff t ON t.offer_id = p.offer_id WHERE p.id = :placement_id
"""
_OF_OFFER = """
SELECT o.id, o.school_id, s.id, t.id, t.cents, t.valid_from
FROM offer o LEFT JOIN school s ON s.id = :user_id LEFT JOIN tariff t ON t.offer_id = o.id WHERE o.id = :offer_id
"""


class _New(NamedTuple):
    """A row of the table to be, by its columns; a tuple, as SQLite takes it quicker than names."""

    id: str
    offer_id: str
    placement_id: str | None
    user_id: str
    provider_id: str
    tariff_id: str
    delivered_on: str
    quantity: int
    tariff_cents: int
    amount_cents: int
    status: str
    entered_at: str
    entered_by: str
    attended: int | None
    note: str | None


_ADD = f"""INSERT INTO delivery ({", ".join(_New._fields)})
 VALUES ({", ".join("?" * len(_New._fields))})"""  # noqa: S608 - made of fixed parts


def enter(desk: Desk, work: Work, drafts: Sequence[DeliveryDraft]) -> list[str]:
    """Write them, all or nothing, as the provider's school. Returns their ids in the same order.

    Use of a placement that still awaits the provider's answer is that answer; names in a note are masked.
    """
    ready = priced(work.rows, work.actor, drafts, desk.day)
    for placement_id in accepted_by(ready):
        accept(work, work.session.get_one(Placement, placement_id), desk.day)
        work.session.flush()
    rows = [_row(desk, work, one) for one in ready]
    work.run(_ADD, rows)
    ids = [row.id for row in rows]
    settling.touch(work, ids, {one.source.placement_id for one in ready})
    return ids


def accepted_by(ready: Sequence[Priced]) -> list[str]:
    """The placements that await an answer, which entering these gives."""
    sources = {one.source.placement_id: one.source for one in ready}
    return [id_ for id_, source in sources.items() if id_ is not None and source.is_proposed]


def priced(ask: Ask, actor: Actor, drafts: Sequence[DeliveryDraft], day: date) -> list[Priced]:
    """Each draft with its tariff and amount; raises RuleError with a delivery.* code for the first that may not be."""
    if not drafts:
        raise RuleError("delivery.nothing")
    sources: dict[tuple[str | None, ...], _Source] = {}
    found = []
    for draft in drafts:
        key = (draft.placement_id, draft.offer_id, draft.user_id)
        source = sources.get(key)
        if source is None:
            source = sources[key] = _source(ask, actor, draft)
        _require_sound(draft, source, day)
        tariff = tariff_on(source.tariffs, draft.delivered_on)
        amount = amount_cents(draft.quantity_hundredths, tariff.cents)
        require_bounded(amount)
        found.append(Priced(draft, source, tariff, amount))
    return found


def _source(ask: Ask, actor: Actor, draft: DeliveryDraft) -> _Source:
    if draft.placement_id is not None:
        source = _of_placement(ask, draft.placement_id)
    else:
        rows = ask(_OF_OFFER, {"offer_id": draft.offer_id, "user_id": draft.user_id})
        if not rows:
            raise RuleError("offer.none")
        offer_id, provider_id, user_id = rows[0][:3]
        if user_id is None:
            raise RuleError("delivery.no_user")
        source = _Source(offer_id, provider_id, user_id, None, None, None, False, _tariffs(rows))
    actor.require_school(source.provider_id)
    if source.provider_id == source.user_id:
        raise RuleError("ledger.own_offer")
    return source


def _of_placement(ask: Ask, placement_id: str) -> _Source:
    rows = ask(_OF_PLACEMENT, {"placement_id": placement_id})
    if not rows:
        raise RuleError("placement.none")
    offer_id, provider_id, user_id, _, starts_on, ends_on, status = rows[0][:7]
    if status == "cancelled":
        raise RuleError("delivery.placement_cancelled")
    if status in {"waiting", "refused"}:
        raise RuleError("delivery.not_placed")
    span = (date.fromisoformat(starts_on), date.fromisoformat(ends_on))
    return _Source(offer_id, provider_id, user_id, placement_id, *span, status == "proposed", _tariffs(rows))


def _require_sound(draft: DeliveryDraft, source: _Source, day: date) -> None:
    if draft.quantity_hundredths <= 0:
        raise RuleError("delivery.quantity")
    if draft.quantity_hundredths > MOST_HUNDREDTHS:
        raise RuleError("delivery.too_much")
    if draft.attended is not None and not 0 <= draft.attended <= MOST_ATTENDED:
        raise RuleError("delivery.attended")
    if len(draft.note.strip()) > MOST_NOTE:
        raise RuleError("delivery.long_note")
    if draft.delivered_on > day:
        raise RuleError("delivery.future", day=draft.delivered_on)
    if source.first_day and source.last_day and not source.first_day <= draft.delivered_on <= source.last_day:
        raise RuleError("delivery.outside_placement", first_day=source.first_day, last_day=source.last_day)


def _row(desk: Desk, work: Work, one: Priced) -> _New:
    draft, source, note = one.draft, one.source, one.draft.note.strip()
    return _New(
        id=work.new_id(),
        offer_id=source.offer_id,
        placement_id=source.placement_id,
        user_id=source.user_id,
        provider_id=source.provider_id,
        tariff_id=one.tariff.id,
        delivered_on=draft.delivered_on.isoformat(),
        quantity=draft.quantity_hundredths,
        tariff_cents=one.tariff.cents,
        amount_cents=one.amount_cents,
        status=DeliveryStatus.ENTERED.value,
        entered_at=utc_text(work.at),
        entered_by=work.actor.user_id,
        attended=draft.attended,
        note=open_text(desk, work, note)[:MOST_NOTE] if note else None,
    )


def _tariffs(rows: Sequence[Any]) -> tuple[TariffFacts, ...]:
    """The last three columns of each row, where there is a tariff at all."""
    return tuple(TariffFacts(row[-3], row[-2], date.fromisoformat(row[-1])) for row in rows if row[-3] is not None)
