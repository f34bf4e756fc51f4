"""Lists of the profile pupils stand on: who is on it and why somebody came off; directors read counts.

Everyone is listed, only who needs several organisations is talked about, and who is off it stays on record.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Select, func, or_, select

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission, Role
from zsm_desktop.domain.progress import CaseStatus
from zsm_desktop.domain.pupil_lists import OffReason, require_list
from zsm_desktop.domain.suppression import Person, Published, hidden_cells
from zsm_desktop.models import Case, ListEntry, Organisation, Outcome, Pupil, School
from zsm_desktop.services.known import known, require_version
from zsm_desktop.services.profiles import profile_of
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

DISCUSSED, FOLLOWED, OFF = "discussed", "followed", "off"
_TOLD = Published(tables=((0, 1), (0, 2)), moves=((0,), (1, 2)))
"""By school; beside what is said of each, whether on the list at all."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One pupil on a list; `case_id` is the open case, `off_reason` an `OffReason` of who came off."""

    id: str
    pupil_id: str
    pseudonym: str
    school_id: str
    school: str
    added_on: date
    needs_partners: bool
    off_on: date | None
    off_reason: str
    case_id: str
    case_number: str
    version: int


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A pupil still at school who never stood on the list."""

    pupil_id: str
    pseudonym: str
    school_id: str
    school: str
    enrolled_on: date | None


@dataclass(frozen=True, slots=True)
class ListCounts:
    """Of one school, None where it may not be shown; `school` "" is all together. `off_list`: this school year."""

    school: str
    on_list: int | None
    discussed: int | None
    off_list: int | None
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class ListFigures:
    """`expected` is how many a school has on the list at a time, by the profile."""

    name: str
    expected: int | None
    rows: tuple[ListCounts, ...]
    total: ListCounts


class PupilLists(Service):
    @read(Permission.READ_CASES)
    def rows(self, list_code: str, *, school_id: str = "", with_off: bool = False) -> tuple[ListRow, ...]:
        """Of the own school, of all for the secretary; who needs several organisations first."""
        query = (
            select(ListEntry, Pupil.pseudonym, Organisation.name)
            .join(Pupil, Pupil.id == ListEntry.pupil_id)
            .join(Organisation, Organisation.id == ListEntry.school_id)
            .where(ListEntry.list_code == list_code)
            .order_by(
                ListEntry.off_on.is_not(None),
                ListEntry.needs_partners.desc(),
                func.rtrim(Pupil.pseudonym, "0123456789"),
                Pupil.sequence,
            )
        )
        query = query.where(ListEntry.school_id == whose) if (whose := self._whose(school_id)) else query
        if not with_off:
            query = query.where(ListEntry.off_on.is_(None))
        with self.store.reading() as session:
            found = session.execute(query).all()
            cases = _open_cases(session, [entry.pupil_id for entry, _, _ in found])
        return tuple(
            ListRow(
                entry.id, entry.pupil_id, pseudonym, entry.school_id, school, entry.added_on, entry.needs_partners,
                entry.off_on, entry.off_reason or "", *cases.get(entry.pupil_id, ("", "")), entry.version,
            )
            for entry, pseudonym, school in found
        )  # fmt: skip

    @read(Permission.READ_CASES)
    def unlisted(self, list_code: str, *, school_id: str = "") -> tuple[Unlisted, ...]:
        """Who may be put on it, longest at school first: those will leave soonest."""
        there = select(ListEntry.pupil_id).where(ListEntry.list_code == list_code)
        query = (
            select(Pupil.id, Pupil.pseudonym, Pupil.school_id, Organisation.name, Pupil.enrolled_on)
            .join(Organisation, Organisation.id == Pupil.school_id)
            .outerjoin(Outcome, Outcome.pupil_id == Pupil.id)
            .where(Pupil.left_on.is_(None), Outcome.pupil_id.is_(None), Pupil.id.not_in(there))
            .order_by(Pupil.enrolled_on, func.rtrim(Pupil.pseudonym, "0123456789"), Pupil.sequence)
        )
        if whose := self._whose(school_id):
            query = query.where(Pupil.school_id == whose)
        with self.store.reading() as session:
            return tuple(Unlisted(*row) for row in session.execute(query))

    @read(Permission.READ_NETWORK)
    def figures(self, list_code: str, *, is_paper: bool = False) -> ListFigures:
        """Today, per school; small groups are hidden from whoever does not see every pupil, and on paper."""
        with self.store.reading() as session:
            one = require_list(profile_of(session).lists, list_code)
            people = _people(session, list_code, SchoolYear.of(self.desk.day).first_day)
            names = select(School.id, Organisation.name).join(Organisation, Organisation.id == School.id)
            schools = session.execute(names.order_by(Organisation.name)).all()
        is_whole = self.actor.sees_small_groups(is_paper=is_paper)
        counts = _TOLD.counts(people)
        hidden = frozenset() if is_whole else hidden_cells(people, _TOLD)

        def row(name: str, *of: tuple[int, str], is_own: bool = False) -> ListCounts:
            def shown(*cell: tuple[int, str]) -> int | None:
                return None if cell in hidden else counts[cell]

            return ListCounts(name, shown(*of, (2, "on")), shown(*of, (1, DISCUSSED)), shown(*of, (1, OFF)), is_own)

        there = {school for ((school,), *_) in people}
        rows = (
            row(name, (0, school_id), is_own=school_id == self.actor.school_id)
            for school_id, name in schools
            if school_id in there
        )
        return ListFigures(one.name, one.expected, tuple(rows), row(""))

    @act("list.add", Permission.EDIT_CASES, can_undo=True)
    def add(self, work: Work, list_code: str, pupil_ids: Collection[str]) -> None:
        """All of them or nobody, from today on.

        Raises RuleError("list.none", "list.nobody", "pupil.none", "permission.other_school", "list.twice").
        """
        require_list(self.desk.profile.lists, list_code)
        if not pupil_ids:
            raise RuleError("list.nobody")
        for pupil_id in sorted(set(pupil_ids)):
            pupil = known(work, Pupil, pupil_id, "pupil.none")
            work.actor.require_school(pupil.school_id)
            twice = select(ListEntry.id).where(ListEntry.list_code == list_code, ListEntry.pupil_id == pupil_id)
            if work.session.scalars(twice).first() is not None:
                raise RuleError("list.twice", pupil=pupil.pseudonym)
            work.session.add(
                ListEntry(
                    id=work.new_id(),
                    list_code=list_code,
                    pupil_id=pupil_id,
                    school_id=pupil.school_id,
                    added_on=self.desk.day,
                )
            )
        work.facts = {"list": list_code, "pupils": len(set(pupil_ids))}
        work.touch("pupil", *pupil_ids)

    @act("list.mark", Permission.EDIT_CASES, can_undo=True)
    def mark(self, work: Work, entry_id: str, version: int, *, needs_partners: bool) -> None:
        """Whether several organisations matter, so that the pupil is talked about. Raises as `take_off`."""
        entry = _own(work, entry_id, version)
        if entry.off_on is not None:
            raise RuleError("list.is_off")
        entry.needs_partners = needs_partners

    @act("list.off", Permission.EDIT_CASES, can_undo=True)
    def take_off(self, work: Work, entry_id: str, version: int, reason: str) -> None:
        """Off the list today, and on record from then on.

        Raises RuleError("list.gone", "permission.other_school", "edit.conflict", "list.is_off", "list.reason").
        """
        entry = _own(work, entry_id, version)
        if entry.off_on is not None:
            raise RuleError("list.is_off")
        if reason not in set(OffReason):
            raise RuleError("list.reason")
        entry.off_on, entry.off_reason = self.desk.day, reason

    @act("list.back", Permission.EDIT_CASES, can_undo=True)
    def put_back(self, work: Work, entry_id: str, version: int) -> None:
        """On the list again. Raises as `take_off`, and RuleError("list.is_on")."""
        entry = _own(work, entry_id, version)
        if entry.off_on is None:
            raise RuleError("list.is_on")
        entry.off_on, entry.off_reason = None, None

    def _whose(self, school_id: str) -> str:
        """Of whom is read: the own school, of who has one; "" is everybody."""
        return school_id if self.actor.role is Role.SECRETARY else self.actor.school_id or "-"


def wanted_on_agenda() -> Select[str]:
    """Pupils on a list of whom several organisations talk."""
    return select(ListEntry.pupil_id).where(ListEntry.off_on.is_(None), ListEntry.needs_partners.is_(True))


def _own(work: Work, entry_id: str, version: int) -> ListEntry:
    entry = known(work, ListEntry, entry_id, "list.gone")
    work.actor.require_school(entry.school_id)
    require_version(entry, version)
    work.subject_id = entry.id
    work.facts = {"list": entry.list_code}
    work.touch("pupil", entry.pupil_id)
    return entry


def _open_cases(session: Session, pupil_ids: list[str]) -> dict[str, tuple[str, str]]:
    query = select(Case.pupil_id, Case.id, Case.number).where(Case.status != CaseStatus.CLOSED)
    rows = session.execute(query.where(Case.pupil_id.in_(pupil_ids)).order_by(Case.entered_on))
    return {pupil_id: (case_id, number) for pupil_id, case_id, number in rows}


def _people(session: Session, list_code: str, since: date) -> list[Person]:
    """Everyone on the list, and who came off it since that day: school, what is said, and on it or off."""
    query = select(ListEntry.school_id, ListEntry.needs_partners, ListEntry.off_on).where(
        ListEntry.list_code == list_code, or_(ListEntry.off_on.is_(None), ListEntry.off_on >= since)
    )
    found: list[Person] = []
    for school_id, needs_partners, off_on in session.execute(query):
        said = OFF if off_on is not None else DISCUSSED if needs_partners else FOLLOWED
        found.append(((school_id,), (said,), ("off" if off_on is not None else "on",)))
    return found
