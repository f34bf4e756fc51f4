"""What pupils asked and no offer answers: kept when a discussion ends in not placeable, for one school year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.progress import UNANSWERED, DiscussionOutcome, NotPlaceable
from zsm_desktop.models import AgendaItem, Case, CaseSector, Need, Organisation, Pupil, Sector
from zsm_desktop.services.rights import is_other_school
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work

SETTLED = ("answered", "dropped")


@dataclass(frozen=True, slots=True)
class NeedRow:
    """`case_id`, `number` and `pseudonym` are "" for users of another school: they need to know what, not who."""

    id: str
    school: str
    school_id: str
    sector: str
    sector_id: str
    reason_code: str
    noted_on: date
    expires_on: date
    status: str
    case_id: str
    number: str
    pseudonym: str


class Needs(Service):
    @read(Permission.READ_CASES)
    def rows(
        self, *, sector_id: str | None = None, school_id: str | None = None, is_open: bool = True
    ) -> tuple[NeedRow, ...]:
        """By sector, the latest first; `is_open`: only what still waits and has not lapsed."""
        query = (
            select(Need, Organisation.name, Sector.name, Case.number, Pupil.pseudonym)
            .join(Organisation, Organisation.id == Need.school_id)
            .join(Case, Case.id == Need.case_id)
            .join(Pupil, Pupil.id == Case.pupil_id)
            .outerjoin(Sector, Sector.id == Need.sector_id)
            .order_by(Sector.position.is_(None), Sector.position, Need.noted_on.desc(), Need.id)
        )
        if sector_id is not None:
            query = query.where(Need.sector_id == sector_id)
        if school_id is not None:
            query = query.where(Need.school_id == school_id)
        if is_open:
            query = query.where(Need.status == "open", Need.expires_on >= self.desk.day)
        with self.store.reading() as session:
            return tuple(self._row(*found) for found in session.execute(query))

    @act("need.settle", Permission.EDIT_CASES, can_undo=True)
    def settle(self, work: Work, need_id: str, status: str) -> None:
        """Answered by an offer after all, or no longer asked."""
        need = work.session.get(Need, need_id)
        if need is None:
            raise RuleError("need.none")
        work.actor.require_school(need.school_id)
        if status not in SETTLED:
            raise RuleError("need.status")
        if need.status != "open":
            raise RuleError("need.settled")
        need.status = status
        work.subject_id = need_id
        work.touch("need", need_id)

    def _row(self, need: Need, school: str, sector: str | None, number: str, pseudonym: str) -> NeedRow:
        is_own = not is_other_school(self.actor, need.school_id)
        return NeedRow(
            id=need.id,
            school=school,
            school_id=need.school_id,
            sector=sector or "",
            sector_id=need.sector_id or "",
            reason_code=need.reason_code,
            noted_on=need.noted_on,
            expires_on=need.expires_on,
            status=need.status,
            case_id=need.case_id if is_own else "",
            number=number if is_own else "",
            pseudonym=pseudonym if is_own else "",
        )


def follow_outcome(
    work: Work, item: AgendaItem, case: Case, outcome: DiscussionOutcome, reason: NotPlaceable | None, day: date
) -> None:
    """Bring the needs of a case in line with what its discussion ended in.

    Not placeable for want of an offer keeps one open need, a placement answers it, and with another outcome at the
    same point it is dropped: it was noted there by mistake.
    """
    query = select(Need).where(Need.case_id == case.id, Need.status == "open")
    standing = list(work.session.scalars(query.order_by(Need.noted_on)))
    for need in standing:
        work.touch("need", need.id)
        if outcome is DiscussionOutcome.PLACED:
            need.status = "answered"
    if reason is not None and reason in UNANSWERED:
        need = standing[0] if standing else _new_need(work, item, case, day)
        need.reason_code, need.expires_on = reason.value, SchoolYear.of(day).last_day
        work.touch("need", need.id)
    elif outcome is not DiscussionOutcome.PLACED:
        for need in standing:
            if need.agenda_item_id == item.id:
                need.status = "dropped"


def _new_need(work: Work, item: AgendaItem, case: Case, day: date) -> Need:
    sector = select(CaseSector.sector_id).where(CaseSector.case_id == case.id).order_by(CaseSector.position)
    need = Need(
        id=work.new_id(),
        case_id=case.id,
        agenda_item_id=item.id,
        school_id=case.school_id,
        sector_id=work.session.scalar(sector.limit(1)),
        noted_on=day,
        status="open",
    )
    work.session.add(need)
    return need
