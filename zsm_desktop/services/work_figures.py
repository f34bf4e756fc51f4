"""The work of a school year in counts as they may leave the network: pupils, cases, trajectories, open questions.

Everybody reads the same, the secretary too: these stand on paper only. What is hidden and why: `domain.suppression`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median_low
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.privacy import is_recognisable
from zsm_desktop.domain.progress import DiscussionOutcome
from zsm_desktop.domain.suppression import Cell, Person, Published, hidden_cells
from zsm_desktop.models import (
    AgendaItem,
    Case,
    CaseDiscussion,
    Meeting,
    Need,
    Offer,
    Organisation,
    Placement,
    Pupil,
    School,
    Sector,
)
from zsm_desktop.services.service import Service, read

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

COUNTED_MONTH = 10
"""Pupils are counted as the ministry does: those enrolled on the first of October."""
WAITS = (28, 56)
"""Days between entering a case and its first discussion: up to four weeks, up to eight, and longer."""
NOT_DISCUSSED = ""
ANSWERED, WAITING, LAPSED, DROPPED = NEED_STATES = ("answered", "open", "lapsed", "dropped")


@dataclass(frozen=True, slots=True)
class Share:
    """One group of what was counted; `count` None: not to be shown. `code` names a kind, a state or an outcome."""

    code: str
    name: str
    count: int | None


@dataclass(frozen=True, slots=True)
class PupilFigures:
    """Who was enrolled on `day`; each school with its kind in `code`."""

    day: date
    schools: tuple[Share, ...]
    kinds: tuple[Share, ...]
    total: int | None
    is_whole: bool


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """Of the cases entered in one school year, whatever year they were discussed in.

    `outcomes` by the last outcome of each that says how it went ("" is not discussed yet), `waits` by how long each
    waited for its first discussion: "0", "1" and "2" for the spans of WAITS; `days` is the median of that.
    """

    year: int
    entered: int | None
    discussed: int | None
    days: int | None
    kinds: tuple[Share, ...]
    outcomes: tuple[Share, ...]
    waits: tuple[Share, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class PlacementFigures:
    """Of the trajectories that began in one school year."""

    year: int
    total: int | None
    sectors: tuple[Share, ...]
    providers: tuple[Share, ...]
    users: tuple[Share, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class NeedFigures:
    """Of the questions noted in one school year that no offer answered; `states` by NEED_STATES."""

    year: int
    total: int | None
    sectors: tuple[Share, ...]
    states: tuple[Share, ...]
    is_whole: bool


class WorkFigures(Service):
    @read(Permission.READ_NETWORK)
    def pupils(self, year: int) -> PupilFigures:
        """On the first of October of that school year, or today where that is still to come."""
        day = min(date(year, COUNTED_MONTH, 1), self.desk.day)
        there = (
            or_(Pupil.enrolled_on.is_(None), Pupil.enrolled_on <= day),
            or_(Pupil.left_on.is_(None), Pupil.left_on > day),
        )
        query = select(Pupil.school_id, School.kind).join(School, School.id == Pupil.school_id).where(*there)
        with self.store.reading() as session:
            count = _Count([((school,), (kind,)) for school, kind in session.execute(query)], ((0, 1),), ((0, 1),))
            schools = session.execute(
                select(School.id, School.kind, Organisation.name)
                .join(Organisation, Organisation.id == School.id)
                .order_by(Organisation.name)
            ).all()
        return PupilFigures(
            day,
            tuple(Share(kind, name, count.of((0, id_))) for id_, kind, name in schools if count.has((0, id_))),
            tuple(Share(kind, "", count.of((1, kind))) for kind in ("pro", "vso", "mbo") if count.has((1, kind))),
            count.of(),
            not count.hidden,
        )

    @read(Permission.READ_NETWORK)
    def cases(self, year: int) -> CaseFigures:
        """Small years are hidden whole."""
        with self.store.reading() as session:
            found = _cases(session, year)
        people = [((kind,), (outcome,), (_wait(days),), ("",)) for kind, outcome, days in found]
        count = _Count(people, ((0, 3), (1, 3), (2, 3)), ((0,), (1, 2)), _said_together)
        waited = [days for _, _, days in found if days is not None]
        asked = [one.value for one in DiscussionOutcome]
        missing = count.of((2, NOT_DISCUSSED))
        entered = count.of()
        discussed = None if entered is None or missing is None else entered - missing
        return CaseFigures(
            year,
            entered,
            discussed,
            median_low(waited) if waited and not is_recognisable(len(waited)) else None,
            tuple(Share(kind, "", count.of((0, kind))) for kind in ("pro", "vso", "mbo") if count.has((0, kind))),
            tuple(Share(one, "", count.of((1, one))) for one in (*asked, NOT_DISCUSSED) if count.has((1, one))),
            tuple(Share(str(at), "", count.of((2, str(at)))) for at in range(len(WAITS) + 1)),
            not count.hidden,
        )

    @read(Permission.READ_NETWORK)
    def placements(self, year: int) -> PlacementFigures:
        """Counted as targets count them: by the day they began, of those that run or ran."""
        span = SchoolYear(year)
        query = select(Placement.offer_id, Placement.provider_id, Placement.user_id).where(
            Placement.starts_on.between(span.first_day, span.last_day), Placement.status.in_(("running", "ended"))
        )
        with self.store.reading() as session:
            sector_of = _sectors_of_offers(session)
            people = [
                ((sector_of.get(offer, ""),), (provider,), (user,), ("",))
                for offer, provider, user in session.execute(query)
            ]
            count = _Count(people, ((0, 3), (1, 3), (2, 3)), ((0,), (1,), (2,)))
            sectors, schools = _sectors(session), _schools(session)
        return PlacementFigures(
            year,
            count.of(),
            count.shares(0, sectors),
            count.shares(1, schools),
            count.shares(2, schools),
            not count.hidden,
        )

    @read(Permission.READ_NETWORK)
    def needs(self, year: int) -> NeedFigures:
        """What became of them by today."""
        span = SchoolYear(year)
        query = select(Need.sector_id, Need.status, Need.expires_on).where(
            Need.noted_on.between(span.first_day, span.last_day)
        )
        with self.store.reading() as session:
            people = [
                ((sector or "",), (LAPSED if status == WAITING and until < self.desk.day else status,), ("",))
                for sector, status, until in session.execute(query)
            ]
            sectors = _sectors(session)
        count = _Count(people, ((0, 2), (1, 2)), ((0,), (1,)))
        states = tuple(Share(one, "", count.of((1, one))) for one in NEED_STATES if count.has((1, one)))
        return NeedFigures(year, count.of(), count.shares(0, sectors), states, not count.hidden)


class _Count:
    """The counts of one group of people, and which of them are hidden."""

    def __init__(
        self, people: list[Any], tables: tuple[tuple[int, int], ...], moves: tuple[tuple[int, ...], ...], *rule: Any
    ) -> None:
        published = Published(tables, moves, *rule)
        self._counts = published.counts(people)
        self.hidden: frozenset[Cell] = hidden_cells(people, published)

    def has(self, *cell: tuple[int, str]) -> bool:
        return bool(self._counts[cell])

    def of(self, *cell: tuple[int, str]) -> int | None:
        return None if cell in self.hidden else self._counts[cell]

    def shares(self, column: int, named: Iterable[tuple[str, str]]) -> tuple[Share, ...]:
        """Those somebody is in, the most first; what is hidden comes last, by name, so that order tells nothing."""
        found = [Share("", name, self.of((column, value))) for value, name in named if self.has((column, value))]
        return tuple(sorted(found, key=lambda one: (one.count is None, -(one.count or 0), one.name.casefold())))


def _said_together(person: Person) -> bool:
    """Who was not discussed has neither an outcome nor a wait; who was may have no outcome yet."""
    return person[2] != (NOT_DISCUSSED,) or person[1] == (NOT_DISCUSSED,)


def _wait(days: int | None) -> str:
    if days is None:
        return NOT_DISCUSSED
    return str(sum(days > most for most in WAITS))


def _cases(session: Session, year: int) -> Sequence[tuple[str, str, int | None]]:
    """Kind of school, outcome and days waited of every case entered in that year."""
    span = SchoolYear(year)
    entered = Case.entered_on.between(span.first_day, span.last_day)
    kinds = session.execute(
        select(Case.id, School.kind, Case.entered_on).join(School, School.id == Case.school_id).where(entered)
    ).all()
    talks = session.execute(
        select(CaseDiscussion.case_id, CaseDiscussion.outcome, Meeting.held_on)
        .join(AgendaItem, AgendaItem.id == CaseDiscussion.agenda_item_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .join(Case, Case.id == CaseDiscussion.case_id)
        .where(entered)
        .order_by(Meeting.held_on, CaseDiscussion.id)
    )
    first: dict[str, date] = {}
    last: dict[str, str] = {}
    for case_id, outcome, held_on in talks:
        first.setdefault(case_id, held_on)
        if outcome is not None and (outcome != DiscussionOutcome.OFF_LIST or case_id not in last):
            last[case_id] = outcome
    return [
        (kind, last.get(id_, NOT_DISCUSSED), max((first[id_] - day).days, 0) if id_ in first else None)
        for id_, kind, day in kinds
    ]


def _sectors(session: Session) -> list[tuple[str, str]]:
    rows = session.execute(select(Sector.id, Sector.name).order_by(Sector.position)).all()
    return [*((id_, name) for id_, name in rows), ("", "")]


def _schools(session: Session) -> list[tuple[str, str]]:
    rows = session.execute(select(School.id, Organisation.name).join(Organisation, Organisation.id == School.id))
    return [(id_, name) for id_, name in rows]


def _sectors_of_offers(session: Session) -> dict[str, str]:
    return dict(session.execute(select(Offer.id, Offer.sector_id)).all())
