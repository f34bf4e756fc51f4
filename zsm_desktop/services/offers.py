"""What schools make available to each other: offers of every kind, and the seats still free in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.money import require_bounded
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.models import Booking, Contact, Delivery, Offer, Organisation, School, Sector, Unit
from zsm_desktop.services.known import known, require_version
from zsm_desktop.services.offer_rows import (
    ALL_OFFERS,
    WEEKDAYS,
    Around,
    OfferFilter,
    OfferRow,
    best_first,
    listed,
    offers_query,
    order_by,
    row_of,
)
from zsm_desktop.services.open_texts import open_text
from zsm_desktop.services.placement_acts import move_up
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work

KINDS = ("course", "facility", "test", "guidance", "evening_school", "exam")
TARGET_GROUPS = ("all", "pro", "vso")
MOST_SHORT, MOST_LONG = 80, 400
"""Characters of a name or a level, and of a description."""
_TEXTS = {
    **dict.fromkeys(("name", "level", "place", "certificate"), MOST_SHORT),
    **dict.fromkeys(("description", "to_provide"), MOST_LONG),
}


@dataclass(frozen=True, slots=True)
class SectorRow:
    id: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    id: str
    code: str
    name: str
    plural: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Someone at a school who can be asked about an offer; `function` may be ""."""

    id: str
    name: str
    function: str


@dataclass(frozen=True, slots=True)
class OfferCard:
    """`contact_id` is "" without one, or when that person left the list.

    `outside_cost_cents` is what a third party asks per unit; the tariff includes it.
    """

    offer: OfferRow
    description: str
    certificate: str
    to_provide: str
    contact_id: str
    contact: str
    outside_cost_cents: int | None


@dataclass(frozen=True, slots=True)
class OfferDraft:
    """What the form of an offer holds; `code` empty: the program makes one. `contact_id` is of the school itself."""

    school_id: str
    sector_id: str
    unit_id: str
    name: str
    kind: str
    target_group: str = "all"
    description: str = ""
    place: str = ""
    weekdays: tuple[str, ...] = ()
    seats: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    code: str = ""
    level: str = ""
    certificate: str = ""
    to_provide: str = ""
    contact_id: str | None = None
    outside_cost_cents: int | None = None
    has_waiting_list: bool = True


class Offers(Service):
    @read(Permission.READ_OFFERS)
    def page(
        self,
        wanted: OfferFilter = ALL_OFFERS,
        *,
        offset: int = 0,
        limit: int = 200,
        sort: str = "",
        is_descending: bool = False,
    ) -> tuple[OfferRow, ...]:
        """By school and name, or first by `sort`: name, school, sector, level, days, free, km or tariff.

        What might answer a need comes best first. Raises RuleError("need.none").
        """
        self._require_need(wanted)
        with self.store.reading() as session:
            around = Around.read(session, self.desk.day, wanted)
            query = listed(wanted, around)
            if sort:
                first = order_by(query, sort, around)
                query = query.order_by(first.desc().nulls_last() if is_descending else first.nulls_last())
            elif around.asked is not None:
                query = query.order_by(*best_first(query, around))
            query = query.order_by(Organisation.name, Offer.name, Offer.id).offset(offset).limit(limit)
            return tuple(row_of(around, *row) for row in session.execute(query))

    @read(Permission.READ_OFFERS)
    def count(self, wanted: OfferFilter = ALL_OFFERS) -> int:
        self._require_need(wanted)
        with self.store.reading() as session:
            query = listed(wanted, Around.read(session, self.desk.day, wanted))
            return session.scalar(select(func.count()).select_from(query.with_only_columns(Offer.id).subquery())) or 0

    @read(Permission.READ_OFFERS)
    def card(self, offer_id: str) -> OfferCard:
        """Raises RuleError("offer.none")."""
        with self.store.reading() as session:
            row = session.execute(offers_query(self.desk.day).where(Offer.id == offer_id)).first()
            if row is None:
                raise RuleError("offer.none")
            offer: Offer = row[0]
            person = session.get(Contact, offer.contact_id) if offer.contact_id else None
            is_there = person is not None and person.is_active
            return OfferCard(
                offer=row_of(Around.read(session, self.desk.day), *row),
                description=offer.description,
                certificate=offer.certificate,
                to_provide=offer.to_provide,
                contact_id=person.id if person is not None and is_there else "",
                contact=person.name if person is not None and is_there else "",
                outside_cost_cents=offer.outside_cost_cents,
            )

    @read(Permission.READ_OFFERS)
    def sectors(self) -> tuple[SectorRow, ...]:
        with self.store.reading() as session:
            query = select(Sector.id, Sector.code, Sector.name).order_by(Sector.position)
            return tuple(SectorRow(*row) for row in session.execute(query))

    @read(Permission.READ_OFFERS)
    def units(self) -> tuple[UnitRow, ...]:
        with self.store.reading() as session:
            query = select(Unit.id, Unit.code, Unit.name, Unit.plural).order_by(Unit.name)
            return tuple(UnitRow(*row) for row in session.execute(query))

    @read(Permission.READ_OFFERS)
    def levels(self) -> tuple[str, ...]:
        """Every level some offer names, by the alphabet."""
        with self.store.reading() as session:
            found = select(Offer.level).where(Offer.level != "", Offer.is_active).distinct()
            return tuple(sorted(session.scalars(found), key=str.casefold))

    @read(Permission.READ_OFFERS)
    def contacts(self, school_id: str) -> tuple[PersonRow, ...]:
        """Who can be asked about an offer of this school, its fixed contact first."""
        with self.store.reading() as session:
            query = (
                select(Contact.id, Contact.name, Contact.function)
                .where(Contact.organisation_id == school_id, Contact.is_active)
                .order_by(Contact.is_fixed.desc(), Contact.name)
            )
            return tuple(PersonRow(*row) for row in session.execute(query))

    def _require_need(self, wanted: OfferFilter) -> None:
        """What is asked is for who may read it (`Needs.rows`)."""
        if wanted.need_id is not None:
            self.actor.require(Permission.READ_CASES)

    @act("offer.add", Permission.EDIT_OFFERS)
    def add(self, work: Work, draft: OfferDraft) -> None:
        """Make an offer of the actor's own school (the secretary: of any)."""
        self.actor.require_school(draft.school_id)
        school = known(work, School, draft.school_id, "offer.no_school")
        offer = Offer(id=work.new_id(), school_id=school.id, code=_code(work, draft))
        self._fill(work, offer, draft)
        work.session.add(offer)
        work.made = offer.id
        work.touch("offer", offer.id, draft.school_id)

    @act("offer.edit", Permission.EDIT_OFFERS)
    def edit(self, work: Work, offer_id: str, version: int, draft: OfferDraft) -> None:
        """Raises RuleError("edit.conflict") when someone changed the offer since `version` was read.

        School and unit stay as they are: deliveries count in that unit. Kind and sector stay once something was
        delivered or booked: VAT, funds and balances follow from them. More seats go to who waits for one.
        """
        offer = self._own(work, offer_id)
        require_version(offer, version)
        if (draft.school_id, draft.unit_id) != (offer.school_id, offer.unit_id):
            raise RuleError("offer.fixed")
        before = offer.kind, offer.sector_id
        self._fill(work, offer, draft)
        if (offer.kind, offer.sector_id) != before:
            _require_unused(work, offer.id)
        move_up(work, offer.id, self.desk.day)
        work.subject_id = offer.id
        work.touch("offer", offer.id)

    @act("offer.deactivate", Permission.EDIT_OFFERS)
    def deactivate(self, work: Work, offer_id: str) -> None:
        """Take an offer off the list; running placements go on to their end."""
        self._switch(work, offer_id, is_active=False)

    @act("offer.activate", Permission.EDIT_OFFERS)
    def activate(self, work: Work, offer_id: str) -> None:
        self._switch(work, offer_id, is_active=True)

    def _switch(self, work: Work, offer_id: str, *, is_active: bool) -> None:
        offer = self._own(work, offer_id)
        offer.is_active = is_active
        move_up(work, offer.id, self.desk.day)
        work.subject_id = offer.id
        work.touch("offer", offer.id)

    def _own(self, work: Work, offer_id: str) -> Offer:
        offer = work.session.get(Offer, offer_id)
        if offer is None:
            raise RuleError("offer.none")
        self.actor.require_school(offer.school_id)
        return offer

    def _fill(self, work: Work, offer: Offer, draft: OfferDraft) -> None:
        """Texts are masked as they are written: everybody in the network reads them, and the guide goes outside."""
        _require_sound(draft)
        offer.sector_id = known(work, Sector, draft.sector_id, "sector.none").id
        offer.unit_id = known(work, Unit, draft.unit_id, "unit.none").id
        offer.contact_id = _contact(work, offer.school_id, draft.contact_id, before=offer.contact_id)
        offer.kind, offer.target_group = draft.kind, draft.target_group
        for name, most in _TEXTS.items():
            typed = getattr(draft, name).strip()
            if typed != getattr(offer, name):
                setattr(offer, name, open_text(self.desk, work, typed)[:most])
        offer.weekdays = ",".join(day for day in WEEKDAYS if day in draft.weekdays)
        offer.seats, offer.starts_on, offer.ends_on = draft.seats, draft.starts_on, draft.ends_on
        offer.outside_cost_cents, offer.has_waiting_list = draft.outside_cost_cents, draft.has_waiting_list


def _require_sound(draft: OfferDraft) -> None:
    if not draft.name.strip():
        raise RuleError("offer.no_name")
    if draft.kind not in KINDS or draft.target_group not in TARGET_GROUPS:
        raise RuleError("offer.unknown_kind", kind=draft.kind, target_group=draft.target_group)
    if draft.seats is not None and draft.seats < 0:
        raise RuleError("offer.negative_seats")
    if draft.starts_on and draft.ends_on and draft.ends_on < draft.starts_on:
        raise RuleError("offer.span")
    if not set(draft.weekdays) <= set(WEEKDAYS):
        raise RuleError("offer.unknown_weekday")
    require_bounded(draft.outside_cost_cents, draft.seats)
    if draft.outside_cost_cents is not None and draft.outside_cost_cents < 0:
        raise RuleError("offer.negative_cost")
    for name, most in _TEXTS.items():
        if len(getattr(draft, name).strip()) > most:
            raise RuleError("offer.long", most=most)


def _require_unused(work: Work, offer_id: str) -> None:
    """Raise RuleError("offer.kind_used") where a delivery or hours in the week rest on what this offer is."""
    delivered = select(Delivery.id).where(Delivery.offer_id == offer_id, Delivery.status != "withdrawn")
    booked = select(Booking.id).where(Booking.offer_id == offer_id, Booking.status == "booked")
    if any(work.session.scalar(query.limit(1)) is not None for query in (delivered, booked)):
        raise RuleError("offer.kind_used")


def _contact(work: Work, school_id: str, contact_id: str | None, *, before: str | None) -> str | None:
    """Someone of that school's list; who stood there already may stay after leaving the list."""
    if not contact_id or contact_id == before:
        return contact_id or None
    person = work.session.get(Contact, contact_id)
    if person is None or not person.is_active or person.organisation_id != school_id:
        raise RuleError("offer.contact")
    return person.id


def _code(work: Work, draft: OfferDraft) -> str:
    """The code asked for, or the school's code with the next free number."""
    code = draft.code.strip()
    if code:
        if work.session.scalar(select(Offer.id).where(Offer.code == code)):
            raise RuleError("offer.code_taken", code=code)
        return code
    school = work.session.get_one(Organisation, draft.school_id)
    taken = set(work.session.scalars(select(Offer.code).where(Offer.school_id == draft.school_id)))
    return next(made for n in range(1, len(taken) + 2) if (made := f"{school.code}-{n:02d}") not in taken)
