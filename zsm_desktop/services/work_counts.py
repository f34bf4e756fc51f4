"""What an indicator counts of the work itself: cases, trajectories, lists, meetings, vacancies, and caseloads."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Select, func, or_, select

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.choice_counts import FILLED
from zsm_desktop.domain.follow_ups import due_day
from zsm_desktop.domain.indicators import OF_CHOICES, Counted, field_of, months_of
from zsm_desktop.domain.privacy import is_recognisable
from zsm_desktop.domain.profiles import Indicator
from zsm_desktop.domain.suppression import Person, Published, hidden_cells
from zsm_desktop.models import (
    AgendaItem,
    Case,
    CaseDiscussion,
    CaseGuide,
    CasePhase,
    ListEntry,
    Meeting,
    MeetingBody,
    Placement,
    School,
    Vacancy,
)
from zsm_desktop.services.choice_tally import counts_of, shown

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

PER_SCHOOL = Published(tables=((0, 1),), moves=((0,), (1,)))
PER_KIND = Published(tables=((0, 1),), moves=((0, 1),))
PART, REST = "part", "rest"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks: `is_whole` sees small groups too; `day` is today, after which nothing is counted yet."""

    is_whole: bool
    day: date


def of_work(session: Session, indicator: Indicator, year: int, school_id: str, reader: Reader) -> Counted:
    """In a school year, or the calendar year in which it begins; of one school where `school_id` names it."""
    if indicator.counted in OF_CHOICES:
        return _of_choices(session, indicator, year, reader)
    first, last = _span(indicator, year)
    if indicator.counted == "meetings":
        return Counted(_meetings(session, first, last, indicator.filter.get("body", ())))
    if indicator.counted == "vacancies":
        return Counted(session.scalar(select(func.count(Vacancy.id)).where(Vacancy.open_from.between(first, last))))
    if indicator.counted == "caseload":
        return _caseload(session, first, min(last, reader.day), reader)
    people = _people(session, indicator, first, last, reader.day)
    if indicator.unit == "share":
        return _share(people, school_id, is_whole=reader.is_whole)
    kinds = () if indicator.counted == "phases" else _kinds(indicator)
    return _number(people, school_id, kinds, is_whole=reader.is_whole)


def _share(people: list[Person], school_id: str, *, is_whole: bool) -> Counted:
    """Each with a school, and whether in the part; small groups are hidden as everywhere."""
    of = ((0, school_id),) if school_id else ()
    counts = PER_SCHOOL.counts(people)
    hidden = frozenset() if is_whole else hidden_cells(people, PER_SCHOOL)
    part, rest = (*of, (1, PART)), (*of, (1, REST))
    return Counted(None) if part in hidden or rest in hidden else Counted(counts[part], counts[part] + counts[rest])


def _number(people: list[Person], school_id: str, kinds: Collection[str], *, is_whole: bool) -> Counted:
    """Those of these kinds of school; beside them all kinds together are told, so that the others count too."""
    of = ((0, school_id),) if school_id else ()
    published = PER_KIND if kinds else PER_SCHOOL
    counts = published.counts(people)
    hidden = frozenset() if is_whole else hidden_cells(people, published)
    cells = [(*of, (1, one)) for one in kinds or (PART,)]
    return Counted(None if hidden.intersection(cells) else sum(counts[cell] for cell in cells))


def _people(session: Session, indicator: Indicator, first: date, last: date, day: date) -> list[Person]:
    """With the school, and how each counts: in the part or not, or under the kind of school where that is asked."""
    kinds = _kinds(indicator)
    of_kind = dict(session.execute(select(School.id, School.kind)).all()) if kinds else {}
    if indicator.counted == "phases":
        found = _by_phase(session, indicator, first, last, day)
        return [((school,), (mark,)) for school, mark in found if not kinds or of_kind[school] in kinds]
    schools = [school for school, _ in session.execute(_query(indicator, first, last))]
    return [((school,), (of_kind[school] if kinds else PART,)) for school in schools]


def _kinds(indicator: Indicator) -> Collection[str]:
    """Of school, none for all; of phases only those are looked at at all."""
    return {**indicator.base, **indicator.filter}.get("school_kind", ())


def _query(indicator: Indicator, first: date, last: date) -> Select[str, str]:
    """A line for each case, trajectory or entry of a list, with its school."""
    asked = {**indicator.base, **indicator.filter}
    if indicator.counted == "cases":
        return select(Case.school_id, Case.id).where(Case.entered_on.between(first, last))
    if indicator.counted == "placements":
        began = (Placement.starts_on.between(first, last), Placement.status.in_(("running", "ended")))
        return select(Placement.user_id, Placement.id).where(*began)
    if indicator.counted == "listed":
        stood = (ListEntry.added_on <= last, or_(ListEntry.off_on.is_(None), ListEntry.off_on >= first))
        query = select(ListEntry.school_id, ListEntry.id).where(*stood)
        return query.where(ListEntry.list_code.in_(asked["list"])) if "list" in asked else query
    discussed = (
        select(Case.school_id, CaseDiscussion.case_id)
        .distinct()
        .join(AgendaItem, AgendaItem.id == CaseDiscussion.agenda_item_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .join(MeetingBody, MeetingBody.id == Meeting.body_id)
        .join(Case, Case.id == CaseDiscussion.case_id)
        .where(Meeting.held_on.between(first, last))
    )
    return discussed.where(MeetingBody.code.in_(asked["body"])) if "body" in asked else discussed


def _by_phase(session: Session, indicator: Indicator, first: date, last: date, day: date) -> list[tuple[str, str]]:
    """Cases entered in the span whose time is over: PART when they came into the phase within it, REST when not.

    In neither who never came where the time is counted from, or still has time: who was quick would else count before
    who was slow.
    """
    phases, since, months = indicator.filter["phase"], indicator.filter.get("since", ()), months_of(indicator)
    query = select(Case.id, Case.school_id, Case.entered_on).where(Case.entered_on.between(first, last))
    cases = session.execute(query).all()
    days: dict[tuple[str, bool], date] = {}
    rows = select(CasePhase.case_id, CasePhase.phase, CasePhase.began_on).join(Case, Case.id == CasePhase.case_id)
    for case_id, phase, began_on in session.execute(rows.where(Case.entered_on.between(first, last))):
        for is_end, wanted in ((False, since), (True, phases)):
            if phase in wanted:
                days[case_id, is_end] = min(days.get((case_id, is_end), began_on), began_on)
    found = []
    for case_id, school_id, entered_on in cases:
        start = days.get((case_id, False)) if since else entered_on
        if start is None:
            continue
        reached, until = days.get((case_id, True)), due_day(start, months) if months else day
        if until <= day:
            found.append((school_id, PART if reached is not None and reached <= until else REST))
    return found


def _of_choices(session: Session, indicator: Indicator, year: int, reader: Reader) -> Counted:
    """Of the cases entered in that school year."""
    field, choices = field_of(indicator) or ("", ())
    kept = counts_of(session, year)
    filled, counts = shown(kept, field, set(choices) - {FILLED}, is_whole=reader.is_whole)
    if choices == (FILLED,):
        return Counted(filled, filled)
    found = [counts[choice] for choice in choices]
    told = [count for count in found if count is not None]
    return Counted(sum(told) if len(told) == len(found) and filled is not None else None, filled)


def _meetings(session: Session, first: date, last: date, bodies: Collection[str]) -> int:
    query = select(func.count(Meeting.id)).join(MeetingBody, MeetingBody.id == Meeting.body_id)
    query = query.where(Meeting.status == "finished", Meeting.held_on.between(first, last))
    return session.scalar(query.where(MeetingBody.code.in_(bodies)) if bodies else query) or 0


def _caseload(session: Session, first: date, last: date, reader: Reader) -> Counted:
    """How many each guide had on the last day on average, half up; nothing of a year still to come."""
    if last < first:
        return Counted(0)
    query = (
        select(CaseGuide.contact_id, func.count())
        .join(Case, Case.id == CaseGuide.case_id)
        .where(
            CaseGuide.began_on <= last,
            or_(CaseGuide.ended_on.is_(None), CaseGuide.ended_on > last),
            or_(Case.closed_on.is_(None), Case.closed_on > last),
        )
        .group_by(CaseGuide.contact_id)
    )
    loads = [count for _, count in session.execute(query)]
    if not loads:
        return Counted(0)
    total = sum(loads)
    if is_recognisable(total) and not reader.is_whole:
        return Counted(None)
    return Counted((2 * total + len(loads)) // (2 * len(loads)))


def _span(indicator: Indicator, year: int) -> tuple[date, date]:
    """Of a calendar year it is the one in which the school year begins."""
    if indicator.period == "calendar_year":
        return date(year, 1, 1), date(year, 12, 31)
    return SchoolYear(year).first_day, SchoolYear(year).last_day
