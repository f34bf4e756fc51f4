"""Taking back the last act at this desk, and doing it again: an act of its own, with its own line in the logbook."""

from __future__ import annotations

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.changes import Changes
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.services.steps import Step
from zsm_desktop.store.work import Work


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
        """Take back the last act. A step that cannot be taken back any more is dropped, with the reason.

        Raises RuleError("undo.nothing"), and as `put_back`.
        """
        if not self.desk.steps.done:
            raise RuleError("undo.nothing")
        step = self.desk.steps.done.pop()
        changes = self._turn(step)
        self.desk.steps.undone.append(_turned(step))
        return changes

    @read(*Permission)
    def again(self) -> Changes:
        """Do again what was taken back last; raises RuleError("undo.nothing_again"), and as `put_back`."""
        if not self.desk.steps.undone:
            raise RuleError("undo.nothing_again")
        step = self.desk.steps.undone.pop()
        changes = self._turn(step)
        self.desk.steps.done.append(_turned(step))
        return changes

    @act("desk.undo", *Permission)
    def _turn(self, work: Work, step: Step) -> None:
        from zsm_desktop.store.images import put_back

        self.actor.require(*step.permissions)
        put_back(work.connection, step.images)
        work.facts = {"act": step.act}
        work.subject_id = step.changes.made
        for topic, ids in step.changes.topics.items():
            work.touch(topic, *ids)


def _turned(step: Step) -> Step:
    return Step(step.act, step.permissions, tuple(image.turned() for image in step.images), step.changes)
