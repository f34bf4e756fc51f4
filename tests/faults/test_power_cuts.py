"""The power fails at any moment: what was acknowledged is there, and the store is whole."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.builders import PASSWORD, SECRETARY, World
from tests.faults.power import Disk, Op, built_shim, recorded, recording
from tests.faults.program import person
from tests.faults.workday import NOW, enter, lost
from zsm_desktop.app import open_desk
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store import raw

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what is written is recorded as Linux does it")
ACTS = 150
POINTS, LONG_POINTS = 300, 10_000
WEAK_ACTS, WEAK_POINTS = 60, 40
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


Recorder = Callable[[tuple[str, int] | None], Recorded]


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_shim(tmp_path_factory.mktemp("shim"))


@pytest.fixture
def record(world: World, shim: Path, quick_place: Path) -> Recorder:
    def make(synchronous: tuple[str, int] | None) -> Recorded:
        case, folder = world.case(), quick_place / "network"
        given: dict[str, object] = {**person(world, SECRETARY), "folder": str(folder), "acks": str(folder / ACKS)}
        given |= {"case": case, "synchronous": synchronous, "acts": WEAK_ACTS if synchronous else ACTS}
        world.close()
        start, log = Path(shutil.copytree(world.folder, quick_place / "start")), quick_place / "log"
        shutil.copytree(start, folder)
        subprocess.run(
            [sys.executable, "-m", "tests.faults.workday"],
            env=recording(shim, folder, log),
            input=json.dumps(given) + "\n",
            text=True,
            check=True,
            timeout=120,
        )
        return Recorded(start, list(recorded(log)), case)

    return make


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
        if not is_whole:
            return found + [fault.code for fault in desk.store.place.faults()]
        enter(desk)  # it can be worked in
        return found + [fault.code for fault in desk.checks.run().findings]
    except (RuleError, *raw.DATABASE_ERRORS) as error:
        return [str(error)]
    finally:
        desk.close()


def test_no_power_cut_loses_what_was_acknowledged(record: Recorder, is_long: bool, quick_place: Path) -> None:
    made = record(FULL)
    begun_anew = [op for op in made.ops if (op.kind, op.name, op.number) == (b"w", "store.db-wal", 0)]
    assert len(begun_anew) > 1  # the log was folded into the file in the middle of the day
    assert {"keys.json.vorige", "keys.json"} <= {op.data.decode() for op in made.ops if op.kind == b"r"}
    assert faults_after_cuts(made, LONG_POINTS if is_long else POINTS, quick_place / "cut") == []


@pytest.mark.parametrize("weak", [NORMAL, OFF], ids=["normal", "off"])
def test_the_rig_sees_what_a_weaker_setting_loses(record: Recorder, weak: tuple[str, int], quick_place: Path) -> None:
    """Else the test above would say nothing."""
    assert len(faults_after_cuts(record(weak), WEAK_POINTS, quick_place / "cut")) >= WEAK_POINTS // 6
