"""Puts a finished paper on disk: whole or not at all, under a name every system accepts."""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from pathlib import Path

MOST_CHARACTERS = 120
_UNFIT = re.compile(r"[^A-Za-z0-9 _.-]+", re.ASCII)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def file_name(text: str, suffix: str) -> str:
    """A name from data such as a title and a date: "Verslag MB-2026/27-04" → "Verslag MB-2026-27-04.pdf"."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    name = re.sub(r"-{2,}", "-", _UNFIT.sub("-", plain))[: MOST_CHARACTERS - len(suffix)].strip(" .-")
    if not name or _RESERVED.fullmatch(name):
        name = f"document-{name}" if name else "document"
    return f"{name}{suffix}"


def write_whole(path: Path, content: bytes) -> Path:
    """Writes beside `path` and replaces it; raises OSError, PermissionError when another program holds the old file.

    Never writes in place: a file that is open in Excel stays as it was. What is new is for this user's eyes only.
    """
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return path
