"""JSON from a file or a line that anybody may have written: small, flat enough, and of values that can be used.

What is none of that is a ValueError, so that who reads has one thing to expect.
"""

from __future__ import annotations

import json
import math
from datetime import datetime
from pathlib import Path
from typing import Any

MOST = 1 << 20
"""Bytes; far more than any small file of the program."""
MOST_DIGITS = 18
YEARS = range(1970, 3000)
"""Of moments that can still be written in the time of any place."""


def read_json(path: Path, most: int = MOST) -> Any:
    """Raises OSError and ValueError."""
    return parsed(read_bytes(path, most))


def read_bytes(path: Path, most: int) -> bytes:
    """Raises OSError, and ValueError for more than that."""
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise ValueError("too large")
    return data


def parsed(data: bytes | str) -> Any:
    """Raises ValueError, also for half a character or an empty one in a text, which no path and no screen takes."""
    try:
        found = json.loads(data, parse_float=_number, parse_int=_whole, parse_constant=_number)
        said = json.dumps(found, ensure_ascii=False)
    except RecursionError as error:
        raise ValueError("too deep") from error
    said.encode()
    if "\\u0000" in said.replace("\\\\", ""):  # a typed backslash is two
        raise ValueError("an empty character")
    return found


def moment(said: Any) -> datetime:
    """Raises ValueError, also for one that does not say of which place it is the time."""
    if not isinstance(said, str):
        raise ValueError("no moment")
    at = datetime.fromisoformat(said)
    if at.tzinfo is None or at.year not in YEARS:
        raise ValueError("no moment")
    return at


def moment_or_none(said: Any) -> datetime | None:
    return None if said is None else moment(said)


def _number(said: str) -> float:
    if not math.isfinite(found := float(said)):
        raise ValueError("no number")
    return found


def _whole(said: str) -> int:
    if len(said) > MOST_DIGITS:
        raise ValueError("no number of ours")
    return int(said)
