"""The right of access from the command line: a paper and a file, and a line in the logbook."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest

from tests.builders import World
from tests.cli.test_command_line import Run
from tests.services.test_pupil_record import pupil_of
from zsm_desktop.app.people import add_user
from zsm_desktop.domain.permissions import Role


def code_of(world: World) -> str:
    return world.desk.pupils.row(pupil_of(world, world.case())).code


def test_everything_on_a_pupil_as_a_paper_and_a_file(run: Run, world: World, tmp_path: Path) -> None:
    said = run("pupil-report", "--pupil", code_of(world), "--out", tmp_path, "--json")
    assert (said.status, set(said.json)) == (0, {"pdf", "json"})
    assert Path(said.json["pdf"]).read_bytes().startswith(b"%PDF")
    found = json.loads(Path(said.json["json"]).read_text())
    assert found["pupil"]["name"] == "Zoë van den Berg"
    assert world.reasons("pupil.report") == ["Verzoek om inzage"]


def test_with_a_lock_only_a_locked_paper_that_holds_the_file(run: Run, world: World, tmp_path: Path) -> None:
    lock = tmp_path / "slot.txt"
    lock.write_text("een lang wachtwoord\n")
    said = run("pupil-report", "--pupil", code_of(world), "--out", tmp_path, "--lock", lock, "--json")
    assert (said.status, set(said.json)) == (0, {"pdf"})
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(said.json["pdf"])
    with pikepdf.open(said.json["pdf"], password="een lang wachtwoord") as pdf:
        (held,) = pdf.attachments.values()
        assert json.loads(held.get_file().read_bytes())["pupil"]["name"] == "Zoë van den Berg"
    assert [path.suffix for path in tmp_path.iterdir() if path != lock and path.is_file()] == [".pdf"]


def test_a_pupil_nobody_knows(run: Run, tmp_path: Path) -> None:
    said = run("pupil-report", "--pupil", "L999999", "--out", tmp_path / "uit")
    assert said.status == 2
    assert not (tmp_path / "uit").exists()


def test_the_papers_for_a_successor(run: Run, world: World, tmp_path: Path) -> None:
    add_user(world.desk, "B. de Nieuwe", Role.SECRETARY, None, "een lang genoeg woord")
    said = run("handover", "--successor", "b. de nieuwe", "--leaves", "2027-01-31", "--out", tmp_path / "uit", "--json")
    assert (said.status, set(said.json)) == (0, {"pdf"})
    assert Path(said.json["pdf"]).read_bytes().startswith(b"%PDF")
    assert run("handover", "--successor", "lezer", "--out", tmp_path).status == 2
    assert run("handover", "--successor", "niemand", "--out", tmp_path).status == 2
