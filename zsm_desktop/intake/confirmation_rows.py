"""One row of an answered confirmation file: is it the line that went out, and what does the school say of it?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.domain.privacy import without_pseudonyms
from zsm_desktop.domain.rounds import Answer, typed_code
from zsm_desktop.intake import dutch_values
from zsm_desktop.intake.safe_workbook import CellValue, Sheet
from zsm_desktop.services.rounds import LineAnswer
from zsm_desktop.words import confirmation as words
from zsm_desktop.words import format as dutch

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.round_lists import RoundCard, RoundLine

T = TypeVar("T")
_MOST_REASON = 400
_ANSWERS = {"akkoord": True, "wel akkoord": True, "niet akkoord": False}
_NO_LONGER_OPEN = {
    "confirmed": "confirmation.line_confirmed",
    "withdrawn": "confirmation.line_withdrawn",
    "disputed": "confirmation.line_disputed",
}


class RowJudge:
    """Collects answers and findings; `settling` counts the answers that still change a delivery."""

    def __init__(self, desk: Desk, card: RoundCard, columns: Mapping[str, int]) -> None:
        self._desk, self._card, self._columns = desk, card, columns
        self._lines = {line.reference: line for line in card.lines}
        self._row_of: dict[str, int] = {}
        self._unanswered: list[int] = []
        self.answers: list[LineAnswer] = []
        self.findings: list[Finding] = []
        self.read_count = self.settling = 0

    def read(self, sheet: Sheet, heading: int) -> None:
        """Every row under the headings, then what is not there."""
        has_total = False
        for number in range(heading + 1, len(sheet.rows) + 1):
            cells = {title: sheet.cell(number, column) for title, column in self._columns.items()}
            if all(_text(value) == "" for value in cells.values()):
                continue
            if _text(cells[words.LINE]).casefold() == words.TOTAL.casefold() and not _text(cells[words.REFERENCE]):
                has_total = True
                self._same(number, words.AMOUNT, cells, self._card.row.cents)
            else:
                self._row(number, cells)
        self._judge_whole(has_total=has_total)

    def _judge_whole(self, *, has_total: bool) -> None:
        if not has_total:
            self._find("confirmation.no_total", None, words.TOTAL)
        for line in self._card.lines:
            if line.reference not in self._row_of:
                self._find("confirmation.line_missing", None, words.LINE, is_warning=True, line=line.line)
        if self._unanswered:
            count = len(self._unanswered)
            what, stay = ("regel heeft", "blijft") if count == 1 else ("regels hebben", "blijven")
            self._find(
                "confirmation.unanswered", self._unanswered[0], words.AGREED, is_warning=True,
                count=dutch.count(count), what=what, stay=stay,
            )  # fmt: skip
        if not self.answers and not any(not finding.is_warning for finding in self.findings):
            self._find("confirmation.nothing_answered", None, words.AGREED)

    def _row(self, number: int, cells: Mapping[str, CellValue]) -> None:
        self.read_count += 1
        reference = typed_code(_text(cells[words.REFERENCE]))
        line = self._lines.get(reference)
        if line is None:
            self._find("confirmation.line_foreign", number, words.REFERENCE)
            return
        first = self._row_of.setdefault(reference, number)
        if first != number:
            self._find("confirmation.line_double", number, words.REFERENCE, first=first)
            return
        count = len(self.findings)
        self._compare(number, cells, line)
        answer = self._answer(number, cells, line)
        if answer is None or any(not finding.is_warning for finding in self.findings[count:]):
            return
        self.answers.append(answer)
        if line.status == "entered":
            self.settling += 1
        else:
            self._find(_NO_LONGER_OPEN[line.status], number, words.LINE, is_warning=True, line=line.line)

    def _compare(self, number: int, cells: Mapping[str, CellValue], line: RoundLine) -> None:
        """What counts must be what went out; names of offers and schools are for people and are not compared."""
        self._same(number, words.LINE, cells, line.line * 100)
        self._same(number, words.QUANTITY, cells, line.quantity_hundredths)
        self._same(number, words.TARIFF, cells, line.tariff_cents)
        self._same(number, words.AMOUNT, cells, line.amount_cents)
        if _or_none(dutch_values.read_date, cells[words.DAY]) != line.delivered_on:
            self._find("confirmation.altered", number, words.DAY, was=dutch.date_short(line.delivered_on))

    def _same(self, number: int, title: str, cells: Mapping[str, CellValue], hundredths: int) -> None:
        if _or_none(dutch_values.read_hundredths, cells[title]) != hundredths:
            was = dutch.quantity(hundredths) if title in (words.LINE, words.QUANTITY) else dutch.money(hundredths)
            self._find("confirmation.altered", number, title, was=was)

    def _answer(self, number: int, cells: Mapping[str, CellValue], line: RoundLine) -> LineAnswer | None:
        reason = self._reason(number, cells[words.WHY])
        try:
            is_agreed = _read_answer(cells[words.AGREED])
        except RuleError as refusal:
            self._find("confirmation.answer", number, words.AGREED, text=str(refusal.facts.get("text", ""))[:40])
            return None
        if is_agreed is None:
            if reason:
                self._find("confirmation.reason_alone", number, words.AGREED)
            else:
                self._unanswered.append(number)
            return None
        if is_agreed and reason:
            self._find("confirmation.agreed_with_reason", number, words.WHY, is_warning=True)
        if not is_agreed and reason == "":
            self._find("confirmation.no_reason", number, words.WHY)
        return LineAnswer(line.line, Answer.AGREED if is_agreed else Answer.DISPUTED, reason or "")

    def _reason(self, number: int, value: CellValue) -> str | None:
        """The reason as it may be kept, without a name in it; None when it cannot be, which is then a finding."""
        try:
            text = dutch_values.read_text(value)
        except RuleError as refusal:
            self._find(refusal.code, number, words.WHY, text=refusal.facts.get("text", ""))
            return None
        if dutch_values.holds_citizen_number(text):
            self._find("confirmation.citizen_number", number, words.WHY)
            return None
        if len(text) > _MOST_REASON:
            self._find("confirmation.long_reason", number, words.WHY, most=_MOST_REASON)
            return None
        masked = self._desk.masks.hide(text)
        if not masked.hidden:
            return text
        self._find("confirmation.name_hidden", number, words.WHY, is_warning=True)
        return without_pseudonyms(masked.text)[:_MOST_REASON]

    def _find(self, code: str, row: int | None, column: str, *, is_warning: bool = False, **facts: object) -> None:
        self.findings.append(Finding(code, row, column, facts, is_warning))


def _read_answer(value: CellValue) -> bool | None:
    said = _text(value).casefold().rstrip(".!")
    return _ANSWERS[said] if said in _ANSWERS else dutch_values.read_yes_no(value)


def _or_none(read: Callable[[CellValue], T | None], value: CellValue) -> T | None:
    try:
        return read(value)
    except RuleError:
        return None


def _text(value: CellValue) -> str:
    return "" if value is None else " ".join(str(value).split())
