"""The balance of a school is one figure: on the screen, in the PDF, in Excel and on the command line."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from pytestqt.qtbot import QtBot

from tests.sample_fixture import SAMPLE_TODAY, MadeSample
from zsm_desktop.app import open_desk
from zsm_desktop.app.rooms import rooms
from zsm_desktop.cli import main
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.reports.minutes import write
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.sample import PASSWORD
from zsm_desktop.settings import resources_dir
from zsm_desktop.ui.parts.table import TableView
from zsm_desktop.ui.program import main_window
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.format import money, signed_money

YEAR = SchoolYear.of(SAMPLE_TODAY)
Balances = dict[str, tuple[int, int, int]]
"""School code → given, taken and balance in cents."""


def of_the_service(desk: Desk) -> Balances:
    rows = desk.balances.by_school(YEAR)
    return {row.code: (row.given_cents, row.taken_cents, row.balance_cents) for row in rows if row.school_id}


def of_the_command_line(
    sample: MadeSample, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Balances:
    monkeypatch.setenv("ZSM_PASSWORD", PASSWORD)
    assert main(["--store", str(sample.folder), "--json", "balances", "--year", YEAR.label]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["total_cents"] == 0
    return {row["school"]: (row["given_cents"], row["taken_cents"], row["balance_cents"]) for row in answer["rows"]}


def of_the_workbook(path: Path, codes: dict[str, str]) -> Balances:
    sheet = openpyxl.load_workbook(path)["Saldi"]
    (table,) = sheet.tables.values()
    rows = [[cell.value for cell in row] for row in sheet[table.ref]][1:]
    return {codes[name]: tuple(round(figure * 100) for figure in figures) for name, *figures in rows}


def test_a_balance_is_the_same_wherever_it_stands(
    qtbot: QtBot,
    qapp: object,
    sample: MadeSample,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    printed = of_the_command_line(sample, capsys, monkeypatch)
    desk = open_desk(sample.folder, password=PASSWORD, clock=lambda: datetime.combine(SAMPLE_TODAY, time(9), UTC))
    known = of_the_service(desk)
    codes = {row.name: row.code for row in desk.network.schools()}
    assert printed == known
    assert sum(balance for _, _, balance in known.values()) == 0

    coming = next(row for row in desk.meetings.rows("steering") if row.status == "planned")
    files = write(desk, coming.id, tmp_path)
    exchanging = {code: figures for code, figures in known.items() if figures[0] or figures[1]}
    assert of_the_workbook(files["xlsx"], codes) == exchanging

    document = pypdfium2.PdfDocument(files["pdf"])
    paper = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    document.close()
    window = main_window(Theme(qapp, resources_dir(), "light"), desk, rooms(desk), first_room="balances")
    qtbot.addWidget(window)
    window.show()
    view = next(view for view in window.pages["balances"].findChildren(TableView) if view.isVisible())
    shown = {
        row.code: (row.given_cents, row.taken_cents, row.balance_cents)
        for row in map(view.rows.row, range(view.rows.rowCount()))
    }
    assert {code: shown[code] for code in exchanging} == exchanging
    for given, taken, balance in exchanging.values():
        for written in (money(given), money(taken), signed_money(balance)):
            assert written.replace("\u00a0", " ") in paper.replace("\u00a0", " ")
    desk.close()
