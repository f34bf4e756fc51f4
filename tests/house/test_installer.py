"""The recipes that need no build: the Debian package of a folder, and a smoke test that can fail."""

from __future__ import annotations

import gzip
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from defusedxml import ElementTree
from PySide6.QtGui import QImage

from installer.debian import COMPONENT, build_deb
from installer.requirements import part_of_lock
from installer.smoke import Flow, Here, SmokeFailure
from tests.house.tree import ROOT

PROGRAM = """#!{python}
import json, os, sys
from pathlib import Path
words = [word for word in sys.argv[1:] if word != "--json"]
if "--smoke" in words:
    for at in range({rooms}):
        print(json.dumps({{"shown": f"room {{at}}", "cpu_s": 0.25 + at}}), flush=True)
    sys.exit(0)
command, store = words[0], os.environ.get("ZSM_STORE", "")
entries, status = 9, 0

def papers(folder):
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    (out / "v.pdf").write_bytes({pdf!r})
    (out / "v.xlsx").write_bytes(b"PK")
    return {{"pdf": str(out / "v.pdf"), "xlsx": str(out / "v.xlsx")}}

if command == "sample":
    assert os.environ["ZSM_PASSWORD"] == "voorbeeld"
    Path(store).mkdir()
    said = {{"schools": 16, "entries": entries}}
elif command == "minutes":
    said = papers(words[-1])
elif command == "balances":
    said = {{"rows": [{{"school": "a"}}], "total_cents": {total}}}
elif command == "backup":
    said = {{"file": "k.db", "entries": entries, "tested": {tested}}}
elif command == "restore":
    said = {{"store": "terug", "entries": entries - {lost}}}
elif command == "case-form":
    said = {{}}
elif command == "import-cases":
    said, status = {{"findings": [{{"code": {form!r}}}]}}, 2
elif command == "meetings":
    said = [{{"number": "MB-1", "status": {status!r}}}]
elif command == "try-out":
    said = {{**papers(words[1]), "store": "s", "restored": "r", "number": "MB-1", "rooms": 11, "chapters": 19,
            "pages": {pages}, "entries": entries}}
else:
    said = {{"ok": {ok}, "entries": entries, "findings": []}}
print(json.dumps(said))
sys.exit(status)
"""


def a_program(folder: Path, **faults: object) -> Path:
    sound = {
        "pdf": b"%PDF-1.7",
        "total": 0,
        "ok": True,
        "form": "cases.form_empty",
        "tested": True,
        "lost": 0,
        "status": "finished",
        "pages": 4,
        "rooms": 11,
    }
    program = folder / "zsm-desktop"
    program.write_text(PROGRAM.format(python=sys.executable, **{**sound, **faults}), encoding="utf-8")
    program.chmod(0o755)
    return program


posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for a built program is a script with #!")


def go_through(program: Path, home: Path) -> None:
    flow = Flow(Here(program, home))
    flow.sample()
    flow.commands(str(home))
    flow.walk(str(home / "proef"))


@posix
def test_a_program_that_works_passes_the_smoke_test(tmp_path: Path) -> None:
    go_through(a_program(tmp_path), tmp_path)
    assert (tmp_path / "verslagen" / "v.pdf").exists()
    assert (tmp_path / "proef" / "v.xlsx").exists()


@posix
@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ({"pdf": b"nothing"}, "no PDF"),
        ({"total": 5}, "do not sum to zero: 5"),
        ({"ok": False}, "own check"),
        ({"form": "workbook.damaged"}, "read as .'workbook.damaged'"),
        ({"tested": False}, "the copy is not the network"),
        ({"lost": 1}, "the copy is not the network"),
        ({"status": "running"}, "not held or not seen"),
        ({"pages": 0}, "not held or not seen"),
        ({"rooms": 1}, "not every room was shown"),
    ],
    ids=["paper", "balances", "check", "workbook", "trial", "entry", "meeting", "preview", "rooms"],
)
def test_a_program_that_does_not_work_fails_it(tmp_path: Path, fault: dict[str, object], said: str) -> None:
    with pytest.raises(SmokeFailure, match=said):
        go_through(a_program(tmp_path, **fault), tmp_path)


@posix
def test_an_earlier_network_is_copied_once_before_it_is_brought_up_to_date(tmp_path: Path) -> None:
    """The copy at closing is another; who opens it again makes no second one."""
    flow, copies = Flow(Here(a_program(tmp_path), tmp_path)), tmp_path / "netwerk" / "backups"
    copies.mkdir(parents=True)
    (copies / "20261123-101500-afsluiten.db").touch()
    with pytest.raises(SmokeFailure, match="was not copied once"):
        flow.bring_up(str(copies.parent))
    (copies / "20261123-101400-bijwerken.db").touch()
    flow.bring_up(str(copies.parent))
    (copies / "20261123-101600-bijwerken.db").touch()
    with pytest.raises(SmokeFailure, match="was not copied once"):
        flow.bring_up(str(copies.parent))


@posix
def test_a_program_that_stops_is_quoted(tmp_path: Path) -> None:
    program = tmp_path / "zsm-desktop"
    program.write_text("#!/bin/sh\necho kapot >&2\nexit 7\n", encoding="utf-8")
    program.chmod(0o755)
    with pytest.raises(SmokeFailure, match="exit 7\nkapot"):
        go_through(program, tmp_path)


@posix
def test_the_program_sees_next_to_nothing_of_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "zsm-desktop"
    program.write_text("#!/bin/sh\nenv\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PYTHONPATH", "/elders")
    said = Here(program, tmp_path).run(environment={"QT_QPA_PLATFORM": "offscreen"}).splitlines()
    assert "PYTHONPATH=/elders" not in said
    assert {f"HOME={tmp_path}", "QT_QPA_PLATFORM=offscreen"} <= set(said)


@pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="dpkg-deb is Debian's")
def test_the_package_holds_the_program_its_menu_entry_and_its_licence(tmp_path: Path) -> None:
    built = tmp_path / "zsm-desktop"
    (built / "_internal").mkdir(parents=True)
    (built / "_internal" / "library.so").write_bytes(b"x")
    a_program(built)
    package = build_deb(built, tmp_path / "work", tmp_path, "1.2.3")
    assert package.name.startswith("zsm-desktop_1.2.3_")
    subprocess.run(["dpkg-deb", "-x", package, tmp_path / "out"], check=True)
    command = tmp_path / "out" / "usr" / "bin" / "zsm-desktop"
    assert command.readlink() == Path("/opt/zsm-desktop/zsm-desktop")
    program = tmp_path / "out" / "opt" / "zsm-desktop" / "zsm-desktop"
    assert stat.S_IMODE(program.stat().st_mode) == 0o755
    assert stat.S_IMODE((program.parent / "_internal" / "library.so").stat().st_mode) == 0o644
    entry = tmp_path / "out" / "usr" / "share" / "applications" / "zsm-desktop.desktop"
    assert "Exec=zsm-desktop %f\n" in entry.read_text(encoding="utf-8")
    share = tmp_path / "out" / "usr" / "share"
    assert b"1.2.3" in gzip.decompress((share / "man" / "man1" / "zsm-desktop.1.gz").read_bytes())
    assert ElementTree.parse(share / "metainfo" / f"{COMPONENT}.metainfo.xml").find("releases/release").get(
        "version"
    ) == ("1.2.3")
    for size in (16, 24, 32, 48, 64, 128, 256):
        icon = QImage(str(share / "icons" / "hicolor" / f"{size}x{size}" / "apps" / "zsm-desktop.png"))
        assert (icon.width(), icon.height()) == (size, size)
        assert icon.pixelColor(size // 2, size // 8).name() == "#0e2a41"
    licence = tmp_path / "out" / "usr" / "share" / "doc" / "zsm-desktop" / "copyright"
    assert licence.read_text(encoding="utf-8") == (ROOT / "LICENSE").read_text(encoding="utf-8")
    fields = subprocess.run(["dpkg-deb", "-f", package], capture_output=True, text=True, check=True).stdout
    assert "Version: 1.2.3\n" in fields
    assert "Depends: libc6 (>= 2." in fields
    subprocess.run(["dpkg-deb", "-e", package, tmp_path / "about"], check=True)
    assert sorted(file.name for file in (tmp_path / "about").iterdir()) == ["control", "md5sums"]
    listed = dict(line.split("  ")[::-1] for line in (tmp_path / "about" / "md5sums").read_text().splitlines())
    there = [file for file in (tmp_path / "out").rglob("*") if file.is_file() and not file.is_symlink()]
    assert set(listed) == {str(file.relative_to(tmp_path / "out")) for file in there}
    assert listed["opt/zsm-desktop/_internal/library.so"] == "9dd4e461268c8034f5c8564e155c67a6"


def test_the_build_installs_the_programs_own_needs_and_one_tool() -> None:
    lock = part_of_lock(ROOT, {"pyinstaller"})
    names = {line.partition("==")[0] for line in lock.splitlines() if line[:1].isalpha()}
    assert {"pyinstaller", "pyinstaller-hooks-contrib", "altgraph", "sqlalchemy"} <= names
    assert not names & {"pytest", "hypothesis", "ruff", "mypy"}
