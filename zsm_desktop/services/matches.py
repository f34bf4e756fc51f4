"""Reads offers with their free seats and lets `domain.matching` rank them for one case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zsm_desktop.domain.matching import Match, Offered, Wanted, rank
from zsm_desktop.models import Offer, Organisation, Placement, Sector
from zsm_desktop.services.case_facts import CaseCard

SHOWN = 12


@dataclass(frozen=True, slots=True)
class OfferMatch:
    """An offer for this case with why it fits and what it lacks; there is no price in it on purpose."""

    match: Match
    offer_code: str
    offer: str
    provider: str
    sector: str
    unit_id: str
    weekdays: str
    seats_free: int | None
    starts_on: date | None
    ends_on: date | None


def matches_for(session: Session, card: CaseCard, day: date) -> tuple[OfferMatch, ...]:
    """The best fitting offers of other schools, best first."""
    running = (
        select(func.count())
        .where(Placement.offer_id == Offer.id, Placement.status == "running", Placement.ends_on >= day)
        .scalar_subquery()
    )
    query = (
        select(Offer, Organisation.name, Sector.name, running)
        .join(Organisation, Organisation.id == Offer.school_id)
        .join(Sector, Sector.id == Offer.sector_id)
        .where(Offer.is_active)
    )
    known = {offer.id: (offer, provider, sector, taken) for offer, provider, sector, taken in session.execute(query)}
    wanted = Wanted(card.row.school_id, card.school_kind, card.sector_ids, frozenset(card.weekdays), day)
    offered = [
        Offered(
            offer_id=offer.id,
            school_id=offer.school_id,
            sector_id=offer.sector_id,
            target_group=offer.target_group,
            weekdays=frozenset(offer.weekdays.split(",")) if offer.weekdays else frozenset(),
            seats_free=None if offer.seats is None else offer.seats - taken,
            starts_on=offer.starts_on,
            ends_on=offer.ends_on,
            has_consent=any(c.is_valid and c.facts.covers(offer.school_id) for c in card.consents),
        )
        for offer, _, _, taken in known.values()
    ]
    return tuple(_shown(match, *known[match.offer_id]) for match in rank(wanted, offered)[:SHOWN])


def _shown(match: Match, offer: Offer, provider: str, sector: str, taken: int) -> OfferMatch:
    return OfferMatch(
        match=match,
        offer_code=offer.code,
        offer=offer.name,
        provider=provider,
        sector=sector,
        unit_id=offer.unit_id,
        weekdays=offer.weekdays,
        seats_free=None if offer.seats is None else offer.seats - taken,
        starts_on=offer.starts_on,
        ends_on=offer.ends_on,
    )
