"""Who may do what: every act of a service names one permission, every role is a set of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.privacy import is_recognisable


class Permission(StrEnum):
    READ_NETWORK = "read_network"
    EDIT_NETWORK = "edit_network"
    READ_CASES = "read_cases"
    EDIT_CASES = "edit_cases"
    OPEN_NAMES = "open_names"
    READ_MEETINGS = "read_meetings"
    LEAD_MEETINGS = "lead_meetings"
    READ_STEERING = "read_steering"
    LEAD_STEERING = "lead_steering"
    READ_OFFERS = "read_offers"
    EDIT_OFFERS = "edit_offers"
    READ_PLACEMENTS = "read_placements"
    EDIT_PLACEMENTS = "edit_placements"
    READ_DELIVERIES = "read_deliveries"
    ENTER_DELIVERIES = "enter_deliveries"
    CONFIRM_DELIVERIES = "confirm_deliveries"
    READ_BALANCES = "read_balances"
    KEEP_BOOKS = "keep_books"
    REOPEN_PERIODS = "reopen_periods"
    IMPORT = "import"
    MANAGE_USERS = "manage_users"
    ANSWER_EVALUATIONS = "answer_evaluations"
    READ_PRIVACY = "read_privacy"
    KEEP_PRIVACY = "keep_privacy"

    @property
    def is_reading(self) -> bool:
        return self.value.startswith("read_")


class Role(StrEnum):
    SECRETARY = "secretary"
    BOOKKEEPER = "bookkeeper"
    COORDINATOR = "coordinator"
    DIRECTOR = "director"
    READER = "reader"


_READING = frozenset(
    {
        Permission.READ_NETWORK,
        Permission.READ_OFFERS,
        Permission.READ_BALANCES,
        Permission.READ_STEERING,
    }
)
_DIRECTING = _READING | {Permission.READ_DELIVERIES, Permission.CONFIRM_DELIVERIES, Permission.ANSWER_EVALUATIONS}
_COORDINATING = (_READING - {Permission.READ_STEERING}) | {
    Permission.READ_CASES,
    Permission.EDIT_CASES,
    Permission.OPEN_NAMES,
    Permission.READ_MEETINGS,
    Permission.LEAD_MEETINGS,
    Permission.EDIT_OFFERS,
    Permission.READ_PLACEMENTS,
    Permission.EDIT_PLACEMENTS,
    Permission.READ_DELIVERIES,
    Permission.ENTER_DELIVERIES,
    Permission.CONFIRM_DELIVERIES,
    Permission.ANSWER_EVALUATIONS,
}
_BOOKKEEPING = _READING | {
    Permission.READ_PLACEMENTS,
    Permission.READ_DELIVERIES,
    Permission.KEEP_BOOKS,
    Permission.ANSWER_EVALUATIONS,
}
_ALLOWED = {
    Role.SECRETARY: frozenset(Permission),
    Role.BOOKKEEPER: frozenset(_BOOKKEEPING),
    Role.COORDINATOR: frozenset(_COORDINATING),
    Role.DIRECTOR: frozenset(_DIRECTING),
    Role.READER: _READING,
}
ROLES_WITH_NAMES = frozenset({Role.SECRETARY, Role.COORDINATOR})
"""Only these roles get the second key; the others cannot open a name however hard they try."""


_NOT_IN_A_COPY = frozenset(
    {
        Permission.READ_MEETINGS,
        Permission.READ_STEERING,
        Permission.READ_PRIVACY,
        Permission.READ_PLACEMENTS,
        Permission.READ_DELIVERIES,
    }
)
"""With names: what was said at meetings is not in it, and neither is the register. Rows of who is in it without a name
are for nobody there."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is at the keyboard; `school_id` is None for the secretary, who acts for the whole network.

    `is_reading`: at a copy in which nothing can be written; what is read there is what the role reads. `opens_names`:
    and that copy holds names, which stand in no logbook when they are opened.
    """

    user_id: str
    name: str
    role: Role
    school_id: str | None = None
    is_reading: bool = False
    opens_names: bool = False

    def may(self, permission: Permission) -> bool:
        """What can be done here; a screen offers no more."""
        if permission not in self._allowed:
            return False
        return (
            permission.is_reading or not self.is_reading or (self.opens_names and permission is Permission.OPEN_NAMES)
        )

    def require(self, *permissions: Permission) -> None:
        """Raise RuleError("permission.missing") unless the role has at least one of `permissions`, here."""
        if self._allowed.isdisjoint(permissions):
            raise RuleError("permission.missing", permission=permissions[0].value, role=self.role.value)

    @property
    def _allowed(self) -> frozenset[Permission]:
        of_role = _ALLOWED[self.role]
        return of_role - _NOT_IN_A_COPY if self.opens_names else of_role

    @property
    def sees_all_schools(self) -> bool:
        """Who keeps the books reads what all schools exchange, others what their own school is a party to."""
        return Permission.KEEP_BOOKS in _ALLOWED[self.role]

    @property
    def sees_pseudonyms(self) -> bool:
        """Who talks about pupils; whoever only counts what was used for them knows them by code."""
        return self.may(Permission.READ_CASES)

    def sees_small_groups(self, *, is_paper: bool = False) -> bool:
        """Who knows every pupil anyway; on paper nobody, wherever it goes, and in a copy to read elsewhere neither."""
        return self.role is Role.SECRETARY and not is_paper and not self.opens_names

    def told(self, count: int) -> int | None:
        """A count of young people: a small one is None for who knows none of them."""
        return None if is_recognisable(count) and (self.opens_names or not self.sees_pseudonyms) else count

    def require_school(self, *school_ids: str) -> None:
        """Raise RuleError("permission.other_school") unless the actor acts for one of these schools or for all."""
        if self.role is not Role.SECRETARY and self.school_id not in school_ids:
            raise RuleError("permission.other_school")


def allowed(role: Role) -> frozenset[Permission]:
    return _ALLOWED[role]
