"""Bevestigingsrondes: nothing out yet, who waits, what went out, and answers that come back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl

from tests.shots.stage import Stage
from zsm_desktop.words import confirmation as words


def rounds(stage: Stage) -> Iterator[str]:
    window = stage.office()
    window.open("exchange", "rounds")
    face = window.page.rounds
    yield "leeg"
    face.open_make()
    yield "maken"
    view = face.making
    view.none.click()
    yield "niets_gekozen"
    view.until.setText("1-1-2001")
    view.until.editingFinished.emit()
    yield "niets_dat_wacht"
    view.start()
    folder = stage.place / "rondes"
    view.make(folder)
    stage.wait(lambda: not window.workshop.running)
    yield "gemaakt"
    face.open_read()
    yield "inlezen"
    row = max(stage.desk.rounds.rows(), key=lambda one: one.lines)
    stem = words.file_stem(row.school_code, row.number).replace("/", "-")
    file = folder / f"{stem}.xlsx"
    _answer(file, why="")
    yield from _read(stage, face, file, "inlezen_met_fouten")
    _answer(file, why="Wij hadden er een minder")
    yield from _read(stage, face, file, "inlezen_zonder_fouten")
    face.reading.take_in()
    face.overview.table.select_id(row.id)
    yield "ingelezen"
    window.page._show_list()


def _read(stage: Stage, face: Any, file: Path, name: str) -> Iterator[str]:
    face.open_read()
    face.reading.read_file(file)
    stage.wait(lambda: face.reading.file is not None)
    yield name


def _answer(file: Path, *, why: str) -> None:
    """Nearly all agreed, one line not, and one line forgotten."""
    book = openpyxl.load_workbook(file)
    sheet = book[words.SHEET]
    heading = next(cell.row for cell in sheet["A"] if cell.value == words.LINE)
    last = next(cell.row for cell in sheet["A"] if cell.value == words.TOTAL) - 1
    agreed, reason = (words.HEADINGS.index(title) + 1 for title in (words.AGREED, words.WHY))
    for row in range(heading + 1, last + 1):
        sheet.cell(row, agreed).value = words.YES
    sheet.cell(heading + 1, agreed).value = words.NO
    sheet.cell(heading + 1, reason).value = why or None
    if last > heading + 1:
        sheet.cell(last, agreed).value = None
    book.save(file)
