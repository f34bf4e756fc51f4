"""What running placements still plan in a school year, at the tariffs of today, and what they used so far; raw."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zsm_desktop.domain.calendar import month_index, month_start
from zsm_desktop.domain.forecast import Plan
from zsm_desktop.domain.money import amount_cents, round_share
from zsm_desktop.domain.spans import Span
from zsm_desktop.services.standing import is_use
from zsm_desktop.store.store import Store

_RUNNING = f"""
SELECT p.id, p.provider_id, p.user_id, p.starts_on, p.ends_on, p.planned,
 (SELECT t.cents FROM tariff t WHERE t.offer_id = p.offer_id AND t.valid_from <= :day
  ORDER BY t.valid_from DESC LIMIT 1),
 (SELECT coalesce(sum(d.quantity), 0) FROM delivery d WHERE d.placement_id = p.id AND d.delivered_on < :month
  AND {is_use()})
FROM placement p WHERE p.status = 'running' AND p.ends_on >= :month AND p.starts_on <= :last
"""  # noqa: S608 - made of fixed parts
_MONTHS = """
SELECT m.placement_id, m.month, m.planned FROM placement_month m JOIN placement p ON p.id = m.placement_id
WHERE p.status = 'running' AND p.ends_on >= :month AND p.starts_on <= :last
"""
_BOOKED = """
SELECT d.provider_id, d.user_id, sum(CASE WHEN g.side = 'given' THEN g.cents ELSE 0 END),
 sum(CASE WHEN g.side = 'taken' AND a.school_id = d.user_id THEN -g.cents ELSE 0 END)
FROM placement p JOIN delivery d ON d.placement_id = p.id JOIN journal_entry e ON e.delivery_id = d.id
JOIN posting g ON g.entry = e.number JOIN account a ON a.id = g.account_id
WHERE p.starts_on <= :last AND p.ends_on >= :first AND e.booked_on >= :first AND e.booked_on < :month
GROUP BY d.provider_id, d.user_id
"""


@dataclass(slots=True)
class _Sums:
    """Cents at full price; `booked` is the school's own part, `gross` the same with what funds bear."""

    rest: int = 0
    due: int = 0
    used: int = 0
    booked: int = 0
    gross: int = 0

    def plan(self) -> Plan:
        """A fund is expected to bear the part it bore so far."""
        own = (self.booked, self.gross) if self.gross > 0 else (1, 1)
        return Plan(round_share(self.rest, *own), self.booked, self.due, self.used)


@dataclass(frozen=True, slots=True)
class PlannedUse:
    """Per school what it will give and take by plan; a school without placements has none."""

    given: dict[str, Plan] = field(default_factory=dict)
    taken: dict[str, Plan] = field(default_factory=dict)


def planned_use(store: Store, year: Span, day: date) -> PlannedUse:
    """For the months of `year` from that of `day` on."""
    now = month_index(day)
    facts = {
        "first": year.first_day.isoformat(),
        "last": year.last_day.isoformat(),
        "month": month_start(now).isoformat(),
        "day": day.isoformat(),
    }
    plans: dict[str, dict[int, int]] = defaultdict(dict)
    for placement_id, month, planned in store.rows(_MONTHS, _named(_MONTHS, facts)):
        plans[placement_id][month] = planned
    given: dict[str, _Sums] = defaultdict(_Sums)
    taken: dict[str, _Sums] = defaultdict(_Sums)
    for id_, provider, user, start, end, planned, tariff, used in store.rows(_RUNNING, _named(_RUNNING, facts)):
        months = range(month_index(date.fromisoformat(start)), month_index(date.fromisoformat(end)) + 1)
        rest, due = _split(months, plans.get(id_), planned, used, (now, year.last_month))
        for sums in (given[provider], taken[user]):
            sums.rest += amount_cents(rest, tariff or 0)
            sums.due += amount_cents(due, tariff or 0)
            sums.used += amount_cents(used, tariff or 0)
    for provider, user, gross, own in store.rows(_BOOKED, _named(_BOOKED, facts)):
        given[provider].booked += gross
        given[provider].gross += gross
        taken[user].booked += own
        taken[user].gross += gross
    return PlannedUse(*({school: sums.plan() for school, sums in side.items()} for side in (given, taken)))


def _split(
    months: range, plan: dict[int, int] | None, planned: int, used: int, rest_of_year: tuple[int, int]
) -> tuple[int, int]:
    """Hundredths planned for the rest of the year, and for the months before: by month, or spread evenly."""
    now, last = rest_of_year
    if plan:
        rest = sum(number for month, number in plan.items() if now <= month <= last)
        return rest, sum(number for month, number in plan.items() if month < now)
    ahead = [month for month in months if month >= now]
    within = sum(month <= last for month in ahead)
    due = round_share(planned, len(months) - len(ahead), len(months))
    return round_share(max(planned - used, 0), within, len(ahead)), due


def _named(sql: str, facts: dict[str, str]) -> dict[str, Any]:
    """Only the values a statement names; some engines refuse the others."""
    return {name: value for name, value in facts.items() if f":{name}" in sql}
