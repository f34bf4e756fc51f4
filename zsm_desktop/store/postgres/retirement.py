"""A network that was fetched back from its server to a file: the server keeps that it was, when, and by whom."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from zsm_desktop.store.line import Retired

# As a document: a server that was laid down before the last two were kept has no columns for them.
ASK = "SELECT to_jsonb(v) FROM schema_version v"


def read(row: tuple[Any, ...] | None) -> Retired | None:
    """Of what ASK gives; None while the network is here."""
    document = row[0] if row is not None else {}
    if not document.get("is_retired"):
        return None
    at, by = document.get("retired_at"), document.get("retired_by")
    return Retired(datetime.fromisoformat(at) if at else None, by)
