"""Who directs a trajectory, and its warm handover: offered with a note, responsible until the receiver accepts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import or_, select

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.guiding import HandoverStatus
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.profiles import NetworkRole
from zsm_desktop.models import Case, CaseGuide, Contact, Handover, School
from zsm_desktop.services.case_facts import case_rows, is_shared
from zsm_desktop.services.cases import own_case
from zsm_desktop.services.consents import require_case_sharing
from zsm_desktop.services.guide_rows import (
    CaseloadRow,
    GuideRow,
    HandoverRow,
    answers_for,
    caseload_rows,
    current_guide,
    guide_rows,
    handover_rows,
    has_login,
    may_answer,
    may_give,
    users_of,
    waiting_handover,
)
from zsm_desktop.services.known import known, require_version
from zsm_desktop.services.rights import sees_cases
from zsm_desktop.services.service import Service, act, read, sealed
from zsm_desktop.store.work import Work

SHOWN = timedelta(days=60)
"""How long an answer stays in the list of handovers; with the case it stays for good."""


@dataclass(frozen=True, slots=True)
class Guidance:
    """`history` begins with the first guide; `version` is that of the case."""

    history: tuple[GuideRow, ...]
    handovers: tuple[HandoverRow, ...]
    roles: tuple[NetworkRole, ...]
    may_give: bool
    version: int

    @property
    def guide(self) -> GuideRow | None:
        last = self.history[-1] if self.history else None
        return last if last is not None and last.ended_on is None else None

    @property
    def waiting(self) -> HandoverRow | None:
        return next((one for one in self.handovers if one.status == HandoverStatus.OFFERED), None)


class Guiding(Service):
    @read(Permission.READ_CASES)
    def of_case(self, case_id: str) -> Guidance:
        """Raises as `Cases.card`, which is asked first whether this user sees into the case."""
        if case_id not in self.desk.opened:
            self.desk.cases.card(case_id)
        with self.store.reading() as session:
            case = session.scalars(select(Case).where(Case.id == case_id, sees_cases(self.actor))).one_or_none()
            if case is None:
                raise RuleError("case.none")
            (row,) = case_rows(session, self.store.seal, [case], self.desk.day)
            if not is_shared(self.actor, row):
                raise RuleError(row.missing)
            rows = guide_rows(session, case_id)
            handovers = handover_rows(session, self.store.seal, self.actor, Handover.case_id == case_id)
        at = rows[-1].organisation_id if rows and rows[-1].ended_on is None else None
        may = may_give(self.actor, case.school_id, at)
        return Guidance(rows, handovers, self.desk.profile.roles, may, case.version)

    @read(Permission.READ_CASES)
    def handovers(self) -> tuple[HandoverRow, ...]:
        """Those of cases this user sees into: waiting for an answer, and answered of late.

        Of a case that may not be shared any more another school hears nothing.
        """
        since = self.desk.day - SHOWN
        late = or_(Handover.status == HandoverStatus.OFFERED.value, Handover.answered_on >= since)
        with self.store.reading() as session:
            rows = handover_rows(session, self.store.seal, self.actor, sees_cases(self.actor), late)
            cases = list(session.scalars(select(Case).where(Case.id.in_({row.case_id for row in rows}))))
            facts = case_rows(session, self.store.seal, cases, self.desk.day)
        shared = {one.id for one in facts if is_shared(self.actor, one)}
        closed = {one.id for one in facts if one.status == "closed"}
        kept = [row for row in rows if row.case_id in shared]
        return tuple(row for row in kept if row.status != HandoverStatus.OFFERED or row.case_id not in closed)

    @read(Permission.READ_NETWORK)
    def caseloads(self) -> tuple[CaseloadRow, ...]:
        """How many running cases everybody directs who directs one; counts, and no case."""
        with self.store.reading() as session:
            return caseload_rows(session, self.desk.profile.roles, self.actor)

    @act("guide.set", Permission.EDIT_CASES, can_undo=True)
    def set_first(
        self,
        work: Work,
        case_id: str,
        version: int,
        contact_id: str,
        role: str = "",
        *,
        began_on: date,
        is_agreed: bool = False,
    ) -> None:
        """The first who directs this case; whoever follows does so by a handover that was accepted.

        Consent is for schools: for another organisation pupil and parents must have agreed besides (`is_agreed`), which
        the logbook keeps. Raises RuleError("case.none", "permission.other_school", "edit.conflict",
        "guide.case_closed", "guide.there", "network.no_contact", "guide.role", "guide.day", "handover.not_agreed",
        "consent.…").
        """
        case = own_case(work, case_id)
        require_version(case, version)
        _require_open(case)
        if current_guide(work.session, case_id) is not None:
            raise RuleError("guide.there")
        if not case.entered_on <= began_on <= self.desk.day:
            raise RuleError("guide.day", least=case.entered_on)
        contact = self._receiver(work, case, contact_id, role, is_agreed=is_agreed)
        guide = CaseGuide(id=work.new_id(), case_id=case_id, contact_id=contact.id, role=role, began_on=began_on)
        work.session.add(guide)
        work.made, work.facts = guide.id, {"agreed": is_agreed}
        work.subject_id = case_id
        work.touch("case", case_id)

    @act("handover.offer", Permission.EDIT_CASES)
    def offer(
        self, work: Work, case_id: str, version: int, to_id: str, note: str, role: str = "", *, is_agreed: bool = False
    ) -> None:
        """Offered to somebody, with what goes along; who directs the case now stays responsible.

        Raises RuleError as `set_first`, and "handover.no_guide", "handover.waiting", "handover.same",
        "handover.no_note".
        """
        case = known(work, Case, case_id, "case.none")
        guide = current_guide(work.session, case_id)
        self._require_giver(work, case, guide.contact_id if guide is not None else None)
        require_version(case, version)
        _require_open(case)
        if guide is None:
            raise RuleError("handover.no_guide")
        if waiting_handover(work.session, case_id) is not None:
            raise RuleError("handover.waiting")
        if guide.contact_id == to_id:
            raise RuleError("handover.same")
        if not note.strip():
            raise RuleError("handover.no_note")
        to = self._receiver(work, case, to_id, role, is_agreed=is_agreed)
        one = Handover(id=work.new_id(), case_id=case_id, from_id=guide.contact_id, to_id=to.id, role=role)
        one.offered_on, one.offered_by = self.desk.day, self.actor.user_id
        one.note = sealed(work, "handover", one.id, "note", note.strip())
        work.session.add(one)
        work.made, work.facts = one.id, {"agreed": is_agreed}
        work.touch("case", case_id)

    @act("handover.accept", Permission.EDIT_CASES)
    def accept(self, work: Work, handover_id: str, version: int, answer: str = "") -> None:
        """From today the receiver directs the case.

        Raises RuleError("handover.none", "edit.conflict", "handover.answered", "handover.receiver_answers",
        "guide.case_closed", "network.no_contact", "consent.…").
        """
        one, case = self._answerable(work, handover_id, version)
        _require_open(case)
        self._receiver(work, case, one.to_id, "", is_agreed=True)
        guide = current_guide(work.session, case.id)
        if guide is None or guide.contact_id != one.from_id:
            raise RuleError("handover.answered")
        following = CaseGuide(id=work.new_id(), case_id=case.id, contact_id=one.to_id, role=one.role)
        following.began_on = self.desk.day
        work.session.add(following)
        work.session.flush()
        self._answer(work, one, HandoverStatus.ACCEPTED, answer)
        work.session.flush()  # on a server the giver's school sees the case until its guide goes, so that goes last
        guide.ended_on = self.desk.day

    @act("handover.refuse", Permission.EDIT_CASES)
    def refuse(self, work: Work, handover_id: str, version: int, answer: str) -> None:
        """Who directed the case goes on; why is said. Raises RuleError as `accept`, and "handover.no_reason"."""
        one, _ = self._answerable(work, handover_id, version)
        if not answer.strip():
            raise RuleError("handover.no_reason")
        self._answer(work, one, HandoverStatus.REFUSED, answer)

    @act("handover.withdraw", Permission.EDIT_CASES)
    def withdraw(self, work: Work, handover_id: str, version: int) -> None:
        """By who gives it. Raises RuleError("handover.none", "permission.other_school", "edit.conflict",
        "handover.answered").
        """
        one = known(work, Handover, handover_id, "handover.none")
        case = work.session.get_one(Case, one.case_id)
        self._require_giver(work, case, one.from_id)
        require_version(one, version)
        _require_waiting(one)
        self._answer(work, one, HandoverStatus.WITHDRAWN, "")

    def _receiver(self, work: Work, case: Case, contact_id: str, role: str, *, is_agreed: bool) -> Contact:
        """Who may direct this case: it may be shared with where that is."""
        contact = known(work, Contact, contact_id, "network.no_contact")
        if not contact.is_active:
            raise RuleError("network.no_contact")
        if role and role not in {one.code for one in self.desk.profile.roles}:
            raise RuleError("guide.role")
        if contact.organisation_id != case.school_id:
            require_case_sharing(work.session, work.seal, case.id, contact.organisation_id, self.desk.day)
            if not is_agreed and work.session.get(School, contact.organisation_id) is None:
                raise RuleError("handover.not_agreed")
        return contact

    def _require_giver(self, work: Work, case: Case, guide_id: str | None) -> None:
        guide = work.session.get(Contact, guide_id) if guide_id else None
        at = [guide.organisation_id] if guide is not None else []
        work.actor.require_school(case.school_id, *at)

    def _answerable(self, work: Work, handover_id: str, version: int) -> tuple[Handover, Case]:
        one = known(work, Handover, handover_id, "handover.none")
        case = work.session.get_one(Case, one.case_id)
        to = work.session.get_one(Contact, one.to_id)
        giver = work.session.get(Contact, one.from_id) if one.from_id else None
        schools = (case.school_id, giver.organisation_id if giver is not None else None)
        users = users_of(work.session)
        if not may_answer(self.actor, users, to, *schools):
            if has_login(users, to):
                raise RuleError("handover.receiver_answers", name=to.name)
            self.actor.require_school(*(one for one in schools if one is not None))
        require_version(one, version)
        _require_waiting(one)
        work.facts = {"recorded": not answers_for(self.actor.name, self.actor.school_id, to)}
        return one, case

    def _answer(self, work: Work, one: Handover, status: HandoverStatus, answer: str) -> None:
        one.status, one.answered_on, one.answered_by = status.value, self.desk.day, self.actor.user_id
        one.answer = sealed(work, "handover", one.id, "answer", answer.strip())
        work.subject_id = one.id
        work.touch("case", one.case_id)


def _require_open(case: Case) -> None:
    if case.status == "closed":
        raise RuleError("guide.case_closed", number=case.number)


def _require_waiting(one: Handover) -> None:
    if one.status != HandoverStatus.OFFERED:
        raise RuleError("handover.answered")
