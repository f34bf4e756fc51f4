"""Meeting bodies: which groups meet, at what level, how often, about what each time, and who is invited."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import aliased

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.models import BodyMember, Bottleneck, Cluster, Contact, Meeting, MeetingBody, Organisation
from zsm_desktop.services.body_points import (
    USUAL,
    PointDraft,
    add_points,
    checked,
    drafts_by_body,
    remove_points,
)
from zsm_desktop.services.known import all_known, known, require_version
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.together import together
from zsm_desktop.store.work import Work

KINDS = ("case", "steering")
LEVELS = ("operational", "tactical", "strategic")
MOST_WEEKS = 52
MOST_CODE = 8
MOST_QUORUM = 200


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """`rhythm_weeks` None: by arrangement. `member_ids` are contacts that are still on their organisation's list.

    `mandated_ids` are those of them who may decide there for their organisation.
    """

    id: str
    code: str
    name: str
    kind: str
    level: str
    rhythm_weeks: int | None
    cluster_id: str | None
    cluster: str
    member_ids: frozenset[str]
    meetings: int
    above_id: str | None
    above: str
    quorum: int | None
    points: tuple[PointDraft, ...]
    version: int
    mandated_ids: frozenset[str] = frozenset()
    is_chair_in_turn: bool = False


@dataclass(frozen=True, slots=True)
class BodyDraft:
    """`kind` and `code`, which stands in the number of every meeting, count only for a new body.

    `points` None: the usual ones for a new body, and for another those it has. `quorum` None: as few as there are.
    """

    name: str
    level: str
    rhythm_weeks: int | None = None
    cluster_id: str | None = None
    member_ids: frozenset[str] = frozenset()
    kind: str = "case"
    code: str = ""
    above_id: str | None = None
    quorum: int | None = None
    points: tuple[PointDraft, ...] | None = None
    mandated_ids: frozenset[str] = frozenset()
    is_chair_in_turn: bool = False


def draft_of(body: BodyFacts) -> BodyDraft:
    """The body as it stands, to put back later."""
    return BodyDraft(
        body.name, body.level, body.rhythm_weeks, body.cluster_id, body.member_ids, body.kind, body.code,
        body.above_id, body.quorum, body.points, body.mandated_ids, body.is_chair_in_turn,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Someone who can be a member."""

    id: str
    name: str
    function: str
    organisation: str


class Bodies(Service):
    @read(Permission.READ_NETWORK)
    def rows(self) -> tuple[BodyFacts, ...]:
        """From the working level up, then by name."""
        meetings = select(func.count()).where(Meeting.body_id == MeetingBody.id).scalar_subquery()
        above = aliased(MeetingBody)
        query = (
            select(MeetingBody, Cluster.name, meetings, above.name)
            .outerjoin(Cluster, Cluster.id == MeetingBody.cluster_id)
            .outerjoin(above, above.id == MeetingBody.above_id)
        )
        members: dict[str, dict[str, bool]] = defaultdict(dict)
        active = select(BodyMember).join(Contact, Contact.id == BodyMember.contact_id).where(Contact.is_active)
        with self.store.reading() as session:
            ask = together(session)
            listed, drafts = ask(lambda: session.scalars(active).all()), ask(lambda: drafts_by_body(session))
            found, points = ask(lambda: session.execute(query).all()), drafts()
            for member in listed():
                members[member.body_id][member.contact_id] = member.is_mandated
            rows = [
                BodyFacts(
                    id=body.id,
                    code=body.code,
                    name=body.name,
                    kind=body.kind,
                    level=body.level,
                    rhythm_weeks=body.rhythm_weeks,
                    cluster_id=body.cluster_id,
                    cluster=cluster or "",
                    member_ids=frozenset(members[body.id]),
                    meetings=count,
                    above_id=body.above_id,
                    above=above_name or "",
                    quorum=body.quorum,
                    points=points.get(body.id, ()),
                    version=body.version,
                    mandated_ids=frozenset(one for one, may in members[body.id].items() if may),
                    is_chair_in_turn=body.is_chair_in_turn,
                )
                for body, cluster, count, above_name in found()
            ]
        return tuple(sorted(rows, key=lambda row: (LEVELS.index(row.level), row.name.casefold())))

    @read(Permission.READ_NETWORK)
    def people(self) -> tuple[PersonRow, ...]:
        """Every contact on a list, by organisation and name."""
        query = (
            select(Contact.id, Contact.name, Contact.function, Organisation.name)
            .join(Organisation, Organisation.id == Contact.organisation_id)
            .where(Contact.is_active, Organisation.is_active)
            .order_by(Organisation.name, Contact.name)
        )
        with self.store.reading() as session:
            return tuple(PersonRow(*row) for row in session.execute(query))

    @act("body.add", Permission.EDIT_NETWORK)
    def add(self, work: Work, draft: BodyDraft) -> None:
        code = draft.code.strip().upper()
        if not code or len(code) > MOST_CODE or not code.isalnum():
            raise RuleError("body.code", most=MOST_CODE)
        if work.session.scalars(select(MeetingBody).where(MeetingBody.code == code)).first() is not None:
            raise RuleError("body.code_twice", code=code)
        if draft.kind not in KINDS:
            raise RuleError("body.kind")
        body = MeetingBody(id=work.new_id(), code=code, kind=draft.kind, name="", level="")
        _fill(work, body, draft)
        work.session.add(body)
        work.session.flush()
        add_points(work, body.id, checked(USUAL[body.kind] if draft.points is None else draft.points, body.kind))
        _set_members(work, body.id, draft.member_ids, draft.mandated_ids)
        work.made = body.id
        work.touch("body", body.id)

    @act("body.edit", Permission.EDIT_NETWORK)
    def edit(self, work: Work, body_id: str, version: int, draft: BodyDraft) -> None:
        body = known(work, MeetingBody, body_id, "body.none")
        require_version(body, version)
        _fill(work, body, draft)
        if draft.points is not None:
            points = checked(draft.points, body.kind)
            remove_points(work, body_id)
            add_points(work, body_id, points)
        _set_members(work, body_id, draft.member_ids, draft.mandated_ids)
        work.subject_id = body_id
        work.touch("body", body_id)

    @act("body.remove", Permission.EDIT_NETWORK)
    def remove(self, work: Work, body_id: str) -> None:
        """Raises RuleError("body.in_use") once it has met, has a meeting planned or was sent a bottleneck."""
        body = known(work, MeetingBody, body_id, "body.none")
        for table in (Meeting, Bottleneck):
            if work.session.scalar(select(func.count()).select_from(table).where(table.body_id == body_id)):
                raise RuleError("body.in_use", name=body.name)
        for below in work.session.scalars(select(MeetingBody).where(MeetingBody.above_id == body_id)):
            below.above_id = body.above_id
        remove_points(work, body_id)
        _set_members(work, body_id, frozenset())
        work.session.delete(body)
        work.subject_id = body_id
        work.touch("body", body_id)


def _fill(work: Work, body: MeetingBody, draft: BodyDraft) -> None:
    name = " ".join(draft.name.split())
    if not name:
        raise RuleError("body.no_name")
    others = work.session.scalars(select(MeetingBody).where(MeetingBody.id != body.id))
    if any(other.name.casefold() == name.casefold() for other in others):
        raise RuleError("body.twice", name=name)
    if draft.level not in LEVELS:
        raise RuleError("body.level")
    if draft.rhythm_weeks is not None and not 1 <= draft.rhythm_weeks <= MOST_WEEKS:
        raise RuleError("body.rhythm", most=MOST_WEEKS)
    if draft.quorum is not None and not 1 <= draft.quorum <= MOST_QUORUM:
        raise RuleError("body.quorum", most=MOST_QUORUM)
    all_known(work, Cluster, [draft.cluster_id], "cluster.none")
    _require_no_circle(work, body.id, draft.above_id)
    body.above_id, body.quorum = draft.above_id, draft.quorum
    body.name, body.level = name, draft.level
    body.rhythm_weeks, body.cluster_id = draft.rhythm_weeks, draft.cluster_id
    body.is_chair_in_turn = draft.is_chair_in_turn


def _require_no_circle(work: Work, body_id: str, above_id: str | None) -> None:
    """Raise RuleError("body.circle") when going up from `above_id` one comes back at this body."""
    at = above_id
    while at is not None:
        if at == body_id:
            raise RuleError("body.circle")
        at = known(work, MeetingBody, at, "body.none").above_id


def _set_members(
    work: Work, body_id: str, member_ids: frozenset[str], mandated_ids: frozenset[str] = frozenset()
) -> None:
    """Exactly these; who left its organisation meanwhile is not kept."""
    wanted = work.session.scalars(select(Contact.id).where(Contact.id.in_(member_ids), Contact.is_active)).all()
    if len(wanted) != len(member_ids):
        raise RuleError("network.no_contact")
    work.session.flush()
    work.session.execute(delete(BodyMember).where(BodyMember.body_id == body_id))
    work.session.add_all(
        BodyMember(body_id=body_id, contact_id=contact_id, is_mandated=contact_id in mandated_ids)
        for contact_id in wanted
    )
    work.session.flush()
    work.facts = {"members": len(wanted)}
