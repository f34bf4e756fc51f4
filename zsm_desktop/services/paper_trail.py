"""Every paper the program makes leaves a line in the logbook, and every copy of all that somebody lays elsewhere.

Whoever may read what is on it may leave the line. At a copy that is only read nothing can be written, and none is left.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.papers import MAKE, Paper
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.service import Service, act, read

if TYPE_CHECKING:
    from zsm_desktop.store.work import Work

LAY = "backup.lay"
_ONLY_READ = frozenset({"guard.store.retired", "store.retired"})
"""The network went from its server, and what is left there is a copy too."""


class PaperTrail(Service):
    @read(*Permission)
    def note(self, paper: Paper) -> None:
        """That this paper was made. Raises RuleError as every act for a store that cannot be written in now."""
        self._leave(MAKE, paper.subject_id or None, paper.facts(), lambda: self._make(paper))

    @read(*Permission)
    def copy_laid(self) -> None:
        """That a copy of the whole network lies where this user had it laid; raises as `note`."""
        self._leave(LAY, None, {}, self._lay)

    def _leave(self, name: str, subject_id: str | None, facts: Mapping[str, object], do: Callable[[], object]) -> None:
        desk = self.desk
        try:
            if desk.reads_along:
                from zsm_desktop.store.beside import add_line

                add_line(desk.store, desk.actor.user_id, name, desk.clock(), subject_id, facts)
            elif not (desk.is_read_only or desk.actor.is_reading):
                do()
        except RuleError as error:
            if error.code not in _ONLY_READ:
                raise

    @act(MAKE, *Permission)
    def _make(self, work: Work, paper: Paper) -> None:
        work.subject_id = paper.subject_id or None
        work.facts = paper.facts()

    @act(LAY, *Permission)
    def _lay(self, work: Work) -> None:
        """It is of the whole network, and where it lies may hold somebody's name."""
