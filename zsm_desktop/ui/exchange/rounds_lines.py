"""A file that came back, line by line: what the school says of each, and what would be booked; no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from zsm_desktop.domain.deliveries import DeliveryStatus
from zsm_desktop.domain.rounds import Answer
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import DELIVERY_STATUS, label

if TYPE_CHECKING:
    from zsm_desktop.services.round_lists import RoundLine
    from zsm_desktop.services.rounds import LineAnswer

SAID = {Answer.AGREED: "ja", Answer.DISPUTED: "nee", None: "geen antwoord"}


class LineRow(NamedTuple):
    """`what` is the reason, or what comes of it; `is_late` when the delivery was settled in another way before."""

    id: str
    line: int
    day: date
    provider: str
    offer: str
    cents: int
    answer: Answer | None
    what: str
    is_late: bool

    @property
    def said(self) -> str:
        return SAID[self.answer]

    @property
    def is_booked(self) -> bool:
        return self.answer is Answer.AGREED and not self.is_late


def line_rows(lines: Sequence[RoundLine], answers: Sequence[LineAnswer]) -> list[LineRow]:
    """Every line of the round, also those the school left open."""
    given = {one.line: one for one in answers}
    return [_row(line, given.get(line.line)) for line in lines]


def _row(line: RoundLine, given: LineAnswer | None) -> LineRow:
    answer, is_late = given.answer if given else None, line.status != DeliveryStatus.ENTERED
    if is_late:
        what = f"Verandert niets: al {label(DELIVERY_STATUS, line.status)}."
    elif given is None:
        what = "Blijft openstaan."
    else:
        what = "Wordt geboekt." if answer is Answer.AGREED else given.reason
    return LineRow(
        line.delivery_id,
        line.line,
        line.delivered_on,
        line.provider,
        line.offer,
        line.amount_cents,
        answer,
        what,
        is_late,
    )


def outcome(rows: Sequence[LineRow]) -> str:
    """What taking it in books, and what not and why: "Geboekt wordt samen € 61,75. Niet geboekt wordt …"."""
    booked = [row.cents for row in rows if row.is_booked]
    others = [row for row in rows if not row.is_booked]
    several = "samen " if len(booked) > 1 else ""
    said = f"Geboekt wordt {several}{dutch.money(sum(booked))}." if booked else "Er wordt niets geboekt."
    if not others:
        return said
    open_ones = [row for row in others if not row.is_late]
    counted = (
        (sum(row.answer is Answer.DISPUTED for row in open_ones), "niet akkoord"),
        (sum(row.answer is None for row in open_ones), "zonder antwoord"),
        (len(others) - len(open_ones), "al beantwoord"),
    )
    why = ", ".join(f"{dutch.count(number)} {words}" for number, words in counted if number)
    return f"{said} Niet geboekt wordt {dutch.money(sum(row.cents for row in others))}: {why}."
