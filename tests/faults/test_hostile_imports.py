"""Whatever is handed to an import is refused soon, in little memory, with a sentence; nothing of it is written."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.builders import PASSWORD, SECRETARY, World
from tests.faults.hostile_files import FILES, LIST
from zsm_desktop.cli import main
from zsm_desktop.models import Base
from zsm_desktop.store.lease import LEASE_FILE

MOST_SECONDS, MOST_KB = 5.0, 300 * 1024
LONGEST = 240
REFUSED = 2


def kept(world: World) -> dict[str, Any]:
    """Every row of every table, and every file beside them but what comes with opening."""
    rows = {name: sorted(world.store.rows(f"SELECT * FROM {name}"), key=repr) for name in Base.metadata.tables}
    world.close()
    files = sorted(str(path.relative_to(world.folder)) for path in world.folder.rglob("*"))
    return {**rows, "files": [name for name in files if not name.startswith(("store.db-", LEASE_FILE))]}


def hand_in(folder: Path, files: list[tuple[str, str]]) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.importing"],
        input=json.dumps({"folder": str(folder), "files": files}) + "\n",
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.skipif(sys.platform != "linux", reason="memory and time are asked of Linux")
def test_every_hostile_file_is_refused(world: World, quick_place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list that is in order is taken in the same way: so something would have been written."""
    assert len(FILES) >= 40
    files = []
    for number, ((kind, _), build) in enumerate(FILES.items()):
        path = quick_place / f"{number}.bestand"
        path.write_bytes(build())
        files.append((kind, str(path)))
    before = kept(world)
    found = {f"{kind}: {name}": one for (kind, name), one in zip(FILES, hand_in(world.folder, files), strict=True)}
    assert {name: one["fault"] for name, one in found.items() if "fault" in one} == {}
    assert [name for name, one in found.items() if one["status"] != REFUSED or one["written"] or not one["said"]] == []
    unclear = {name: said for name, one in found.items() for said in one["said"] if "…" in said or len(said) > 500}
    assert unclear == {}
    assert {name: one["seconds"] for name, one in found.items() if one["seconds"] > MOST_SECONDS} == {}
    assert {name: one["kb"] // 1024 for name, one in found.items() if one["kb"] > MOST_KB} == {}
    assert kept(world) == before
    (good := quick_place / "goed.csv").write_bytes(LIST)
    monkeypatch.setenv("ZSM_PASSWORD", PASSWORD)
    assert main(["--store", str(world.folder), "--user", SECRETARY, "import-schools", str(good)]) == 0
    after = kept(world)
    assert {name for name in before if after[name] != before[name]} >= {
        "files",
        "school",
        "import_batch",
        "audit_event",
    }
