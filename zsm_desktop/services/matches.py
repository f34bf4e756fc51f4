"""Reads offers with their free seats and lets `domain.matching` rank them for one case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from zsm_desktop.domain.matching import Match, Offered, Wanted, rank
from zsm_desktop.domain.seats import Span, seats_free, usual_span, usual_start
from zsm_desktop.models import Case, Offer, Organisation, Sector
from zsm_desktop.services.case_facts import CaseCard
from zsm_desktop.services.distances import kilometres_from
from zsm_desktop.services.seats import spans_by_offer
from zsm_desktop.store.together import together

SHOWN = 12


@dataclass(frozen=True, slots=True)
class OfferMatch:
    """An offer for this case with why it fits and what it lacks; there is no price in it on purpose.

    `seats_free` holds from `first_day` to `last_day`, the period a placement there would usually have. `km` is the
    distance between the two schools as the crow flies, None where a postcode is not known.
    """

    match: Match
    offer_code: str
    offer: str
    provider: str
    sector: str
    unit_id: str
    weekdays: str
    seats_free: int | None
    first_day: date
    last_day: date
    km: int | None


@dataclass(frozen=True, slots=True)
class Offering:
    """All offers with their provider and sector, the days their seats are held, and how far they are from a school."""

    start: date
    offers: dict[str, tuple[Offer, str, str]]
    held: dict[str, list[Span]]
    km: dict[str, int]


def offering_for(session: Session, case: Case, day: date) -> Offering:
    """Of this case's school and period; an offer whose last day is over is none."""
    start = usual_start(day, case.wanted_from)
    query = (
        select(Offer, Organisation.name, Sector.name)
        .join(Organisation, Organisation.id == Offer.school_id)
        .join(Sector, Sector.id == Offer.sector_id)
        .where(Offer.is_active, or_(Offer.ends_on.is_(None), Offer.ends_on >= day))
    )
    ask = together(session)
    there, taken = ask(lambda: session.execute(query).all()), ask(lambda: spans_by_offer(session, start))
    known = {offer.id: (offer, provider, sector) for offer, provider, sector in there()}
    km = kilometres_from(session, case.school_id, {offer.school_id for offer, _, _ in known.values()})
    return Offering(start, known, taken(), km)


def matches_for(offering: Offering, card: CaseCard) -> tuple[OfferMatch, ...]:
    """The best fitting offers of other schools, best first."""
    start, known = offering.start, offering.offers
    spans = {offer.id: usual_span(start, offer.starts_on, offer.ends_on) for offer, _, _ in known.values()}
    weekdays = frozenset(card.weekdays)
    wanted = Wanted(card.row.school_id, card.school_kind, card.sector_ids, weekdays, start, card.travel_km)
    offered = {
        offer.id: Offered(
            offer_id=offer.id,
            school_id=offer.school_id,
            sector_id=offer.sector_id,
            target_group=offer.target_group,
            weekdays=frozenset(offer.weekdays.split(",")) - {""},
            seats_free=seats_free(offer.seats, offering.held.get(offer.id, ()), *spans[offer.id]),
            starts_on=offer.starts_on,
            ends_on=offer.ends_on,
            has_consent=any(c.is_enough and c.facts.covers(offer.school_id) for c in card.consents),
            km=offering.km.get(offer.school_id),
        )
        for offer, _, _ in known.values()
    }
    best = rank(wanted, offered.values())[:SHOWN]
    return tuple(_shown(m, *known[m.offer_id], offered[m.offer_id], spans[m.offer_id]) for m in best)


def _shown(match: Match, offer: Offer, provider: str, sector: str, offered: Offered, span: Span) -> OfferMatch:
    return OfferMatch(
        match=match,
        offer_code=offer.code,
        offer=offer.name,
        provider=provider,
        sector=sector,
        unit_id=offer.unit_id,
        weekdays=offer.weekdays,
        seats_free=offered.seats_free,
        first_day=span[0],
        last_day=span[1],
        km=offered.km,
    )
