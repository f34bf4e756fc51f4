"""Reading of confirmation rounds: what waits per school, what went out, and what came back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from zsm_desktop.domain.permissions import Actor, Permission
from zsm_desktop.domain.rounds import Answer, CodedLine, RoundStatus, check_code, line_reference
from zsm_desktop.store.store import Row, Store

RowsOf = Callable[[str, dict[str, Any]], list[Any]]


@dataclass(frozen=True, slots=True)
class RoundSpan:
    """Days of delivery that a round holds, both inclusive; None: no limit on that side."""

    first_day: date | None = None
    last_day: date | None = None


EVERYTHING = RoundSpan()


@dataclass(frozen=True, slots=True)
class WaitingSchool:
    """What a using school has still to answer; `new_lines` of them stand in no round that is out.

    `out` is the number of the round that holds exactly these lines: a new one would say the same.
    """

    school_id: str
    code: str
    school: str
    lines: int
    cents: int
    new_lines: int
    first_day: date
    last_day: date
    out: str
    out_id: str


@dataclass(frozen=True, slots=True)
class RoundLine:
    """`reference` names the line in the file. `status` is the delivery's now; `answer` what came back, or None.

    `pupil_code` is empty without a placement, when the pupil is not of this school, and for roles without pupils.
    """

    line: int
    reference: str
    delivery_id: str
    delivered_on: date
    provider_code: str
    provider: str
    offer_code: str
    offer: str
    unit: str
    unit_plural: str
    placement_number: str
    pupil_code: str
    quantity_hundredths: int
    tariff_cents: int
    amount_cents: int
    status: str
    answer: Answer | None
    reason: str


@dataclass(frozen=True, slots=True)
class RoundRow:
    """`open_lines` counts the lines whose delivery is still entered: nobody has answered them in any way."""

    id: str
    number: str
    school_id: str
    school_code: str
    school: str
    first_day: date
    last_day: date
    made_at: datetime
    made_by: str
    silence_on: date | None
    check_code: str
    status: RoundStatus
    read_at: datetime | None
    read_by: str
    lines: int
    cents: int
    agreed: int
    disputed: int
    open_lines: int


@dataclass(frozen=True, slots=True)
class RoundCard:
    """`replaced_by` is the number of the round made after it that holds one of its lines, "" for none."""

    row: RoundRow
    network_id: str
    network: str
    lines: tuple[RoundLine, ...]
    replaced_by: str

    @property
    def is_whole(self) -> bool:
        """Whether the store still holds what the check code was made of."""
        made = check_code(self.network_id, self.row.number, self.row.school_id, map(coded, self.lines))
        return made == self.row.check_code


@dataclass(frozen=True, slots=True)
class RoundPreview:
    """What a round made now would hold, in the order of its lines; `reference` is still empty."""

    school_id: str
    lines: tuple[RoundLine, ...]

    @property
    def cents(self) -> int:
        return sum(line.amount_cents for line in self.lines)


_WITHIN = "d.status = 'entered' AND d.delivered_on BETWEEN :first_day AND :last_day"
_IS_OUT = """EXISTS (SELECT 1 FROM confirmation_line l JOIN confirmation_round r ON r.id = l.round_id
 WHERE l.delivery_id = d.id AND r.status = 'sent')"""
_WAITING = f"""
SELECT s.id, s.code, s.name, count(*), sum(d.amount_cents), count(*) FILTER (WHERE NOT {_IS_OUT}),
 min(d.delivered_on), max(d.delivered_on)
FROM delivery d JOIN organisation s ON s.id = d.user_id WHERE {_WITHIN} AND (:school_id IS NULL OR s.id = :school_id)
GROUP BY s.id, s.code, s.name ORDER BY s.name, s.id
"""  # noqa: S608 - made of fixed parts
_OUT = """
SELECT r.school_id, r.number, r.id, count(*) FROM confirmation_round r JOIN confirmation_line l ON l.round_id = r.id
JOIN delivery d ON d.id = l.delivery_id WHERE r.status = 'sent' AND d.status = 'entered'
GROUP BY r.id, r.school_id, r.number HAVING min(d.delivered_on) >= :first_day AND max(d.delivered_on) <= :last_day
"""
_LINE_COLUMNS = """
d.id, d.delivered_on, ps.code, ps.name, o.code, o.name, u.name, u.plural, coalesce(p.number, ''),
CASE WHEN pu.school_id = d.user_id THEN pu.code ELSE '' END, d.quantity, d.tariff_cents, d.amount_cents, d.status
"""
_LINE_JOINS = """
JOIN offer o ON o.id = d.offer_id
JOIN unit u ON u.id = o.unit_id
JOIN organisation ps ON ps.id = d.provider_id
LEFT JOIN placement p ON p.id = d.placement_id
LEFT JOIN pupil pu ON pu.id = p.pupil_id
"""
TO_SEND = f"""
SELECT {_LINE_COLUMNS} FROM delivery d {_LINE_JOINS} WHERE d.user_id = :school_id AND {_WITHIN}
ORDER BY ps.name, ps.id, d.delivered_on, o.name, d.id
"""  # noqa: S608 - made of fixed parts
_LINES = f"""
SELECT {_LINE_COLUMNS}, l.line, l.quantity, l.amount_cents, l.answer, coalesce(l.reason, '')
FROM confirmation_line l JOIN delivery d ON d.id = l.delivery_id {_LINE_JOINS} WHERE l.round_id = :id ORDER BY l.line
"""  # noqa: S608 - made of fixed parts
_ROWS = """
SELECT r.id, r.number, r.school_id, s.code, s.name, r.first_day, r.last_day, r.made_at, m.name, r.silence_on,
 r.check_code, r.status, r.read_at, coalesce(b.name, ''), count(*), sum(l.amount_cents),
 count(*) FILTER (WHERE l.answer = 'agreed'), count(*) FILTER (WHERE l.answer = 'disputed'),
 count(*) FILTER (WHERE d.status = 'entered')
FROM confirmation_round r
JOIN organisation s ON s.id = r.school_id
JOIN user_account m ON m.id = r.made_by
LEFT JOIN user_account b ON b.id = r.read_by
JOIN confirmation_line l ON l.round_id = r.id
JOIN delivery d ON d.id = l.delivery_id
"""
_GROUPED = (
    " GROUP BY r.id, s.code, s.name, m.name, b.name ORDER BY r.made_at DESC, length(r.number) DESC, r.number DESC"
)
_LATER = """
SELECT n.number FROM confirmation_round o JOIN confirmation_line lo ON lo.round_id = o.id
JOIN confirmation_line ln ON ln.delivery_id = lo.delivery_id JOIN confirmation_round n ON n.id = ln.round_id
WHERE o.id = :id AND (n.made_at, length(n.number), n.number) > (o.made_at, length(o.number), o.number)
ORDER BY n.made_at, length(n.number), n.number LIMIT 1
"""


def span_facts(span: RoundSpan) -> dict[str, str]:
    return {
        "first_day": (span.first_day or date.min).isoformat(),
        "last_day": (span.last_day or date.max).isoformat(),
    }


def waiting_schools(rows_of: RowsOf, span: RoundSpan, school_id: str | None) -> tuple[WaitingSchool, ...]:
    """By name; only schools for which something is entered and not answered. `rows_of` is the store's or the act's."""
    facts = span_facts(span)
    out = {(row[0], row[3]): (row[1], row[2]) for row in rows_of(_OUT, facts)}
    found = []
    for row in rows_of(_WAITING, {**facts, "school_id": school_id}):
        id_, code, name, lines, cents, new, first, last = row
        number, round_id = out.get((id_, lines), ("", "")) if not new else ("", "")
        days = date.fromisoformat(first), date.fromisoformat(last)
        found.append(WaitingSchool(id_, code, name, lines, int(cents), int(new), *days, number, round_id))
    return tuple(found)


def lines_to_send(rows: list[Any]) -> tuple[RoundLine, ...]:
    """The rows of `TO_SEND`, numbered."""
    return tuple(_line(row, at, "", None, "", may_see_pupils=True) for at, row in enumerate(rows, 1))


def round_rows(store: Store, actor: Actor, school_id: str | None) -> tuple[RoundRow, ...]:
    own = None if actor.sees_all_schools else actor.school_id or ""
    where = " WHERE (:school_id IS NULL OR r.school_id = :school_id) AND (:own IS NULL OR r.school_id = :own)"
    rows = store.rows(f"{_ROWS}{where}{_GROUPED}", {"school_id": school_id, "own": own})
    return tuple(_row(row) for row in rows)


def round_card(store: Store, actor: Actor, where: str, value: str) -> RoundCard | None:
    """`where` is "id" or "number"."""
    rows = store.rows(f"{_ROWS} WHERE r.{where} = :value{_GROUPED}", {"value": value})
    if not rows:
        return None
    row = _row(rows[0])
    ((network_id, network),) = store.rows("SELECT id, name FROM network")
    may_see = actor.may(Permission.READ_PLACEMENTS)
    lines = tuple(
        _line(
            [*found[:10], found[15], found[11], found[16], found[13]],
            found[14],
            line_reference(network_id, row.number, found[0]),
            Answer(found[17]) if found[17] else None,
            found[18],
            may_see_pupils=may_see,
        )
        for found in store.rows(_LINES, {"id": row.id})
    )
    later = store.rows(_LATER, {"id": row.id}) if row.status is RoundStatus.REPLACED else []
    return RoundCard(row, network_id, network, lines, later[0][0] if later else "")


def coded(line: RoundLine) -> CodedLine:
    return CodedLine(
        line.line,
        line.delivery_id,
        line.delivered_on,
        line.quantity_hundredths,
        line.tariff_cents,
        line.amount_cents,
    )


def _line(
    row: Any, number: int, reference: str, answer: Answer | None, reason: str, *, may_see_pupils: bool
) -> RoundLine:
    return RoundLine(
        line=number,
        reference=reference,
        delivery_id=row[0],
        delivered_on=date.fromisoformat(row[1]),
        provider_code=row[2],
        provider=row[3],
        offer_code=row[4],
        offer=row[5],
        unit=row[6],
        unit_plural=row[7],
        placement_number=row[8],
        pupil_code=row[9] if may_see_pupils else "",
        quantity_hundredths=row[10],
        tariff_cents=row[11],
        amount_cents=row[12],
        status=row[13],
        answer=answer,
        reason=reason,
    )


def _row(row: Row) -> RoundRow:
    values: list[Any] = list(row)
    values[5], values[6] = date.fromisoformat(row[5]), date.fromisoformat(row[6])
    values[7] = datetime.fromisoformat(row[7])
    values[9] = date.fromisoformat(row[9]) if row[9] else None
    values[11] = RoundStatus(row[11])
    values[12] = datetime.fromisoformat(row[12]) if row[12] else None
    values[15:19] = (int(value) for value in row[15:19])
    return RoundRow(*values)
