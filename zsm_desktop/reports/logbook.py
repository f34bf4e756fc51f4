"""The logbook as a workbook for the secretary: the lines as the screen shows them, no sealed value but the reasons."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.domain.calendar import HOME, home_day
from zsm_desktop.domain.files import require_paper_place, safe_file_name, write_together
from zsm_desktop.reports.document import Column, Document, Kind, Table
from zsm_desktop.words import format as dutch
from zsm_desktop.words import logbook as words
from zsm_desktop.words import paper_trail

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.logbook import LogFilter

MOST_LINES = 50_000
SHEET = "Logboek"


def write(desk: Desk, wanted: LogFilter, out_dir: Path) -> Path:
    """Every line of the filter, at most MOST_LINES of the latest; what was typed as a reason stays out of it."""
    from zsm_desktop.reports.xlsx import xlsx_bytes

    path = out_dir / safe_file_name(f"{words.TITLE} {desk.day.isoformat()}", ".xlsx")
    require_paper_place(path)
    data = xlsx_bytes(document(desk, wanted))
    write_together(out_dir, {path: data}, lambda: desk.logbook.note_export(desk.logbook.count(wanted)))
    return path


def document(desk: Desk, wanted: LogFilter) -> Document:
    rows = tuple(
        (home_day(one.at), dutch.clock(one.at.astimezone(HOME).time()), one.user,
         words.did(one.act, one.paper), one.pseudonym, paper_trail.about(one.about, one.paper))
        for one in desk.logbook.page(wanted, limit=MOST_LINES)
    )  # fmt: skip
    columns = (
        Column("Dag", Kind.DATE), Column("Tijd"), Column("Wie", weight=2), Column("Wat", weight=3),
        Column("Over wie"), Column("Waarover"),
    )  # fmt: skip
    return Document(
        title=words.TITLE, network=desk.network_name, created=desk.clock(),
        facts=(("Gemaakt op", desk.day), ("Regels", len(rows))),
        blocks=(Table(SHEET, columns, rows, when_empty="Geen regels."),),
    )  # fmt: skip
