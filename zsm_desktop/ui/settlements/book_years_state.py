"""What is asked of book years, and what this user may do with them; no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zsm_desktop.domain.book_years import CheckKind, CheckOutcome, YearCheck
from zsm_desktop.domain.permissions import Permission

if TYPE_CHECKING:
    from zsm_desktop.services.book_years import YearCard, YearRow
    from zsm_desktop.services.changes import Changes
    from zsm_desktop.services.desk import Desk

PLACES = {
    CheckKind.WAITING: ("exchange", "deliveries", "Naar de leveringen"),
    CheckKind.DISPUTED: ("exchange", "deliveries", "Naar de leveringen"),
    CheckKind.SETTLED: ("", "settlements", "Naar Verrekeningen"),
    CheckKind.DOCUMENTS: ("", "settlements", "Naar Verrekeningen"),
    CheckKind.PERIODS: ("exchange", "periods", "Naar Boekperioden"),
    CheckKind.BALANCED: ("settings", "check", "Naar Instellingen"),
    CheckKind.BOOKS: ("settings", "check", "Naar Instellingen"),
}
"""The room, "" for this one, what in it, and what its button says."""


class BookYearsState:
    """`card` is what is in hand."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.card: YearCard | None = None

    @property
    def may_keep(self) -> bool:
        return self.desk.actor.may(Permission.KEEP_BOOKS)

    def rows(self) -> tuple[YearRow, ...]:
        return self.desk.book_years.rows()

    def read(self, year: int) -> YearCard:
        """Also asked beside the painting: it looks through all of the books."""
        return self.desk.book_years.card(year)

    def close(self, year: int, until: int) -> Changes:
        return self.desk.book_years.close(year, until)

    def place(self, check: YearCheck) -> tuple[str, str, str]:
        """Where it is seen to; nowhere for what is good, or for who may not go there."""
        if check.outcome is CheckOutcome.GOOD:
            return ("", "", "")
        found = PLACES.get(check.kind, ("", "", ""))
        is_allowed = found[0] != "exchange" or self.desk.actor.may(Permission.READ_DELIVERIES)
        return found if is_allowed else ("", "", "")
