"""Minutes with the names behind the pseudonyms: only behind a reason, and only in files that a password opens."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.domain.files import require_paper_place, safe_file_name, write_together
from zsm_desktop.domain.minutes_stage import require_password
from zsm_desktop.reports.document import Column, Document, Heading, Kind, Table
from zsm_desktop.reports.locked import locked_pdf, locked_xlsx
from zsm_desktop.reports.minutes import minutes_document
from zsm_desktop.words import minutes as words
from zsm_desktop.words.names import say

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.papers import NamedPupil


def write_with_names(
    desk: Desk, meeting_id: str, out_dir: Path, *, reason: str, password: str, again: str
) -> dict[str, Path]:
    """The minutes with a list of names, locked with `password` (typed twice, kept nowhere), "pdf" and "xlsx".

    The log gets `reason` before a name is opened. Raises RuleError("minutes.password_short",
    "minutes.password_differs"), and as `Papers.named` and `reports.minutes.write`.
    """
    from zsm_desktop.reports.pdf import pdf_bytes
    from zsm_desktop.reports.xlsx import xlsx_bytes

    require_password(password, again)
    row = desk.meetings.card(meeting_id).row
    stem = f"{say(desk.nouns, words.TITLE[row.kind])} {row.held_on.isoformat()} met namen"
    files = {"pdf": out_dir / safe_file_name(stem, ".pdf"), "xlsx": out_dir / safe_file_name(stem, ".xlsx")}
    for path in files.values():
        require_paper_place(path)
    paper = desk.papers.named(meeting_id, reason)
    document = named_document(minutes_document(paper.facts), paper.pupils)
    locked = {
        files["pdf"]: locked_pdf(pdf_bytes(document), password),
        files["xlsx"]: locked_xlsx(xlsx_bytes(document), password),
    }
    write_together(out_dir, locked)
    return files


def named_document(document: Document, pupils: tuple[NamedPupil, ...]) -> Document:
    """`document` with the list of who is who in front."""
    table = Table(
        "Namen",
        (Column("Pseudoniem"), Column("Naam", weight=2), Column("Geboren", Kind.DATE), Column("School", weight=2)),
        tuple((row.pseudonym, row.name, row.birth_date, row.school) for row in pupils),
    )
    return replace(document, notice=words.WITH_NAMES, blocks=(Heading(1, words.NAMES), table, *document.blocks))
