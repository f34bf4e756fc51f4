"""The command that makes what a fund is accountable for: on paper and as workbook."""

from __future__ import annotations

from argparse import Namespace

from zsm_desktop.cli.answer import Answer
from zsm_desktop.cli.frame import Entrance
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import require_paper_place
from zsm_desktop.words.command_line import WRITTEN


def fund_report(entrance: Entrance, options: Namespace) -> Answer:
    """Both files in --out; the fund goes by its code, however its letters were typed."""
    from zsm_desktop.reports.accountability import write

    require_paper_place(options.out / "verantwoording")
    wanted = options.fund.strip().casefold()
    with entrance.desk() as desk:
        found = desk.funds.rows()
        fund = next((row for row in found if row.code.casefold() == wanted), None)
        if fund is None:
            raise RuleError("fund.no_code", code=options.fund, codes=", ".join(row.code for row in found) or "–")
        files = write(desk, fund.id, options.out)
    remarks = tuple(WRITTEN.format(path=path) for path in files.values())
    return Answer({name: str(path) for name, path in files.items()}, remarks=remarks)
