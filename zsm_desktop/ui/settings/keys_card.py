"""The keys of the network as a whole: the printed one, and other keys for everything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.departure import Departure
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.facts import FactList
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.strip import ErrorStrip
from zsm_desktop.ui.settings.actions import KeyActs
from zsm_desktop.ui.settings.key_forms import AskPassword, RenewForm
from zsm_desktop.ui.settings.publish_form import PublishForm
from zsm_desktop.ui.settings.recovery_form import RecoveryForm
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.work import Workshop
from zsm_desktop.words import keys as words
from zsm_desktop.words import published as copy_words
from zsm_desktop.words.names import saying
from zsm_desktop.words.recovery import CHECKED


class KeysCard(QFrame):
    """`said` is a sentence and its tone."""

    said = Signal(str, str)

    def __init__(
        self,
        theme: Theme,
        desk: Any,
        acts: KeyActs,
        workshop: Workshop,
        depart: Callable[[Departure], object],
        *,
        on_server: bool,
    ) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._theme, self._desk, self._acts, self._workshop, self._depart = theme, desk, acts, workshop, depart
        self._on_server = on_server
        self.facts = FactList(theme)
        self.warning = layout.label("", wrap=True)
        self.warning.hide()
        self.error = ErrorStrip(theme)
        self.printed = Button(theme, words.NEW_PRINTED, icon="key", key="Ctrl+H", on_click=self.ask_printed)
        self.check = Button(theme, words.CHECK_PRINTED, icon="shield-check", on_click=self.ask_check)
        self.all = Button(theme, words.NEW_ALL, icon="refresh", key="Ctrl+Shift+H", on_click=self.ask_renew)
        self.copy = Button(theme, copy_words.TITLE, icon="file-export", key="Ctrl+Shift+K", on_click=self.ask_publish)
        acts_row = flow(theme, self.printed, self.check, self.all, self.copy, gap=10)
        head = (layout.label(words.TITLE, "section"), layout.label(words.WHAT, "muted", wrap=True))
        things = (*head, self.facts, self.warning, self.error, acts_row, None)
        self.setLayout(layout.column(theme, *things, gap=16, margins=20))

    def reload(self) -> None:
        owner_id = self._acts.printed_owner()
        owner = next((row for row in self._desk.users.rows() if row.id == owner_id), None)
        self.facts.set_facts([(words.PRINTED_OF, owner.name)] if owner is not None else [])
        warning = words.NO_PRINTED if owner is None else ""
        if owner is not None and not owner.is_active:
            warning = words.OF_NOBODY.format(user=owner.name)
        self.warning.setText(warning)
        self.warning.setVisible(bool(warning))

    def ask_printed(self) -> AskPassword:
        made: list[str] = []
        form = AskPassword(
            self._theme, self.window(), words.NEW_PRINTED, words.NEW_PRINTED_ASK,
            lambda password: made.append(self._acts.new_printed(password)), do="Sleutel maken",
        )  # fmt: skip
        form.accepted.connect(lambda: self.show_key(made[0]))
        form.ask()
        return form

    def show_key(self, key: str) -> RecoveryForm:
        """What was just made, until it was asked back."""
        return self._open(key, words.MADE)

    def ask_check(self) -> RecoveryForm:
        """Whether the sheet in the safe is the one of now."""
        return self._open("", CHECKED)

    def _open(self, key: str, done: str) -> RecoveryForm:
        form = RecoveryForm(self._theme, self.window(), self._acts, self._workshop, self.ask_printed, key)
        form.accepted.connect(lambda: self.said.emit(done, "good"))
        form.open()
        return form

    def ask_renew(self) -> RenewForm | None:
        try:
            form = RenewForm(self._theme, self.window(), self._acts, self._depart, on_server=self._on_server)
        except RuleError as error:
            self.error.show_error(error)
            return None
        self.error.hide()
        form.ask()
        return form

    def ask_publish(self) -> PublishForm:
        form = PublishForm(
            self._theme, self.window(), self._acts, self._workshop, self.said.emit,
            network=self._desk.network_name, say=saying(self._desk.nouns), day=self._desk.day,
        )  # fmt: skip
        form.ask()
        return form
