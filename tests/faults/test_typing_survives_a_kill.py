"""The program is killed in the middle of a sentence: what was typed until two seconds before is in the store."""

from __future__ import annotations

import json
import os
import signal
import time

import pytest

from tests.builders import World
from tests.faults.program import start
from tests.ui.meeting.people import running

LEAST_SECONDS = 4
LOST_SECONDS = 2.0


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signal that cannot be caught")
def test_typing_survives_a_kill(world: World) -> None:
    meeting_id = running(world, world.case())
    item_id = next(row.id for row in world.desk.meetings.card(meeting_id).agenda if row.case)
    with start("tests.faults.typist", world, meeting=meeting_id, item=item_id) as typist:
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

    notes = world.desk.live.card(item_id).notes.split()
    assert notes == [f"w{at:05d}" for at in range(1, len(notes) + 1)]
    safe = [one["word"] for one in said if one["at"] <= killed_at - LOST_SECONDS]
    assert len(safe) > 10
    assert len(notes) >= safe[-1]
