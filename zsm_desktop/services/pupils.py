"""Pupils by pseudonym; the name only behind one deliberate act that is logged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, or_, select

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission, Role
from zsm_desktop.domain.privacy import initials
from zsm_desktop.models import Case, FormerName, Organisation, Pupil
from zsm_desktop.services import former_facts
from zsm_desktop.services.service import Service, act, opened, read, sealed, sealed_fact
from zsm_desktop.store.work import Work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from zsm_desktop.store.seal import Sealer


@dataclass(frozen=True, slots=True)
class PupilRow:
    id: str
    code: str
    pseudonym: str
    initials: str
    school_id: str
    school_code: str
    school: str
    left_on: date | None
    cases: int


@dataclass(frozen=True, slots=True)
class PupilName:
    """What is shown after "Toon naam", and nowhere else; `former` are earlier names, the latest first."""

    pupil_id: str
    given_name: str
    family_name: str
    birth_date: date | None
    guardian_contact: str
    former: tuple[str, ...] = ()
    school_reference: str = ""

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def facts(self) -> PupilFacts:
        return PupilFacts(self.birth_date, self.guardian_contact, self.school_reference)


@dataclass(frozen=True, slots=True)
class PupilFacts:
    """What a school noted of a pupil besides the name; `school_reference` is its own number for the pupil."""

    birth_date: date | None = None
    guardian_contact: str = ""
    school_reference: str = ""

    @property
    def columns(self) -> dict[str, str]:
        """As they are sealed."""
        return {
            "birth_date": self.birth_date.isoformat() if self.birth_date else "",
            "guardian_contact": self.guardian_contact.strip(),
            "school_reference": self.school_reference.strip(),
        }


class Pupils(Service):
    @read(Permission.READ_CASES)
    def count(self, *, text: str = "", school_id: str | None = None, with_leavers: bool = False) -> int:
        with self.store.reading() as session:
            found = self._filtered(select(func.count(Pupil.id)), text, school_id, with_leavers)
            return session.scalar(found) or 0

    @read(Permission.READ_CASES)
    def page(
        self,
        *,
        offset: int = 0,
        limit: int = 200,
        text: str = "",
        school_id: str | None = None,
        with_leavers: bool = False,
        order: str = "pseudonym",
        is_descending: bool = False,
    ) -> tuple[PupilRow, ...]:
        """Pupils by pseudonym; `text` searches pseudonym and code. A stagebegeleider sees the own school's only.

        `order` is pseudonym, code, school, cases or left_on.
        """
        query = self._filtered(_rows(), text, school_id, with_leavers)
        # "Kievit 2" stands before "Kievit 10": the bird by its letters, then the number.
        bird = func.rtrim(Pupil.pseudonym, "0123456789")
        columns = {
            "code": Pupil.code,
            "school": Organisation.name,
            "cases": _cases_of_pupil(),
            "left_on": Pupil.left_on,
        }
        first = columns.get(order, bird)
        query = query.order_by(first.desc() if is_descending else first.asc(), bird, Pupil.sequence)
        return self._read(query.offset(offset).limit(limit))

    @read(Permission.READ_CASES)
    def row(self, pupil_id: str) -> PupilRow:
        """One pupil, left or not; RuleError("pupil.none") for who is not there or not to be seen by this user."""
        found = self._read(self._filtered(_rows(), "", None, with_leavers=True).where(Pupil.id == pupil_id))
        if not found:
            raise RuleError("pupil.none")
        return found[0]

    def _read(self, query: Select[Any]) -> tuple[PupilRow, ...]:
        with self.store.reading() as session:
            return tuple(
                PupilRow(
                    id=pupil.id,
                    code=pupil.code,
                    pseudonym=pupil.pseudonym,
                    initials=opened(self.store.seal, "pupil", pupil.id, "initials", pupil.initials),
                    school_id=pupil.school_id,
                    school_code=school_code,
                    school=school,
                    left_on=pupil.left_on,
                    cases=case_count,
                )
                for pupil, school_code, school, case_count in session.execute(query)
            )

    @read(Permission.OPEN_NAMES)
    def open_name(self, pupil_id: str, reason: str) -> PupilName:
        """The name behind a pseudonym; who opened it, when and why is logged before it is given.

        In a copy to read elsewhere nothing can be logged, and no reason is asked.
        """
        if self.actor.opens_names:
            self.row(pupil_id)
        else:
            self._log_opening(pupil_id, reason)
        with self.store.reading() as session:
            pupil = session.get_one(Pupil, pupil_id)
            seal = self.store.seal
            born = opened(seal, "pupil", pupil.id, "birth_date", pupil.birth_date)
            return PupilName(
                pupil_id=pupil.id,
                given_name=opened(seal, "pupil", pupil.id, "given_name", pupil.given_name),
                family_name=opened(seal, "pupil", pupil.id, "family_name", pupil.family_name),
                birth_date=date.fromisoformat(born) if born else None,
                guardian_contact=opened(seal, "pupil", pupil.id, "guardian_contact", pupil.guardian_contact),
                former=_former_names(session, seal, pupil.id),
                school_reference=opened(seal, "pupil", pupil.id, "school_reference", pupil.school_reference),
            )

    @act("pupil.open_name", Permission.OPEN_NAMES)
    def _log_opening(self, work: Work, pupil_id: str, reason: str) -> None:
        pupil = self._own(work, pupil_id)
        if not reason.strip():
            raise RuleError("pupil.reason_needed")
        if not work.seal.may_open:
            raise RuleError("seal.no_key")
        work.subject_id = pupil.id
        work.facts = {"reason": sealed_fact(work, pupil.id, "reason", reason)}

    @act("pupil.rename", Permission.EDIT_CASES)
    def rename(self, work: Work, pupil_id: str, given_name: str, family_name: str, reason: str) -> None:
        """Another name, or the same spelled right. What was is kept: older texts still say it, and it stays masked.

        Raises RuleError("pupil.none", "permission.other_school", "pupil.rename_reason", "seal.no_key",
        "pupil.no_name", "pupil.forgotten").
        """
        pupil = self._own(work, pupil_id)
        if not reason.strip():
            raise RuleError("pupil.rename_reason")
        if not work.seal.may_open:
            raise RuleError("seal.no_key")
        given, family = given_name.strip(), family_name.strip()
        if not given or not family:
            raise RuleError("pupil.no_name")
        before = {
            column: opened(work.seal, "pupil", pupil_id, column, getattr(pupil, column))
            for column in ("given_name", "family_name")
        }
        if any(before.values()):
            former = FormerName(id=work.new_id(), pupil_id=pupil_id, until=self.desk.day)
            for column, text in before.items():
                setattr(former, column, sealed(work, "former_name", former.id, column, text))
            work.session.add(former)
        now = {"given_name": given, "family_name": family, "initials": initials(given, family)}
        for column, text in now.items():
            setattr(pupil, column, sealed(work, "pupil", pupil_id, column, text))
        work.subject_id = pupil_id
        work.facts = {"reason": sealed_fact(work, pupil_id, "reason", reason)}
        work.touch("pupil", pupil_id)
        work.touch("case")

    @act("pupil.correct", Permission.EDIT_CASES, can_undo=True)
    def correct(self, work: Work, pupil_id: str, was: PupilFacts, now: PupilFacts, reason: str) -> None:
        """What was read, `was`, set right. It is kept in the logbook, sealed, so that older texts stay masked.

        A birth date goes before the age a school told, which is emptied where the date is known. Raises
        RuleError("pupil.none", "permission.other_school", "pupil.forgotten", "pupil.correct_reason", "seal.no_key",
        "edit.conflict", "pupil.nothing_corrected", "pupil.birth_date_future", "pupil.reference_taken").
        """
        pupil = self._own(work, pupil_id)
        if not reason.strip():
            raise RuleError("pupil.correct_reason")
        if not work.seal.may_open:
            raise RuleError("seal.no_key")
        before = {
            column: opened(work.seal, "pupil", pupil_id, column, getattr(pupil, column)).strip()
            for column in former_facts.COLUMNS
        }
        if before != was.columns:
            raise RuleError("edit.conflict")
        changed = {column: text for column, text in now.columns.items() if text != before[column]}
        if not changed:
            raise RuleError("pupil.nothing_corrected")
        self._require_facts(work, pupil, now, changed)
        for column, text in changed.items():
            setattr(pupil, column, sealed(work, "pupil", pupil_id, column, text))
        cases = list(work.session.scalars(select(Case).where(Case.pupil_id == pupil_id)))
        if now.birth_date is not None:
            for case in cases:
                case.is_sixteen = None
        work.subject_id = pupil_id
        work.facts = {"columns": sorted(changed), "reason": sealed_fact(work, pupil_id, "reason", reason)}
        work.facts |= former_facts.sealed_before(work, pupil_id, {column: before[column] for column in changed})
        work.touch("pupil", pupil_id)
        work.touch("case", *(case.id for case in cases))

    def _require_facts(self, work: Work, pupil: Pupil, now: PupilFacts, changed: Mapping[str, str]) -> None:
        if "birth_date" in changed and now.birth_date is not None and now.birth_date >= self.desk.day:
            raise RuleError("pupil.birth_date_future")
        number = changed.get("school_reference", "").casefold()
        others = select(Pupil).where(Pupil.school_id == pupil.school_id, Pupil.id != pupil.id)
        for other in work.session.scalars(others) if number else ():
            text = opened(work.seal, "pupil", other.id, "school_reference", other.school_reference)
            if text.strip().casefold() == number:
                raise RuleError("pupil.reference_taken", pseudonym=other.pseudonym)

    def _own(self, work: Work, pupil_id: str) -> Pupil:
        pupil = work.session.get(Pupil, pupil_id)
        if pupil is None:
            raise RuleError("pupil.none")
        self.actor.require_school(pupil.school_id)
        if pupil.anonymised_on is not None:
            raise RuleError("pupil.forgotten", code=pupil.code)
        return pupil

    def _filtered(self, query: Select[Any], text: str, school_id: str | None, with_leavers: bool) -> Select[Any]:
        query = query.join(Organisation, Organisation.id == Pupil.school_id).where(Pupil.anonymised_on.is_(None))
        if self.actor.role is not Role.SECRETARY:
            query = query.where(Pupil.school_id == self.actor.school_id)
        if self.actor.opens_names:  # in a copy all others are there to be counted only
            query = query.where(Pupil.given_name.is_not(None))
        if school_id is not None:
            query = query.where(Pupil.school_id == school_id)
        if not with_leavers:
            query = query.where(Pupil.left_on.is_(None))
        for word in text.split():
            columns = (Pupil.pseudonym, Pupil.code)
            query = query.where(or_(*(column.icontains(word, autoescape=True) for column in columns)))
        return query


def _former_names(session: Session, seal: Sealer, pupil_id: str) -> tuple[str, ...]:
    rows = session.scalars(select(FormerName).where(FormerName.pupil_id == pupil_id).order_by(FormerName.id.desc()))
    names = (
        [opened(seal, "former_name", row.id, column, getattr(row, column)) for column in ("given_name", "family_name")]
        for row in rows
    )
    return tuple(dict.fromkeys(" ".join(part for part in parts if part) for parts in names))


def _cases_of_pupil() -> Any:
    return select(func.count()).where(Case.pupil_id == Pupil.id).scalar_subquery()


def _rows() -> Select[Any]:
    return select(Pupil, Organisation.code, Organisation.name, _cases_of_pupil())
