"""Which offer an invented case ends up at, within the seats there are, and from when until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.seats import most_at_once
from zsm_desktop.services.sample.casework import CasePlan
from zsm_desktop.services.sample.days import DAY, WEEKDAY_CODES, first_from, school_days
from zsm_desktop.services.sample.offering import OfferFacts
from zsm_desktop.services.sample.shape import Frame, Row, Rows, new_id

_WEEKS = {"course": (8, 14), "facility": (12, 38), "test": (1, 2), "guidance": (8, 16), "evening_school": (16, 30)}
_PLACEABLE = frozenset({"course", "facility", "guidance"})
_BEFORE_SUMMER_DAYS = 30
_CANCELLED_SHARE = 0.04


@dataclass(frozen=True, slots=True)
class PlacementFacts:
    """`weekly` is what is planned per week in hundredths, 0 where the unit is a whole course or a test."""

    id: str
    decision_id: str
    offer: OfferFacts
    plan: CasePlan
    starts_on: date
    ends_on: date
    weekly: int
    status: str


class Placer:
    """Finds room; keeps track of who sits where, as the program's own rules do."""

    def __init__(self, frame: Frame, offers: list[OfferFacts], cancelled_share: float = _CANCELLED_SHARE) -> None:
        self._frame, self._cancelled_share = frame, cancelled_share
        self._offers = [offer for offer in offers if offer.sketch.kind in _PLACEABLE]
        self._taken: dict[str, list[tuple[date, date]]] = {}
        self._numbers: dict[int, int] = {}
        self.made: list[PlacementFacts] = []
        self.rows: Rows = {"placement": []}

    def find(self, dice: Random, plan: CasePlan, day: date) -> tuple[OfferFacts, date, date] | None:
        """An offer in a wished sector with a free seat, and the span; None when there is none (or no time left)."""
        fitting = [offer for offer in self._offers if self._fits(offer, plan)]
        weights = [offer.sketch.pull * (4 if offer.sketch.sector == plan.sectors[0] else 1) for offer in fitting]
        for _ in range(min(8, len(fitting))):
            (offer,) = dice.choices(fitting, weights)
            span = self._span(dice, offer, plan, day)
            if span is None:
                continue
            held = self._taken.get(offer.id, [])
            if offer.sketch.seats is None or most_at_once(held, *span) < offer.sketch.seats:
                return offer, *span
        return None

    def place(
        self, dice: Random, plan: CasePlan, found: tuple[OfferFacts, date, date], day: date, links: Row
    ) -> PlacementFacts:
        """Write the placement; `links` names its decision and its point on the agenda."""
        offer, starts_on, ends_on = found
        self._taken.setdefault(offer.id, []).append((starts_on, ends_on))
        weekly = _weekly(dice, offer, plan)
        status = "ended" if ends_on < self._frame.today else "running"
        if status == "ended" and dice.random() < self._cancelled_share:
            status = "cancelled"
        facts = PlacementFacts(
            id=new_id(dice, day),
            decision_id=str(links["decision_id"]),
            offer=offer,
            plan=plan,
            starts_on=starts_on,
            ends_on=ends_on,
            weekly=weekly,
            status=status,
        )
        plan.providers.append((offer.school.id, day))
        plan.placed_until.append(ends_on)
        self.made.append(facts)
        self.rows["placement"].append(self._row(facts) | links)
        return facts

    def _row(self, facts: PlacementFacts) -> Row:
        year = SchoolYear.of(facts.starts_on)
        self._numbers[year.start_year] = self._numbers.get(year.start_year, 0) + 1
        weeks = max(1, len(school_days(facts.starts_on, facts.ends_on)) // 5)
        return {
            "id": facts.id,
            "number": f"PL-{year.label}-{self._numbers[year.start_year]:03d}",
            "case_id": facts.plan.id,
            "pupil_id": facts.plan.pupil.id,
            "offer_id": facts.offer.id,
            "user_id": facts.plan.school.id,
            "provider_id": facts.offer.school.id,
            "starts_on": facts.starts_on,
            "ends_on": facts.ends_on,
            "planned": facts.weekly * weeks or 100,
            "status": facts.status,
        }

    def _fits(self, offer: OfferFacts, plan: CasePlan) -> bool:
        used = {provider_id for provider_id, _ in plan.providers}
        return (
            offer.school.id != plan.school.id
            and offer.school.id not in used
            and offer.sketch.sector in plan.sectors
            and offer.sketch.target_group in ("all", plan.school.kind)
        )

    def _span(self, dice: Random, offer: OfferFacts, plan: CasePlan, day: date) -> tuple[date, date] | None:
        """From a lesson day in one to three weeks until at most the summer, the offer's end or the pupil's leaving."""
        weekdays = tuple(WEEKDAY_CODES.index(code) for code in offer.sketch.weekdays.split(",") if code)
        starts_on = first_from(day + dice.randrange(7, 20) * DAY, weekdays or (0, 1, 2, 3, 4))
        least, most = _WEEKS[offer.sketch.kind]
        limits = [
            starts_on + timedelta(weeks=dice.randint(least, most)),
            SchoolYear.of(starts_on).last_day - _BEFORE_SUMMER_DAYS * DAY,
            offer.ends_on or date.max,
            plan.pupil.left_on - DAY if plan.pupil.left_on else date.max,
        ]
        return (starts_on, min(limits)) if min(limits) > starts_on + 7 * DAY else None


def _weekly(dice: Random, offer: OfferFacts, plan: CasePlan) -> int:
    """Half-days as the case asked (an hour or two of guidance); nothing weekly for what is sold whole."""
    unit = offer.sketch.unit
    if unit == "dagdeel":
        asked = plan.row["half_days"]
        return asked if isinstance(asked, int) else 200
    return dice.choice((100, 150, 200)) if unit == "uur" else 0
