"""The built program, started as a stranger's computer would: no Python, no checkout, an empty environment."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

PASSWORD = "voorbeeld"  # noqa: S105  of the invented network
SECONDS = 600
"""For one command: a machine that builds is often busy with more."""
LEAST_ROOMS = 8
"""Of those that a secretary has."""
SMALL = ("--schools", "5", "--years", "1", "--deliveries", "60")


class SmokeFailure(Exception):
    """The built program did not do what the program does; says which command and what it printed."""


class Computer(Protocol):
    """Where the program runs: this machine, or a bare system in a folder of it."""

    home: str
    """A folder of whoever runs it, as the program there calls it."""

    def run(self, *words: str, environment: Mapping[str, str], expected: int = 0) -> str:
        """What the program says on standard output; raises SmokeFailure."""
        ...

    def seen(self, path: str) -> Path:
        """A file of there, from here."""
        ...


class Here:
    """This machine, with next to nothing in the environment."""

    def __init__(self, program: Path, home: Path) -> None:
        self._program, self.home = program, str(home)

    def run(self, *words: str, environment: Mapping[str, str], expected: int = 0) -> str:
        return run([str(self._program), *words], {**bare_environment(Path(self.home)), **environment}, expected)

    def seen(self, path: str) -> Path:
        return Path(path)


def bare_environment(home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    folders = {"HOME": str(home), "USERPROFILE": str(home), "LOCALAPPDATA": str(home), "APPDATA": str(home)}
    return {**kept, **folders, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}


def run(command: Sequence[str], environment: Mapping[str, str], expected: int = 0) -> str:
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False, stdin=subprocess.DEVNULL
    )
    if done.returncode != expected:
        raise SmokeFailure(f"{' '.join(command)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


class Flow:
    """Sample, meeting, minutes, copy, the copy put back: from the command line or in the window, each looked at."""

    def __init__(self, computer: Computer, screen: Mapping[str, str] = {"QT_QPA_PLATFORM": "offscreen"}) -> None:
        self._computer, self._screen = computer, screen
        self.network = f"{computer.home}/netwerk"

    def ask(self, *words: str, store: str = "", expected: int = 0) -> Any:
        environment = {"ZSM_PASSWORD": PASSWORD, "ZSM_STORE": store or self.network}
        return json.loads(self._computer.run(*words, "--json", environment=environment, expected=expected))

    def sample(self) -> None:
        made = self.ask("sample", self.network)
        if made["schools"] < 1 or made["entries"] < 1:
            raise SmokeFailure(f"the sample is empty: {made}")

    def commands(self, folder: str) -> None:
        """On the network that is there: minutes, balances that sum to zero, a store that checks, a copy put back."""
        for meeting in ("last-case", "last-steering"):
            self._require_papers(self.ask("minutes", "--meeting", meeting, "--out", f"{folder}/verslagen"))
        balances = self.ask("balances")
        if balances["total_cents"] != 0 or not balances["rows"]:
            raise SmokeFailure(f"the balances do not sum to zero: {balances['total_cents']}")
        entries = self._checked(self.network)
        made = self.ask("backup", "--out", f"{folder}/kopie")
        restored = self.ask("restore", made["file"], "--into", f"{folder}/teruggezet", store="")
        if not made["tested"] or not made["entries"] == restored["entries"] == entries:
            raise SmokeFailure(f"the copy is not the network: {made}, {restored}, {entries} entries")
        self._checked(restored["store"])
        self.window(made["file"])
        self._workbook_is_read(folder)

    def _checked(self, store: str) -> int:
        answer = self.ask("check", store=store)
        if not answer["ok"]:
            raise SmokeFailure(f"the store of the built program does not pass its own check: {answer['findings']}")
        return int(answer["entries"])

    def _require_papers(self, files: Mapping[str, str]) -> None:
        seen = self._computer.seen
        if seen(files["pdf"]).read_bytes()[:5] != b"%PDF-" or seen(files["xlsx"]).read_bytes()[:2] != b"PK":
            raise SmokeFailure(f"the minutes are no PDF and workbook: {files}")

    def _workbook_is_read(self, folder: str) -> None:
        """The program starts itself again to read a workbook: an empty form comes back as empty, not as unreadable."""
        form = f"{folder}/formulier.xlsx"
        self.ask("case-form", "--out", form)
        answer = self.ask("import-cases", "--preview", form, expected=2)
        codes = [finding["code"] for finding in answer["findings"]]
        if codes != ["cases.form_empty"]:
            raise SmokeFailure(f"the empty form was read as {codes}")

    def window(self, place: str = "") -> None:
        """On a network or a copy: every room is painted once, then the program ends by itself (`--smoke`)."""
        environment = {**self._screen, "ZSM_PASSWORD": PASSWORD}
        said = self._computer.run("--open", place or self.network, "--smoke", environment=environment)
        if len({json.loads(line)["shown"] for line in said.splitlines()}) < LEAST_ROOMS:
            raise SmokeFailure(f"not every room was shown: {said}")

    def bring_up(self, store: str) -> None:
        """A network of an earlier version, opened in the window: first a copy, then it is a network of this one."""
        self.window(store)
        copies = sorted(file.name for file in self._computer.seen(f"{store}/backups").glob("*.db"))
        if len([name for name in copies if name.endswith("-bijwerken.db")]) != 1:
            raise SmokeFailure(f"{store} was not copied once before it was brought up to date: {copies}")
        if not self._checked(store):
            raise SmokeFailure(f"{store} has lost its entries")

    def walk(self, folder: str) -> None:
        """The program goes through itself in its window: a meeting held, its minutes seen, a copy looked into."""
        said = self._computer.run("try-out", folder, *SMALL, "--json", environment=self._screen)
        seen = json.loads(said)
        self._require_papers(seen)
        meetings = self.ask("meetings", store=seen["store"])
        held = [row["status"] for row in meetings if row["number"] == seen["number"]]
        if held != ["finished"] or seen["rooms"] < 1 or seen["chapters"] < 1 or seen["pages"] < 1:
            raise SmokeFailure(f"the meeting was not held or not seen: {seen}, {held}")
        if self._checked(seen["restored"]) != seen["entries"]:
            raise SmokeFailure(f"the copy is not the network: {seen}")


def speaks_dutch(folder: Path) -> None:
    """Without this file the dialogs of Qt are English."""
    if not any(folder.rglob("qtbase_nl.qm")):
        raise SmokeFailure(f"the Dutch translation of Qt is not in {folder}")


def smoke(folder: Path) -> None:
    """Runs everything on the built folder; raises SmokeFailure."""
    windows = sys.platform == "win32"
    speaks_dutch(folder)
    with tempfile.TemporaryDirectory() as home:
        flow = Flow(Here(folder / ("zsm-desktop-cli.exe" if windows else "zsm-desktop"), Path(home)))
        flow.sample()
        flow.commands(home)
        flow.walk(f"{home}/proef")
        window_opens(folder / ("zsm-desktop.exe" if windows else "zsm-desktop"), Path(home))


def window_opens(program: Path, home: Path) -> None:
    """On a real screen where there is one."""
    if sys.platform == "win32":  # says nothing that can be heard
        Here(program, home).run("--smoke", environment={"ZSM_PASSWORD": PASSWORD, "ZSM_STORE": str(home / "netwerk")})
    elif sys.platform.startswith("linux"):
        Flow(Here(program, home)).window()
        if shutil.which("xvfb-run"):
            on_screen = {**bare_environment(home), "QT_QPA_PLATFORM": "xcb", "ZSM_PASSWORD": PASSWORD}
            run(["xvfb-run", "-a", str(program), "--store", str(home / "netwerk"), "--smoke"], on_screen)
    else:
        Flow(Here(program, home), {}).window()


if __name__ == "__main__":
    smoke(Path(sys.argv[1]).resolve())
    print("The built program works.")
