"""Who else has the same case or meeting open now, on a store that several people use at once; kept in no table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from zsm_desktop.domain.permissions import Actor, Permission, Role
from zsm_desktop.models import Case, Meeting, User
from zsm_desktop.services.rights import attends, sees_case
from zsm_desktop.services.service import Service, read

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

CASE, MEETING = "case", "meeting"


class Others(Service):
    @read(*Permission)
    def stand(self, topic: str, thing_id: str) -> None:
        """Tell the others what is open here; "" for nothing."""
        if self.desk.line is not None:
            self.desk.line.stand(topic, thing_id)

    @read(*Permission)
    def names(self, topic: str, thing_id: str) -> tuple[str, ...]:
        """The others who have it open too; of whoever may not see it nothing is said, and nothing is said to them."""
        others = self.desk.line.others() if self.desk.line is not None else ()
        here = {one.user_id for one in others if (one.topic, one.thing_id) == (topic, thing_id)}
        there = here - {self.actor.user_id}
        if not there or not thing_id:
            return ()
        with self.store.reading() as session:
            users = session.scalars(select(User).where(User.id.in_(there), User.is_active).order_by(User.name))
            people = [Actor(user.id, user.name, Role(user.role), user.school_id) for user in users]
            if not _may_see(session, self.actor, topic, thing_id):
                return ()
            return tuple(other.name for other in people if _may_see(session, other, topic, thing_id))


def _may_see(session: Session, actor: Actor, topic: str, thing_id: str) -> bool:
    if topic == CASE:
        case = session.get(Case, thing_id)
        return case is not None and actor.may(Permission.READ_CASES) and sees_case(session, actor, case)
    meeting = session.get(Meeting, thing_id) if topic == MEETING else None
    if meeting is None:
        return False
    needed = Permission.READ_MEETINGS if meeting.kind == "case" else Permission.READ_STEERING
    return actor.may(needed) and attends(session, actor, meeting)
