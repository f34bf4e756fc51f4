"""One writer at a time, across processes and within one; a crash leaves nothing behind."""

from __future__ import annotations

import os
import platform
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.store.folders import NOW, count, fill, made
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store.lease import LEASE_FILE, Holder, Lease, holder_of

ROOT = Path(__file__).parents[2]
OTHER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store.lease import Lease
try:
    lease = Lease.take(Path(sys.argv[1]), "Bram", datetime(2026, 11, 22, 8, 0, tzinfo=UTC))
    print("held", flush=True)
    sys.stdin.readline()
    lease.release()
except RuleError as error:
    print(error.code, error.facts.get("user_name"), flush=True)
"""


@contextmanager
def other_process(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A second process that tries to take the lease, and the one line it says."""
    process = subprocess.Popen(
        [sys.executable, "-c", OTHER, str(folder)], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with process:
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


def test_a_second_one_in_this_process_hears_who_and_since_when(tmp_path: Path) -> None:
    with Lease.take(tmp_path, "Anna de Wit", NOW):
        with pytest.raises(RuleError) as refused:
            Lease.take(tmp_path, "Bram", NOW)
        assert refused.value.code == "store.in_use"
        assert refused.value.facts == {
            "path": str(tmp_path),
            "user_name": "Anna de Wit",
            "computer": platform.node(),
            "since": NOW,
        }
        assert holder_of(tmp_path) == Holder("Anna de Wit", platform.node(), os.getpid(), NOW)
    assert holder_of(tmp_path) is None
    Lease.take(tmp_path, "Bram", NOW).release()


def test_another_process_is_refused_and_let_in_after_release(tmp_path: Path) -> None:
    lease = Lease.take(tmp_path, "Anna de Wit", NOW)
    with other_process(tmp_path) as (_, said):
        assert said == "store.in_use Anna de Wit"
    lease.release()
    lease.release()
    with other_process(tmp_path) as (process, said):
        assert said == "held"
        found = holder_of(tmp_path)
        assert found == Holder("Bram", platform.node(), process.pid, datetime(2026, 11, 22, 8, 0, tzinfo=UTC))
        with pytest.raises(RuleError, match=r"store\.in_use"):
            Lease.take(tmp_path, "Anna", NOW)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows kills in one way only, which the test above uses")
def test_a_killed_process_holds_nothing(tmp_path: Path) -> None:
    with other_process(tmp_path) as (process, said):
        assert said == "held"
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert b"Bram" in (tmp_path / LEASE_FILE).read_bytes()
        assert holder_of(tmp_path) is None
        with Lease.take(tmp_path, "Anna", NOW):
            assert holder_of(tmp_path) == Holder("Anna", platform.node(), os.getpid(), NOW)


def test_a_look_does_not_keep_anyone_out(tmp_path: Path) -> None:
    lease = Lease.take(tmp_path, "Anna", NOW)
    for _ in range(3):
        assert holder_of(tmp_path) is not None
    lease.release()
    for _ in range(50):
        assert holder_of(tmp_path) is None
        Lease.take(tmp_path, "Bram", NOW).release()


@pytest.mark.parametrize("words", [b"", b"{", b"[]", b'{"since": 3}', b"\xff" * 5000])
def test_a_holder_that_does_not_say_who_it_is(tmp_path: Path, words: bytes) -> None:
    with Lease.take(tmp_path, "Anna", NOW):
        (tmp_path / LEASE_FILE).write_bytes(words)
        with pytest.raises(RuleError, match=r"store\.in_use_unknown"):
            Lease.take(tmp_path, "Bram", NOW)
        assert holder_of(tmp_path) == Holder()


def test_readers_need_no_lease(tmp_path: Path) -> None:
    new = made(tmp_path / "net")
    fill(tmp_path / "net", new.keys.store_key)
    with Lease.take(tmp_path / "net", "Anna", NOW):
        assert count(tmp_path / "net", new.keys.store_key) == 400


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert holder_of(tmp_path / "absent") is None
    with pytest.raises(RuleError, match=r"store\.cannot_open"):
        Lease.take(tmp_path / "absent", "Anna", NOW)
