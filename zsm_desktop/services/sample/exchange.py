"""What schools used from each other, month by month: standing arrangements of groups, and the placements.

Made as a stream, so that a million deliveries take no more memory than the busiest month.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from zsm_desktop.domain.calendar import SchoolYear, month_index, month_start
from zsm_desktop.domain.money import share_out
from zsm_desktop.services.sample.days import DAY, school_days
from zsm_desktop.services.sample.offering import OfferFacts
from zsm_desktop.services.sample.parties import SchoolFacts
from zsm_desktop.services.sample.placing import PlacementFacts
from zsm_desktop.services.sample.shape import Frame

ENTERED_AFTER_DAYS = 2
"""The newest delivery is two days old: it has to be entered yet before it can stand in the books."""
_PUPILS_PER_ARRANGEMENT = {"vso": 9, "pro": 32}
_GIVER_WEIGHT = {("vso", "pro"): 14, ("vso", "vso"): 2, ("pro", "pro"): 5, ("pro", "vso"): 1}
"""User and provider: vso uses what pro has, hardly the other way round (ecbo report of 2013, §6.6)."""
_QUANTITIES = {
    "dagdeel": (200, 200, 300, 400, 400, 600, 800),
    "uur": (100, 150, 200, 250, 400),
    "stuk": (100, 200, 300, 500, 800),
    "cursus": (100, 100, 200, 300),
}
_GROWTH_PERCENT = 12
_SKIPPED_SHARE = 0.12
_FULL_MONTH_DAYS = 14


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A school that uses an offer for its groups through one school year."""

    user: SchoolFacts
    offer: OfferFacts


@dataclass(frozen=True, slots=True)
class Use:
    """One delivery before it is a row: who used how much of what on which day."""

    day: date
    user: SchoolFacts
    offer: OfferFacts
    quantity: int
    placement: PlacementFacts | None


class Exchange:
    """All use from the first day until two days ago; with `count`, exactly that many deliveries."""

    def __init__(
        self,
        frame: Frame,
        schools: Sequence[SchoolFacts],
        offers: Sequence[OfferFacts],
        placements: Sequence[PlacementFacts],
        count: int | None,
    ) -> None:
        self.frame = frame
        last = frame.today - ENTERED_AFTER_DAYS * DAY
        self._months = {
            month: days
            for month in range(month_index(frame.first_day), month_index(last) + 1)
            if (days := school_days(month_start(month), min(last, month_start(month + 1) - DAY)))
        }
        self._arrangements = {
            year.start_year: _arrangements(frame, year, schools, offers) for year in frame.school_years
        }
        uses = [use for placement in placements for use in self._of_placement(placement)]
        if count is not None and len(uses) > count:
            chosen = sorted(frame.dice("thinned").sample(range(len(uses)), count))
            uses = [uses[index] for index in chosen]
        self._of_pupils: dict[int, list[Use]] = {}
        for use in uses:
            self._of_pupils.setdefault(month_index(use.day), []).append(use)
        self._of_groups = self._group_counts(None if count is None else count - len(uses))
        self.count = len(uses) + sum(self._of_groups.values())

    def months(self) -> Iterator[list[Use]]:
        """The use of each month, by day."""
        for month, days in self._months.items():
            uses = [*self._of_pupils.get(month, ()), *self._in_groups(month, days)]
            yield sorted(uses, key=lambda use: use.day)

    def _group_counts(self, count: int | None) -> dict[int, int]:
        """How many deliveries without a pupil each month has."""
        weights = [len(days) * len(self._active(month)) for month, days in self._months.items()]
        if count is not None:
            if not any(weights):
                return {}
            return dict(zip(self._months, share_out(count, weights), strict=True))
        dice = self.frame.dice("group use")
        counts = {}
        for month, days in self._months.items():
            active = len(self._active(month))
            active = active * min(len(days), _FULL_MONTH_DAYS) // _FULL_MONTH_DAYS
            counts[month] = sum(dice.random() > _SKIPPED_SHARE for _ in range(active))
        return counts

    def _active(self, month: int) -> list[Arrangement]:
        first = month_start(month)
        arrangements = self._arrangements[SchoolYear.of(first).start_year]
        return [arrangement for arrangement in arrangements if arrangement.offer.is_open_on(first)]

    def _in_groups(self, month: int, days: list[date]) -> Iterator[Use]:
        """Round and round over the arrangements, so that a large count is many lessons and not many schools."""
        dice = self.frame.dice("use", month)
        active = self._active(month)
        dice.shuffle(active)
        for index in range(self._of_groups.get(month, 0)):
            arrangement = active[index % len(active)]
            offer = arrangement.offer
            quantity = dice.choice(_QUANTITIES[offer.sketch.unit])
            yield Use(dice.choice(days), arrangement.user, offer, quantity, None)

    def _of_placement(self, placement: PlacementFacts) -> Iterator[Use]:
        """One delivery a month of what was used; a course or a test once, in its first month."""
        if placement.status == "cancelled":
            return
        dice = self.frame.dice("use of", placement.id)
        user, offer = placement.plan.school, placement.offer
        for days in self._months.values():
            within = [day for day in days if placement.starts_on <= day <= placement.ends_on]
            if not within:
                continue
            if not placement.weekly:
                yield Use(within[0], user, offer, 100, placement)
                return
            weeks = max(1, len(within) // 5)
            missed = dice.choice((0, 0, 0, 1)) if weeks > 1 else 0
            yield Use(within[-1], user, offer, placement.weekly * (weeks - missed), placement)


def _arrangements(
    frame: Frame, year: SchoolYear, schools: Sequence[SchoolFacts], offers: Sequence[OfferFacts]
) -> list[Arrangement]:
    """Who uses what this year: more every year, and most of it by vso schools at pro schools."""
    dice = frame.dice("arrangements", year.start_year)
    percent = max(40, 100 - _GROWTH_PERCENT * (frame.running.start_year - year.start_year))
    draws = {kind: _Draw(frame, kind, offers) for kind in ("pro", "vso")}
    found: list[Arrangement] = []
    for school in schools if offers else ():
        wanted = max(1, school.place.pupils * percent // (100 * _PUPILS_PER_ARRANGEMENT[school.kind]))
        for _ in range(wanted):
            offer = draws[school.kind].offer(dice, school)
            if offer is not None:
                found.append(Arrangement(school, offer))
    return found


class _Draw:
    """Draws offers for users of one kind of school; some providers are much more in demand than others."""

    def __init__(self, frame: Frame, kind: str, offers: Sequence[OfferFacts]) -> None:
        self._offers = [offer for offer in offers if offer.sketch.target_group in ("all", kind)]
        self._weights = [
            offer.sketch.pull * _GIVER_WEIGHT[kind, offer.school.kind] * _demand(frame, offer.school)
            for offer in self._offers
        ]

    def offer(self, dice: Random, user: SchoolFacts) -> OfferFacts | None:
        for _ in range(20):
            (offer,) = dice.choices(self._offers, self._weights)
            if offer.school.id != user.id:
                return offer
        return None


def _demand(frame: Frame, school: SchoolFacts) -> int:
    return frame.dice("demand", school.number).choice((1, 2, 2, 3, 5))
