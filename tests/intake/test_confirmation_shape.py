"""An answer must be seen where it stands, once and for one line; anything else is refused with where and what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from tests.intake.test_confirmations import Paper, edited, paper
from zsm_desktop.words import confirmation as words
from zsm_desktop.words.rules import sentence

__all__ = ["paper"]


def _fill(paper: Paper, sheet: Any, said: str = "ja", why: str | None = None) -> None:
    for row in range(paper.heading + 1, paper.total):
        sheet.cell(row, paper.column(words.AGREED)).value = said
        sheet.cell(row, paper.column(words.WHY)).value = why


def _copied(paper: Paper, book: Any) -> None:
    copy = book.copy_worksheet(book[words.SHEET])
    copy.title = "Mijn antwoord"
    _fill(paper, copy, "nee", "Was er niet.")


def _hidden_under_a_copy(paper: Paper, book: Any) -> None:
    _copied(paper, book)
    book.active = book["Mijn antwoord"]
    book[words.SHEET].sheet_state = "hidden"


def _hide_column(title: str) -> Callable[[Paper, Any], None]:
    def edit(paper: Paper, book: Any) -> None:
        letter = openpyxl.utils.get_column_letter(paper.column(title))
        book[words.SHEET].column_dimensions[letter].hidden = True

    return edit


def _hide_row(paper: Paper, book: Any) -> None:
    book[words.SHEET].row_dimensions[paper.heading + 2].hidden = True


def _second_column(heading: str, said: str) -> Callable[[Paper, Any], None]:
    def edit(paper: Paper, book: Any) -> None:
        sheet, column = book[words.SHEET], len(words.HEADINGS) + 1
        sheet.cell(paper.heading, column).value = heading
        for row in range(paper.heading + 1, paper.total):
            sheet.cell(row, column).value = said

    return edit


def _merge(first: str, last: str) -> Callable[[Paper, Any], None]:
    def edit(paper: Paper, book: Any) -> None:
        book[words.SHEET].merge_cells(
            start_row=paper.heading + 1,
            end_row=paper.heading + 3,
            start_column=paper.column(first),
            end_column=paper.column(last),
        )

    return edit


@pytest.mark.parametrize(
    ("edit", "found"),
    [
        (_copied, [("confirmation.other_sheet", None, None)]),
        (
            _hidden_under_a_copy,
            [("confirmation.sheet_hidden", None, None), ("confirmation.other_sheet", None, None)],
        ),
        (_hide_column(words.AGREED), [("confirmation.column_hidden", 0, words.AGREED)]),
        (_hide_column(words.AMOUNT), [("confirmation.column_hidden", 0, words.AMOUNT)]),
        (_hide_row, [("confirmation.row_hidden", 2, words.AGREED)]),
        (_second_column(words.AGREED, "nee"), [("confirmation.column_twice", 0, words.AGREED)]),
        (_second_column("akkoord?", "nee"), [("confirmation.column_twice", 0, words.AGREED)]),
        (_second_column(words.WHY.upper(), "te veel"), [("confirmation.column_twice", 0, words.WHY)]),
        (_merge(words.AGREED, words.AGREED), [("confirmation.merged", 1, words.AGREED)]),
        (_merge(words.WHY, words.WHY), [("confirmation.merged", 1, words.WHY)]),
        (_merge(words.AMOUNT, words.AGREED), [("confirmation.merged", 1, words.AGREED)]),
    ],
)
def test_answers_that_cannot_be_seen_or_stand_twice_are_refused(
    paper: Paper, edit: Callable[[Paper, Any], None], found: list[tuple[str, int | None, str | None]]
) -> None:
    def change(book: Any) -> None:
        _fill(paper, book[words.SHEET])
        edit(paper, book)

    file = edited(paper, change)
    expected = [(code, None if row is None else paper.heading + row, title) for code, row, title in found]
    assert [(one.code, one.row, one.column) for one in file.findings] == expected
    assert file.has_errors
    assert file.answers == ()
    assert all("Vraag de school" in sentence(one) for one in file.findings)


def test_a_sheet_of_their_own_and_rows_without_an_answer_do_no_harm(paper: Paper) -> None:
    def change(book: Any) -> None:
        _fill(paper, book[words.SHEET])
        book[words.SHEET].cell(paper.heading + 1, paper.column(words.AGREED)).value = None
        book[words.SHEET].row_dimensions[paper.heading + 1].hidden = True
        notes = book.create_sheet("Aantekeningen")
        notes.append(["Regel 1", "navragen"])
        notes.sheet_state = "hidden"

    file = edited(paper, change)
    assert not file.has_errors
    assert [one.line for one in file.answers] == [2, 3]
