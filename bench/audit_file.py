"""The auditor's file of a year, written and held against its schema and itself, against the journal of the same books.

    python -m bench.audit_file [20000]

The baseline writes the whole ledger for hledger; the file says each line three times as wide and is read back whole.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench._books import books
from bench._rounds import compare, shown
from zsm_desktop.reports.audit_file import write
from zsm_desktop.reports.journal import write_hledger

YEAR = 2025
GOAL = 4.0
LEAST_A_SECOND = 1000


def main(sizes: list[int]) -> int:
    is_met = True
    for size in sizes or [20_000]:
        with tempfile.TemporaryDirectory() as place:
            desk = books(Path(place) / "network", size)
            ratios = compare(
                lambda desk=desk, place=place: write_hledger(desk, Path(place) / "journal"),
                {"audit file": lambda desk=desk, place=place: write(desk, YEAR, Path(place) / "xaf")},
                rounds=3,
                warm_up=0,
            )
            ((entries,),) = desk.store.rows(
                "SELECT count(*) FROM journal_entry WHERE booked_on BETWEEN '2025-01-01' AND '2025-12-31'"
            )
            a_second = entries / ratios[1].seconds
            title = f"{entries} entries of {YEAR} in books of {size}; baseline: the journal of all of them"
            is_met &= shown(title, ratios, {"audit file": GOAL}) and a_second >= LEAST_A_SECOND
            print(f"  {a_second:.0f} entries a second (at least {LEAST_A_SECOND})")
            desk.close()
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]]))
