"""Keyrings of a computer, as the package keyring takes them: one that keeps, and one that stays locked."""

from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError


class InMemory(KeyringBackend):
    priority = 5

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError


class InAFile(InMemory):
    """As a package that is not recommended says of itself."""

    priority = 0.5


class Locked(InMemory):
    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked


def use(ring: KeyringBackend) -> None:
    keyring.set_keyring(ring)


@pytest.fixture
def ring() -> Iterator[InMemory]:
    """What this computer has from now on; afterwards it has none again."""
    before, made = keyring.get_keyring(), InMemory()
    use(made)
    yield made
    use(before)
