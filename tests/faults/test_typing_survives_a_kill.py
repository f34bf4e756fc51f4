"""The program is killed in the middle of a sentence: what was typed until two seconds before is in the store."""

from __future__ import annotations

import json
import os
import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.builders import SECRETARY, World
from tests.faults.program import person, run
from tests.ui.meeting.people import running
from zsm_desktop.store.keys import Keys

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no signal that cannot be caught")
LEAST_SECONDS = 4
LOST_SECONDS = 2.0
MANY = 10


def drafted(world: World, meeting_id: str) -> str:
    """The first field of the one thing that was being written."""
    (draft,) = world.desk.drafts.rows(meeting_id)
    return draft.words["description"] if draft.kind == "describe" else draft.words["text"]


def noted(world: World, meeting_id: str) -> str:
    (item,) = [row for row in world.desk.meetings.card(meeting_id).agenda if row.case]
    return item.notes


KEPT: dict[str, Callable[[World, str], str]] = {
    "notes": noted,
    "action": drafted,
    "decision": drafted,
    "bottleneck": drafted,
    "describe": drafted,
    "wall": drafted,
    "reason": drafted,
}


@dataclass
class Typist:
    """A program at a meeting of its own, and what it said until it was killed."""

    world: World
    meeting: str
    told: dict[str, str]
    pid: int = 0
    said: list[dict[str, Any]] = field(default_factory=list)
    killed_at: float = 0.0
    ended: int | None = None

    def safe(self, at: float) -> list[int]:
        """The words that are kept whatever happens now."""
        return [one["word"] for one in self.said if one["at"] <= at - LOST_SECONDS]

    def hear(self, line: dict[str, Any]) -> None:
        """Types on without a pause that would be long enough to count as one, and is then killed."""
        self.pid = line.get("pid", self.pid)
        self.ended = line.get("ended")
        if "word" not in line:
            return
        self.said.append(line)
        typed_for = line["at"] - self.said[0]["at"]
        if not self.killed_at and typed_for >= LEAST_SECONDS and len(self.safe(line["at"])) > MANY:
            self.killed_at = time.monotonic()
            os.kill(self.pid, signal.SIGKILL)


def at_meeting(world: World, what: str) -> Typist:
    meeting_id = running(world, world.case())
    item_id = next(row.id for row in world.desk.meetings.card(meeting_id).agenda if row.case)
    if what == "describe":
        world.desk.live.add_bottleneck(item_id, "Geen bus na vier uur")
    told = {**person(world, SECRETARY), "meeting": meeting_id, "item": item_id, "what": what}
    world.close()
    return Typist(world, meeting_id, told)


@pytest.fixture(scope="module")
def killed(made_network: tuple[Path, Keys], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Typist]:
    """All at once, for each waits for the clock most of the time: a program and a network of its own."""
    place, (template, keys) = tmp_path_factory.mktemp("typists"), made_network
    typists = {what: at_meeting(World(shutil.copytree(template, place / what), keys), what) for what in KEPT}
    with run("tests.faults.typist", {"typists": [one.told for one in typists.values()]}) as program:
        assert program.stdout is not None
        for text in program.stdout:
            line = json.loads(text)
            typists[line["what"]].hear(line)
    assert program.returncode == 0
    return typists


@pytest.mark.parametrize("what", KEPT)
def test_typing_survives_a_kill(killed: dict[str, Typist], what: str) -> None:
    typist = killed[what]
    assert typist.ended == -signal.SIGKILL
    words = KEPT[what](typist.world, typist.meeting).split()
    typist.world.close()
    assert words == [f"w{at:05d}" for at in range(1, len(words) + 1)]
    safe = typist.safe(typist.killed_at)
    assert len(safe) > MANY
    assert len(words) >= safe[-1]
