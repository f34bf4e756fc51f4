"""Indexes that only a server has: a file would write them at each delivery, and seldom holds enough to gain."""

from __future__ import annotations

from collections.abc import Iterable

from zsm_desktop.store.guards import Run
from zsm_desktop.store.raw import RawConnection

INDEXES = {
    name: f"CREATE INDEX {name} ON delivery USING btree ({columns})"
    for name, columns in (
        ("server_delivery_day", "delivered_on, id"),
        ("server_delivery_user", "user_id, delivered_on"),
        ("server_delivery_provider", "provider_id, delivered_on"),
    )
}
"""Name → what makes it, as the server says it back."""

FOUND = """
SELECT c.relname, replace(pg_get_indexdef(i.indexrelid), ' public.', ' ') FROM pg_index i
JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indisvalid AND c.relnamespace = 'public'::regnamespace
"""


def remove(run: Run) -> None:
    for name in INDEXES:
        run(f"DROP INDEX IF EXISTS {name}")


def install(driver: RawConnection) -> None:
    """Those that are whole stay, as making them anew reads every delivery."""
    for name in differing(driver.execute(FOUND).fetchall()):
        driver.execute(f"DROP INDEX IF EXISTS {name}")
        driver.execute(INDEXES[name])


def differing(found: Iterable[tuple[str, str]]) -> list[str]:
    """Names of those that are missing, altered or unfinished, given FOUND."""
    present = dict(found)
    return sorted(name for name, made in INDEXES.items() if present.get(name) != made)
