"""A statement as it is handed out: a PDF, a workbook with every figure in a cell of its own, and a mail with both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.domain.calendar import home_day
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import Then, require_paper_place, safe_file_name, write_together
from zsm_desktop.domain.papers import Paper, PaperKind
from zsm_desktop.reports.document import (
    Balance,
    Block,
    Callout,
    Cents,
    ChainHead,
    Column,
    Document,
    Heading,
    Kind,
    Number,
    Paragraph,
    Quantity,
    Row,
    Table,
    Tone,
    Value,
)
from zsm_desktop.reports.eml import Attachment, draft
from zsm_desktop.reports.noted import Line
from zsm_desktop.words import statement as words
from zsm_desktop.words.balances import (
    BY_SILENCE,
    counter_text,
    explained_text,
    parts_of,
    settlement_text,
    years_text,
)
from zsm_desktop.words.exchange import line_text, quantity_with_unit
from zsm_desktop.words.format import date_short
from zsm_desktop.words.spans import span_words

if TYPE_CHECKING:
    from zsm_desktop.domain.spans import Span
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.explaining_rows import ExplainLine
    from zsm_desktop.services.statement_facts import BesideLine, StatementFacts

FORMATS = ("pdf", "xlsx", "eml")
KINDS = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "pdf": "application/pdf"}
LINES_SHEET, BESIDE_SHEET = "Regels", "Nog niet geboekt"
_ON_PAPER = (
    Column("Nr.", Kind.NUMBER),
    Column(words.DELIVERED_AND_YEARS),
    Column("Met en wat", weight=6),
    Column("Bedrag", Kind.BALANCE),
)
_IN_CELLS = (
    Column("Boeking", Kind.NUMBER),
    Column("Geleverd", Kind.DATE),
    Column("Geboekt", Kind.DATE),
    Column("Schooljaar"),
    Column("Boekjaar", Kind.NUMBER),
    Column("Kant"),
    Column("Met", weight=2),
    Column("Code"),
    Column("Aanbod", weight=3),
    Column("Aantal", Kind.QUANTITY),
    Column("Eenheid"),
    Column("Tarief", Kind.MONEY),
    Column("Bruto", Kind.BALANCE),
    Column("Subsidie", Kind.BALANCE),
    Column("Bedrag", Kind.BALANCE),
    Column("Subsidie van", weight=2),
    Column("Traject"),
    Column("Besluit"),
    Column("Tegenboeking van", Kind.NUMBER),
    Column("Stilzwijgen", weight=2),
)
_BESIDE = (
    Column("Geleverd", Kind.DATE),
    Column("Kant"),
    Column("Met", weight=2),
    Column("Wat", weight=4),
    Column("Bedrag", Kind.BALANCE),
)
_TALK = Column("Laatste bericht", weight=3)


@dataclass(frozen=True, slots=True)
class Written:
    """One statement with its files by format."""

    facts: StatementFacts
    files: dict[str, Path]


class _Hidden:
    """The network's mask, asked once for every text: offers and people come back on many lines.

    A pupil becomes "een leerling" here, as a pseudonym would be the same child on every paper.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk, self._known = desk, dict[str, str]()
        self.knows_names = desk.masks.knows_names()

    def __call__(self, text: str) -> str:
        if text not in self._known:
            masked = self._desk.masks.hide(text)
            shown = masked.text
            for one in masked.hidden:
                if one.kind == "pupil":
                    shown = shown.replace(one.shown, words.A_PUPIL)
            self._known[text] = shown
        return self._known[text]


def write(
    desk: Desk,
    facts: StatementFacts,
    out_dir: Path,
    formats: Sequence[str] = ("pdf", "xlsx"),
    then: Then | None = None,
) -> Written:
    """The files asked for, of FORMATS; the mail carries those of the others that are asked for, or else the PDF.

    `then` leaves the line in the logbook where that is not one of this statement alone.

    Raises RuleError("statement.no_format") and as `domain.files.write_together`.
    """
    if not formats:
        raise RuleError("statement.no_format")
    stem = words.file_stem(facts.code, facts).replace("/", "-")
    files = {name: out_dir / safe_file_name(stem, f".{name}") for name in FORMATS if name in formats}
    for path in files.values():
        require_paper_place(path)
    attached = [name for name in KINDS if name in formats] or ["pdf"]
    hide = _Hidden(desk)
    papers = {name: _paper(facts, hide, name) for name in attached}
    if "eml" in files:
        papers["eml"] = _mail(desk, facts, stem, papers)
    then = then or Line(desk, Paper(PaperKind.STATEMENT, facts.school_id, facts.span, formats=tuple(files)))
    write_together(out_dir, {path: papers[name] for name, path in files.items()}, then)
    return Written(facts, files)


def drafts(desk: Desk, span: Span, school_ids: Sequence[str], formats: Sequence[str]) -> Line:
    """The line in the logbook of statements that did not go out."""
    subject = school_ids[0] if len(school_ids) == 1 else ""
    return Line(desk, Paper(PaperKind.STATEMENT, subject, span, count=len(school_ids), formats=tuple(formats)))


def document(facts: StatementFacts, hide: _Hidden, *, in_cells: bool = False) -> Document:
    """On paper a line of the books is one sentence; `in_cells` gives each of its facts a column."""
    is_out = bool(facts.number)
    return Document(
        title=words.TITLE,
        subtitle=f"{facts.name} · {span_words(facts.span)}",
        network=facts.network,
        author=facts.made_by,
        created=facts.made_at,
        notice=words.NOTICE.format(school=facts.name),
        facts=(
            *(((words.NUMBER, words.number_words(facts)),) if is_out else ()),
            (words.SPAN, words.days_words(facts.span)),
            (words.MADE, facts.made_on),
            (words.OPENING, Balance(facts.opening_cents)),
            (words.CLOSING, Balance(facts.closing_cents)),
        ),
        blocks=tuple(_blocks(facts, hide, in_cells=in_cells)),
        chain=ChainHead(facts.entries, facts.head) if facts.entries else None,
    )


def mask_of(desk: Desk) -> _Hidden:
    """What `document` passes every text through that somebody typed."""
    return _Hidden(desk)


def _blocks(facts: StatementFacts, hide: _Hidden, *, in_cells: bool) -> Iterator[Block]:
    yield from _warnings(facts, hide)
    yield Table(
        "Saldo",
        (Column("Onderdeel", weight=3), Column("Bedrag", Kind.BALANCE)),
        (
            (words.OPENING, Balance(facts.opening_cents)),
            *((name, Balance(cents)) for name, cents in parts_of(facts.parts)),
        ),
        totals=(words.CLOSING, Balance(facts.closing_cents)),
    )
    yield Paragraph(words.SIGN, is_small=True)
    if any(line.settlement_number for line in facts.lines):
        yield Paragraph(words.SETTLED, is_small=True)
    yield Heading(1, words.BOOKED)
    yield _lines(facts, hide, in_cells=in_cells)
    yield Heading(1, words.BESIDE)
    yield Paragraph(words.NOT_IN)
    sheet = BESIDE_SHEET
    yield _beside(words.WAITING, facts.waiting, words.NOTHING_WAITING, hide, with_talk=False, sheet=sheet)
    yield _beside(words.DISPUTED, facts.disputed, words.NOTHING_DISPUTED, hide, with_talk=True, sheet=sheet)
    if not hide.knows_names and any(line.said for line in facts.disputed):
        yield Paragraph(words.NO_TALK, is_small=True)
    if facts.earlier_beside:
        yield Paragraph(words.earlier_beside(facts.earlier_beside))
    yield Callout(words.silence(facts.silence_days))


def _warnings(facts: StatementFacts, hide: _Hidden) -> Iterator[Block]:
    if not facts.number:
        yield Callout(words.NOT_OUT, tone=Tone.WARNING)
    if facts.runs_on:
        yield Paragraph(words.runs_on(facts.made_on))
    if facts.earlier is not None:
        made = home_day(facts.earlier.made_at)
        yield Callout(words.replaces(facts.earlier, facts, made), tone=Tone.WARNING)
    for one in facts.reopenings:
        on = home_day(one.at)
        said = words.reopened_since if one.at > facts.made_at else words.reopened
        yield Callout(said(one.first_day, on, one.by, hide(one.reason)), tone=Tone.WARNING)


def _lines(facts: StatementFacts, hide: _Hidden, *, in_cells: bool) -> Table:
    gross, fund, cents = (
        sum(getattr(line, of) for line in facts.lines) for of in ("gross_cents", "fund_cents", "cents")
    )
    columns: tuple[Column, ...]
    totals: list[Value]
    if in_cells:
        columns, rows = _IN_CELLS, [_cells(line, hide) for line in facts.lines]
        sums = {"Bruto": gross, "Subsidie": fund, "Bedrag": cents}
        totals = [Balance(sums[column.title]) if column.title in sums else "" for column in columns]
    else:
        columns, rows = _ON_PAPER, [_sentence(line, hide) for line in facts.lines]
        totals = ["", "", "", Balance(cents)]
    totals[2] = "Totaal" if in_cells or not fund else words.total(gross, fund)
    return Table(
        "Regels", columns, tuple(rows), totals=tuple(totals), sheet=LINES_SHEET, when_empty=words.NOTHING_BOOKED
    )


def _sentence(line: ExplainLine, hide: _Hidden) -> Row:
    """The day of booking stands in it only where that is another than the day of delivery, gross where a fund pays."""
    text = settlement_text(line) or f"{line.counter} – {explained_text(line)}"
    if line.fund_cents:
        text += words.gross(line.gross_cents)
    if line.booked_on != line.delivered_on:
        text += words.booked_on(line.booked_on)
    days = f"{date_short(line.delivered_on)}\n{years_text(line)}"
    return (Number(line.number), days, hide(text), Balance(line.cents))


def _cells(line: ExplainLine, hide: _Hidden) -> Row:
    is_one = abs(line.quantity_hundredths) == 100
    return (
        Number(line.number),
        line.delivered_on,
        line.booked_on,
        line.school_year.label,
        Number(line.book_year),
        words.SIDE[line.side],
        counter_text(line),
        line.offer_code,
        hide(line.offer) or settlement_text(line),
        Quantity(line.quantity_hundredths) if line.unit else None,
        line.unit if is_one else line.unit_plural,
        Cents(line.tariff_cents) if line.unit else None,
        Balance(line.gross_cents),
        Balance(line.fund_cents),
        Balance(line.cents),
        hide(line.fund),
        line.placement_number,
        line.decision_number,
        None if line.reverses is None else Number(line.reverses),
        BY_SILENCE if line.by_silence else "",
    )


def _beside(
    name: str, lines: Sequence[BesideLine], when_empty: str, hide: _Hidden, *, with_talk: bool, sheet: str
) -> Table:
    rows: list[Row] = []
    for line in lines:
        what = line_text(
            offer=line.offer,
            amount=quantity_with_unit(line.quantity_hundredths, line.unit, line.unit_plural),
            tariff_cents=line.tariff_cents,
            placement_number=line.placement_number,
        )
        talk = (words.said(line.said_by, hide(line.said) if hide.knows_names else ""),) if with_talk else ()
        cells = (line.delivered_on, words.SIDE[line.side], line.counter, hide(what), Balance(line.signed_cents))
        rows.append((*cells, *talk))
    total = Balance(sum(line.signed_cents for line in lines))
    return Table(
        name,
        (*_BESIDE, _TALK) if with_talk else _BESIDE,
        tuple(rows),
        totals=("Totaal", "", "", "", total, *([""] if with_talk else [])) if rows else None,
        caption=name,
        sheet=sheet,
        when_empty=when_empty,
    )


def _paper(facts: StatementFacts, hide: _Hidden, name: str) -> bytes:
    if name == "pdf":
        from zsm_desktop.reports.pdf import pdf_bytes

        return pdf_bytes(document(facts, hide))
    from zsm_desktop.reports.xlsx import xlsx_bytes

    return xlsx_bytes(document(facts, hide, in_cells=True))


def _mail(desk: Desk, facts: StatementFacts, stem: str, papers: dict[str, bytes]) -> bytes:
    to = desk.statements.receiver(facts.school_id)
    kinds = {name: kind for name, kind in KINDS.items() if name in papers}
    attached = [Attachment(safe_file_name(stem, f".{name}"), papers[name], kind) for name, kind in kinds.items()]
    return draft(to.email, words.subject(facts), words.message(facts, to.name, desk.actor.name), attached)
