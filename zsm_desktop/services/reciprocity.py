"""What a school that took more than it gave could do in return: what others asked for in vain, and it has room for.

Counts only: who asked, and for which pupil, stays with the school that asked.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.seats import seats_free
from zsm_desktop.models import Need, Offer, School, Sector
from zsm_desktop.services.offer_rows import may_answer
from zsm_desktop.services.seats import spans_by_offer
from zsm_desktop.services.service import Service, read


@dataclass(frozen=True, slots=True)
class IdleOffer:
    """`seats_free` None: no limit; over the rest of this school year."""

    offer_id: str
    code: str
    name: str
    kind: str
    seats_free: int | None


@dataclass(frozen=True, slots=True)
class Return:
    """One sector in which other schools asked in vain `asked` times what this school has room for."""

    sector_id: str
    sector: str
    asked: int
    offers: tuple[IdleOffer, ...]


@dataclass(frozen=True, slots=True)
class InReturn:
    """`balance_cents` is what is open over all years; nothing is suggested to a school that is not in debit."""

    school_id: str
    balance_cents: int
    rows: tuple[Return, ...]


class Reciprocity(Service):
    @read(Permission.READ_BALANCES)
    def of(self, school_id: str) -> InReturn:
        """What was asked most first. Raises RuleError("balance.no_school") for what is no school with an account."""
        balances = {row.school_id: row.open_cents for row in self.desk.balances.by_school() if row.school_id}
        if school_id not in balances:
            raise RuleError("balance.no_school", school=school_id)
        balance = balances[school_id]
        if balance >= 0:
            return InReturn(school_id, balance, ())
        with self.store.reading() as session:
            day = self.desk.day
            held = spans_by_offer(session, day)
            last_day = SchoolYear.of(day).last_day
            asked: dict[str, set[str]] = defaultdict(set)
            idle: dict[str, dict[str, IdleOffer]] = defaultdict(dict)
            for offer, need_id in session.execute(_asked_in_vain(school_id, day)):
                until = min(last_day, offer.ends_on or last_day)
                free = seats_free(offer.seats, held.get(offer.id, ()), day, until)
                if free != 0:
                    asked[offer.sector_id].add(need_id)
                    idle[offer.sector_id][offer.id] = IdleOffer(offer.id, offer.code, offer.name, offer.kind, free)
            sectors = session.execute(select(Sector.id, Sector.name).order_by(Sector.position)).all()
        rows = [Return(id_, name, len(asked[id_]), tuple(idle[id_].values())) for id_, name in sectors if id_ in idle]
        return InReturn(school_id, balance, tuple(sorted(rows, key=lambda row: -row.asked)))


def _asked_in_vain(school_id: str, day: date) -> Select[Offer, str]:
    """Each offer of the school with each open need of another that it might answer."""
    might = may_answer(Need.sector_id, Need.school_id, School.kind, day)
    return (
        select(Offer, Need.id)
        .select_from(Need)
        .join(School, School.id == Need.school_id)
        .join(Offer, might)
        .where(Offer.school_id == school_id, Need.status == "open", Need.expires_on >= day)
        .order_by(Offer.name, Offer.code)
    )
