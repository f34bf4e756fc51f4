"""Who a school is in law: its board, or itself where it has none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_PERSONS = """
SELECT a.id, coalesce(o.board_id, o.id) FROM account a JOIN organisation o ON o.id = a.school_id WHERE a.kind = 'school'
"""


class LegalPersons:
    """By account of the books, read once."""

    def __init__(self, rows_of: Callable[[str, dict[str, Any]], list[Any]]) -> None:
        self._persons: dict[int, str] = dict(rows_of(_PERSONS, {}))

    def are_one(self, account: int, other: int) -> bool:
        """Between these two nothing can be supplied. A fund is none of them: its money is of whoever granted it."""
        person = self._persons.get(account)
        return person is not None and person == self._persons.get(other)
