"""A pupil at an employer: proposed, on trial, under contract, ended; with consent, as any placing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.employers import VacancyState, vacancy_state
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.sealed import SealedBytes
from zsm_desktop.domain.work_placements import (
    RUNNING,
    STANDING,
    WorkEnd,
    WorkStatus,
    require_days,
    require_move,
    require_standing,
)
from zsm_desktop.models import Case, Vacancy, WorkPlacement
from zsm_desktop.services.consents import require_case_sharing
from zsm_desktop.services.employers import require_employer
from zsm_desktop.services.known import known, require_version
from zsm_desktop.services.numbers import next_in
from zsm_desktop.services.service import Service, act, read, sealed
from zsm_desktop.services.work_placement_rows import WorkRow, work_rows
from zsm_desktop.store.work import Work

MOST_NOTE = 2000


@dataclass(frozen=True, slots=True)
class WorkDraft:
    """`vacancy_id` None: a place that was never told as a vacancy, with `employer_id`.

    `is_told`: the pupil, and the parents where they decide, know that this employer hears of it; a consent names
    schools, so that is asked every time (docs/decisions/0029-employers.md).
    """

    case_id: str
    employer_id: str = ""
    vacancy_id: str | None = None
    sector_id: str | None = None
    note: str = ""
    is_told: bool = False


@dataclass(frozen=True, slots=True)
class WorkTerms:
    """What was agreed and can be put right later; `weekly_hours` in hundredths."""

    trial_from: date | None = None
    trial_until: date | None = None
    contract_from: date | None = None
    contract_until: date | None = None
    weekly_hours: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class WorkCount:
    """How many were or are at work with an employer, by status; no pupil among it, and None for few."""

    status: str
    count: int | None


class WorkPlacements(Service):
    @read(Permission.READ_NETWORK)
    def counts(self) -> tuple[WorkCount, ...]:
        """Of the whole network, in the order of the road they go."""
        query = select(WorkPlacement.status, func.count()).group_by(WorkPlacement.status)
        with self.store.reading() as session:
            found = {status: count for status, count in session.execute(query)}  # noqa: C416 - a Result has keys()
        return tuple(WorkCount(status, self.actor.told(found[status])) for status in WorkStatus if status in found)

    @read(Permission.READ_CASES)
    def of_case(self, case_id: str) -> tuple[WorkRow, ...]:
        """All of the pupil of a case; nothing for who does not see into it."""
        pupil = select(Case.pupil_id).where(Case.id == case_id).scalar_subquery()
        return self._rows(WorkPlacement.pupil_id == pupil)

    @read(Permission.READ_CASES)
    def of_employer(self, employer_id: str) -> tuple[WorkRow, ...]:
        return self._rows(WorkPlacement.employer_id == employer_id)

    @read(Permission.READ_CASES)
    def standing(self) -> tuple[WorkRow, ...]:
        """What is proposed, on trial or under contract."""
        return self._rows(WorkPlacement.status.in_([one.value for one in STANDING]))

    @act("work_placement.propose", Permission.EDIT_PLACEMENTS)
    def propose(self, work: Work, draft: WorkDraft) -> None:
        """A case of the own school to an employer, with consent for more than one school and after it was said so.

        Raises RuleError("case.none", "permission.other_school", "placement.case_closed", "employer.none",
        "vacancy.none", "vacancy.not_open", "work.twice", "work.long_note", "work.not_told") or with a consent.* code.
        """
        case = known(work, Case, draft.case_id, "case.none")
        work.actor.require_school(case.school_id)
        if case.status == "closed":
            raise RuleError("placement.case_closed", case=case.number)
        vacancy = known(work, Vacancy, draft.vacancy_id, "vacancy.none") if draft.vacancy_id else None
        employer = require_employer(work, vacancy.employer_id if vacancy else draft.employer_id)
        if vacancy is not None:
            self._require_room(work, vacancy)
        require_case_sharing(work.session, work.seal, case.id, employer.id, self.desk.day)
        if not draft.is_told:
            raise RuleError("work.not_told")
        _require_first(work, case.pupil_id, employer.id)
        prefix = f"WP-{SchoolYear.of(self.desk.day).label}-"
        row = WorkPlacement(
            id=work.new_id(),
            number=f"{prefix}{next_in(work, 'work_placement', prefix):03d}",
            pupil_id=case.pupil_id,
            school_id=case.school_id,
            case_id=case.id,
            employer_id=employer.id,
            vacancy_id=draft.vacancy_id,
            sector_id=(vacancy.sector_id if vacancy else None) or draft.sector_id,
            proposed_on=self.desk.day,
            status=WorkStatus.PROPOSED.value,
        )
        row.note = _note(work, row, draft.note)
        work.session.add(row)
        work.made = row.id
        _touched(work, row)

    @act("work_placement.trial", Permission.EDIT_PLACEMENTS, can_undo=True)
    def start_trial(self, work: Work, placement_id: str, first: date, last: date | None) -> None:
        """Raises RuleError("work.none", "permission.other_school", "work.over", "work.not_now", "work.span",
        "vacancy.not_open").
        """
        row = self._moved(work, placement_id, WorkStatus.TRIAL)
        require_days(first, last)
        row.trial_from, row.trial_until = first, last

    @act("work_placement.contract", Permission.EDIT_PLACEMENTS, can_undo=True)
    def sign_contract(
        self, work: Work, placement_id: str, first: date, last: date | None, weekly_hours: int | None = None
    ) -> None:
        """Straight from the proposal too. Raises as `start_trial`, and ("work.hours")."""
        row = self._moved(work, placement_id, WorkStatus.CONTRACT)
        require_days(first, last, weekly_hours)
        if row.trial_from is not None and first < row.trial_from:
            raise RuleError("work.before_trial", day=row.trial_from)
        row.contract_from, row.contract_until, row.weekly_hours = first, last, weekly_hours

    @act("work_placement.end", Permission.EDIT_PLACEMENTS, can_undo=True)
    def end(self, work: Work, placement_id: str, day: date, reason: str) -> None:
        """It ended on `day`, or never began where it was only proposed.

        Raises RuleError("work.none", "permission.other_school", "work.over", "work.reason", "work.ended_early").
        """
        row = _named(work, placement_id)
        if reason not in set(WorkEnd):
            raise RuleError("work.reason")
        is_off = row.status == WorkStatus.PROPOSED
        new = WorkStatus.CANCELLED if is_off else WorkStatus.ENDED
        require_move(row.status, new, row.number)
        began = row.contract_from or row.trial_from or row.proposed_on
        if day < began:
            raise RuleError("work.ended_early", day=began)
        row.status, row.ended_on, row.end_reason = new.value, day, reason
        work.facts = {"status": new.value, "reason": reason}

    @act("work_placement.change", Permission.EDIT_PLACEMENTS, can_undo=True)
    def change(self, work: Work, placement_id: str, version: int, terms: WorkTerms) -> None:
        """Days, hours and note of one that stands. Raises RuleError("work.none", "permission.other_school",
        "edit.conflict", "work.over", "work.span", "work.hours", "work.no_day", "work.long_note").
        """
        row = _named(work, placement_id)
        require_version(row, version)
        require_standing(row.status, row.number)
        if (row.status == WorkStatus.CONTRACT and terms.contract_from is None) or (
            row.status == WorkStatus.TRIAL and terms.trial_from is None
        ):
            raise RuleError("work.no_day")
        require_days(terms.trial_from, terms.trial_until)
        require_days(terms.contract_from, terms.contract_until, terms.weekly_hours)
        row.trial_from, row.trial_until = terms.trial_from, terms.trial_until
        row.contract_from, row.contract_until = terms.contract_from, terms.contract_until
        row.weekly_hours, row.note = terms.weekly_hours, _note(work, row, terms.note)

    def _rows(self, *conditions: Any) -> tuple[WorkRow, ...]:
        with self.store.reading() as session:
            return work_rows(session, self.store.seal, self.actor, self.desk.day, self.desk.opened, *conditions)

    def _moved(self, work: Work, placement_id: str, new: WorkStatus) -> WorkPlacement:
        row = _named(work, placement_id)
        require_move(row.status, new, row.number)
        if row.vacancy_id is not None and row.status == WorkStatus.PROPOSED:
            self._require_room(work, work.session.get_one(Vacancy, row.vacancy_id), is_late_too=True)
        row.status = new.value
        work.facts = {"status": new.value}
        return row

    def _require_room(self, work: Work, vacancy: Vacancy, *, is_late_too: bool = False) -> None:
        """Open with a place left; `is_late_too`: what was proposed in time may begin when its day is over."""
        taken = work.session.scalar(
            select(func.count())
            .select_from(WorkPlacement)
            .where(WorkPlacement.vacancy_id == vacancy.id, WorkPlacement.status.in_([one.value for one in RUNNING]))
        )
        left = vacancy.places - (taken or 0)
        until = None if is_late_too else vacancy.open_until
        state = vacancy_state(vacancy.open_from, until, vacancy.closed_on, left, self.desk.day)
        if left <= 0:
            raise RuleError("vacancy.full", number=vacancy.number)
        if not is_late_too and state not in (VacancyState.OPEN, VacancyState.COMING):
            raise RuleError("vacancy.not_open", number=vacancy.number)


def _named(work: Work, placement_id: str) -> WorkPlacement:
    """One this user may change. Raises RuleError("work.none", "permission.other_school")."""
    row = known(work, WorkPlacement, placement_id, "work.none")
    work.actor.require_school(row.school_id)
    work.subject_id = row.id
    _touched(work, row)
    return row


def _require_first(work: Work, pupil_id: str, employer_id: str) -> None:
    stands = select(WorkPlacement.number).where(
        WorkPlacement.pupil_id == pupil_id,
        WorkPlacement.employer_id == employer_id,
        WorkPlacement.status.in_([one.value for one in STANDING]),
    )
    number = work.session.scalar(stands.limit(1))
    if number is not None:
        raise RuleError("work.twice", number=number)


def _note(work: Work, row: WorkPlacement, text: str) -> SealedBytes | None:
    if len(text) > MOST_NOTE:
        raise RuleError("work.long_note", most=MOST_NOTE)
    return sealed(work, "work_placement", row.id, "note", text.strip())


def _touched(work: Work, row: WorkPlacement) -> None:
    work.touch("work_placement", row.id)
    work.touch("employer", row.employer_id)
    work.touch("case", *([row.case_id] if row.case_id else []))
    work.touch("vacancy", *([row.vacancy_id] if row.vacancy_id else []))
