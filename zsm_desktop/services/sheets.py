"""The sheet of one provider: placements, and schools that used something without a pupil, by months or weeks.

A cell is all that was delivered in its days. What is typed in it is the new total of what is not confirmed yet; what is
booked never changes, and more can always be added beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.deliveries import DeliveryStatus
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.periods import EntryDays
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services import settling
from zsm_desktop.services.entering import DeliveryDraft, enter, priced
from zsm_desktop.services.entries import periods_of
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.store import Row
from zsm_desktop.store.work import Work

Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """`booked_on` is where something of these days goes when they are closed or on hold; None while they are open."""

    first_day: date
    last_day: date
    booked_on: date | None


@dataclass(slots=True)
class SheetCell:
    """Quantities in hundredths; `open_ids` are what is entered and may still be changed, `attended` of those.

    `last_on` is the last day of what is entered.
    """

    entered: int = 0
    confirmed: int = 0
    disputed: int = 0
    attended: int = 0
    open_ids: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    last_on: date | None = None

    @property
    def total(self) -> int:
        """What counts: not what is disputed."""
        return self.entered + self.confirmed


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A placement, or an offer used by a school without a pupil: then without days, plan and pupil.

    `used` is all of the placement but what is disputed, `plan` what was planned per month index where that was fixed.
    `cells` by the place of their column.
    """

    key: str
    placement_id: str | None
    placement_number: str
    pseudonym: str
    offer_id: str
    offer: str
    unit: str
    unit_plural: str
    user_id: str
    user: str
    first_day: date | None = None
    last_day: date | None = None
    is_proposed: bool = False
    planned: int = 0
    used: int = 0
    plan: dict[int, int] = field(default_factory=dict)
    cells: dict[int, SheetCell] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True, slots=True)
class SheetAmounts:
    """What the changes of a sheet come to: new amounts, those taken back, and where the late ones are booked."""

    added_cents: int
    taken_cents: int
    late: tuple[tuple[date, date], ...]


_PLACEMENTS = """
SELECT p.id, p.number, pu.pseudonym, o.id, o.name, u.name, u.plural, us.id, us.name, p.starts_on, p.ends_on,
 p.status = 'proposed', p.planned,
 (SELECT coalesce(sum(d.quantity), 0) FROM delivery d
  WHERE d.placement_id = p.id AND d.status IN ('entered', 'confirmed') AND NOT EXISTS (
   SELECT 1 FROM journal_entry e JOIN journal_entry r ON r.reverses = e.number WHERE e.delivery_id = d.id))
FROM placement p
JOIN pupil pu ON pu.id = p.pupil_id
JOIN offer o ON o.id = p.offer_id
JOIN unit u ON u.id = o.unit_id
JOIN organisation us ON us.id = p.user_id
WHERE p.provider_id = :provider_id AND p.status IN ('running', 'proposed', 'ended')
 AND p.starts_on <= :last_day AND p.ends_on >= :first_day AND p.starts_on <= :today
ORDER BY o.name, us.name, p.number
"""
_PLANS = """
SELECT m.placement_id, m.month, m.planned FROM placement_month m JOIN placement p ON p.id = m.placement_id
WHERE p.provider_id = :provider_id
"""
_USED = """
SELECT d.id, d.placement_id, d.offer_id, d.user_id, d.delivered_on, d.quantity, d.status, coalesce(d.attended, 0),
 e.number
FROM delivery d LEFT JOIN journal_entry e ON e.delivery_id = d.id AND e.kind = 'delivery'
 AND NOT EXISTS (SELECT 1 FROM journal_entry r WHERE r.reverses = e.number)
WHERE d.provider_id = :provider_id AND d.delivered_on BETWEEN :first_day AND :last_day
 AND d.status IN ('entered', 'confirmed', 'disputed') AND (d.status <> 'confirmed' OR e.number IS NOT NULL)
ORDER BY d.delivered_on, d.id
"""
_WITHOUT_PUPIL = """
SELECT o.id, o.name, u.name, u.plural, s.id, s.name FROM offer o JOIN unit u ON u.id = o.unit_id, organisation s
WHERE o.id = :offer_id AND s.id = :user_id
"""
_TAKEN = "SELECT coalesce(sum(amount_cents), 0) FROM delivery WHERE id = :id"


def loose_key(offer_id: str, user_id: str) -> str:
    """The key of a row without a pupil."""
    return f"{offer_id}/{user_id}"


class Sheets(Service):
    @read(Permission.ENTER_DELIVERIES)
    def sheet(self, provider_id: str, spans: Sequence[Span], more: Sequence[tuple[str, str]] = ()) -> Sheet:
        """`spans` are the columns, in order and without overlap; `more` are rows to show also while they are empty.

        These are pairs of an offer and the school that uses it.
        """
        self.actor.require_school(provider_id)
        facts = {
            "provider_id": provider_id,
            "first_day": spans[0][0].isoformat(),
            "last_day": spans[-1][1].isoformat(),
            "today": self.desk.day.isoformat(),
        }
        cells = _cells(self.store.rows(_USED, facts), spans)
        plans: dict[str, dict[int, int]] = defaultdict(dict)
        for placement_id, month, planned in self.store.rows(_PLANS, facts):
            plans[placement_id][month] = planned
        rows = [_placed(row, plans, cells) for row in self.store.rows(_PLACEMENTS, facts)]
        pairs = {tuple(key.split("/")) for key in cells if "/" in key} | set(more)
        loose = [self._loose(offer_id, user_id, cells) for offer_id, user_id in pairs]
        loose.sort(key=lambda row: (row.offer, row.user))
        return Sheet(self._columns(spans), (*rows, *loose))

    @read(Permission.ENTER_DELIVERIES)
    def amounts(self, withdrawn: Sequence[str], drafts: Sequence[DeliveryDraft]) -> SheetAmounts:
        """What `write` would come to; raises what it would raise for the drafts."""
        ready = priced(self.store.rows, self.actor, drafts, self.desk.day) if drafts else []
        taken = sum(self.store.rows(_TAKEN, {"id": id_})[0][0] for id_ in withdrawn)
        where = self._booked_on()
        days = sorted({draft.delivered_on for draft in drafts})
        late = [(day, on) for day in days if (on := where(day)) is not None]
        return SheetAmounts(sum(one.amount_cents for one in ready), taken, tuple(late))

    @act("delivery.write_sheet", Permission.ENTER_DELIVERIES)
    def write(self, work: Work, withdrawn: Sequence[str], drafts: Sequence[DeliveryDraft]) -> None:
        """Take back what is typed over and enter what was typed, in one act: all or nothing.

        Raises RuleError("delivery.sheet_old") when one of `withdrawn` was confirmed or disputed meanwhile.
        """
        if not withdrawn and not drafts:
            raise RuleError("delivery.nothing")
        if withdrawn:
            rows = settling.to_move(work, withdrawn)
            for row in rows:
                self.actor.require_school(row.provider_id)
                if row.status != DeliveryStatus.ENTERED:
                    raise RuleError("delivery.sheet_old")
            settling.withdraw(work, rows)
        if drafts:
            enter(work, drafts, self.desk.day)
        work.facts = {"entered": len(drafts), "withdrawn": len(withdrawn)}

    def _columns(self, spans: Sequence[Span]) -> tuple[SheetColumn, ...]:
        where = self._booked_on()
        return tuple(SheetColumn(first, last, where(min(last, self.desk.day))) for first, last in spans)

    def _booked_on(self) -> Callable[[date], date | None]:
        with self.store.reading() as session:
            periods = periods_of(session.connection())
        days = EntryDays(periods)

        def booked_on(day: date) -> date | None:
            """The day it would be booked, when that is another."""
            if not days.covers(day):
                return None
            try:
                on = days.place(day)[1]
            except RuleError:
                on = SchoolYear.of(max(period.last_day for period in periods)).shifted(1).first_day
            return on if on != day else None

        return booked_on

    def _loose(self, offer_id: str, user_id: str, cells: dict[str, dict[int, SheetCell]]) -> SheetRow:
        rows = self.store.rows(_WITHOUT_PUPIL, {"offer_id": offer_id, "user_id": user_id})
        if not rows:
            raise RuleError("offer.none")
        key = loose_key(offer_id, user_id)
        offer_id, offer, unit, unit_plural, user_id, user = rows[0]
        found = cells.get(key, {})
        return SheetRow(key, None, "", "", offer_id, offer, unit, unit_plural, user_id, user, cells=found)


def _placed(row: Row, plans: dict[str, dict[int, int]], cells: dict[str, dict[int, SheetCell]]) -> SheetRow:
    id_, number, pseudonym, offer_id, offer, unit, unit_plural, user_id, user = row[:9]
    return SheetRow(
        key=id_,
        placement_id=id_,
        placement_number=number,
        pseudonym=pseudonym,
        offer_id=offer_id,
        offer=offer,
        unit=unit,
        unit_plural=unit_plural,
        user_id=user_id,
        user=user,
        first_day=date.fromisoformat(row[9]),
        last_day=date.fromisoformat(row[10]),
        is_proposed=bool(row[11]),
        planned=row[12],
        used=row[13],
        plan=plans.get(id_, {}),
        cells=cells.get(id_, {}),
    )


def _cells(rows: Sequence[Row], spans: Sequence[Span]) -> dict[str, dict[int, SheetCell]]:
    """By the key of a row, then by the place of a column."""
    starts = [first.isoformat() for first, _ in spans]
    ends = [last.isoformat() for _, last in spans]
    found: dict[str, dict[int, SheetCell]] = defaultdict(dict)
    at = 0
    for id_, placement_id, offer_id, user_id, day, quantity, status, attended, number in rows:
        while at + 1 < len(starts) and starts[at + 1] <= day:  # both are in the order of days
            at += 1
        if day > ends[at]:
            continue
        cell = found[placement_id or loose_key(offer_id, user_id)].setdefault(at, SheetCell())
        if status == DeliveryStatus.CONFIRMED:
            cell.confirmed += quantity
            cell.numbers += (number,)
        elif status == DeliveryStatus.DISPUTED:
            cell.disputed += quantity
        else:
            cell.entered += quantity
            cell.attended += attended
            cell.open_ids += (id_,)
            cell.last_on = date.fromisoformat(day)
    return found
