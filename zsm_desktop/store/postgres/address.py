"""Where a shared network is: the address its host gave, and what must hold of the way there.

Over a network only with TLS that proves who answers (sslmode=verify-full); a socket of this computer needs none. A
password is never part of an address: it would stand in the history of a shell and in files.
"""

from __future__ import annotations

import atexit
import os
import ssl
import tempfile
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from zsm_desktop.domain.errors import RuleError

PORT = 5432
VERIFIED = "verify-full"
WAIT_SECONDS = 10
SILENT_SECONDS = 20
"""A line on which nothing comes back any more, as after a cable was pulled, has dropped: within this it shows."""
NO_FILE = f"{os.devnull}/none"
"""Nothing can lie there; the null device itself would be warned about."""
_AUTHORITIES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem")
"""Debian, Fedora, macOS."""
_KNOWN = frozenset({"host", "port", "dbname", "user", "sslmode", "sslrootcert"})


@dataclass(frozen=True, slots=True)
class Address:
    """`host` is a name, or the folder of a socket; `ca_file` "" for the authorities this computer trusts."""

    host: str
    database: str
    user: str
    port: int = PORT
    ca_file: str = ""

    @classmethod
    def parse(cls, text: str) -> Address:
        """From postgresql://user@host/database.

        Raises RuleError: "server.address" for what cannot be read, "server.address_part" (part) for what is missing or
        not asked for, "server.password_in_address", "server.not_verified" (mode).
        """
        try:
            parts = {name: str(value) for name, value in conninfo_to_dict(text.strip()).items() if value}
        except psycopg.ProgrammingError as error:
            raise RuleError("server.address") from error
        if "password" in parts:
            raise RuleError("server.password_in_address")
        missing = {"host", "dbname", "user"} - parts.keys()
        for part in sorted(missing | (parts.keys() - _KNOWN)):
            raise RuleError("server.address_part", part=part)
        try:
            port = int(parts.get("port", PORT))
        except ValueError as error:
            raise RuleError("server.address_part", part="port") from error
        address = cls(parts["host"], parts["dbname"], parts["user"], port, parts.get("sslrootcert", ""))
        if not address.is_local and parts.get("sslmode", VERIFIED) != VERIFIED:
            raise RuleError("server.not_verified", mode=parts["sslmode"])
        return address

    @property
    def is_local(self) -> bool:
        """A socket of this computer: nothing goes over a network."""
        return self.host.startswith(("/", "@"))

    @property
    def shown(self) -> str:
        return f"{self.host}/{self.database}"

    @property
    def url(self) -> str:
        """As `parse` reads it; a file with an authority is each computer's own."""
        if self.is_local:
            return f"postgresql://{self.user}@/{self.database}?host={self.host}"
        port = "" if self.port == PORT else f":{self.port}"
        return f"postgresql://{self.user}@{self.host}{port}/{self.database}"

    def document(self) -> dict[str, Any]:
        """As it is kept in a file; see `of`."""
        return asdict(self)

    @classmethod
    def of(cls, document: dict[str, Any]) -> Address:
        """Raises KeyError, and ValueError for what cannot be an address."""
        host, database, user, ca_file = (document[name] for name in ("host", "database", "user", "ca_file"))
        port = document["port"]
        if not all(isinstance(one, str) for one in (host, database, user, ca_file)) or not (host and database and user):
            raise ValueError("no address")
        if type(port) is not int or not 0 < port < 1 << 16:
            raise ValueError("no port")
        return cls(host, database, user, port, ca_file)

    def conninfo(self, password: str = "") -> str:
        """For psycopg. Nothing that this computer has lying about counts: no password file, no other way there.

        The password itself is never sent: a server that asks for it is not answered.
        """
        safe = {} if self.is_local else {"sslmode": VERIFIED, "sslrootcert": self.ca_file or trusted()}
        return make_conninfo(
            host=self.host,
            port=self.port,
            dbname=self.database,
            user=self.user,
            password=password or None,
            passfile=NO_FILE,
            require_auth="scram-sha-256" if password else None,
            connect_timeout=WAIT_SECONDS,
            keepalives_idle=SILENT_SECONDS // 2,
            keepalives_interval=SILENT_SECONDS // 4,
            keepalives_count=2,
            tcp_user_timeout=SILENT_SECONDS * 1000,
            **safe,
        )


def trusted() -> str:
    """A file with the authorities this computer trusts; the TLS that the driver brings along knows none of them."""
    found = (ssl.get_default_verify_paths().cafile, *_AUTHORITIES)
    return next((path for path in found if path and Path(path).is_file()), "") or written_authorities()


@cache
def written_authorities() -> str:
    """Windows keeps them in no file."""
    certificates = ssl.create_default_context().get_ca_certs(binary_form=True)
    file, path = tempfile.mkstemp(suffix=".pem")
    with os.fdopen(file, "w", encoding="ascii") as made:
        made.writelines(map(ssl.DER_cert_to_PEM_cert, certificates))
    atexit.register(Path(path).unlink, missing_ok=True)
    return path
