"""The form of a copy to read elsewhere: for whom, why, and the copy's own password; then where it goes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.ui.parts.ending import PasswordField
from zsm_desktop.ui.parts.files import ask_folder
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.parts.strength import watch_strength
from zsm_desktop.ui.settings.actions import KeyActs, Publishing
from zsm_desktop.ui.settings.user_form import STRONG, typed_password
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.work import Work, Workshop
from zsm_desktop.words import published as words
from zsm_desktop.words.names import Say

FIELD_OF = {
    "user.not_same": "again", "keys.password_short": "password",
    "published.no_receiver": "to", "published.no_reason": "reason",
}  # fmt: skip


class PublishForm(FormDialog):
    """`said` hears how it went, in a sentence with its tone."""

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        acts: KeyActs,
        workshop: Workshop,
        said: Callable[[str, str], object],
        *,
        network: str,
        say: Say,
    ) -> None:
        super().__init__(theme, words.TITLE, window, submit=self._ask_where, do=words.DO, width=560)
        self.field_of |= FIELD_OF
        self._acts, self._workshop, self._said = acts, workshop, said
        what = [Line(say(text), icon="check") for text in words.WHAT]
        self.what = Lines(
            theme, (*what, Line(words.LIMIT, icon="alert-triangle", tone="warn")), name="Wat er in de kopie zit"
        )
        self.body.addWidget(self.what)
        self.add("to", words.TO, QLineEdit(), is_required=True)
        self.add("reason", words.REASON, QLineEdit(), hint=words.LOGGED, is_required=True)
        self.add("password", words.OWN, PasswordField(self.theme), hint=STRONG, is_required=True)
        self.add("again", words.AGAIN, PasswordField(self.theme), is_required=True)
        watch_strength(self.fields["password"], lambda: (network,))

    def ask(self) -> None:
        """The first field is in sight, also where what is said above it takes all the room."""
        self.open()
        self.fields["to"].editor.setFocus()
        self._reveal(self.fields["to"])

    def values(self) -> Publishing:
        """Raises RuleError("user.not_same")."""
        return Publishing(self.fields["to"].text, self.fields["reason"].text, typed_password(self))

    def _ask_where(self) -> None:
        asked = self.values()
        ask_folder(self.parentWidget(), words.WHERE, lambda folder: self.write(asked, folder))

    def write(self, asked: Publishing, folder: Path) -> Work:
        acts, said = self._acts, self._said
        work = self._workshop.run(words.MAKING, lambda progress: acts.publish(asked, folder, progress))
        work.finished.connect(lambda path: said(words.DONE.format(path=path), "good"))
        work.failed.connect(lambda text: said(text, "bad"))
        work.cancelled.connect(lambda: said(words.STOPPED, "info"))
        return work
