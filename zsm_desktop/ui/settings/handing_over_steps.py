"""The steps of a handover in which something is done: who takes over, and the paper with what comes after it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Role
from zsm_desktop.ui.parts import files, layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.inputs import Choice, DateField
from zsm_desktop.ui.parts.lines import Lines
from zsm_desktop.ui.parts.papers import PaperButton
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.ui.settings import handing_over_lines as lines_of
from zsm_desktop.words import handing_over as words
from zsm_desktop.words.names import saying

if TYPE_CHECKING:
    from datetime import date

    from zsm_desktop.services.handing_over import OfficeFacts, Person
    from zsm_desktop.ui.settings.page import SettingsPage
    from zsm_desktop.ui.settings.user_form import UserForm
    from zsm_desktop.ui.work import Progress

NONE = ("", "Kies de opvolger")


class SuccessorStep(QWidget):
    """Who passes the office on, to whom, and until when the first keeps a way in."""

    changed = Signal()
    stale = Signal()
    """A user was added or changed: the facts are to be read again."""

    def __init__(self, page: SettingsPage, tools: Tools, desk: Any) -> None:
        super().__init__()
        self._page, self._desk = page, desk
        self._say = saying(desk.nouns)
        self._facts: OfficeFacts | None = None
        theme = tools.theme
        self.predecessor, self.successor = Choice(theme), Choice(theme, [NONE])
        self.leaves_on = DateField(theme, desk.day)
        self.lines = Lines(theme, name=words.STEPS[0])
        fields = (
            Field(theme, words.PREDECESSOR, self.predecessor),
            Field(theme, words.SUCCESSOR, self.successor),
            Field(theme, words.LEAVES_ON, self.leaves_on, hint=words.LEAVES_HINT),
        )
        for field in fields:
            layout.box(theme, field, max_width=460)
        self.new = Button(theme, words.NEW_USER, icon="plus", key="Ctrl+N", on_click=self.ask_new)
        self.edit = Button(theme, words.EDIT_USER, icon="pencil", key="Ctrl+E", on_click=self.ask_edit)
        acts = flow(theme, self.new, self.edit, gap=10)
        self.setLayout(layout.column(theme, *fields, self.lines, acts, None, gap=14))
        for choice in (self.predecessor, self.successor):
            choice.activated.connect(lambda _at: self._on_choice())
        self.leaves_on.editingFinished.connect(lambda: self.changed.emit())  # noqa: PLW0108 - a bare method is freed

    def show_facts(self, facts: OfficeFacts) -> None:
        is_first, self._facts = self._facts is None, facts
        people = [(one.id, one.name) for one in facts.people if one.is_active]
        self.predecessor.set_choices(people)
        self.successor.set_choices([NONE, *people])
        if is_first:
            self._begin(facts)
        self._say_state()

    def person(self, choice: Choice) -> Person | None:
        return self._facts.person(choice.key) if self._facts is not None and choice.key else None

    def day(self) -> date | None:
        """None too for what is no day; `require` says so."""
        try:
            return self.leaves_on.day
        except RuleError:
            return None

    def require(self) -> None:
        """Raises RuleError("office.none"), ("office.same"), ("office.not_secretary"), and for a day that is none."""
        successor, _day = self.person(self.successor), self.leaves_on.day
        if successor is None:
            raise RuleError("office.none")
        if successor.id == self.predecessor.key:
            raise RuleError("office.same")
        if successor.role is not Role.SECRETARY:
            raise RuleError("office.not_secretary", user=successor.name)

    def ask_new(self) -> UserForm:
        form = self._page.users.ask_new()
        form.fields["role"].editor.choose(Role.SECRETARY.value)
        form.accepted.connect(lambda: self._choose_new(form.fields["name"].text))
        return form

    def ask_edit(self) -> UserForm | None:
        row = next((one for one in self._desk.users.rows() if one.id == self.successor.key), None)
        person = self.person(self.successor)
        if row is None or person is None:
            return None
        form = self._page.users.ask_edit(row, is_back=not person.has_key)
        form.fields["role"].editor.choose(Role.SECRETARY.value)
        form.accepted.connect(lambda: self.stale.emit())  # noqa: PLW0108 - a bare method is freed
        return form

    def _begin(self, facts: OfficeFacts) -> None:
        """As it was agreed before, as long as the predecessor is there; else from who is at the desk."""
        agreed = facts.agreed
        before = facts.person(agreed.predecessor_id) if agreed is not None else None
        if agreed is None or before is None or not before.is_active:
            self.predecessor.choose(self._desk.actor.user_id)
            return
        self.predecessor.choose(before.id)
        self.successor.choose(agreed.successor_id)
        self.leaves_on.set_day(agreed.leaves_on)

    def _choose_new(self, name: str) -> None:
        self.stale.emit()
        found = [one.id for one in (self._facts.people if self._facts is not None else ()) if one.name == name.strip()]
        if found:
            self.successor.choose(found[0])
            self._on_choice()

    def _on_choice(self) -> None:
        self._say_state()
        self.changed.emit()

    def _say_state(self) -> None:
        successor = self.person(self.successor)
        self.edit.setEnabled(successor is not None)
        if self._facts is not None:
            found = lines_of.successor(self._facts, successor, self._say)
            self.lines.set_lines(found)
            self.lines.setVisible(bool(found))


class PaperStep(QWidget):
    """The paper itself stands beside the steps, as their last key; here is what comes after it."""

    stale = Signal()

    def __init__(self, page: SettingsPage, tools: Tools, desk: Any, who: SuccessorStep) -> None:
        super().__init__()
        self._page, self._desk, self._who = page, desk, who
        theme = tools.theme
        self.paper = PaperButton(tools, words.MAKE, self.ask_paper, kind="primary")
        self.paper.said.connect(page.notify)
        self.paper.made.connect(page.offer)
        self.paper.made.connect(lambda *_about: self.stale.emit())
        self.lines = Lines(theme, name=words.STEPS[-1])
        self.retire = Button(theme, words.RETIRE, icon="lock", key="Ctrl+D", on_click=self.ask_retire)
        self.keys = Button(theme, words.NEW_KEYS_DO, icon="refresh", key="Ctrl+Shift+H", on_click=self.ask_keys)
        acts = flow(theme, self.retire, self.keys, gap=10)
        self.setLayout(layout.column(theme, self.lines, acts, None, gap=14))

    def show_facts(self, facts: OfficeFacts) -> None:
        who = self._who
        predecessor, successor = who.person(who.predecessor), who.person(who.successor)
        is_me = predecessor is not None and predecessor.id == self._desk.actor.user_id
        found = lines_of.leaving(facts, predecessor, successor, who.day(), self._desk.day, is_me=is_me)
        self.lines.set_lines(found)
        self.retire.setVisible(predecessor is not None and predecessor.is_active and not is_me)
        self.retire.set_words(words.RETIRE.format(user=predecessor.name if predecessor is not None else ""))

    def ask_paper(self) -> None:
        if self._page.attempt(self._who.require):
            files.ask_folder(self.window(), words.WHERE, self.make)

    def make(self, folder: Path) -> None:
        who, desk = self._who, self._desk
        predecessor_id, successor_id, leaves_on = who.predecessor.key, who.successor.key, who.day()

        def job(progress: Progress) -> tuple[Path, ...]:
            from zsm_desktop.reports.handing_over import write

            progress.check()
            agreed = {"predecessor_id": predecessor_id, "successor_id": successor_id, "leaves_on": leaves_on}
            return (write(desk, folder, **agreed),)

        self.paper.run(words.MAKING, job)

    def ask_retire(self) -> None:
        """Asked beside the list of users, where every other is taken away too."""
        row = next((one for one in self._desk.users.rows() if one.id == self._who.predecessor.key), None)
        if row is not None:
            self._page.open_item("general")
            self._page.users.ask_retire(row)
            layout.reveal(self._page.users.confirm)

    def ask_keys(self) -> None:
        self._page.locks[0].ask_renew()
