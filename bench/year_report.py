"""The year report of the whole sample, gathered and written, against what no such paper can go without.

    python -m bench.year_report [16]

The baseline hides the small groups of the same three years for a reader who was not there before, and makes the bare
pages and cells of the documents, ready in memory. So the ratio is what all other figures, their texts and putting the
files down add. Goal 1.5; in seconds it should stay below five for the sample of sixteen schools.
"""

from __future__ import annotations

import itertools
import resource
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from bench._rounds import compare, shown
from zsm_desktop.app import open_desk
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.reports.pdf import pdf_bytes
from zsm_desktop.reports.xlsx import xlsx_bytes
from zsm_desktop.reports.year_report import document, write
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.sample import PASSWORD, make

TODAY = date(2026, 11, 22)
YEAR = SchoolYear(2025)
GOAL = 1.5


def main(schools: int) -> int:
    with tempfile.TemporaryDirectory() as name:
        place, numbers = Path(name), itertools.count()
        make(place / "network", today=TODAY, schools=schools, cheap_keys=True)
        moment = datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=UTC)
        desk = open_desk(place / "network", password=PASSWORD, read_only=True, clock=lambda: moment)
        facts = desk.year_figures.of(YEAR)
        paper, book = document(desk, facts), document(desk, facts, in_cells=True)

        def anew() -> Desk:
            """As when the program was just opened: nothing is remembered."""
            return Desk(desk.store, desk.actor, desk.clock)

        def bare() -> None:
            figures = anew().result_figures
            for year in range(YEAR.start_year - 2, YEAR.start_year + 1):
                figures.leavers(year, "kind", is_paper=True)
            pdf_bytes(paper)
            xlsx_bytes(book)

        def whole() -> None:
            write(anew(), YEAR, place / str(next(numbers)))

        ratios = compare(bare, {"year report": whole}, rounds=3)
        title = f"The year report {YEAR.label} of {schools} schools; baseline: hiding three years, and bare pages"
        is_met = shown(title, ratios, {"year report": GOAL})
        print(f"  peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
        desk.close()
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 16))
