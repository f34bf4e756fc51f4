"""What a stretch of months is called, the same on screen, on paper and on the command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from zsm_desktop.domain.spans import QUARTER, YEAR, Span, SpanKind
from zsm_desktop.words import format as dutch
from zsm_desktop.words.exchange import quantity_with_unit
from zsm_desktop.words.labels import first_upper

if TYPE_CHECKING:
    from zsm_desktop.domain.in_kind import InKind, UnitQuantity

KIND = {
    SpanKind.SCHOOL_YEAR: "Schooljaar",
    SpanKind.BOOK_YEAR: "Boekjaar",
    SpanKind.QUARTER: "Kwartaal",
    SpanKind.MONTH: "Maand",
    SpanKind.BETWEEN: "Van–tot en met",
}
_ALL = "Alle schooljaren samen"


def span_words(span: Span) -> str:
    """Such as "Schooljaar 2026/27", "Boekjaar 2026", "3e kwartaal 2026", "September 2026" or all years together."""
    year = span.first_month // YEAR
    match span.kind:
        case SpanKind.ALL:
            return _ALL
        case SpanKind.SCHOOL_YEAR:
            return f"Schooljaar {dutch.school_year(year)}"
        case SpanKind.BOOK_YEAR:
            return f"Boekjaar {year}"
        case SpanKind.QUARTER:
            return f"{span.first_month % YEAR // QUARTER + 1}e kwartaal {year}"
        case SpanKind.MONTH:
            return first_upper(dutch.month(span.first_day))
    return f"{first_upper(dutch.month(span.first_day))} tot en met {dutch.month(span.last_day)}"


def short_month(day_month: int) -> str:
    """3 → "mrt", for a scale."""
    name = dutch.MONTHS[day_month - 1]
    return "mrt" if name == "maart" else name[:3]


def in_kind_words(use: InKind) -> str:
    """Such as "12,5 dagdelen en 3 stuks"; "niets" when there is nothing."""
    hundredths = use.hundredths
    parts = [quantity_with_unit(hundredths, "dagdeel", "dagdelen")] if use.parts else []
    return dutch.joined([*parts, *map(_other, use.others)]) or "niets"


def others_words(gave: Sequence[UnitQuantity], took: Sequence[UnitQuantity]) -> str:
    """What cannot be counted in dagdelen, both ways, such as "gaf 24 cursussen; nam 1 stuk af"."""
    parts = [f"gaf {dutch.joined(map(_other, gave))}"] if gave else []
    parts += [f"nam {dutch.joined(map(_other, took))} af"] if took else []
    return "; ".join(parts)


def _other(one: UnitQuantity) -> str:
    return quantity_with_unit(one.hundredths, one.unit, one.unit_plural)
