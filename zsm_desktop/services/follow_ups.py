"""Asking after leavers (nazorg): who is due, and what was heard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.follow_ups import Status, can_last
from zsm_desktop.domain.outcomes import Destination
from zsm_desktop.domain.permissions import Permission, Role
from zsm_desktop.models import FollowUp, Outcome, Pupil
from zsm_desktop.services.follow_up_rows import FollowUpRow, follow_up_rows
from zsm_desktop.services.known import known, require_version
from zsm_desktop.services.service import Service, act, read, sealed
from zsm_desktop.store.work import Work

LATEST = 50
"""So many answers are shown to be put right."""


@dataclass(frozen=True, slots=True)
class Heard:
    """`destination` None: not reached, and nothing lasted or ended then."""

    destination: Destination | None
    is_lasting: bool = False
    note: str = ""


class FollowUps(Service):
    @read(Permission.READ_CASES)
    def due(self, *, school_id: str | None = None) -> tuple[FollowUpRow, ...]:
        """Whose day has come, the longest first; of the own school, the secretary's are all schools'."""
        is_asked = (FollowUp.status == Status.OPEN, FollowUp.due_on <= self.desk.day, Pupil.anonymised_on.is_(None))
        return self._rows(school_id, *is_asked)

    @read(Permission.READ_CASES)
    def answered(self, *, school_id: str | None = None) -> tuple[FollowUpRow, ...]:
        """What was heard last, the latest first."""
        return self._rows(school_id, FollowUp.status != Status.OPEN, newest=True)[:LATEST]

    @act("follow_up.answer", Permission.EDIT_CASES, can_undo=True)
    def answer(self, work: Work, follow_up_id: str, version: int, heard: Heard) -> None:
        """What was heard of a leaver of the own school, also instead of an earlier answer.

        Raises RuleError("follow_up.none", "permission.other_school", "edit.conflict", "follow_up.early",
        "follow_up.place", "follow_up.nothing_lasts").
        """
        row = known(work, FollowUp, follow_up_id, "follow_up.none")
        work.actor.require_school(work.session.get_one(Pupil, row.pupil_id).school_id)
        require_version(row, version)
        if self.desk.day < row.due_on:
            raise RuleError("follow_up.early", day=row.due_on)
        first = Destination(work.session.get_one(Outcome, row.pupil_id).destination)
        if heard.destination is Destination.UNKNOWN:
            raise RuleError("follow_up.place")
        if heard.is_lasting and not (heard.destination and can_last(heard.destination) and can_last(first)):
            raise RuleError("follow_up.nothing_lasts")
        reached = heard.destination is not None
        row.status = (Status.REACHED if reached else Status.NOT_REACHED).value
        row.destination = heard.destination.value if heard.destination else None
        row.is_lasting = heard.is_lasting if reached else None
        row.answered_on, row.answered_by = self.desk.day, work.actor.user_id
        row.note = sealed(work, "follow_up", row.id, "note", heard.note.strip())
        work.subject_id = row.id
        work.facts = {"months": row.months, "status": row.status}
        work.touch("outcome", row.pupil_id)

    def _rows(self, school_id: str | None, *conditions: Any, newest: bool = False) -> tuple[FollowUpRow, ...]:
        own = school_id if self.actor.role is Role.SECRETARY else self.actor.school_id or ""
        if own is not None:
            conditions = (*conditions, Pupil.school_id == own)
        with self.store.reading() as session:
            return follow_up_rows(session, self.store.seal, self.desk.day, *conditions, newest=newest)
