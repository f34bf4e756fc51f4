"""What is kept on a server beside the network: when its host made the last copy (docs/hosting.md), keys of before."""

from __future__ import annotations

from datetime import datetime
from typing import Any

# As a document: a server that was laid down before this was kept has no column for it.
ASK = "SELECT to_jsonb(v) ->> 'host_copy_at' FROM schema_version v"
EARLIER_KEYS = """
SELECT to_jsonb(v) ->> 'key_mark',
 CASE WHEN (to_jsonb(v) ->> 'earlier_until')::timestamptz > now() THEN to_jsonb(v) ->> 'earlier_keys' END
FROM schema_version v
"""
"""Of which keys the network is, and those of before as `earlier_keys.sealed` gave them, until their term is over."""


def copied_at(row: tuple[Any, ...]) -> datetime | None:
    """Of what ASK gives; None where the host never wrote it down."""
    return datetime.fromisoformat(row[0]) if row[0] else None
