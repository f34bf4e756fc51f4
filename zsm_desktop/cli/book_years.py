"""The commands about book years: which there are, and closing one for good."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.cli.answer import Answer
from zsm_desktop.cli.frame import Entrance
from zsm_desktop.domain.book_years import YearState
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.words import book_years as words
from zsm_desktop.words.command_line import WRITTEN, table
from zsm_desktop.words.format import count, date_medium

if TYPE_CHECKING:
    from zsm_desktop.services.book_years import YearCard, YearRow


def book_years(entrance: Entrance, options: Namespace) -> Answer:
    """The latest first."""
    del options
    with entrance.desk() as desk:
        rows = desk.book_years.rows()
    lines = [[str(row.year), words.STATES[row.state], count(row.entries), date_medium(row.kept_until)] for row in rows]
    heads = [words.BOOK_YEAR, words.STATE, words.ENTRIES.lower(), words.KEPT_UNTIL.lower()]
    return Answer([_document(row) for row in rows], tuple(table(heads, lines, numbers_from=2)) if lines else ())


def close_year(entrance: Entrance, options: Namespace) -> Answer:
    """With --out the dossier too, also of a year that was closed before."""
    if options.out is not None:
        from zsm_desktop.domain.files import require_paper_place

        require_paper_place(options.out / "dossier")
    with entrance.desk(read_only=False) as desk:
        card = desk.book_years.card(options.book_year)
        if options.out is None or card.row.state is not YearState.CLOSED:
            _require_ready(card)
            desk.book_years.close(options.book_year, card.until)
        row = desk.book_years.card(options.book_year).row
        files, remarks = dict[str, Path](), tuple[str, ...]()
        if options.out is not None:
            from zsm_desktop.reports.year_closing import write

            files, remarks = write(desk, row.year, options.out)
    document = {
        "book_year": row.year,
        "closed_at": row.closed_at.isoformat() if row.closed_at else None,
        "entries": row.entries,
        **{name: str(files[name]) if name in files else None for name in ("pdf", "xlsx", "audit_file")},
    }
    written = tuple(WRITTEN.format(path=path) for path in files.values())
    return Answer(
        document,
        remarks=(f"{words.title(row.year)}: {words.closed_words(row.closed_at, row.closed_by)}.", *remarks, *written),
    )


def _require_ready(card: YearCard) -> None:
    """Raises RuleError("year.blocked_by") with what has to be seen to first."""
    blocking = words.blocking_words(card.checks)
    if blocking:
        raise RuleError("year.blocked_by", year=card.row.year, what=blocking)


def _document(row: YearRow) -> dict[str, object]:
    return {
        "book_year": row.year,
        "state": row.state.value,
        "entries": row.entries,
        "closed_at": row.closed_at.isoformat() if row.closed_at else None,
        "closed_by": row.closed_by or None,
        "kept_until": row.kept_until.isoformat(),
    }
