"""The slides of the wall: what stands where, on a sheet of 1920 × 1080."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from zsm_desktop.ui.wall.agenda import PANEL, draw_overview, draw_panel
from zsm_desktop.ui.wall.pen import HEIGHT, LEAST, WIDTH, Pen
from zsm_desktop.words import labels, results
from zsm_desktop.words.format import MONTHS, plural

if TYPE_CHECKING:
    from datetime import date

    from zsm_desktop.services.wall import (
        NeutralSlide,
        WallAction,
        WallCard,
        WallDecision,
        WallOffer,
        WallTalk,
        WallView,
    )

LEFT = PANEL + 72
RIGHT = WIDTH - 72
ROOM = RIGHT - LEFT
GAP = 56
HALF = (ROOM - GAP) / 2
TOP, FOOT = 68, HEIGHT - 40
NO_QUESTION = "Geen vraag voor de wand ingevuld"
ALL_FITS = "alles past"
OUTCOME_TONES = {"placed": "good", "to_employer": "good", "not_placeable": "bad", "find_out": "warn"}
BETWEEN = 22
Piece = tuple[Callable[[float], object], float]
"""Draws itself from a height on, and how high it is."""
SILENT = frozenset({"consent"})
"""Reasons not worth room on the wall while they hold."""


def draw_view(pen: Pen, view: WallView) -> None:
    """The whole sheet."""
    slide = view.slide
    if view.agenda is None or type(slide).__name__ == "NeutralSlide":
        _neutral(pen, slide)
    elif slide is None:
        draw_overview(pen, view.agenda)
    else:
        draw_panel(pen, view.agenda)
        _SLIDES[type(slide).__name__](pen, slide)


def _neutral(pen: Pen, slide: NeutralSlide) -> None:
    middle = HEIGHT / 2
    pen.plate(QRectF(WIDTH / 2 - 60, middle - 120, 120, 8), "accent", 4)
    pen.text(slide.network, 160, middle - 70, WIDTH - 320, 72, weight=600, most=2, is_centred=True)


def _case(pen: Pen, card: WallCard) -> None:
    """The options first as long as it is open, what was agreed first once it is settled."""
    pill_from = _outcome(pen, card.outcome) if card.outcome else RIGHT
    y = pen.text(card.pseudonym, LEFT, TOP - 8, pill_from - LEFT - 32, 76, weight=600)
    y = pen.text(card.school, LEFT, y, ROOM, 36, colour="muted")
    is_full = len(card.offers) > 2 or len(card.decisions) + len(card.actions) > 2
    y = _question(pen, card.question, y + 28, 180 if is_full else 300)
    top = y + 40
    if card.outcome:
        wide = ROOM * 0.56
        _agreed(pen, card.decisions, card.actions, LEFT, top, wide)
        _offers(pen, card.offers, LEFT + wide + GAP, top, ROOM - wide - GAP, is_short=True)
    else:
        _offers(pen, card.offers, LEFT, top, HALF, is_short=False)
        _agreed(pen, card.decisions, card.actions, LEFT + HALF + GAP, top, HALF)


def _question(pen: Pen, question: str, y: float, most_high: float) -> float:
    """In as large a letter as fits."""
    inside = ROOM - 96
    if question:
        size, most = pen.fitting(question, inside, most_high, (54, 48, 42, 38))
        lines = len(pen.lines(question, inside, size, 500, most))
    else:
        size, most, lines = 40, 1, 1
    height = pen.height(lines, size) + 56
    pen.plate(QRectF(LEFT, y, ROOM, height), "surface", 18)
    pen.plate(QRectF(LEFT, y + 18, 8, height - 36), "accent" if question else "line", 4)
    words, colour = (question, "text") if question else (NO_QUESTION, "muted")
    pen.text(words, LEFT + 48, y + 28, inside, size, weight=500 if question else 400, colour=colour, most=most)
    return y + height


def _outcome(pen: Pen, outcome: str) -> float:
    """At the top right; returns where it begins."""
    words = labels.first_upper(labels.label(labels.OUTCOME, outcome))
    tone = OUTCOME_TONES.get(outcome, "neutral")
    width = pen.width(words, 40, 600) + 112
    left = RIGHT - width
    pen.plate(QRectF(left, TOP + 12, width, 80), f"{tone}_soft", 40)
    pen.icon("flag", QRectF(left + 30, TOP + 32, 40, 40), f"{tone}_text")
    pen.text(words, left + 82, TOP + 26, width - 100, 40, weight=600, colour=f"{tone}_text")
    return left


def _heading(pen: Pen, words: str, x: float, y: float, width: float) -> float:
    y = pen.text(words, x, y, width, 34, weight=600, colour="accent_text")
    pen.plate(QRectF(x, y + 8, width, 2), "line")
    return y + 28


def _offers(pen: Pen, offers: Sequence[WallOffer], x: float, y: float, width: float, *, is_short: bool) -> None:
    """With their reasons; `is_short`: only which there were."""
    y = _heading(pen, "Mogelijkheden", x, y, width)
    if not offers:
        pen.text("Er is nog geen passend aanbod.", x, y, width, 36, colour="muted", most=2)
        return
    most = 0 if is_short else 2 if len(offers) <= 2 else 1
    pieces = [_OfferPiece(pen, offer, (x, width), most) for offer in offers]
    _stack(pen, [(piece.draw, piece.height) for piece in pieces], x, y, ("mogelijkheid", "mogelijkheden"))


class _OfferPiece:
    """One offer: its reasons in at most `most` lines each, 0 for none."""

    def __init__(self, pen: Pen, offer: WallOffer, place: tuple[float, float], most: int) -> None:
        self._pen, self._offer, self._most = pen, offer, most
        self._x, self._width = place
        is_short = most == 0
        fits = [labels.label(labels.FIT, code) for code in offer.fits if code not in SILENT]
        lacks = [labels.label(labels.LACK, code) for code in offer.lacks]
        said = ((fits if lacks else [ALL_FITS], "check", "good_text"), (lacks, "alert-triangle", "warn_text"))
        self._reasons = [(self._line(words), *how) for words, *how in said if words and most]
        lines = sum(len(pen.lines(words, self._width - 48, LEAST, 400, most)) for words, *_ in self._reasons)
        self._names = len(pen.lines(offer.words, self._width, 36, 600, 3)) if is_short else 1
        self.height = pen.height(self._names, 36) + pen.height(1 + lines, LEAST)

    def _line(self, words: list[str]) -> str:
        """As many whole reasons as there is room for."""
        kept = list(words)
        while len(kept) > 1 and len(self._pen.lines(", ".join(kept), self._width - 48, LEAST, 400, 9)) > self._most:
            kept.pop()
        return labels.first_upper(", ".join(kept))

    def draw(self, y: float) -> None:
        pen, x = self._pen, self._x
        y = pen.text(self._offer.words, x, y, self._width, 36, weight=600, most=self._names)
        y = pen.text(self._offer.school, x, y, self._width, LEAST, colour="muted")
        for words, icon, tone in self._reasons:
            pen.icon(icon, QRectF(x, y + 4, 30, 30), tone)
            y = pen.text(words, x + 48, y, self._width - 48, LEAST, colour=tone, most=self._most)


def _agreed(
    pen: Pen, decisions: Sequence[WallDecision], actions: Sequence[WallAction], x: float, y: float, width: float
) -> None:
    y = _heading(pen, "Afgesproken", x, y, width)
    if not decisions and not actions:
        pen.text("Nog niets afgesproken.", x, y, width, 36, colour="muted")
        return
    rows = [
        (
            row.text,
            results.numbered(row.number, row.withdrawn_by, row.withdraws),
            "gavel",
            "muted" if row.withdrawn_by else "text",
        )
        for row in decisions
    ]
    rows += [(row.text, _who_and_when(row), "list-check", "text") for row in actions]

    def pieces(most: int) -> list[Piece]:
        return [_row(pen, row, (x, width), most) for row in rows]

    tried = (pieces(most) for most in (3, 2, 1))
    room = FOOT - y + BETWEEN
    chosen = next((each for each in tried if sum(high + BETWEEN for _, high in each) <= room), pieces(1))
    _stack(pen, chosen, x, y, ("afspraak", "afspraken"))


def _row(pen: Pen, row: tuple[str, str, str, str], place: tuple[float, float], most: int) -> Piece:
    (text, quiet, icon, ink), (x, width) = row, place
    lines = len(pen.lines(text, width - 60, 36, 400, most))
    below = len(pen.lines(quiet, width - 60, LEAST, 400, 2))

    def draw(y: float) -> None:
        pen.icon(icon, QRectF(x, y + 4, 38, 38), "accent_text" if ink == "text" else ink)
        y = pen.text(text, x + 60, y, width - 60, 36, most=most, colour=ink)
        pen.text(quiet, x + 60, y, width - 60, LEAST, colour="muted", most=below)

    return draw, pen.height(lines, 36) + pen.height(below, LEAST)


def _who_and_when(action: WallAction) -> str:
    return f"{action.owner} · voor {_day(action.due_on)}" if action.due_on else action.owner


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


def _stack(pen: Pen, pieces: Sequence[Piece], x: float, y: float, counted: tuple[str, str]) -> None:
    """One under the other while there is room; of the rest it is said how many there are."""
    for at, (draw, height) in enumerate(pieces):
        rest = len(pieces) - at
        foot = FOOT if rest == 1 else FOOT - pen.height(1, LEAST) - 8
        if y + height > foot:
            pen.text(f"en nog {plural(rest, *counted)}", x, y, HALF, LEAST, colour="muted")
            return
        draw(y)
        y += height + BETWEEN


def _talk(pen: Pen, talk: WallTalk) -> None:
    size, most = pen.fitting(talk.title, ROOM, 190, (72, 60, 52), 600)
    y = pen.text(talk.title, LEFT, TOP, ROOM, size, weight=600, most=most) + 36
    if talk.text:
        size, most = pen.fitting(talk.text, ROOM, 330, (44, 40, 36))
        y = pen.text(talk.text, LEFT, y, ROOM, size, most=most, colour="text") + 36
    if talk.decisions or talk.actions:
        _agreed(pen, talk.decisions, talk.actions, LEFT, y + 12, ROOM)


_SLIDES: dict[str, Callable[[Pen, object], None]] = {"WallCard": _case, "WallTalk": _talk}
