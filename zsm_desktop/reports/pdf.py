"""Writes a document as PDF: A4, own typeface embedded, outline, language and title set, the same bytes every time."""

from __future__ import annotations

import io
import math
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.lib.utils import TimeStamp
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from zsm_desktop.reports import pdf_style as look
from zsm_desktop.reports.document import Document
from zsm_desktop.reports.pdf_blocks import SIDEWAYS, UPRIGHT, Found, HeadingLine, story
from zsm_desktop.reports.pdf_cover import COVER, draw_cover
from zsm_desktop.reports.pdf_letter import LETTER, Letterhead, draw_mark
from zsm_desktop.reports.pdf_pay import accent
from zsm_desktop.reports.texts import one_line
from zsm_desktop.settings import resources_dir
from zsm_desktop.words.papers import ledger_head, page_of

MAKER = "zsm-desktop"
ELLIPSIS = "…"
MOST_HEADER = 150


def pdf_bytes(document: Document, fonts: Path | None = None) -> bytes:
    """The whole file; `fonts` is the folder with the four weights of Inter (by default the program's own).

    Laid out twice, because "page 1 of 7" can only be said after the 7 is known.
    """
    look.register_fonts(fonts or resources_dir() / "fonts")
    first = _Paper(document, pages=None)
    first.build(story(document), canvasmaker=partial(_Canvas, created=document.created))
    whole = _Paper(document, pages=first.page)
    whole.build(story(document, first.found), canvasmaker=partial(_Canvas, created=document.created))
    return whole.target.getvalue()


def page_count(document: Document) -> int:
    """How many pages it would be."""
    look.register_fonts(resources_dir() / "fonts")
    paper = _Paper(document, pages=None)
    paper.build(story(document), canvasmaker=partial(_Canvas, created=document.created))
    return int(paper.page)


class _Canvas(Canvas):
    """A canvas whose file says when the document was made, not when it was written."""

    def __init__(self, filename: Any, created: datetime, **settings: Any) -> None:
        super().__init__(filename, **settings)
        stamp = TimeStamp(1)
        moment = created.astimezone(UTC) if created.tzinfo else created.replace(tzinfo=UTC)
        stamp.t = moment.timestamp()
        stamp.lt = time.gmtime(math.floor(stamp.t))
        stamp.YMDhms = tuple(stamp.lt)[:6]
        self._doc: Any
        self._doc._timeStamp = stamp  # noqa: SLF001 - reportlab offers only an environment variable
        self.setViewerPreference("DisplayDocTitle", "true")


class _Paper(BaseDocTemplate):
    """Header, footer and outline of one document."""

    def __init__(self, document: Document, pages: int | None) -> None:
        self.target = io.BytesIO()
        self._document = document
        self._pages = pages
        self.found: list[Found] = []
        self._depth = -1
        super().__init__(
            self.target,
            pagesize=A4,
            title=one_line(document.title),
            author=one_line(document.author or document.network),
            subject=one_line(document.subtitle),
            creator=MAKER,
            producer=MAKER,
            lang=document.language,
            invariant=1,
            initialFontName=look.REGULAR,
            initialFontSize=look.BODY.fontSize,
            pageCompression=1,
        )
        head = Letterhead(document) if document.letter is not None else None
        first = [self._template(LETTER, A4, head)] if head is not None else []
        if document.cover is not None:
            first = [self._template(COVER, A4)]
        self.addPageTemplates([*first, self._template(UPRIGHT, A4), self._template(SIDEWAYS, landscape(A4))])

    def _template(self, name: str, size: tuple[float, float], head: Letterhead | None = None) -> PageTemplate:
        """With a letterhead it is that of the first page, and all after it are upright."""
        width, height = size
        top = head.height if head is not None else look.TOP
        frame = Frame(
            look.SIDE,
            look.BOTTOM,
            width - 2 * look.SIDE,
            height - top - look.BOTTOM,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        if head is None:
            return PageTemplate(id=name, frames=[frame], pagesize=size, onPage=self._draw_edges)
        return PageTemplate(
            id=name,
            frames=[frame],
            pagesize=size,
            onPage=partial(self._draw_first, head),
            autoNextPageTemplate=UPRIGHT,
        )

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - named by reportlab
        if not isinstance(flowable, HeadingLine) or flowable.outline_level is None:
            return
        self._depth = min(flowable.outline_level, self._depth + 1)
        key = f"kop-{len(self.found) + 1}"
        self.found.append(Found(key, flowable.outline_level + 1, flowable.outline_text, self.page))
        canvas: Canvas = self.canv
        canvas.bookmarkHorizontal(key, 0, flowable.height + 6)
        canvas.addOutlineEntry(flowable.outline_text, key, self._depth, closed=False)
        if len(self.found) == 1:
            canvas.showOutline()

    def _draw_edges(self, canvas: Canvas, _template: BaseDocTemplate) -> None:
        width, height = self.pageTemplate.pagesize
        canvas.saveState()
        if self.pageTemplate.id == COVER:
            draw_cover(canvas, self._document)
            canvas.restoreState()
            return
        if self._document.letter is not None:
            draw_mark(canvas, self._document.letter.mark, width, height)
        self._draw_header(canvas, width, height)
        self._draw_footer(canvas, width)
        canvas.restoreState()

    def _draw_first(self, head: Letterhead, canvas: Canvas, _template: BaseDocTemplate) -> None:
        width, height = self.pageTemplate.pagesize
        canvas.saveState()
        draw_mark(canvas, head.letter.mark, width, height)
        head.draw(canvas)
        self._draw_footer(canvas, width)
        canvas.restoreState()

    def _draw_header(self, canvas: Canvas, width: float, height: float) -> None:
        document, is_first = self._document, canvas.getPageNumber() == 1
        y = height - 15 * mm
        right = " · ".join(part for part in ("" if is_first else document.title, document.notice) if part)
        room = width - 2 * look.SIDE - 20
        left = shortened(one_line(document.network), look.SEMIBOLD, 8.5, room / 2)
        canvas.setFillColor(accent(document.letter.colour) if document.letter is not None else look.BRAND)
        canvas.setFont(look.SEMIBOLD, 8.5)
        canvas.drawString(look.SIDE, y, left)
        room -= stringWidth(left, look.SEMIBOLD, 8.5)
        canvas.setFillColor(look.SOFT)
        canvas.setFont(look.REGULAR, 8)
        canvas.drawRightString(width - look.SIDE, y, shortened(one_line(right), look.REGULAR, 8, room))
        if not is_first:
            canvas.setStrokeColor(look.RULE)
            canvas.setLineWidth(0.5)
            canvas.line(look.SIDE, y - 7, width - look.SIDE, y - 7)

    def _draw_footer(self, canvas: Canvas, width: float) -> None:
        y = 12 * mm
        canvas.setStrokeColor(look.RULE)
        canvas.setLineWidth(0.5)
        canvas.line(look.SIDE, y + 12, width - look.SIDE, y + 12)
        canvas.setFillColor(look.SOFT)
        canvas.setFont(look.REGULAR, 8)
        pages = str(self._pages) if self._pages is not None else "0"
        canvas.drawRightString(width - look.SIDE, y, page_of(str(canvas.getPageNumber()), pages))
        chain = self._document.chain
        if chain is not None:
            canvas.setFont(look.REGULAR, 6.5)
            canvas.drawString(look.SIDE, y, ledger_head(chain.entries, chain.head))


def shortened(text: str, font: str, size: float, room: float) -> str:
    """Only for header lines, whose whole text stands elsewhere on the paper."""
    if len(text) <= MOST_HEADER and stringWidth(text, font, size) <= room:
        return text
    text = text[:MOST_HEADER]
    while text and stringWidth(text + ELLIPSIS, font, size) > room:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS
