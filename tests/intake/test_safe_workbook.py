"""A workbook from outside: read when it is one, refused in one sentence, 5 seconds and 300 MB when it is not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from tests.house.tree import ROOT
from tests.intake.hostile import BUILDERS, good, inline, many_fonts, rebuilt, sheet_of, slow_number_format
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.intake.safe_workbook import read_workbook
from zsm_desktop.intake.workbook_scan import Limits
from zsm_desktop.words.rules import sentence

MOST_SECONDS = 5.0
MOST_KB = 300 * 1024
GOOD = "0_good"


DAY = datetime.fromisoformat("2026-11-03")


def measure(folder: Path) -> dict[str, dict[str, float | str]]:
    """Name of the hostile file → code, seconds, and peak memory up to and including it."""
    (folder / f"{GOOD}.xlsx").write_bytes(good())
    for name, (_, build) in BUILDERS.items():
        (folder / f"{name}.xlsx").write_bytes(build())
    done = subprocess.run(
        [sys.executable, "-m", "tests.intake.measure_refusals", str(folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.stderr == ""
    return {line["name"]: line for line in json.loads(done.stdout)}


# One test, because every worker of a parallel run would measure them all again.
def test_hostile_files_are_refused_for_what_they_are_in_little_time_and_memory(tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("memory is measured through /proc")
    measured = measure(tmp_path)
    assert len(BUILDERS) >= 15
    assert {name: line["code"] for name, line in measured.items()} == {
        GOOD: "",
        **{name: code for name, (code, _) in BUILDERS.items()},
    }
    start = float(measured[GOOD]["seconds"])
    slow = {name: line["seconds"] for name, line in measured.items() if float(line["seconds"]) - start > MOST_SECONDS}
    assert slow == {}
    assert max(float(line["reader_kb"]) for line in measured.values()) < MOST_KB
    assert max(float(line["parent_kb"]) for line in measured.values()) < MOST_KB
    assert not any(line["has_qt"] for line in measured.values())


def test_a_refusal_is_one_dutch_sentence_with_the_name_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "aanmelding Het Wad.xlsx"
    file.write_bytes(b"geen werkmap")
    with pytest.raises(RuleError) as refusal:
        read_workbook(file)
    assert sentence(refusal.value).startswith("aanmelding Het Wad.xlsx is een tekstbestand")


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"workbook\.not_found"):
        read_workbook(tmp_path / "weg.xlsx")
    with pytest.raises(RuleError, match=r"workbook\.not_a_workbook"):
        read_workbook(tmp_path)


def test_values_come_back_as_themselves(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Één"
    sheet.append(["tekst é", 12, 2.5, True, DAY, None, "eind", None])
    sheet["B5"] = "ver"
    book.create_sheet("verborgen").sheet_state = "hidden"
    book.save(tmp_path / "waarden.xlsx")
    read = read_workbook(tmp_path / "waarden.xlsx")
    assert [sheet.name for sheet in read.sheets] == ["Één", "verborgen"]
    found = read.sheet("één")
    assert found is not None
    assert found.rows[0] == ("tekst é", 12, 2.5, True, DAY, None, "eind")
    assert len(found.rows) == 5
    assert (found.cell(5, 2), found.cell(5, 1), found.cell(9, 9)) == ("ver", None, None)


def test_a_sheet_that_lies_about_its_size_is_read_whole(tmp_path: Path) -> None:
    rows = f'<row r="1">{inline("een")}</row><row r="2">{inline("twee", "C2")}</row>'
    lying = sheet_of(rows).replace(b"<sheetData>", b'<dimension ref="A1:A1"/><sheetData>')
    (tmp_path / "liegt.xlsx").write_bytes(rebuilt({"xl/worksheets/sheet1.xml": lying}))
    assert read_workbook(tmp_path / "liegt.xlsx").sheets[0].rows == (("een",), (None, None, "twee"))


def test_a_reader_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    (tmp_path / "traag.xlsx").write_bytes(slow_number_format())
    with pytest.raises(RuleError, match=r"workbook\.too_heavy"):
        read_workbook(tmp_path / "traag.xlsx", Limits(max_seconds=0.5))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux is sure to hold a process to its memory")
def test_a_reader_that_wants_too_much_memory_is_stopped(tmp_path: Path) -> None:
    (tmp_path / "groot.xlsx").write_bytes(many_fonts(100_000))
    enough = Limits(max_elements_outside_cells=10**6, max_seconds=30.0)
    assert read_workbook(tmp_path / "groot.xlsx", enough).sheets
    with pytest.raises(RuleError, match=r"workbook\.too_heavy"):
        read_workbook(tmp_path / "groot.xlsx", replace(enough, max_memory_bytes=110 * 1024 * 1024))


def test_a_reader_that_does_not_start_is_said(tmp_path: Path) -> None:
    (tmp_path / "goed.xlsx").write_bytes(good())
    with pytest.raises(RuleError, match=r"workbook\.reader_missing"):
        read_workbook(tmp_path / "goed.xlsx", Limits(max_start_seconds=0.0))
