"""What schools of the invented network asked of each other lately, outside a maatwerkbespreking."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, time

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.money import share_out
from zsm_desktop.domain.placements import PlacementStatus, months_of
from zsm_desktop.services.bookings import BookingDraft
from zsm_desktop.services.needs import NeedDraft
from zsm_desktop.services.offer_rows import OfferRow
from zsm_desktop.services.placement_rows import PlacementFilter
from zsm_desktop.services.sample.casework import CasePlan
from zsm_desktop.services.sample.days import DAY, WEEKDAY_CODES, first_from, school_days
from zsm_desktop.services.sample.people import People

_MISSED = (
    ("transport", "Heftruckcursus in de avond, voor wie overdag al werkt."),
    ("zorg", "Stage met gebarentaal: een begeleider die dat kan."),
    ("groen", "Iets met paarden, één dag in de week."),
)
_REFUSED = "Tot de kerst zit de groep vol met eigen leerlingen; vraag het daarna graag opnieuw."
_VISITS = (
    ("test", 0, 0, (9, 0), (12, 0), "Vier leerlingen, interessetest"),
    ("test", 1, 0, (10, 30), (12, 30), "Test voor de instroomgroep"),
    ("facility", 2, 0, (9, 0), (11, 30), "Kennismaken met de groep"),
    ("facility", 3, 1, (13, 0), (15, 30), "Meten voor het werkstuk"),
    ("exam", 4, 1, (9, 0), (11, 0), "Proefexamen met twee leerlingen"),
)
"""Kind of offer, which school comes, in which week, from and until, what for; the first two meet each other."""
_WITH_PLAN = 3
_UNSIGNED_EVERY = 4


def miss_something(people: People) -> None:
    """Needs no offer answers: two for this school year, one that nobody answered in time."""
    desk, year = people.secretary, SchoolYear.of(people.day)
    sectors = {row.code: row.id for row in desk.offers.sectors()}
    until = (year.last_day, year.last_day, people.day + 30 * DAY)
    schools = people.network.schools[::-1]
    for (sector, wanted), last_day, school in zip(_MISSED, until, schools, strict=False):
        desk.needs.add(NeedDraft(school.id, wanted, sectors[sector], last_day))


def ask(people: People) -> None:
    """Three for the two seats of the next examination, one to the coordinator's school, one by it, one to refuse."""
    exam = people.offers("exam")[0]
    placed = iter(people.cases(is_placed=True))
    exam_day = first_from(people.frame.today + 14 * DAY, _weekdays(exam))
    for _ in range(3):
        _ask_one(people, placed, exam, exam_day, exam_day + 7 * DAY, 100)
    own = [plan for plan in people.cases(is_placed=False) if plan.school.id == people.own_school]
    others = iter([plan for plan in people.cases(is_placed=False) if plan.school.id != people.own_school])
    first = first_from(people.frame.today + 10 * DAY)
    last = max(first, min(first + 84 * DAY, SchoolYear.of(first).last_day - 30 * DAY))
    given = [offer for offer in people.offers("guidance") if offer.school_id == people.own_school]
    facilities = [offer for offer in people.offers("facility") if offer.school_id != people.own_school]
    for plans, offers, hundredths in (
        (others, given[:1], 1200),
        (iter(own), facilities[:1], 2400),
        (others, facilities[-1:], 2400),
    ):
        for offer in offers:
            _ask_one(people, plans, offer, first, last, hundredths)


def refuse_and_plan(people: People) -> None:
    """One is refused with a reason; what runs is planned per month and its agreement signed."""
    desk = people.secretary
    asked = desk.placements.page(PlacementFilter(status=PlacementStatus.PROPOSED))
    for row in [row for row in asked if row.unit == "dagdeel" and row.user_id != people.own_school][:1]:
        desk.placements.refuse(row.id, _REFUSED)
    running = desk.placements.page(PlacementFilter(status=PlacementStatus.RUNNING))
    for at, row in enumerate(row for row in running if row.starts_on <= people.day):
        if at % _UNSIGNED_EVERY:
            desk.placements.sign_agreement(row.id, row.starts_on)
    whole = [row for row in running if row.planned_hundredths > 100 and row.planned_hundredths % 100 == 0]
    for row in whole[:_WITH_PLAN]:
        version = desk.placements.row(row.id).version
        desk.placements.plan_months(row.id, version, _by_month(row.starts_on, row.ends_on, row.planned_hundredths))


def book(people: People) -> None:
    """Who comes when in the next two weeks; two schools chose the same morning."""
    for kind, at, weeks, starts_at, ends_at, purpose in _VISITS:
        offers = people.offers(kind)
        schools = [school for school in people.network.schools if not offers or school.id != offers[0].school_id]
        if offers and at < len(schools):
            day = first_from(people.frame.today + (3 + 7 * weeks) * DAY, _weekdays(offers[0]))
            draft = BookingDraft(offers[0].id, schools[at].id, day, time(*starts_at), time(*ends_at), purpose)
            people.secretary.bookings.book(draft)


def _ask_one(
    people: People, plans: Iterator[CasePlan], offer: OfferRow, first: date, last: date, hundredths: int
) -> None:
    """For the first of these cases that the rules allow."""
    for plan in plans:
        with suppress(RuleError):
            people.secretary.placements.place(
                plan.id, offer.id, starts_on=first, ends_on=last, planned_hundredths=hundredths, is_agreed=False
            )
            return


def _by_month(first: date, last: date, hundredths: int) -> dict[int, int]:
    """In proportion to the school days of each month, in whole units."""
    months = list(months_of(first, last))
    days = school_days(first, last)
    weights = [sum(day.year * 12 + day.month - 1 == month for day in days) for month in months]
    return dict(zip(months, (100 * units for units in share_out(hundredths // 100, weights)), strict=True))


def _weekdays(offer: OfferRow) -> tuple[int, ...]:
    return tuple(WEEKDAY_CODES.index(code) for code in offer.weekdays) or (0, 1, 2, 3, 4)
