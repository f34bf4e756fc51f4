"""Networks that programs work on which are hit, and where they are put."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from tests.builders import World, made_id
from tests.memory import in_memory
from tests.store.test_older_stores import STORES

OLDER, OLDEST = "v10", "v1"
"""The last one that is not of today is one quick step away; the first goes through all of them, and takes its time."""
EXCHANGED = {"DUIN": 6175, "KREEK": -2470, "ZEEUW": -3705}


@pytest.fixture
def quick_place() -> Iterator[Path]:
    """In memory where there is such a place: a disk that flushes would say nothing more here, and take long."""
    with tempfile.TemporaryDirectory(dir=in_memory()) as folder:
        yield Path(folder)


@pytest.fixture
def meeting(world: World) -> str:
    return (
        world.desk.meetings.plan(
            made_id(9, 1), held_on=date(2026, 12, 1), starts_at=time(9), ends_at=time(10), place=""
        ).made_id
        or ""
    )


@pytest.fixture
def told(world: World, meeting: str, quick_place: Path) -> dict[str, Any]:
    """Where each job works, and on what."""
    case = world.case()
    world.close()
    network = shutil.copytree(world.folder, quick_place / "network")
    here = {"network": str(network), "case": case, "meeting": meeting}
    jobs: dict[str, Any] = dict.fromkeys(["commits", "imports", "minutes", "copies", "hasty"], here)
    older = {
        job: {"network": str(STORES / version), "exchanged": EXCHANGED}
        for job, version in (("updates", OLDER), ("long updates", OLDEST))
    }
    return {**jobs, **older}
