"""What the network offers, as it may go outside: the guide, the list and the page on a website read this and no more.

There is no field here for a pupil, nor for who holds a seat or how many are free; a tariff only where it was asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, or_

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.privacy import without_pseudonyms
from zsm_desktop.models import Contact, Offer, Organisation, School, Sector
from zsm_desktop.services.offer_rows import days_of, offers_query
from zsm_desktop.services.service import Service, read


@dataclass(frozen=True, slots=True)
class CatalogueChoice:
    """None: all sectors, all schools. Without `with_contacts` the school's own telephone and site stand alone."""

    sector_id: str | None = None
    school_id: str | None = None
    with_prices: bool = False
    with_contacts: bool = False


@dataclass(frozen=True, slots=True)
class CatalogueContact:
    name: str
    function: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class CatalogueSchool:
    """Telephone and website of the school itself."""

    code: str
    name: str
    kind: str
    city: str
    phone: str
    website: str


@dataclass(frozen=True, slots=True)
class CatalogueOffer:
    """`seats` is how many can take part in all; `weekdays` empty: by arrangement. Both amounts None without prices."""

    code: str
    name: str
    kind: str
    sector: str
    school: CatalogueSchool
    target_group: str
    level: str
    place: str
    weekdays: tuple[str, ...]
    starts_on: date | None
    ends_on: date | None
    seats: int | None
    has_waiting_list: bool
    certificate: str
    description: str
    to_provide: str
    contact: CatalogueContact | None
    unit: str
    tariff_cents: int | None
    outside_cost_cents: int | None


@dataclass(frozen=True, slots=True)
class CatalogueFacts:
    """`offers` by sector, school and name. `knows_names` False: the maker could not look for names of pupils in it."""

    network: str
    made_at: datetime
    day: date
    with_prices: bool
    offers: tuple[CatalogueOffer, ...]
    knows_names: bool

    @property
    def sectors(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(offer.sector for offer in self.offers))

    @property
    def schools(self) -> tuple[str, ...]:
        return tuple(sorted({offer.school.name for offer in self.offers}, key=str.casefold))


EVERYTHING = CatalogueChoice()


class Catalogue(Service):
    @read(Permission.READ_OFFERS)
    def facts(self, wanted: CatalogueChoice = EVERYTHING) -> CatalogueFacts:
        """What is offered now or later; not what was stopped or is over."""
        day = self.desk.day
        with self.store.reading() as session:
            found = session.execute(_query(day, wanted)).all()
            offers = tuple(self._offer(wanted, *row) for row in found)
        return CatalogueFacts(
            network=self.desk.network_name,
            made_at=self.desk.clock(),
            day=day,
            with_prices=wanted.with_prices,
            offers=offers,
            knows_names=self.desk.masks.knows_names(),
        )

    def _offer(
        self,
        wanted: CatalogueChoice,
        offer: Offer,
        _code: str,
        _name: str,
        sector: str,
        unit: str,
        _units: str,
        tariff_cents: int | None,
        organisation: Organisation,
        school: School,
        contact: Contact | None,
    ) -> CatalogueOffer:
        is_named = wanted.with_contacts and contact is not None and contact.is_active
        return CatalogueOffer(
            code=offer.code,
            name=self._hidden(offer.name),
            kind=offer.kind,
            sector=sector,
            school=CatalogueSchool(
                code=organisation.code,
                name=organisation.name,
                kind=school.kind,
                city=organisation.city or "",
                phone=organisation.phone or "",
                website=organisation.website or "",
            ),
            target_group=offer.target_group,
            level=self._hidden(offer.level),
            place=self._hidden(offer.place),
            weekdays=days_of(offer),
            starts_on=offer.starts_on,
            ends_on=offer.ends_on,
            seats=offer.seats,
            has_waiting_list=offer.has_waiting_list,
            certificate=self._hidden(offer.certificate),
            description=self._hidden(offer.description),
            to_provide=self._hidden(offer.to_provide),
            contact=self._contact(contact) if contact is not None and is_named else None,
            unit=unit,
            tariff_cents=tariff_cents if wanted.with_prices else None,
            outside_cost_cents=offer.outside_cost_cents if wanted.with_prices else None,
        )

    def _contact(self, person: Contact) -> CatalogueContact:
        name = self.desk.masks.person(person.name).text
        return CatalogueContact(name, person.function, person.email or "", person.phone or "")

    def _hidden(self, text: str) -> str:
        return without_pseudonyms(self.desk.masks.hide(text).text)


def _query(day: date, wanted: CatalogueChoice) -> Select[Any]:
    query = (
        offers_query(day)
        .add_columns(Organisation, School, Contact)
        .join(School, School.id == Offer.school_id)
        .outerjoin(Contact, Contact.id == Offer.contact_id)
        .where(Offer.is_active, or_(Offer.ends_on.is_(None), Offer.ends_on >= day))
        .order_by(Sector.position, Sector.name, Organisation.name, Offer.name, Offer.id)
    )
    if wanted.sector_id is not None:
        query = query.where(Offer.sector_id == wanted.sector_id)
    if wanted.school_id is not None:
        query = query.where(Offer.school_id == wanted.school_id)
    return query
