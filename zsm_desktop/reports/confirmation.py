"""A confirmation round as it goes out: an Excel file to answer in, the same as PDF, and a mail with both."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.domain.calendar import home_day
from zsm_desktop.domain.files import Then, require_paper_place, safe_file_name, write_together
from zsm_desktop.domain.papers import Paper, PaperKind
from zsm_desktop.domain.rounds import shown_code
from zsm_desktop.reports.document import (
    Callout,
    Cents,
    Column,
    Document,
    Kind,
    Number,
    Paragraph,
    Quantity,
    Row,
    Table,
    Value,
)
from zsm_desktop.reports.eml import Attachment, draft
from zsm_desktop.reports.noted import Line
from zsm_desktop.services.round_lists import RoundCard, RoundLine
from zsm_desktop.words import confirmation as words
from zsm_desktop.words.exchange import line_text, quantity_with_unit

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_COLUMNS = (
    Column(words.LINE, Kind.NUMBER),
    Column(words.REFERENCE),
    Column(words.DAY, Kind.DATE),
    Column(words.PROVIDER, weight=2),
    Column(words.WHAT, weight=5),
    Column(words.AMOUNT, Kind.MONEY),
)


@dataclass(frozen=True, slots=True)
class Sent:
    """One round with its files; `mail` only where a draft was asked for."""

    card: RoundCard
    xlsx: Path
    pdf: Path
    mail: Path | None = None


def facts_of(card: RoundCard) -> tuple[tuple[str, Value], ...]:
    row = card.row
    return (
        (words.NUMBER, row.number),
        (words.CODE, shown_code(row.check_code)),
        (words.SPAN, words.span(row.first_day, row.last_day)),
        (words.MADE, home_day(row.made_at)),
        (words.ANSWER_BY, row.silence_on),
    )


def row_of(line: RoundLine, offer: str) -> Row:
    """The cells of one line, in the order of `words.HEADINGS` and without the two that are to be filled in."""
    return (
        Number(line.line),
        line.reference,
        line.delivered_on,
        line.provider,
        offer,
        line.placement_number,
        line.pupil_code,
        Quantity(line.quantity_hundredths),
        line.unit if line.quantity_hundredths == 100 else line.unit_plural,
        Cents(line.tariff_cents),
        Cents(line.amount_cents),
    )


def _on_paper(line: RoundLine, offer: str) -> Row:
    """The same with all that describes the use in one cell, so that it fits an upright page."""
    pupil = f", leerling {line.pupil_code}" if line.pupil_code else ""
    what = line_text(
        offer=offer,
        amount=quantity_with_unit(line.quantity_hundredths, line.unit, line.unit_plural),
        tariff_cents=line.tariff_cents,
        placement_number=f"{line.placement_number}{pupil}" if line.placement_number else "",
    )
    amount = Cents(line.amount_cents)
    return (Number(line.line), line.reference, line.delivered_on, line.provider, what, amount)


def offers_of(desk: Desk, card: RoundCard) -> dict[str, str]:
    """Offer code → its name as it may leave the network: what somebody typed passes the mask."""
    return {line.offer_code: desk.masks.hide(line.offer).text for line in card.lines}


def document(desk: Desk, card: RoundCard) -> Document:
    """The paper to keep; the answer goes into the Excel file."""
    row, offers = card.row, offers_of(desk, card)
    rows = tuple(_on_paper(line, offers[line.offer_code]) for line in card.lines)
    totals: Row = (words.TOTAL, *("",) * (len(_COLUMNS) - 2), Cents(row.cents))
    return Document(
        title=words.TITLE,
        network=card.network,
        created=row.made_at,
        subtitle=row.school,
        author=row.made_by,
        notice=words.NOTICE.format(school=row.school),
        facts=facts_of(card),
        blocks=(
            Paragraph(words.HOW_ON_PAPER),
            Callout(words.silence(row.silence_on)),
            Table("Leveringen", _COLUMNS, rows, totals),
            Paragraph(words.BOOKED, is_small=True),
        ),
    )


def write(desk: Desk, round_id: str, out_dir: Path, *, with_mail: bool = False, then: Then | None = None) -> Sent:
    """The files of one round in `out_dir`; the same round gives the same bytes, however often it is written.

    `then` leaves the line in the logbook where that is not one of this round alone.

    Raises RuleError as `Rounds.card` and `domain.files.write_together`.
    """
    card = desk.rounds.card(round_id)
    stem = words.file_stem(card.row.school_code, card.row.number)
    files = {suffix: out_dir / safe_file_name(stem, f".{suffix}") for suffix in ("xlsx", "pdf", *(["eml"] * with_mail))}
    for path in files.values():
        require_paper_place(path)
    papers = _papers(desk, card)
    if with_mail:
        papers["eml"] = _mail(desk, card, papers)
    then = then or Line(desk, Paper(PaperKind.ROUND, round_id, formats=tuple(files)))
    write_together(out_dir, {path: papers[suffix] for suffix, path in files.items()}, then)
    return Sent(card, files["xlsx"], files["pdf"], files.get("eml"))


def again(desk: Desk, count: int) -> Line:
    """The line in the logbook of so many rounds that were out already."""
    return Line(desk, Paper(PaperKind.ROUND, count=count, formats=("xlsx", "pdf")))


def message(desk: Desk, card: RoundCard) -> str:
    """The text of the mail, also to paste into one that is written elsewhere."""
    row = card.row
    return words.message(
        receiver=desk.rounds.receiver(row.school_id).name,
        school=row.school,
        number=row.number,
        code=shown_code(row.check_code),
        days=words.span(row.first_day, row.last_day),
        lines=row.lines,
        cents=row.cents,
        silence_on=row.silence_on,
        sender=desk.actor.name,
        network=card.network,
    )


def _papers(desk: Desk, card: RoundCard) -> dict[str, bytes]:
    from zsm_desktop.reports.confirmation_sheet import workbook_bytes
    from zsm_desktop.reports.pdf import pdf_bytes

    return {"xlsx": workbook_bytes(card, offers_of(desk, card)), "pdf": pdf_bytes(document(desk, card))}


def _mail(desk: Desk, card: RoundCard, papers: dict[str, bytes]) -> bytes:
    stem = words.file_stem(card.row.school_code, card.row.number)
    kinds = {"xlsx": WORKBOOK, "pdf": "application/pdf"}
    attached = [Attachment(safe_file_name(stem, f".{suffix}"), papers[suffix], kind) for suffix, kind in kinds.items()]
    to = desk.rounds.receiver(card.row.school_id).email
    return draft(to, words.subject(card.row.number, card.network), message(desk, card), attached)
