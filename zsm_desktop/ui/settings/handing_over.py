"""Overdracht: the office of the secretary passes to another in five steps, with a paper for the safe at the end.

Every step shows how things stand now, so that it can be left and taken up again, and walked through as often as wished.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.faces import Faces
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.lines import Lines
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.ui.settings import handing_over_lines as lines_of
from zsm_desktop.ui.settings.handing_over_steps import PaperStep, SuccessorStep
from zsm_desktop.words import handing_over as words
from zsm_desktop.words.keys import NEW_PRINTED
from zsm_desktop.words.names import saying

if TYPE_CHECKING:
    from zsm_desktop.services.handing_over import OfficeFacts
    from zsm_desktop.ui.settings.page import SettingsPage

FIRST, OPEN, PEOPLE, COPIES, LAST = range(len(words.STEPS))


class HandingOverFace(QWidget):
    def __init__(self, page: SettingsPage, tools: Tools, desk: Any) -> None:
        super().__init__()
        self._page, self._desk, self._tools = page, desk, tools
        self._say = saying(desk.nouns)
        self._facts: OfficeFacts | None = None
        theme = tools.theme
        self.step = layout.label("", "small")
        self.title = layout.label("", "section", wrap=True)
        self.why = layout.label("", "muted", wrap=True)
        self.waiting, self.people, self.copies = (Lines(theme, name=title) for title in words.STEPS[OPEN:LAST])
        self.who = SuccessorStep(page, tools, desk)
        self.last = PaperStep(page, tools, desk, self.who)
        self.check = Button(
            theme, "Herstelsleutel nakijken", icon="shield-check", key="Ctrl+R", on_click=self.check_printed
        )
        self.printed = Button(theme, NEW_PRINTED, icon="key", key="Ctrl+H", on_click=self.ask_printed)
        self.try_out = Button(theme, words.TRY_NOW, icon="shield-check", key="Ctrl+T", on_click=self.try_copy)
        people = layout.column(theme, self.people, flow(theme, self.check, self.printed, gap=10), None, gap=14)
        copies = layout.column(theme, self.copies, flow(theme, self.try_out, gap=10), None, gap=14)
        waiting = layout.column(theme, self.waiting, None)
        middle = (layout.holder(one) for one in (waiting, people, copies))
        self.faces = Faces(self.who, *middle, self.last)
        self.on = Button(theme, "Verder", kind="primary", icon="arrow-right", key="Ctrl+Return", on_click=self.go_on)
        self.back = Button(theme, "Terug", icon="arrow-left", key="Ctrl+Backspace", on_click=self.go_back)
        head = layout.column(theme, self.step, self.title, self.why, gap=4)
        ways = layout.row(theme, self.back, self.on, self.last.paper, None, gap=10)  # a flow would ask for all height
        card = layout.card(theme, head, self.faces, gap=16)
        self.area = layout.scrolled(layout.column(theme, card, None, gap=0, margins=(0, 0, 8, 0)))
        whole = layout.column(theme, self.area, ways, gap=12)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.who.successor)
        self.who.changed.connect(lambda: self._show())  # noqa: PLW0108 - PySide frees what a bare method hangs on
        for step in (self.who, self.last):
            step.stale.connect(lambda: page.attempt(self.reload))
        self.show_step(FIRST)

    def go_on(self) -> None:
        at = self.faces.currentIndex()
        if at > FIRST or self._page.attempt(self.who.require):
            self.show_step(min(at + 1, LAST))

    def go_back(self) -> None:
        self.show_step(max(self.faces.currentIndex() - 1, FIRST))

    def check_printed(self) -> None:
        form = self._page.locks[0].ask_check()
        form.accepted.connect(lambda: self._page.attempt(self.reload))

    def ask_printed(self) -> None:
        self._page.locks[0].ask_printed()

    def try_copy(self) -> None:
        work = self._tools.backups.try_out()
        self.try_out.setEnabled(False)
        work.failed.connect(lambda said: self._page.notify.emit(said, "bad"))
        work.ended.connect(lambda: self.try_out.setEnabled(True))
        work.ended.connect(lambda: self._page.attempt(self.reload))

    def reload(self) -> None:
        self._facts = self._desk.handing_over.facts()
        self.who.show_facts(self._facts)
        self._show()

    def show_step(self, step: int) -> None:
        had_focus = self.isAncestorOf(self.window().focusWidget() or self._page)
        self.faces.setCurrentIndex(step)
        self.step.setText(words.step_of(step))
        self.title.setText(words.STEPS[step])
        self.why.setText(self._say(words.WHY[step]))
        self.back.setVisible(step > FIRST)
        self.on.setVisible(step < LAST)
        self.last.paper.setVisible(step == LAST)
        self.area.verticalScrollBar().setValue(0)
        if had_focus:
            (self.who.successor if step == FIRST else self.on if step < LAST else self.last.paper).setFocus()

    def _show(self) -> None:
        facts = self._facts
        if facts is None:
            return
        successor = self.who.person(self.who.successor)
        self.waiting.set_lines(lines_of.waiting(facts, self._desk.clock(), self._say))
        self.people.set_lines(lines_of.people(facts, successor, self._say))
        self.copies.set_lines(lines_of.copies(facts, self._desk.day, self._say))
        has_copies = facts.is_here or bool(facts.backups.copies)
        self.try_out.setVisible(has_copies and self._tools.backups is not None)
        self.last.show_facts(facts)
