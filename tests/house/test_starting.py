"""How the start of a built program is measured, on stand-ins that take as long as they are told."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from installer.smoke import SmokeFailure
from installer.starting import Compared, Start, compared, forget, require_quick, shown, started

PROGRAM = """#!{python}
import json, sys, time
time.sleep({before})
print(json.dumps({{"shown": "today", "cpu_s": {cpu}}}), flush=True)
time.sleep({after})
sys.exit({status})
"""


def a_program(folder: Path, *, before: float = 0.0, after: float = 0.0, cpu: float = 0.25, status: int = 0) -> Path:
    program = folder / f"program {before} {after} {status}"
    text = PROGRAM.format(python=sys.executable, before=before, after=after, cpu=cpu, status=status)
    program.write_text(text, encoding="utf-8")
    program.chmod(0o755)
    return program


def a_start(seconds: float, cpu: float, read: float = 0.0) -> Start:
    return Start(seconds, cpu, read)


posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for a built program is a script with #!")


@posix
def test_the_clock_stops_at_the_first_window(tmp_path: Path) -> None:
    """What comes after it does not count, what comes before it does."""
    late = started([str(a_program(tmp_path, before=0.6))], os.environ)
    early = started([str(a_program(tmp_path, after=0.6))], os.environ)
    assert late.seconds > 0.6
    assert early.seconds < late.seconds
    assert (late.cpu_seconds, early.cpu_seconds) == (0.25, 0.25)


@posix
@pytest.mark.parametrize("program", [["sh", "-c", "true"], None], ids=["no window", "a bad end"])
def test_a_program_that_does_not_start_has_no_time(tmp_path: Path, program: list[str] | None) -> None:
    with pytest.raises(SmokeFailure, match="exit"):
        started(program or [str(a_program(tmp_path, status=1))], os.environ)


def test_the_ratio_is_of_one_round_and_a_busy_round_does_not_decide() -> None:
    built = iter([a_start(1, 0.5), a_start(9, 4.5), a_start(1, 0.5)])
    source = iter([a_start(2, 1, 4), a_start(18, 9, 4), a_start(2, 1, 4)])
    rounds: list[str] = []
    found = compared("Vandaag, warm", lambda: next(built), lambda: next(source), 3, lambda: rounds.append("before"))
    assert found == Compared("Vandaag, warm", a_start(1, 0.5), a_start(2, 1, 4), 0.5, 0.5)
    assert rounds == ["before"] * 3
    assert "0.50  0.50" in shown([found])
    assert "2.00 s, cpu 1.00, 4 MB" in shown([found])


def test_a_folder_that_starts_far_slower_than_its_source_is_refused() -> None:
    slow = Compared("Vandaag, warm", a_start(2, 2), a_start(1, 1), 2.0, 2.0)
    with pytest.raises(SmokeFailure, match=r"2\.00 times"):
        require_quick([slow])
    require_quick([Compared("Vandaag, cold", a_start(2, 2), a_start(1, 1), 2.0, 2.0)])  # of the disk, not of the build
    require_quick([Compared("Vandaag, warm", a_start(2, 1.2), a_start(1, 1), 2.0, 1.2)])


@pytest.mark.skipif(not hasattr(os, "posix_fadvise"), reason="memory is given back by its name on Linux")
def test_putting_files_out_of_memory_leaves_them_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "library").write_bytes(b"x" * 100_000)
    (tmp_path / "in" / "nowhere").symlink_to(tmp_path / "gone")
    forget([tmp_path])
    assert (tmp_path / "in" / "library").read_bytes() == b"x" * 100_000
