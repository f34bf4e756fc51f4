"""Every paper the program makes leaves a line in the logbook: who made what, of what and when.

Whoever may read what is on it may leave the line. At a copy that is only read nothing can be written, and none is left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.papers import MAKE, Paper
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.service import Service, act, read

if TYPE_CHECKING:
    from zsm_desktop.store.work import Work

_ONLY_READ = frozenset({"guard.store.retired", "store.retired"})
"""The network went from its server, and what is left there is a copy too."""


class PaperTrail(Service):
    @read(*Permission)
    def note(self, paper: Paper) -> None:
        """That this paper was made. Raises RuleError as every act for a store that cannot be written in now."""
        desk = self.desk
        try:
            if desk.reads_along:
                from zsm_desktop.store.beside import add_line

                add_line(desk.store, desk.actor.user_id, MAKE, desk.clock(), paper.subject_id or None, paper.facts())
            elif not (desk.is_read_only or desk.actor.is_reading):
                self._make(paper)
        except RuleError as error:
            if error.code not in _ONLY_READ:
                raise

    @act(MAKE, *Permission)
    def _make(self, work: Work, paper: Paper) -> None:
        work.subject_id = paper.subject_id or None
        work.facts = paper.facts()
