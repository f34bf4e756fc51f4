"""The server has no room left: an act is refused whole with a sentence, and goes through once there is room."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import psycopg
import pytest

from tests.cluster import HOST, as_user, own
from tests.faults.rig import Hit, network_to_hit
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store import moving
from zsm_desktop.words.rules import sentence

TEXT = "x" * 100_000
"""Sealed it cannot be made smaller."""
ROOM_MB = 48
LIMIT = 1 << 20
MAKE_ROOM = Callable[[], object]


@contextmanager
def small_disk(hit: Hit) -> Iterator[MAKE_ROOM]:
    """The network's database on a disk of its own that is full but for a last bit."""
    disk = hit.cluster.place / "small"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={ROOM_MB}m", "tmpfs", disk], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip(f"this computer lets nobody mount a disk: {mounted.stderr.decode().strip()}")
    try:
        own(disk)
        database = hit.server.database_of(hit.world.folder)
        hit.server.run(f"CREATE TABLESPACE small LOCATION '{disk}'")
        hit.server.run(f"ALTER DATABASE {database} SET TABLESPACE small")
        ballast = disk / "ballast"
        fill(ballast)
        yield ballast.unlink
        hit.world.close()
        hit.cluster.stop()
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


def fill(path: Path) -> None:
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(1 << 16))


@contextmanager
def limited_files(hit: Hit) -> Iterator[MAKE_ROOM]:
    """No file of the server may grow past a limit, as where a host gives so much and no more."""

    def limit(size: str) -> None:
        with closing(psycopg.connect(hit.server.address("postgres", HOST).conninfo())) as host:
            found = host.execute("SELECT pid FROM pg_stat_activity WHERE application_name = 'zsm-desktop'").fetchall()
        for (pid,) in found:
            subprocess.run([*as_user(), "prlimit", f"--pid={pid}", f"--fsize={size}:"], check=True)

    assert written(hit, 0) is None  # there is a line now
    limit(str(LIMIT))
    yield lambda: limit("unlimited")


@pytest.mark.parametrize("full", [small_disk, limited_files])
def test_a_full_server_refuses_whole_acts(full: Callable[[Hit], object], tmp_path: Path) -> None:
    with network_to_hit(tmp_path / "network") as hit, full(hit) as make_room:
        kept, last, refused = 0, "", None
        while refused is None:
            last, kept = remarks(hit), kept + 1
            refused = written(hit, kept)
        assert refused.code == "store.disk_full"
        assert "vol" in sentence(refused)
        before = held(hit)
        assert written(hit, kept) is not None
        assert held(hit) == before
        assert remarks(hit) == last
        make_room()
        assert written(hit, kept) is None
        assert remarks(hit) == f"{kept}{TEXT}"
        assert hit.world.desk.checks.run().findings == ()


def written(hit: Hit, number: int) -> RuleError | None:
    """What is refused."""
    cases, case = hit.world.desk.cases, hit.rows["case"]
    try:
        cases.edit(case, cases.card(case).version, {"remarks": f"{number}{TEXT}"})
    except RuleError as error:
        return error
    return None


def remarks(hit: Hit) -> str:
    return hit.world.desk.cases.card(hit.rows["case"]).remarks


def held(hit: Hit) -> moving.Contents:
    with hit.world.store.shelf.lent() as connection:
        return moving.contents(connection)
