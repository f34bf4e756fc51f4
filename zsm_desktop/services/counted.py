"""What indicators count in a year, as far as a reader may see it: for targets, and for results agreed of a fund."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Select, select

from zsm_desktop.domain.accountability import years_within
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.indicators import OF_LEAVERS, Counted
from zsm_desktop.domain.permissions import Role
from zsm_desktop.domain.profiles import Indicator
from zsm_desktop.domain.suppression import Published, hidden_cells
from zsm_desktop.models import AgendaItem, Case, CaseDiscussion, Meeting, MeetingBody, Placement, School
from zsm_desktop.services.leaver_rows import MARKS, SCHOOL, part_mark, whole_mark
from zsm_desktop.services.result_runs import Run

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from zsm_desktop.services.desk import Desk

_PER_SCHOOL = Published(tables=((0, 1),), moves=((0,),))


def count(
    desk: Desk, session: Session, year: int, indicators: Iterable[Indicator], *, school_id: str = "", is_paper: bool
) -> dict[str, Counted]:
    """What each counts in one year, of the network or one school; only indicators that are countable."""
    wanted = list(indicators)
    of_leavers = [one for one in wanted if one.counted in OF_LEAVERS]
    run = desk.result_figures.runs.of(session, year, is_paper=is_paper) if of_leavers else None
    is_whole = desk.actor.role is Role.SECRETARY and not is_paper
    found = {}
    for indicator in wanted:
        if run is not None and indicator.counted in OF_LEAVERS:
            found[indicator.code] = _of_leavers(run, indicator, school_id)
        else:
            found[indicator.code] = _of_work(session, indicator, year, school_id, is_whole=is_whole)
    return found


@dataclass(frozen=True, slots=True)
class Within:
    """What was counted in the years of a span; `is_partial`: without years that are not shown to this reader."""

    counted: Counted
    is_partial: bool = False


def count_within(
    desk: Desk, session: Session, indicators: Sequence[Indicator], first: date, last: date, *, is_paper: bool
) -> dict[str, Within]:
    """What each counts in the years of a span that have begun, together; no part where none of them is shown."""
    years = {one.code: _years(one, first, last, desk.day) for one in indicators}
    seen = {
        year: count(desk, session, year, [one for one in indicators if year in years[one.code]], is_paper=is_paper)
        for year in sorted({year for found in years.values() for year in found})
    }
    return {one.code: _together([seen[year][one.code] for year in years[one.code]]) for one in indicators}


def _years(indicator: Indicator, first: date, last: date, day: date) -> list[int]:
    """Those that have begun; leavers are known by school year only."""
    is_calendar = indicator.period == "calendar_year" and indicator.counted not in OF_LEAVERS
    return [year for year in years_within(first, last, is_calendar=is_calendar) if year <= day.year]


def _together(counts: Sequence[Counted]) -> Within:
    """Of shown counts only, so nothing can be computed back from it."""
    shown = [(one.part, one.whole or 0) for one in counts if one.part is not None]
    if counts and not shown:
        return Within(Counted(None), is_partial=True)
    parts, wholes = sum(part for part, _ in shown), sum(whole for _, whole in shown)
    return Within(Counted(parts, wholes), is_partial=len(shown) < len(counts))


def _of_leavers(run: Run, indicator: Indicator, school_id: str) -> Counted:
    of = ((SCHOOL, school_id),) if school_id else ()
    part = run.shown(*of, (MARKS, part_mark(indicator)))
    if indicator.unit != "share":
        return Counted(part)
    whole = run.shown(*of, (MARKS, whole_mark(indicator)))
    return Counted(None if whole is None else part, whole)


def _of_work(session: Session, indicator: Indicator, year: int, school_id: str, *, is_whole: bool) -> Counted:
    """One line for each case or trajectory, by its school; small groups are hidden as everywhere."""
    first, last = _span(indicator, year)
    kinds = {**indicator.base, **indicator.filter}.get("school_kind")
    bodies = {**indicator.base, **indicator.filter}.get("body")
    query = _work_query(indicator.counted, first, last)
    if kinds:
        query = query.join(School, School.id == query.selected_columns[0]).where(School.kind.in_(kinds))
    if bodies and indicator.counted == "discussed":
        query = query.where(MeetingBody.code.in_(bodies))
    people = [((school,), ("",)) for school, _ in session.execute(query)]
    cell = ((0, school_id),) if school_id else ()
    if not is_whole and cell in hidden_cells(people, _PER_SCHOOL):
        return Counted(None)
    return Counted(_PER_SCHOOL.counts(people)[cell])


def _work_query(counted: str, first: date, last: date) -> Select[str, str]:
    if counted == "cases":
        return select(Case.school_id, Case.id).where(Case.entered_on.between(first, last))
    if counted == "placements":
        began = (Placement.starts_on.between(first, last), Placement.status.in_(("running", "ended")))
        return select(Placement.user_id, Placement.id).where(*began)
    return (
        select(Case.school_id, CaseDiscussion.case_id)
        .distinct()
        .join(AgendaItem, AgendaItem.id == CaseDiscussion.agenda_item_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .join(MeetingBody, MeetingBody.id == Meeting.body_id)
        .join(Case, Case.id == CaseDiscussion.case_id)
        .where(Meeting.held_on.between(first, last))
    )


def _span(indicator: Indicator, year: int) -> tuple[date, date]:
    """Of a calendar year it is the one in which the school year begins."""
    if indicator.period == "calendar_year":
        return date(year, 1, 1), date(year, 12, 31)
    return SchoolYear(year).first_day, SchoolYear(year).last_day
