"""Taking back the last act at this desk, and doing it again: an act of its own, with its own line in the logbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.progress import MeetingStatus
from zsm_desktop.services.changes import Changes
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.services.steps import Step
from zsm_desktop.store.work import Work

if TYPE_CHECKING:
    from zsm_desktop.store.images import MeetingState

FOR_GOOD = frozenset(
    {"undo.changed", "undo.in_use", "undo.later_number", "undo.later_meeting", "undo.meeting_moved", "undo.said"}
)
"""Refusals that no waiting cures: the step is let go. After any other it is still there to try again."""

WHAT_WAS_SAID = """
SELECT 1 FROM agenda_item i WHERE i.meeting_id = ? AND (i.status <> 'open'
 OR EXISTS (SELECT 1 FROM case_discussion d WHERE d.agenda_item_id = i.id AND d.outcome IS NOT NULL)
 OR EXISTS (SELECT 1 FROM draft d WHERE d.agenda_item_id = i.id)
 OR i.id IN (SELECT subject_id FROM audit_event WHERE act = 'meeting.notes'))
UNION ALL SELECT 1 FROM decision WHERE meeting_id = ?
UNION ALL SELECT 1 FROM action_item WHERE meeting_id = ?
UNION ALL SELECT 1 FROM bottleneck WHERE meeting_id = ? LIMIT 1"""
"""A point can bring its notes from an earlier meeting, so the logbook says whether any were made in this one."""

ON_TWO_AGENDAS = """
SELECT 1 FROM agenda_item i JOIN agenda_item o ON o.case_id = i.case_id AND o.meeting_id <> i.meeting_id
 JOIN meeting m ON m.id = o.meeting_id
WHERE i.meeting_id = ? AND i.removed_at IS NULL AND o.removed_at IS NULL AND m.status IN ('planned', 'running')
LIMIT 1"""


class Undo(Service):
    """What a desk did is remembered as long as the desk is open, and by nobody else's desk."""

    @read(*Permission)
    def next_back(self) -> str:
        """The name of the act that `back` would take back, "" when there is none."""
        return self.desk.steps.done[-1].act if self.desk.steps.done else ""

    @read(*Permission)
    def next_again(self) -> str:
        """The name of the act that `again` would repeat, "" when there is none."""
        return self.desk.steps.undone[-1].act if self.desk.steps.undone else ""

    @read(*Permission)
    def back(self) -> Changes:
        """Take back the last act. One that can never be taken back any more is let go, with the reason.

        Raises RuleError("undo.nothing"), ("undo.nothing_final") when the last act is one that stays, and as
        `_turn`; whatever the refusal, its fact `act` names what stayed.
        """
        if not self.desk.steps.done:
            raise RuleError("undo.nothing_final" if self.desk.steps.is_last_final else "undo.nothing")
        step = self.desk.steps.done.pop()
        with self._kept(step, is_back=True):
            changes = self._turn(step)
        self.desk.steps.undone.append(_turned(step))
        return changes

    @read(*Permission)
    def again(self) -> Changes:
        """Do again what was taken back last; raises RuleError("undo.nothing_again"), and as `back`."""
        if not self.desk.steps.undone:
            raise RuleError("undo.nothing_again")
        step = self.desk.steps.undone.pop()
        with self._kept(step, is_back=False):
            changes = self._turn(step)
        self.desk.steps.done.append(_turned(step))
        return changes

    @contextmanager
    def _kept(self, step: Step, *, is_back: bool) -> Iterator[None]:
        try:
            yield
        except BaseException as error:
            if isinstance(error, RuleError):
                error.facts = {**error.facts, "act": step.act}
            if not isinstance(error, RuleError) or error.code not in FOR_GOOD:
                (self.desk.steps.done if is_back else self.desk.steps.undone).append(step)
            raise
        finally:
            self.desk.steps.is_last_final = False

    @act("desk.undo", *Permission)
    def _turn(self, work: Work, step: Step) -> None:
        """Raises RuleError("undo.meeting_moved") when a meeting is not as far as it was, and what waited for that goes.

        ("undo.said") for a start after which something was said; and as `put_back` and `require_rules`.
        """
        from zsm_desktop.services.undo_rules import require_rules
        from zsm_desktop.store.images import meeting_states, put_back

        self.actor.require(*step.permissions)
        now = meeting_states(work.connection, step.meetings.keys())
        if now != step.meetings:
            self.desk.steps.forget(now)
            raise RuleError("undo.meeting_moved")
        put_back(work.connection, step.images)
        require_rules(work, step.images)
        for meeting_id, state in _turned(step).meetings.items():
            _require_free(work, meeting_id, now[meeting_id], state)
        work.facts = {"act": step.act}
        work.subject_id = step.changes.made
        for topic, ids in step.changes.topics.items():
            work.touch(topic, *ids)


def _require_free(work: Work, meeting_id: str, was: MeetingState | None, now: MeetingState | None) -> None:
    """Nothing was said in a meeting that has not begun after all; one that runs again has its cases to itself."""
    if was is None or now is None:
        return
    way = (was[0], now[0])
    if way == (MeetingStatus.RUNNING, MeetingStatus.PLANNED) and work.rows(WHAT_WAS_SAID, (meeting_id,) * 4):
        raise RuleError("undo.said")
    if way == (MeetingStatus.FINISHED, MeetingStatus.RUNNING) and work.rows(ON_TWO_AGENDAS, (meeting_id,)):
        raise RuleError("undo.in_use")


def _turned(step: Step) -> Step:
    """The same the other way round; where it is about a meeting itself, that is then as far as it was before."""
    meetings: Mapping[str, MeetingState | None] = step.meetings
    for image in step.images:
        row = image.after or image.before
        if image.table == "meeting" and row is not None and row["id"] in meetings:
            state = (image.before["status"], image.before["stage"]) if image.before is not None else None
            meetings = {**meetings, row["id"]: state}
    return Step(step.act, step.permissions, tuple(image.turned() for image in step.images), step.changes, meetings)
