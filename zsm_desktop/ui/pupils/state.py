"""What was read from a school's form and what is to be done with it; no Qt, and nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from zsm_desktop.domain.errors import Finding
from zsm_desktop.domain.privacy import initials

if TYPE_CHECKING:
    from zsm_desktop.intake.case_facts import CaseRow
    from zsm_desktop.services.cases import CaseDraft
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.doubles import Double

SKIP, SAME, OTHER = "skip", "same", "other"
"""A row whose pupil seems known: leave it out, a new case of that pupil, or another pupil after all."""


class Steps(Protocol):
    def step(self, done: int, total: int, text: str = "") -> None: ...


@dataclass(frozen=True, slots=True)
class FormRead:
    """One file as it was read; `drafts` stand beside `rows`, and `doubles` name them by index."""

    path: Path
    rows: tuple[CaseRow, ...]
    findings: tuple[Finding, ...]
    read_count: int
    drafts: tuple[CaseDraft, ...]
    doubles: tuple[Double, ...]

    @property
    def errors(self) -> int:
        return sum(not finding.is_warning for finding in self.findings)

    @property
    def warnings(self) -> int:
        return len(self.findings) - self.errors

    def row_words(self, index: int) -> str:
        """Who is meant, without a name: "Z.v.d.B., leerlingnummer L-2031"."""
        row = self.rows[index]
        parts = (initials(row.given_name, row.family_name), f"leerlingnummer {row.pupil_reference}")
        return ", ".join(part for part in parts if part)


def read_form(desk: Desk, path: Path, progress: Steps) -> FormRead:
    """Runs beside the window, and copies the network before anything is taken in.

    Raises RuleError("workbook.…") for a file that cannot be read safely.
    """
    from zsm_desktop.intake.cases import read_cases
    from zsm_desktop.intake.drafts import case_drafts, form_lists

    progress.step(0, 3, "het bestand wordt veilig geopend")
    form = read_cases(path, form_lists(desk), desk.day)
    progress.step(1, 3, "de rijen worden nagekeken")
    drafts = tuple(case_drafts(form.rows, desk))
    progress.step(2, 3, "vergelijken met wie al bekend is")
    doubles = desk.imports.doubles(drafts)
    desk.backups.before("inlezen")
    return FormRead(path, form.rows, form.findings, form.read_count, drafts, doubles)


def first_choice(double: Double) -> str:
    """What is likely meant: an open case is not entered again, of a known pupil without one a case is added.

    Who is known at another school is this school's own pupil until somebody finds out.
    """
    if double.is_elsewhere:
        return OTHER
    return SKIP if double.case is not None else SAME


def decided(form: FormRead, choices: Mapping[int, str]) -> list[CaseDraft]:
    """The drafts to take in after the user has said what each double is."""
    known = {double.index: double for double in form.doubles}
    drafts = []
    for index, draft in enumerate(form.drafts):
        choice = choices.get(index, OTHER) if index in known else OTHER
        if choice == SAME:
            drafts.append(replace(draft, pupil=None, pupil_id=known[index].pupil_id))
        elif choice == OTHER:
            drafts.append(draft)
    return drafts
