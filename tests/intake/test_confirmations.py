"""A confirmation file as it comes back: every figure is held against what went out, and one error keeps all out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import World, school_id
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.rounds import Answer
from zsm_desktop.intake.confirmations import AnswerFile, judge_workbook, read_confirmations
from zsm_desktop.intake.safe_workbook import CellValue, Sheet, Workbook, read_workbook
from zsm_desktop.reports.confirmation import write
from zsm_desktop.services.rounds import LineAnswer
from zsm_desktop.words import confirmation as words
from zsm_desktop.words.rules import sentence, sentences

FIGURES = (words.LINE, words.REFERENCE, words.DAY, words.QUANTITY, words.TARIFF, words.AMOUNT)
DAYS = (7, 8, 9)
Edit = Callable[[Any], object]


class Paper:
    """A round of three lines for De Zeeuwse Vaart, written to a file; `book` is that file read back, unanswered."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world = world
        self.deliveries = [world.entered("DUIN", "ZEEUW", 250, date(2026, 9, day)) for day in DAYS]
        self.round_id = world.desk.rounds.make(school_id("ZEEUW")).made_id
        self.path = write(world.desk, self.round_id, folder).xlsx
        self.book = read_workbook(self.path)
        self.sheet, self.marks = self.book.sheets
        self.heading = next(at for at, row in enumerate(self.sheet.rows, 1) if row and row[0] == words.LINE)
        self.total = self.heading + len(DAYS) + 1

    def column(self, title: str) -> int:
        return words.HEADINGS.index(title) + 1

    def with_cells(
        self, cells: dict[tuple[int, str], CellValue], marks: dict[str, CellValue] | None = None
    ) -> Workbook:
        """The file with other values at (row, heading), and other marks on the hidden sheet."""
        rows = [list(row) for row in self.sheet.rows]
        for (row, title), value in cells.items():
            line = rows[row - 1]
            line.extend([None] * (len(words.HEADINGS) - len(line)))
            line[self.column(title) - 1] = value
        hidden = [(row[0], (marks or {}).get(str(row[0]), row[1])) for row in self.marks.rows]
        sheets = (_sheet(words.SHEET, rows), _sheet(words.MARKS_SHEET, hidden))
        return Workbook(self.book.file, sheets)

    def answered(self, *answers: tuple[CellValue, CellValue], **marks: CellValue) -> Workbook:
        cells: dict[tuple[int, str], CellValue] = {}
        for row, (said, why) in enumerate(answers, self.heading + 1):
            cells |= {(row, words.AGREED): said, (row, words.WHY): why}
        return self.with_cells(cells, marks)

    def all_agreed(self) -> Workbook:
        return self.answered(*[("ja", None)] * len(DAYS))

    def judge(self, book: Workbook) -> AnswerFile:
        return judge_workbook(self.world.desk, book)


def _sheet(name: str, rows: list[Any]) -> Sheet:
    return Sheet(name, tuple(tuple(row) for row in rows))


@pytest.fixture
def paper(world: World, tmp_path: Path) -> Paper:
    return Paper(world, tmp_path)


def codes(file: AnswerFile) -> list[tuple[str, int | None]]:
    return [(finding.code, finding.row) for finding in file.findings]


def edited(paper: Paper, edit: Edit) -> AnswerFile:
    """The real file, changed by a spreadsheet program and read in the process of its own."""
    book = openpyxl.load_workbook(paper.path)
    edit(book)
    book.save(paper.path)
    return read_confirmations(paper.world.desk, paper.path)


def test_the_answers_of_a_school_come_back_from_excel(paper: Paper) -> None:
    def fill(book: Any) -> None:
        sheet = book[words.SHEET]
        for row, (said, why) in enumerate((("ja", None), ("Nee", " Een te\tveel. "), (None, None)), paper.heading + 1):
            sheet.cell(row, paper.column(words.AGREED)).value = said
            sheet.cell(row, paper.column(words.WHY)).value = why

    file = edited(paper, fill)
    assert not file.has_errors
    assert file.answers == (LineAnswer(1, Answer.AGREED), LineAnswer(2, Answer.DISPUTED, "Een te veel."))
    assert (file.round_id, file.number, file.school) == (paper.round_id, "BR-2026/27-001", "De Zeeuwse Vaart")
    assert (file.read_count, file.agreed, file.disputed, file.settling) == (3, 1, 1, 2)
    assert codes(file) == [("confirmation.unanswered", paper.heading + 3)]
    assert sentence(file.findings[0]) == "1 regel heeft geen antwoord en blijft openstaan."


@pytest.mark.parametrize(
    ("said", "is_agreed"),
    [
        ("ja", True),
        ("JA ", True),
        ("x", True),
        (True, True),
        ("akkoord", True),
        ("nee", False),
        ("Niet akkoord.", False),
    ],
)
def test_the_ways_to_say_yes_and_no(paper: Paper, said: CellValue, is_agreed: bool) -> None:
    file = paper.judge(paper.answered((said, None if is_agreed else "Was er niet."), ("ja", None), ("ja", None)))
    assert not file.has_errors
    assert file.answers[0].answer is (Answer.AGREED if is_agreed else Answer.DISPUTED)


@pytest.mark.parametrize(
    ("said", "why", "code"),
    [
        ("misschien", None, "confirmation.answer"),
        (7, None, "confirmation.answer"),
        (datetime(2026, 9, 1), None, "confirmation.answer"),
        ("nee", None, "confirmation.no_reason"),
        ("nee", "   \u200b ", "confirmation.no_reason"),
        ("nee", "x" * 401, "confirmation.long_reason"),
        ("nee", "Het gaat om 111222333.", "confirmation.citizen_number"),
        ("nee", "#N/A", "value.formula_error"),
        (None, "Was er niet.", "confirmation.reason_alone"),
    ],
)
def test_an_answer_that_cannot_be_kept_is_refused_with_its_row(
    paper: Paper, said: CellValue, why: CellValue, code: str
) -> None:
    file = paper.judge(paper.answered(("ja", None), (said, why), ("ja", None)))
    assert codes(file) == [(code, paper.heading + 2)]
    assert file.has_errors
    assert "111222333" not in sentence(file.findings[0])
    assert [one.line for one in file.answers] == [1, 3]


def test_remarks_that_stop_nothing(paper: Paper) -> None:
    file = paper.judge(paper.answered(("ja", "Dank u wel."), ("nee", "Zoë van den Berg was er niet."), ("ja", None)))
    assert codes(file) == [("confirmation.agreed_with_reason", paper.heading + 1)]
    paper.world.placement()
    file = paper.judge(paper.answered(("ja", None), ("nee", "Zoë van den Berg was er niet."), ("ja", None)))
    assert codes(file) == [("confirmation.name_hidden", paper.heading + 2)]
    assert not file.has_errors
    assert "Zoë" not in file.answers[1].reason
    assert file.answers[1].reason.endswith("was er niet.")


def test_a_reason_keeps_no_characters_that_nobody_sees(paper: Paper) -> None:
    file = paper.judge(paper.answered(("nee", "Een\x07\u202e te\r\nveel\u200b. "), ("ja", None), ("ja", None)))
    assert not file.has_errors
    assert file.answers[0].reason == "Een te\nveel ."


def test_a_file_without_any_answer_is_refused(paper: Paper) -> None:
    file = paper.judge(paper.book)
    assert ("confirmation.nothing_answered", None) in codes(file)
    assert file.has_errors


def other_than(value: CellValue) -> st.SearchStrategy[CellValue]:
    """Anything a cell can hold that is not what stood there, nor another way to write the same."""
    numbers = st.integers(0, 10**9) | st.floats(0, 10**6, allow_nan=False).map(lambda one: round(one, 3))
    texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12)
    days = st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1))
    return (st.none() | st.booleans() | numbers | texts | days).filter(lambda one: _meaning(one) != _meaning(value))


def _meaning(value: CellValue) -> object:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    try:
        return float(str(value).replace("€", "").strip().replace(".", "").replace(",", "."))
    except ValueError:
        return "".join(one for one in str(value or "").upper() if one.isalnum())


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_one_altered_cell_is_refused_with_its_row(paper: Paper, data: st.DataObject) -> None:
    row = paper.heading + data.draw(st.integers(1, len(DAYS)))
    title = data.draw(st.sampled_from(FIGURES))
    old = paper.sheet.cell(row, paper.column(title))
    value = data.draw(other_than(old))
    book = paper.all_agreed()
    cells = {(at, words.AGREED): "ja" for at in range(paper.heading + 1, paper.total)}
    book = paper.with_cells({**cells, (row, title): value})
    file = paper.judge(book)
    assert file.has_errors
    assert row in [finding.row for finding in file.findings if not finding.is_warning]
    assert all(finding.code in sentences() for finding in file.findings)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_one_altered_mark_is_refused_with_its_row(paper: Paper, data: st.DataObject) -> None:
    row = data.draw(st.integers(1, len(paper.marks.rows)))
    name, old = (str(value) for value in paper.marks.rows[row - 1])
    value = data.draw(st.none() | st.text(max_size=20).filter(lambda one: one.split() != old.split()))
    file = paper.judge(paper.answered(*[("ja", None)] * 3, **{name: value}))
    assert [finding.row for finding in file.findings] == [row]
    assert file.has_errors
    assert file.answers == ()


def test_the_total_and_the_code_above_the_lines_are_held_against_it_too(paper: Paper) -> None:
    cells: dict[tuple[int, str], CellValue] = {(at, words.AGREED): "ja" for at in range(paper.heading + 1, paper.total)}
    assert not paper.judge(paper.with_cells(cells)).has_errors
    wrong_total = paper.judge(paper.with_cells({**cells, (paper.total, words.AMOUNT): 185.24}))
    assert codes(wrong_total) == [("confirmation.altered", paper.total)]
    assert sentence(wrong_total.findings[0]).startswith("Dit is veranderd: verstuurd is €\u00a0185,25.")
    no_total = paper.judge(
        paper.with_cells({**cells, (paper.total, words.LINE): None, (paper.total, words.AMOUNT): None})
    )
    assert codes(no_total) == [("confirmation.no_total", None)]
    for name in (words.NUMBER, words.CODE):
        at = next(at for at, row in enumerate(paper.sheet.rows, 1) if row and row[0] == name)
        wrong = paper.judge(paper.with_cells({**cells, (at, words.DAY): "AAAA-BBBB-CCCC"}))
        assert codes(wrong) == [("confirmation.top", at)]


def test_foreign_double_and_missing_lines(paper: Paper) -> None:
    rows = [list(row) for row in paper.all_agreed().sheets[0].rows]
    first, second, third = rows[paper.heading : paper.heading + 3]
    foreign = [*first]
    foreign[paper.column(words.REFERENCE) - 1] = "ABCDEFGH"

    def judged(*lines: list[Any]) -> AnswerFile:
        changed = [*rows[: paper.heading], *lines, *rows[paper.heading + 3 :]]
        return paper.judge(Workbook(paper.book.file, (_sheet(words.SHEET, changed), paper.marks)))

    at = paper.heading
    assert codes(judged(first, second, third, foreign)) == [("confirmation.line_foreign", at + 4)]
    double = judged(first, second, third, first)
    assert codes(double) == [("confirmation.line_double", at + 4)]
    assert double.findings[0].facts == {"first": at + 1}
    missing = judged(first, third)
    assert codes(missing) == [("confirmation.line_missing", None)]
    assert not missing.has_errors
    assert [one.line for one in missing.answers] == [1, 3]
    assert not judged(third, [None], first, second).findings


@pytest.mark.parametrize("title", words.HEADINGS)
def test_a_column_that_is_gone_is_named(paper: Paper, title: str) -> None:
    rows = [list(row) for row in paper.all_agreed().sheets[0].rows]
    rows[paper.heading - 1][paper.column(title) - 1] = "Iets anders"
    file = paper.judge(Workbook(paper.book.file, (_sheet(words.SHEET, rows), paper.marks)))
    assert [(one.code, one.row, one.column) for one in file.findings] == [
        ("confirmation.no_column", paper.heading, title)
    ]


def test_columns_and_rows_may_be_moved(paper: Paper) -> None:
    rows = [list(reversed([*row, *[None] * (13 - len(row))])) for row in paper.all_agreed().sheets[0].rows]
    rows[: paper.heading - 1] = [list(row) for row in paper.sheet.rows[: paper.heading - 1]]
    file = paper.judge(Workbook(paper.book.file, (_sheet(words.SHEET, [["Briefhoofd"], *rows]), paper.marks)))
    assert file.findings == ()
    assert len(file.answers) == 3


def test_an_older_round_a_read_one_and_one_of_elsewhere(paper: Paper) -> None:
    world = paper.world
    world.entered("DUIN", "ZEEUW", 100, date(2026, 9, 14))
    newer = world.desk.rounds.make(school_id("ZEEUW")).made_id
    replaced = paper.judge(paper.all_agreed())
    assert codes(replaced) == [("confirmation.replaced", None)]
    assert "vervangen door BR-2026/27-002" in sentence(replaced.findings[0])
    path = write(world.desk, newer, paper.path.parent).xlsx
    world.desk.rounds.read_answers(newer, [LineAnswer(1, Answer.AGREED)])
    read = read_confirmations(world.desk, path)
    assert codes(read) == [("confirmation.already_read", None)]
    assert "22 november 2026" in sentence(read.findings[0])
    elsewhere = paper.judge(paper.answered(netwerk="0190f3a2-ander"))
    assert ("confirmation.other_network", 2) in codes(elsewhere)
    unknown = paper.judge(paper.answered(ronde="BR-2026/27-099"))
    assert codes(unknown) == [("confirmation.no_round", 3)]


def test_lines_settled_in_the_meantime_are_said_and_change_nothing(paper: Paper) -> None:
    desk = paper.world.desk
    confirmed, withdrawn, disputed = paper.deliveries
    desk.deliveries.confirm([confirmed])
    desk.deliveries.withdraw(withdrawn)
    desk.deliveries.dispute(disputed, "Nee.")
    file = paper.judge(paper.all_agreed())
    at = paper.heading
    assert codes(file) == [
        ("confirmation.line_confirmed", at + 1),
        ("confirmation.line_withdrawn", at + 2),
        ("confirmation.line_disputed", at + 3),
    ]
    assert (file.has_errors, file.settling, len(file.answers)) == (False, 0, 3)
    desk.rounds.read_answers(file.round_id, file.answers)
    assert paper.world.store.rows("SELECT count(*) FROM journal_entry") == [(1,)]


def test_what_is_no_confirmation_file(paper: Paper, tmp_path: Path) -> None:
    other = openpyxl.Workbook()
    other.save(tmp_path / "ander.xlsx")
    assert codes(read_confirmations(paper.world.desk, tmp_path / "ander.xlsx")) == [("confirmation.other_file", None)]
    (tmp_path / "brief.xlsx").write_text("Geachte secretaris", encoding="utf-8")
    with pytest.raises(RuleError) as found:
        read_confirmations(paper.world.desk, tmp_path / "brief.xlsx")
    assert found.value.code == "workbook.is_text"
    no_sheet = replace(paper.book, sheets=(paper.marks,))
    assert codes(paper.judge(no_sheet)) == [("confirmation.no_headings", None)]


def test_a_formula_is_no_way_around_the_figures(paper: Paper) -> None:
    def calculate(book: Any) -> None:
        book[words.SHEET].cell(paper.heading + 1, paper.column(words.AMOUNT)).value = "=1+1"
        for row in range(paper.heading + 1, paper.total):
            book[words.SHEET].cell(row, paper.column(words.AGREED)).value = "ja"

    file = edited(paper, calculate)
    assert codes(file) == [("confirmation.altered", paper.heading + 1)]


def test_only_who_keeps_the_books_reads_a_file(paper: Paper) -> None:
    for name in ("stage zeeuw", "directeur zeeuw", "lezer"):
        with pytest.raises(RuleError) as found:
            judge_workbook(paper.world.desk_of(name), paper.all_agreed())
        assert found.value.code == "permission.missing"
    paper.world.now += timedelta(days=1)
    assert not judge_workbook(paper.world.desk_of("boekhouder"), paper.all_agreed()).has_errors
