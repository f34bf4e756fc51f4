"""Reads back the Excel forms of a measurement: what each says row by row, and whether all of them may be counted.

Whether anything is counted at all is for the caller: `FormFile.has_errors` of one of them stops all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.intake import dutch_values
from zsm_desktop.intake.safe_workbook import CellValue, Sheet, Workbook, read_workbook
from zsm_desktop.services.evaluation_counting import MOST_REMARK, Answers
from zsm_desktop.services.evaluations import Form
from zsm_desktop.words import evaluations as words

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.evaluation_lists import Asked, EvaluationCard

_HEADING_WITHIN = 40
_TOKEN = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class FormFile:
    """One file that came back; `form` is None when something is wrong with it."""

    file: str
    name: str
    organisation: str
    form: Form | None
    findings: tuple[Finding, ...]
    scores: int = 0

    @property
    def has_errors(self) -> bool:
        return any(not finding.is_warning for finding in self.findings)


def read_forms(desk: Desk, paths: Sequence[Path]) -> tuple[FormFile, ...]:
    """Raises RuleError("workbook.…") for a file that cannot be opened safely."""
    return judge_forms(desk, [read_workbook(path) for path in paths])


def judge_forms(desk: Desk, books: Sequence[Workbook]) -> tuple[FormFile, ...]:
    """The same for workbooks that are already read; the same form twice among them is refused."""
    found: list[FormFile] = []
    seen: dict[str, str] = {}
    for book in books:
        one = _judge(desk, book)
        if one.form is not None and one.form.token in seen:
            twice = Finding("evaluation_form.twice", facts={"file": seen[one.form.token]})
            one = FormFile(one.file, one.name, one.organisation, None, (*one.findings, twice))
        elif one.form is not None:
            seen[one.form.token] = one.file
        found.append(one)
    return tuple(found)


def _judge(desk: Desk, book: Workbook) -> FormFile:
    marks = _marks(book)
    refusal, card, asked = _about_the_form(desk, marks)
    if card is None or asked is None or refusal is not None:
        known = (card.name if card else "", asked.name if asked else "")
        return FormFile(book.file, *known, None, (refusal,) if refusal else ())
    rows = _Rows(desk, card)
    sheet = book.sheet(words.SHEET)
    heading = _heading_of(sheet) if sheet is not None else None
    if sheet is None or heading is None:
        finding = Finding("evaluation_form.no_headings", facts={"sheet": words.SHEET})
        return FormFile(book.file, card.name, asked.name, None, (finding,))
    rows.read(sheet, *heading)
    findings = tuple(rows.findings)
    is_wrong = any(not one.is_warning for one in findings)
    answers = Answers(rows.scores, rows.remarks)
    token = marks.get(words.MARK_TOKEN, "")
    form = None if is_wrong else Form(token, book.file, card.id, asked.organisation_id, answers)
    return FormFile(book.file, card.name, asked.name, form, findings, len(rows.scores))


def _marks(book: Workbook) -> dict[str, str]:
    sheet = book.sheet(words.MARKS_SHEET)
    rows = sheet.rows if sheet is not None else ()
    return {_plain(row[0]).casefold(): _plain(row[1]) if len(row) > 1 else "" for row in rows if row}


def _about_the_form(desk: Desk, marks: dict[str, str]) -> tuple[Finding | None, EvaluationCard | None, Asked | None]:
    """Why nothing in the form counts, as far as it can be told of which measurement it is."""
    if words.MARK not in marks:
        return Finding("evaluation_form.other_file"), None, None
    if marks[words.MARK] != words.VERSION:
        return Finding("evaluation_form.version"), None, None
    try:
        card = desk.evaluations.card(marks.get(words.MARK_EVALUATION, ""))
    except RuleError:
        return Finding("evaluation_form.no_evaluation"), None, None
    if marks.get(words.MARK_NETWORK) != card.network_id:
        return Finding("evaluation_form.other_network"), None, None
    asked = next((one for one in card.asked if one.code == marks.get(words.MARK_ORGANISATION)), None)
    token = marks.get(words.MARK_TOKEN, "")
    if card.closed_on is not None:
        return Finding("evaluation_form.closed", facts={"name": card.name, "day": card.closed_on}), card, asked
    if asked is None:
        return Finding("evaluation_form.organisation"), card, None
    if not _TOKEN.fullmatch(token):
        return Finding("evaluation_form.number"), card, asked
    if desk.evaluations.is_read(token):
        return Finding("evaluation_form.read"), card, asked
    return None, card, asked


def _heading_of(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The row of the headings and the column of each."""
    for at, row in enumerate(sheet.rows[:_HEADING_WITHIN], 1):
        places = {_plain(value): column for column, value in reversed(list(enumerate(row, 1)))}
        if all(title in places for title in words.HEADINGS):
            return at, {title: places[title] for title in words.HEADINGS}
    return None


@dataclass
class _Rows:
    """Collects scores and remarks of one form, by position, and what is wrong with them."""

    desk: Desk
    card: EvaluationCard
    scores: dict[int, int] = field(default_factory=dict)
    remarks: dict[int, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def read(self, sheet: Sheet, heading: int, columns: dict[str, int]) -> None:
        seen: set[int] = set()
        for number in range(heading + 1, len(sheet.rows) + 1):
            cells = [sheet.cell(number, columns[title]) for title in words.HEADINGS]
            if not any(_plain(value) for value in cells):
                continue
            position = self._position(number, cells[0])
            if position is None:
                continue
            if position in seen:
                self._find("evaluation_form.element_twice", number, words.NUMBER, number=position)
                continue
            seen.add(position)
            self._score(number, position, cells[2])
            self._remark(number, position, cells[3])
        if not self.scores and not any(not one.is_warning for one in self.findings):
            self._find("evaluation_form.nothing_said", None, words.SCORE)

    def _position(self, row: int, value: CellValue) -> int | None:
        try:
            position = dutch_values.read_whole(value)
        except RuleError:
            position = None
        if position is None or not 0 <= position <= len(self.card.elements):
            self._find("evaluation_form.element", row, words.NUMBER)
            return None
        return position

    def _score(self, row: int, position: int, value: CellValue) -> None:
        try:
            score = dutch_values.read_whole(value)
        except RuleError:
            score = 0
        if score is None:
            return
        if position == 0 or not 1 <= score <= self.card.top:
            self._find("evaluation_form.score", row, words.SCORE, text=_plain(value)[:40], top=self.card.top)
            return
        self.scores[position] = score

    def _remark(self, row: int, position: int, value: CellValue) -> None:
        try:
            text = dutch_values.read_text(value)
        except RuleError as refusal:
            self._find(refusal.code, row, words.REMARK, text=refusal.facts.get("text", ""))
            return
        if not text:
            return
        if dutch_values.holds_citizen_number(text):
            self._find("evaluation_form.citizen_number", row, words.REMARK)
        elif len(text) > MOST_REMARK:
            self._find("evaluation_form.remark_long", row, words.REMARK, most=MOST_REMARK)
        else:
            self.remarks[position] = text
            if self.desk.masks.hide(text).hidden:
                self._find("evaluation_form.name_hidden", row, words.REMARK, is_warning=True)

    def _find(self, code: str, row: int | None, column: str, *, is_warning: bool = False, **facts: object) -> None:
        self.findings.append(Finding(code, row, column, facts, is_warning))


def _plain(value: CellValue) -> str:
    return "" if value is None else " ".join(str(value).split())
