"""What closed a network on a server to who has it open; the server keeps when that was, and by whom.

It was fetched back to a file, it has other keys, or this login may not read it any more.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from zsm_desktop.store.line import Retired, Why

# As a document: a server that was laid down before all of it was kept has no columns for the rest.
ASK = "SELECT to_jsonb(v) - 'earlier_keys' FROM schema_version v"
WITHDRAWN = Retired(why=Why.WITHDRAWN)
"""Who may not even ask."""


def read(row: tuple[Any, ...] | None, key_mark: str) -> Retired | None:
    """Of what ASK gives, to a program with keys of this mark; None while it may go on."""
    document = row[0] if row is not None else {}
    if document.get("is_retired"):
        return _retired(document.get("retired_at"), document.get("retired_by"), Why.MOVED)
    if key_mark and document.get("key_mark") not in {None, key_mark}:
        return _retired(document.get("keyed_at"), document.get("keyed_by"), Why.REKEYED)
    return None


def _retired(at: str | None, by: str | None, why: Why) -> Retired:
    return Retired(datetime.fromisoformat(at) if at else None, by, why)
