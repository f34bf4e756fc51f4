"""A network as its people read it, before it goes to a server, there, and back again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from random import Random

from tests.sample_fixture import SAMPLE_TODAY, make_sample
from tests.server import Server
from zsm_desktop.app import open_desk, sharing
from zsm_desktop.services.chain import chain_faults
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.sample import PASSWORD, SampleFacts
from zsm_desktop.store import moving

NOW = datetime.combine(SAMPLE_TODAY, time(9), UTC)
SECRETARY = "secretary"


@dataclass(frozen=True, slots=True)
class Figures:
    """`minutes`: meeting → digests of all that its minutes say now, and of every version laid down."""

    balances: tuple[object, ...]
    minutes: dict[str, tuple[str, ...]]
    chain_head: str
    rows: moving.Contents


def figures_of(desk: Desk) -> Figures:
    balances = desk.balances
    entries, head, broken = chain_faults(desk.store)
    assert (bool(entries), bool(broken)) == (True, False)
    with desk.store.shelf.lent() as connection:
        rows = moving.contents(connection)
    return Figures(
        (balances.by_school(), balances.by_pair(), balances.by_offer(), balances.by_month(), balances.open_items()),
        {meeting: tuple(_minutes(desk, meeting)) for (meeting,) in desk.store.rows("SELECT id FROM meeting")},
        head.hex(),
        rows,
    )


def _minutes(desk: Desk, meeting_id: str) -> Iterator[str]:
    yield hashlib.sha256(repr(desk.minutes.facts(meeting_id)).encode()).hexdigest()
    kept = "SELECT digest FROM minutes_version WHERE meeting_id = ? ORDER BY version"
    for (digest,) in desk.store.rows(kept, (meeting_id,)):
        yield bytes(digest).hex()


def invented(number: int, folder: Path) -> SampleFacts:
    """One of many small networks, no two of one shape."""
    chance = Random(number)
    size = {"schools": chance.randint(2, 9), "years": chance.randint(1, 2), "deliveries": chance.randint(20, 400)}
    return make_sample(folder, seed=number, **size)


def there_and_back(number: int, place: Path, server: Server) -> tuple[Figures, Figures, Figures]:
    """The figures of network `number` at home, on the server, and at home again."""
    facts = invented(number, place / "home")
    name = next(user.name for user in facts.users if user.role == SECRETARY)

    def sit_down(folder: Path, *, read_only: bool = False) -> Desk:
        return open_desk(place / folder, password=PASSWORD, user=name, read_only=read_only, clock=lambda: NOW)

    with closing(sit_down(Path("home"), read_only=True)) as desk:
        home = figures_of(desk)
        sharing.share(desk, PASSWORD, server.address(server.new_database()), "", place / "there")
    with closing(sit_down(Path("there"))) as desk:
        there = figures_of(desk)
        sharing.fetch_local(desk, place / "back")
    with closing(sit_down(Path("back"))) as desk:
        return home, there, figures_of(desk)
