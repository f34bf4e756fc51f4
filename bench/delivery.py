"""One durable delivery with its audit line through the service, against bare sqlite3 making the same inserts.

    python -m bench.delivery

Both on the same disk, write-ahead log, synchronous FULL, one commit a delivery; the bare file has the same two tables
with their indexes and nothing else, and checks nothing.
"""

from __future__ import annotations

import itertools
import sqlite3
import sys
import tempfile
from datetime import date
from pathlib import Path

from bench._books import books, made_id
from bench._rounds import compare, shown
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.desk import Desk

GOAL = 1.7
EACH = 40
"""Deliveries per round: one alone is at the mercy of the disk."""


def plain_copy(desk: Desk, path: Path) -> sqlite3.Connection:
    """The two tables and their indexes as the store declares them, without references."""
    plain = sqlite3.connect(path, isolation_level=None)
    plain.execute("PRAGMA journal_mode=WAL")
    plain.execute("PRAGMA synchronous=FULL")
    tables = "('delivery', 'audit_event')"
    for (sql,) in desk.store.rows(
        f"SELECT sql FROM sqlite_master WHERE tbl_name IN {tables} AND type IN ('table', 'index') AND sql IS NOT NULL"
    ):
        plain.execute(sql)
    for table in ("delivery", "audit_event"):
        rows = desk.store.rows(f"SELECT * FROM {table}")
        if rows:
            plain.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
    return plain


def main() -> int:
    with tempfile.TemporaryDirectory() as place:
        desk = books(Path(place) / "network", 2_000)
        plain = plain_copy(desk, Path(place) / "plain.db")
        ids = itertools.count(10_000_000)
        at = "2026-11-22T09:00:00+00:00"

        def bare() -> None:
            for _ in range(EACH):
                new_id = made_id(3, next(ids))
                plain.execute("BEGIN IMMEDIATE")
                plain.execute(
                    "INSERT INTO delivery (id, offer_id, user_id, provider_id, tariff_id, delivered_on, quantity,"
                    " tariff_cents, amount_cents, status, entered_at, entered_by)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (new_id, made_id(5, 1), made_id(1, 2), made_id(1, 1), made_id(8, 1), "2026-11-20", 100, 2471, 2471,
                     "entered", at, made_id(2, 1)),
                )
                plain.execute(
                    "INSERT INTO audit_event (at, user_id, act, subject_id, facts) VALUES (?, ?, ?, ?, NULL)",
                    (at, made_id(2, 1), "delivery.enter", new_id),
                )
                plain.execute("COMMIT")

        draft = DeliveryDraft(date(2026, 11, 20), 100, offer_id=made_id(5, 1), user_id=made_id(1, 2))

        def ours() -> None:
            for _ in range(EACH):
                desk.deliveries.enter(draft)

        ratios = compare(bare, {"deliveries.enter": ours}, rounds=15, warm_up=2)
        is_met = shown(f"{EACH} durable deliveries; baseline: bare sqlite3", ratios, {"deliveries.enter": GOAL})
        plain.close()
        desk.close()
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
