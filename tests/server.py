"""The databases of one run of the tests, on a cluster of their own."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import psycopg
import pytest

from tests.cluster import HOST, OWNER, Cluster, running
from tests.memory import in_memory
from zsm_desktop.store.place import DATABASE, SERVER
from zsm_desktop.store.postgres.address import Address
from zsm_desktop.store.postgres.known import Known

QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "autovacuum=off")
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
    _host: psycopg.Connection | None = None
    """Kept where nothing falls: connecting for every line would cost a test more than the line itself."""
    _logins: dict[str, tuple[str, str]] = field(default_factory=dict)

    def address(self, database: str, user: str = OWNER) -> Address:
        return Address(str(self.socket), database, user)

    def new_database(self) -> str:
        self._made += 1
        self.run(f"CREATE DATABASE made_{self._made} OWNER {OWNER}")
        return f"made_{self._made}"

    def give(self, folder: Path) -> None:
        (folder / DATABASE).unlink()
        self._name(folder, self.new_database())

    def copy(self, folder: Path) -> None:
        source = self.database_of(folder)
        self._made += 1
        self.run(f"CREATE DATABASE made_{self._made} OWNER {OWNER} TEMPLATE {source} STRATEGY file_copy")
        self._name(folder, f"made_{self._made}")

    def drop(self, folder: Path) -> None:
        self.run(f"DROP DATABASE {self.database_of(folder)} WITH (FORCE)")
        self.restore_logins()

    def keep_logins(self) -> None:
        """Logins are of the whole cluster: what a test changes in them is put back after it."""
        self._logins = self._found_logins()

    def _found_logins(self) -> dict[str, tuple[str, str]]:
        with self.host() as connection:
            return {name: (kept, groups) for name, kept, groups in connection.execute(LOGINS).fetchall()}

    def restore_logins(self) -> None:
        for name, found in self._found_logins().items():
            wanted = self._logins.get(name)
            if wanted is None:
                self.run(f"DROP ROLE {name}")
            elif found != wanted:
                if found[1]:  # from 16 on an owner takes away what it gave itself
                    self.run(f"SET ROLE {OWNER}; REVOKE {found[1]} FROM {name}; RESET ROLE")
                self.run(f"ALTER ROLE {name} LOGIN PASSWORD '{wanted[0]}'")
                self.run(f"SET ROLE {OWNER}; GRANT {wanted[1]} TO {name}; RESET ROLE")

    def database_of(self, folder: Path) -> str:
        return Known.read(folder / SERVER).address.database

    def _name(self, folder: Path, database: str) -> None:
        known = Known.read(folder / SERVER) if (folder / SERVER).exists() else Known(self.address(database))
        replace(known, address=replace(known.address, database=database)).write(folder / SERVER)

    def run(self, sql: str) -> None:
        with self.host() as connection:
            connection.execute(sql.encode())

    @contextmanager
    def host(self) -> Iterator[psycopg.Connection]:
        if self._host is not None:
            yield self._host
            return
        with self._connected() as connection:
            yield connection

    def _connected(self) -> psycopg.Connection:
        return psycopg.connect(self.address("postgres", HOST).conninfo(), autocommit=True)

    @contextmanager
    def one_line(self) -> Iterator[None]:
        """All that the host does inside it goes over one connection."""
        with closing(self._connected()) as self._host:
            yield
        self._host = None

    def let_in_quickly(self, login: str, secret: str) -> None:
        """The same secret, by a check of one turn instead of 4096: whoever logs in makes as many."""
        self.run(f"ALTER ROLE {login} PASSWORD '{quick_check(secret)}'")


def quick_check(secret: str) -> str:
    """As the server keeps it (RFC 5802)."""
    salt = hashlib.sha256(secret.encode()).digest()[:16]
    salted = hashlib.pbkdf2_hmac("sha256", secret.encode(), salt, 1)
    stored = hashlib.sha256(hmac.digest(salted, b"Client Key", "sha256")).digest()
    kept = [base64.b64encode(one).decode() for one in (salt, stored, hmac.digest(salted, b"Server Key", "sha256"))]
    return f"SCRAM-SHA-256$1:{kept[0]}${kept[1]}:{kept[2]}"


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with running(*QUICK, where=in_memory()) as cluster:
        made = server_on(cluster)
        with made.one_line():
            yield made


def server_on(cluster: Cluster) -> Server:
    made = Server(cluster.place)
    made.run(f"CREATE ROLE {OWNER} LOGIN CREATEROLE")
    return made
