"""How long a network keeps what, at least and unless it decided otherwise.

Books: seven years after the end of the book year (article 52, paragraph 4, Algemene wet inzake rijksbelastingen).
Pupils: two years after leaving the school. What was entered and never discussed: one year after it was closed.
Logbook: five years, the time in which damage can be claimed (article 3:310 Burgerlijk Wetboek) and the least for who
looked at data of people in care (NEN 7513); what the books need of it for longer stands in their own rows.
Why so few, and what has no term: docs/decisions/0039-forgetting.md.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from zsm_desktop.domain.errors import RuleError

MOST_YEARS = 99


class Term(NamedTuple):
    """`usual` years hold where nothing was decided; fewer than `least` may not be decided."""

    usual: int
    least: int


BOOKS, PUPILS, CASES, LOGBOOK, CONTACTS, IMPORTS = "books", "pupils", "cases", "logbook", "contacts", "imports"
FORMER = "former"
"""Who worked with the network and left it: users, and persons of schools and other organisations."""
TERMS = {
    BOOKS: Term(7, 7),
    PUPILS: Term(2, 1),
    CASES: Term(1, 1),
    CONTACTS: Term(2, 1),
    FORMER: Term(2, 1),
    IMPORTS: Term(1, 1),
    LOGBOOK: Term(5, 2),
}
DRAFTS = "drafts"
DRAFT_DAYS = timedelta(days=90)
"""What somebody was typing in a meeting that was never closed; nothing to decide."""
DESTROYED = (PUPILS, CASES, CONTACTS, FORMER, IMPORTS, DRAFTS, LOGBOOK)
"""What a run makes go, in this order; the books only stay for as long as they must."""


def require_term(category: str, years: int) -> None:
    """Raises RuleError("retention.category", "retention.years")."""
    if category not in TERMS:
        raise RuleError("retention.category")
    if not TERMS[category].least <= years <= MOST_YEARS:
        raise RuleError("retention.years", least=TERMS[category].least, most=MOST_YEARS)


def books_kept_until(book_year: int, years: int) -> date:
    """The last day on which the books of that year must still be there."""
    return date(book_year + years, 12, 31)


def due_on(since: date, years: int) -> date:
    """The day on which the term is over; of 29 February it is 1 March in other years."""
    try:
        return since.replace(year=since.year + years)
    except ValueError:
        return date(since.year + years, 3, 1)


def gone_before(day: date, years: int) -> date:
    """What is of this day or before has had its term on `day`."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)
