"""Programs at work on one network of a server that is being hit, and what must hold of the network afterwards."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from queue import Queue
from typing import IO, Any

import psycopg

from tests.builders import World, make_network, offer_id
from tests.cluster import HOST, Cluster, running
from tests.faults.program import person, run
from tests.faults.shared_rows import FUND, ROWS
from tests.server import Server, server_on
from zsm_desktop.services.changes import Changes
from zsm_desktop.services.desk import Desk

PEOPLE = (
    "secretaris",
    "stage duin",
    "stage zeeuw",
    "boekhouder",
    "secretaris",
    "stage duin",
    "stage zeeuw",
    "secretaris",
)
"""Who the eight clients are."""
ENDLESS = 10**9
SILENT_SECONDS = 30
LINES = {
    "case": "case.edit",
    "offer": "offer.edit",
    "fund": "fund.edit",
    "placement": "placement.plan_months",
    "entered": "delivery.enter",
    "confirmed": "delivery.confirm",
}
"""What is acknowledged, and the act in the logbook that it is."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A network on a cluster of its own, which keeps what it acknowledged as any server does."""

    cluster: Cluster
    server: Server
    world: World
    rows: dict[str, str]

    @contextmanager
    def twin(self, folder: Path) -> Iterator[Hit]:
        """The same network once more, as a database beside it: making another one takes far longer."""
        self.world.close()
        shutil.copytree(self.world.folder, folder)
        self.server.copy(folder)
        world = World(folder, self.world.keys)
        try:
            yield replace(self, world=world)
        finally:
            world.close()

    def fall(self) -> None:
        self.cluster.stop("immediate")
        self.cluster.start()

    def kill_lines(self) -> None:
        with closing(psycopg.connect(self.server.address("postgres", HOST).conninfo(), autocommit=True)) as host:
            host.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'zsm-desktop'"
            )


@contextmanager
def network_to_hit(folder: Path, *options: str) -> Iterator[Hit]:
    """With `options` of the server; without any it is as installed."""
    with running(*options, made_with=("--wal-segsize=1",)) as cluster:
        server = server_on(cluster)
        keys = make_network(folder, server)
        world = World(folder, keys)
        world.keys = world.desk.store.keys
        case, rows = world.case(), {}
        rows["case"] = case
        rows["offer"] = offer_id("DUIN")
        rows["fund"] = _made(world.desk.funds.add(FUND))
        placed = world.desk.placements.place(
            case, offer_id("DUIN"), starts_on=date(2026, 9, 1), ends_on=date(2027, 6, 30), planned_hundredths=4000
        )
        rows["placement"] = _made(placed)
        world.close()
        try:
            yield Hit(cluster, server, world, rows)
        finally:
            world.close()


def _made(changes: Changes) -> str:
    assert changes.made_id is not None
    return changes.made_id


@dataclass(frozen=True, slots=True)
class Outcome:
    """What all clients did, and what of that the network does not hold; all is well when `broken` is empty."""

    acts: int
    unknown: int
    told: Counter[str]
    broken: list[str]


def work(
    hit: Hit,
    *,
    programs: int = 2,
    clients: int = len(PEOPLE),
    acts: int = ENDLESS,
    edit_share: float = 0.5,
    blows: int = 0,
    between: int = 0,
    strike: Callable[[], object] = lambda: None,
) -> Outcome:
    """Let `clients` in so many programs work; after every `between` acts `strike`, so many `blows`, then stop them."""
    people = [person(hit.world, PEOPLE[number]) for number in range(clients)]
    hit.world.close()
    given = {"people": people, "rows": hit.rows, "acts": acts, "edit_share": edit_share}
    started = [
        run("tests.faults.client", {**given, "clients": list(range(at, clients, programs))}) for at in range(programs)
    ]
    try:
        found = list(_followed(started, between, blows, strike))
        assert [program.wait() for program in started] == [0] * programs
    finally:
        for program in started:
            program.kill()
            program.communicate()
    return verdict(hit, found)


def _followed(
    started: list[subprocess.Popen[str]], between: int, blows: int, strike: Callable[[], object]
) -> Iterator[dict[str, Any]]:
    """What each client did in the end."""
    said: Queue[dict[str, Any] | None] = Queue()
    for program in started:
        assert program.stdout is not None
        threading.Thread(target=_listen, args=(program.stdout, said), daemon=True).start()
    busy, since = len(started), 0
    while busy:
        line = said.get(timeout=SILENT_SECONDS)
        if line is None:
            busy -= 1
        elif "done" in line:
            yield line["done"]
        elif blows >= 0 and (since := since + 1) == between:
            since, blows = 0, blows - 1
            if blows >= 0:
                strike()
            else:
                _stop(started)


def _listen(said_by: IO[str], said: Queue[dict[str, Any] | None]) -> None:
    for line in said_by:
        said.put(json.loads(line))
    said.put(None)


def _stop(programs: list[subprocess.Popen[str]]) -> None:
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("stop\n")
        program.stdin.flush()


def verdict(hit: Hit, found: list[dict[str, Any]]) -> Outcome:
    desk = hit.world.desk
    broken = [fault for one in found for fault in one["faults"]]
    broken += _edits_lost(desk, hit.rows, found)
    broken += _deliveries_lost(desk, found)
    broken += _lines_lost(desk, found)
    checked = desk.checks.run()
    broken += [f"check: {finding.code}" for finding in checked.findings]
    if total := sum(row.balance_cents for row in desk.balances.by_school()):
        broken.append(f"the balances sum to {total}")
    told: Counter[str] = sum((Counter(one["told"]) for one in found), Counter())
    acts = sum(_acknowledged(one).total() for one in found)
    return Outcome(acts, sum(sum(one["unknown"].values()) for one in found), told, broken)


def _acknowledged(one: dict[str, Any]) -> Counter[str]:
    return Counter(one["edits"]) + Counter(entered=len(one["entered"]), confirmed=one["confirmations"])


def _edits_lost(desk: Desk, rows: dict[str, str], found: list[dict[str, Any]]) -> Iterator[str]:
    """A count below what was acknowledged: lost; above what could have been kept: done twice."""
    for kind, row_id in rows.items():
        _, counts = ROWS[kind](row_id).read(desk)
        for one in found:
            kept, acknowledged = counts.get(one["client"], 0), one["edits"].get(kind, 0)
            if not acknowledged <= kept <= acknowledged + one["unknown"].get(kind, 0):
                yield f"client {one['client']} edited the {kind} {acknowledged} times, {kept} are there"


def _deliveries_lost(desk: Desk, found: list[dict[str, Any]]) -> Iterator[str]:
    there = dict(desk.store.rows("SELECT id, status FROM delivery"))
    booked = Counter(id_ for (id_,) in desk.store.rows("SELECT delivery_id FROM journal_entry WHERE kind = 'delivery'"))
    entered = [id_ for one in found for id_ in one["entered"]]
    confirmed = [id_ for one in found for id_ in one["confirmed"]]
    maybe = {id_ for one in found for id_ in one["maybe_confirmed"]}
    if gone := set(entered) - there.keys():
        yield f"{len(gone)} deliveries that were acknowledged are not there"
    if len(there) - len(entered) > sum(one["unknown"].get("entered", 0) for one in found):
        yield f"{len(there)} deliveries, {len(entered)} acknowledged"
    if len(set(confirmed)) < len(confirmed):
        yield "two were told that they confirmed one and the same delivery"
    standing = {id_ for id_, status in there.items() if status == "confirmed"}
    if not set(confirmed) <= standing <= set(confirmed) | maybe:
        yield f"{len(standing)} deliveries confirmed, {len(set(confirmed))} acknowledged"
    if booked.keys() != standing or set(booked.values()) > {1}:
        yield "what is confirmed is not what is booked"


def _lines_lost(desk: Desk, found: list[dict[str, Any]]) -> Iterator[str]:
    """Every act left its line, and the lines are numbered without a gap."""
    lines = Counter(act for (act,) in desk.store.rows("SELECT act FROM audit_event"))
    numbers = [number for (number,) in desk.store.rows("SELECT number FROM audit_event ORDER BY number")]
    if numbers != list(range(1, len(numbers) + 1)):
        yield "the logbook has a gap"
    for kind, act in LINES.items():
        acknowledged = sum(_acknowledged(one)[kind] for one in found)
        unknown = sum(one["unknown"].get(kind, 0) for one in found)
        if not acknowledged <= lines[act] <= acknowledged + unknown:
            yield f"{acknowledged} times {act}, {lines[act]} lines"
