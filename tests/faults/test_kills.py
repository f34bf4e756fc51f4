"""The program is killed in the middle of its work: what it acknowledged is there, and nothing is half."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no signal that cannot be caught")
KILLS = {"commits": 22, "imports": 12, "minutes": 8, "copies": 10, "updates": 7, "long updates": 1}
LONG_TIMES = 20
HASTY = 10


def killed(jobs: dict[str, int], told: dict[str, Any], place: Path) -> list[dict[str, Any]]:
    given = {"jobs": jobs, "told": told, "place": str(place), "seed": 1}
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.killed"],
        input=json.dumps(given) + "\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_no_kill_loses_what_was_acknowledged(told: dict[str, Any], quick_place: Path, is_long: bool) -> None:
    """But of a program that says so too early it does, or this would say nothing."""
    jobs = {job: times * (LONG_TIMES if is_long else 1) for job, times in KILLS.items()}
    hits = killed({**jobs, "hasty": HASTY}, told, quick_place)
    assert len(hits) - HASTY == sum(jobs.values()) >= 60
    assert [one for one in hits if one["faults"] and one["job"] != "hasty"] == []
    assert [one for one in hits if one["faults"] and one["job"] == "hasty"] != []
    for job in jobs.keys() - {"long updates"}:
        assert len({one["acks"] for one in hits if one["job"] == job}) > 1  # at different moments
