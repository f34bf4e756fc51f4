"""Which offers fit a case, best first, with the reasons said; money never weighs in a pupil's options."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Fit(StrEnum):
    CONSENT = "consent"
    SECTOR = "sector"
    TARGET_GROUP = "target_group"
    SEATS = "seats"
    PERIOD = "period"
    DISTANCE = "distance"
    DAYS = "days"


_WEIGHT = {
    Fit.CONSENT: 0,
    Fit.SECTOR: 128,
    Fit.TARGET_GROUP: 64,
    Fit.SEATS: 32,
    Fit.PERIOD: 16,
    Fit.DISTANCE: 8,
    Fit.DAYS: 2,
}
"""Each weighs more than all below it together, so that who fits in more ways never stands lower."""
_DISTANCE_UNKNOWN = _WEIGHT[Fit.DISTANCE] // 2
_FIRST_WISH = 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a case asks: sectors in order of wish, kind of school, possible weekdays ("ma" … "vr", empty: any), when.

    `travel_km` is how far the pupil can travel one way; None: nobody said.
    """

    school_id: str
    school_kind: str
    sector_ids: tuple[str, ...]
    weekdays: frozenset[str]
    day: date
    travel_km: int | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """One offer as far as matching looks at it; there is deliberately no price in it."""

    offer_id: str
    school_id: str
    sector_id: str
    target_group: str
    weekdays: frozenset[str]
    seats_free: int | None
    starts_on: date | None
    ends_on: date | None
    has_consent: bool = True
    """Whether the case may be shared with this school; said, but it does not make an offer fit better or worse."""
    km: int | None = None
    """From the pupil's school; None: of one of the two the postcode is not known."""


@dataclass(frozen=True, slots=True)
class Match:
    """A distance that is not known, or a travel range nobody told, stands among neither the fits nor the lacks."""

    offer_id: str
    fits: tuple[Fit, ...]
    lacks: tuple[Fit, ...]
    score: int


def rank(wanted: Wanted, offers: Iterable[Offered]) -> list[Match]:
    """Offers of other schools, best fit first; of equal fits the nearest, then in the order of their identifiers."""
    others = {offer.offer_id: offer for offer in offers if offer.school_id != wanted.school_id}

    def place(match: Match) -> tuple[int, bool, int, str]:
        km = others[match.offer_id].km
        return -match.score, km is None, km or 0, match.offer_id

    return sorted((_match(wanted, offer) for offer in others.values()), key=place)


def _match(wanted: Wanted, offer: Offered) -> Match:
    answers = {
        Fit.CONSENT: offer.has_consent,
        Fit.SECTOR: offer.sector_id in wanted.sector_ids,
        Fit.TARGET_GROUP: offer.target_group in ("all", wanted.school_kind),
        Fit.SEATS: offer.seats_free is None or offer.seats_free > 0,
        Fit.PERIOD: (offer.ends_on is None or wanted.day <= offer.ends_on),
        Fit.DISTANCE: _is_near(wanted, offer),
        Fit.DAYS: days_fit(wanted.weekdays, offer.weekdays),
    }
    score = sum(_WEIGHT[fit] for fit, is_met in answers.items() if is_met)
    if answers[Fit.DISTANCE] is None:
        score += _DISTANCE_UNKNOWN
    if wanted.sector_ids and offer.sector_id == wanted.sector_ids[0]:
        score += _FIRST_WISH
    return Match(
        offer_id=offer.offer_id,
        fits=tuple(fit for fit, is_met in answers.items() if is_met),
        lacks=tuple(fit for fit, is_met in answers.items() if is_met is False),
        score=score,
    )


def days_fit(wanted: frozenset[str], offered: frozenset[str]) -> bool:
    """Some day suits both; who names no days takes any."""
    return not wanted or not offered or bool(wanted & offered)


def _is_near(wanted: Wanted, offer: Offered) -> bool | None:
    if wanted.travel_km is None or offer.km is None:
        return None
    return offer.km <= wanted.travel_km
