"""A PostgreSQL cluster for one run of the tests: on a socket of its own, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from zsm_desktop.store.place import DATABASE, SERVER
from zsm_desktop.store.postgres.address import Address
from zsm_desktop.store.postgres.place import ServerPlace

OWNER = "zsm_owner"


@dataclass
class Server:
    """`give` keeps a network's rows here, `copy` gives a folder a database of its own, as the one it came from."""

    socket: Path
    _made: int = 0

    def address(self, database: str) -> Address:
        return Address(str(self.socket), database, OWNER)

    def give(self, folder: Path) -> None:
        (folder / DATABASE).unlink()
        self._made += 1
        self._run(f"CREATE DATABASE made_{self._made}")
        self._name(folder, f"made_{self._made}")

    def copy(self, folder: Path) -> None:
        source = self.database_of(folder)
        self._made += 1
        self._run(f"CREATE DATABASE made_{self._made} TEMPLATE {source} STRATEGY file_copy")
        self._name(folder, f"made_{self._made}")

    def drop(self, folder: Path) -> None:
        self._run(f"DROP DATABASE {self.database_of(folder)} WITH (FORCE)")

    def database_of(self, folder: Path) -> str:
        return ServerPlace.read(folder / SERVER).address.database

    def _name(self, folder: Path, database: str) -> None:
        (folder / SERVER).write_text(ServerPlace(self.address(database)).document(), encoding="utf-8")

    def _run(self, sql: str) -> None:
        with psycopg.connect(self.address("postgres").conninfo(), autocommit=True) as connection:
            connection.execute(sql.encode())


def programs() -> Path:
    """Where this machine's PostgreSQL keeps initdb; Debian has it on no path."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    place = Path(tempfile.mkdtemp(prefix="zsm-pg-"))  # short: the path of a socket is at most 107 characters
    place.chmod(0o711)
    as_user: list[str] = []
    if os.getuid() == 0:  # the server refuses to run as root
        shutil.chown(place, "postgres")
        as_user = ["runuser", "-u", "postgres", "--"]
    bin_, data = programs(), place / "data"

    def run(*command: object) -> None:
        subprocess.run([*as_user, *map(str, command)], cwd="/", check=True, stdout=subprocess.DEVNULL)

    run(bin_ / "initdb", "-D", data, "-U", OWNER, "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
    quick = " ".join(f"-c {name}=off" for name in ("fsync", "full_page_writes", "synchronous_commit"))
    options = f"-c listen_addresses= -k {place} {quick} -c autovacuum=off"
    run(bin_ / "pg_ctl", "-D", data, "-w", "-s", "-l", place / "log", "-o", options, "start")
    yield Server(place)
    run(bin_ / "pg_ctl", "-D", data, "-m", "immediate", "-w", "-s", "stop")
    shutil.rmtree(place)
