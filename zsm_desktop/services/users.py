"""Who opens this network: name, role and school; the password lives in a key slot beside the store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission, Role
from zsm_desktop.models import Organisation, User
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work


@dataclass(frozen=True, slots=True)
class UserRow:
    id: str
    name: str
    role: Role
    school: str
    is_active: bool


class Users(Service):
    @read(Permission.READ_NETWORK)
    def rows(self) -> tuple[UserRow, ...]:
        query = (
            select(User, Organisation.name)
            .outerjoin(Organisation, Organisation.id == User.school_id)
            .order_by(User.is_active.desc(), User.name)
        )
        with self.store.reading() as session:
            return tuple(
                UserRow(user.id, user.name, Role(user.role), school or "", user.is_active)
                for user, school in session.execute(query)
            )

    @act("user.add", Permission.MANAGE_USERS)
    def add(
        self,
        work: Work,
        *,
        name: str,
        role: Role,
        school_id: str | None,
        give_key: Callable[[str], object] | None = None,
    ) -> None:
        """The user's row; `give_key` makes the key slot for the new identifier, and if that fails there is no row."""
        clean = name.strip()
        if not clean:
            raise RuleError("network.contact_without_name")
        if role in (Role.COORDINATOR, Role.DIRECTOR) and school_id is None:
            raise RuleError("user.school_needed")
        if work.session.scalars(select(User).where(User.name == clean)).first() is not None:
            raise RuleError("user.twice", name=clean)
        user = User(id=work.new_id(), name=clean, role=role.value, school_id=school_id)
        work.session.add(user)
        work.session.flush()
        if give_key is not None:
            give_key(user.id)
        work.made = user.id
        work.touch("user", user.id)

    @act("user.retire", Permission.MANAGE_USERS)
    def retire(self, work: Work, user_id: str) -> None:
        """No longer let in; what this user did stays on record."""
        user = work.session.get(User, user_id)
        if user is None:
            raise RuleError("user.none")
        if user.id == work.actor.user_id:
            raise RuleError("user.self")
        user.is_active = False
        work.subject_id = user_id
        work.touch("user", user_id)
