"""Waarom dit bedrag? of what stands beside the balances: the deliveries that wait for an answer, or are disputed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from zsm_desktop.domain.in_kind import InKind, total
from zsm_desktop.services.explaining import explanation, found_of, narrowed_to
from zsm_desktop.services.explaining_asked import Asked
from zsm_desktop.services.explaining_rows import ExplainLine, Explanation, Narrowing

if TYPE_CHECKING:
    from zsm_desktop.services.explaining import Found
    from zsm_desktop.store.store import Row, Store

_IN_SIGHT = """
FROM delivery d JOIN offer o ON o.id = d.offer_id JOIN unit u ON u.id = o.unit_id
JOIN account giver ON giver.school_id = d.provider_id JOIN account taker ON taker.school_id = d.user_id
LEFT JOIN placement pl ON pl.id = d.placement_id
WHERE d.status = :status AND d.delivered_on BETWEEN :first_day AND :last_day
 AND :account IN (giver.id, taker.id) AND (:counter = 0 OR :counter IN (giver.id, taker.id))
 AND (:offer = '' OR d.offer_id = :offer) AND (:sector = '' OR o.sector_id = :sector)
 AND :side IN ('', CASE giver.id WHEN :account THEN 'given' ELSE 'taken' END)
"""
_SUM = f"SELECT coalesce(sum(CASE giver.id WHEN :account THEN d.amount_cents ELSE -d.amount_cents END), 0) {_IN_SIGHT}"
_LINES = f"""
SELECT d.status, CASE giver.id WHEN :account THEN 'given' ELSE 'taken' END, 0, d.delivered_on, d.delivered_on,
 CASE giver.id WHEN :account THEN giver.name ELSE taker.name END,
 CASE giver.id WHEN :account THEN taker.code ELSE giver.code END,
 CASE giver.id WHEN :account THEN taker.name ELSE giver.name END,
 o.code, o.name, u.name, u.plural, d.quantity, d.tariff_cents, coalesce(pl.number, ''), '', NULL, d.id, d.amount_cents,
 u.dagdelen {_IN_SIGHT} ORDER BY d.delivered_on, d.id
"""
_PARTIES = f"""
SELECT DISTINCT CASE giver.id WHEN :account THEN taker.code ELSE giver.code END,
 CASE giver.id WHEN :account THEN taker.name ELSE giver.name END, o.code, o.name, s.code, s.name
{_IN_SIGHT.replace("LEFT JOIN", "JOIN sector s ON s.id = o.sector_id LEFT JOIN")}
"""


def explained_beside(store: Store, asked: Asked) -> Explanation:
    """Raises RuleError as `found_of` does."""
    found = found_of(store, asked)
    values = _values(asked, found)
    with store.snapshot():
        ((cents,),) = store.rows(_SUM, values)
        lines = tuple(_line(row) for row in store.rows(_LINES, values))
    return explanation(asked, found, int(cents), total(line.use for line in lines), lines)


def narrowing_beside(store: Store, asked: Asked) -> Narrowing:
    """Raises RuleError as `found_of` does."""
    return narrowed_to(store.rows(_PARTIES, _values(asked, found_of(store, asked))))


def _values(asked: Asked, found: Found) -> dict[str, object]:
    return {
        "account": found.account[0],
        "status": asked.status,
        "side": asked.side,
        "first_day": asked.span.first_day.isoformat(),
        "last_day": asked.span.last_day.isoformat(),
        "counter": found.counter[0] if found.counter else 0,
        "offer": found.offer[0] if found.offer else "",
        "sector": found.sector[0] if found.sector else "",
    }


def _line(row: Row) -> ExplainLine:
    is_given = row[1] == "given"
    cents = row[18] if is_given else -row[18]
    use = InKind.of(row[10], row[11], row[19], row[12])
    values: list[Any] = list(row[:18])
    values[3] = values[4] = date.fromisoformat(row[3])
    values += [cents, cents, 0, "", 0, False, use if is_given else -use]
    return ExplainLine(*values)
