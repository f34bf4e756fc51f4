"""Which days a network can meet: not in the school holidays of its region, nor on public holidays."""

from __future__ import annotations

from datetime import date

from zsm_desktop.domain.rhythm import IsFree

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
