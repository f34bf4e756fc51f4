"""Statements over the months looked at: which schools, what went out before, and files to make; no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.spans import Span
from zsm_desktop.services.issued_statements import IssuedRow
from zsm_desktop.services.statements import SchoolStatement

if TYPE_CHECKING:
    from zsm_desktop.reports.statement import Written
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.ui.parts.span_state import SpanState


class Steps(Protocol):
    def step(self, done: int, total: int, text: str = "") -> None: ...


class StatementLine(NamedTuple):
    """A school in the list to tick."""

    id: str
    school: SchoolStatement


class StatementsState:
    def __init__(self, spans: SpanState) -> None:
        self._spans = spans

    @property
    def desk(self) -> Desk:
        return self._spans.desk

    @property
    def span(self) -> Span:
        return self._spans.span

    @property
    def span_words(self) -> str:
        return self._spans.span_words

    @property
    def may_read(self) -> bool:
        return self.desk.actor.may(Permission.READ_DELIVERIES)

    @property
    def may_issue(self) -> bool:
        return self.desk.actor.may(Permission.KEEP_BOOKS)

    def lines(self) -> list[StatementLine]:
        if not self.may_read:
            return []
        return [StatementLine(one.school_id, one) for one in self.desk.statements.schools(self.span)]

    def issued(self, school_id: str) -> tuple[IssuedRow, ...]:
        """Over whichever months, the latest first."""
        return self.desk.statements.issued(school_id) if school_id else ()

    def make(
        self, school_ids: Sequence[str], span: Span, folder: Path, formats: Sequence[str], steps: Steps
    ) -> list[Written]:
        """The files of one school after the other, beside the window; who keeps the books puts them on record first.

        Stopping in between leaves what was made.
        """
        from zsm_desktop.domain.files import require_paper_place
        from zsm_desktop.reports.noted import by_act
        from zsm_desktop.reports.statement import drafts, write
        from zsm_desktop.services.statements import issue_all

        require_paper_place(folder / "overzicht")
        names = {line.id: line.school.name for line in self.lines()}
        written: list[Written] = []
        then = by_act if self.may_issue else drafts(self.desk, span, school_ids, formats)
        for at, school_id in enumerate(school_ids):
            steps.step(at, len(school_ids), names.get(school_id, ""))
            if self.may_issue:
                (statement_id,) = issue_all(self.desk, span, [school_id])
                facts = self.desk.statements.of(statement_id)
            else:
                facts = self.desk.statements.draft(school_id, span)
            written.append(write(self.desk, facts, folder, formats, then))
        return written

    def again(self, statement_id: str, folder: Path, formats: Sequence[str], steps: Steps) -> list[Written]:
        """The files of one that went out, once more."""
        from zsm_desktop.reports.statement import write

        steps.step(0, 1)
        return [write(self.desk, self.desk.statements.of(statement_id), folder, formats)]
