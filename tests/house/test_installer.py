"""The recipes that need no build: the Debian package of a folder, and a smoke test that can fail."""

from __future__ import annotations

import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from installer.debian import build_deb
from installer.requirements import part_of_lock
from installer.smoke import SmokeFailure, commands_work
from tests.house.tree import ROOT

PROGRAM = """#!{python}
import json, os, sys
from pathlib import Path
store, command = os.environ["ZSM_STORE"], sys.argv[1]
total, ok = {total}, {ok}
if command == "sample":
    assert os.environ["ZSM_PASSWORD"] == "voorbeeld"
    Path(store).mkdir()
    print(json.dumps({{"schools": 16, "entries": 9}}))
elif command == "minutes":
    out = Path(sys.argv[sys.argv.index("--out") + 1])
    out.mkdir(exist_ok=True)
    (out / "v.pdf").write_bytes({pdf!r})
    (out / "v.xlsx").write_bytes(b"PK")
    print(json.dumps({{"pdf": str(out / "v.pdf"), "xlsx": str(out / "v.xlsx")}}))
elif command == "balances":
    print(json.dumps({{"rows": [{{"school": "a"}}], "total_cents": total}}))
elif command == "case-form":
    print("{{}}")
elif command == "import-cases":
    print(json.dumps({{"findings": [{{"code": {form!r}}}]}}))
    sys.exit(2)
else:
    print(json.dumps({{"ok": ok}}))
"""


def a_program(folder: Path, **faults: object) -> Path:
    sound = {"pdf": b"%PDF-1.7", "total": 0, "ok": True, "form": "cases.form_empty"}
    program = folder / "zsm-desktop"
    program.write_text(PROGRAM.format(python=sys.executable, **{**sound, **faults}), encoding="utf-8")
    program.chmod(0o755)
    return program


posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for a built program is a script with #!")


@posix
def test_a_program_that_works_passes_the_smoke_test(tmp_path: Path) -> None:
    commands_work(a_program(tmp_path), tmp_path)
    assert (tmp_path / "verslagen" / "v.pdf").exists()


@posix
@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ({"pdf": b"nothing"}, "no PDF"),
        ({"total": 5}, "do not sum to zero: 5"),
        ({"ok": False}, "own check"),
        ({"form": "workbook.damaged"}, "read as .'workbook.damaged'"),
    ],
    ids=["paper", "balances", "check", "workbook"],
)
def test_a_program_that_does_not_work_fails_it(tmp_path: Path, fault: dict[str, object], said: str) -> None:
    with pytest.raises(SmokeFailure, match=said):
        commands_work(a_program(tmp_path, **fault), tmp_path)


@posix
def test_a_program_that_stops_is_quoted(tmp_path: Path) -> None:
    program = tmp_path / "zsm-desktop"
    program.write_text("#!/bin/sh\necho kapot >&2\nexit 7\n", encoding="utf-8")
    program.chmod(0o755)
    with pytest.raises(SmokeFailure, match="exit 7\nkapot"):
        commands_work(program, tmp_path)


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
    assert "Exec=zsm-desktop\n" in entry.read_text(encoding="utf-8")
    licence = tmp_path / "out" / "usr" / "share" / "doc" / "zsm-desktop" / "copyright"
    assert licence.read_text(encoding="utf-8") == (ROOT / "LICENSE").read_text(encoding="utf-8")
    fields = subprocess.run(["dpkg-deb", "-f", package], capture_output=True, text=True, check=True).stdout
    assert "Version: 1.2.3\n" in fields
    assert "Depends: libc6 (>= 2." in fields


def test_the_build_installs_the_programs_own_needs_and_one_tool() -> None:
    lock = part_of_lock(ROOT, {"pyinstaller"})
    names = {line.partition("==")[0] for line in lock.splitlines() if line[:1].isalpha()}
    assert {"pyinstaller", "pyinstaller-hooks-contrib", "altgraph", "sqlalchemy"} <= names
    assert not names & {"pytest", "hypothesis", "ruff", "mypy"}
