"""The power fails at any moment: what was acknowledged is there, and the store is whole."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.builders import PASSWORD, SECRETARY, World, make_network
from tests.faults.power import Disk, Op, built_shim, recorded, recording
from tests.faults.program import person
from tests.faults.workday import NOW, enter, lost
from tests.memory import in_memory
from zsm_desktop.app import open_desk
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store import raw

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what is written is recorded as Linux does it")
ACTS = 150
POINTS, LONG_POINTS = 300, 10_000
WEAK_ACTS, WEAK_POINTS = 60, 24
FULL: tuple[str, int] | None = None
NORMAL, OFF = ("NORMAL", 1), ("OFF", 0)
EVERY_PART = 8
"""Every so many points an act is done, and not only the pages are looked at but all that `check` does."""
ACKS = "acks"


@dataclass(frozen=True)
class Recorded:
    """A folder as it was, what a program then did to it, and what is needed to open it again."""

    start: Path
    ops: list[Op]
    case: str


DAYS = {"full": (FULL, ACTS), "normal": (NORMAL, WEAK_ACTS), "off": (OFF, WEAK_ACTS)}


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Recorded]]:
    """One program has a day at each setting, in a network of its own."""
    shim = built_shim(tmp_path_factory.mktemp("shim"))
    with tempfile.TemporaryDirectory(dir=in_memory()) as place:
        start, networks, log = Path(place, "start"), Path(place, "networks"), Path(place, "log")
        world = World(start, make_network(start))
        case, whose = world.case(), person(world, SECRETARY)
        world.close()
        given = []
        for name, (synchronous, acts) in DAYS.items():
            folder = Path(shutil.copytree(start, networks / name))
            said = {"folder": str(folder), "acks": str(folder / ACKS), "case": case}
            given.append(whose | said | {"synchronous": synchronous, "acts": acts})
        subprocess.run(
            [sys.executable, "-m", "tests.faults.workday"],
            env=recording(shim, networks, log),
            input="".join(json.dumps(day) + "\n" for day in given),
            text=True,
            check=True,
            timeout=240,
        )
        ops = list(recorded(log))
        yield {name: Recorded(start, list(within(name, ops)), case) for name in DAYS}


def within(network: str, ops: list[Op]) -> Iterator[Op]:
    """What was done in one folder, by the names in it."""
    for op in ops:
        first, _, name = op.name.partition("/")
        if first == network:
            to = op.data.removeprefix(f"{network}/".encode()) if op.kind == b"r" else op.data
            yield op._replace(name=name, data=to)


def faults_after_cuts(made: Recorded, points: int, folder: Path) -> list[str]:
    """The faults found after so many power cuts, each at a moment of its own."""
    chance = random.Random(points)
    disk, found, done = Disk(made.start), [], 0
    moments = sorted(chance.choices(range(len(made.ops)), k=points))
    for number, moment in enumerate(moments):
        for op in made.ops[done:moment]:
            disk.do(op)
        done = moment
        acks = [json.loads(line) for line in disk.seen(ACKS).splitlines()]
        (folder / "backups").mkdir(parents=True)
        for name, content in disk.cut(chance).items():
            (folder / name).write_bytes(content)
        found += [f"at {moment}: {fault}" for fault in faults(made, folder, acks, is_whole=number % EVERY_PART == 0)]
        shutil.rmtree(folder)
    return found


def faults(made: Recorded, folder: Path, acks: list[dict[str, object]], *, is_whole: bool) -> list[str]:
    try:
        desk = open_desk(folder, password=PASSWORD, user=SECRETARY, clock=lambda: NOW)
    except RuleError as refused:
        return [refused.code]
    try:
        found = lost(desk, made.case, acks)
        if found:
            return found
        if not is_whole:
            return found + [fault.code for fault in desk.store.place.faults()]
        enter(desk)  # it can be worked in
        return found + [fault.code for fault in desk.checks.run().findings]
    except (RuleError, *raw.DATABASE_ERRORS) as error:
        return [str(error)]
    finally:
        desk.close()


def test_no_power_cut_loses_what_was_acknowledged(days: dict[str, Recorded], is_long: bool, quick_place: Path) -> None:
    made = days["full"]
    begun_anew = [op for op in made.ops if (op.kind, op.name, op.number) == (b"w", "store.db-wal", 0)]
    assert len(begun_anew) > 1  # the log was folded into the file in the middle of the day
    assert {"keys.json.vorige", "keys.json"} <= {op.data.decode() for op in made.ops if op.kind == b"r"}
    assert faults_after_cuts(made, LONG_POINTS if is_long else POINTS, quick_place / "cut") == []


@pytest.mark.parametrize("weak", ["normal", "off"])
def test_the_rig_sees_what_a_weaker_setting_loses(days: dict[str, Recorded], weak: str, quick_place: Path) -> None:
    """Else the test above would say nothing."""
    assert len(faults_after_cuts(days[weak], WEAK_POINTS, quick_place / "cut")) >= WEAK_POINTS // 6
