"""A meeting goes along to where there is no line: a copy to read on this computer. docs/decisions/0021."""

from __future__ import annotations

from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, cast

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.progress import MeetingStatus
from zsm_desktop.models import Meeting
from zsm_desktop.services.meeting_lists import meeting_rows
from zsm_desktop.services.meetings import open_meeting
from zsm_desktop.services.rights import readable
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store import taken_along
from zsm_desktop.store.place import is_on_server
from zsm_desktop.store.taken_along import Progress, TakenAlong
from zsm_desktop.store.work import Work

if TYPE_CHECKING:
    from zsm_desktop.store.postgres.place import ServerPlace

_FORGOTTEN = "SELECT id FROM pupil WHERE anonymised_on IS NOT NULL ORDER BY id"
_AHEAD = (MeetingStatus.PLANNED, MeetingStatus.RUNNING)
_NOT_OURS = frozenset({"meeting.none", "meeting.not_invited", "permission.missing"})


class Stand(StrEnum):
    """What has become of the copy on this computer."""

    NONE = "none"
    FRESH = "fresh"
    OLD = "old"
    """It stands here so long that somebody must say whether it may go."""
    SERVED = "served"
    """All that was written at it is at the server: it has been thrown away."""
    BEFORE = "before"
    """Somebody was forgotten since who may stand in it: it has been thrown away."""
    OVER = "over"
    """Its meeting is over, or no longer this user's: it has been thrown away."""


class TakingAlong(Service):
    @read(*Permission)
    def lies_here(self) -> TakenAlong | None:
        return taken_along.found(self.desk.folder)

    @read(Permission.LEAD_MEETINGS)
    def take(self, meeting_id: str, progress: Progress = lambda _done, _all: None) -> TakenAlong:
        """Copy what this user reads to this computer; that it was done is in the logbook first.

        An earlier copy is replaced when this one is whole. Raises RuleError("meeting.none", "taken.steering",
        "taken.in_file") and those of `open_meeting`, of reading and of writing files.
        """
        if not is_on_server(self.desk.folder):
            raise RuleError("taken.in_file")
        self.log(meeting_id)
        with self.store.reading() as session:
            (row,) = meeting_rows(session, Meeting.id == meeting_id)
        taken = TakenAlong(
            name=taken_along.new_name(),
            meeting_id=meeting_id,
            number=row.number,
            body=row.body,
            held_on=row.held_on,
            at=self.desk.clock(),
            forgotten=self._forgotten(),
        )
        login = cast("ServerPlace", self.store.place).password
        taken_along.lay_down(self.store, taken, login, progress)
        return taken

    @act("meeting.take_along", Permission.LEAD_MEETINGS)
    def log(self, work: Work, meeting_id: str) -> None:
        """Who took which meeting along, and with it the dossiers on its agenda."""
        meeting = open_meeting(work, meeting_id)
        if meeting.kind != "case":
            raise RuleError("taken.steering")
        work.subject_id = meeting_id
        work.facts = {"meeting": meeting.number}

    @read(*Permission)
    def throw_away(self) -> None:
        """What was typed at it stays. Raises RuleError("taken.open") and those of writing files."""
        taken_along.throw_away(self.desk.folder)

    @read(*Permission)
    def tidy(self) -> Stand:
        """At the server: throws the copy away when its meeting is over or it has served, and says how it stands.

        One that is open in another window stays as it is.
        Raises RuleError when the server does not answer; then nothing goes.
        """
        if not is_on_server(self.desk.folder) or self.store.is_read_only:
            return Stand.NONE
        taken_along.sweep(self.desk.folder)
        taken = taken_along.found(self.desk.folder)
        if taken is None:
            return Stand.NONE
        if taken_along.is_open(self.desk.folder):
            return Stand.FRESH
        if not self._is_ahead(taken.meeting_id):
            taken_along.throw_away(self.desk.folder)
            return Stand.OVER
        if taken.forgotten != self._forgotten():
            taken_along.throw_away(self.desk.folder)
            return Stand.BEFORE
        if taken.has_typed and not self.desk.taken_notes.waits(taken.meeting_id):
            taken_along.throw_away(self.desk.folder)
            return Stand.SERVED
        return Stand.OLD if taken.is_old(self.desk.clock()) else Stand.FRESH

    def _forgotten(self) -> str:
        """Who they are and not how many: of a server that was put back others may be forgotten since."""
        return sha256(" ".join(pupil for (pupil,) in self.store.rows(_FORGOTTEN)).encode()).hexdigest()

    def _is_ahead(self, meeting_id: str) -> bool:
        with self.store.reading() as session:
            try:
                return _goes(readable(session, self.actor, meeting_id))
            except RuleError as error:
                if error.code not in _NOT_OURS:
                    raise
                return False


def _goes(meeting: Meeting) -> bool:
    return meeting.kind == "case" and meeting.status in _AHEAD
