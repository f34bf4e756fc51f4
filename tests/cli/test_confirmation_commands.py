"""Confirmation without a server on the command line: files per school out, a filled one in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl

from tests.builders import World
from tests.cli.test_command_line import Run
from tests.services.test_paper_trail import kinds
from zsm_desktop.words import confirmation as words


def answered(path: str, *answers: tuple[str, str]) -> Path:
    """The file as a school fills it in; the first row is that of the first line."""
    book = openpyxl.load_workbook(path)
    sheet = book[words.SHEET]
    heading = next(cell.row for cell in sheet["A"] if cell.value == words.LINE)
    for row, pair in enumerate(answers, heading + 1):
        for title, said in zip((words.AGREED, words.WHY), pair, strict=True):
            sheet.cell(row, words.HEADINGS.index(title) + 1).value = said
    book.save(path)
    return Path(path)


def test_out_and_back(run: Run, world: World, tmp_path: Path) -> None:
    for day in (7, 8):
        world.entered("DUIN", "ZEEUW", 250, date(2026, 9, day))
    world.entered("ZEEUW", "DUIN", 100, date(2026, 10, 5))
    said = run("confirmations", "--out", tmp_path / "uit", "--json")
    assert said.status == 0
    duin, zeeuw = said.json
    assert list(duin) == ["number", "school", "lines", "cents", "xlsx", "pdf"]
    assert (duin["number"], duin["school"], duin["lines"], duin["cents"]) == ("BR-2026/27-001", "DUIN", 1, 2470)
    assert (zeeuw["number"], zeeuw["school"], zeeuw["lines"], zeeuw["cents"]) == ("BR-2026/27-002", "ZEEUW", 2, 12350)
    assert all(Path(one[kind]).stat().st_size > 2000 for one in said.json for kind in ("xlsx", "pdf"))
    assert kinds(world) == []  # that the rounds were made stands there already
    assert run("confirmations", "--out", tmp_path / "uit").status == 0
    assert kinds(world) == [("round", 2)]
    file = answered(zeeuw["xlsx"], ("ja", ""), ("nee", "Een te veel."))
    preview = run("import-confirmations", file, "--preview", "--json")
    assert (preview.status, preview.json) == (0, {"read": 2, "accepted": 2, "written": 0, "findings": []})
    assert world.store.rows("SELECT count(*) FROM journal_entry") == [(0,)]
    done = run("import-confirmations", file, "--json")
    assert (done.status, done.json) == (0, {"read": 2, "accepted": 2, "written": 2, "findings": []})
    found = world.store.rows("SELECT status FROM delivery ORDER BY delivered_on")
    assert [status for (status,) in found] == ["confirmed", "disputed", "entered"]
    again = run("import-confirmations", file, "--json")
    assert (again.status, again.json["written"]) == (2, 0)
    (finding,) = again.json["findings"]
    assert set(finding) == {"row", "column", "code", "text"}
    assert finding["code"] == "confirmation.already_read"
    assert run("check", "--json").json["ok"] is True


def test_a_file_with_one_error_changes_nothing(run: Run, world: World, tmp_path: Path) -> None:
    for day in (7, 8):
        world.entered("DUIN", "ZEEUW", 250, date(2026, 9, day))
    (made,) = run("confirmations", "--out", tmp_path, "--json").json
    file = answered(made["xlsx"], ("ja", ""), ("nee", ""))
    said = run("import-confirmations", file)
    assert said.status == 2
    assert "Waarom niet: Bij nee hoort wat er niet klopt" in said.err
    assert "Er is niets vastgelegd." in said.err
    assert world.store.rows("SELECT DISTINCT status FROM delivery") == [("entered",)]


def test_one_school_and_days(run: Run, world: World, tmp_path: Path) -> None:
    world.entered("DUIN", "ZEEUW", 250, date(2026, 9, 7))
    world.entered("DUIN", "ZEEUW", 250, date(2026, 10, 7))
    world.entered("DUIN", "KREEK", 100, date(2026, 9, 7))
    (made,) = run("confirmations", "--out", tmp_path, "--school", "zeeuw", "--until", "2026-09-30", "--json").json
    assert (made["school"], made["lines"]) == ("ZEEUW", 1)
    again = run("confirmations", "--out", tmp_path, "--school", "ZEEUW", "--until", "2026-09-30", "--json")
    assert again.json == [made]
    everything = run("confirmations", "--out", tmp_path, "--json").json
    assert [(one["number"], one["lines"]) for one in everything] == [("BR-2026/27-002", 2), ("BR-2026/27-003", 1)]
    shown = run("confirmations", "--out", tmp_path)
    assert "BR-2026/27-003  KREEK" in shown.out


def test_nothing_waits_and_no_such_school(run: Run, world: World, tmp_path: Path) -> None:
    said = run("confirmations", "--out", tmp_path / "uit", "--json")
    assert (said.status, said.json) == (0, [])
    assert "Er wacht geen levering op antwoord." in said.err
    assert run("confirmations", "--out", tmp_path, "--school", "ZEEUW", "--json").json == []
    refused = run("confirmations", "--out", tmp_path, "--school", "NERGENS", "--json")
    assert (refused.status, refused.out) == (2, "")
    world.entered()
    inside = run("confirmations", "--out", world.folder, "--json")
    assert (inside.status, inside.out) == (2, "")
    assert world.desk.rounds.rows() == ()
