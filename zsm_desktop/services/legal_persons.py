"""Who a school is in law: its board, or itself where it has none."""

from __future__ import annotations

import json
from collections.abc import Mapping

from zsm_desktop.services.chain import RowsOf

_PERSONS = """
SELECT a.id, coalesce(o.board_id, o.id) FROM account a JOIN organisation o ON o.id = a.school_id WHERE a.kind = 'school'
"""
_TERMS = "SELECT terms FROM settlement WHERE id = :id"


class LegalPersons:
    """By account of the books. A settlement keeps those it was proposed with: boards merge, and its VAT stays."""

    def __init__(self, persons: Mapping[int, str]) -> None:
        self._persons = persons

    @classmethod
    def of_today(cls, rows_of: RowsOf) -> LegalPersons:
        return cls(dict(rows_of(_PERSONS, {})))

    @classmethod
    def of_settlement(cls, rows_of: RowsOf, settlement_id: str) -> LegalPersons:
        """Of today for one from before they were kept."""
        ((terms,),) = rows_of(_TERMS, {"id": settlement_id})
        kept = json.loads(terms).get("persons")
        return cls.of_today(rows_of) if kept is None else cls(dict(kept))

    def are_one(self, account: int, other: int) -> bool:
        """Between these two nothing can be supplied. A fund is none of them: its money is of whoever granted it."""
        person = self._persons.get(account)
        return person is not None and person == self._persons.get(other)

    def kept(self) -> list[tuple[int, str]]:
        return sorted(self._persons.items())
