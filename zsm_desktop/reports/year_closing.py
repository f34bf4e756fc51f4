"""What is kept on paper of a closed book year: the proof, and with journal and auditor's file beside it a dossier."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from zsm_desktop.domain.book_years import CheckOutcome
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import safe_file_name
from zsm_desktop.domain.papers import Paper, PaperKind
from zsm_desktop.domain.spans import Span
from zsm_desktop.reports.audit_file import lacking
from zsm_desktop.reports.audit_file import write_book as write_audit_file
from zsm_desktop.reports.document import (
    Balance,
    Block,
    Callout,
    ChainHead,
    Column,
    Document,
    Kind,
    Number,
    Paragraph,
    Table,
    Tone,
)
from zsm_desktop.reports.journal_xlsx import write_book as write_journal
from zsm_desktop.reports.noted import placing
from zsm_desktop.words import audit_file as names
from zsm_desktop.words import book_years as words
from zsm_desktop.words.labels import ENTRY_KIND, label

if TYPE_CHECKING:
    from zsm_desktop.services.book_years import YearCard
    from zsm_desktop.services.desk import Desk

SUFFIXES = {"pdf": ".pdf", "xlsx": ".xlsx", "audit_file": ".xaf"}
EACH = 500
_CHECKS = (Column(words.CHECK, weight=5, has_detail=True), Column(words.OUTCOME))
_TOTALS = (
    Column(words.ACCOUNT, weight=3),
    Column(words.OPENING, Kind.BALANCE),
    Column(words.CHANGE, Kind.BALANCE),
    Column(words.CLOSING, Kind.BALANCE),
)
_KINDS = (Column(words.KIND, weight=3), Column(words.ENTRIES, Kind.COUNT))


class YearFiles(NamedTuple):
    """`remarks` are what the auditor's file still lacks, in sentences."""

    files: dict[str, Path]
    remarks: tuple[str, ...]


def write(desk: Desk, year: int, folder: Path, step: Callable[[int, int], object] = lambda *_: None) -> YearFiles:
    """All files of a closed year, or none of them; `step` hears how far it is, and may break it off.

    Raises RuleError("year.not_closed"), as `reports.audit_file.write` and `domain.files.replacing`.
    """
    from zsm_desktop.reports.pdf import pdf_bytes

    card = desk.book_years.card(year)
    if card.row.closed_at is None:
        raise RuleError("year.not_closed", year=year)
    files = {name: folder / safe_file_name(words.FILES[name].format(year=year), end) for name, end in SUFFIXES.items()}
    heard = _Heard(step, 2 * card.book.entries)
    line = Paper(PaperKind.YEAR_CLOSING, span=Span.of_book_year(year))
    with placing(desk, line, *files.values(), folder=folder) as placed:
        temporary = {name: placed[path] for name, path in files.items()}
        temporary["pdf"].write_bytes(pdf_bytes(document(card)))
        write_audit_file(desk, card.book, temporary["audit_file"], heard.one)
        write_journal(desk, temporary["xlsx"], card.book.accounts, card.book, card.row.closed_at, heard.one)
    return YearFiles(files, tuple(lacking(card.book)))


class _Heard:
    """Tells now and then how many entries were written."""

    def __init__(self, step: Callable[[int, int], object], total: int) -> None:
        self._step, self._total, self._done = step, total, 0

    def one(self) -> None:
        if self._done % EACH == 0:
            self._step(self._done, self._total)
        self._done += 1


def document(card: YearCard) -> Document:
    """The proof of a closed year. Raises RuleError("year.not_closed")."""
    row, book = card.row, card.book
    if row.closed_at is None:
        raise RuleError("year.not_closed", year=row.year)
    return Document(
        title=words.PROOF.format(year=row.year),
        network=book.network,
        created=row.closed_at,
        subtitle=words.SPAN.format(year=row.year),
        author=book.keeper.name or book.network,
        facts=(
            (words.CLOSED_ON, words.moment(row.closed_at)),
            (words.CLOSED_BY, row.closed_by),
            (words.KEEPER, book.keeper.name),
            (words.ENTRIES, book.entries),
            (words.LAST_ENTRY, Number(card.until)),
            (words.KEPT_UNTIL, row.kept_until),
        ),
        blocks=tuple(_blocks(card)),
        chain=ChainHead(card.until, card.head),
    )


def _blocks(card: YearCard) -> Iterator[Block]:
    yield Callout(words.FINAL.format(year=card.row.year), tone=Tone.DECISION)
    checks = tuple(
        ("\n".join(part for part in (words.check_text(one), words.check_advice(one)) if part),
         words.OUTCOMES[one.outcome])
        for one in card.checks
    )  # fmt: skip
    warnings = sum(one.outcome is CheckOutcome.WARNING for one in card.checks)
    yield Table("Controles", _CHECKS, checks, caption=words.checks_caption(warnings))
    totals = tuple(
        (
            names.KINDS[one.account.kind].format(name=one.account.name),
            Balance(one.opening_cents),
            Balance(one.change_cents),
            Balance(one.closing_cents),
        )
        for one in card.totals
    )
    sums = tuple(
        Balance(sum(cents))
        for cents in zip(
            *((one.opening_cents, one.change_cents, one.closing_cents) for one in card.totals), strict=True
        )
    )
    yield Table("Rekeningen", _TOTALS, totals, totals=(words.TOTAL, *sums), caption=words.TOTALS)
    yield Paragraph(words.SIGN, is_small=True)
    kinds = tuple((label(ENTRY_KIND, one.kind.value), one.entries) for one in card.book.kinds)
    yield Table("Boekingen", _KINDS, kinds, totals=(words.TOTAL, card.book.entries), caption=words.BOOKED)
    yield Paragraph(words.KEEPING, is_small=True)
