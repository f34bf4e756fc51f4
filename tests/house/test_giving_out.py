"""What goes out: no build passes for tried that was not, and one list of sums over what three systems made."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

import dev
from installer import build, giving_out, installed
from installer.giving_out import NotTogether, bring_together
from installer.sums import SUMS, write_sums
from tests.house.tree import ROOT

VERSION = "1.2.3"
NAMES = {
    "linux": ("zsm-desktop_1.2.3_amd64.deb", "zsm-desktop-1.2.3-linux-x86_64.tar.xz"),
    "windows": ("zsm-desktop-1.2.3-setup.exe",),
    "mac": ("zsm-desktop-1.2.3-macos-arm64.dmg",),
}


class Begun(Exception):
    """The build went past its first question."""


@pytest.fixture
def begins(monkeypatch: pytest.MonkeyPatch) -> None:
    def begin() -> Path:
        raise Begun

    monkeypatch.setattr(build, "make_venv", begin)
    monkeypatch.setattr(sys, "platform", "linux")


def test_a_build_for_linux_that_cannot_be_tried_does_not_begin(
    begins: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(installed, "why_not", lambda: "debootstrap is not here")
    assert build.main([]) == 1
    said = capsys.readouterr().out
    assert "debootstrap is not here" in said
    assert "--untried" in said


@pytest.mark.parametrize("asked", ["--untried", "--folder"])
def test_who_asks_for_no_trial_gets_none(begins: None, monkeypatch: pytest.MonkeyPatch, asked: str) -> None:
    monkeypatch.setattr(installed, "why_not", lambda: "only root on Linux can make a bare system")
    with pytest.raises(Begun):
        build.main([asked])


def test_where_it_can_be_tried_and_on_other_systems_the_build_begins(
    begins: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installed, "why_not", lambda: "")
    with pytest.raises(Begun):
        build.main([])
    monkeypatch.setattr(installed, "why_not", lambda: "only root on Linux can make a bare system")
    for system in ("win32", "darwin"):
        monkeypatch.setattr(sys, "platform", system)
        with pytest.raises(Begun):
            build.main([])


def test_a_word_the_build_does_not_know_is_refused(begins: None, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        build.main(["--untired"])
    assert stopped.value.code == 2
    assert "--untired" in capsys.readouterr().err


def test_dev_hands_its_words_to_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[tuple[object, ...]] = []
    monkeypatch.setattr(dev, "prepare", lambda _tools: None)

    def call(*words: object) -> int:
        called.append(words)
        return 1

    monkeypatch.setattr(dev, "call", call)
    assert dev.main(["package", "--untried"]) == 1
    assert called == [(dev.PYTHON, "-m", "installer.build", "--untried")]


@pytest.fixture
def builds(tmp_path: Path) -> dict[str, Path]:
    """What each system made, with its own sums and what else lies in such a folder."""
    made = {}
    for system, names in NAMES.items():
        folder = made[system] = tmp_path / system
        (folder / "zsm-desktop").mkdir(parents=True)
        (folder / "zsm-desktop-1.2.2-setup.exe").write_bytes(b"older")
        for name in names:
            (folder / name).write_bytes(name.encode())
        write_sums(folder)
    return made


def test_one_list_of_sums_over_all_systems(builds: dict[str, Path], tmp_path: Path) -> None:
    out = tmp_path / "uit"
    bring_together(out, builds.values(), VERSION)
    names = sorted(name for some in NAMES.values() for name in some)
    assert sorted(file.name for file in out.iterdir()) == sorted([*names, SUMS])
    lines = (out / SUMS).read_text(encoding="ascii").splitlines()
    assert lines == [f"{hashlib.sha256(name.encode()).hexdigest()}  {name}" for name in names]


def test_a_file_that_came_over_broken_stops_it(builds: dict[str, Path], tmp_path: Path) -> None:
    (builds["mac"] / NAMES["mac"][0]).write_bytes(b"half")
    with pytest.raises(NotTogether, match=r"macos-arm64\.dmg is not what its own SHA256SUMS says"):
        bring_together(tmp_path / "uit", builds.values(), VERSION)
    assert not (tmp_path / "uit").exists()


def test_a_folder_without_sums_stops_it(builds: dict[str, Path], tmp_path: Path) -> None:
    (builds["windows"] / SUMS).unlink()
    with pytest.raises(NotTogether, match=r"setup\.exe is not what its own SHA256SUMS says"):
        bring_together(tmp_path / "uit", builds.values(), VERSION)


def test_a_system_that_is_missing_is_named(builds: dict[str, Path], tmp_path: Path) -> None:
    some = [builds["linux"], builds["windows"]]
    with pytest.raises(NotTogether, match="nothing for macOS"):
        bring_together(tmp_path / "uit", some, VERSION)
    bring_together(tmp_path / "uit", some, VERSION, is_whole=False)
    assert len((tmp_path / "uit" / SUMS).read_text(encoding="ascii").splitlines()) == 3


def test_two_files_of_one_name_must_be_one_file(builds: dict[str, Path], tmp_path: Path) -> None:
    again = tmp_path / "again"
    again.mkdir()
    (again / NAMES["windows"][0]).write_bytes(b"built twice")
    write_sums(again)
    with pytest.raises(NotTogether, match=r"setup\.exe is there twice"):
        bring_together(tmp_path / "uit", [*builds.values(), again], VERSION)


def test_nothing_is_put_beside_what_lies_there(builds: dict[str, Path], tmp_path: Path) -> None:
    out = tmp_path / "uit"
    out.mkdir()
    (out / "zsm-desktop-1.2.2-setup.exe").write_bytes(b"older")
    with pytest.raises(NotTogether, match="is not empty"):
        bring_together(out, builds.values(), VERSION)


def test_it_needs_nothing_that_is_installed(tmp_path: Path) -> None:
    """Who brings them together may sit at a machine where nothing was built."""
    program = [sys.executable, "-S", "-m", "installer.giving_out", str(tmp_path / "uit"), str(tmp_path)]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (1, "")
    assert "nothing for Debian, another Linux, Windows, macOS" in done.stdout


def test_every_kind_is_told_where_packages_are() -> None:
    told = (ROOT / "docs" / "building.md").read_text(encoding="utf-8")
    listed = re.findall(r"\| `(zsm-desktop\S+)` \|", told)
    real = [name.replace("VERSION", VERSION).replace("ARCH", "amd64").replace("MACHINE", "x86_64") for name in listed]
    assert sorted(filter(None, (giving_out.kind_of(name, VERSION) for name in real))) == sorted(giving_out.KINDS)
    assert len(real) == len(giving_out.KINDS)
    assert "python3 -m installer.giving_out" in told
