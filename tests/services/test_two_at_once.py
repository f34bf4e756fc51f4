"""Two at work on one network: nothing is lost, entries run on, no fund is overdrawn; a second process waits outside."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from tests.builders import PASSWORD, SCHOOLS, World, offer_id, school_id
from zsm_desktop.domain.deliveries import DeliveryStatus
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.funds import Claim, shares
from zsm_desktop.services.delivery_lists import DeliveryFilter
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.entering import DeliveryDraft
from zsm_desktop.services.funds import FundDraft
from zsm_desktop.store.store import Store

ROOT = Path(__file__).parents[2]
CODES = [code for code, _, _ in SCHOOLS]
TURNS = 60
GRANTED = 600_00
OTHER_WAS_FIRST = {"delivery.already_confirmed", "ledger.already_reversed"}
HOLDER = """
import sys
from pathlib import Path
from zsm_desktop.app import open_desk
desk = open_desk(Path(sys.argv[1]), password=sys.argv[2])
print("open", flush=True)
sys.stdin.readline()
desk.close()
"""


@dataclass
class Worker:
    """Someone at an own desk; what went through is noted beside it, and what the other was first with is counted."""

    desk: Desk
    chance: Random
    entered: set[str] = field(default_factory=set)
    confirmed: set[str] = field(default_factory=set)
    reversed: set[int] = field(default_factory=set)
    was_late: int = 0
    failure: BaseException | None = None

    def work(self, start: threading.Barrier) -> None:
        start.wait()
        try:
            for _ in range(TURNS):
                try:
                    self.turn()
                except RuleError as error:
                    if error.code not in OTHER_WAS_FIRST:
                        raise
                    self.was_late += 1
        except BaseException as error:  # noqa: BLE001 - told by the test
            self.failure = error

    def turn(self) -> None:
        desk, chance = self.desk, self.chance
        what = chance.random()
        waiting = [row.id for row in desk.deliveries.page(DeliveryFilter(status=DeliveryStatus.ENTERED))]
        if what < 0.45 or not waiting:
            provider, user = chance.sample(CODES, 2)
            day = date(2026, 8, 1) + timedelta(days=chance.randrange(110))
            draft = DeliveryDraft(day, chance.randint(1, 800), offer_id=offer_id(provider), user_id=school_id(user))
            self.entered.add(desk.deliveries.enter(draft).made_id or "")
        elif what < 0.85:
            chosen = chance.sample(waiting, min(len(waiting), chance.randint(1, 3)))
            desk.deliveries.confirm(chosen)
            self.confirmed |= set(chosen)
        else:
            numbers = [row.number for row in desk.ledger.following(0) if row.kind == "delivery"]
            if numbers:
                number = chance.choice(numbers)
                desk.ledger.reverse(number, "Vergissing.")
                self.reversed.add(number)
        assert sum(row.balance_cents for row in desk.balances.by_school()) == 0


@pytest.fixture
def workers(world: World) -> Iterator[list[Worker]]:
    """Two desks of the secretary, each with a store of its own, as two programs would have."""
    world.desk.funds.add(FundDraft("Subsidie", GRANTED, date(2026, 8, 1), date(2027, 7, 31), percent=60_00))
    actor, keys = world.desk.actor, world.desk.store.keys
    desks = [Desk(Store(world.folder, keys), actor, lambda: world.now) for _ in range(2)]
    yield [Worker(desk, Random(seed)) for seed, desk in enumerate(desks)]
    for desk in desks:
        desk.close()


def test_two_who_enter_confirm_and_reverse_at_once(world: World, workers: list[Worker]) -> None:
    start = threading.Barrier(len(workers))
    threads = [threading.Thread(target=worker.work, args=(start,)) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [worker.failure for worker in workers] == [None, None]

    one, other = workers
    assert one.entered.isdisjoint(other.entered)
    assert one.confirmed.isdisjoint(other.confirmed)
    assert one.reversed.isdisjoint(other.reversed)
    kept = dict(world.store.rows("SELECT id, status FROM delivery"))
    assert kept.keys() == one.entered | other.entered
    assert {id_ for id_, status in kept.items() if status == "confirmed"} == one.confirmed | other.confirmed
    entries = world.desk.ledger.following(0)
    assert [row.number for row in entries] == list(range(1, len(entries) + 1))
    assert {row.delivery_id for row in entries if row.kind == "delivery"} == one.confirmed | other.confirmed
    assert {row.reverses for row in entries if row.reverses} == one.reversed | other.reversed
    assert len(one.entered) > 10
    assert len(other.entered) > 10

    claims = world.store.rows(
        "SELECT delivery_id, delivered_on, claimed_cents, charged_cents, is_reversed FROM fund_claim"
    )
    standing = [
        Claim(id_, date.fromisoformat(day), claimed, charged) for id_, day, claimed, charged, gone in claims if not gone
    ]
    assert sum(claim.claimed_cents for claim in standing) > GRANTED
    assert {claim.delivery_id: claim.charged_cents for claim in standing} == shares(GRANTED, standing)
    (fund,) = world.desk.funds.rows()
    assert fund.left_cents == 0
    acts = dict(world.store.rows("SELECT act, count(*) FROM audit_event GROUP BY act"))
    assert acts["delivery.enter"] == len(kept)
    assert acts["ledger.reverse"] == len(one.reversed | other.reversed)
    result = world.desk.checks.run()
    assert result.ok, result.findings


@contextmanager
def held_elsewhere(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the network open through the front door."""
    command = [sys.executable, "-c", HOLDER, str(folder), PASSWORD]
    with subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline().strip() == "open"
            yield process
        finally:
            process.kill()


def command(folder: Path, *words: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "ZSM_PASSWORD": PASSWORD, "PYTHONUTF8": "1"}
    line = [sys.executable, "-m", "zsm_desktop", "--store", str(folder), *map(str, words)]
    return subprocess.run(
        line, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.mark.file_only("a file has one writer; on a server many write")
def test_a_second_process_hears_who_has_the_network_open(world: World, tmp_path: Path) -> None:
    world.delivered()
    world.entered()
    world.close()
    out = tmp_path / "uit"
    with held_elsewhere(world.folder) as holder:
        refused = command(world.folder, "confirmations", "--out", out)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert refused.stderr.startswith("Dit netwerk is al open bij secretaris op computer ")
        assert not out.exists()
        read = command(world.folder, "balances", "--json")
        assert (read.returncode, read.stderr) == (0, "")
        holder.communicate("klaar\n")
    let_in = command(world.folder, "confirmations", "--out", out)
    assert let_in.returncode == 0, let_in.stderr
    assert len(list(out.iterdir())) == 2


def test_who_crashed_keeps_nobody_out(world: World, tmp_path: Path) -> None:
    world.entered()
    world.close()
    with held_elsewhere(world.folder) as holder:
        holder.kill()
        holder.wait()
        assert command(world.folder, "confirmations", "--out", tmp_path / "uit").returncode == 0
