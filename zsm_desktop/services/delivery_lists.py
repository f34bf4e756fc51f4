"""Lists of deliveries: filtered, paged and totalled in the database; raw reading, as they may be a million."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from zsm_desktop.domain.calendar import month_index
from zsm_desktop.domain.deliveries import DeliveryStatus, suggested_hundredths
from zsm_desktop.domain.permissions import Actor, Permission, Role
from zsm_desktop.store.store import Row, Store


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """`pseudonym` and `pupil_code` are empty without a placement and for roles that may not read placements.

    `entry_number` is set once booked, `reversed_by` when that booking was taken back.
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


@dataclass(frozen=True, slots=True)
class DeliveryFilter:
    """`school_id` on either side, `side` "given" or "taken" narrows it to one; days are inclusive."""

    status: DeliveryStatus | None = None
    school_id: str | None = None
    side: str | None = None
    counter_id: str | None = None
    offer_id: str | None = None
    placement_id: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    delivery_id: str | None = None


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
    count: int
    amount_cents: int


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One placement in the sheet of a month; quantities in hundredths.

    `entered_hundredths` is what this month already has, `suggested_hundredths` what is left of the plan spread over
    the months left, `delivered_on` the last day of the placement in this month that is not in the future.
    """

    placement_id: str
    placement_number: str
    pupil_code: str
    pseudonym: str
    offer_id: str
    offer: str
    unit: str
    unit_plural: str
    user_id: str
    user_code: str
    user: str
    first_day: date
    last_day: date
    delivered_on: date
    planned_hundredths: int
    used_hundredths: int
    entered_hundredths: int
    suggested_hundredths: int


_COLUMNS = """
d.id, d.delivered_on, d.offer_id, o.code, o.name, u.name, u.plural, d.provider_id, ps.code, ps.name,
d.user_id, us.code, us.name, d.placement_id, coalesce(p.number, ''), coalesce(pu.code, ''), coalesce(pu.pseudonym, ''),
d.quantity, d.tariff_cents, d.amount_cents, d.status, coalesce(d.dispute, ''), e.number, r.number
"""
_JOINS = """
FROM delivery d
JOIN offer o ON o.id = d.offer_id
JOIN unit u ON u.id = o.unit_id
JOIN organisation ps ON ps.id = d.provider_id
JOIN organisation us ON us.id = d.user_id
LEFT JOIN placement p ON p.id = d.placement_id
LEFT JOIN pupil pu ON pu.id = p.pupil_id
LEFT JOIN journal_entry e ON e.delivery_id = d.id AND e.kind = 'delivery'
LEFT JOIN journal_entry r ON r.reverses = e.number
"""
_MONTH = """
SELECT p.id, p.number, pu.code, pu.pseudonym, o.id, o.name, u.name, u.plural, us.id, us.code, us.name,
 p.starts_on, p.ends_on, p.planned,
 coalesce(sum(d.quantity), 0),
 coalesce(sum(CASE WHEN d.delivered_on BETWEEN :first_day AND :last_day THEN d.quantity END), 0)
FROM placement p
JOIN pupil pu ON pu.id = p.pupil_id
JOIN offer o ON o.id = p.offer_id
JOIN unit u ON u.id = o.unit_id
JOIN organisation us ON us.id = p.user_id
LEFT JOIN delivery d ON d.placement_id = p.id AND d.status <> 'withdrawn'
WHERE p.provider_id = :provider_id AND p.status <> 'cancelled'
 AND p.starts_on <= :last_day AND p.ends_on >= :first_day AND p.starts_on <= :today
GROUP BY p.id, p.number, pu.code, pu.pseudonym, o.id, o.name, u.name, u.plural, us.id, us.code, us.name,
 p.starts_on, p.ends_on, p.planned
ORDER BY o.name, us.name, p.number
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
    may_see_pupils = actor.may(Permission.READ_PLACEMENTS)
    return tuple(_row(row, may_see_pupils=may_see_pupils) for row in rows)


def _row(row: Row, *, may_see_pupils: bool) -> DeliveryRow:
    values: list[Any] = list(row)
    values[1] = date.fromisoformat(row[1])
    values[20] = DeliveryStatus(row[20])
    if not may_see_pupils:
        values[15:17] = "", ""
    return DeliveryRow(*values)


def totals_of(store: Store, actor: Actor, wanted: DeliveryFilter) -> DeliveryTotals:
    where, facts = _where(actor, wanted)
    sql = f"SELECT count(*), coalesce(sum(d.amount_cents), 0) FROM delivery d WHERE {where}"  # noqa: S608
    ((count, cents),) = store.rows(sql, facts)
    return DeliveryTotals(count, int(cents))


def month_rows(store: Store, provider_id: str, first_day: date, last_day: date, today: date) -> tuple[MonthRow, ...]:
    facts = {
        "provider_id": provider_id,
        "first_day": first_day.isoformat(),
        "last_day": last_day.isoformat(),
        "today": today.isoformat(),
    }
    return tuple(_month_row(row, first_day, last_day, today) for row in store.rows(_MONTH, facts))


def _month_row(row: Row, first_day: date, last_day: date, today: date) -> MonthRow:
    starts_on, ends_on = date.fromisoformat(row[11]), date.fromisoformat(row[12])
    planned, used, entered = row[13], int(row[14]), int(row[15])
    months_left = month_index(ends_on) - month_index(first_day) + 1
    values: list[Any] = [
        *row[:11],
        max(starts_on, first_day),
        min(ends_on, last_day),
        min(ends_on, last_day, today),
        planned,
        used,
        entered,
        0 if entered else suggested_hundredths(planned, used, months_left),
    ]
    return MonthRow(*values)


def _where(actor: Actor, wanted: DeliveryFilter) -> tuple[str, dict[str, object]]:
    parts, facts = ["1 = 1"], dict[str, object]()

    def party(name: str, school_id: str | None, side: str | None) -> None:
        columns = {"given": ("d.provider_id",), "taken": ("d.user_id",)}.get(side or "", ("d.provider_id", "d.user_id"))
        parts.append("(" + " OR ".join(f"{column} = :{name}" for column in columns) + ")")
        facts[name] = school_id

    if actor.role is not Role.SECRETARY:
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
    }
    for column, value in equal.items():
        if value is not None:
            parts.append(f"d.{column} = :{column}")
            facts[column] = str(value)
    for name, compare, day in (("first_day", ">=", wanted.first_day), ("last_day", "<=", wanted.last_day)):
        if day is not None:
            parts.append(f"d.delivered_on {compare} :{name}")
            facts[name] = day.isoformat()
    return " AND ".join(parts), facts
