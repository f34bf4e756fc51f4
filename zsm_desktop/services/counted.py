"""What indicators count in a year, as far as a reader may see it: for targets, and for results agreed of a fund."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from zsm_desktop.domain.accountability import years_within
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.follow_ups import is_year_asked
from zsm_desktop.domain.indicators import OF_LEAVERS, Counted, after_months
from zsm_desktop.domain.profiles import Indicator
from zsm_desktop.services.leaver_rows import MARKS, SCHOOL, part_mark, whole_mark
from zsm_desktop.services.result_runs import Run
from zsm_desktop.services.work_counts import Reader, of_work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from zsm_desktop.services.desk import Desk


def count(
    desk: Desk, session: Session, year: int, indicators: Iterable[Indicator], *, school_id: str = "", is_paper: bool
) -> dict[str, Counted]:
    """What each counts in one year, of the network or one school; only indicators that are countable."""
    wanted = list(indicators)
    of_leavers = [one for one in wanted if one.counted in OF_LEAVERS]
    run = desk.result_figures.runs.of(session, year, is_paper=is_paper) if of_leavers else None
    reader = Reader(desk.actor.sees_small_groups(is_paper=is_paper), desk.day)
    found = {}
    for indicator in wanted:
        if run is not None and indicator.counted in OF_LEAVERS:
            found[indicator.code] = _of_leavers(run, indicator, school_id, SchoolYear(year), desk.day)
        else:
            found[indicator.code] = of_work(session, indicator, year, school_id, reader)
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
    now = day.year if is_calendar else SchoolYear.of(day).start_year
    return [year for year in years_within(first, last, is_calendar=is_calendar) if year <= now]


def _together(counts: Sequence[Counted]) -> Within:
    """Of shown counts only, so nothing can be computed back from it."""
    shown = [(one.part, one.whole or 0) for one in counts if one.part is not None]
    if counts and not shown:
        return Within(Counted(None), is_partial=True)
    parts, wholes = sum(part for part, _ in shown), sum(whole for _, whole in shown)
    return Within(Counted(parts, wholes), is_partial=len(shown) < len(counts))


def _of_leavers(run: Run, indicator: Indicator, school_id: str, year: SchoolYear, day: date) -> Counted:
    of = ((SCHOOL, school_id),) if school_id else ()
    part = run.shown(*of, (MARKS, part_mark(indicator)))
    if indicator.unit != "share":
        return Counted(part)
    if indicator.counted == "follow_ups" and not is_year_asked(year, after_months(indicator), day):
        return Counted(0, 0)
    whole = run.shown(*of, (MARKS, whole_mark(indicator)))
    return Counted(None if whole is None else part, whole)
