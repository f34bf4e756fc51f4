"""Forty cases led by keys, the program killed half-way: the minutes say what was said, in order, and nothing twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess

import pytest

from tests.builders import World
from tests.faults.program import start
from tests.flows.leader import note_of
from tests.ui.meeting.people import running
from zsm_desktop.domain.progress import DiscussionOutcome

CASES = 40
KILLED_AT = 20
DIGITS = (2, 3, 4, 5, 7)
OUTCOMES = tuple(DiscussionOutcome)


def said_by(process: subprocess.Popen[str]) -> list[dict[str, object]]:
    assert process.stdout is not None
    return [json.loads(line) for line in process.stdout]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signal that cannot be caught")
def test_forty_cases_by_keys_with_a_kill_in_the_middle(world: World) -> None:
    numbers = range(1, CASES + 1)
    cases = [world.case(("ZEEUW", "KREEK", "DUIN")[at % 3], number=f"C-2026-{at:03d}") for at in numbers]
    meeting = running(world, *cases)

    with start("tests.flows.leader", world, meeting=meeting, hang=KILLED_AT, digits=DIGITS) as leader:
        assert leader.stdout is not None
        done = []
        for line in leader.stdout:
            told = json.loads(line)
            if "hanging" in told:
                break
            done.append(told["done"])
        leader.send_signal(signal.SIGKILL)
    assert leader.returncode == -signal.SIGKILL
    assert done == list(range(1, KILLED_AT))

    with start("tests.flows.leader", world, meeting=meeting, hang=0, digits=DIGITS) as leader:
        said = said_by(leader)
    assert leader.returncode == 0
    assert [one["done"] for one in said if "done" in one] == list(range(KILLED_AT, CASES + 1))

    facts = world.desk.minutes.facts(meeting)
    talked = [item for item in facts.card.agenda if item.case is not None]
    assert [item.case.number for item in talked if item.case] == [f"C-2026-{at:03d}" for at in numbers]
    wrong = [(at, item.notes) for at, item in zip(numbers, talked, strict=True) if item.notes != note_of(at)]
    assert wrong == []
    assert [item.outcome for item in talked] == [OUTCOMES[DIGITS[at % len(DIGITS)] - 1].value for at in numbers]
    assert [action.text for action in facts.card.actions] == [f"Actie {at}" for at in numbers if at % 4 == 0]
    assert [one.text for one in facts.card.decisions] == [f"Besluit {at}" for at in numbers if at % 5 == 0]
    assert {one.title for one in facts.card.bottlenecks} == {f"Knelpunt {at}" for at in numbers if at % 7 == 0}
    assert facts.card.row.status == "finished"
