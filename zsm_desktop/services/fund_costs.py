"""What a placement and a lasting outcome cost a fund; a count that may not be shown gives no cost either."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from zsm_desktop.domain.accountability import each_cents, years_within
from zsm_desktop.domain.follow_ups import MONTHS
from zsm_desktop.domain.privacy import is_recognisable
from zsm_desktop.domain.profiles import Indicator
from zsm_desktop.models import Delivery, FundClaim, Outcome
from zsm_desktop.services.accountability_rows import Cost, Costs, FundProgress
from zsm_desktop.services.counted import count_within
from zsm_desktop.services.leaver_rows import AFTER, FUNDS, LASTING

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from zsm_desktop.services.desk import Desk

_ALL = Indicator("placements", "", "placements")


def costs_of(desk: Desk, session: Session, progress: FundProgress, *, is_paper: bool) -> Costs:
    """The fund's money over the placements it bore, and over those who went from them to a place that lasted."""
    cents, fund = progress.money.spent_cents, progress.fund
    borne = _borne(session, fund.id)
    if borne:
        is_whole = desk.actor.sees_small_groups(is_paper=is_paper)
        placements = None if is_recognisable(borne) and not is_whole else borne
    else:
        found = count_within(desk, session, (_ALL,), fund.first_day, fund.last_day, is_paper=is_paper)
        placements = None if found[_ALL.code].is_partial else found[_ALL.code].counted.part
    lasting = _lasting(desk, session, progress, is_borne=bool(borne), is_paper=is_paper)
    return Costs(
        cents=cents,
        is_borne=bool(borne),
        placements=Cost(0, placements, each_cents(cents, placements)),
        lasting=tuple(Cost(months, count, each_cents(cents, count)) for months, count in lasting.items()),
    )


def _borne(session: Session, fund_id: str) -> int:
    query = (
        select(func.count(Delivery.placement_id.distinct()))
        .join(FundClaim, FundClaim.delivery_id == Delivery.id)
        .where(FundClaim.fund_id == fund_id, FundClaim.is_reversed.is_(False), FundClaim.charged_cents > 0)
    )
    return session.scalar(query) or 0


def _lasting(
    desk: Desk, session: Session, progress: FundProgress, *, is_borne: bool, is_paper: bool
) -> dict[int, int | None]:
    """After each number of months how many were still there; None where it is not shown of one of the years.

    Who followed what the fund bore may leave years later, so all years since then count.
    """
    fund = progress.fund
    within = years_within(fund.first_day, fund.last_day)
    gone = select(Outcome.school_year).distinct().where(Outcome.school_year >= within[0])
    years = [year for year in session.scalars(gone) if is_borne or year in within]
    found: dict[int, int | None] = dict.fromkeys(MONTHS, 0)
    for year in years:
        run = desk.result_figures.runs.of(session, year, is_paper=is_paper)
        for months in MONTHS:
            later = (AFTER[months], LASTING)
            shown = run.shown((FUNDS, fund.id), later) if is_borne else run.shown(later)
            so_far = found[months]
            found[months] = None if shown is None or so_far is None else so_far + shown
    return found
