"""The list of sums beside what people get."""

from __future__ import annotations

import hashlib
from pathlib import Path

SUMS = "SHA256SUMS"


def sum_of(file: Path) -> str:
    with file.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def write_sums(folder: Path) -> None:
    """As `sha256sum -c` reads it: with it anyone can see that a file came over whole."""
    files = sorted(file for file in folder.iterdir() if file.is_file() and file.name != SUMS)
    lines = [f"{sum_of(file)}  {file.name}\n" for file in files]
    (folder / SUMS).write_text("".join(lines), encoding="ascii", newline="\n")


def said_sums(folder: Path) -> dict[str, str]:
    """By name, as the list in `folder` says; nothing where there is no list."""
    list_ = folder / SUMS
    if not list_.is_file():
        return {}
    pairs = (line.split("  ", 1) for line in list_.read_text(encoding="ascii").splitlines() if "  " in line)
    return {name: said for said, name in pairs}
