"""What is asked and no offer answers: kept when a discussion ends in not placeable, or entered by a school by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.progress import UNANSWERED, DiscussionOutcome, NotPlaceable
from zsm_desktop.models import AgendaItem, Case, CaseSector, Need, Offer, Organisation, Pupil, School, Sector
from zsm_desktop.services.known import known
from zsm_desktop.services.offer_rows import OfferFilter, may_answer
from zsm_desktop.services.open_texts import open_text
from zsm_desktop.services.rights import is_other_school
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work

SETTLED = ("answered", "dropped")
MOST_WANTED = 80
YEARS_AHEAD = 1
"""A need lapses at the end of the next school year at the latest: what is still missed then is said again."""


@dataclass(frozen=True, slots=True)
class NeedRow:
    """`case_id`, `number` and `pseudonym` are "" for users of another school: they need to know what, not who.

    `wanted` is what a school typed, "" for what a discussion noted. `offers` counts those that might answer it.
    """

    id: str
    school: str
    school_id: str
    sector: str
    sector_id: str
    wanted: str
    reason_code: str
    noted_on: date
    expires_on: date
    status: str
    is_lapsed: bool
    offers: int
    case_id: str
    number: str
    pseudonym: str


@dataclass(frozen=True, slots=True)
class NeedOffer:
    """An offer that might answer: of another school, in the same sector and for that kind of school."""

    offer_id: str
    code: str
    name: str
    school: str
    kind: str
    seats_free: int | None
    km: int | None


@dataclass(frozen=True, slots=True)
class NeedDraft:
    """What a school misses; it says what, never for whom."""

    school_id: str
    wanted: str
    sector_id: str | None
    expires_on: date


class Needs(Service):
    @read(Permission.READ_CASES)
    def rows(
        self,
        *,
        sector_id: str | None = None,
        school_id: str | None = None,
        is_open: bool = True,
        only_lapsed: bool = False,
    ) -> tuple[NeedRow, ...]:
        """By sector, the latest first; `is_open`: only what still waits and has not lapsed.

        `only_lapsed`: what nobody answered in time, whatever `is_open` says.
        """
        query = _rows(self.desk.day)
        if sector_id is not None:
            query = query.where(Need.sector_id == sector_id)
        if school_id is not None:
            query = query.where(Need.school_id == school_id)
        if only_lapsed:
            query = query.where(Need.status == "open", Need.expires_on < self.desk.day)
        elif is_open:
            query = query.where(Need.status == "open", Need.expires_on >= self.desk.day)
        with self.store.reading() as session:
            return tuple(self._row(*found) for found in session.execute(query))

    @read(Permission.READ_CASES)
    def answers(self, need_id: str) -> tuple[NeedOffer, ...]:
        """As the list of offers narrowed to this need, best first. Raises RuleError("need.none")."""
        rows = self.desk.offers.page(OfferFilter(need_id=need_id))
        return tuple(
            NeedOffer(row.id, row.code, row.name, row.school, row.kind, row.seats_free, row.km) for row in rows
        )

    @act("need.add", Permission.EDIT_CASES, can_undo=True)
    def add(self, work: Work, draft: NeedDraft) -> None:
        """What the actor's own school misses (the secretary: any school's); names in it are masked as it is written."""
        work.actor.require_school(draft.school_id)
        known(work, School, draft.school_id, "need.no_school")
        wanted = draft.wanted.strip()
        if not wanted:
            raise RuleError("need.nothing")
        if len(wanted) > MOST_WANTED:
            raise RuleError("need.long", most=MOST_WANTED)
        sector_id = known(work, Sector, draft.sector_id, "sector.none").id if draft.sector_id else None
        need = Need(
            id=work.new_id(),
            school_id=draft.school_id,
            sector_id=sector_id,
            wanted=open_text(self.desk, work, wanted)[:MOST_WANTED],
            reason_code=NotPlaceable.NO_OFFER.value,
            noted_on=self.desk.day,
            expires_on=self._last_day(draft.expires_on),
            status="open",
        )
        work.session.add(need)
        work.made = need.id
        work.touch("need", need.id)

    @act("need.extend", Permission.EDIT_CASES, can_undo=True)
    def extend(self, work: Work, need_id: str, expires_on: date) -> None:
        """Another last day, also for what has lapsed already."""
        need = self._own(work, need_id)
        need.expires_on = self._last_day(expires_on)
        work.subject_id = need_id
        work.touch("need", need_id)

    @act("need.settle", Permission.EDIT_CASES, can_undo=True)
    def settle(self, work: Work, need_id: str, status: str) -> None:
        """Answered by an offer after all, or no longer asked."""
        need = self._own(work, need_id, status)
        need.status = status
        work.subject_id = need_id
        work.touch("need", need_id)

    def _own(self, work: Work, need_id: str, status: str = SETTLED[0]) -> Need:
        """An open need of the actor's school."""
        need = work.session.get(Need, need_id)
        if need is None:
            raise RuleError("need.none")
        work.actor.require_school(need.school_id)
        if status not in SETTLED:
            raise RuleError("need.status")
        if need.status != "open":
            raise RuleError("need.settled")
        return need

    def _last_day(self, expires_on: date) -> date:
        latest = SchoolYear.of(self.desk.day).shifted(YEARS_AHEAD).last_day
        if not self.desk.day <= expires_on <= latest:
            raise RuleError("need.expires", latest=latest)
        return expires_on

    def _row(
        self, need: Need, school: str, sector: str | None, number: str | None, pseudonym: str | None, offers: int
    ) -> NeedRow:
        is_own = not is_other_school(self.actor, need.school_id)
        return NeedRow(
            id=need.id,
            school=school,
            school_id=need.school_id,
            sector=sector or "",
            sector_id=need.sector_id or "",
            wanted=need.wanted,
            reason_code=need.reason_code,
            noted_on=need.noted_on,
            expires_on=need.expires_on,
            status=need.status,
            is_lapsed=need.status == "open" and need.expires_on < self.desk.day,
            offers=offers,
            case_id=(need.case_id or "") if is_own else "",
            number=(number or "") if is_own else "",
            pseudonym=(pseudonym or "") if is_own else "",
        )


def _rows(day: date) -> Select[Any]:
    might = may_answer(Need.sector_id, Need.school_id, School.kind, day)
    offers = select(func.count()).select_from(Offer).where(might).correlate(Need, School).scalar_subquery()
    return (
        select(Need, Organisation.name, Sector.name, Case.number, Pupil.pseudonym, offers)
        .join(Organisation, Organisation.id == Need.school_id)
        .join(School, School.id == Need.school_id)
        .outerjoin(Case, Case.id == Need.case_id)
        .outerjoin(Pupil, Pupil.id == Case.pupil_id)
        .outerjoin(Sector, Sector.id == Need.sector_id)
        .order_by(Sector.position.is_(None), Sector.position, Need.noted_on.desc(), Need.id)
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
