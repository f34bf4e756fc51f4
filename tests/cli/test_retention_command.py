"""`retention` says whose term is over and why one stays, and makes it go with a proof, as a script finds it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from tests.builders import World
from tests.cli.test_command_line import Run
from zsm_desktop.models import Case, Pupil


@pytest.fixture
def kept() -> str:
    return "file"


def test_first_looked_at_then_done(world: World, run: Run, tmp_path: Path) -> None:
    cases = [world.case(), world.case()]
    world.desk.cases.close(cases[0])
    with world.writing() as work:
        for case in cases:
            work.session.get_one(Pupil, work.session.get_one(Case, case).pupil_id).left_on = date(2020, 7, 31)
    world.close()
    seen = run("--json", "retention", "--preview")
    assert (seen.status, seen.json["done"]) == (0, False)
    assert [(row["rule"], row["due"]) for row in seen.json["pupils"]] == [("pupils", "2022-07-31")]
    assert "is nog open" in seen.err
    code = seen.json["pupils"][0]["pupil"]
    done = run("--json", "retention", "--run", "--out", tmp_path)
    assert (done.status, done.json) == (0, {**seen.json, "done": True})
    paper = PdfDocument(tmp_path / "Bewijs van vernietiging 1.pdf")
    text = " ".join(page.get_textpage().get_text_range() for page in paper)
    assert code in text
    assert "leerling, 2 jaar na vertrek van school" in " ".join(text.split())
    again = run("--json", "retention", "--run")
    assert (again.status, again.json) == (0, {"pupils": [], "done": False})
    assert run("retention").status == 2
    assert run("--json", "check").json["ok"]


def test_old_copies_are_told(world: World, run: Run) -> None:
    case = world.case()
    world.desk.cases.close(case)
    with world.writing() as work:
        work.session.get_one(Case, case).closed_on = date(2020, 1, 1)
    world.close()
    assert run("backup").status == 0
    assert "bevat nog wat vernietigd is" in run("retention", "--run").err
