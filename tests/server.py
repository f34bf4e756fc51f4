"""A PostgreSQL cluster for one run of the tests: on a socket of its own, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import psycopg
import pytest

from zsm_desktop.store.place import DATABASE, SERVER
from zsm_desktop.store.postgres.address import Address
from zsm_desktop.store.postgres.known import Known

HOST = "host_of_all"
"""The superuser, who makes databases; the program never is."""
OWNER = "zsm_owner"
"""Whose the tables are: migrates, and may make logins."""
ENTRY = f"""local all {HOST},{OWNER} trust
local all all scram-sha-256
"""
ROOM = 1 << 30
LOGINS = """
SELECT rolname, rolpassword || CASE WHEN rolcanlogin THEN '' ELSE 'off' END,
 (SELECT coalesce(string_agg(roleid::regrole::text, ', ' ORDER BY roleid), '') FROM pg_auth_members
  WHERE member = r.oid)
FROM pg_authid r WHERE rolname ~ '^zsm_[0-9a-f]{12}$' AND rolpassword IS NOT NULL
"""


@dataclass
class Server:
    """`give` keeps a network's rows here, `copy` gives a folder a database of its own, as the one it came from."""

    socket: Path
    _made: int = 0
    _logins: dict[str, tuple[str, str]] = field(default_factory=dict)

    def address(self, database: str, user: str = OWNER) -> Address:
        return Address(str(self.socket), database, user)

    def new_database(self) -> str:
        self._made += 1
        self._run(f"CREATE DATABASE made_{self._made} OWNER {OWNER}")
        return f"made_{self._made}"

    def give(self, folder: Path) -> None:
        (folder / DATABASE).unlink()
        self._name(folder, self.new_database())

    def copy(self, folder: Path) -> None:
        source = self.database_of(folder)
        self._made += 1
        self._run(f"CREATE DATABASE made_{self._made} OWNER {OWNER} TEMPLATE {source} STRATEGY file_copy")
        self._name(folder, f"made_{self._made}")

    def drop(self, folder: Path) -> None:
        self._run(f"DROP DATABASE {self.database_of(folder)} WITH (FORCE)")
        self.restore_logins()

    def keep_logins(self) -> None:
        """Logins are of the whole cluster: what a test changes in them is put back after it."""
        self._logins = self._found_logins()

    def _found_logins(self) -> dict[str, tuple[str, str]]:
        with psycopg.connect(self.address("postgres", HOST).conninfo(), autocommit=True) as connection:
            return {name: (kept, groups) for name, kept, groups in connection.execute(LOGINS).fetchall()}

    def restore_logins(self) -> None:
        for name, found in self._found_logins().items():
            wanted = self._logins.get(name)
            if wanted is None:
                self._run(f"DROP ROLE {name}")
            elif found != wanted:
                if found[1]:
                    self._run(f"REVOKE {found[1]} FROM {name}")
                self._run(f"ALTER ROLE {name} LOGIN PASSWORD '{wanted[0]}'")
                self._run(f"GRANT {wanted[1]} TO {name}")

    def database_of(self, folder: Path) -> str:
        return Known.read(folder / SERVER).address.database

    def _name(self, folder: Path, database: str) -> None:
        known = Known.read(folder / SERVER) if (folder / SERVER).exists() else Known(self.address(database))
        replace(known, address=replace(known.address, database=database)).write(folder / SERVER)

    def _run(self, sql: str) -> None:
        with psycopg.connect(self.address("postgres", HOST).conninfo(), autocommit=True) as connection:
            connection.execute(sql.encode())


def programs() -> Path:
    """Where this machine's PostgreSQL keeps initdb; Debian has it on no path."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    memory = Path("/dev/shm")
    where = memory if memory.is_dir() and shutil.disk_usage(memory).free > ROOM else None
    # Short: the path of a socket is at most 107 characters.
    place = Path(tempfile.mkdtemp(prefix="zsm-pg-", dir=where))
    place.chmod(0o711)
    as_user: list[str] = []
    if os.getuid() == 0:  # the server refuses to run as root
        shutil.chown(place, "postgres")
        as_user = ["runuser", "-u", "postgres", "--"]
    bin_, data = programs(), place / "data"

    def run(*command: object) -> None:
        subprocess.run([*as_user, *map(str, command)], cwd="/", check=True, stdout=subprocess.DEVNULL)

    run(bin_ / "initdb", "-D", data, "-U", HOST, "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
    (data / "pg_hba.conf").write_text(ENTRY, encoding="ascii")
    quick = " ".join(f"-c {name}=off" for name in ("fsync", "full_page_writes", "synchronous_commit"))
    options = f"-c listen_addresses= -k {place} {quick} -c autovacuum=off"
    run(bin_ / "pg_ctl", "-D", data, "-w", "-s", "-l", place / "log", "-o", options, "start")
    made = Server(place)
    made._run(f"CREATE ROLE {OWNER} LOGIN CREATEROLE")
    yield made
    run(bin_ / "pg_ctl", "-D", data, "-m", "immediate", "-w", "-s", "stop")
    shutil.rmtree(place)
