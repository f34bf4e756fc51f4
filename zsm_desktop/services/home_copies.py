"""Copies of a network on a server to take home: its host makes the others, and says when the last one was.

Only who is shown every row and every key slot can make one that opens for everybody again: the secretary.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from zsm_desktop.domain.backups import is_over
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.chain import whole_chain
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store import backup_state, second_place
from zsm_desktop.store.backup import Tell, silent
from zsm_desktop.store.place import is_on_server
from zsm_desktop.store.work import Work

ASK_EVERY = timedelta(hours=1)
"""It changes once a night, and every room that shows it would ask."""
RENEWED, COPIED = "backup.renew", "copied"
"""In the logbook: the older copies at that computer are gone, and after which line the one in their place was begun."""
_ACTS = "SELECT coalesce(max(number), 0) FROM audit_event"


class HomeCopies(Service):
    _asked: datetime | None = None
    _host_at: datetime | None = None

    @read(Permission.READ_NETWORK)
    def may_make(self) -> bool:
        desk = self.desk
        return is_on_server(desk.folder) and desk.actor.may(Permission.MANAGE_USERS) and not desk.is_read_only

    @read(Permission.READ_NETWORK)
    def host_at(self) -> datetime | None:
        """The host's last copy, as it was within the hour; None where it never said so, and for who need not know."""
        if not (self.desk.is_far and self.actor.may(Permission.MANAGE_USERS)):
            return None
        from zsm_desktop.store.postgres import hosting

        now = self.desk.clock()
        if self._asked is None or is_over(self._asked, now, ASK_EVERY):
            (row,) = self.store.rows(hosting.ASK)
            self._asked, self._host_at = now, hosting.copied_at(row)
        return self._host_at

    @read(Permission.MANAGE_USERS)
    def make(self, reason: str, tell: Tell = silent) -> Path:
        """One copy, checked whole; that it left the server is in the logbook first.

        Raises RuleError("backup.on_server") where it cannot be made now, and those of `carried_home.copy_home`.
        """
        from zsm_desktop.store.carried_home import copy_home

        if not self.may_make():
            raise RuleError("backup.on_server")
        self.log_home()
        now = self.desk.clock()
        ((acts,),) = self.store.rows(_ACTS)
        made = copy_home(self.store, reason, now, check=whole_chain, tell=tell)
        backup_state.change(self.desk.folder, lambda state: replace(state, last_at=now, acts=acts, failed=None))
        return made

    @read(Permission.MANAGE_USERS)
    def renew(self, tell: Tell = silent) -> Path:
        """As `Backups.renew`: of those that lie at this computer, and in the places known from it."""
        folder, keys, now = self.desk.folder, self.store.keys, self.desk.clock()
        ((begun,),) = self.store.rows(_ACTS)
        made = second_place.renew(folder, keys, now, tell, lambda: self.make("vernieuwd", tell))
        self.log_renewed(begun)  # not before: until then the older ones are there
        return made

    @act("backup.home", Permission.MANAGE_USERS)
    def log_home(self, work: Work) -> None:
        """In the logbook: everything went to a computer of who did this, encrypted."""
        work.subject_id = work.actor.user_id

    @act(RENEWED, Permission.MANAGE_USERS)
    def log_renewed(self, work: Work, begun: int) -> None:
        """In the logbook: what was taken home before its line `begun` is gone there."""
        work.subject_id = work.actor.user_id
        work.facts = {COPIED: begun}
