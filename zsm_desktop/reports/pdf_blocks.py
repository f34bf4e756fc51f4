"""From the blocks of a document to what reportlab lays out, with headings that stay with what they head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import CondPageBreak, Flowable, NextPageTemplate, Spacer
from reportlab.platypus import PageBreak as PlatypusPageBreak
from reportlab.platypus import Paragraph as PlatypusParagraph

from zsm_desktop.reports import pdf_style as look
from zsm_desktop.reports.document import (
    Block,
    Bullets,
    Callout,
    Contents,
    Document,
    Figure,
    Heading,
    KeyValues,
    NetworkPicture,
    PageBreak,
    Paragraph,
    PayBox,
    Sums,
    Table,
    Tone,
    Value,
)
from zsm_desktop.reports.pdf_bars import figure_parts
from zsm_desktop.reports.pdf_map import map_drawing
from zsm_desktop.reports.pdf_pay import pay_box, sums
from zsm_desktop.reports.pdf_tables import Grid, fits, markup, table_parts
from zsm_desktop.reports.radar import RadarChart, radar_parts
from zsm_desktop.reports.texts import one_line, paragraphs, shown
from zsm_desktop.words.papers import NOTHING

UPRIGHT, SIDEWAYS = "upright", "sideways"
SIDEWAYS_WIDTH = look.PAGE_HEIGHT - 2 * look.SIDE
LABEL_WIDTH, PAGE_WIDTH = 96.0, 30.0
MOST_CONTENTS = 120
SHORT_INTRODUCTION = 400
"""Characters of a paragraph that stays with the table it introduces."""
HIGH = 300.0
"""Points above which a text is not moved to the next page to stay with the box below it."""
TONES = {
    Tone.DECISION: (look.BRAND, HexColor("#EDF4FB")),
    Tone.INFO: (HexColor("#8A99A8"), look.TINT),
    Tone.WARNING: (HexColor("#C2710C"), HexColor("#FDF4E7")),
}


class HeadingLine(PlatypusParagraph):
    """A heading that the template puts into the outline; `outline_level` is None for one that stays out of it."""

    outline_level: int | None = None
    outline_text: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A flowable; one that `leads` may not be the last on a page, a wide one stands on a page turned sideways.

    One that `parts` begins what should stand on one page.
    """

    flowable: Flowable
    leads: bool = False
    is_wide: bool = False
    parts: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A heading that was laid out: in the outline it is `key`, and `page` is where it came to stand."""

    key: str
    level: int
    text: str
    page: int


def story(document: Document, found: Sequence[Found] = ()) -> list[Flowable]:
    """`found` are the headings of an earlier layout, for a table of contents; without, its pages are still blank."""
    pieces = list(_masthead(document) if document.cover is None else _after_cover())
    following = (*document.blocks[1:], None)
    for block, after in zip(document.blocks, following, strict=True):
        made = _contents(block, document, found) if isinstance(block, Contents) else _pieces(block)
        if isinstance(after, Table | Figure) and isinstance(block, Paragraph) and len(block.text) < SHORT_INTRODUCTION:
            made = [replace(piece, leads=True) for piece in made]
        pieces += _before_box(block, made) if isinstance(after, Callout) else made
    return list(_arranged(pieces))


def _before_box(block: Block, made: list[Piece]) -> list[Piece]:
    """A box stands on the page of what it belongs to: of all of it, or of the end of what is high."""
    if not made or not isinstance(block, KeyValues | Paragraph | Callout):
        return made
    if isinstance(block, KeyValues) and len(block.pairs) > 1 and _height(made[0].flowable, look.BODY_WIDTH) > HIGH:
        begin = _pairs(block.pairs[:-1], ruled=False)
        begin.spaceAfter = 0
        made = [Piece(begin), Piece(_pairs(block.pairs[-1:], ruled=False))]
    is_short = _height(made[-1].flowable, look.BODY_WIDTH) <= HIGH
    return [*made[:-1], replace(made[-1], leads=is_short)]


def _masthead(document: Document) -> Iterator[Piece]:
    yield Piece(PlatypusParagraph(markup(one_line(document.title)), look.TITLE))
    if document.subtitle:
        yield Piece(PlatypusParagraph(markup(document.subtitle), look.SUBTITLE))
    if document.facts and document.letter is None:
        yield Piece(_pairs(document.facts, ruled=True))


def _after_cover() -> Iterator[Piece]:
    """The cover itself is drawn under its page; the text begins on the next."""
    yield Piece(Spacer(1, 1))
    yield Piece(NextPageTemplate(UPRIGHT))
    yield Piece(PlatypusPageBreak())


def _pieces(block: Block) -> list[Piece]:
    match block:
        case Heading():
            return [Piece(_heading(block), leads=True)]
        case Paragraph():
            return [Piece(one, leads=block.is_lead) for one in _paragraphs(block)]
        case KeyValues():
            return [Piece(_pairs(block.pairs, ruled=False))] if block.pairs else []
        case Bullets():
            return [*(Piece(one) for one in _bullets(block)), Piece(Spacer(1, 4))]
        case Callout():
            return [Piece(_callout(block))]
        case Table() | Figure():
            return _table_pieces(block)
        case PageBreak():
            return [Piece(Spacer(1, 0), parts=True) if block.if_needed else Piece(PlatypusPageBreak(), parts=True)]
        case Sums():
            return [Piece(sums(block))]
        case PayBox():
            return [Piece(pay_box(block))]
        case NetworkPicture():
            return [Piece(map_drawing(block, look.BODY_WIDTH)), Piece(Spacer(1, 8))]
        case Contents():  # `story` lays it out, which knows the other headings
            return []


def _heading(block: Heading) -> HeadingLine:
    line = HeadingLine(markup(one_line(block.text)), look.HEADINGS[min(max(block.level, 1), 3)])
    line.outline_level = block.level - 1 if block.bookmark else None
    line.outline_text = one_line(block.text)
    return line


def _paragraphs(block: Paragraph) -> Iterator[Flowable]:
    style = look.SMALL if block.is_small else look.LEAD if block.is_lead else look.BODY
    label = f'<font name="{look.SEMIBOLD}">{markup(block.label)}</font> ' if block.label else ""
    for index, text in enumerate(paragraphs(block.text) or [""]):
        if text or label:
            yield PlatypusParagraph((label if index == 0 else "") + markup(text), style)


def _bullets(block: Bullets) -> Iterator[Flowable]:
    if not block.items:
        yield PlatypusParagraph(markup(NOTHING), look.BODY)
    style = look.NUMBERED if block.is_numbered else look.BULLET
    for number, item in enumerate(block.items, start=1):
        yield PlatypusParagraph(markup(item), style, bulletText=f"{number}." if block.is_numbered else "•")


def _contents(block: Contents, document: Document, found: Sequence[Found]) -> list[Piece]:
    """As many lines before the pages are known as after, so that nothing shifts between the two layouts."""
    headings = [one for one in document.blocks if isinstance(one, Heading) and one.bookmark]
    lines = found or [Found("", one.level, one_line(one.text), 0) for one in headings]
    everywhere, rows = ((0, 0), (-1, -1)), []
    for line in lines:
        if line.level <= block.depth:
            text = markup(_short(line.text))
            words = f'<a href="#{line.key}">{text}</a>' if line.key else text
            style = look.CONTENTS[min(line.level, len(look.CONTENTS))]
            rows.append([PlatypusParagraph(words, style), PlatypusParagraph(str(line.page or ""), look.PAGE_NUMBER)])
    styling: list[tuple[Any, ...]] = [
        ("VALIGN", *everywhere, "TOP"),
        ("LEFTPADDING", *everywhere, 0),
        ("RIGHTPADDING", *everywhere, 0),
        ("TOPPADDING", *everywhere, 1),
        ("BOTTOMPADDING", *everywhere, 1),
    ]
    widths = [look.BODY_WIDTH - PAGE_WIDTH, PAGE_WIDTH]
    return [Piece(Grid(rows, colWidths=widths, splitInRow=1, style=styling, spaceAfter=8))] if rows else []


def _short(text: str) -> str:
    """For the contents only: the whole heading stands where it points to."""
    return text if len(text) <= MOST_CONTENTS else f"{text[: MOST_CONTENTS - 1]}…"


def _pairs(pairs: Sequence[tuple[str, Value]], *, ruled: bool) -> Flowable:
    """Labels left, what belongs to them right; a value of several paragraphs keeps them."""
    rows: list[list[Any]] = []
    for label, value in pairs:
        texts = paragraphs(value) if isinstance(value, str) else [shown(value)]
        for index, text in enumerate(texts or ["–"]):
            name = PlatypusParagraph(markup(label), look.LABEL) if index == 0 else ""
            rows.append([name, PlatypusParagraph(markup(text), look.PAIR)])
    everywhere = ((0, 0), (-1, -1))
    styling: list[tuple[Any, ...]] = [
        ("FONT", *everywhere, look.REGULAR, look.CELL_SIZE),
        ("VALIGN", *everywhere, "TOP"),
        ("LEFTPADDING", *everywhere, 0),
        ("RIGHTPADDING", *everywhere, 0),
        ("TOPPADDING", *everywhere, 1.5),
        ("BOTTOMPADDING", *everywhere, 1.5),
    ]
    if ruled:
        styling += [
            ("LINEABOVE", (0, 0), (-1, 0), 0.9, look.INK),
            ("LINEBELOW", (0, -1), (-1, -1), 0.5, look.RULE),
            ("TOPPADDING", (0, 0), (-1, 0), 8),
            ("BOTTOMPADDING", (0, -1), (-1, -1), 8),
        ]
    widths = [LABEL_WIDTH, look.BODY_WIDTH - LABEL_WIDTH]
    return Grid(rows, colWidths=widths, splitInRow=1, style=styling, spaceAfter=8)


def _callout(block: Callout) -> Flowable:
    colour, tint = TONES[block.tone]
    rows: list[list[Any]] = []
    if block.label:
        style = look.CALLOUT_LABELS[block.tone.value]
        rows.append([PlatypusParagraph(markup(block.label), style)])
    rows += [[PlatypusParagraph(markup(text), look.CALLOUT)] for text in paragraphs(block.text)]
    everywhere = ((0, 0), (-1, -1))
    styling: list[tuple[Any, ...]] = [
        ("FONT", *everywhere, look.REGULAR, look.CELL_SIZE),
        ("BACKGROUND", *everywhere, tint),
        ("LINEBEFORE", *everywhere, 3, colour),
        ("LEFTPADDING", *everywhere, 12),
        ("RIGHTPADDING", *everywhere, 12),
        ("TOPPADDING", *everywhere, 0),
        ("BOTTOMPADDING", *everywhere, 3),
        ("TOPPADDING", (0, 0), (-1, 0), 7),
        ("BOTTOMPADDING", (0, -1), (-1, -1), 8),
    ]
    return Grid(rows or [[""]], colWidths=[look.BODY_WIDTH], splitInRow=1, style=styling, spaceBefore=5, spaceAfter=10)


def _table_pieces(block: Table | Figure) -> list[Piece]:
    if isinstance(block, Table):
        block = block.on_paper()
    table = block.table if isinstance(block, Figure) else block
    is_wide = not fits(table, look.BODY_WIDTH)
    width = SIDEWAYS_WIDTH if is_wide else look.BODY_WIDTH
    caption = table.caption or (block.chart.title if isinstance(block, Figure) else "")
    pieces = [Piece(PlatypusParagraph(markup(caption), look.CAPTION), leads=True, is_wide=is_wide)] if caption else []
    parts = _figure_parts(block, width) if isinstance(block, Figure) else table_parts(block, width)
    last = parts[-1]
    return pieces + [
        Piece(part, leads=part is not last and not isinstance(part, Grid), is_wide=is_wide) for part in parts
    ]


def _figure_parts(figure: Figure, width: float) -> list[Flowable]:
    return (
        radar_parts(figure, figure.chart, width)
        if isinstance(figure.chart, RadarChart)
        else figure_parts(figure, width)
    )


def _arranged(pieces: list[Piece]) -> Iterator[Flowable]:
    """Turns the page where needed, and breaks it before headings that would be left alone at its foot."""
    at, is_sideways = 0, False
    while at < len(pieces):
        end = at
        while pieces[end].leads and end + 1 < len(pieces):
            end += 1
        run = pieces[at : end + 1]
        if run[-1].parts and isinstance(run[-1].flowable, Spacer):
            following = list(takewhile(lambda piece: not piece.parts, pieces[end + 1 :]))
            if not is_sideways and not any(piece.is_wide for piece in following):
                whole = sum(_height(piece.flowable, look.BODY_WIDTH) for piece in following)
                yield CondPageBreak(min(whole, look.text_height(look.BODY_WIDTH)))
            at = end + 1
            continue
        if isinstance(run[-1].flowable, PlatypusPageBreak):
            for piece in run[:-1]:
                yield piece.flowable
            is_wide = _is_wide(pieces[end + 1 :])
            if is_wide != is_sideways:
                is_sideways = is_wide
                yield NextPageTemplate(SIDEWAYS if is_sideways else UPRIGHT)
            yield run[-1].flowable
            at = end + 1
            continue
        if run[-1].is_wide != is_sideways:
            is_sideways = run[-1].is_wide
            yield NextPageTemplate(SIDEWAYS if is_sideways else UPRIGHT)
            yield PlatypusPageBreak()
        else:
            width = SIDEWAYS_WIDTH if is_sideways else look.BODY_WIDTH
            lead = sum(_height(piece.flowable, width) for piece in run[:-1])
            yield CondPageBreak(min(lead + _opening(run[-1].flowable, width), look.text_height(width)))
        for piece in run:
            yield piece.flowable
        at = end + 1


def _is_wide(pieces: Sequence[Piece]) -> bool:
    """Whether the page that begins here is to be turned."""
    return next((piece.is_wide for piece in pieces if not piece.leads), False)


def _height(flowable: Flowable, width: float) -> float:
    return float(flowable.wrap(width, 10_000)[1]) + flowable.getSpaceBefore() + flowable.getSpaceAfter()


def _opening(flowable: Flowable, width: float) -> float:
    """How much of it must stand under its heading: two lines of text, two rows of a table."""
    if isinstance(flowable, Grid):
        return flowable.opening_height(width)
    if isinstance(flowable, PlatypusParagraph):
        return min(_height(flowable, width), 2.5 * flowable.style.leading)
    return 0.0
