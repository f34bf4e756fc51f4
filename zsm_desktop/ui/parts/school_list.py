"""What a national list of schools would change in the network; no Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from zsm_desktop.domain.errors import Finding

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.imports import SchoolPreview, SchoolRecord

SCHOOL_KINDS = ("pro", "vso", "mbo")


class Steps(Protocol):
    def step(self, done: int, total: int, text: str = "") -> None: ...


@dataclass(frozen=True, slots=True)
class ListedSchool:
    """One site of the list beside what the network knows of it."""

    id: str
    preview: SchoolPreview
    province: str
    is_pro: bool
    line: int
    """Of the file, as findings name it."""

    @property
    def record(self) -> SchoolRecord:
        return self.preview.record


@dataclass(frozen=True, slots=True)
class ListRead:
    path: Path
    rows: tuple[ListedSchool, ...]
    findings: tuple[Finding, ...]
    read_count: int

    def findings_of(self, ids: set[str]) -> tuple[Finding, ...]:
        """What was found about these sites only."""
        lines = {row.line for row in self.rows if row.id in ids}
        return tuple(finding for finding in self.findings if finding.row in lines)

    @property
    def provinces(self) -> tuple[str, ...]:
        return tuple(sorted({row.province for row in self.rows if row.province}))


def read_list(desk: Desk, path: Path, progress: Steps) -> ListRead:
    """Runs beside the window; raises RuleError("duo.…") when the file is something else."""
    from zsm_desktop.intake.drafts import school_records
    from zsm_desktop.intake.duo import read_duo

    progress.step(0, 2, "de lijst wordt gelezen")
    read = read_duo(path)
    progress.step(1, 2, "vergelijken met het netwerk")
    previews = desk.imports.preview_schools(school_records(read.schools))
    rows = tuple(
        ListedSchool(preview.record.brin, preview, school.province, school.offers_pro, school.row)
        for preview, school in zip(previews, read.schools, strict=True)
    )
    desk.backups.before("inlezen")
    return ListRead(path, rows, read.findings, read.read_count)


def chosen_records(rows: Iterable[ListedSchool], ticked: set[str], other_kind: str) -> list[SchoolRecord]:
    """What to take in: what is ticked and not the same already; who teaches no pro comes in as `other_kind`."""
    return [
        row.record if row.is_pro else replace(row.record, kind=other_kind)
        for row in rows
        if row.id in ticked and row.preview.state != "same"
    ]
