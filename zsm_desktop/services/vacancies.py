"""Vacancies: work that employers offer, exchanged between schools, numbered, and matched with cases both ways."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.employers import CloseReason, VacancyKind, VacancyState, require_vacancy
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.models import Case, Contact, Meeting, Sector, Vacancy
from zsm_desktop.services.employers import require_employer
from zsm_desktop.services.known import all_known, known, require_version
from zsm_desktop.services.numbers import next_in
from zsm_desktop.services.offer_rows import WEEKDAYS
from zsm_desktop.services.open_texts import open_text
from zsm_desktop.services.rights import sees_case
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.services.vacancy_matches import CaseFit, VacancyFit, cases_that_fit, vacancies_that_fit
from zsm_desktop.services.vacancy_rows import VacancyRow, vacancy_rows
from zsm_desktop.store.work import Work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

LISTED = (VacancyState.OPEN, VacancyState.FULL)
MOST_TEXT = 2000


@dataclass(frozen=True, slots=True)
class VacancyDraft:
    """`open_until` None: until it is filled; `weekdays` "ma" … "vr", empty for any."""

    employer_id: str
    kind: str
    title: str
    places: int
    open_from: date
    open_until: date | None = None
    sector_id: str | None = None
    requirements: str = ""
    weekdays: tuple[str, ...] = ()
    half_days_hundredths: int | None = None
    brought_by_id: str | None = None


class Vacancies(Service):
    @read(Permission.READ_NETWORK)
    def open_rows(self, since: date | None = None) -> tuple[VacancyRow, ...]:
        """What is open today, also where every place is taken; what came since that day first."""
        return tuple(one for one in self._rows(since) if one.state in LISTED)

    @read(Permission.READ_NETWORK)
    def rows(self, employer_id: str | None = None) -> tuple[VacancyRow, ...]:
        """All there ever were, of one employer or of all, the latest first."""
        with self.store.reading() as session:
            of = () if employer_id is None else (Vacancy.employer_id == employer_id,)
            return vacancy_rows(session, self.desk.day, *of)

    @read(Permission.READ_NETWORK)
    def at_meeting(self, meeting_id: str) -> tuple[VacancyRow, ...]:
        """As `open_rows`, since the body met last before this meeting; raises RuleError("meeting.none")."""
        with self.store.reading() as session:
            meeting = session.get(Meeting, meeting_id)
            if meeting is None:
                raise RuleError("meeting.none")
            since = session.scalar(
                select(Meeting.held_on)
                .where(
                    Meeting.body_id == meeting.body_id, Meeting.held_on < meeting.held_on, Meeting.status == "finished"
                )
                .order_by(Meeting.held_on.desc())
                .limit(1)
            )
        return self.open_rows(since)

    @read(Permission.READ_CASES)
    def for_case(self, case_id: str) -> tuple[VacancyFit, ...]:
        """Open vacancies, best fitting first. Raises RuleError("case.none", "case.dossier_closed")."""
        with self.store.reading() as session:
            case = self._case(session, case_id)
            rows = [one for one in vacancy_rows(session, self.desk.day) if one.is_open]
            return vacancies_that_fit(session, self.store.seal, case, rows, self.desk.day)

    @read(Permission.READ_CASES)
    def cases_for(self, vacancy_id: str) -> tuple[CaseFit, ...]:
        """Cases this reader sees into, not off the list, best fitting first. Raises RuleError("vacancy.none")."""
        with self.store.reading() as session:
            found = vacancy_rows(session, self.desk.day, Vacancy.id == vacancy_id)
            if not found:
                raise RuleError("vacancy.none")
            return cases_that_fit(session, self.store.seal, self.actor, found[0], self.desk.day)

    @act("vacancy.add", Permission.EDIT_NETWORK, Permission.EDIT_CASES)
    def add(self, work: Work, draft: VacancyDraft) -> None:
        """Numbered in the school year of today.

        Raises RuleError("employer.none", "vacancy.kind", "offer.unknown_weekday", "sector.none", "network.no_contact",
        "employer.long_text"), and as `domain.employers.require_vacancy`.
        """
        prefix = f"V-{SchoolYear.of(self.desk.day).label}-"
        row = Vacancy(id=work.new_id(), number=f"{prefix}{next_in(work, 'vacancy', prefix):03d}")
        self._fill(work, row, draft)
        work.session.add(row)
        work.made = row.id
        _touched(work, row)

    @act("vacancy.edit", Permission.EDIT_NETWORK, Permission.EDIT_CASES, can_undo=True)
    def edit(self, work: Work, vacancy_id: str, version: int, draft: VacancyDraft) -> None:
        """Raises RuleError("vacancy.none", "edit.conflict"), and as `add`."""
        row = known(work, Vacancy, vacancy_id, "vacancy.none")
        require_version(row, version)
        self._fill(work, row, draft)
        work.subject_id = row.id
        _touched(work, row)

    @act("vacancy.close", Permission.EDIT_NETWORK, Permission.EDIT_CASES, can_undo=True)
    def close(self, work: Work, vacancy_id: str, reason: str) -> None:
        """Filled or withdrawn; who works there stays. Raises RuleError("vacancy.none", "vacancy.closed",
        "vacancy.close_reason").
        """
        row = known(work, Vacancy, vacancy_id, "vacancy.none")
        if row.closed_on is not None:
            raise RuleError("vacancy.closed", number=row.number)
        if reason not in set(CloseReason):
            raise RuleError("vacancy.close_reason")
        row.closed_on, row.close_reason = self.desk.day, reason
        work.subject_id, work.facts = row.id, {"reason": reason}
        _touched(work, row)

    @act("vacancy.reopen", Permission.EDIT_NETWORK, Permission.EDIT_CASES, can_undo=True)
    def reopen(self, work: Work, vacancy_id: str) -> None:
        """Raises RuleError("vacancy.none", "vacancy.not_closed")."""
        row = known(work, Vacancy, vacancy_id, "vacancy.none")
        if row.closed_on is None:
            raise RuleError("vacancy.not_closed", number=row.number)
        row.closed_on, row.close_reason = None, None
        work.subject_id = row.id
        _touched(work, row)

    def _rows(self, since: date | None) -> tuple[VacancyRow, ...]:
        with self.store.reading() as session:
            return vacancy_rows(session, self.desk.day, Vacancy.closed_on.is_(None), since=since)

    def _case(self, session: Session, case_id: str) -> Case:
        case = session.get(Case, case_id)
        if case is None:
            raise RuleError("case.none")
        if not sees_case(session, self.actor, case):
            raise RuleError("case.dossier_closed")
        return case

    def _fill(self, work: Work, row: Vacancy, draft: VacancyDraft) -> None:
        title = " ".join(draft.title.split())
        require_vacancy(title, draft.places, draft.half_days_hundredths, (draft.open_from, draft.open_until))
        if draft.kind not in set(VacancyKind):
            raise RuleError("vacancy.kind")
        if not set(draft.weekdays) <= set(WEEKDAYS):
            raise RuleError("offer.unknown_weekday")
        if len(draft.requirements) > MOST_TEXT or len(title) > MOST_TEXT // 10:
            raise RuleError("employer.long_text", most=MOST_TEXT)
        require_employer(work, draft.employer_id)
        all_known(work, Sector, [draft.sector_id], "sector.none")
        all_known(work, Contact, [draft.brought_by_id], "network.no_contact")
        row.employer_id, row.kind, row.places = draft.employer_id, draft.kind, draft.places
        row.sector_id, row.brought_by_id = draft.sector_id, draft.brought_by_id
        row.weekdays = ",".join(day for day in WEEKDAYS if day in draft.weekdays)
        row.half_days = draft.half_days_hundredths
        row.open_from, row.open_until = draft.open_from, draft.open_until
        row.title = open_text(self.desk, work, title) if title != row.title else title
        asked = draft.requirements.strip()
        row.requirements = open_text(self.desk, work, asked) if asked and asked != row.requirements else asked


def _touched(work: Work, row: Vacancy) -> None:
    work.touch("vacancy", row.id)
    work.touch("employer", row.employer_id)
