"""Reads every file of a folder in a program of its own, so that memory is measured cleanly; prints what each took."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.intake.safe_workbook import read_workbook


def own_peak_kb() -> int:
    """Linux hands ru_maxrss on from the program that started this one, so its own peak is read elsewhere."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    raise LookupError("VmHWM")


def measure(path: Path) -> dict[str, object]:
    started = time.monotonic()
    try:
        read_workbook(path)
        code = ""
    except RuleError as refusal:
        code = refusal.code
    return {
        "name": path.stem,
        "code": code,
        "seconds": time.monotonic() - started,
        "parent_kb": own_peak_kb(),
        "reader_kb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss,
        "has_qt": "PySide6" in sys.modules,
    }


if __name__ == "__main__":
    print(json.dumps([measure(path) for path in sorted(Path(sys.argv[1]).iterdir())]))
