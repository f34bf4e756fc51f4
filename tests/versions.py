"""The version of a row, as who has just read it would know."""

from __future__ import annotations

from tests.builders import World
from zsm_desktop.services.desk import Desk


def version_of(at: World | Desk, table: str, row_id: str = "") -> int:
    """0 for a row that is not there; without an identifier that of the only row."""
    found = at.store.rows(f"SELECT version FROM {table} WHERE '' = ? OR id = ?", (row_id, row_id))
    return int(found[0][0]) if found else 0


def last_minutes(at: World | Desk, meeting_id: str) -> int:
    """The number of the last minutes of a meeting."""
    ((last,),) = at.store.rows("SELECT max(version) FROM minutes_version WHERE meeting_id = ?", (meeting_id,))
    return int(last or 0)
