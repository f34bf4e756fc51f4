"""An address is whole and safe, or refused with what is wrong."""

from __future__ import annotations

import pytest
from psycopg.conninfo import conninfo_to_dict

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store.postgres.address import Address


def test_over_a_network_the_server_must_prove_who_it_is() -> None:
    address = Address.parse("postgresql://anna@db.voorbeeld.nl/zeeland")
    assert (address.host, address.port, address.database, address.user) == ("db.voorbeeld.nl", 5432, "zeeland", "anna")
    said = conninfo_to_dict(address.conninfo("geheim"))
    assert (said["sslmode"], said["password"]) == ("verify-full", "geheim")


def test_whom_this_computer_trusts_is_told_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", __file__)
    said = conninfo_to_dict(Address.parse("postgresql://anna@db.voorbeeld.nl/zeeland").conninfo())
    assert said["sslrootcert"] == __file__


@pytest.mark.parametrize(
    "text",
    ["postgresql://a@db.voorbeeld.nl/net", "postgresql://a@db.voorbeeld.nl:6432/net", "postgresql://a@/n?host=/run"],
)
def test_it_is_written_as_it_is_read(text: str) -> None:
    assert Address.parse(text).url == text


def test_an_own_authority_is_kept() -> None:
    address = Address.parse("postgresql://anna@db.voorbeeld.nl:6432/zeeland?sslrootcert=/etc/zsm/ca.pem")
    assert conninfo_to_dict(address.conninfo())["sslrootcert"] == "/etc/zsm/ca.pem"
    assert Address.of(address.document()) == address


def test_a_socket_of_this_computer_needs_no_proof() -> None:
    address = Address.parse("postgresql://anna@/zeeland?host=/run/postgresql")
    assert address.is_local
    assert "sslmode" not in conninfo_to_dict(address.conninfo())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("db.voorbeeld.nl", "server.address"),
        ("postgresql://anna:geheim@db.voorbeeld.nl/zeeland", "server.password_in_address"),
        ("postgresql://anna@db.voorbeeld.nl/zeeland?sslmode=disable", "server.not_verified"),
        ("postgresql://anna@db.voorbeeld.nl/zeeland?sslmode=require", "server.not_verified"),
        ("postgresql://db.voorbeeld.nl/zeeland", "server.address_part"),
        ("postgresql://anna@db.voorbeeld.nl", "server.address_part"),
        ("postgresql://anna@db.voorbeeld.nl/zeeland?hostaddr=10.0.0.1", "server.address_part"),
        ("postgresql://anna@db.voorbeeld.nl:twaalf/zeeland", "server.address_part"),
        ("", "server.address_part"),
    ],
)
def test_what_is_not_safe_or_not_whole_is_refused(text: str, code: str) -> None:
    with pytest.raises(RuleError) as refused:
        Address.parse(text)
    assert refused.value.code == code
