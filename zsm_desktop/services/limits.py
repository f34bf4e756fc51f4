"""Soft limits: how far a school may get out of balance before the program prompts for a talk. They block nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.money import require_bounded
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.service import Service, act, read

if TYPE_CHECKING:
    from zsm_desktop.store.work import Work


class LimitRow(NamedTuple):
    """`balance_cents` is what is open over all years, without what was settled; a limit of None: there is none.

    Both limits are amounts of zero or more.
    """

    school_id: str
    code: str
    name: str
    balance_cents: int
    most_owed_cents: int | None
    most_due_cents: int | None
    version: int


class Prompt(NamedTuple):
    """A school that is `beyond_cents` > 0 past its limit; `is_debit`: it took too much, otherwise it gave too much."""

    school_id: str
    code: str
    name: str
    balance_cents: int
    limit_cents: int
    beyond_cents: int
    is_debit: bool


_ROWS = """
SELECT s.id, o.code, o.name, coalesce(sum(t.given_cents - t.taken_cents + t.settled_cents), 0), s.most_owed_cents,
 s.most_due_cents, s.version
FROM school s JOIN organisation o ON o.id = s.id
LEFT JOIN account a ON a.school_id = s.id LEFT JOIN account_total t ON t.account_id = a.id
WHERE o.is_active OR s.most_owed_cents IS NOT NULL OR s.most_due_cents IS NOT NULL
GROUP BY s.id, o.code, o.name, s.most_owed_cents, s.most_due_cents, s.version ORDER BY o.name, o.code
"""


class Limits(Service):
    @read(Permission.READ_BALANCES)
    def rows(self) -> tuple[LimitRow, ...]:
        """Every school by name."""
        return tuple(LimitRow(*row) for row in self.store.rows(_ROWS))

    @read(Permission.READ_BALANCES)
    def prompts(self) -> tuple[Prompt, ...]:
        """Schools beyond a limit, the furthest first."""
        found = (_prompt(row) for row in self.rows())
        return tuple(sorted((one for one in found if one is not None), key=lambda one: (-one.beyond_cents, one.name)))

    @act("limits.set", Permission.KEEP_BOOKS, Permission.EDIT_NETWORK, can_undo=True)
    def set(
        self, work: Work, school_id: str, version: int, most_owed_cents: int | None, most_due_cents: int | None
    ) -> None:
        """None takes a limit away. Raises RuleError("limits.none", "limits.negative", "number.too_much")."""
        from zsm_desktop.models import School
        from zsm_desktop.services.known import require_version

        school = work.session.get(School, school_id)
        if school is None:
            raise RuleError("limits.none")
        require_version(school, version)
        require_bounded(most_owed_cents, most_due_cents)
        if min(most_owed_cents or 0, most_due_cents or 0) < 0:
            raise RuleError("limits.negative")
        school.most_owed_cents, school.most_due_cents = most_owed_cents, most_due_cents
        work.subject_id = school_id
        work.facts = {"most_owed": most_owed_cents, "most_due": most_due_cents}
        work.touch("school", school_id)


def _prompt(row: LimitRow) -> Prompt | None:
    is_debit = row.balance_cents < 0
    limit = row.most_owed_cents if is_debit else row.most_due_cents
    if limit is None or abs(row.balance_cents) <= limit:
        return None
    return Prompt(*row[:4], limit, abs(row.balance_cents) - limit, is_debit)
