"""The default sample network, made once per run of the tests and copied for each test that asks for it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.server import Server
    from zsm_desktop.services.sample import SampleFacts
    from zsm_desktop.store.store import Store

SAMPLE_TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class MadeSample:
    """A sample on disk; do not write in the one of the session."""

    folder: Path
    facts: SampleFacts
    today: date = SAMPLE_TODAY


def make_sample(folder: Path, **arguments: object) -> SampleFacts:
    """The sample with cheap keys, on SAMPLE_TODAY unless asked otherwise."""
    from zsm_desktop.services.sample import make

    return make(folder, **{"today": SAMPLE_TODAY, "cheap_keys": True, **arguments})


def open_sample(folder: Path, role: str = "secretary") -> Store:
    """The store as this role's user opens it, for reading."""
    from zsm_desktop.services.sample import PASSWORD
    from zsm_desktop.store import folder as network_folder
    from zsm_desktop.store.store import Store

    header = network_folder.header_of(folder)
    user_id = next(owner.user_id for owner in header.users if owner.role == role)
    return Store(folder, header.unlock(PASSWORD, user_id), read_only=True)


@pytest.fixture(scope="session")
def session_sample(tmp_path_factory: pytest.TempPathFactory) -> MadeSample:
    folder = tmp_path_factory.mktemp("sample") / "network"
    return MadeSample(folder, make_sample(folder))


@pytest.fixture(scope="session")
def profile_sample(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], MadeSample]:
    """The whole sample of a profile, made once per run; for reading, or to copy from."""
    folder = tmp_path_factory.mktemp("profiles")

    @cache
    def made(profile: str) -> MadeSample:
        facts = make_sample(folder / profile, profile=profile, deliveries=200)
        return MadeSample(folder / profile, facts)

    return made


@pytest.fixture
def sample(session_sample: MadeSample, tmp_path: Path) -> MadeSample:
    """A copy for this test alone."""
    folder = tmp_path / "sample"
    shutil.copytree(session_sample.folder, folder)
    return MadeSample(folder, session_sample.facts)


@pytest.fixture(scope="session")
def sample_store(session_sample: MadeSample) -> Iterator[Store]:
    """The session's sample, open for reading only."""
    store = open_sample(session_sample.folder)
    yield store
    store.close()


@pytest.fixture(scope="session")
def sample_on_server(
    session_sample: MadeSample, server: Server, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """The sample as it went to a server: by a user's name the folder that user opens it with, the password as ever."""
    from tests.builders import CHEAP
    from zsm_desktop.app import open_desk, people, sharing
    from zsm_desktop.domain.permissions import Role
    from zsm_desktop.services.sample import PASSWORD
    from zsm_desktop.store.postgres.address import Address

    place = tmp_path_factory.mktemp("shared")
    shutil.copytree(session_sample.folder, place / "network")
    mover = next(user.name for user in session_sample.facts.users if user.role == Role.SECRETARY)
    with closing(open_desk(place / "network", password=PASSWORD, user=mover, read_only=True)) as desk:
        there = sharing.share(desk, PASSWORD, server.address(server.new_database()), "", place / mover).folder
    with closing(open_desk(there, password=PASSWORD)) as desk:
        for row in desk.users.rows():
            if row.name != mover:
                people.edit_user(desk, row.id, row.version, row.name, row.role, row.school_id, PASSWORD, kdf=CHEAP)
        found = {name: place / name for name, _ in sharing.addresses(desk)}
        for name, address in sharing.addresses(desk):
            if name != mover:
                sharing.join(Address.parse(address), found[name], name)
    server.keep_logins()
    return found
