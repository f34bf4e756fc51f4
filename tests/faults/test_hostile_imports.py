"""Whatever is handed to an import is refused soon, in little memory, with a sentence; nothing of it is written."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.builders import SECRETARY, World
from tests.faults.hostile_files import FILES
from tests.faults.program import person

MOST_SECONDS, MOST_KB = 5.0, 300 * 1024


@pytest.mark.skipif(sys.platform != "linux", reason="memory and time are asked of Linux")
def test_every_hostile_file_is_refused(world: World, quick_place: Path) -> None:
    assert len(FILES) >= 40
    files = []
    for number, ((kind, _), build) in enumerate(FILES.items()):
        path = quick_place / f"{number}.bestand"
        path.write_bytes(build())
        files.append((kind, str(path)))
    before = world.store.rows("SELECT count(*), max(number) FROM audit_event")
    given = {**person(world, SECRETARY), "files": files}
    world.close()
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.importing"],
        input=json.dumps(given) + "\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, dict[str, Any]] = {
        f"{kind}: {name}": json.loads(line) for (kind, name), line in zip(FILES, done.stdout.splitlines(), strict=True)
    }
    assert {name: one["fault"] for name, one in found.items() if "fault" in one} == {}
    assert [name for name, one in found.items() if not one["said"]] == []
    unclear = {name: said for name, one in found.items() for _, said in one["said"] if "…" in said or len(said) > 500}
    assert unclear == {}
    assert {name: one["cpu"] for name, one in found.items() if one["cpu"] > MOST_SECONDS} == {}
    assert {name: one["kb"] // 1024 for name, one in found.items() if one["kb"] > MOST_KB} == {}
    assert world.store.rows("SELECT count(*), max(number) FROM audit_event") == before
