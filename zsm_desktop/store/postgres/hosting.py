"""What the host of a server writes down for those who work there: when it made its last copy (docs/hosting.md)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

# As a document: a server that was laid down before this was kept has no column for it.
ASK = "SELECT to_jsonb(v) ->> 'host_copy_at' FROM schema_version v"


def copied_at(row: tuple[Any, ...]) -> datetime | None:
    """Of what ASK gives; None where the host never wrote it down."""
    return datetime.fromisoformat(row[0]) if row[0] else None
