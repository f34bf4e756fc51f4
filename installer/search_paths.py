"""Where the libraries of a built folder look for others: nowhere on the machine that built them.

A Python that somebody compiled for themselves writes its own folder into every library. On another computer that
folder may belong to anyone, who could put a library of their own in it.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path


def places(library: Path) -> list[str]:
    """The folders in which it looks for others, in order."""
    said = subprocess.run(["objdump", "-p", library], capture_output=True, text=True, check=True).stdout
    found = re.findall(r"^ +(?:RUNPATH|RPATH) +(.*)$", said, re.MULTILINE)
    return [place for line in found for place in line.split(":")]


def is_own(place: str) -> bool:
    """Told from where the library itself is."""
    return place == "$ORIGIN" or place.startswith("$ORIGIN/")


def outside(library: Path) -> list[str]:
    """The folders it searches that are not told from its own place."""
    return [place for place in places(library) if not is_own(place)]


def libraries(built: Path) -> Iterator[Path]:
    return (file for file in sorted(built.rglob("*.so*")) if file.is_file() and not file.is_symlink())


def forget(built: Path) -> list[Path]:
    """Takes such folders out and leaves those told from its own place; says of which files."""
    found = [library for library in libraries(built) if outside(library)]
    for library in found:
        kept = ":".join(place for place in places(library) if is_own(place))
        how = ["--replace", kept] if kept else ["--delete"]
        subprocess.run(["chrpath", *how, str(library)], check=True, stdout=subprocess.DEVNULL)
    return found
