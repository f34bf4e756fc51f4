"""One durable delivery with its audit line through the service, against bare sqlite3 making the same inserts.

    python -m bench.delivery

Both on the same disk, write-ahead log, synchronous FULL, one commit a delivery. The bare file is what Python's own
sqlite3 makes of the same two table definitions and their indexes, with the rows that are in them; it is not encrypted
and, as sqlite3 comes, does not look after references. The third line says what encryption and references alone take of
it, the fourth what the disk takes at least.

Read the last line beside the ratio: on a disk that takes milliseconds for a flush every ratio goes to 1 and the goal is
met by waiting; what the program adds of its own is that line.
"""

from __future__ import annotations

import itertools
import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bench._books import books, made_id
from bench._rounds import compare, shown
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.desk import Desk
from zsm_desktop.store import raw

GOAL = 1.7
EACH = 40
"""Deliveries per round: one alone is at the mercy of the disk."""
PAGES = 3
AT = "2026-11-22T09:00:00+00:00"
ADD_DELIVERY = """
INSERT INTO delivery (id, offer_id, user_id, provider_id, tariff_id, delivered_on, quantity, tariff_cents,
 amount_cents, status, entered_at, entered_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
ADD_AUDIT = "INSERT INTO audit_event (at, user_id, act, subject_id, facts) VALUES (?, ?, ?, ?, NULL)"
DRAFT = DeliveryDraft(date(2026, 11, 20), 100, offer_id=made_id(5, 1), user_id=made_id(1, 2))


def plain_copy(desk: Desk, path: Path) -> sqlite3.Connection:
    """The two tables and their indexes as the store declares them, with the rows that are in them."""
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
        plain.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
    return plain


def inserts(connection: Any, ids: Iterator[int], per_commit: int = 1) -> Callable[[], None]:
    def run() -> None:
        for _ in range(EACH // per_commit):
            connection.execute("BEGIN IMMEDIATE")
            for _ in range(per_commit):
                new_id = made_id(3, next(ids))
                facts = (new_id, made_id(5, 1), made_id(1, 2), made_id(1, 1), made_id(8, 1), "2026-11-20", 100, 2471)
                connection.execute(ADD_DELIVERY, (*facts, 2471, "entered", AT, made_id(2, 1)))
            connection.execute(ADD_AUDIT, (AT, made_id(2, 1), "delivery.enter", new_id))
            connection.execute("COMMIT")

    return run


def disk(path: Path) -> Callable[[], None]:
    """The pages of a delivery and its audit line in a log, and a flush, over bytes that are there already."""
    file = os.open(path, os.O_CREAT | os.O_RDWR)
    os.write(file, bytes(EACH * PAGES * 4120))
    os.fsync(file)

    def run() -> None:
        os.lseek(file, 0, os.SEEK_SET)
        for _ in range(EACH):
            os.write(file, bytes(PAGES * 4120))
            os.fdatasync(file)

    return run


def main() -> int:
    ids = itertools.count(10_000_000)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        desk = books(place / "network", 2_000)
        plain = plain_copy(desk, place / "plain.db")
        sealed = raw.connect(desk.store.db_path, desk.store.keys.store_key)
        contenders: dict[str, Callable[[], object]] = {
            "deliveries.enter": lambda: [desk.deliveries.enter(DRAFT) for _ in range(EACH)],
            "bare SQLCipher, same inserts": inserts(sealed, ids),
            "the disk alone": disk(place / "floor"),
        }
        ratios = compare(inserts(plain, ids), contenders, rounds=15, warm_up=2)
        title = f"{EACH} durable deliveries; baseline: bare sqlite3"
        is_met = shown(title, ratios, {"deliveries.enter": GOAL})
        bare, ours, _, floor = (ratio.seconds / EACH * 1_000_000 for ratio in ratios)
        print(f"  the service adds {ours - bare:.0f} µs to a delivery; a flush of this disk takes {floor:.0f} µs")
        sheet = [DRAFT] * (EACH // 2)
        bulk = {"deliveries.enter_many": lambda: [desk.deliveries.enter_many(sheet) for _ in range(2)]}
        ratios = compare(inserts(plain, ids, EACH // 2), bulk, rounds=15, warm_up=2)
        shown(f"the same in two sheets of {EACH // 2}", ratios)
        plain.close()
        sealed.close()
        desk.close()
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
