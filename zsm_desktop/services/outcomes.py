"""Where a leaver went; the days on which somebody asks whether it lasted are planned with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.follow_ups import Status, asked_after, due_day
from zsm_desktop.domain.outcomes import LEARNING, Destination, LeavingProfile
from zsm_desktop.domain.permissions import Permission, Role
from zsm_desktop.models import FollowUp, Organisation, Outcome, Pupil, Sector
from zsm_desktop.services.follow_up_rows import FollowUpRow, follow_up_rows
from zsm_desktop.services.known import all_known, known, require_version
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work


@dataclass(frozen=True, slots=True)
class OutcomeDraft:
    """`organisation_id` is the employer or school where that is known; `exit_profile` None: not said."""

    destination: Destination
    left_on: date
    exit_profile: LeavingProfile | None = None
    sector_id: str | None = None
    organisation_id: str | None = None
    is_against_advice: bool = False


@dataclass(frozen=True, slots=True)
class PupilOutcome:
    """`draft` None: still at school, or nothing is known yet; `version` is 0 then."""

    pupil_id: str
    pseudonym: str
    school: str
    draft: OutcomeDraft | None
    follow_ups: tuple[FollowUpRow, ...]
    version: int


@dataclass(frozen=True, slots=True)
class Unnoted:
    pupil_id: str
    pseudonym: str
    school_code: str


class Outcomes(Service):
    @read(Permission.READ_CASES)
    def unnoted(self) -> tuple[Unnoted, ...]:
        """Pupils of the own school, of all for the secretary, of whom no outcome is known, also who left already."""
        query = (
            select(Pupil.id, Pupil.pseudonym, Organisation.code)
            .join(Organisation, Organisation.id == Pupil.school_id)
            .outerjoin(Outcome, Outcome.pupil_id == Pupil.id)
            .where(Outcome.pupil_id.is_(None))
            .order_by(func.rtrim(Pupil.pseudonym, "0123456789"), Pupil.sequence)
        )
        if self.actor.role is not Role.SECRETARY:
            query = query.where(Pupil.school_id == self.actor.school_id)
        with self.store.reading() as session:
            return tuple(Unnoted(*row) for row in session.execute(query))

    @read(Permission.READ_CASES)
    def of_pupil(self, pupil_id: str) -> PupilOutcome:
        """Of a pupil of the own school. Raises RuleError("pupil.none", "permission.other_school")."""
        query = select(Pupil, Organisation.name).join(Organisation, Organisation.id == Pupil.school_id)
        with self.store.reading() as session:
            found = session.execute(query.where(Pupil.id == pupil_id)).one_or_none()
            if found is None:
                raise RuleError("pupil.none")
            pupil, school = found
            self.actor.require_school(pupil.school_id)
            row = session.get(Outcome, pupil_id)
            return PupilOutcome(
                pupil_id=pupil_id,
                pseudonym=pupil.pseudonym,
                school=school,
                draft=_draft(row) if row else None,
                follow_ups=follow_up_rows(session, self.store.seal, self.desk.day, FollowUp.pupil_id == pupil_id),
                version=row.version if row else 0,
            )

    @act("outcome.record", Permission.EDIT_CASES, can_undo=True)
    def record(self, work: Work, pupil_id: str, version: int, draft: OutcomeDraft) -> None:
        """Where a pupil of the own school went, or another answer to that; `version` 0: nothing was known yet.

        The pupil has left from then on. What was asked already stays, what is still to be asked moves along.
        Raises RuleError("pupil.none", "permission.other_school", "edit.conflict", "outcome.too_early",
        "outcome.before_school", "outcome.advice", "sector.none", "network.no_organisation").
        """
        pupil = known(work, Pupil, pupil_id, "pupil.none")
        work.actor.require_school(pupil.school_id)
        self._check(work, pupil, draft)
        row = work.session.get(Outcome, pupil_id)
        require_version(row, version)
        if row is None:
            row = Outcome(pupil_id=pupil_id)
            work.session.add(row)
        row.school_id = pupil.school_id
        row.school_year = SchoolYear.of(draft.left_on).start_year
        row.destination, row.left_on = draft.destination.value, draft.left_on
        row.exit_profile = draft.exit_profile.value if draft.exit_profile else None
        row.sector_id, row.organisation_id = draft.sector_id, draft.organisation_id
        row.is_against_advice = draft.is_against_advice
        pupil.left_on = draft.left_on
        _plan(work, pupil_id, draft)
        _touched(work, pupil_id)

    @act("outcome.withdraw", Permission.EDIT_CASES, can_undo=True)
    def withdraw(self, work: Work, pupil_id: str, version: int) -> None:
        """The pupil did not leave after all. Raises RuleError("outcome.none", "edit.conflict", "outcome.answered")."""
        row = known(work, Outcome, pupil_id, "outcome.none")
        pupil = work.session.get_one(Pupil, pupil_id)
        work.actor.require_school(pupil.school_id)
        require_version(row, version)
        planned = work.session.scalars(select(FollowUp).where(FollowUp.pupil_id == pupil_id)).all()
        if any(one.status != Status.OPEN for one in planned):
            raise RuleError("outcome.answered")
        for one in (*planned, row):
            work.session.delete(one)
        pupil.left_on = None
        _touched(work, pupil_id)

    def _check(self, work: Work, pupil: Pupil, draft: OutcomeDraft) -> None:
        if draft.left_on > self.desk.day:
            raise RuleError("outcome.too_early")
        if pupil.enrolled_on is not None and draft.left_on < pupil.enrolled_on:
            raise RuleError("outcome.before_school", day=pupil.enrolled_on)
        if draft.is_against_advice and draft.destination not in LEARNING:
            raise RuleError("outcome.advice")
        all_known(work, Sector, [draft.sector_id], "sector.none")
        all_known(work, Organisation, [draft.organisation_id], "network.no_organisation")


def _draft(row: Outcome) -> OutcomeDraft:
    return OutcomeDraft(
        destination=Destination(row.destination),
        left_on=row.left_on,
        exit_profile=LeavingProfile(row.exit_profile) if row.exit_profile else None,
        sector_id=row.sector_id,
        organisation_id=row.organisation_id,
        is_against_advice=row.is_against_advice,
    )


def _plan(work: Work, pupil_id: str, draft: OutcomeDraft) -> None:
    planned = work.session.scalars(select(FollowUp).where(FollowUp.pupil_id == pupil_id)).all()
    asked = asked_after(draft.destination)
    for one in planned:
        if one.status == Status.OPEN and one.months not in asked:
            work.session.delete(one)
        elif one.status == Status.OPEN:
            one.due_on = due_day(draft.left_on, one.months)
    for months in set(asked) - {one.months for one in planned}:
        due_on = due_day(draft.left_on, months)
        work.session.add(FollowUp(id=work.new_id(), pupil_id=pupil_id, months=months, due_on=due_on, status="open"))


def _touched(work: Work, pupil_id: str) -> None:
    work.subject_id = pupil_id
    work.touch("outcome", pupil_id)
    work.touch("pupil", pupil_id)
