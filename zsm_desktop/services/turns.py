"""Whose turn it is for a free seat: the one reading of the waiting lists, by the store or within an act.

Raw, as the first screen asks it too. What a free seat is, is for `domain.seats` to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from zsm_desktop.domain.permissions import Actor
from zsm_desktop.domain.placements import HOLDS_SEAT
from zsm_desktop.domain.seats import Held, first_seat

RowsOf = Callable[[str, dict[str, Any]], list[Any]]
_HOLDS = ", ".join(f"'{status}'" for status in HOLDS_SEAT)
_WAITING = """
SELECT p.id, p.offer_id, p.user_id, p.provider_id, p.pupil_id, p.starts_on, p.ends_on, o.seats
FROM placement p JOIN offer o ON o.id = p.offer_id LEFT JOIN case_file c ON c.id = p.case_id
WHERE p.status = 'waiting' AND p.ends_on >= :day AND o.is_active AND coalesce(c.status, '') <> 'closed'
 AND (:offer IS NULL OR p.offer_id = :offer) ORDER BY o.name, o.id, p.queued_at, p.id
"""
_HELD = f"""
SELECT offer_id, pupil_id, starts_on, ends_on FROM placement WHERE status IN ({_HOLDS}) AND ends_on >= :day
 AND offer_id IN (SELECT offer_id FROM placement WHERE status = 'waiting') AND (:offer IS NULL OR offer_id = :offer)
"""  # noqa: S608 - made of fixed parts


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody of a waiting list who can be asked for now, from `first_day` on."""

    placement_id: str
    offer_id: str
    user_id: str
    provider_id: str
    first_day: date


def turns(rows_of: RowsOf, day: date, offer_id: str | None = None, free_from: date | None = None) -> tuple[Turn, ...]:
    """In the order in which they came per offer, each as if those before it were asked already.

    A first day that went by while waiting becomes `day`, or `free_from` where a seat is free from then on only.
    """
    facts = {"day": day.isoformat(), "offer": offer_id}
    waiting = rows_of(_WAITING, facts)
    if not waiting:
        return ()
    held: dict[str, list[Held]] = defaultdict(list)
    for offer, pupil_id, start, end in rows_of(_HELD, facts):
        held[offer].append((pupil_id, (date.fromisoformat(start), date.fromisoformat(end))))
    found = []
    for id_, offer, user_id, provider_id, pupil_id, start, end, seats in waiting:
        wanted = date.fromisoformat(start), date.fromisoformat(end)
        first = first_seat(seats, held[offer], pupil_id, wanted, day, free_from)
        if first is not None:
            held[offer].append((pupil_id, (first, wanted[1])))
            found.append(Turn(id_, offer, user_id, provider_id, first))
    return tuple(found)


def turns_for(rows_of: RowsOf, actor: Actor, day: date, offer_id: str | None = None) -> tuple[Turn, ...]:
    """Those this reader sees: of all schools, or of offers and pupils of the own one."""
    found = turns(rows_of, day, offer_id)
    return tuple(one for one in found if actor.sees_all_schools or actor.school_id in (one.user_id, one.provider_id))
