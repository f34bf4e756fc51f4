"""The program is killed in the middle of a sentence: what was typed until two seconds before is in the store."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable

import pytest

from tests.builders import World
from tests.faults.program import start
from tests.ui.meeting.people import running

LEAST_SECONDS = 4
LOST_SECONDS = 2.0


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


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signal that cannot be caught")
@pytest.mark.parametrize("what", KEPT)
def test_typing_survives_a_kill(world: World, what: str) -> None:
    meeting_id = running(world, world.case())
    item_id = next(row.id for row in world.desk.meetings.card(meeting_id).agenda if row.case)
    if what == "describe":
        world.desk.live.add_bottleneck(item_id, "Geen bus na vier uur")
    with start("tests.faults.typist", world, meeting=meeting_id, item=item_id, what=what) as typist:
        assert typist.stdout is not None
        said = [json.loads(typist.stdout.readline())]
        # Typed on without a pause that would be long enough to count as one.
        while said[-1]["at"] - said[0]["at"] < LEAST_SECONDS:
            said.append(json.loads(typist.stdout.readline()))
        killed_at = time.monotonic()
        typist.send_signal(signal.SIGKILL)
        rest, _ = typist.communicate()
        said += [json.loads(line) for line in rest.splitlines()]
    assert typist.returncode == -signal.SIGKILL

    words = KEPT[what](world, meeting_id).split()
    assert words == [f"w{at:05d}" for at in range(1, len(words) + 1)]
    safe = [one["word"] for one in said if one["at"] <= killed_at - LOST_SECONDS]
    assert len(safe) > 10
    assert len(words) >= safe[-1]
