"""The sheet of one provider: placements, and schools that used something without a pupil, by months or weeks.

A cell is all that was delivered in its days. What is typed in it is the new total of what is not confirmed yet: what
stands keeps its day, tariff and note, and only the difference is entered or taken back. What is booked never changes.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from zsm_desktop.domain.deliveries import DeliveryStatus
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.periods import EntryDays
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.models import Placement
from zsm_desktop.services import settling
from zsm_desktop.services.entering import DeliveryDraft, accepted_by, enter, priced
from zsm_desktop.services.entries import periods_of
from zsm_desktop.services.placement_acts import require_acceptable
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.services.standing import is_use, stands
from zsm_desktop.store.store import Row
from zsm_desktop.store.work import Work

Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class LateDay:
    """A day whose deliveries are booked on another: its period `is_held`, or else is closed."""

    day: date
    booked_on: date
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """`late` says where something of these days goes when they are closed or on hold; None while they are open."""

    first_day: date
    last_day: date
    late: LateDay | None


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A delivery that is entered and may still be changed; `round` is the number of the round out that holds it."""

    id: str
    delivered_on: date
    hundredths: int
    attended: int | None
    note: str
    round: str


@dataclass(slots=True)
class SheetCell:
    """Quantities in hundredths; `open` is what is entered, in the order of days."""

    confirmed: int = 0
    disputed: int = 0
    open: tuple[OpenLine, ...] = ()
    numbers: tuple[int, ...] = ()

    @property
    def entered(self) -> int:
        return sum(line.hundredths for line in self.open)

    @property
    def attended(self) -> int:
        return sum(line.attended or 0 for line in self.open)

    @property
    def note(self) -> str:
        """What is said with what is entered."""
        return " · ".join(line.note for line in self.open if line.note)

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
    late: tuple[LateDay, ...]


_PLACEMENTS = f"""
SELECT p.id, p.number, pu.pseudonym, o.id, o.name, u.name, u.plural, us.id, us.name, p.starts_on, p.ends_on,
 p.status = 'proposed', p.planned,
 (SELECT coalesce(sum(d.quantity), 0) FROM delivery d WHERE d.placement_id = p.id AND {is_use()})
FROM placement p
JOIN pupil pu ON pu.id = p.pupil_id
JOIN offer o ON o.id = p.offer_id
JOIN unit u ON u.id = o.unit_id
JOIN organisation us ON us.id = p.user_id
WHERE p.provider_id = :provider_id AND p.status IN ('running', 'proposed', 'ended')
 AND p.starts_on <= :last_day AND p.ends_on >= :first_day AND p.starts_on <= :today
ORDER BY o.name, us.name, p.number
"""  # noqa: S608 - made of fixed parts
_PLANS = """
SELECT m.placement_id, m.month, m.planned FROM placement_month m JOIN placement p ON p.id = m.placement_id
WHERE p.provider_id = :provider_id
"""
_USED = f"""
SELECT d.id, d.placement_id, d.offer_id, d.user_id, d.delivered_on, d.quantity, d.status, d.attended,
 e.number, coalesce(d.note, ''), coalesce((SELECT r.number FROM confirmation_line l
  JOIN confirmation_round r ON r.id = l.round_id WHERE l.delivery_id = d.id AND r.status = 'sent'), '')
FROM delivery d LEFT JOIN journal_entry e ON e.delivery_id = d.id AND e.kind <> 'fund' AND e.kind = 'delivery'
WHERE d.provider_id = :provider_id AND d.delivered_on BETWEEN :first_day AND :last_day AND {stands()}
ORDER BY d.delivered_on, d.id
"""  # noqa: S608 - made of fixed parts
_WITHOUT_PUPIL = """
SELECT o.id, o.name, u.name, u.plural, s.id, s.name FROM json_each(:pairs) j
JOIN offer o ON o.id = json_extract(j.value, '$.offer') JOIN unit u ON u.id = o.unit_id
JOIN organisation s ON s.id = json_extract(j.value, '$.user')
ORDER BY o.name, s.name, o.id, s.id
"""
_TAKEN = "SELECT provider_id, amount_cents FROM delivery WHERE id IN (SELECT value FROM json_each(:ids))"


def loose_key(offer_id: str, user_id: str) -> str:
    """The key of a row without a pupil."""
    return f"{offer_id}/{user_id}"


def loose_pair(key: str) -> tuple[str, str]:
    """Offer and school of such a key; the school is "" for that of a placement."""
    offer_id, _, user_id = key.partition("/")
    return offer_id, user_id


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
        pairs = {(offer_id, user_id) for offer_id, user_id in map(loose_pair, cells) if user_id} | set(more)
        return Sheet(self._columns(spans), (*rows, *self._loose(pairs, cells)))

    @read(Permission.ENTER_DELIVERIES)
    def amounts(self, withdrawn: Sequence[str], drafts: Sequence[DeliveryDraft]) -> SheetAmounts:
        """What `write` would come to; raises what it would raise for the drafts, and for another school's."""
        ready = priced(self.store.rows, self.actor, drafts, self.desk.day) if drafts else []
        self._require_acceptable(accepted_by(ready))
        rows = self.store.rows(_TAKEN, {"ids": json.dumps(list(withdrawn))})
        for provider_id in {row[0] for row in rows}:
            self.actor.require_school(provider_id)
        taken = sum(row[1] for row in rows)
        days = sorted({draft.delivered_on for draft in drafts})
        late = tuple(filter(None, map(self._late(), days)))
        return SheetAmounts(sum(one.amount_cents for one in ready), taken, late)

    @act("delivery.write_sheet", Permission.ENTER_DELIVERIES)
    def write(
        self, work: Work, withdrawn: Sequence[str], drafts: Sequence[DeliveryDraft], kept: Sequence[str] = ()
    ) -> None:
        """Take back what is typed over and enter what was typed, in one act: all or nothing.

        `kept` is what the totals that were typed rest on. Raises RuleError("delivery.sheet_old") when one of it or of
        `withdrawn` was confirmed, disputed or withdrawn meanwhile.
        """
        if not withdrawn and not drafts:
            raise RuleError("delivery.nothing")
        standing = [*withdrawn, *kept]
        rows = settling.to_move(work, standing) if standing else []
        for row in rows:
            self.actor.require_school(row.provider_id)
            if row.status != DeliveryStatus.ENTERED:
                raise RuleError("delivery.sheet_old")
        gone = set(withdrawn)
        if gone:
            settling.withdraw(work, [row for row in rows if row.id in gone])
        if drafts:
            enter(self.desk, work, drafts)
        work.facts = {"entered": len(drafts), "withdrawn": len(withdrawn)}

    def _require_acceptable(self, placement_ids: Sequence[str]) -> None:
        with self.store.reading() as session:
            for id_ in placement_ids:
                require_acceptable(session, self.store.seal, self.actor, session.get_one(Placement, id_), self.desk.day)

    def _columns(self, spans: Sequence[Span]) -> tuple[SheetColumn, ...]:
        late = self._late()
        return tuple(SheetColumn(first, last, late(min(last, self.desk.day))) for first, last in spans)

    def _late(self) -> Callable[[date], LateDay | None]:
        with self.store.reading() as session:
            days = EntryDays(periods_of(session.connection()))

        def late(day: date) -> LateDay | None:
            """Where it would be booked, when that is on another day."""
            on = days.lands_on(day)
            return LateDay(day, on, days.is_held(day)) if on != day else None

        return late

    def _loose(self, pairs: set[tuple[str, str]], cells: dict[str, dict[int, SheetCell]]) -> list[SheetRow]:
        wanted = [{"offer": offer_id, "user": user_id} for offer_id, user_id in pairs]
        rows = self.store.rows(_WITHOUT_PUPIL, {"pairs": json.dumps(wanted)})
        if len(rows) != len(pairs):
            raise RuleError("offer.none")
        keyed = [(loose_key(row[0], row[4]), row) for row in rows]
        return [replace(SheetRow(key, None, "", "", *row), cells=cells.get(key, {})) for key, row in keyed]


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
    for id_, placement_id, offer_id, user_id, day, quantity, status, attended, number, note, out in rows:
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
            cell.open += (OpenLine(id_, date.fromisoformat(day), quantity, attended, note, out),)
    return found
