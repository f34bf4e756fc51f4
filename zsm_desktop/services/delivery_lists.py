"""Lists of deliveries: filtered, paged and totalled in the database; raw reading, as they may be a million."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from zsm_desktop.domain.deliveries import DeliveryStatus
from zsm_desktop.domain.permissions import Actor, Permission
from zsm_desktop.services.standing import is_reversed
from zsm_desktop.store.store import Row, Store


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """`pseudonym` and `pupil_code` are empty without a placement and for roles that may not see them.

    `entry_number` is set once booked, `reversed_by` when that booking was taken back. `settled_how` is hand, silence or
    file, "" while it is not confirmed. `attended` is how many times somebody came, where that was counted.
    """

    id: str
    delivered_on: date
    offer_id: str
    offer_code: str
    offer: str
    unit: str
    unit_plural: str
    provider_id: str
    provider_code: str
    provider: str
    user_id: str
    user_code: str
    user: str
    placement_id: str | None
    placement_number: str
    pupil_code: str
    pseudonym: str
    quantity_hundredths: int
    tariff_cents: int
    amount_cents: int
    status: DeliveryStatus
    dispute: str
    entry_number: int | None
    reversed_by: int | None
    settled_how: str
    attended: int | None
    note: str


@dataclass(frozen=True, slots=True)
class DeliveryFilter:
    """`school_id` on either side, `side` "given" or "taken" narrows it to one; days are inclusive.

    `number` is a piece of the number of its placement.
    """

    status: DeliveryStatus | None = None
    school_id: str | None = None
    side: str | None = None
    counter_id: str | None = None
    offer_id: str | None = None
    placement_id: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    delivery_id: str | None = None
    settled_how: str | None = None
    number: str = ""


ALL_DELIVERIES = DeliveryFilter()


@dataclass(frozen=True, slots=True)
class DeliveryOrder:
    """`sort` is day, offer, provider, quantity, amount or status."""

    sort: str = "day"
    is_descending: bool = True


LATEST_FIRST = DeliveryOrder()
_ORDERS = {
    "day": "d.delivered_on",
    "offer": "(SELECT lower(name) FROM offer WHERE id = d.offer_id)",
    "provider": "(SELECT name FROM organisation WHERE id = d.provider_id)",
    "quantity": "d.quantity",
    "amount": "d.amount_cents",
    "status": "d.status",
}


@dataclass(frozen=True, slots=True)
class DeliveryTotals:
    """All of it, and apart what of it is disputed, withdrawn or reversed: none of these is in any balance."""

    count: int
    amount_cents: int
    disputed: int = 0
    disputed_cents: int = 0
    withdrawn: int = 0
    withdrawn_cents: int = 0
    reversed: int = 0
    reversed_cents: int = 0


_COLUMNS = """
d.id, d.delivered_on, d.offer_id, o.code, o.name, u.name, u.plural, d.provider_id, ps.code, ps.name,
d.user_id, us.code, us.name, d.placement_id, coalesce(p.number, ''), coalesce(pu.code, ''), coalesce(pu.pseudonym, ''),
d.quantity, d.tariff_cents, d.amount_cents, d.status, coalesce(d.dispute, ''), e.number, r.number,
coalesce(d.settled_how, ''), d.attended, coalesce(d.note, '')
"""
# What e.kind is not lets SQLite use the index of entries by delivery.
_JOINS = """
FROM delivery d
JOIN offer o ON o.id = d.offer_id
JOIN unit u ON u.id = o.unit_id
JOIN organisation ps ON ps.id = d.provider_id
JOIN organisation us ON us.id = d.user_id
LEFT JOIN placement p ON p.id = d.placement_id
LEFT JOIN pupil pu ON pu.id = p.pupil_id
LEFT JOIN journal_entry e ON e.delivery_id = d.id AND e.kind <> 'fund' AND e.kind = 'delivery'
LEFT JOIN journal_entry r ON r.reverses = e.number
"""


def delivery_rows(
    store: Store, actor: Actor, wanted: DeliveryFilter, offset: int, limit: int, order: DeliveryOrder = LATEST_FIRST
) -> tuple[DeliveryRow, ...]:
    where, facts = _where(actor, wanted)
    way = "DESC" if order.is_descending else "ASC"
    by = f"{_ORDERS[order.sort]} {way}, d.id {way}"
    sql = f"""SELECT {_COLUMNS} {_JOINS} WHERE d.id IN (
 SELECT d.id FROM delivery d WHERE {where} ORDER BY {by} LIMIT :limit OFFSET :offset)
 ORDER BY {by}"""  # noqa: S608 - `where` and `by` are made of fixed parts
    rows = store.rows(sql, {**facts, "limit": limit, "offset": offset})
    sees = {15: actor.may(Permission.READ_PLACEMENTS), 16: actor.sees_pseudonyms}
    return tuple(_row(row, tuple(at for at, may in sees.items() if not may)) for row in rows)


def _row(row: Row, hidden: tuple[int, ...]) -> DeliveryRow:
    values: list[Any] = list(row)
    values[1] = date.fromisoformat(row[1])
    values[20] = DeliveryStatus(row[20])
    for at in hidden:
        values[at] = ""
    return DeliveryRow(*values)


def totals_of(store: Store, actor: Actor, wanted: DeliveryFilter) -> DeliveryTotals:
    where, facts = _where(actor, wanted)
    sql = f"""SELECT count(*), coalesce(sum(d.amount_cents), 0),
 count(*) FILTER (WHERE d.status = 'disputed'),
 coalesce(sum(CASE d.status WHEN 'disputed' THEN d.amount_cents END), 0),
 count(*) FILTER (WHERE d.status = 'withdrawn'),
 coalesce(sum(CASE d.status WHEN 'withdrawn' THEN d.amount_cents END), 0),
 count(*) FILTER (WHERE {is_reversed()}), coalesce(sum(CASE WHEN {is_reversed()} THEN d.amount_cents END), 0)
 FROM delivery d WHERE {where}"""  # noqa: S608 - made of fixed parts
    (row,) = store.rows(sql, facts)
    return DeliveryTotals(*(int(value) for value in row))


def _where(actor: Actor, wanted: DeliveryFilter) -> tuple[str, dict[str, object]]:
    parts, facts = ["1 = 1"], dict[str, object]()

    def party(name: str, school_id: str | None, side: str | None) -> None:
        columns = {"given": ("d.provider_id",), "taken": ("d.user_id",)}.get(side or "", ("d.provider_id", "d.user_id"))
        parts.append("(" + " OR ".join(f"{column} = :{name}" for column in columns) + ")")
        facts[name] = school_id

    if not actor.sees_all_schools:
        party("own_id", actor.school_id, None)
    if wanted.school_id is not None:
        party("school_id", wanted.school_id, wanted.side)
    if wanted.counter_id is not None:
        party("counter_id", wanted.counter_id, None)
    equal = {
        "status": wanted.status,
        "offer_id": wanted.offer_id,
        "placement_id": wanted.placement_id,
        "id": wanted.delivery_id,
        "settled_how": wanted.settled_how,
    }
    for column, value in equal.items():
        if value is not None:
            parts.append(f"d.{column} = :{column}")
            facts[column] = str(value)
    for name, compare, day in (("first_day", ">=", wanted.first_day), ("last_day", "<=", wanted.last_day)):
        if day is not None:
            parts.append(f"d.delivered_on {compare} :{name}")
            facts[name] = day.isoformat()
    if wanted.number.strip():
        parts.append("d.placement_id IN (SELECT id FROM placement WHERE instr(upper(number), :number) > 0)")
        facts["number"] = wanted.number.strip().upper()
    return " AND ".join(parts), facts
