"""Forms of a measurement: written, filled in with a spreadsheet, read back; all of them counted or none."""

from __future__ import annotations

from collections.abc import Mapping
from email import message_from_bytes
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.builders import World, school_id
from tests.services.evaluating import opened
from tests.services.test_meetings import refused
from zsm_desktop.intake.evaluation_forms import FormFile, judge_forms
from zsm_desktop.intake.safe_workbook import Sheet, Workbook
from zsm_desktop.reports.evaluation_form import write
from zsm_desktop.words import evaluations as words

ALL = [school_id("DUIN"), school_id("ZEEUW")]


def forms(world: World, tmp_path: Path, *, each: int = 1) -> tuple[str, list[Path]]:
    made = opened(world)
    sent = write(world.desk, made, ALL, tmp_path / "uit", each=each, with_mail=False)
    return made, [path for one in sent for path in one.forms]


def read_back(path: Path, filled: Mapping[str, object]) -> Workbook:
    """With these cells filled in, as the reader of foreign workbooks gives it."""
    book = load_workbook(path)
    for place, value in filled.items():
        sheet, _, cell = place.rpartition("!")
        book[sheet or words.SHEET][cell] = value
    sheets = tuple(
        Sheet(one.title, tuple(tuple(cell for cell in row) for row in one.iter_rows(values_only=True)))
        for one in book.worksheets
    )
    return Workbook(path.name, sheets)


def first_row(path: Path) -> int:
    sheet = load_workbook(path)[words.SHEET]
    return next(at for at in range(1, 40) if sheet.cell(at, 1).value == words.NUMBER) + 1


def codes(found: FormFile) -> list[tuple[str, int | None]]:
    return [(one.code, one.row) for one in found.findings]


def test_a_form_is_filled_in_and_counts_once(world: World, tmp_path: Path) -> None:
    made, (duin, zeeuw) = forms(world, tmp_path)
    at = first_row(duin)
    books = [
        read_back(duin, {f"C{at}": 4, f"C{at + 1}": "2", f"D{at + 1}": "Bel vaker", f"D{at + 13}": "Ga zo door"}),
        read_back(zeeuw, {f"C{at}": 5}),
    ]
    found = judge_forms(world.desk, books)
    assert [(one.organisation, one.scores, one.has_errors) for one in found] == [
        ("De Duinpan", 2, False), ("De Zeeuwse Vaart", 1, False),
    ]  # fmt: skip
    world.desk.evaluations.take_in([one.form for one in found if one.form])
    assert world.store.rows("SELECT position, score, counted FROM evaluation_score ORDER BY position, score") == [
        (1, 4, 1), (1, 5, 1), (2, 2, 1),
    ]  # fmt: skip
    assert world.store.rows("SELECT position, text FROM evaluation_remark ORDER BY position") == [
        (0, "Ga zo door"), (2, "Bel vaker"),
    ]  # fmt: skip
    assert [one.answers for one in world.desk.evaluations.card(made).asked] == [1, 1, 0]
    again = judge_forms(world.desk, books[:1])
    assert codes(again[0]) == [("evaluation_form.read", None)]
    with refused("evaluation.form_twice"):
        world.desk.evaluations.take_in([one.form for one in found if one.form])


def test_one_wrong_form_holds_up_all(world: World, tmp_path: Path) -> None:
    _, (duin, zeeuw) = forms(world, tmp_path)
    at = first_row(duin)
    wrong = read_back(zeeuw, {f"C{at}": 6, f"C{at + 1}": "goed", f"A{at + 2}": 99, f"D{at + 3}": "x" * 401})
    good, bad = judge_forms(world.desk, [read_back(duin, {f"C{at}": 3}), wrong])
    assert not good.has_errors
    assert codes(bad) == [
        ("evaluation_form.score", at),
        ("evaluation_form.score", at + 1),
        ("evaluation_form.element", at + 2),
        ("evaluation_form.remark_long", at + 3),
    ]
    assert bad.form is None


def test_each_colleague_has_a_form_of_the_own(world: World, tmp_path: Path) -> None:
    _, paths = forms(world, tmp_path, each=2)
    at = first_row(paths[0])
    one, two, copy = judge_forms(
        world.desk,
        [read_back(paths[0], {f"C{at}": 3}), read_back(paths[1], {f"C{at}": 3}), read_back(paths[0], {f"C{at}": 1})],
    )
    assert not one.has_errors
    assert not two.has_errors
    assert codes(copy) == [("evaluation_form.twice", None)]


@pytest.mark.parametrize(
    ("filled", "code"),
    [
        ({f"{words.MARKS_SHEET}!B1": "9"}, "evaluation_form.version"),
        ({f"{words.MARKS_SHEET}!A1": "iets"}, "evaluation_form.other_file"),
        ({f"{words.MARKS_SHEET}!B2": "elders"}, "evaluation_form.other_network"),
        ({f"{words.MARKS_SHEET}!B3": "weg"}, "evaluation_form.no_evaluation"),
        ({f"{words.MARKS_SHEET}!B4": "WEG"}, "evaluation_form.organisation"),
        ({f"{words.MARKS_SHEET}!B5": "1"}, "evaluation_form.number"),
        ({}, "evaluation_form.nothing_said"),
    ],
)
def test_a_form_that_is_not_what_went_out(
    world: World, tmp_path: Path, filled: Mapping[str, object], code: str
) -> None:
    _, (duin, _) = forms(world, tmp_path)
    (found,) = judge_forms(world.desk, [read_back(duin, filled)])
    assert [one.code for one in found.findings] == [code]


def test_a_form_after_closing_does_not_count(world: World, tmp_path: Path) -> None:
    made, (duin, _) = forms(world, tmp_path)
    world.desk.evaluations.close(made)
    (found,) = judge_forms(world.desk, [read_back(duin, {f"C{first_row(duin)}": 3})])
    assert [one.code for one in found.findings] == ["evaluation_form.closed"]


def test_only_what_is_to_be_filled_in_is_open(world: World, tmp_path: Path) -> None:
    _, (duin, _) = forms(world, tmp_path)
    book = load_workbook(duin)
    sheet, at = book[words.SHEET], first_row(duin)
    assert sheet.protection.sheet
    assert book.security.lockStructure
    assert book[words.MARKS_SHEET].sheet_state == "hidden"
    free = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert free == {f"C{at + n}" for n in range(13)} | {f"D{at + n}" for n in range(14)}


def test_the_mail_brings_the_forms(world: World, tmp_path: Path) -> None:
    made = opened(world)
    (sent,) = write(world.desk, made, ALL[:1], tmp_path, each=2)
    assert sent.mail is not None
    mail = message_from_bytes(sent.mail.read_bytes())
    names = [part.get_filename() for part in mail.walk() if part.get_filename()]
    assert names == [path.name for path in sent.forms]
    assert mail["X-Unsent"] == "1"
