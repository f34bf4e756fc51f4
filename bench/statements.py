"""A year's statements for sixteen schools, PDF and workbook each, against the same bookings as one file of csv.

    python -m bench.statements [4000]

The file is the least that can be handed out of the same lines. No goal: the figure to watch is the time per school.
"""

from __future__ import annotations

import itertools
import sys
import tempfile
from pathlib import Path

from bench._books import books
from bench._rounds import Contender, compare, shown
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.reports.journal import write_csv
from zsm_desktop.reports.statement import write
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.statements import issue_all

YEAR = SchoolYear(2025)


def papers(desk: Desk, ids: tuple[str, ...], folder: Path, formats: tuple[str, ...]) -> None:
    folder.mkdir()
    for one in ids:
        write(desk, desk.statements.of(one), folder, formats)


def measure(place: Path, size: int) -> None:
    desk, numbers = books(place / "network", size, schools=16), itertools.count()
    ids = issue_all(desk, YEAR)
    lines = sum(len(desk.statements.of(one).lines) for one in ids)

    def made(*formats: str) -> Contender:
        return lambda: papers(desk, ids, place / str(next(numbers)), formats)

    contenders = {"PDF": made("pdf"), "workbook": made("xlsx")}
    ratios = compare(lambda: write_csv(desk, place / "all.csv"), contenders, rounds=3, warm_up=0)
    shown(f"{len(ids)} statements of {YEAR.label}, {lines} lines; baseline: the ledger as csv", ratios)
    print(f"  {sum(ratio.seconds for ratio in ratios[1:]) / len(ids) * 1000:.0f} ms a school, both")
    desk.close()


def main(sizes: list[int]) -> int:
    for size in sizes:
        with tempfile.TemporaryDirectory() as place:
            measure(Path(place), size)
    return 0


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or [4_000]))
