"""The network map: who takes part, what each does and brings, where its people sit, and what is missing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.network_gaps import Burden, Gap, Gathering, Organised, gaps
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.profiles import NetworkRole
from zsm_desktop.models import (
    BodyMember,
    CaseGuide,
    Cluster,
    Contact,
    Meeting,
    MeetingBody,
    Organisation,
    OrganisationCluster,
    School,
)
from zsm_desktop.services.bodies import LEVELS
from zsm_desktop.services.guide_rows import caseload_rows, unguided
from zsm_desktop.services.known import all_known, known, require_version
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.together import together
from zsm_desktop.store.work import Work

MANDATES = ("", "none", "limited", "full")
MOST_LETTERS = 400


@dataclass(frozen=True, slots=True)
class Seat:
    """A person of an organisation in a body."""

    body_id: str
    name: str
    is_mandated: bool


@dataclass(frozen=True, slots=True)
class Member:
    """An organisation on the map. `part_ids` are all parts of the network it takes part in, `own_part_id` a school's
    cluster, which goes without saying.
    """

    id: str
    code: str
    name: str
    kind: str
    school_kind: str
    role: str
    does: str
    brings: str
    mandate: str
    fixed_contact: str
    seats: tuple[Seat, ...]
    part_ids: frozenset[str]
    own_part_id: str
    version: int

    @property
    def body_ids(self) -> tuple[str, ...]:
        """Each once, in the order of the map."""
        return tuple(dict.fromkeys(seat.body_id for seat in self.seats))


@dataclass(frozen=True, slots=True)
class Gathered:
    """A body of the map; `chair` is who chaired it last, "" for nobody or where the chair goes round."""

    id: str
    name: str
    level: str
    above_id: str
    chair: str
    is_chair_in_turn: bool
    members: int


@dataclass(frozen=True, slots=True)
class MapFacts:
    """`bodies` from the top down, `parts` are id and name by name."""

    members: tuple[Member, ...]
    bodies: tuple[Gathered, ...]
    parts: tuple[tuple[str, str], ...]
    roles: tuple[NetworkRole, ...]

    def role_name(self, code: str) -> str:
        """Of a role the profile no longer knows, nothing."""
        return next((role.name for role in self.roles if role.code == code), "")


@dataclass(frozen=True, slots=True)
class MapDraft:
    """`part_ids` besides a school's own cluster."""

    role: str = ""
    does: str = ""
    brings: str = ""
    mandate: str = ""
    part_ids: frozenset[str] = field(default_factory=frozenset)


class NetworkMap(Service):
    @read(Permission.READ_NETWORK)
    def facts(self) -> MapFacts:
        """Every active organisation by name; no case is told."""
        with self.store.reading() as session:
            return _facts(session, self.desk.profile.roles)

    @read(Permission.READ_NETWORK)
    def gaps(self) -> tuple[Gap, ...]:
        """What is missing, as `domain.network_gaps` orders it; of cases only how many."""
        roles = self.desk.profile.roles
        with self.store.reading() as session:
            facts = _facts(session, roles)
            held = session.scalars(select(CaseGuide.role).where(CaseGuide.ended_on.is_(None)).distinct()).all()
            loads = caseload_rows(session, roles, self.actor)
            without_guide, guide_gone = map(self.actor.told, unguided(session))
        return gaps(
            [
                Organised(one.id, one.name, one.kind, one.role, bool(one.fixed_contact), frozenset(one.body_ids))
                for one in facts.members
            ],
            [Gathering(one.id, one.name, one.members, bool(one.chair) or one.is_chair_in_turn) for one in facts.bodies],
            roles=[(role.code, role.name) for role in roles],
            held=frozenset(held),
            without_guide=without_guide,
            guide_gone=guide_gone,
            burdens=[
                Burden(one.contact_id, one.name, one.cases, one.most)
                for one in loads
                if one.cases is not None and one.most is not None
            ],
        )

    @act("map.describe", Permission.EDIT_NETWORK, can_undo=True)
    def describe(self, work: Work, organisation_id: str, version: int, draft: MapDraft) -> None:
        """What the map tells of an organisation. `version` is that of the organisation.

        Raises RuleError("network.no_organisation", "edit.conflict", "map.role", "map.mandate", "map.long",
        "cluster.none").
        """
        org = known(work, Organisation, organisation_id, "network.no_organisation")
        require_version(org, version)
        # A role of a profile there was before may stay.
        if draft.role not in {"", org.role} | {role.code for role in self.desk.profile.roles}:
            raise RuleError("map.role")
        if draft.mandate not in MANDATES:
            raise RuleError("map.mandate")
        does, brings = draft.does.strip(), draft.brings.strip()
        if max(len(does), len(brings)) > MOST_LETTERS:
            raise RuleError("map.long", most=MOST_LETTERS)
        all_known(work, Cluster, draft.part_ids, "cluster.none")
        org.role, org.does, org.brings, org.mandate = draft.role, does, brings, draft.mandate
        school = work.session.get(School, organisation_id)
        own = {school.cluster_id} if school is not None else set()
        _set_parts(work, organisation_id, draft.part_ids - own)
        work.subject_id = org.id
        work.touch("school" if org.kind == "school" else "network", org.id)


def _set_parts(work: Work, organisation_id: str, part_ids: frozenset[str]) -> None:
    rows = work.session.scalars(
        select(OrganisationCluster).where(OrganisationCluster.organisation_id == organisation_id)
    ).all()
    for row in rows:
        if row.cluster_id not in part_ids:
            work.session.delete(row)
    for cluster_id in sorted(part_ids - {row.cluster_id for row in rows}):
        work.session.add(OrganisationCluster(organisation_id=organisation_id, cluster_id=cluster_id))


def _facts(session: Session, roles: tuple[NetworkRole, ...]) -> MapFacts:
    ask = together(session)
    found = ask(lambda: session.execute(_ORGANISATIONS).all())
    seated = ask(lambda: session.execute(_SEATS).all())
    ticked = ask(lambda: session.scalars(select(OrganisationCluster)).all())
    named = ask(lambda: session.scalars(select(Cluster)).all())
    bodies = ask(lambda: session.scalars(select(MeetingBody)).all())
    chaired = ask(lambda: session.execute(_CHAIRS).all())
    seats: dict[str, list[Seat]] = defaultdict(list)
    for organisation_id, body_id, name, is_mandated in seated():
        seats[organisation_id].append(Seat(body_id, name, is_mandated))
    parts: dict[str, set[str]] = defaultdict(set)
    for row in ticked():
        parts[row.organisation_id].add(row.cluster_id)
    chairs = {body_id: chair for body_id, chair in chaired()}  # noqa: C416 - the last one counts
    counts = Counter(seat.body_id for theirs in seats.values() for seat in theirs)
    gathered = _gathered(bodies(), chairs, counts)
    places = {one.id: at for at, one in enumerate(gathered)}
    members = [
        _member(org, school_kind or "", own or "", contact or "", seats[org.id], parts[org.id], places)
        for org, school_kind, own, contact in found()
    ]
    return MapFacts(
        tuple(sorted(members, key=lambda one: one.name.casefold())),
        gathered,
        tuple(sorted(((row.id, row.name) for row in named()), key=lambda pair: pair[1].casefold())),
        roles,
    )


_ORGANISATIONS = (
    select(Organisation, School.kind, School.cluster_id, Contact.name)
    .outerjoin(School, School.id == Organisation.id)
    .outerjoin(Contact, (Contact.organisation_id == Organisation.id) & Contact.is_fixed)
    .where(Organisation.is_active)
)
_SEATS = (
    select(Contact.organisation_id, BodyMember.body_id, Contact.name, BodyMember.is_mandated)
    .join(BodyMember, BodyMember.contact_id == Contact.id)
    .where(Contact.is_active)
    .order_by(Contact.name)
)
_CHAIRS = select(Meeting.body_id, Meeting.chair).where(Meeting.chair != "").order_by(Meeting.held_on, Meeting.number)


def _member(
    org: Organisation,
    school_kind: str,
    own: str,
    contact: str,
    seats: list[Seat],
    parts: set[str],
    places: Mapping[str, int],
) -> Member:
    return Member(
        id=org.id,
        code=org.code,
        name=org.name,
        kind=org.kind,
        school_kind=school_kind,
        role=org.role,
        does=org.does,
        brings=org.brings,
        mandate=org.mandate,
        fixed_contact=contact,
        seats=tuple(sorted(seats, key=lambda seat: places[seat.body_id])),
        part_ids=frozenset(parts | ({own} if own else set())),
        own_part_id=own,
        version=org.version,
    )


def _gathered(
    bodies: Iterable[MeetingBody], chairs: Mapping[str, str], counts: Mapping[str, int]
) -> tuple[Gathered, ...]:
    rows = []
    for one in bodies:
        chair = chairs.get(one.id, "")
        above = one.above_id or ""
        rows.append(Gathered(one.id, one.name, one.level, above, chair, one.is_chair_in_turn, counts[one.id]))
    return tuple(sorted(rows, key=lambda one: (-LEVELS.index(one.level), one.name.casefold())))
