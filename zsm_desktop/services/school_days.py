"""Which days a network can meet: not in the school holidays of its region, nor on public holidays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from zsm_desktop.domain.rhythm import IsFree
from zsm_desktop.services.offer_rows import WEEKDAYS

REGIONS = ("Noord", "Midden", "Zuid")


def free_days(region: str) -> IsFree:
    """Looks days up in the calendar that comes with the program; school holidays not yet set are unknown to it.

    Without one of the three REGIONS only public holidays are kept free.
    """
    import holidays  # slow to load, and few who open the program plan a meeting

    name = region.strip().capitalize()
    if name in REGIONS:
        days = holidays.country_holidays("NL", subdiv=name, categories=("school", "public"))
    else:
        days = holidays.country_holidays("NL")

    def is_free(day: date) -> bool:
        return day not in days

    return is_free


def first_day_there(day: date, last_day: date, weekdays: Sequence[str], is_free: IsFree) -> date:
    """The first school day from `day` on one of `weekdays` ("ma"…"vr"; empty: any); `day` when there is none.

    The school starts on a day it is open, not in a holiday nor in a weekend.
    """
    wanted = {WEEKDAYS.index(name) for name in weekdays} or set(range(len(WEEKDAYS)))
    spread = (day + timedelta(days=number) for number in range((last_day - day).days + 1))
    return next((one for one in spread if one.weekday() in wanted and is_free(one)), day)


def working_day(day: date) -> date:
    """The first day from `day` on at which banks work: no weekend and no public holiday."""
    import holidays

    off = holidays.country_holidays("NL")
    while day.weekday() >= len(WEEKDAYS) or day in off:
        day += timedelta(days=1)
    return day
