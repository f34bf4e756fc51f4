"""The network, its organisations and schools, and their people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import aliased

from zsm_desktop.domain.addresses import require_address
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.identifiers import (
    require_iban,
    require_kvk,
    require_oin,
    require_postcode,
    require_rsin,
    require_vat_number,
)
from zsm_desktop.domain.letterheads import require_colour
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.models import BodyMember, Cluster, Contact, Network, Offer, Organisation, Pupil, School
from zsm_desktop.services.banks import bank_of
from zsm_desktop.services.entries import name_account
from zsm_desktop.services.known import all_known, known, require_version
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work


@dataclass(frozen=True, slots=True)
class NetworkFacts:
    id: str
    name: str
    profile: str
    region: str
    holiday_region: str
    version: int


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """`pupils` counts those enrolled now."""

    id: str
    code: str
    name: str
    kind: str
    island: str
    city: str
    board: str
    cluster: str
    fixed_contact: str
    pupils: int
    offers: int


@dataclass(frozen=True, slots=True)
class ContactRow:
    id: str
    name: str
    function: str
    email: str
    phone: str
    is_fixed: bool


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    id: str
    code: str
    name: str
    kind: str
    city: str
    fixed_contact: str


@dataclass(frozen=True, slots=True)
class OrganisationCard:
    """What only a school has, from `school_kind` to `cluster`, is empty for another organisation."""

    id: str
    code: str
    name: str
    kind: str
    school_kind: str
    brin: str
    structures: str
    island: str
    cluster_id: str
    cluster: str
    board: str
    board_number: str
    iban: str
    kvk_number: str
    vat_number: str
    rsin: str
    oin: str
    order_number: str
    reference: str
    colour: str
    street: str
    house_number: str
    postcode: str
    city: str
    phone: str
    website: str
    contacts: tuple[ContactRow, ...]
    version: int

    @property
    def address(self) -> str:
        return f"{self.street} {self.house_number}".strip()

    @property
    def bank(self) -> str:
        bank = bank_of(self.iban)
        return bank.name if bank else ""


@dataclass(frozen=True, slots=True)
class OrganisationDraft:
    """What can be changed of any organisation; `kind` counts only for a new one."""

    name: str
    kind: str = "partner"
    street: str = ""
    house_number: str = ""
    postcode: str = ""
    city: str = ""
    phone: str = ""
    website: str = ""
    iban: str = ""
    kvk_number: str = ""
    vat_number: str = ""
    rsin: str = ""
    oin: str = ""
    order_number: str = ""
    reference: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class SchoolDraft:
    """What can be changed of a school besides; `cluster_id` None for a school that is in no cluster."""

    kind: str
    island: str = ""
    cluster_id: str | None = None


SCHOOL_KINDS = ("pro", "vso", "mbo")
_EDITED = tuple(field.name for field in fields(OrganisationDraft) if field.name != "kind")
_CHECKED: dict[str, Callable[[str], str]] = {
    "iban": require_iban,
    "kvk_number": require_kvk,
    "vat_number": require_vat_number,
    "rsin": require_rsin,
    "oin": require_oin,
    "colour": require_colour,
    "postcode": require_postcode,
}
_SHORT = {"order_number": "network.long_order_number", "reference": "network.long_reference"}
MOST_SIGNS = 40
"""Of what a buyer wants to read; what is longer fits no file of a bank or a bookkeeping."""


class NetworkService(Service):
    @read(Permission.READ_NETWORK)
    def facts(self) -> NetworkFacts:
        with self.store.reading() as session:
            row = session.scalars(select(Network)).one()
            return NetworkFacts(row.id, row.name, row.profile, row.region, row.holiday_region, row.version)

    @read(Permission.READ_NETWORK)
    def schools(self) -> tuple[SchoolRow, ...]:
        """All active schools by name."""
        board = aliased(Organisation)
        pupils = select(func.count()).where(Pupil.school_id == School.id, Pupil.left_on.is_(None)).scalar_subquery()
        offers = select(func.count()).where(Offer.school_id == School.id, Offer.is_active).scalar_subquery()
        query = (
            select(Organisation, School, board.name, Cluster.name, Contact.name, pupils, offers)
            .join(School, School.id == Organisation.id)
            .outerjoin(board, board.id == Organisation.board_id)
            .outerjoin(Cluster, Cluster.id == School.cluster_id)
            .outerjoin(Contact, (Contact.organisation_id == Organisation.id) & Contact.is_fixed)
            .where(Organisation.is_active)
            .order_by(Organisation.name)
        )
        with self.store.reading() as session:
            return tuple(
                SchoolRow(
                    id=org.id,
                    code=org.code,
                    name=org.name,
                    kind=school.kind,
                    island=school.island or "",
                    city=org.city or "",
                    board=board_name or "",
                    cluster=cluster or "",
                    fixed_contact=contact or "",
                    pupils=pupil_count,
                    offers=offer_count,
                )
                for org, school, board_name, cluster, contact, pupil_count, offer_count in session.execute(query)
            )

    @read(Permission.READ_NETWORK)
    def organisations(self) -> tuple[OrganisationRow, ...]:
        """Every active organisation, schools and boards too, by name."""
        query = (
            select(Organisation, Contact.name)
            .outerjoin(Contact, (Contact.organisation_id == Organisation.id) & Contact.is_fixed)
            .where(Organisation.is_active)
            .order_by(Organisation.name)
        )
        with self.store.reading() as session:
            return tuple(
                OrganisationRow(org.id, org.code, org.name, org.kind, org.city or "", contact or "")
                for org, contact in session.execute(query)
            )

    @read(Permission.READ_NETWORK)
    def card(self, organisation_id: str) -> OrganisationCard:
        """Raises RuleError("network.no_organisation")."""
        with self.store.reading() as session:
            org = session.get(Organisation, organisation_id)
            if org is None:
                raise RuleError("network.no_organisation")
            school = session.get(School, organisation_id)
            cluster = session.get(Cluster, school.cluster_id) if school and school.cluster_id else None
            board = session.get(Organisation, org.board_id) if org.board_id else None
            contacts = session.scalars(
                select(Contact)
                .where(Contact.organisation_id == organisation_id, Contact.is_active)
                .order_by(Contact.is_fixed.desc(), Contact.name)
            ).all()
            return OrganisationCard(
                id=org.id,
                code=org.code,
                name=org.name,
                kind=org.kind,
                school_kind=school.kind if school else "",
                brin=(school.brin or "") if school else "",
                structures=school.structures if school else "",
                island=(school.island or "") if school else "",
                cluster_id=cluster.id if cluster else "",
                cluster=cluster.name if cluster else "",
                board=board.name if board else "",
                board_number=(board.board_number if board else org.board_number) or "",
                iban=org.iban or "",
                kvk_number=org.kvk_number or "",
                vat_number=org.vat_number or "",
                rsin=org.rsin or "",
                oin=org.oin or "",
                order_number=org.order_number or "",
                reference=org.reference or "",
                colour=org.colour or "",
                street=org.street or "",
                house_number=org.house_number or "",
                postcode=org.postcode or "",
                city=org.city or "",
                phone=org.phone or "",
                website=org.website or "",
                contacts=tuple(
                    ContactRow(c.id, c.name, c.function, c.email or "", c.phone or "", c.is_fixed) for c in contacts
                ),
                version=org.version,
            )

    @act("network.edit", Permission.EDIT_NETWORK)
    def edit(self, work: Work, version: int, *, name: str, region: str, holiday_region: str) -> None:
        if not name.strip():
            raise RuleError("network.no_name")
        row = work.session.scalars(select(Network)).one()
        require_version(row, version)
        row.name, row.region, row.holiday_region = name.strip(), region.strip(), holiday_region
        work.subject_id = row.id
        work.touch("network", row.id)

    @act("network.add_organisation", Permission.EDIT_NETWORK)
    def add_organisation(self, work: Work, draft: OrganisationDraft) -> None:
        """A partner that is no school: schools come in with their BRIN number from the national list."""
        if draft.kind == "school":
            raise RuleError("network.school_by_list")
        org = new_organisation(work, draft, draft.kind)
        work.made = org.id
        work.touch("network", org.id)

    @act("network.edit_organisation", Permission.EDIT_NETWORK)
    def edit_organisation(
        self,
        work: Work,
        organisation_id: str,
        version: int,
        draft: OrganisationDraft,
        school: SchoolDraft | None = None,
    ) -> None:
        """Name, address and bank account of any organisation; of a school also kind, island and cluster."""
        org = work.session.get(Organisation, organisation_id)
        if org is None:
            raise RuleError("network.no_organisation")
        require_version(org, version)
        _fill(org, draft)
        name_account(work, org)
        if school is not None:
            _fill_school(work, org.id, school)
        work.subject_id = org.id
        work.touch("school" if org.kind == "school" else "network", org.id)

    @act("network.add_contact", Permission.EDIT_NETWORK)
    def add_contact(
        self, work: Work, organisation_id: str, *, name: str, function: str, email: str, phone: str
    ) -> None:
        """The first contact of an organisation becomes its fixed one."""
        if not name.strip():
            raise RuleError("network.contact_without_name")
        known(work, Organisation, organisation_id, "network.no_organisation")
        address = require_address(email)
        same = select(Contact).where(Contact.organisation_id == organisation_id)
        others = work.session.scalars(same).all()
        earlier = next((other for other in others if other.name == name.strip()), None)
        if earlier is not None and earlier.is_active:
            raise RuleError("network.contact_twice", name=name.strip())
        contact = earlier or Contact(id=work.new_id(), organisation_id=organisation_id, name=name.strip())
        contact.function, contact.is_active = function.strip(), True
        contact.email, contact.phone = address or None, phone.strip() or None
        contact.is_fixed = not any(other.is_fixed for other in others)
        work.session.add(contact)
        work.made = contact.id
        work.touch("contact", contact.id, organisation_id)

    @act("network.fix_contact", Permission.EDIT_NETWORK)
    def fix_contact(self, work: Work, contact_id: str) -> None:
        """Make this person the organisation's fixed contact instead of whoever was."""
        contact = work.session.get(Contact, contact_id)
        if contact is None:
            raise RuleError("network.no_contact")
        work.session.execute(
            update(Contact).where(Contact.organisation_id == contact.organisation_id).values(is_fixed=False)
        )
        contact.is_fixed = True
        work.subject_id = contact.id
        work.touch("contact", contact.id, contact.organisation_id)

    @act("network.remove_contact", Permission.EDIT_NETWORK)
    def remove_contact(self, work: Work, contact_id: str) -> None:
        """Take someone off the list and out of every meeting body; minutes keep the name as it stood."""
        contact = work.session.get(Contact, contact_id)
        if contact is None:
            raise RuleError("network.no_contact")
        contact.is_active, contact.is_fixed = False, False
        work.session.execute(delete(BodyMember).where(BodyMember.contact_id == contact_id))
        work.subject_id = contact.id
        work.touch("contact", contact.id, contact.organisation_id)


def new_organisation(work: Work, draft: OrganisationDraft, kind: str) -> Organisation:
    """Made in the open act, with the next code; permission and topics are the caller's."""
    org = Organisation(id=work.new_id(), code=_next_code(work), name="", kind=kind)
    _fill(org, draft)
    work.session.add(org)
    return org


def _fill(org: Organisation, draft: OrganisationDraft) -> None:
    if not draft.name.strip():
        raise RuleError("network.organisation_without_name")
    for column in _EDITED:
        value = getattr(draft, column).strip()
        # What stood there before its rules did keeps nobody from changing a telephone number.
        if column in _CHECKED and value != (getattr(org, column) or ""):
            value = _CHECKED[column](value)
        if column in _SHORT and len(value) > MOST_SIGNS:
            raise RuleError(_SHORT[column], most=MOST_SIGNS)
        setattr(org, column, value or None)


def _fill_school(work: Work, organisation_id: str, draft: SchoolDraft) -> None:
    school = known(work, School, organisation_id, "network.no_school")
    if draft.kind not in SCHOOL_KINDS:
        raise RuleError("network.school_kind")
    all_known(work, Cluster, [draft.cluster_id], "cluster.none")
    school.kind, school.island, school.cluster_id = draft.kind, draft.island.strip() or None, draft.cluster_id


def _next_code(work: Work) -> str:
    """P-001 and on: organisations outside education have no number of their own."""
    taken = set(work.session.scalars(select(Organisation.code).where(Organisation.code.like("P-%"))))
    return next(code for number in range(1, len(taken) + 2) if (code := f"P-{number:03d}") not in taken)
