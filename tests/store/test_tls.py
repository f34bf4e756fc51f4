"""Over a network nothing goes to a server that does not prove who it is: a real one, with certificates made here."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from tests.builders import PASSWORD, SECRETARY, World
from tests.cluster import HOST, OWNER, Cluster, own, running
from zsm_desktop.app import open_desk, sharing
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store.place import SERVER
from zsm_desktop.store.postgres.address import SILENT_SECONDS, Address, written_authorities
from zsm_desktop.store.postgres.known import Known
from zsm_desktop.store.postgres.place import ServerPlace, opened
from zsm_desktop.words.rules import sentence

OWNERS = "het wachtwoord van de eigenaar"
ENTRY = f"""local all {HOST} trust
hostssl net all 127.0.0.1/32 scram-sha-256
"""
DAY = timedelta(days=1)


class Authority:
    """Whoever signs certificates of servers."""

    def __init__(self, name: str) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        unsigned = self._unsigned(self._name, self._key, 30 * DAY)
        self.own = unsigned.add_extension(x509.BasicConstraints(True, None), True).sign(self._key, hashes.SHA256())

    def certificate(self, host: str, lasts: timedelta = 30 * DAY) -> tuple[bytes, bytes]:
        """Certificate and key of a server of that name."""
        key = ec.generate_private_key(ec.SECP256R1())
        unsigned = self._unsigned(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)]), key, lasts)
        names = x509.SubjectAlternativeName([x509.DNSName(host)])
        signed = unsigned.add_extension(names, False).sign(self._key, hashes.SHA256())
        private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        return signed.public_bytes(Encoding.PEM), private

    def _unsigned(self, name: x509.Name, key: ec.EllipticCurvePrivateKey, lasts: timedelta) -> x509.CertificateBuilder:
        now = datetime.now(UTC)
        made = x509.CertificateBuilder().subject_name(name).issuer_name(self._name).public_key(key.public_key())
        made = made.serial_number(x509.random_serial_number())
        return made.not_valid_before(now - 2 * DAY).not_valid_after(now + lasts)


@dataclass(frozen=True)
class Guarded:
    """A server on a port of this computer that lets in over TLS only."""

    cluster: Cluster
    port: int

    def show(self, certificate: bytes, key: bytes) -> None:
        for name, data in (("server.crt", certificate), ("server.key", key)):
            path = self.cluster.data / name
            path.write_bytes(data)
            path.chmod(0o600)
            own(path)
        self.turn("on")

    def turn(self, ssl: str) -> None:
        before = self._read_settings_at()
        for sql in (f"ALTER SYSTEM SET ssl = {ssl}", "SELECT pg_reload_conf()"):
            self.run(sql)
        while self._read_settings_at() == before:
            time.sleep(0.01)

    def run(self, sql: str) -> psycopg.Cursor:
        said = Address(str(self.cluster.place), "postgres", HOST, self.port).conninfo()
        with closing(psycopg.connect(said, autocommit=True)) as connection:
            return connection.execute(sql.encode())

    def _read_settings_at(self) -> object:
        return self.run("SELECT pg_conf_load_time()").fetchone()


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority("Bestuur Proef")


@pytest.fixture(scope="module")
def guarded(authority: Authority) -> Iterator[Guarded]:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    with running(f"port={port}", "listen_addresses=127.0.0.1", "fsync=off") as cluster:
        made = Guarded(cluster, port)
        (cluster.data / "pg_hba.conf").write_text(ENTRY, encoding="ascii")
        made.show(*authority.certificate("localhost"))
        made.run(f"CREATE ROLE {OWNER} LOGIN CREATEROLE PASSWORD '{OWNERS}'")
        made.run(f"CREATE DATABASE net OWNER {OWNER}")
        yield made


@pytest.fixture
def address(guarded: Guarded, authority: Authority, tmp_path: Path) -> Address:
    """As the schools get it, with the certificate of who signs for the server."""
    known = tmp_path / "ca.pem"
    known.write_bytes(authority.own.public_bytes(Encoding.PEM))
    return Address.parse(f"postgresql://{OWNER}@localhost:{guarded.port}/net?sslrootcert={known}")


def test_a_line_that_falls_silent_shows_before_long(address: Address) -> None:
    with (
        closing(psycopg.connect(address.conninfo(OWNERS))) as connection,
        socket.fromfd(connection.fileno(), socket.AF_INET, socket.SOCK_STREAM) as line,
    ):
        idle, between, times = (
            line.getsockopt(socket.IPPROTO_TCP, getattr(socket, name))
            for name in ("TCP_KEEPIDLE", "TCP_KEEPINTVL", "TCP_KEEPCNT")
        )
        assert idle + between * times == SILENT_SECONDS
        assert line.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == SILENT_SECONDS * 1000


def test_the_server_too_notices_a_program_that_fell_silent(address: Address) -> None:
    """Until then it keeps what that program had locked."""
    with closing(opened(ServerPlace(address, password=OWNERS))) as connection:
        idle, between, times, unanswered = (
            int(connection.execute(f"SELECT setting FROM pg_settings WHERE name = 'tcp_{name}'").fetchone()[0])
            for name in ("keepalives_idle", "keepalives_interval", "keepalives_count", "user_timeout")
        )
    assert idle + between * times == SILENT_SECONDS
    assert unanswered == SILENT_SECONDS * 1000


def test_a_network_goes_there_and_opens_over_tls(world: World, address: Address, tmp_path: Path) -> None:
    world.delivered()
    there = sharing.share(world.desk, PASSWORD, address, OWNERS, tmp_path / "there").folder
    with closing(open_desk(there, password=PASSWORD, user=SECRETARY)) as desk:
        assert desk.store.rows("SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()") == [(1, "TLSv1.3")]
        assert desk.checks.run().ok
    assert Known.read(there / SERVER).address.ca_file == address.ca_file


def test_an_authority_this_computer_trusts_needs_no_file(address: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    public = replace(address, ca_file="")
    assert refused(public) == "server.not_proven"
    monkeypatch.setenv("SSL_CERT_FILE", address.ca_file)
    # Windows keeps them in no file: then one is written.
    for known in ("", written_authorities.__wrapped__()):
        found = ServerPlace(replace(public, ca_file=known), password="iets anders").faults()
        assert found[0].code == "keys.wrong_password"


def refused(address: Address) -> str:
    """The code, its sentence looked at."""
    with pytest.raises(RuleError) as found:
        ServerPlace(address, password=OWNERS).version()
    said = sentence(found.value)
    assert said.endswith(".")
    assert "psycopg" not in said
    return found.value.code


def test_a_password_that_is_wrong_is_told_apart_from_a_server_that_is(address: Address) -> None:
    with pytest.raises(RuleError, match=r"keys\.wrong_password"):
        ServerPlace(address, password="iets anders").version()
    assert refused(replace(address, host="127.0.0.1")) == "server.not_proven"


def test_an_authority_that_signed_nothing_of_it_proves_nothing(address: Address, tmp_path: Path) -> None:
    other = tmp_path / "andere.pem"
    other.write_bytes(Authority("Bestuur Proef").own.public_bytes(Encoding.PEM))
    assert refused(replace(address, ca_file=str(other))) == "server.not_proven"
    assert refused(replace(address, ca_file=str(tmp_path / "geen.pem"))) == "server.no_authority"
    other.write_text("geen certificaat", encoding="ascii")
    assert refused(replace(address, ca_file=str(other))) == "server.no_authority"


def test_a_certificate_of_another_server_or_of_yesterday_is_refused(
    guarded: Guarded, authority: Authority, address: Address
) -> None:
    for certificate in (authority.certificate("elders.example"), authority.certificate("localhost", -DAY)):
        guarded.show(*certificate)
        assert refused(address) == "server.not_proven"
    guarded.show(*authority.certificate("localhost"))
    assert ServerPlace(address, password="iets anders").faults()[0].code == "keys.wrong_password"


def test_without_tls_nothing_goes_either_way(guarded: Guarded, address: Address) -> None:
    plain = f"host=127.0.0.1 port={guarded.port} dbname=net user={OWNER} password='{OWNERS}' sslmode=disable"
    with pytest.raises(psycopg.OperationalError, match="no encryption"):
        psycopg.connect(plain).close()
    guarded.turn("off")
    try:
        assert refused(address) == "server.no_tls"
    finally:
        guarded.turn("on")
