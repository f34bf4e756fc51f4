"""A year's statements for sixteen schools, read from the store and written, against the bare making of the same papers.

    python -m bench.statements [4000]

The baseline has every document ready in memory and only makes the pages (and for the workbook the cells) of it, writing
nothing. So the ratio is what reading a statement as of its own entry, masking its texts and putting its files down
add to what no statement can go without. Goal 1.5: of a second spent on a paper at most a third is ours.
"""

from __future__ import annotations

import itertools
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench._books import books
from bench._rounds import compare, shown
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.reports.document import Document
from zsm_desktop.reports.pdf import pdf_bytes
from zsm_desktop.reports.statement import document, mask_of, write
from zsm_desktop.reports.xlsx import xlsx_bytes
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.statements import issue_all

YEAR = SchoolYear(2025)
GOAL = 1.5
PAPERS: dict[str, Callable[[Document], bytes]] = {"pdf": pdf_bytes, "xlsx": xlsx_bytes}


def papers(desk: Desk, ids: tuple[str, ...], folder: Path, kind: str) -> None:
    folder.mkdir()
    for one in ids:
        write(desk, desk.statements.of(one), folder, (kind,))


def measure(place: Path, size: int) -> bool:
    desk, numbers = books(place / "network", size, schools=16), itertools.count()
    ids = issue_all(desk, YEAR)
    facts, is_met = [desk.statements.of(one) for one in ids], True
    for kind, make in PAPERS.items():
        ready = [document(one, mask_of(desk), in_cells=kind == "xlsx") for one in facts]
        ratios = compare(
            lambda ready=ready, make=make: [make(one) for one in ready],
            {"statements": lambda kind=kind: papers(desk, ids, place / str(next(numbers)), kind)},
            rounds=3,
            warm_up=0,
        )
        lines = sum(len(one.lines) for one in facts)
        title = f"{len(ids)} statements of {YEAR.label}, {lines} lines; baseline: the bare {kind} of the same"
        is_met &= shown(title, ratios, {"statements": GOAL})
        print(f"  {ratios[1].seconds / len(ids) * 1000:.0f} ms a school")
    desk.close()
    return is_met


def main(sizes: list[int]) -> int:
    is_met = True
    for size in sizes:
        with tempfile.TemporaryDirectory() as place:
            is_met &= measure(Path(place), size)
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or [4_000]))
