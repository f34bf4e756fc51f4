"""What stays in a folder whose network went to a server: a note that it is only to be read from now on."""

from __future__ import annotations

import json
from pathlib import Path

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import write_atomically

NOTE = "verhuisd.json"


def moved_to(folder: Path) -> str:
    """Where this network is now; "" while it is here. A note nobody can read says as much as one that is whole."""
    try:
        text = (folder / NOTE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError):
        return "?"
    try:
        return str(json.loads(text)["to"])
    except (ValueError, KeyError, TypeError):
        return "?"


def note(folder: Path, to: str) -> None:
    write_atomically(folder / NOTE, json.dumps({"to": to}, ensure_ascii=False).encode() + b"\n")


def forget(folder: Path) -> None:
    """It did not go after all."""
    (folder / NOTE).unlink(missing_ok=True)


def require_here(folder: Path) -> None:
    """Raises RuleError("store.moved", path, to)."""
    to = moved_to(folder)
    if to:
        raise RuleError("store.moved", path=str(folder), to=to)
