"""What the network's profile asks of a case, filled in by who knows the case, and the phases it goes through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from zsm_desktop.domain.choice_counts import BAD, choices_of, standing
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.profiles import CaseField, Choice, Profile
from zsm_desktop.models import Case, CasePhase, CaseValue, Organisation, Pupil
from zsm_desktop.services.cases import own_case
from zsm_desktop.services.choice_tally import keep, values_of
from zsm_desktop.services.known import require_version
from zsm_desktop.services.service import Service, act, read, sealed
from zsm_desktop.store.work import Work

MOST_NUMBER = 1_000_000


@dataclass(frozen=True, slots=True)
class PhaseRow:
    code: str
    name: str
    began_on: date


@dataclass(frozen=True, slots=True)
class FlagsFacts:
    """What the parties of one verdict found; `standing` as `domain.choice_counts` has it, the rest in words."""

    name: str
    standing: str
    good: str
    bad: str
    bad_of: tuple[str, ...]
    missing_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseProfileFacts:
    """`values` by field; sealed ones are "" for whoever lacks the second key. `history` begins with the first phase.

    A value or phase of a profile there was before is kept, and not told.
    """

    fields: tuple[CaseField, ...]
    values: Mapping[str, str]
    phases: tuple[Choice, ...]
    history: tuple[PhaseRow, ...]
    organisations: Mapping[str, str]
    version: int
    flags: tuple[FlagsFacts, ...] = ()

    @property
    def phase(self) -> str:
        """The code of the phase it is in, "" before the first."""
        return self.history[-1].code if self.history else ""


class CaseProfile(Service):
    @read(Permission.READ_CASES)
    def of_case(self, case_id: str) -> CaseProfileFacts:
        """Raises as `Cases.card`, which is asked first whether this user sees into the case."""
        card = self.desk.cases.card(case_id)
        profile = self.desk.profile
        with self.store.reading() as session:
            values = values_of(session, self.store.seal, case_id)
            phases = _phases(session, case_id)
            named = [
                values[one.code] for one in profile.case_fields if one.kind == "organisation" and one.code in values
            ]
            organisations = dict(
                session.execute(select(Organisation.id, Organisation.name).where(Organisation.id.in_(named))).all()
            )
        names = {phase.code: phase.name for phase in profile.phases}
        return CaseProfileFacts(
            profile.case_fields,
            {one.code: values[one.code] for one in profile.case_fields if values.get(one.code)},
            profile.phases,
            tuple(PhaseRow(row.phase, names[row.phase], row.began_on) for row in phases if row.phase in names),
            organisations,
            card.version,
            flags_in(profile, values),
        )

    @read(Permission.READ_CASES)
    def flags_of(self, pupil_id: str) -> tuple[FlagsFacts, ...]:
        """Of the last case of a pupil of the own school; () where the profile knows no flags or there is no case.

        Raises RuleError("pupil.none", "permission.other_school").
        """
        profile = self.desk.profile
        with self.store.reading() as session:
            pupil = session.get(Pupil, pupil_id)
            if pupil is None:
                raise RuleError("pupil.none")
            self.actor.require_school(pupil.school_id)
            query = select(Case.id).where(Case.pupil_id == pupil_id).order_by(Case.entered_on.desc(), Case.id.desc())
            case_id = session.scalars(query.limit(1)).one_or_none() if profile.flags else None
            return flags_in(profile, values_of(session, self.store.seal, case_id)) if case_id else ()

    @act("case.fill", Permission.EDIT_CASES)
    def fill(self, work: Work, case_id: str, version: int, values: Mapping[str, str]) -> None:
        """These fields, by code; "" empties one. `version` is that of the case.

        Raises RuleError("case.none", "permission.other_school", "edit.conflict", "field.none", "field.value").
        """
        case = own_case(work, case_id)
        require_version(case, version)
        fields = {one.code: one for one in self.desk.profile.case_fields}
        before = values_of(work.session, work.seal, case.id)
        after = dict(before)
        for code, value in values.items():
            if code not in fields:
                raise RuleError("field.none")
            after[code] = _checked(work, fields[code], value)
            _keep(work, case, fields[code], after[code])
        keep(work, self.desk.profile, case.entered_on, before, after)
        work.subject_id = case.id
        work.facts = {"fields": sorted(values)}
        work.touch("case", case.id)

    @act("case.set_phase", Permission.EDIT_CASES, can_undo=True)
    def set_phase(self, work: Work, case_id: str, before: str, phase: str, began_on: date) -> None:
        """From the phase `before`, "" for none yet, into another one.

        Raises RuleError("case.none", "permission.other_school", "phase.none", "phase.day", and "edit.conflict") when
        it is no longer in the phase that was read.
        """
        case = own_case(work, case_id)
        if phase not in {one.code for one in self.desk.profile.phases}:
            raise RuleError("phase.none")
        history = _phases(work.session, case_id)
        if (history[-1].phase if history else "") != before:
            raise RuleError("edit.conflict")
        first = history[-1].began_on if history else case.entered_on
        if not first <= began_on <= self.desk.day:
            raise RuleError("phase.day", least=first)
        work.session.add(CasePhase(id=work.new_id(), case_id=case.id, phase=phase, began_on=began_on))
        work.subject_id = case.id
        work.touch("case", case.id)


def flags_in(profile: Profile, values: Mapping[str, str]) -> tuple[FlagsFacts, ...]:
    found = []
    for flags in profile.flags:
        given = [
            (party.name, values.get(field.code, "")) for party, field in zip(flags.parties, flags.fields, strict=True)
        ]
        found.append(
            FlagsFacts(
                name=flags.name,
                standing=standing(flags, values),
                good=flags.good,
                bad=flags.bad,
                bad_of=tuple(name for name, colour in given if colour == BAD),
                missing_of=tuple(name for name, colour in given if not colour),
            )
        )
    return tuple(found)


def _phases(session: Session, case_id: str) -> list[CasePhase]:
    query = select(CasePhase).where(CasePhase.case_id == case_id)
    return list(session.scalars(query.order_by(CasePhase.began_on, CasePhase.id)))


def _checked(work: Work, field: CaseField, value: str) -> str:
    """As it is kept. Raises RuleError("field.value")."""
    text = value.strip()
    if not text:
        return ""
    match field.kind:
        case "choice" | "yes_no":
            known = {choice.code for choice in choices_of(field)}
            is_right = text in known
        case "many":
            chosen = set(text.split(","))
            is_right = chosen <= {choice.code for choice in field.choices}
            text = ",".join(choice.code for choice in field.choices if choice.code in chosen)
        case "number":
            is_right = text.isascii() and text.isdigit() and len(text) < 9 and int(text) <= MOST_NUMBER
        case "date":
            is_right = _is_day(text)
        case _:
            is_right = work.session.get(Organisation, text) is not None
    if not is_right:
        raise RuleError("field.value", field=field.name)
    return text


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _keep(work: Work, case: Case, field: CaseField, value: str) -> None:
    query = select(CaseValue).where(CaseValue.case_id == case.id, CaseValue.field == field.code)
    row = work.session.scalars(query).first()
    if not value:
        if row is not None:
            work.session.delete(row)
            work.session.flush()
        return
    if row is None:
        row = CaseValue(id=work.new_id(), case_id=case.id, field=field.code)
        work.session.add(row)
    row.open_value = None if field.is_sealed else value
    row.sealed_value = sealed(work, "case_value", row.id, "sealed_value", value) if field.is_sealed else None
