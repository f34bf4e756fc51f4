"""The commands for paper coming in: the empty form, filled forms, and the national list of schools."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from typing import TYPE_CHECKING

from zsm_desktop.cli.answer import DONE, REFUSED, Answer
from zsm_desktop.cli.frame import Entrance
from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.domain.profiles import USUAL_NOUNS, Nouns
from zsm_desktop.words.command_line import NOTHING_WRITTEN, WRITTEN
from zsm_desktop.words.rules import sentence

if TYPE_CHECKING:
    from zsm_desktop.intake.duo import DuoFile, DuoSchool


def case_form(entrance: Entrance, options: Namespace) -> Answer:
    from zsm_desktop.intake.case_form import write_form
    from zsm_desktop.intake.drafts import form_lists

    with entrance.desk() as desk:
        write_form(options.out, form_lists(desk), desk.day, is_pseudonymous=options.pseudonymous)
    return Answer({"file": str(options.out)}, remarks=(WRITTEN.format(path=options.out),))


def import_cases(entrance: Entrance, options: Namespace) -> Answer:
    from zsm_desktop.intake.cases import read_cases
    from zsm_desktop.intake.drafts import form_lists
    from zsm_desktop.intake.entering import cases_to_enter

    with entrance.desk(read_only=options.preview) as desk:
        file = read_cases(options.file, form_lists(desk), desk.day)
        found = cases_to_enter(desk, file)
        wrong = {finding.row for finding in found.findings if not finding.is_warning}
        accepted = sum(row.row not in wrong for row in found.rows)
        if found.has_errors or options.preview:
            return import_answer(found.read_count, accepted, 0, found.findings, desk.nouns, has_errors=found.has_errors)
        desk.backups.before("inlezen")
        desk.imports.take_in_cases(options.file.name, found.drafts)
        nouns = desk.nouns
    return import_answer(found.read_count, accepted, len(found.drafts), found.findings, nouns, has_errors=False)


def import_schools(entrance: Entrance, options: Namespace) -> Answer:
    from zsm_desktop.intake.drafts import school_records
    from zsm_desktop.intake.duo import read_duo

    file = read_duo(options.file)
    chosen, findings = _chosen(file, options.schools)
    has_errors = any(not finding.is_warning for finding in findings)
    with entrance.desk(read_only=options.preview) as desk:
        if has_errors or options.preview:
            desk.imports.preview_schools(school_records(chosen))
            return import_answer(file.read_count, len(chosen), 0, findings, has_errors=has_errors)
        desk.backups.before("inlezen")
        desk.imports.take_in_schools(options.file.name, school_records(chosen))
    return import_answer(file.read_count, len(chosen), len(chosen), findings, has_errors=False)


def _chosen(file: DuoFile, wanted: str | None) -> tuple[tuple[DuoSchool, ...], tuple[Finding, ...]]:
    """The sites named, with the findings about them; all of them when none is named."""
    if wanted is None:
        return file.schools, file.findings
    codes = {code.strip().upper() for code in wanted.split(",") if code.strip()}
    if not codes:
        raise RuleError("import.no_school_named")
    known = {school.code for school in file.schools}
    missing = sorted(codes - known)
    if missing:
        raise RuleError("import.school_not_in_list", codes=", ".join(missing))
    return tuple(school for school in file.schools if school.code in codes), file.findings_of(codes)


def import_answer(
    read: int,
    accepted: int,
    written: int,
    findings: Iterable[Finding],
    nouns: Nouns = USUAL_NOUNS,
    *,
    has_errors: bool,
) -> Answer:
    said = [
        {"row": finding.row, "column": finding.column, "code": finding.code, "text": sentence(finding, nouns)}
        for finding in findings
    ]
    remarks = [_place(finding["row"], finding["column"]) + str(finding["text"]) for finding in said]
    if not written:
        remarks.append(NOTHING_WRITTEN)
    document = {"read": read, "accepted": accepted, "written": written, "findings": said}
    lines = (f"gelezen {read}, goed {accepted}, vastgelegd {written}",)
    return Answer(document, lines, tuple(remarks), REFUSED if has_errors else DONE)


def _place(row: object, column: object) -> str:
    named = ([f"rij {row}"] if row is not None else []) + ([f"{column}"] if column else [])
    return f"{', '.join(named)}: " if named else ""
