"""The forms around the keys of a network: the own password asked again, and what other keys for everything bring."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.ui.departure import Departure
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.ending import PasswordField
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.parts.share_form import FIELD_OF
from zsm_desktop.ui.settings.actions import KeyActs
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import keys as words


class AskPassword(FormDialog):
    """`act` gets the password, and may refuse it."""

    def __init__(
        self, theme: Theme, window: QWidget, title: str, text: str, act: Callable[[str], object], *, do: str
    ) -> None:
        super().__init__(theme, title, window, submit=lambda: act(self.password), do=do, width=540)
        self.field_of |= {"keys.wrong_password": "password", "keys.unknown_user": "password"}
        if text:
            self.body.addWidget(layout.label(text, wrap=True))

    def ask(self) -> None:
        """The field comes last, under what it is asked for."""
        self.add("password", words.PASSWORD, PasswordField(self.theme), is_required=True)
        self.open()
        self.fields["password"].editor.setFocus()
        self._reveal(self.fields["password"])

    @property
    def password(self) -> str:
        return self.fields["password"].editor.text()


class RenewForm(AskPassword):
    """Says what will happen and what it does not undo; what is then to be done goes to `depart`."""

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        acts: KeyActs,
        depart: Callable[[Departure], object],
        *,
        on_server: bool = False,
    ) -> None:
        self._departure: Departure | None = None

        def submit(password: str) -> None:
            self._departure = acts.renew(password, self._owner())

        super().__init__(theme, window, words.NEW_ALL, "", submit, do=words.NEW_ALL_DO)
        done = words.NEW_ALL_STEPS_THERE if on_server else words.NEW_ALL_STEPS
        steps = [Line(text, icon="check") for text in (*done, words.others(tuple(acts.others())))]
        limit = Line(words.NEW_ALL_NOT, icon="alert-triangle", tone="warn")
        here = [Line(words.also_here(acts.also_here()), icon="users", tone="info")] if on_server else []
        self.steps = Lines(theme, (*steps, *here, limit), name="Wat er gaat gebeuren")
        self.body.addWidget(self.steps)
        if on_server:
            self.field_of |= FIELD_OF | {"server.other_database": "address", "keys.wrong_password": "password"}
            self.add("address", words.OWNER, QLineEdit(), hint=words.OWNER_HINT, is_required=True)
            self.add("owner_password", words.OWNER_PASSWORD, PasswordField(self.theme))
        self.accepted.connect(lambda: self._departure is not None and depart(self._departure))

    def ask(self) -> None:
        """On a server the owner of its database first."""
        super().ask()
        first = self.fields.get("address")
        if first is not None:
            first.editor.setFocus()
            self._reveal(first)

    def _owner(self) -> tuple[str, str]:
        if "address" not in self.fields:
            return ("", "")
        return (self.fields["address"].text, self.fields["owner_password"].editor.text())
