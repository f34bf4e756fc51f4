"""The command that makes the year report of the network: on paper and as workbook."""

from __future__ import annotations

from argparse import Namespace

from zsm_desktop.cli.answer import Answer
from zsm_desktop.cli.frame import Entrance
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.files import require_paper_place
from zsm_desktop.words.command_line import WRITTEN


def year_report(entrance: Entrance, options: Namespace) -> Answer:
    """Both files in --out, or neither."""
    from zsm_desktop.reports.year_report import write

    year = SchoolYear.parse(options.year)
    require_paper_place(options.out / "jaarverslag")
    with entrance.desk() as desk:
        files = write(desk, year, options.out)
    remarks = tuple(WRITTEN.format(path=path) for path in files.values())
    return Answer({name: str(path) for name, path in files.items()}, remarks=remarks)
