"""Reads an answered confirmation file back and holds every figure in it against the round as it went out.

Columns are found by their heading and lines by their reference, so a school may sort, widen or move them. Whether
anything is written at all is for the caller: `AnswerFile.has_errors`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.domain.errors import Finding
from zsm_desktop.domain.rounds import Answer, RoundStatus, typed_code
from zsm_desktop.intake.confirmation_rows import RowJudge
from zsm_desktop.intake.confirmation_shape import heading_of, plain, unclear_answers
from zsm_desktop.intake.safe_workbook import Sheet, Workbook, read_workbook
from zsm_desktop.words import confirmation as words

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.round_lists import RoundCard
    from zsm_desktop.services.rounds import LineAnswer


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """What came back: `answers` are of lines without an error, `settling` counts those that change a delivery.

    `round_id`, `number` and `school` are "" when the file does not say which round it is of.
    """

    file: str
    round_id: str
    number: str
    school: str
    answers: tuple[LineAnswer, ...]
    findings: tuple[Finding, ...]
    read_count: int
    settling: int

    @property
    def has_errors(self) -> bool:
        return any(not finding.is_warning for finding in self.findings)

    @property
    def agreed(self) -> int:
        return sum(one.answer is Answer.AGREED for one in self.answers)

    @property
    def disputed(self) -> int:
        return len(self.answers) - self.agreed


def read_confirmations(desk: Desk, path: Path) -> AnswerFile:
    """Read a file that came back; raises RuleError("workbook.…") when it cannot be opened safely."""
    return judge_workbook(desk, read_workbook(path))


def judge_workbook(desk: Desk, book: Workbook) -> AnswerFile:
    """The same for a workbook that is already read."""
    marks = _Marks(book)
    wrong = marks.wrong_file()
    card = None if wrong else desk.rounds.find(marks.text(words.MARK_NUMBER))
    if card is None:
        wrong = wrong or Finding("confirmation.no_round", *marks.place(words.MARK_NUMBER), {"number": marks.number})
        return AnswerFile(book.file, "", "", "", (), (wrong,), 0, 0)
    findings = list(_about_the_round(marks, card))
    if findings:
        return _refused(book, card, findings)
    sheet = book.sheet(words.SHEET)
    heading = heading_of(sheet) if sheet is not None else None
    if sheet is None or heading is None:
        return _refused(book, card, [Finding("confirmation.no_headings", facts={"sheet": words.SHEET})])
    row, columns = heading
    missing = [title for title in words.HEADINGS if title not in columns]
    if missing:
        return _refused(book, card, [Finding("confirmation.no_column", row, column=title) for title in missing])
    if unclear := list(unclear_answers(book, sheet, row, columns)):
        return _refused(book, card, unclear)
    judge = RowJudge(desk, card, columns)
    findings += _about_the_top(sheet, row, card)
    judge.read(sheet, row)
    return AnswerFile(
        book.file,
        card.row.id,
        card.row.number,
        card.row.school,
        tuple(judge.answers),
        (*findings, *judge.findings),
        judge.read_count,
        judge.settling,
    )


def _refused(book: Workbook, card: RoundCard, findings: list[Finding]) -> AnswerFile:
    return AnswerFile(book.file, card.row.id, card.row.number, card.row.school, (), tuple(findings), 0, 0)


class _Marks:
    """The hidden sheet that says which round this is of: a name and a value on each row."""

    def __init__(self, book: Workbook) -> None:
        self._sheet = book.sheet(words.MARKS_SHEET)
        rows = self._sheet.rows if self._sheet is not None else ()
        self._found = {
            str(row[0]).strip().casefold(): (at, plain(row[1]) if len(row) > 1 else "")
            for at, row in enumerate(rows, 1)
            if row and row[0] is not None
        }

    @property
    def number(self) -> str:
        return self.text(words.MARK_NUMBER)[:40]

    def text(self, name: str) -> str:
        return self._found.get(name, (0, ""))[1]

    def place(self, name: str) -> tuple[int | None, str]:
        """Row and column of a finding about this mark."""
        return self._found.get(name, (None, ""))[0], f"{words.MARKS_SHEET}: {name}"

    def wrong_file(self) -> Finding | None:
        if words.MARK not in self._found:
            return Finding("confirmation.other_file")
        if self.text(words.MARK) != words.VERSION:
            return Finding("confirmation.version", *self.place(words.MARK))
        return None


def _about_the_round(marks: _Marks, card: RoundCard) -> list[Finding]:
    """Why nothing in the file counts: not of here, not of this school, altered, or too late."""
    row = card.row
    facts: dict[str, object] = {"number": row.number, "school": row.school}
    expected = (
        (words.MARK_NETWORK, card.network_id, "confirmation.other_network"),
        (words.MARK_SCHOOL, row.school_code, "confirmation.other_school"),
        (words.MARK_CODE, row.check_code, "confirmation.check_code"),
    )
    found = [
        Finding(code, *marks.place(name), facts) for name, value, code in expected if marks.text(name).strip() != value
    ]
    if not card.is_whole:
        found.append(Finding("confirmation.round_changed", facts=facts))
    if row.status is RoundStatus.READ:
        found.append(Finding("confirmation.already_read", facts=facts | {"day": row.read_at}))
    if row.status is RoundStatus.REPLACED:
        found.append(Finding("confirmation.replaced", facts=facts | {"by": card.replaced_by}))
    return found


def _about_the_top(sheet: Sheet, heading: int, card: RoundCard) -> list[Finding]:
    """Number and code stand above the lines as well, for people; they must tell the same as the hidden sheet."""
    found = []
    expected = {words.NUMBER: card.row.number, words.CODE: card.row.check_code}
    for at in range(1, heading):
        cells = [plain(value) for value in sheet.rows[at - 1] if plain(value)]
        value = expected.pop(cells[0], None) if cells else None
        if value is not None and (len(cells) < 2 or typed_code(cells[1]) != typed_code(value)):
            found.append(Finding("confirmation.top", at, cells[0], {"value": value}))
    found += [Finding("confirmation.top", None, name, {"value": value}) for name, value in expected.items()]
    return found
