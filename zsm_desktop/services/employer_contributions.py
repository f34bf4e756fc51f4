"""Contributions to employers: granted once for one young person, accounted for by purpose, and settled by a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from zsm_desktop.domain.employer_contributions import Spent, require_grant, require_spending, rest_cents
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission, Role
from zsm_desktop.models import (
    Case,
    ContributionSpending,
    EmployerContribution,
    Fund,
    Organisation,
    Pupil,
    WorkPlacement,
)
from zsm_desktop.services.case_facts import shared_cases
from zsm_desktop.services.known import all_known, known, require_version
from zsm_desktop.services.open_texts import open_text
from zsm_desktop.services.rights import is_other_school, sees_cases
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

MOST_TEXT = 400


@dataclass(frozen=True, slots=True)
class ContributionDraft:
    """`fund_id` None: it is paid outside the funds of the network."""

    cents: int
    purpose: str
    granted_on: date
    fund_id: str | None = None
    due_on: date | None = None
    terms: str = ""


@dataclass(frozen=True, slots=True)
class SpendingDraft:
    spent_on: date
    purpose: str
    name: str
    cents: int


@dataclass(frozen=True, slots=True)
class SpendingRow:
    id: str
    spent_on: date
    purpose: str
    name: str
    cents: int
    version: int


@dataclass(frozen=True, slots=True)
class ContributionRow:
    """`pseudonym` and `placement_id` are "" for who does not see into the case.

    `spent_cents` and `rest_cents` together are what was granted; once settled the rest is to be paid back.
    """

    id: str
    employer_id: str
    employer: str
    placement_id: str
    placement_number: str
    pseudonym: str
    school: str
    fund_id: str | None
    fund: str
    granted_on: date
    cents: int
    purpose: str
    terms: str
    due_on: date | None
    settled_on: date | None
    spendings: tuple[SpendingRow, ...]
    spent_cents: int
    rest_cents: int
    is_overdue: bool
    version: int


class _Placement(NamedTuple):
    """What is asked of a work placement: who keeps the books may not read its sealed note."""

    id: str
    pupil_id: str
    school_id: str
    employer_id: str


class EmployerContributions(Service):
    @read(Permission.READ_BALANCES)
    def rows(self, employer_id: str | None = None) -> tuple[ContributionRow, ...]:
        """Of one employer or all, what is still to be accounted for first."""
        of = () if employer_id is None else (WorkPlacement.employer_id == employer_id,)
        return self._rows(*of)

    @read(Permission.READ_BALANCES)
    def of_fund(self, fund_id: str) -> tuple[ContributionRow, ...]:
        return self._rows(EmployerContribution.fund_id == fund_id)

    @act("contribution.add", Permission.EDIT_PLACEMENTS, Permission.KEEP_BOOKS)
    def add(self, work: Work, placement_id: str, draft: ContributionDraft) -> None:
        """For who is proposed, on trial or under contract, or was; once from the same fund for one young person.

        Raises RuleError("work.none", "permission.other_school", "fund.none", "contribution.twice"), and as
        `domain.employer_contributions.require_grant`.
        """
        placement = _placement(work, placement_id)
        self._require_own(work, placement)
        require_grant(draft.cents, draft.purpose, draft.granted_on, draft.due_on)
        all_known(work, Fund, [draft.fund_id], "fund.none")
        if draft.fund_id is not None:
            _require_once(work, placement.pupil_id, draft.fund_id)
        row = EmployerContribution(
            id=work.new_id(),
            work_placement_id=placement.id,
            fund_id=draft.fund_id,
            granted_on=draft.granted_on,
            cents=draft.cents,
            purpose=draft.purpose,
            due_on=draft.due_on,
            terms=self._said(work, draft.terms),
        )
        work.session.add(row)
        work.made = row.id
        work.facts = {"cents": draft.cents}
        _touched(work, row, placement)

    @act("contribution.edit", Permission.EDIT_PLACEMENTS, Permission.KEEP_BOOKS, can_undo=True)
    def edit(self, work: Work, contribution_id: str, version: int, due_on: date | None, terms: str) -> None:
        """By when it is accounted for, and on what terms; the amount stays as it was granted.

        Raises RuleError("contribution.none", "edit.conflict", "contribution.settled", "contribution.due").
        """
        row, placement = self._open(work, contribution_id)
        require_version(row, version)
        require_grant(row.cents, row.purpose, row.granted_on, due_on)
        row.due_on = due_on
        row.terms = row.terms if terms.strip() == row.terms else self._said(work, terms)
        _touched(work, row, placement)

    @act("contribution.withdraw", Permission.EDIT_PLACEMENTS, Permission.KEEP_BOOKS, can_undo=True)
    def withdraw(self, work: Work, contribution_id: str) -> None:
        """It was not given after all. Raises RuleError("contribution.none", "contribution.settled",
        "contribution.spent").
        """
        row, placement = self._open(work, contribution_id)
        spent = work.session.scalars(
            select(ContributionSpending).where(ContributionSpending.contribution_id == row.id)
        ).all()
        if any(one.removed_at is None for one in spent):
            raise RuleError("contribution.spent")
        for one in spent:
            work.session.delete(one)
        work.session.flush()
        work.session.delete(row)
        _touched(work, row, placement)

    @act("contribution.account", Permission.EDIT_PLACEMENTS, Permission.KEEP_BOOKS, can_undo=True)
    def account(self, work: Work, contribution_id: str, version: int, draft: SpendingDraft) -> None:
        """What the employer says it went to; `version` is that of the contribution, of which this takes a part.

        Raises RuleError("contribution.none", "edit.conflict", "contribution.settled", "contribution.no_name",
        "contribution.early"), and as `domain.employer_contributions.require_spending`.
        """
        row, placement = self._open(work, contribution_id)
        require_version(row, version)
        name = " ".join(draft.name.split())[:MOST_TEXT]
        if not name:
            raise RuleError("contribution.no_name")
        if draft.spent_on < row.granted_on:
            raise RuleError("contribution.early", day=row.granted_on)
        spent = [Spent(one.purpose, one.cents) for one in _spendings(work.session, row.id)]
        require_spending(row.cents, row.purpose, spent, Spent(draft.purpose, draft.cents))
        line = ContributionSpending(
            id=work.new_id(),
            contribution_id=row.id,
            spent_on=draft.spent_on,
            purpose=draft.purpose,
            name=open_text(self.desk, work, name),
            cents=draft.cents,
        )
        work.session.add(line)
        work.made, work.facts = line.id, {"cents": draft.cents}
        _touched(work, row, placement)

    @act("contribution.take_out", Permission.EDIT_PLACEMENTS, Permission.KEEP_BOOKS, can_undo=True)
    def take_out(self, work: Work, spending_id: str) -> None:
        """Something accounted for by mistake. Raises RuleError("contribution.no_spending", "contribution.settled")."""
        line = known(work, ContributionSpending, spending_id, "contribution.no_spending")
        if line.removed_at is not None:
            raise RuleError("contribution.no_spending")
        row, placement = self._open(work, line.contribution_id)
        line.removed_at = work.at
        row.version += 1
        work.facts = {"cents": line.cents}
        _touched(work, row, placement)

    @act("contribution.settle", Permission.EDIT_PLACEMENTS, Permission.KEEP_BOOKS, can_undo=True)
    def settle(self, work: Work, contribution_id: str, version: int) -> None:
        """All there is was accounted for; what is left is paid back, and nothing is added any more.

        Raises RuleError("contribution.none", "edit.conflict", "contribution.settled").
        """
        row, placement = self._open(work, contribution_id)
        require_version(row, version)
        row.settled_on = self.desk.day
        left = rest_cents(row.cents, [Spent(one.purpose, one.cents) for one in _spendings(work.session, row.id)])
        work.facts = {"left": left}
        _touched(work, row, placement)

    def _rows(self, *conditions: Any) -> tuple[ContributionRow, ...]:
        school = Organisation.__table__.alias("school")
        query = (
            select(
                EmployerContribution, Organisation.id, Organisation.name, school.c.name, Fund.name, WorkPlacement.id,
                WorkPlacement.number,
            )
            .join(WorkPlacement, WorkPlacement.id == EmployerContribution.work_placement_id)
            .join(Organisation, Organisation.id == WorkPlacement.employer_id)
            .join(school, school.c.id == WorkPlacement.school_id)
            .outerjoin(Fund, Fund.id == EmployerContribution.fund_id)
            .where(*conditions)
            .order_by(EmployerContribution.granted_on.desc(), EmployerContribution.id.desc())
        )  # fmt: skip
        with self.store.reading() as session:
            found = session.execute(query).all()
            names, spent = self._pseudonyms(session), _all_spendings(session)
            rows = [self._row(names, spent.get(one[0].id, []), one) for one in found]
        return tuple(sorted(rows, key=lambda row: row.settled_on is not None))

    def _pseudonyms(self, session: Session) -> dict[str, str]:
        """By work placement: of the own school, and of cases this reader sees into and that may be shared."""
        if not self.actor.sees_pseudonyms:
            return {}
        query = select(WorkPlacement.id, Pupil.pseudonym, WorkPlacement.school_id, WorkPlacement.case_id)
        query = query.join(Pupil, Pupil.id == WorkPlacement.pupil_id)
        if self.actor.role is not Role.SECRETARY:
            seen = select(Case.id).where(sees_cases(self.actor))
            own = WorkPlacement.school_id == self.actor.school_id
            query = query.where(own | WorkPlacement.case_id.in_(seen))
        found = session.execute(query).all()
        others = {case for _, _, school, case in found if case and is_other_school(self.actor, school)}
        hidden = (
            others - shared_cases(session, self.store.seal, self.actor, others, self.desk.day) if others else others
        )
        return {placement: name for placement, name, _, case in found if case not in hidden}

    def _row(self, names: dict[str, str], spent: list[ContributionSpending], found: Any) -> ContributionRow:
        row, employer_id, employer, school, fund, placement_id, number = found
        left = rest_cents(row.cents, [Spent(one.purpose, one.cents) for one in spent])
        day = self.desk.day
        return ContributionRow(
            id=row.id,
            employer_id=employer_id,
            employer=employer,
            placement_id=placement_id if placement_id in names else "",
            placement_number=number if placement_id in names else "",
            pseudonym=names.get(placement_id, ""),
            school=school,
            fund_id=row.fund_id,
            fund=fund or "",
            granted_on=row.granted_on,
            cents=row.cents,
            purpose=row.purpose,
            terms=row.terms,
            due_on=row.due_on,
            settled_on=row.settled_on,
            spendings=tuple(
                SpendingRow(one.id, one.spent_on, one.purpose, one.name, one.cents, one.version) for one in spent
            ),
            spent_cents=row.cents - left,
            rest_cents=left,
            is_overdue=row.settled_on is None and row.due_on is not None and row.due_on < day,
            version=row.version,
        )

    def _require_own(self, work: Work, placement: _Placement) -> None:
        """Of the own school; who keeps the books does so for all."""
        if not work.actor.sees_all_schools:
            work.actor.require_school(placement.school_id)

    def _open(self, work: Work, contribution_id: str) -> tuple[EmployerContribution, _Placement]:
        row = known(work, EmployerContribution, contribution_id, "contribution.none")
        placement = _placement(work, row.work_placement_id)
        self._require_own(work, placement)
        if row.settled_on is not None:
            raise RuleError("contribution.settled", day=row.settled_on)
        work.subject_id = row.id
        return row, placement

    def _said(self, work: Work, text: str) -> str:
        return open_text(self.desk, work, text.strip()[:MOST_TEXT]) if text.strip() else ""


def _placement(work: Work, placement_id: str) -> _Placement:
    columns = (WorkPlacement.id, WorkPlacement.pupil_id, WorkPlacement.school_id, WorkPlacement.employer_id)
    found = work.session.execute(select(*columns).where(WorkPlacement.id == placement_id)).one_or_none()
    if found is None:
        raise RuleError("work.none")
    return _Placement(*found)


def _spendings(session: Session, contribution_id: str) -> list[ContributionSpending]:
    query = select(ContributionSpending).where(
        ContributionSpending.contribution_id == contribution_id, ContributionSpending.removed_at.is_(None)
    )
    return list(session.scalars(query.order_by(ContributionSpending.spent_on, ContributionSpending.id)))


def _all_spendings(session: Session) -> dict[str, list[ContributionSpending]]:
    query = select(ContributionSpending).where(ContributionSpending.removed_at.is_(None))
    found: dict[str, list[ContributionSpending]] = {}
    for one in session.scalars(query.order_by(ContributionSpending.spent_on, ContributionSpending.id)):
        found.setdefault(one.contribution_id, []).append(one)
    return found


def _require_once(work: Work, pupil_id: str, fund_id: str) -> None:
    given = (
        select(EmployerContribution.granted_on)
        .join(WorkPlacement, WorkPlacement.id == EmployerContribution.work_placement_id)
        .where(WorkPlacement.pupil_id == pupil_id, EmployerContribution.fund_id == fund_id)
    )
    earlier = work.session.scalar(given.limit(1))
    if earlier is not None:
        raise RuleError("contribution.twice", day=earlier)


def _touched(work: Work, row: EmployerContribution, placement: _Placement) -> None:
    work.touch("contribution", row.id)
    work.touch("employer", placement.employer_id)
    work.touch("work_placement", placement.id)
    if row.fund_id is not None:
        work.touch("fund", row.fund_id)
