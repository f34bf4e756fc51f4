"""How much there is in a network, for who has to find out why something is slow or wrong: numbers of rows only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zsm_desktop.store.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

TABLES = ("organisation", "user_account", "pupil", "case_file", "meeting", "offer", "delivery", "journal_entry")


def sizes(desk: Desk) -> dict[str, int]:
    """Rows by table."""
    asked = ", ".join(f"(SELECT count(*) FROM {table})" for table in TABLES)  # noqa: S608 - names of our own
    (counted,) = desk.store.rows(f"SELECT {asked}")
    return dict(zip(TABLES, map(int, counted), strict=True))


def schema_version() -> int:
    return SCHEMA_VERSION
