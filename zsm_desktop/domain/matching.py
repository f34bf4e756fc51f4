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
    DAYS = "days"
    PERIOD = "period"


_WEIGHT = {Fit.CONSENT: 0, Fit.SECTOR: 16, Fit.TARGET_GROUP: 8, Fit.SEATS: 4, Fit.PERIOD: 2, Fit.DAYS: 1}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a case asks: sectors in order of wish, kind of school, possible weekdays ("ma" … "vr", empty: any), when."""

    school_id: str
    school_kind: str
    sector_ids: tuple[str, ...]
    weekdays: frozenset[str]
    day: date


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


@dataclass(frozen=True, slots=True)
class Match:
    offer_id: str
    fits: tuple[Fit, ...]
    lacks: tuple[Fit, ...]
    score: int


def rank(wanted: Wanted, offers: Iterable[Offered]) -> list[Match]:
    """Offers of other schools, best fit first; equal fits keep the order of their identifiers."""
    matches = [_match(wanted, offer) for offer in offers if offer.school_id != wanted.school_id]
    return sorted(matches, key=lambda match: (-match.score, match.offer_id))


def _match(wanted: Wanted, offer: Offered) -> Match:
    answers = {
        Fit.CONSENT: offer.has_consent,
        Fit.SECTOR: offer.sector_id in wanted.sector_ids,
        Fit.TARGET_GROUP: offer.target_group in ("all", wanted.school_kind),
        Fit.SEATS: offer.seats_free is None or offer.seats_free > 0,
        Fit.PERIOD: (offer.ends_on is None or wanted.day <= offer.ends_on),
        Fit.DAYS: not wanted.weekdays or not offer.weekdays or bool(wanted.weekdays & offer.weekdays),
    }
    score = sum(_WEIGHT[fit] for fit, is_met in answers.items() if is_met)
    if wanted.sector_ids and offer.sector_id == wanted.sector_ids[0]:
        score += 1
    return Match(
        offer_id=offer.offer_id,
        fits=tuple(fit for fit, is_met in answers.items() if is_met),
        lacks=tuple(fit for fit, is_met in answers.items() if not is_met),
        score=score,
    )
