"""Taking in what comes from outside: schools from the national list, cases from a school's form. All or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, func, select
from sqlalchemy.orm import aliased

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.masking import SOMEBODY, KnownPupil, Mask
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.models import (
    AgendaItem,
    AuditEvent,
    BottleneckCase,
    Case,
    CaseGuide,
    CasePhase,
    CaseSector,
    CaseValue,
    Consent,
    FormerName,
    Handover,
    ImportBatch,
    ListEntry,
    Organisation,
    Outcome,
    Placement,
    Pupil,
    School,
    WorkPlacement,
)
from zsm_desktop.services.cases import CaseDraft, enter_case
from zsm_desktop.services.doubles import Double, doubles_of
from zsm_desktop.services.entries import accounts_of, name_account
from zsm_desktop.services.former_facts import CORRECT
from zsm_desktop.services.open_texts import open_text
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work


@dataclass(frozen=True, slots=True)
class SchoolRecord:
    """One school as a national list gives it; `brin` is the six-character location code and stays the key."""

    brin: str
    name: str
    kind: str
    board_number: str
    street: str = ""
    house_number: str = ""
    postcode: str = ""
    city: str = ""
    phone: str = ""
    website: str = ""
    structures: str = ""


@dataclass(frozen=True, slots=True)
class SchoolPreview:
    """`state` is "new", "changed" or "same"; `columns` name what would change."""

    record: SchoolRecord
    state: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BatchRow:
    id: str
    kind: str
    file_name: str
    taken_in_at: datetime
    rows: int
    is_undone: bool


SCHOOL_KINDS = ("pro", "vso", "mbo")
_ADDRESS = ("name", "street", "house_number", "postcode", "city", "phone", "website")
_HOLD_CASES = (AgendaItem.case_id, Placement.case_id, CaseValue.case_id, CasePhase.case_id, CaseGuide.case_id,
               Handover.case_id, WorkPlacement.case_id, BottleneckCase.case_id)  # fmt: skip
_HOLD_PUPILS = (ListEntry.pupil_id, Outcome.pupil_id, FormerName.pupil_id)
"""What a form does not bring, so that somebody worked on with it; all else that names a case came by an agenda."""


class Imports(Service):
    @read(Permission.IMPORT)
    def batches(self) -> tuple[BatchRow, ...]:
        with self.store.reading() as session:
            rows = session.scalars(select(ImportBatch).order_by(ImportBatch.taken_in_at.desc()))
            return tuple(
                BatchRow(b.id, b.kind, b.file_name, b.taken_in_at, b.rows, b.undone_at is not None) for b in rows
            )

    @read(Permission.IMPORT)
    def preview_schools(self, records: Sequence[SchoolRecord]) -> tuple[SchoolPreview, ...]:
        """What taking these in would do, row by row; nothing is written."""
        board = aliased(Organisation)
        query = (
            select(School, Organisation, board.board_number)
            .join(Organisation, Organisation.id == School.id)
            .outerjoin(board, board.id == Organisation.board_id)
        )
        with self.store.reading() as session:
            known = {school.brin: (school, org, number) for school, org, number in session.execute(query)}
            return tuple(_school_preview(record, known.get(record.brin)) for record in records)

    @act("import.schools", Permission.IMPORT)
    def take_in_schools(self, work: Work, file_name: str, records: Sequence[SchoolRecord]) -> None:
        """New schools get a board (their invoice party) and a ledger account; known ones are brought up to date.

        What the list leaves empty stays as it is: the network may know better.
        """
        if len({record.brin for record in records}) != len(records):
            raise RuleError("import.school_twice")
        if not all(record.kind in SCHOOL_KINDS for record in records):
            raise RuleError("import.school_kind", known=", ".join(SCHOOL_KINDS))
        batch = _batch(work, "schools", file_name, len(records))
        known = {school.brin: school.id for school in work.session.scalars(select(School))}
        for record in records:
            board_id = _board(work, record.board_number)
            school_id = known.get(record.brin) or _new_school(work, record)
            org = work.session.get_one(Organisation, school_id)
            school = work.session.get_one(School, school_id)
            for column, told in _told(record).items():
                setattr(org, column, told)
            org.board_id = board_id or org.board_id
            school.structures = record.structures or school.structures
            work.session.flush()
            accounts_of(work, [school_id])
            name_account(work, org)
            work.touch("school", school_id)
        work.made = batch.id

    @read(Permission.IMPORT)
    def doubles(self, drafts: Sequence[CaseDraft]) -> tuple[Double, ...]:
        """Rows whose pupil seems known, with the open case beside it; who takes in forms sees every school."""
        with self.store.reading() as session:
            return doubles_of(session, self.store.seal, drafts, self.desk.day, sees_all=True)

    @act("import.cases", Permission.IMPORT)
    def take_in_cases(self, work: Work, file_name: str, drafts: Sequence[CaseDraft]) -> None:
        """All cases of one form in one act; `changes.made` is the batch, which can be undone whole."""
        if not drafts:
            raise RuleError("import.empty")
        batch = _batch(work, "cases", self._nameless(work, file_name, drafts), len(drafts))
        for draft in drafts:
            enter_case(work, draft, self.desk.day, import_id=batch.id)
        work.made = batch.id

    def _nameless(self, work: Work, file_name: str, drafts: Sequence[CaseDraft]) -> str:
        """A form may be called after a pupil, also after one of those it brings."""
        brought = Mask(
            KnownPupil("", SOMEBODY, one.pupil.given_name, one.pupil.family_name)
            for one in drafts
            if one.pupil is not None
        )
        plain = file_name.replace("_", " ")
        hidden = brought.hide(open_text(self.desk, work, plain)).text
        return file_name if hidden == plain else " ".join(hidden.split())

    @act("import.undo", Permission.IMPORT)
    def undo(self, work: Work, batch_id: str) -> None:
        """Take back all cases of a form; refused once somebody worked on with a case or its pupil ("import.in_use")."""
        batch = work.session.get(ImportBatch, batch_id)
        if batch is None or batch.kind != "cases" or batch.undone_at is not None:
            raise RuleError("import.nothing_to_undo")
        cases = list(work.session.scalars(select(Case).where(Case.import_id == batch_id)))
        ids, pupil_ids = [case.id for case in cases], {case.pupil_id for case in cases}
        also = select(Case.pupil_id).where(Case.pupil_id.in_(pupil_ids), Case.id.not_in(ids))
        brought = pupil_ids - set(work.session.scalars(also)) - _known_before(batch, pupil_ids)
        held: list[ColumnElement[bool]] = [used.in_(ids) for used in _HOLD_CASES]
        held += [used.in_(brought) for used in _HOLD_PUPILS]
        held.append(and_(AuditEvent.act == CORRECT, AuditEvent.subject_id.in_(brought)))
        if any(work.session.scalar(select(func.count()).where(one)) for one in held):
            raise RuleError("import.in_use")
        for table in (Consent, CaseSector):
            work.session.execute(delete(table).where(table.case_id.in_(ids)))
        work.session.execute(delete(Case).where(Case.id.in_(ids)))
        work.session.execute(delete(Pupil).where(Pupil.id.in_(brought)))
        batch.undone_at = work.at
        work.subject_id = batch_id
        work.touch("case", *ids)
        work.touch("pupil", *brought)


def _known_before(batch: ImportBatch, pupil_ids: set[str]) -> set[str]:
    """Identifiers sort by the moment they were made: pupils older than the batch were not brought by it."""
    return {pupil_id for pupil_id in pupil_ids if pupil_id[:13] < batch.id[:13]}


def _batch(work: Work, kind: str, file_name: str, rows: int) -> ImportBatch:
    batch = ImportBatch(
        id=work.new_id(),
        kind=kind,
        file_name=file_name[:200],
        taken_in_at=work.at,
        taken_in_by=work.actor.user_id,
        rows=rows,
    )
    work.session.add(batch)
    work.session.flush()
    work.facts = {"rows": rows}
    return batch


def _board(work: Work, number: str) -> str | None:
    if not number:
        return None
    board = work.session.scalars(select(Organisation).where(Organisation.board_number == number)).one_or_none()
    if board is None:
        board = Organisation(
            id=work.new_id(), code=f"BG{number}", name=f"Bestuur {number}", kind="board", board_number=number
        )
        work.session.add(board)
        work.session.flush()
    return board.id


def _new_school(work: Work, record: SchoolRecord) -> str:
    school_id = work.new_id()
    work.session.add(Organisation(id=school_id, code=record.brin, name=record.name, kind="school"))
    work.session.flush()
    work.session.add(School(id=school_id, kind=record.kind, brin=record.brin, structures=record.structures))
    work.session.flush()
    return school_id


def _told(record: SchoolRecord) -> dict[str, str]:
    """Name and address as far as the list has them."""
    return {column: told for column in _ADDRESS if (told := getattr(record, column))}


def _school_preview(record: SchoolRecord, known: tuple[School, Organisation, str | None] | None) -> SchoolPreview:
    if known is None:
        return SchoolPreview(record, "new", tuple(field.name for field in fields(record)))
    school, org, board_number = known
    changed = [column for column, told in _told(record).items() if getattr(org, column) != told]
    for column, told, kept in (
        ("structures", record.structures, school.structures),
        ("board_number", record.board_number, board_number),
    ):
        if told and told != kept:
            changed.append(column)
    return SchoolPreview(record, "changed" if changed else "same", tuple(changed))
