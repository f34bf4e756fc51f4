"""A form read back, held against the store: known pupils are recognised before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zsm_desktop.domain.errors import Finding
from zsm_desktop.intake.case_facts import CaseFile, CaseRow
from zsm_desktop.intake.drafts import case_drafts
from zsm_desktop.services.cases import CaseDraft
from zsm_desktop.services.doubles import Double

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class CasesToEnter:
    """`drafts` in the order of `rows`; `doubles` are shown side by side before anything is written.

    A row whose pupil has an open case is an error; one whose pupil is known without is entered for that pupil.
    """

    rows: tuple[CaseRow, ...]
    drafts: tuple[CaseDraft, ...]
    doubles: tuple[Double, ...]
    findings: tuple[Finding, ...]
    read_count: int

    @property
    def has_errors(self) -> bool:
        return any(not finding.is_warning for finding in self.findings)


def cases_to_enter(desk: Desk, file: CaseFile) -> CasesToEnter:
    """What `desk.imports.take_in_cases` is to be given, with the file's findings and those of the store."""
    drafts = case_drafts(file.rows, desk)
    doubles = desk.imports.doubles(drafts)
    findings = list(file.findings)
    for double in doubles:
        row = file.rows[double.index]
        facts: dict[str, object] = {"pseudonym": double.pseudonym}
        if double.case is not None:
            facts["number"] = double.case.number
            findings.append(Finding("import.case_open", row=row.row, facts=facts))
        else:
            findings.append(Finding("import.pupil_known", row=row.row, facts=facts, is_warning=True))
            drafts[double.index] = replace(drafts[double.index], pupil=None, pupil_id=double.pupil_id)
    return CasesToEnter(file.rows, tuple(drafts), doubles, tuple(findings), file.read_count)
