"""`profile`: the network's profile out as a file, and another one in: whole, or not at all."""

from __future__ import annotations

from pathlib import Path

from tests.builders import World
from tests.cli.test_command_line import Run
from zsm_desktop.services.shipped_profiles import shipped, text_of
from zsm_desktop.store import backup


def test_out_and_in(world: World, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "profiel.toml"
    said = run("profile", "--json", "--export", path)
    assert said.json == {"code": "zeeland", "name": "Zeeuwse Stichting Maatwerk", "own": False, "file": str(path)}
    assert path.read_text(encoding="utf-8") == text_of("zeeland")
    path.write_text(text_of("rijnmond"), encoding="utf-8")
    seen = run("profile", "--json", "--import", path, "--preview")
    assert (seen.status, seen.json["written"], seen.json["findings"]) == (0, False, [])
    assert "Overleg erbij: WERKoverleg cluster 3" in seen.json["changes"]
    assert world.desk.profiles.facts().profile.code == "zeeland"
    assert backup.copies(world.folder) == []
    taken = run("profile", "--json", "--import", path)
    assert (taken.status, taken.json["written"], taken.json["changes"]) == (0, True, seen.json["changes"])
    assert world.desk.profiles.facts().profile == shipped("rijnmond")
    assert [copy.why for copy in backup.found_in(world.folder / "backups")] == ["inlezen"]
    assert run("profile").out == "rijnmond  Rijnmond NetWERKT\n"


def test_a_broken_one_is_refused_with_line_and_reason(world: World, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "kapot.toml"
    path.write_text(text_of("zeeland").replace("rhythm_weeks = 5", "ritme = 5"), encoding="utf-8")
    said = run("profile", "--json", "--import", path)
    line = text_of("zeeland")[: text_of("zeeland").index("rhythm_weeks = 5")].count("\n") + 1
    assert said.status == 2
    assert [(one["line"], one["code"]) for one in said.json["findings"]] == [(line, "profile.unknown_key")]
    assert run("profile", "--import", path).err.startswith(f"Regel {line}: “bodies.ritme” hoort hier niet.")
    assert world.desk.profiles.facts().version == 0
