"""Balances per school through the whole program against the bare aggregate over the postings in a plain SQLite file.

python -m bench.balances [2000 100000 1000000]
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from pathlib import Path

from bench._books import books
from bench._rounds import compare, shown
from zsm_desktop.services.desk import Desk

SIZES = (2_000, 100_000, 1_000_000)
AGGREGATE = """
SELECT account_id, sum(CASE side WHEN 'given' THEN cents ELSE 0 END), sum(CASE side WHEN 'taken' THEN -cents ELSE 0 END)
FROM posting GROUP BY account_id ORDER BY account_id
"""
PAIRS = """
SELECT account_id, counter_id, sum(CASE side WHEN 'given' THEN cents ELSE 0 END),
 sum(CASE side WHEN 'taken' THEN -cents ELSE 0 END) FROM posting GROUP BY account_id, counter_id
"""
OFFERS = """
SELECT p.account_id, e.offer_id, sum(CASE p.side WHEN 'given' THEN p.cents ELSE 0 END),
 sum(CASE p.side WHEN 'taken' THEN -p.cents ELSE 0 END)
FROM posting p JOIN entry e ON e.number = p.entry GROUP BY p.account_id, e.offer_id
"""
GOAL_AGGREGATE, GOAL_TOTALS = 1.3, 0.05
SMALLEST_FOR_TOTALS = 100_000
"""Below this the bare aggregate takes less time than one call through any program."""


def plain_copy(desk: Desk, path: Path) -> sqlite3.Connection:
    """The postings with their covering index, and their entries, in a file without encryption, guards or totals."""
    plain = sqlite3.connect(path)
    plain.execute(
        "CREATE TABLE posting (id INTEGER PRIMARY KEY, entry INTEGER, account_id INTEGER, counter_id INTEGER,"
        " side TEXT, cents INTEGER, booked_on TEXT)"
    )
    rows = desk.store.rows("SELECT id, entry, account_id, counter_id, side, cents, booked_on FROM posting")
    plain.executemany("INSERT INTO posting VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    plain.execute("CREATE INDEX ix ON posting (account_id, booked_on, counter_id, side, cents)")
    plain.execute("CREATE TABLE entry (number INTEGER PRIMARY KEY, offer_id TEXT)")
    plain.executemany("INSERT INTO entry VALUES (?, ?)", desk.store.rows("SELECT number, offer_id FROM journal_entry"))
    plain.commit()
    return plain


def measure(desk: Desk, plain: sqlite3.Connection, size: int, rounds: int) -> bool:
    def bare() -> list[tuple[int, int, int]]:
        return plain.execute(AGGREGATE).fetchall()

    def ours() -> list[tuple[int, int, int]]:
        return desk.store.rows(AGGREGATE)

    def totals() -> list[tuple[int, int, int]]:
        return sorted((int(row.code[1:]), row.given_cents, row.taken_cents) for row in desk.balances.by_school())

    assert bare() == ours() == totals(), "the figures differ"
    goals = {"aggregate, encrypted store": GOAL_AGGREGATE}
    if size >= SMALLEST_FOR_TOTALS:
        goals["balances.by_school (totals)"] = GOAL_TOTALS
    ratios = compare(
        bare,
        {
            "aggregate, encrypted store": ours,
            "balances.by_school (totals)": totals,
            "balances.by_month": desk.balances.by_month,
        },
        rounds=rounds,
    )
    is_met = shown(f"{size} deliveries; baseline: aggregate over postings in plain SQLite", ratios, goals)
    # Each against the aggregate that gives as many rows, and apart: what reads all flows leaves the next one with a
    # cache full of other pages.
    for title, sql, figures in (
        ("pair", PAIRS, {"balances.by_pair": desk.balances.by_pair, "balances.matrix": desk.balances.matrix}),
        ("offer", OFFERS, {"balances.by_offer": desk.balances.by_offer, "balances.by_sector": desk.balances.by_sector}),
    ):
        same = compare(lambda sql=sql: plain.execute(sql).fetchall(), figures, rounds=3)
        goals = dict.fromkeys(figures, GOAL_AGGREGATE) if size >= SMALLEST_FOR_TOTALS else {}
        is_met &= shown(f"baseline: the same aggregate per {title}", same, goals)
    return is_met


def main(sizes: list[int]) -> int:
    is_met = True
    for size in sizes:
        with tempfile.TemporaryDirectory() as place:
            start = time.perf_counter()
            desk = books(Path(place) / "network", size)
            print(f"\n{size} deliveries booked in {time.perf_counter() - start:.1f} s")
            plain = plain_copy(desk, Path(place) / "plain.db")
            is_met &= measure(desk, plain, size, rounds=9 if size < 1_000_000 else 5)
            plain.close()
            desk.close()
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or list(SIZES)))
