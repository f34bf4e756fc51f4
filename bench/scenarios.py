"""A year under all four agreements against the bare aggregate of the same flows in a plain SQLite file.

    python -m bench.scenarios [2000 100000]

The baseline only sums what each school gave each other in the year; the scenarios besides know of every day how VAT
treats it, leave out what is settled, and make the four plans. With all tariffs tried each delivery is counted anew.
Goal: a year at 100,000 deliveries within a second, either way.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path

from bench._books import books
from bench._rounds import compare, shown
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.settlement.tariff_trial import TariffTrial
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.vat import VatDraft

YEAR = SchoolYear(2025)
SIZES = (2_000, 100_000)
GOAL_SECONDS = 1.0
DAYS = (YEAR.first_day.isoformat(), YEAR.last_day.isoformat())
AGGREGATE = """
SELECT account_id, counter_id, sum(cents) FROM posting WHERE side = 'given' AND booked_on BETWEEN ? AND ?
GROUP BY account_id, counter_id ORDER BY account_id, counter_id
"""


def plain_copy(desk: Desk, path: Path) -> sqlite3.Connection:
    plain = sqlite3.connect(path)
    plain.execute(
        "CREATE TABLE posting (id INTEGER PRIMARY KEY, account_id INTEGER, counter_id INTEGER, side TEXT,"
        " cents INTEGER, booked_on TEXT)"
    )
    rows = desk.store.rows("SELECT id, account_id, counter_id, side, cents, booked_on FROM posting")
    plain.executemany("INSERT INTO posting VALUES (?, ?, ?, ?, ?, ?)", rows)
    plain.commit()
    return plain


def say_vat(desk: Desk) -> None:
    """Another treatment halfway the year, so that it is read in two stretches; what was used keeps its rule."""
    for (kind,) in desk.store.rows("SELECT DISTINCT kind FROM offer"):
        desk.vat.set(VatDraft(kind, date(2026, 1, 1), "high"))
        desk.vat.set(VatDraft(kind, date(2023, 8, 1), "exempt", "onderwijs"))


def measure(place: Path, size: int) -> bool:
    desk = books(place / "network", size)
    say_vat(desk)
    with closing(plain_copy(desk, place / "plain.db")) as plain:

        def bare() -> dict[tuple[int, int], int]:
            return {(giver, taker): cents for giver, taker, cents in plain.execute(AGGREGATE, DAYS)}

        def scenarios() -> dict[tuple[int, int], int]:
            plan = desk.scenarios.compare(YEAR).scenarios[2].plan
            return {(one.provider, one.user): one.cents for one in plan.documents}

        assert bare() == scenarios(), "the figures differ"

        def tried() -> int:
            found = desk.scenarios.compare(YEAR, tariffs=TariffTrial(100))
            return sum(line.position_cents for line in found.scenarios[0].lines)

        assert tried() == 0, "cents were lost"
        ratios = compare(bare, {"scenarios.compare": scenarios, "all tariffs tried": tried}, rounds=7)
        shown(f"{size} deliveries, {YEAR.label}; baseline: the sums per pair in plain SQLite", ratios, {})
    seconds = max(one.seconds for one in ratios[1:])
    print(f"  four scenarios, with tariffs tried too, in {seconds:.3f} s (goal {GOAL_SECONDS:.0f} s)")
    desk.close()
    return seconds < GOAL_SECONDS


def main(sizes: list[int]) -> int:
    is_met = True
    for size in sizes:
        with tempfile.TemporaryDirectory() as place:
            is_met &= measure(Path(place), size)
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or list(SIZES)))
