"""What the settings room asks of app.py: a user's row and key slot belong together, and only app.py knows both."""

from __future__ import annotations

from typing import Protocol

from zsm_desktop.domain.permissions import Role
from zsm_desktop.services.changes import Changes


class PeopleActs(Protocol):
    """All raise RuleError; "keys.*" rules are shown at the field for the password."""

    def add(self, name: str, role: Role, school_id: str | None, password: str) -> Changes: ...

    def edit(self, user_id: str, version: int, name: str, role: Role, school_id: str | None, password: str) -> Changes:
        """Without a password the one there was stays; "user.new_password" where it cannot."""
        ...

    def retire(self, user_id: str) -> Changes: ...

    def change_password(self, old: str, new: str) -> None:
        """Of who is at the desk now."""
        ...
