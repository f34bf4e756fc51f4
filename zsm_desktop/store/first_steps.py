"""Which steps of a first run were left open: a small file in the network's folder, gone when nothing is.

It says the names of steps and nothing else. It lies with the network and not with the preferences of a computer, for
whether somebody holds the printed key is a matter of the network.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import write_atomically
from zsm_desktop.domain.json_text import read_json

FILE = "eerste-start.json"
SHEET, SCHOOLS, BODY, COPIES = "sheet", "schools", "body", "copies"
STEPS = (SHEET, SCHOOLS, BODY, COPIES)
OPEN, LATER = "open", "later"
KEPT_WAITING = frozenset({SHEET})
"""What is asked for again until it is done; the others may be left for good."""


def begin(folder: Path) -> None:
    """All of them are open in a network that was just made."""
    _write(folder, dict.fromkeys(STEPS, OPEN))


def standing(folder: Path) -> dict[str, str]:
    """The steps that are not done, in their order, and how each was left; a file nobody can read says nothing."""
    try:
        said = read_json(folder / FILE)
    except (OSError, ValueError):
        return {}
    if not isinstance(said, dict):
        return {}
    return {step: said[step] for step in STEPS if said.get(step) in (OPEN, LATER)}


def settle(folder: Path, step: str, *, later: bool = False) -> None:
    """It is done, or left for later; a folder that cannot be written in asks again the next time."""
    left = standing(folder)
    if later and step in KEPT_WAITING:
        left[step] = LATER
    else:
        left.pop(step, None)
    try:
        _write(folder, left)
    except (RuleError, OSError):
        return


def remind(folder: Path, step: str) -> None:
    """It is to be done again; where it was open it stays so."""
    left = standing(folder)
    if step not in left:
        _write(folder, {**left, step: LATER})


@contextmanager
def reminded(folder: Path, step: str, is_as_before: Callable[[], bool]) -> Iterator[None]:
    """As `remind`, before what makes it to be done again: who is cut off right after that is reminded as well.

    Where it fails it is put back as it was, unless something changed all the same or nobody can tell.
    """
    was_open = step in standing(folder)
    remind(folder, step)
    try:
        yield
    except BaseException:
        with suppress(RuleError, OSError):
            if not was_open and is_as_before():
                settle(folder, step)
        raise


def ask(folder: Path, step: str) -> None:
    """It is asked at the next opening, once."""
    _write(folder, {**standing(folder), step: OPEN})


def _write(folder: Path, left: dict[str, str]) -> None:
    if left:
        write_atomically(folder / FILE, json.dumps(left).encode() + b"\n")
    else:
        (folder / FILE).unlink(missing_ok=True)
