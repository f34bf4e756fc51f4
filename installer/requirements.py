"""Which locked packages the program itself needs: the lock says of each package who asked for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

TOOLS_HEADING = "# Developing"


@dataclass(frozen=True, slots=True)
class Locked:
    """One package of the lock: `text` is its whole entry with marker and hashes, `asked_by` who needs it."""

    name: str
    version: str
    text: str
    asked_by: frozenset[str]


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(lock: str) -> dict[str, Locked]:
    """The packages of a lock as uv writes it, by name."""
    packages = {}
    for entry in re.split(r"\n(?=[A-Za-z0-9])", lock):
        head = re.match(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)", entry)
        if head:
            comment = " ".join(re.findall(r"^ +# *(.*)$", entry, re.MULTILINE)).removeprefix("via ")
            asked_by = frozenset(plain(word) for word in comment.replace("-r requirements.in", "").split())
            packages[plain(head[1])] = Locked(plain(head[1]), head[2], entry, asked_by)
    return packages


def runtime_requirements(root: Path) -> list[str]:
    """The lines of requirements.in above the tools."""
    needed, found, _tools = (root / "requirements.in").read_text(encoding="utf-8").partition(TOOLS_HEADING)
    if not found:
        raise ValueError(f"requirements.in has no line '{TOOLS_HEADING}'")
    return [line.strip() for line in needed.splitlines() if line.strip() and not line.startswith("#")]


def closure(wanted: set[str], packages: dict[str, Locked]) -> set[str]:
    """The wanted packages and everything they ask for."""
    names = set(wanted)
    while more := {package.name for package in packages.values() if package.asked_by & names} - names:
        names |= more
    return names


def runtime_names(root: Path) -> set[str]:
    packages = locked((root / "requirements.lock").read_text(encoding="utf-8"))
    wanted = {plain(re.split(r"[<>=!~\[; ]", line)[0]) for line in runtime_requirements(root)}
    return closure(wanted, packages)


def part_of_lock(root: Path, also: set[str]) -> str:
    """A lock with the program's own needs and those of the named tools, hashes included."""
    packages = locked((root / "requirements.lock").read_text(encoding="utf-8"))
    names = runtime_names(root) | closure(also, packages)
    return "\n".join(packages[name].text for name in sorted(names)) + "\n"
