"""How long a network keeps what, at least and unless it decided otherwise.

Books: seven years after the end of the book year (article 52, paragraph 4, Algemene wet inzake rijksbelastingen).
Pupils: two years after leaving the school.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from zsm_desktop.domain.errors import RuleError

MOST_YEARS = 99


class Term(NamedTuple):
    """`usual` years hold where nothing was decided; fewer than `least` may not be decided."""

    usual: int
    least: int


BOOKS, PUPILS = "books", "pupils"
TERMS = {BOOKS: Term(7, 7), PUPILS: Term(2, 1)}


def require_term(category: str, years: int) -> None:
    """Raises RuleError("retention.category", "retention.years")."""
    if category not in TERMS:
        raise RuleError("retention.category")
    if not TERMS[category].least <= years <= MOST_YEARS:
        raise RuleError("retention.years", least=TERMS[category].least, most=MOST_YEARS)


def books_kept_until(book_year: int, years: int) -> date:
    """The last day on which the books of that year must still be there."""
    return date(book_year + years, 12, 31)


def pupils_kept_until(left_on: date, years: int) -> date:
    """The last day on which what is known of a pupil who left may still be there; from 29 February to the 28th."""
    try:
        return left_on.replace(year=left_on.year + years)
    except ValueError:
        return left_on.replace(year=left_on.year + years, day=28)
