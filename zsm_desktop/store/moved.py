"""What stays in a folder whose network goes on elsewhere: a note that it is only to be read from now on.

It went to a server, was put back from a copy in another folder while this one was set aside, or was made ready for
another computer. Of a move to a server the note is laid down before the last step there, and until that step is known
to be done it names the new folder: whoever broke off in between goes on with the move.
"""

from __future__ import annotations

import json
from pathlib import Path

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import write_atomically
from zsm_desktop.domain.json_text import read_json

NOTE = "verhuisd.json"


def moved_to(folder: Path) -> str:
    """Where this network is now; "" while it is here. A note nobody can read says as much as one that is whole."""
    try:
        return str(read_json(folder / NOTE)["to"]) or "?"
    except FileNotFoundError:
        return ""
    except (OSError, ValueError, KeyError, TypeError):
        return "?"


def half_moved_into(folder: Path) -> Path | None:
    """The new folder of a move whose last step is not known to be done."""
    try:
        return Path(read_json(folder / NOTE)["half_into"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def note(folder: Path, to: str, half_into: Path | None = None) -> None:
    said = {"to": to} | ({"half_into": str(half_into.absolute())} if half_into is not None else {})
    write_atomically(folder / NOTE, json.dumps(said, ensure_ascii=False).encode() + b"\n")


def set_aside(folder: Path, to: Path) -> None:
    """The network goes on in `to`, where a copy of it was put back."""
    said = {"to": str(to.absolute()), "aside": True}
    write_atomically(folder / NOTE, json.dumps(said, ensure_ascii=False).encode() + b"\n")


def aside_for(folder: Path) -> Path | None:
    """The folder in which the network of this one goes on; None where it was not set aside."""
    try:
        said = read_json(folder / NOTE)
        return Path(said["to"]) if said.get("aside") is True else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def leave(folder: Path, copy: Path) -> None:
    """The network goes on at another computer, from this copy."""
    said = {"to": str(copy.absolute()), "left": True}
    write_atomically(folder / NOTE, json.dumps(said, ensure_ascii=False).encode() + b"\n")


def left_as(folder: Path) -> Path | None:
    """The copy with which the network of this folder goes on at another computer; None where it does not."""
    try:
        said = read_json(folder / NOTE)
        return Path(said["to"]) if said.get("left") is True else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def forget(folder: Path) -> None:
    """It did not go after all."""
    (folder / NOTE).unlink(missing_ok=True)


def require_here(folder: Path) -> None:
    """Raises RuleError: "store.moved", "store.half_moved", "store.set_aside" or "store.left", with path and to."""
    to = moved_to(folder)
    if to and left_as(folder) is not None:
        raise RuleError("store.left", path=str(folder), to=to)
    if to and aside_for(folder) is not None:
        raise RuleError("store.set_aside", path=str(folder), to=to)
    if to:
        code = "store.moved" if half_moved_into(folder) is None else "store.half_moved"
        raise RuleError(code, path=str(folder), to=to)
