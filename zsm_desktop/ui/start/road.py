"""The road to a working network, step by step; what is left open is taken up again at the next start."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.ui.start.actions import FirstActs, Opened
from zsm_desktop.ui.start.further import BodyStep, CopiesStep, SchoolsStep, SheetStep
from zsm_desktop.ui.start.naming import NetworkStep, PersonStep
from zsm_desktop.ui.start.step_form import StepForm

if TYPE_CHECKING:
    from zsm_desktop.ui.start.window import StartWindow


class Road(QObject):
    """`done` brings the network when nothing is open any more; until then its desk is this road's to close."""

    done = Signal(object)

    def __init__(self, window: StartWindow, acts: FirstActs) -> None:
        super().__init__(window)
        self._window, self._acts = window, acts
        theme, workshop = window.theme, window.workshop
        self.network = NetworkStep(theme, acts)
        self.person = PersonStep(theme, self.network)
        self.sheet = SheetStep(theme, workshop)
        self.schools = SchoolsStep(theme, workshop)
        self.body = BodyStep(theme)
        self.copies = CopiesStep(theme, acts)
        self.pages: list[QWidget] = [self.network, self.person, self.sheet, self.schools, self.body, self.copies]
        self._after = {"sheet": self.sheet, "schools": self.schools, "body": self.body, "copies": self.copies}
        self._opened: Opened | None = None
        self._steps: tuple[str, ...] = ()
        self._is_counted = False
        self._connect()

    def _connect(self) -> None:
        self.network.done.connect(lambda: self._show(self.person))
        self.network.back.connect(self._window.show_choice)
        self.person.back.connect(lambda: self._show(self.network))
        for step, page in self._after.items():
            page.later.connect(lambda step=step: self._leave(step, later=True))
            page.back.connect(lambda step=step: self._back(step))
        self.sheet.done.connect(lambda: self._leave("sheet"))
        self.schools.done.connect(lambda _count: self._leave("schools"))
        self.body.done.connect(lambda: self._leave("body"))
        self.copies.done.connect(self._keep_place)

    def start(self) -> None:
        self._show(self.network)

    def is_open(self, opened: Opened) -> bool:
        """Takes up the road of a network where it was left; False when nothing is open there."""
        steps = self._acts.open_steps(opened)
        is_anew = bool(opened.recovery_key) and "sheet" not in steps
        if is_anew:
            steps = ("sheet", *steps)  # new keys for everything bring a new printed one
        if not steps:
            return False
        self._opened, self._steps = opened, steps
        self._is_counted = len(steps) > 1 and not is_anew
        self.person.forget()
        self._window.began.emit(opened.network.folder)
        self._go(steps[0])
        return True

    def close(self) -> None:
        """The window goes; what is open stays open for the next start."""
        opened, self._opened = self._opened, None
        if opened is not None:
            opened.desk.close()

    def _show(self, page: QWidget) -> None:
        self._window.show_page(page)
        page.enter()

    def _go(self, step: str) -> None:
        opened, page = self._opened, self._after[step]
        if opened is None:
            return
        if step == "sheet":
            page.begin(self._acts.recovery(opened), opened.recovery_key)
        elif step == "copies":
            page.begin(opened.network.folder, self._second_place())
        else:
            page.begin(opened.desk)
        if isinstance(page, StepForm):
            page.show_count(is_shown=self._is_counted)
        page.show_back(is_shown=self._before(step) is not None)
        self._show(page)

    def _second_place(self) -> str:
        chosen = self._opened.second_backup_place if self._opened is not None else None
        return self._acts.second_backup_place() if chosen is None else chosen

    def _before(self, step: str) -> str | None:
        """The step before it, also where that was done or left; but the key is not shown again."""
        at = self._steps.index(step)
        return self._steps[at - 1] if at > 0 and self._steps[at - 1] != "sheet" else None

    def _back(self, step: str) -> None:
        before = self._before(step)
        if before is not None:
            self._go(before)

    def _leave(self, step: str, *, later: bool = False) -> None:
        opened = self._opened
        if opened is None:
            return
        self._acts.settle(opened, step, later=later)
        if step == "sheet":
            self._opened = opened = opened._replace(recovery_key="")
        left = self._steps[self._steps.index(step) + 1 :]
        if left:
            self._go(left[0])
        else:
            self._opened = None
            self.done.emit(opened)

    def _keep_place(self, place: str) -> None:
        if self._opened is not None:
            self._opened = self._opened._replace(second_backup_place=str(Path(place)) if place else "")
            self._leave("copies")
