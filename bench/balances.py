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
GOAL_AGGREGATE, GOAL_TOTALS = 1.3, 0.05
SMALLEST_FOR_TOTALS = 100_000
"""Below this the bare aggregate takes less time than one call through any program."""


def plain_copy(desk: Desk, path: Path) -> sqlite3.Connection:
    """The postings with their covering index in a file without encryption, guards or totals."""
    plain = sqlite3.connect(path)
    plain.execute(
        "CREATE TABLE posting (id INTEGER PRIMARY KEY, entry INTEGER, account_id INTEGER, counter_id INTEGER,"
        " side TEXT, cents INTEGER, booked_on TEXT)"
    )
    rows = desk.store.rows("SELECT id, entry, account_id, counter_id, side, cents, booked_on FROM posting")
    plain.executemany("INSERT INTO posting VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    plain.execute("CREATE INDEX ix ON posting (account_id, booked_on, counter_id, side, cents)")
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
            "balances.by_pair": desk.balances.by_pair,
        },
        rounds=rounds,
    )
    is_met = shown(f"{size} deliveries; baseline: aggregate over postings in plain SQLite", ratios, goals)
    # Apart: they read all flows, and leave the next one with a cache full of other pages.
    apart = compare(
        bare,
        {
            "balances.by_offer (flows)": desk.balances.by_offer,
            "balances.by_sector (flows)": desk.balances.by_sector,
            "balances.matrix": desk.balances.matrix,
        },
        rounds=3,
    )
    shown("the same baseline", apart)
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
