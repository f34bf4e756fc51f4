"""Where the libraries of a built folder look for others: nowhere on the machine that built them.

A Python that somebody compiled for themselves writes its own folder into every library. On another computer that
folder may belong to anyone, who could put a library of their own in it.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path


def outside(library: Path) -> list[str]:
    """The folders it searches that are not told from its own place."""
    said = subprocess.run(["objdump", "-p", library], capture_output=True, text=True, check=False).stdout
    found = re.findall(r"^ +(?:RUNPATH|RPATH) +(.*)$", said, re.MULTILINE)
    return [place for line in found for place in line.split(":") if not place.startswith("$ORIGIN")]


def libraries(built: Path) -> Iterator[Path]:
    return (file for file in sorted(built.rglob("*.so*")) if file.is_file() and not file.is_symlink())


def forget(built: Path) -> list[Path]:
    """Takes such paths out, and says of which files; the program is told by itself where its libraries are."""
    found = [library for library in libraries(built) if outside(library)]
    for library in found:
        subprocess.run(["chrpath", "--delete", str(library)], check=True, stdout=subprocess.DEVNULL)
    return found
