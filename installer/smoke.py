"""The built program, started as a stranger's computer would: no Python, no checkout, an empty environment."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PASSWORD = "voorbeeld"  # noqa: S105  of the invented network
SECONDS = 300


class SmokeFailure(Exception):
    """The built program did not do what the program does; says which command and what it printed."""


def bare_environment(home: Path, **also: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    folders = {"HOME": str(home), "USERPROFILE": str(home), "LOCALAPPDATA": str(home), "APPDATA": str(home)}
    return {**kept, **folders, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **also}


def run(command: list[str], environment: dict[str, str], expected: int = 0) -> str:
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False, stdin=subprocess.DEVNULL
    )
    if done.returncode != expected:
        raise SmokeFailure(f"{' '.join(command)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def commands_work(program: Path, home: Path) -> None:
    """A sample network, minutes of both meetings, balances that sum to zero, a store that checks."""
    environment = bare_environment(home, ZSM_PASSWORD=PASSWORD, ZSM_STORE=str(home / "netwerk"))
    sample = json.loads(run([str(program), "sample", str(home / "netwerk"), "--json"], environment))
    if sample["schools"] < 1 or sample["entries"] < 1:
        raise SmokeFailure(f"the sample is empty: {sample}")
    for meeting in ("last-case", "last-steering"):
        command = [str(program), "minutes", "--meeting", meeting, "--out", str(home / "verslagen"), "--json"]
        files = json.loads(run(command, environment))
        if Path(files["pdf"]).read_bytes()[:5] != b"%PDF-" or Path(files["xlsx"]).read_bytes()[:2] != b"PK":
            raise SmokeFailure(f"the minutes are no PDF and workbook: {files}")
    balances = json.loads(run([str(program), "balances", "--json"], environment))
    if balances["total_cents"] != 0 or not balances["rows"]:
        raise SmokeFailure(f"the balances do not sum to zero: {balances['total_cents']}")
    if not json.loads(run([str(program), "check", "--json"], environment))["ok"]:
        raise SmokeFailure("the store of the built program does not pass its own check")
    workbook_is_read(program, home, environment)


def workbook_is_read(program: Path, home: Path, environment: dict[str, str]) -> None:
    """The program starts itself again to read a workbook: the empty form must come back as empty, not as unreadable."""
    form = str(home / "formulier.xlsx")
    run([str(program), "case-form", "--out", form, "--json"], environment)
    answer = json.loads(run([str(program), "import-cases", "--preview", form, "--json"], environment, expected=2))
    codes = [finding["code"] for finding in answer["findings"]]
    if codes != ["cases.form_empty"]:
        raise SmokeFailure(f"the empty form was read as {codes}")


def window_opens(program: Path, home: Path) -> None:
    """The window on the sample: it is painted once, then the program ends by itself (`--smoke`)."""
    environment = bare_environment(home, ZSM_PASSWORD=PASSWORD)
    command = [str(program), "--store", str(home / "netwerk"), "--smoke"]
    if sys.platform.startswith("linux"):
        run(command, {**environment, "QT_QPA_PLATFORM": "offscreen"})
        if shutil.which("xvfb-run"):
            run(["xvfb-run", "-a", *command], {**environment, "QT_QPA_PLATFORM": "xcb"})
    else:
        run(command, environment)


def speaks_dutch(folder: Path) -> None:
    """Without this file the dialogs of Qt are English."""
    if not any(folder.rglob("qtbase_nl.qm")):
        raise SmokeFailure(f"the Dutch translation of Qt is not in {folder}")


def smoke(folder: Path) -> None:
    """Runs everything on the built folder; raises SmokeFailure."""
    windows = sys.platform == "win32"
    speaks_dutch(folder)
    with tempfile.TemporaryDirectory() as home:
        commands_work(folder / ("zsm-desktop-cli.exe" if windows else "zsm-desktop"), Path(home))
        window_opens(folder / ("zsm-desktop.exe" if windows else "zsm-desktop"), Path(home))


if __name__ == "__main__":
    smoke(Path(sys.argv[1]).resolve())
    print("The built program works.")
