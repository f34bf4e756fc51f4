"""Cases: entered by a school, prepared, made discussable by a legal basis, followed until off the list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from zsm_desktop.domain.consent import ConsentFacts
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission, Role
from zsm_desktop.domain.privacy import free_sequence, initials, pseudonym
from zsm_desktop.domain.progress import CaseStatus, MeetingStatus
from zsm_desktop.domain.talk import require_wall
from zsm_desktop.models import Case, CaseSector, Consent, Pupil, School, Sector
from zsm_desktop.services.agendas import meeting_of, waiting_status
from zsm_desktop.services.case_facts import CaseCard, CaseRow, case_card, case_rows, is_shared
from zsm_desktop.services.doubles import Double, doubles_of
from zsm_desktop.services.drafts import drop_draft_at
from zsm_desktop.services.known import all_known, known, require_version
from zsm_desktop.services.numbers import next_in
from zsm_desktop.services.placing import require_not_placed
from zsm_desktop.services.rights import is_other_school, require_leads, sees_cases
from zsm_desktop.services.service import Service, act, read, sealed, sealed_fact
from zsm_desktop.store.work import Work

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

TEXTS = ("question", "wall_question", "tried", "wishes", "remarks")


@dataclass(frozen=True, slots=True)
class PupilDraft:
    """A pupil the store does not know yet."""

    given_name: str
    family_name: str
    birth_date: date | None = None
    guardian_contact: str = ""
    school_reference: str = ""


@dataclass(frozen=True, slots=True)
class CaseDraft:
    """A case as a school enters it; `sector_ids` in order of wish, `pupil_id` when the pupil is known already."""

    school_id: str
    question: str
    pupil: PupilDraft | None = None
    pupil_id: str | None = None
    wall_question: str = ""
    """The question in few words, made for showing; without a name."""
    tried: str = ""
    wishes: str = ""
    remarks: str = ""
    sector_ids: tuple[str, ...] = ()
    half_days_hundredths: int | None = None
    weekdays: tuple[str, ...] = ()
    travel_km: int | None = None
    wanted_from: date | None = None
    pupil_spoken_on: date | None = None
    guardians_spoken_on: date | None = None
    pupil_spoken_by: str = ""
    guardians_spoken_by: str = ""
    """Who of the school spoke with them."""
    is_sixteen: bool | None = None
    """16 or older, as the school tells it; kept only where the pupil's birth date is not known."""
    is_urgent: bool = False
    consents: tuple[ConsentFacts, ...] = field(default=())


class Cases(Service):
    @read(Permission.READ_CASES)
    def rows(
        self, *, text: str = "", statuses: tuple[str, ...] = (), school_id: str | None = None
    ) -> tuple[CaseRow, ...]:
        """Cases newest first; `text` searches number and pseudonym."""
        query = select(Case).join(Pupil, Pupil.id == Case.pupil_id).where(sees_cases(self.actor))
        if self.actor.opens_names:  # as `Pupils.page` in a copy
            query = query.where(Pupil.given_name.is_not(None), Case.question.is_not(None))
        if statuses:
            query = query.where(Case.status.in_(statuses))
        if school_id is not None:
            query = query.where(Case.school_id == school_id)
        for word in text.split():
            columns = (Case.number, Pupil.pseudonym)
            query = query.where(or_(*(column.icontains(word, autoescape=True) for column in columns)))
        query = query.order_by(Case.entered_on.desc(), Case.number.desc())
        with self.store.reading() as session:
            rows = case_rows(session, self.store.seal, list(session.scalars(query)), self.desk.day)
        return tuple(_listed(row, self.desk) for row in rows if is_shared(self.actor, row))

    @read(Permission.READ_CASES)
    def card(self, case_id: str) -> CaseCard:
        """Raises RuleError("case.none") for a case that does not exist or that this user may not see.

        What keeps another school's case from being shared is raised under its own code. The first look at a case leaves
        a line in the logbook, unless this store is only read.
        """
        with self.store.reading() as session:
            case = session.scalars(select(Case).where(Case.id == case_id, sees_cases(self.actor))).one_or_none()
            if case is None:
                raise RuleError("case.none")
            card = case_card(session, self.store.seal, case, self.desk.day)
        if not is_shared(self.actor, card.row):
            raise RuleError(card.row.missing)
        if case_id not in self.desk.opened:
            if is_other_school(self.actor, card.row.school_id):
                raise RuleError("case.dossier_closed")
            if not self.desk.is_read_only:
                self._log_reading(case_id)
                self.desk.opened.add(case_id)
        return card

    @read(Permission.READ_CASES)
    def open_dossier(self, case_id: str, reason: str) -> CaseCard:
        """The card of another school's case, from then on open at this desk; who, when and why is logged first."""
        self._log_opening(case_id, reason)
        self.desk.opened.add(case_id)
        return self.card(case_id)

    @act("case.open_dossier", Permission.READ_CASES)
    def _log_opening(self, work: Work, case_id: str, reason: str) -> None:
        case = work.session.scalars(select(Case).where(Case.id == case_id, sees_cases(self.actor))).one_or_none()
        if case is None:
            raise RuleError("case.none")
        if not reason.strip():
            raise RuleError("case.reason_needed")
        work.subject_id = case.id
        work.facts = {"reason": sealed_fact(work, case.id, "reason", reason)}

    @act("case.read_dossier", Permission.READ_CASES)
    def _log_reading(self, work: Work, case_id: str) -> None:
        """Of the own school, or by the secretary: the room is the reason, and once per desk is enough."""
        work.subject_id = case_id
        work.facts = {"room": "pupils"}

    @read(Permission.EDIT_CASES)
    def doubles(self, draft: CaseDraft) -> tuple[Double, ...]:
        """Whom this draft seems to be; asked before entering, which refuses nobody."""
        self.actor.require_school(draft.school_id)
        with self.store.reading() as session:
            return doubles_of(
                session, self.store.seal, [draft], self.desk.day, sees_all=self.actor.role is Role.SECRETARY
            )

    @act("case.enter", Permission.EDIT_CASES)
    def enter(self, work: Work, draft: CaseDraft) -> None:
        enter_case(work, draft, self.desk.day)

    @act("case.edit", Permission.EDIT_CASES)
    def edit(self, work: Work, case_id: str, version: int, texts: Mapping[str, str]) -> None:
        """Replace the sealed texts named (of TEXTS); refused when someone else was first."""
        case = own_case(work, case_id)
        require_version(case, version)
        for column, text in texts.items():
            if column not in TEXTS:
                raise LookupError(column)
            _write_text(work, case, column, text)
        work.subject_id = case.id
        work.facts = {"columns": sorted(texts)}
        work.touch("case", case.id)

    @act("case.add_consent", Permission.EDIT_CASES)
    def add_consent(self, work: Work, case_id: str, facts: ConsentFacts) -> None:
        case = own_case(work, case_id)
        work.made = _add_consent(work, case.id, facts)
        work.touch("consent", work.made)
        work.touch("case", case.id)

    @act("case.withdraw_consent", Permission.EDIT_CASES)
    def withdraw_consent(self, work: Work, consent_id: str, on: date) -> None:
        """From `on` the case is no longer discussed nor shared on this basis; what was shared stays listed.

        A day still to come may move earlier, never later. Raises RuleError("consent.unknown",
        "consent.withdrawn_already"), and as `own_case`.
        """
        consent = work.session.get(Consent, consent_id)
        if consent is None:
            raise RuleError("consent.unknown")
        case = own_case(work, consent.case_id)
        known_day = consent.withdrawn_on
        if known_day is not None and (known_day <= self.desk.day or on >= known_day):
            raise RuleError("consent.withdrawn_already", day=known_day)
        consent.withdrawn_on = on
        work.subject_id = consent.id
        work.touch("consent", consent.id)
        work.touch("case", case.id)

    @act("case.tell_age", Permission.EDIT_CASES)
    def tell_age(self, work: Work, case_id: str, *, is_sixteen: bool | None) -> None:
        """Whether the pupil is 16 or older; refused where the birth date tells it."""
        case = own_case(work, case_id)
        if work.session.get_one(Pupil, case.pupil_id).birth_date is not None:
            raise RuleError("case.age_known")
        case.is_sixteen = is_sixteen
        work.subject_id = case.id
        work.touch("case", case.id)

    @act("case.close", Permission.EDIT_CASES)
    def close(self, work: Work, case_id: str) -> None:
        """Off the list; raises RuleError("case.placement_runs") while the pupil is placed."""
        case = own_case(work, case_id)
        if case.status == CaseStatus.CLOSED:
            raise RuleError("case.closed", number=case.number)
        require_not_placed(work, case, self.desk.day)
        case.status, case.closed_on = CaseStatus.CLOSED, self.desk.day
        work.subject_id = case.id
        work.touch("case", case.id)

    @act("case.reopen", Permission.EDIT_CASES, can_undo=True)
    def reopen(self, work: Work, case_id: str, reason: str) -> None:
        """Back on the list with all it had; why is kept with the case, and in the logbook."""
        case = own_case(work, case_id)
        if case.status != CaseStatus.CLOSED:
            raise RuleError("case.not_closed", number=case.number)
        if not reason.strip():
            raise RuleError("case.reopen_reason")
        case.status, case.closed_on = waiting_status(work, case.id), None
        case.reopened_on = self.desk.day
        case.reopen_reason = sealed(work, "case_file", case.id, "reopen_reason", reason.strip())
        work.subject_id = case.id
        work.facts = {"reason": sealed_fact(work, case.id, "reason", reason)}
        work.touch("case", case.id)

    @act("case.return", Permission.EDIT_CASES, can_undo=True)
    def set_return(self, work: Work, case_id: str, version: int, day: date | None) -> None:
        """From `day` the case wants to be on an agenda again; None: no such day."""
        case = own_case(work, case_id)
        require_version(case, version)
        require_return(case, day, self.desk.day)
        case.return_on = day
        work.subject_id = case.id
        work.touch("case", case.id)

    @act("case.wall_question", Permission.EDIT_CASES, Permission.LEAD_MEETINGS, can_undo=True)
    def set_wall_question(self, work: Work, case_id: str, text: str) -> None:
        """The words for the room; also for who leads the meeting in which the case is discussed now."""
        case = known(work, Case, case_id, "case.none")
        meeting = meeting_of(work, case_id)
        if meeting is None or meeting.status != MeetingStatus.RUNNING:
            work.actor.require_school(case.school_id)
        elif is_other_school(self.actor, case.school_id):
            require_leads(work.session, self.actor, meeting)
        _write_text(work, case, "wall_question", text)
        drop_draft_at(work, case.id, "wall")
        work.subject_id = case.id
        work.touch("case", case.id)


def _listed(row: CaseRow, desk: Desk) -> CaseRow:
    """Of another school's case the list says that it is there; the rest is in its dossier."""
    if is_other_school(desk.actor, row.school_id) and row.id not in desk.opened:
        return replace(row, question="", initials="")
    return row


def enter_case(work: Work, draft: CaseDraft, day: date, import_id: str | None = None) -> Case:
    """Write one case, and its pupil when new, in an open act; raises RuleError when the question is empty."""
    work.actor.require_school(draft.school_id)
    if not draft.question.strip():
        raise RuleError("case.no_question")
    known(work, School, draft.school_id, "school.none")
    all_known(work, Sector, draft.sector_ids, "sector.none")
    pupil = _known_pupil(work, draft.pupil_id, draft.school_id) if draft.pupil_id else _add_pupil(work, draft, day)
    case = Case(
        id=work.new_id(),
        number=next_case_number(work, day),
        pupil_id=pupil.id,
        school_id=draft.school_id,
        status=CaseStatus.ENTERED,
        entered_on=day,
        is_urgent=draft.is_urgent,
        half_days=draft.half_days_hundredths,
        weekdays=",".join(draft.weekdays),
        travel_km=draft.travel_km,
        wanted_from=draft.wanted_from,
        pupil_spoken_on=draft.pupil_spoken_on,
        guardians_spoken_on=draft.guardians_spoken_on,
        is_sixteen=draft.is_sixteen if pupil.birth_date is None else None,
        import_id=import_id,
    )
    for column in (*TEXTS, "pupil_spoken_by", "guardians_spoken_by"):
        text: str = getattr(draft, column)
        _write_text(work, case, column, text)
    work.session.add(case)
    work.session.flush()
    for position, sector_id in enumerate(draft.sector_ids, start=1):
        work.session.add(CaseSector(case_id=case.id, position=position, sector_id=sector_id))
    for consent in draft.consents:
        _add_consent(work, case.id, consent)
    work.made = case.id
    work.touch("case", case.id)
    return case


def next_case_number(work: Work, day: date) -> str:
    """C-2026-046: per calendar year, as the network counts its cases."""
    prefix = f"C-{day.year}-"
    return f"{prefix}{next_in(work, 'case_file', prefix):03d}"


def _known_pupil(work: Work, pupil_id: str, school_id: str) -> Pupil:
    pupil = work.session.get(Pupil, pupil_id)
    if pupil is None or pupil.school_id != school_id:
        raise RuleError("pupil.none")
    return pupil


def _add_pupil(work: Work, draft: CaseDraft, day: date) -> Pupil:
    if draft.pupil is None:
        raise RuleError("case.no_pupil")
    sequence = free_sequence((work.session.scalar(select(func.max(Pupil.sequence))) or 0) + 1)
    values = {
        "given_name": draft.pupil.given_name.strip(),
        "family_name": draft.pupil.family_name.strip(),
        "initials": initials(draft.pupil.given_name, draft.pupil.family_name),
        "birth_date": draft.pupil.birth_date.isoformat() if draft.pupil.birth_date else "",
        "guardian_contact": draft.pupil.guardian_contact.strip(),
        "school_reference": draft.pupil.school_reference.strip(),
    }
    pupil_id = work.new_id()
    pupil = Pupil(
        id=pupil_id,
        sequence=sequence,
        code=f"L{sequence:05d}",
        pseudonym=pseudonym(sequence),
        school_id=draft.school_id,
        enrolled_on=day,
        **{column: sealed(work, "pupil", pupil_id, column, text) for column, text in values.items()},
    )
    work.session.add(pupil)
    work.session.flush()
    work.touch("pupil", pupil_id)
    return pupil


def _add_consent(work: Work, case_id: str, facts: ConsentFacts) -> str:
    if facts.valid_until is not None and facts.valid_until < facts.valid_from:
        raise RuleError("consent.ends_before", start=facts.valid_from)
    all_known(work, School, [facts.receiver_id], "school.none")
    consent = Consent(
        id=work.new_id(),
        case_id=case_id,
        legal_basis=facts.legal_basis.value,
        given_by=facts.given_by.value,
        receiver_id=facts.receiver_id,
        valid_from=facts.valid_from,
        valid_until=facts.valid_until,
        withdrawn_on=facts.withdrawn_on,
    )
    work.session.add(consent)
    return consent.id


def require_return(case: Case, day: date | None, today: date) -> None:
    """Raise RuleError("case.return_past") for a day that is over, ("case.closed") where nothing comes back."""
    if case.status == CaseStatus.CLOSED:
        raise RuleError("case.closed", number=case.number)
    if day is not None and day <= today:
        raise RuleError("case.return_past", day=day)


def _write_text(work: Work, case: Case, column: str, text: str) -> None:
    if column == "wall_question":
        require_wall(text)
    setattr(case, column, sealed(work, "case_file", case.id, column, text.strip()))


def own_case(work: Work, case_id: str) -> Case:
    """One this user may change. Raises RuleError("case.none", "permission.other_school")."""
    case = work.session.get(Case, case_id)
    if case is None:
        raise RuleError("case.none")
    work.actor.require_school(case.school_id)
    return case
