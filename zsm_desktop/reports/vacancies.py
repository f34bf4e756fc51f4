"""The list of vacancies for a meeting, as PDF and workbook; there is no pupil in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.domain.files import require_paper_place, safe_file_name
from zsm_desktop.domain.papers import Paper, PaperKind
from zsm_desktop.reports.document import Block, Column, Document, Heading, Kind, Paragraph, Table
from zsm_desktop.reports.noted import put
from zsm_desktop.words.employers import STATE, VACANCY, days, half_days
from zsm_desktop.words.format import date_medium
from zsm_desktop.words.labels import first_upper

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.vacancy_rows import VacancyRow

SHEET = "Vacatures"
TITLE = "Open vacatures"
NOTICE = "Zonder namen: wie past, bespreekt u in de bespreking zelf."
EMPTY = "Er zijn nu geen open vacatures."
COLUMNS = (
    Column("Nummer", is_whole=True),
    Column("Werk", weight=3, has_detail=True),
    Column("Werkgever", weight=2, has_detail=True),
    Column("Sector"),
    Column("Plaatsen", Kind.COUNT),
    Column("Vrij", Kind.COUNT),
    Column("Dagen", weight=2),
    Column("Tot en met", Kind.DATE),
    Column("Stand"),
)


def write(desk: Desk, rows: Sequence[VacancyRow], out_dir: Path) -> dict[str, Path]:
    """By format: "pdf" and "xlsx". Raises as `domain.files.write_together`."""
    from zsm_desktop.reports.pdf import pdf_bytes
    from zsm_desktop.reports.xlsx import xlsx_bytes

    stem = f"vacatures {desk.day:%Y-%m-%d}"
    files = {name: out_dir / safe_file_name(stem, f".{name}") for name in ("pdf", "xlsx")}
    for path in files.values():
        require_paper_place(path)
    paper = document(desk, rows)
    line = Paper(PaperKind.VACANCIES)
    put(desk, line, out_dir, {files["pdf"]: pdf_bytes(paper), files["xlsx"]: xlsx_bytes(paper)})
    return files


def document(desk: Desk, rows: Sequence[VacancyRow]) -> Document:
    """New ones first where the rows say which are new."""
    fresh, older = [row for row in rows if row.is_new], [row for row in rows if not row.is_new]
    blocks: list[Block] = []
    if fresh:
        blocks += [Heading(1, "Nieuw sinds de vorige keer", sheet=SHEET), _table("Nieuw", fresh)]
        blocks.append(Heading(1, "Nog open", sheet=SHEET))
    blocks.append(_table("Vacatures", older))
    asked = [row for row in rows if row.requirements]
    if asked:
        blocks.append(Heading(1, "Wat er gevraagd wordt", sheet=SHEET))
        blocks += [Paragraph(row.requirements, f"{row.number} {row.title}", sheet=SHEET) for row in asked]
    left = sum(row.places_left for row in rows)
    return Document(
        title=TITLE,
        subtitle=date_medium(desk.day),
        network=desk.network_name,
        author=desk.actor.name,
        created=desk.clock(),
        notice=NOTICE,
        facts=(("Vacatures", len(rows)), ("Plaatsen vrij", left)),
        blocks=tuple(blocks),
    )


def _table(name: str, rows: Sequence[VacancyRow]) -> Table:
    return Table(
        name,
        COLUMNS,
        tuple(
            (
                row.number,
                f"{row.title}\n{first_upper(VACANCY[row.kind])}",
                "\n".join(part for part in (row.employer, row.city) if part),
                row.sector,
                row.places,
                row.places_left,
                _when(row),
                row.open_until,
                STATE[row.state],
            )
            for row in rows
        ),
        sheet=SHEET,
        when_empty=EMPTY,
    )


def _when(row: VacancyRow) -> str:
    parts = (first_upper(days(row.weekdays)), half_days(row.half_days_hundredths))
    return "\n".join(part for part in parts if part)
