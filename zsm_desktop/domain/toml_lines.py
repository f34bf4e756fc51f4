"""On which line of a TOML text a key stands: the reader of the standard library keeps no places."""

from __future__ import annotations

import re
from collections import Counter

Path = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]#]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"\s*([A-Za-z0-9_.\"'-]+)\s*=\s*(.*)$")
_STRING = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|#.*")
_OPEN, _CLOSE = "[{", "]}"


def lines_of(text: str) -> dict[Path, int]:
    """The line, from 1, of every table and key as far as they are told apart line by line.

    An element of an array has its own where it begins a line. Text that runs over several lines is passed over.
    """
    found: dict[Path, int] = {(): 1}
    tables: Counter[Path] = Counter()
    at: Path = ()
    array: Path | None = None
    depth = element = 0
    for number, line in enumerate(text.split("\n"), start=1):
        bare = _STRING.sub(lambda hit: "" if hit[0].startswith("#") else '""', line)
        if array is not None:
            if depth == 1 and bare.strip()[:1] not in {"", *_CLOSE}:
                found[(*array, element)] = number
                element += 1
        elif header := _HEADER.match(line):
            at = _table(header[2], tables, is_new=header[1] == "[[")
            found[at] = number
            continue
        elif key := _KEY.match(line):
            array = (*at, *_parts(key[1]))
            found.setdefault(array, number)
            bare = bare.partition("=")[2]
            element = 0
        depth += sum(bare.count(sign) for sign in _OPEN) - sum(bare.count(sign) for sign in _CLOSE)
        if depth <= 0:
            array, depth = None, 0
    return found


def line_of(lines: dict[Path, int], path: Path) -> int:
    """Of the thing at `path`, or of the nearest thing around it whose line is known."""
    while path and path not in lines:
        path = path[:-1]
    return lines[path]


def _table(name: str, tables: Counter[Path], *, is_new: bool) -> Path:
    """Where a header stands: the last of each array of tables on its way, or a new one behind them."""
    path: Path = ()
    parts = _parts(name)
    for index, part in enumerate(parts, start=1):
        path = (*path, part)
        if is_new and index == len(parts):
            tables[path] += 1
        if tables[path]:
            path = (*path, tables[path] - 1)
    return path


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in name.split("."))
