"""The facts of a case as screens and papers get them, read from an open session."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from zsm_desktop.domain.consent import asks_own_consent
from zsm_desktop.domain.permissions import Actor, Role
from zsm_desktop.models import (
    ActionItem,
    AgendaItem,
    Bottleneck,
    BottleneckCase,
    Case,
    CaseDiscussion,
    CaseSector,
    Meeting,
    Offer,
    Organisation,
    Placement,
    School,
    Sector,
)
from zsm_desktop.services.consents import (
    ConsentRow,
    birth_date_of,
    consent_rows,
    consents_given,
    consents_of,
    missing_by,
    pupils_of,
)
from zsm_desktop.services.service import opened
from zsm_desktop.store.seal import Sealer
from zsm_desktop.store.together import together

if TYPE_CHECKING:
    from zsm_desktop.services.meeting_facts import ActionRow, BottleneckRow


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line of a list; `missing` is the rule code that keeps the case from being discussed, "" when it may be."""

    id: str
    number: str
    pupil_id: str
    pupil_code: str
    pseudonym: str
    initials: str
    school_id: str
    school_code: str
    school: str
    status: str
    entered_on: date
    is_urgent: bool
    sectors: tuple[str, ...]
    question: str
    missing: str


@dataclass(frozen=True, slots=True)
class PastDiscussion:
    meeting_id: str
    meeting_number: str
    held_on: date
    outcome: str
    notes: str
    reason_code: str
    reason: str


@dataclass(frozen=True, slots=True)
class OtherCase:
    """Another case of the same pupil, with what its last discussion ended in; of its content nothing."""

    id: str
    number: str
    status: str
    entered_on: date
    closed_on: date | None
    outcome: str


@dataclass(frozen=True, slots=True)
class CasePlacement:
    id: str
    number: str
    offer: str
    provider: str
    starts_on: date
    ends_on: date
    status: str


@dataclass(frozen=True, slots=True)
class CaseCard:
    """All that the school and the meeting know of a case; content is "" for whoever lacks the second key."""

    row: CaseRow
    school_kind: str
    wall_question: str
    tried: str
    wishes: str
    remarks: str
    half_days_hundredths: int | None
    weekdays: tuple[str, ...]
    travel_km: int | None
    wanted_from: date | None
    pupil_spoken_on: date | None
    guardians_spoken_on: date | None
    is_sixteen: bool | None
    """As told for a pupil without a birth date; `has_birth_date` says which of the two the rule goes by."""
    has_birth_date: bool
    asks_own: bool
    """Whether the pupil's own consent is needed today."""
    return_on: date | None
    reopened_on: date | None
    reopen_reason: str
    sector_ids: tuple[str, ...]
    consents: tuple[ConsentRow, ...]
    discussions: tuple[PastDiscussion, ...]
    placements: tuple[CasePlacement, ...]
    others: tuple[OtherCase, ...]
    version: int
    pupil_spoken_by: str = ""
    guardians_spoken_by: str = ""
    """Who spoke with them, on the days above."""
    actions: tuple[ActionRow, ...] = ()
    bottlenecks: tuple[BottleneckRow, ...] = ()
    """What is still open about this case, over all meetings."""


def case_rows(session: Session, seal: Sealer, cases: list[Case], day: date) -> tuple[CaseRow, ...]:
    """Rows for these cases, in their order."""
    ask = together(session)
    allowed = ask(lambda: consents_of(session, (case.id for case in cases)))
    known = ask(lambda: pupils_of(session, cases))
    there = ask(lambda: session.scalars(select(Organisation).where(Organisation.kind == "school")).all())
    named = ask(lambda: _sector_names(session, [case.id for case in cases]))
    pupils, sectors, schools = known(), named(), {org.id: org for org in there()}
    missing = missing_by(seal, cases, allowed(), pupils, day)
    return tuple(
        CaseRow(
            id=case.id,
            number=case.number,
            pupil_id=case.pupil_id,
            pupil_code=pupils[case.pupil_id].code,
            pseudonym=pupils[case.pupil_id].pseudonym,
            initials=opened(seal, "pupil", case.pupil_id, "initials", pupils[case.pupil_id].initials),
            school_id=case.school_id,
            school_code=schools[case.school_id].code,
            school=schools[case.school_id].name,
            status=case.status,
            entered_on=case.entered_on,
            is_urgent=case.is_urgent,
            sectors=sectors.get(case.id, ()),
            question=opened(seal, "case_file", case.id, "question", case.question),
            missing=missing.get(case.id, ""),
        )
        for case in cases
    )


def is_shared(actor: Actor, row: CaseRow) -> bool:
    """Whether this user may see into the case: without a legal basis only its own school and the secretary do."""
    return not row.missing or actor.role is Role.SECRETARY or actor.school_id == row.school_id


def shared_cases(session: Session, seal: Sealer, actor: Actor, case_ids: Iterable[str], day: date) -> frozenset[str]:
    """Those of these cases this user may see into, as `is_shared` has it."""
    wanted = set(case_ids)
    cases = list(session.scalars(select(Case).where(Case.id.in_(wanted)))) if wanted else []
    return frozenset(row.id for row in case_rows(session, seal, cases, day) if is_shared(actor, row))


def case_card(session: Session, seal: Sealer, case: Case, day: date) -> CaseCard:
    """The whole card of one case, its history newest first."""
    from zsm_desktop.services.meeting_lists import action_rows, bottleneck_rows  # those rows hold cases themselves

    touched = select(BottleneckCase.bottleneck_id).where(BottleneckCase.case_id == case.id)
    on_list = select(CaseSector.sector_id).where(CaseSector.case_id == case.id).order_by(CaseSector.position)
    about = or_(Bottleneck.case_id == case.id, Bottleneck.id.in_(touched))
    ask = together(session)
    rows = ask(lambda: case_rows(session, seal, [case], day))
    sector_ids = ask(lambda: session.scalars(on_list).all())
    known = ask(lambda: pupils_of(session, [case])[case.pupil_id])
    school = ask(lambda: session.get_one(School, case.school_id))
    consents = ask(lambda: consents_given(session, case.id))
    discussions = ask(lambda: _discussions(session, seal, case.id))
    placements = ask(lambda: _placements(session, case.pupil_id))
    others = ask(lambda: other_cases(session, case.pupil_id, case.id))
    actions = ask(lambda: action_rows(session, seal, day, ActionItem.case_id == case.id, ActionItem.status == "open"))
    bottlenecks = ask(lambda: bottleneck_rows(session, Bottleneck.status != "closed", about))
    (row,), pupil = rows(), known()
    asks_own = asks_own_consent(birth_date_of(seal, pupil), day, is_sixteen=case.is_sixteen)
    return CaseCard(
        row=row,
        school_kind=school().kind,
        wall_question=opened(seal, "case_file", case.id, "wall_question", case.wall_question),
        tried=opened(seal, "case_file", case.id, "tried", case.tried),
        wishes=opened(seal, "case_file", case.id, "wishes", case.wishes),
        remarks=opened(seal, "case_file", case.id, "remarks", case.remarks),
        half_days_hundredths=case.half_days,
        weekdays=tuple(case.weekdays.split(",")) if case.weekdays else (),
        travel_km=case.travel_km,
        wanted_from=case.wanted_from,
        pupil_spoken_on=case.pupil_spoken_on,
        guardians_spoken_on=case.guardians_spoken_on,
        is_sixteen=case.is_sixteen,
        has_birth_date=pupil.birth_date is not None,
        asks_own=asks_own,
        return_on=case.return_on,
        reopened_on=case.reopened_on,
        reopen_reason=opened(seal, "case_file", case.id, "reopen_reason", case.reopen_reason),
        sector_ids=tuple(sector_ids()),
        consents=consent_rows(consents(), day, asks_own=asks_own),
        discussions=discussions(),
        placements=placements(),
        others=others(),
        version=case.version,
        pupil_spoken_by=opened(seal, "case_file", case.id, "pupil_spoken_by", case.pupil_spoken_by),
        guardians_spoken_by=opened(seal, "case_file", case.id, "guardians_spoken_by", case.guardians_spoken_by),
        actions=actions(),
        bottlenecks=bottlenecks(),
    )


def _sector_names(session: Session, case_ids: list[str]) -> dict[str, tuple[str, ...]]:
    query = (
        select(CaseSector.case_id, Sector.name)
        .join(Sector, Sector.id == CaseSector.sector_id)
        .where(CaseSector.case_id.in_(case_ids))
        .order_by(CaseSector.case_id, CaseSector.position)
    )
    names: dict[str, tuple[str, ...]] = {}
    for case_id, name in session.execute(query):
        names[case_id] = (*names.get(case_id, ()), name)
    return names


def other_cases(session: Session, pupil_id: str, case_id: str = "") -> tuple[OtherCase, ...]:
    """The pupil's cases but this one, the newest first."""
    cases = list(
        session.scalars(
            select(Case).where(Case.pupil_id == pupil_id, Case.id != case_id).order_by(Case.entered_on.desc(), Case.id)
        )
    )
    held = (
        select(CaseDiscussion.case_id, CaseDiscussion.outcome)
        .join(AgendaItem, AgendaItem.id == CaseDiscussion.agenda_item_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(CaseDiscussion.case_id.in_([case.id for case in cases]), CaseDiscussion.outcome.is_not(None))
        .order_by(Meeting.held_on)
    )
    last = {case: outcome or "" for case, outcome in session.execute(held)} if cases else {}
    return tuple(
        OtherCase(case.id, case.number, case.status, case.entered_on, case.closed_on, last.get(case.id, ""))
        for case in cases
    )


def _discussions(session: Session, seal: Sealer, case_id: str) -> tuple[PastDiscussion, ...]:
    query = (
        select(CaseDiscussion, Meeting)
        .join(AgendaItem, AgendaItem.id == CaseDiscussion.agenda_item_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(CaseDiscussion.case_id == case_id)
        .order_by(Meeting.held_on.desc())
    )
    return tuple(
        PastDiscussion(
            meeting_id=meeting.id,
            meeting_number=meeting.number,
            held_on=meeting.held_on,
            outcome=discussion.outcome or "",
            notes=opened(seal, "case_discussion", discussion.id, "notes", discussion.notes),
            reason_code=discussion.reason_code or "",
            reason=opened(seal, "case_discussion", discussion.id, "reason", discussion.reason),
        )
        for discussion, meeting in session.execute(query)
    )


def _placements(session: Session, pupil_id: str) -> tuple[CasePlacement, ...]:
    query = (
        select(Placement, Offer.name, Organisation.name)
        .join(Offer, Offer.id == Placement.offer_id)
        .join(Organisation, Organisation.id == Placement.provider_id)
        .where(Placement.pupil_id == pupil_id)
        .order_by(Placement.starts_on.desc())
    )
    return tuple(
        CasePlacement(p.id, p.number, offer, provider, p.starts_on, p.ends_on, p.status)
        for p, offer, provider in session.execute(query)
    )
