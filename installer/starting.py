"""How long the built program takes to its first painted window, in turn with the same program from source.

The source runs in the venv the folder was built from, so that both have the same libraries. "Cold" is with their own
files put out of this machine's memory first; what belongs to the system stays there.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, cast

from installer.smoke import PASSWORD, SmokeFailure, bare_environment

WARM_ROUNDS, COLD_ROUNDS = 5, 3
SECONDS = 300
SLOWEST = 1.5
"""Of the processor the source takes, warm: a folder that takes more was built wrong."""
MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Start:
    """One start up to the first window: by the clock, of the processor, and read from the disk for it."""

    seconds: float
    cpu_seconds: float
    read_mb: float


@dataclass(frozen=True, slots=True)
class Compared:
    """Medians; the ratios are those within a round, so that a busy moment counts for both."""

    what: str
    built: Start
    source: Start
    ratio: float
    cpu_ratio: float


def started(command: Sequence[str], environment: Mapping[str, str], folder: Path | None = None) -> Start:
    """Until the program says that its first window is there; it then goes on to its end. Raises SmokeFailure."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command,
        env=environment,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    line = cast("IO[str]", process.stdout).readline()
    took, read = time.perf_counter() - began, _read_from_disk(process.pid)
    said = process.communicate(timeout=SECONDS)
    if process.returncode or not line:
        raise SmokeFailure(f"{' '.join(command)}: exit {process.returncode}\n{line}{''.join(said)}")
    return Start(took, json.loads(line)["cpu_s"], read / MB)


def _read_from_disk(process: int) -> int:
    """Bytes that were in no memory yet; 0 where the system does not tell."""
    try:
        told = Path(f"/proc/{process}/io").read_text(encoding="ascii")
    except OSError:
        return 0
    return int(dict(line.split(": ") for line in told.splitlines())["read_bytes"])


def forget(folders: Iterable[Path]) -> None:
    """Puts what lies in the folders out of memory, so that the next start reads it from the disk."""
    os.sync()
    for file in (
        file for folder in folders for file in folder.rglob("*") if file.is_file() and os.access(file, os.R_OK)
    ):
        opened = os.open(file, os.O_RDONLY)
        try:
            os.posix_fadvise(opened, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(opened)


def compared(
    what: str, built: Callable[[], Start], source: Callable[[], Start], rounds: int, before: Callable[[], object]
) -> Compared:
    pairs = []
    for _ in range(rounds):
        before()
        pairs.append((built(), source()))
    return Compared(
        what,
        _median([pair[0] for pair in pairs]),
        _median([pair[1] for pair in pairs]),
        statistics.median(pair[0].seconds / pair[1].seconds for pair in pairs),
        statistics.median(pair[0].cpu_seconds / pair[1].cpu_seconds for pair in pairs),
    )


def _median(starts: Sequence[Start]) -> Start:
    def middle(value: Callable[[Start], float]) -> float:
        return statistics.median(map(value, starts))

    return Start(middle(lambda one: one.seconds), middle(lambda one: one.cpu_seconds), middle(lambda one: one.read_mb))


def measured(program: Path, python: Path, checkout: Path, screen: Mapping[str, str]) -> list[Compared]:
    """The start window, and a network of the usual size with its key at hand; raises SmokeFailure."""
    from zsm_desktop.services.sample import make

    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        # A real key takes a tenth of a second on purpose, of both.
        make(home / "netwerk", today=date(2026, 11, 23), password=PASSWORD, cheap_keys=True)
        alone = {**bare_environment(home), **screen}
        inside = {**alone, "ZSM_PASSWORD": PASSWORD, "ZSM_STORE": str(home / "netwerk")}

        def pair(what: str, environment: Mapping[str, str], rounds: int, before: Callable[[], object]) -> Compared:
            def source() -> Start:
                return started([str(python), "-m", "zsm_desktop", "--smoke"], environment, checkout)

            return compared(what, lambda: started([str(program), "--smoke"], environment), source, rounds, before)

        kinds = (("start window", alone), ("Vandaag of a network", inside))
        for what, environment in kinds:  # the first start of the source compiles it
            pair(what, environment, 1, _nothing)
        found = [pair(f"{what}, warm", environment, WARM_ROUNDS, _nothing) for what, environment in kinds]
        if hasattr(os, "posix_fadvise"):
            libraries = Path(sysconfig.get_path("stdlib"))
            own = [program.parent, python.parent.parent, libraries, checkout / "zsm_desktop", checkout / "resources"]
            found += [
                pair(f"{what}, cold", environment, COLD_ROUNDS, lambda: forget(own)) for what, environment in kinds
            ]
    return found


def _nothing() -> None:
    """A warm start needs nothing before it."""


def require_quick(found: Iterable[Compared]) -> None:
    """Raises SmokeFailure when the built program takes far more of the processor than the same from source."""
    for one in found:
        if one.what.endswith("warm") and one.cpu_ratio > SLOWEST:
            raise SmokeFailure(f"{one.what}: {one.cpu_ratio:.2f} times the processor of the source")


def shown(found: Iterable[Compared]) -> str:
    """A table for people."""
    lines = [f"{'to the first painted window':28s} {'built':>26s} {'from source':>26s}  ratio   cpu"]
    lines += [
        f"{one.what:28s} {_said(one.built)} {_said(one.source)}  {one.ratio:5.2f} {one.cpu_ratio:5.2f}" for one in found
    ]
    return "\n".join(lines) + "\n"


def _said(start: Start) -> str:
    read = f", {start.read_mb:.0f} MB" if start.read_mb >= 1 else ""
    return f"{f'{start.seconds:.2f} s, cpu {start.cpu_seconds:.2f}{read}':>26s}"


def try_starts(built: Path, python: Path, checkout: Path, report: Path) -> None:
    """Measures, prints and keeps the table. Raises SmokeFailure."""
    from installer.installed import screen

    windows = sys.platform == "win32"
    program = built / ("zsm-desktop-cli.exe" if windows else "zsm-desktop")
    if sys.platform.startswith("linux"):
        with screen() as there:
            found = measured(program, python, checkout, there)
    else:
        found = measured(program, python, checkout, {})
    report.write_text(shown(found), encoding="utf-8")
    print(shown(found), end="")
    require_quick(found)
