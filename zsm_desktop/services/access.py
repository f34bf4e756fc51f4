"""What is done with the keys of the network as a whole, and since when who has access; the keys are `app.keys`'s."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.service import Service, act, read, sealed_fact
from zsm_desktop.store.lease import this_computer
from zsm_desktop.store.work import Work

_MOMENTS = """
SELECT 'since', subject_id, max(at) FROM audit_event
WHERE act IN ('user.add', 'user.recover') OR (act = 'user.edit' AND facts LIKE '%"new_key":true%')
GROUP BY subject_id
UNION ALL SELECT 'last', user_id, max(at) FROM audit_event GROUP BY user_id
"""


@dataclass(frozen=True, slots=True)
class Access:
    """`since`: the last password that was given, None for who has had it from the start; `last`: the last act."""

    since: datetime | None = None
    last: datetime | None = None


class AccessService(Service):
    @read(Permission.MANAGE_USERS)
    def of_users(self) -> dict[str, Access]:
        """By user, as the logbook has it; who only reads writes no line there, and so has no `last`."""
        rows = self.store.rows(_MOMENTS)
        since = {str(user_id): _moment(at) for kind, user_id, at in rows if kind == "since"}
        last = {str(user_id): _moment(at) for kind, user_id, at in rows if kind == "last"}
        return {user_id: Access(since.get(user_id), last.get(user_id)) for user_id in since.keys() | last.keys()}

    @act("keys.recovery", Permission.MANAGE_USERS)
    def new_recovery(self, work: Work, give_key: Callable[[Work], object]) -> None:
        """`give_key` puts the new key's slot in the place of the old one; the line says that, and no secret."""
        give_key(work)
        work.subject_id = work.actor.user_id
        work.touch("user", work.actor.user_id)

    @act("keys.renew", Permission.MANAGE_USERS)
    def renewed(self, work: Work, *, without_entry: int, values: int) -> None:
        """Written in the network under its new keys, before it takes the place of the old one."""
        work.facts = {"without_entry": without_entry, "sealed": values}

    @act("keys.publish", Permission.MANAGE_USERS)
    def published(self, work: Work, *, to: str, reason: str) -> None:
        """A copy to read elsewhere leaves the network: for whom, and why.

        Raises RuleError("published.no_receiver") and ("published.no_reason").
        """
        if not to.strip():
            raise RuleError("published.no_receiver")
        if not reason.strip():
            raise RuleError("published.no_reason")
        subject = work.actor.user_id
        work.subject_id = subject
        work.facts = {
            "to": sealed_fact(work, subject, "to", to),
            "reason": sealed_fact(work, subject, "reason", reason),
        }

    @act("backup.leave", Permission.MANAGE_USERS)
    def leaving(self, work: Work) -> None:
        """Written before the copy is made: all of the network, and its keys, go to another computer."""
        work.subject_id = work.actor.user_id
        work.facts = {"computer": this_computer()}

    @act("backup.stay", Permission.MANAGE_USERS)
    def staying(self, work: Work, *, is_withdrawn: bool) -> None:
        """Follows the line of `leaving`: it goes on here after all. `is_withdrawn`: the copy there is of no use."""
        work.subject_id = work.actor.user_id
        work.facts = {"is_withdrawn": is_withdrawn, "computer": this_computer()}


def _moment(at: str) -> datetime:
    return datetime.fromisoformat(at)
