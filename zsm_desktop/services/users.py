"""Who opens this network: name, role and school; the password lives in a key slot beside the store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import ROLES_WITH_NAMES, Permission, Role
from zsm_desktop.domain.privacy import GONE_USER
from zsm_desktop.models import Organisation, School, User
from zsm_desktop.services.known import all_known, known, require_version
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work

GiveKey = Callable[[Work, str], object]
TakeKey = Callable[[Work], object]
ROLES_OF_A_SCHOOL = frozenset({Role.COORDINATOR, Role.DIRECTOR})


@dataclass(frozen=True, slots=True)
class UserRow:
    id: str
    name: str
    role: Role
    school_id: str
    school: str
    is_active: bool
    version: int


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
                UserRow(
                    id=user.id,
                    name=user.name,
                    role=Role(user.role),
                    school_id=user.school_id or "",
                    school=school or "",
                    is_active=user.is_active,
                    version=user.version,
                )
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
        give_key: GiveKey | None = None,
    ) -> None:
        """The user's row; `give_key` makes the key slot for the new identifier, and if that fails there is no row."""
        school = _school_of(work, role, school_id)
        user = User(id=work.new_id(), name=_free_name(work, name), role=role.value, school_id=school)
        work.session.add(user)
        work.session.flush()
        if give_key is not None:
            give_key(work, user.id)
        work.made = user.id
        work.touch("user", user.id)

    @act("user.edit", Permission.MANAGE_USERS)
    def edit(
        self,
        work: Work,
        user_id: str,
        version: int,
        *,
        name: str,
        role: Role,
        school_id: str | None,
        give_key: GiveKey | None = None,
    ) -> None:
        """Another name, role or school; `give_key` makes a new key slot, as `add` does, and lets in who was retired.

        Raises RuleError("user.new_password") when names of pupils open or close for this user, or access is given
        again, without one: the slot there was cannot be made to hold more or less. ("user.forgotten") when nobody
        knows any more whose it was.
        """
        user = known(work, User, user_id, "user.none")
        require_version(user, version)
        if not user.is_active and user.name.startswith(GONE_USER):
            raise RuleError("user.forgotten")
        before = Role(user.role)
        if user.id == work.actor.user_id and role is not before:
            raise RuleError("user.own_role")
        is_other_key = (role in ROLES_WITH_NAMES) != (before in ROLES_WITH_NAMES)
        if give_key is None and (is_other_key or not user.is_active):
            raise RuleError("user.new_password")
        school, clean = _school_of(work, role, school_id), _free_name(work, name, user_id)
        user.name, user.role, user.school_id, user.is_active = clean, role.value, school, True
        work.session.flush()
        if give_key is not None:
            give_key(work, user_id)
        work.subject_id = user_id
        work.facts = {"role": role.value, "new_key": give_key is not None}
        work.touch("user", user_id)

    @act("user.retire", Permission.MANAGE_USERS)
    def retire(self, work: Work, user_id: str, *, take_key: TakeKey | None = None) -> None:
        """No longer let in; what this user did stays on record. Where `take_key` fails the user is let in as before."""
        user = known(work, User, user_id, "user.none")
        if user.id == work.actor.user_id:
            raise RuleError("user.self")
        user.is_active = False
        work.session.flush()
        if take_key is not None:
            take_key(work)
        work.subject_id = user_id
        work.touch("user", user_id)


def _free_name(work: Work, name: str, own_id: str = "") -> str:
    clean = name.strip()
    if not clean:
        raise RuleError("user.no_name")
    others = work.session.scalars(select(User).where(User.id != own_id))
    if any(other.name.casefold() == clean.casefold() for other in others):
        raise RuleError("user.twice", name=clean)
    return clean


def _school_of(work: Work, role: Role, school_id: str | None) -> str | None:
    """A role that acts for one school has one; the others have none."""
    if role not in ROLES_OF_A_SCHOOL:
        return None
    if not school_id:
        raise RuleError("user.school_needed")
    all_known(work, School, [school_id], "school.none")
    return school_id
