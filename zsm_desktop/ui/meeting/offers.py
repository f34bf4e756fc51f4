"""Offers that fit the case, best first, with why they fit and what they lack. There is no money here on purpose."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView

from zsm_desktop.services.matches import OfferMatch
from zsm_desktop.ui.parts import paint
from zsm_desktop.ui.parts.cardlist import CardDelegate, CardList
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import labels
from zsm_desktop.words.format import joined

SHORT = {
    "sector": "sector",
    "target_group": "doelgroep",
    "seats": "plek",
    "days": "dagen",
    "period": "periode",
    "distance": "afstand",
}


def offers_list(theme: Theme) -> CardList:
    return CardList(
        theme, name="Passend aanbod", delegate=_Delegate, spoken=_spoken, row_id=lambda row: row.match.offer_id
    )


def seats(row: OfferMatch) -> tuple[str, str]:
    """Words and tone of the room that is left."""
    if row.seats_free is None:
        return "onbeperkt", "neutral"
    if row.seats_free <= 0:
        return "vol", "bad"
    return f"{row.seats_free} vrij", "good" if row.seats_free > 1 else "warn"


def distance(row: OfferMatch) -> str:
    """As the crow flies between two postcode areas: never more exact than "about"."""
    return "afstand onbekend" if row.km is None else f"ca. {row.km} km"


def _spoken(row: OfferMatch) -> str:
    fits = joined(labels.label(labels.FIT, fit) for fit in row.match.fits)
    lacks = joined(labels.label(labels.LACK, lack) for lack in row.match.lacks)
    what = f"{row.offer}, {row.provider}, {distance(row)}, {seats(row)[0]}"
    return f"{what}. Past: {fits}." + (f" Let op: {lacks}." if lacks else "")


NOT_NAMED = ("seats", "consent")
"""Said elsewhere on the card: free seats in a pill, a missing consent as a warning."""


def _fits(row: OfferMatch) -> str:
    """How many seats there are is said beside it, so that is left out here."""
    if not row.match.lacks:
        return "alles past"
    return ", ".join(SHORT.get(fit, fit) for fit in row.match.fits if fit not in NOT_NAMED) or "niets past"


class _Delegate(CardDelegate):
    is_kept = True

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(theme, view)

    def height(self, row: OfferMatch, width: int) -> int:
        return self.theme.px(110 if row.match.lacks else 82)

    def draw(self, painter: QPainter, rect: QRectF, row: OfferMatch, at: int) -> None:
        theme, px = self.theme, self.theme.px
        words, tone = seats(row)
        metrics = paint.metrics_of(theme, 12, 600)
        wide, top = metrics.horizontalAdvance(words) + px(20), rect.top() + px(7)
        self._line(painter, QRectF(rect.left(), top, rect.width(), px(22)), row.offer, (14, 600), "text")
        days = row.weekdays.replace(",", " ")
        detail = " · ".join(part for part in (distance(row), days, row.provider) if part)
        self._line(painter, QRectF(rect.left(), top + px(22), rect.width(), px(20)), detail, (12, 400), "muted")
        line = top + px(45)
        paint.draw_pill(painter, theme, QRectF(rect.right() - wide, line, wide, px(22)), words, tone)
        theme.draw_icon(painter, "check", QRectF(rect.left(), line + px(4), px(14), px(14)), "good_text")
        room = QRectF(rect.left() + px(19), line, rect.width() - px(25) - wide, px(22))
        self._line(painter, room, _fits(row), (12, 500), "good_text" if row.match.fits else "muted")
        left = rect.left()
        for lack in row.match.lacks:
            text = labels.label(labels.LACK, lack)
            wide = metrics.horizontalAdvance(text) + px(20)
            if left + wide > rect.right():
                break
            paint.draw_pill(painter, theme, QRectF(left, line + px(28), wide, px(22)), text, "warn")
            left += wide + px(6)

    def _line(self, painter: QPainter, rect: QRectF, text: str, font: tuple[int, int], colour: str) -> None:
        painter.setFont(self.theme.font(*font))
        painter.setPen(self.theme.colour(colour))
        paint.elided(painter, rect, text, Qt.AlignmentFlag.AlignLeft, paint.metrics_of(self.theme, *font))
