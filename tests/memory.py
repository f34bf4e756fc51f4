"""What tests write lies in memory where there is room: a disk that flushes would say nothing more, and take long."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
ROOM = 2 << 30
TEMPORARY = "TMPDIR"
"""Where pytest makes its folders, and programs that tests start make theirs."""


def in_memory() -> Path | None:
    """None on a computer that has no such place, or a small one."""
    is_there = MEMORY.is_dir() and os.access(MEMORY, os.W_OK)
    return MEMORY if is_there and shutil.disk_usage(MEMORY).free > ROOM else None


def pytest_configure() -> None:
    place = in_memory()
    if place is not None and TEMPORARY not in os.environ:
        os.environ[TEMPORARY] = tempfile.tempdir = str(place)
