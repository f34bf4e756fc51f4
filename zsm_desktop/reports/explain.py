"""Waarom dit bedrag? on one page: what an amount is made of, with whom, and the latest lines under it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.domain.files import require_paper_place, safe_file_name
from zsm_desktop.domain.papers import Paper, PaperKind
from zsm_desktop.reports.document import (
    Balance,
    Block,
    ChainHead,
    Column,
    Document,
    Heading,
    Kind,
    Number,
    Paragraph,
    Row,
    Sheet,
    Table,
    Value,
)
from zsm_desktop.reports.noted import put
from zsm_desktop.words import balances as words
from zsm_desktop.words.format import count
from zsm_desktop.words.spans import in_kind_words, span_words

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.explaining_rows import ExplainLine, Explanation

MOST_PARTIES, MOST_LINES = 6, 12
"""What is not on the one page is summed in a last row; long lines leave room for fewer of them."""
SHEET = Sheet.BALANCES
LINES = {False: "Boekingen", True: "Leveringen"}
"""What the lines are; True of what is not booked."""
OWED = "; meer dan nul: het netwerk is de school iets schuldig"


def write(desk: Desk, found: Explanation, path: Path) -> Path:
    """The page as PDF. Raises RuleError as every paper does for a place where it cannot be written."""
    from zsm_desktop.reports.pdf import page_count, pdf_bytes

    require_paper_place(path)
    papers = (explain_document(desk, found, most) for most in range(MOST_LINES, 0, -1))
    paper = next((paper for paper in papers if page_count(paper) == 1), explain_document(desk, found, 1))
    put(desk, Paper(PaperKind.EXPLAINED, found.school_id, found.span), path.parent, {path: pdf_bytes(paper)})
    return path


def file_name(found: Explanation) -> str:
    name = words.whose(found) if found.kinds is not None else found.code
    which = f" {words.result_words(found).lower()}" if found.side or found.status else ""
    return safe_file_name(f"Waarom {name}{which} {span_words(found.span)}".replace("/", "-"), ".pdf")


def explain_document(desk: Desk, found: Explanation, most_lines: int = MOST_LINES) -> Document:
    head = desk.ledger.head()
    return Document(
        title=words.WHY,
        subtitle=words.about(found),
        network=desk.network_name,
        author=desk.actor.name,
        created=desk.clock(),
        facts=(
            (words.total_words(found), Balance(found.result_cents)),
            ("Gebruik", in_kind_words(found.use)),
            (LINES[bool(found.status)], len(found.lines)),
        ),
        blocks=tuple(_blocks(found, most_lines)),
        chain=ChainHead(head.entries, head.hash) if head.entries else None,
    )


def _blocks(found: Explanation, most_lines: int) -> Iterator[Block]:
    yield Table(
        "Opbouw",
        (Column("Onderdeel", weight=3), Column("Bedrag", Kind.BALANCE)),
        tuple((name, Balance(cents)) for name, cents in words.made_up_of(found)),
        totals=(words.total_words(found), Balance(found.result_cents)),
        caption=f"Waaruit het bedrag bestaat{OWED if _is_balance(found) else ''}",
        sheet=SHEET,
    )
    if not found.lines:
        yield Paragraph(words.nothing_words(found)[1], sheet=SHEET)
        return
    if not found.counter:
        yield _parties(found)
    yield Heading(1, f"{LINES[bool(found.status)]}, de laatste eerst", bookmark=False, sheet=SHEET)
    yield _lines(found, most_lines)


def _is_balance(found: Explanation) -> bool:
    """Of a school with everyone, and not a part of it or what stands beside it."""
    narrowed = (found.side, found.status, found.counter, found.offer, found.sector)
    return bool(found.school_id) and not any(narrowed)


def _parties(found: Explanation) -> Table:
    sums: dict[str, tuple[int, int]] = {}
    for line in found.lines:
        who = words.counter_text(line)
        count, cents = sums.get(who, (0, 0))
        sums[who] = (count + 1, cents + line.cents)
    rows: list[Row] = [(name, count, Balance(cents)) for name, (count, cents) in sums.items()]
    rows.sort(key=lambda row: -abs(row[2].cents) if isinstance(row[2], Balance) else 0)
    table = Table(
        "Met wie",
        (Column("Met", weight=3), Column(LINES[bool(found.status)], Kind.COUNT), Column("Bedrag", Kind.BALANCE)),
        tuple(rows),
        caption="Met wie, het grootste bedrag eerst",
        sheet=SHEET,
    )
    return _shortened(table, MOST_PARTIES, "andere")


def _lines(found: Explanation, most: int) -> Table:
    rows = [_line(line, found) for line in reversed(found.lines)]
    table = Table(
        LINES[bool(found.status)],
        (
            Column("Nr.", Kind.NUMBER),
            Column("Geleverd", Kind.DATE),
            Column("Met", weight=2),
            Column("Wat", weight=5),
            Column("Jaren", weight=1),
            Column("Bedrag", Kind.BALANCE),
        ),
        tuple(rows),
        sheet=SHEET,
    )
    return _shortened(table, most, f"eerdere {LINES[bool(found.status)].lower()}")


def _line(line: ExplainLine, found: Explanation) -> Row:
    return (
        Number(line.number) if line.number else None,
        line.delivered_on,
        words.counter_text(line) if found.kinds is None else f"{line.account} aan {line.counter}",
        words.explained_text(line),
        words.years_text(line),
        Balance(line.cents),
    )


def _shortened(table: Table, most: int, what: str) -> Table:
    """With one row for all that are not on the page; its amount is the last column's."""
    left = table.rows[most:]
    if not left:
        return table
    cents = sum(row[-1].cents for row in left if isinstance(row[-1], Balance))
    widest = max((column for column in table.columns if column.kind is Kind.TEXT), key=lambda column: column.weight)
    words_for = f"en {count(len(left))} {what}"
    rest: tuple[Value, ...] = tuple(words_for if column is widest else None for column in table.columns[:-1])
    return replace(table, most_on_paper=most, rest=(*rest, Balance(cents)))
