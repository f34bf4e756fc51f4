"""When the network is locked and how: by hand, after a time without a touch, at a sleep and a lock of the session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services import retirement
from zsm_desktop.ui.aside import Aside
from zsm_desktop.ui.idle import Idle
from zsm_desktop.ui.session import Session
from zsm_desktop.ui.start.locked import forget_typed, hold_for

if TYPE_CHECKING:
    from zsm_desktop.ui.program import Program

MINUTE_S = 60
WALL_MINUTES = 60
"""While the wall is on: a talk about one pupil may take long without a touch, and a wall that goes out in its midst
costs ten people their time. The laptop is not alone then. By hand, at a sleep and a lock it locks at once."""


class Locking(QObject):
    """Of one program; `aside` is the window that waits for its user, None while nothing is locked."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self._program = program
        self.aside: Aside | None = None
        self._why: RuleError | None = None
        self.idle = Idle(self._limit, self)
        self.session = Session(self)
        for signal in (self.idle.over, self.idle.asked):
            signal.connect(lambda: self.lock())  # noqa: PLW0108 - PySide frees what a bare method hangs on
        self.session.closed.connect(lambda: self.lock(may_copy=False))

    def listen(self) -> None:
        """To the system: from the first window on."""
        self.session.begin()

    def opened(self) -> None:
        """Something is open: whoever did it is there."""
        self.idle.stillness.touch()
        self.session.wake()

    def lock(self, *, may_copy: bool = True) -> None:
        """At once out of sight; the keys go when all work that runs has come to its end.

        A copy of what changed is work too, of some seconds at most; a computer that sleeps or locks does not wait.
        """
        program = self._program
        if program.window is None or program.desk is None:
            if program.start is not None:
                forget_typed(program.start)
            self.session.rest()
            return
        how = program.desk.retired
        self._why = retirement.refusal(how) if how is not None and not how.may_read else None
        aside = self.aside = Aside(program.window, program.desk)
        program.show_locked(aside.folder, aside.user.name)
        aside.cover()
        program.window = program.desk = None
        if may_copy and aside.window.backups is not None:
            aside.window.backups.before_locking()
        self._go_on()

    def back(self, desk: Any) -> bool:
        """Who unlocked gets the window that was locked; False when it is another's, which is gone then."""
        aside, self.aside = self.aside, None
        if aside is None:
            return False
        if not aside.is_of(desk):
            aside.drop()
            return False
        self._program.window, self._program.desk = aside.window, aside.desk
        aside.show(desk)
        return True

    def darken(self) -> None:
        """The start window goes, and the program with it: the wall does not stay behind."""
        if self.aside is not None and self.aside.window.wall is not None:
            self.aside.window.wall.close()

    def leave(self) -> None:
        """The program ends while it is locked."""
        aside, self.aside = self.aside, None
        if aside is not None:
            if not aside.is_sealed:
                aside.seal()
            if aside.window.backups is not None:
                aside.window.backups.ended_locked()
            aside.drop()

    def _soon(self) -> None:
        QTimer.singleShot(0, self, lambda: self._go_on())  # noqa: PLW0108 - as above

    def _go_on(self) -> None:
        """Again at every end of work, until none is left."""
        aside, start = self.aside, self._program.start
        if aside is None:
            return
        running = aside.window.workshop.running
        if running:
            hold_for(start.unlock, aside.names_of_work)
            running[-1].ended.connect(lambda: self._soon())  # noqa: PLW0108 - as above
            return
        aside.seal()
        hold_for(start.unlock, None)
        if self._why is not None:
            start.unlock.show_error(self._why)
        self.session.rest()

    def _limit(self) -> float | None:
        """Seconds without a touch; None: never, or nothing is open."""
        program = self._program
        minutes = program.habits.now.lock_minutes
        if not minutes or program.window is None or program.desk is None:
            return None
        wall = program.window.wall
        if wall is not None and wall.is_open:
            minutes = max(minutes, WALL_MINUTES)
        return minutes * MINUTE_S
