"""The form of a copy to read elsewhere: with names or not, for whom, why, and the copy's own password; then where."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.outside_copies import USUAL
from zsm_desktop.ui.parts.chip import ChipRow
from zsm_desktop.ui.parts.ending import PasswordField
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.files import ask_folder
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import DateField
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
    "copy.password_short": "password", "copy.password_weak": "password", "copy.password_own": "password",
    "copy.no_until": "until", "copy.until_past": "until", "copy.until_late": "until",
    "keys.wrong_password": "own", "keys.unknown_user": "own", "keys.wait": "own",
}  # fmt: skip
NAMED = ("until", "own")
"""Asked of a copy with names only."""
WITHOUT, WITH = "without", "with"


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
        day: date,
    ) -> None:
        super().__init__(theme, words.TITLE, window, submit=self._ask_where, do=words.DO, width=560)
        self.field_of |= FIELD_OF
        self._acts, self._workshop, self._said, self._say = acts, workshop, said, say
        choices = ((WITHOUT, words.WITHOUT_NAMES), (WITH, words.WITH_NAMES))
        self.which = ChipRow(theme, choices, name=words.WHICH)
        self.body.addWidget(self.which)
        self.what = Lines(theme, name="Wat er in de kopie zit")
        self.body.addWidget(self.what)
        self.add("to", words.TO, QLineEdit(), is_required=True)
        self.add("reason", words.REASON, QLineEdit(), hint=words.LOGGED, is_required=True)
        until = DateField(theme, day, day + USUAL)
        self.add("until", words.UNTIL, until, hint=words.UNTIL_HINT, is_required=True)
        self.add("password", words.OWN, PasswordField(self.theme), hint=STRONG, is_required=True)
        self.add("again", words.AGAIN, PasswordField(self.theme), is_required=True)
        self.add("own", words.MINE, PasswordField(self.theme), is_required=True)
        watch_strength(self.fields["password"], lambda: (network,))
        self.which.chosen.connect(lambda _key: self._show_which())
        self._show_which()

    @property
    def with_names(self) -> bool:
        return self.which.current == WITH

    def ask(self) -> None:
        """The first field is in sight, also where what is said above it takes all the room."""
        self.open()
        self.fields["to"].editor.setFocus()
        self._reveal(self.fields["to"])

    def faults(self) -> list[Field]:
        """What is not asked cannot be wrong."""
        asked = [field for name, field in self.fields.items() if self.with_names or name not in NAMED]
        return [field for field in asked if not field.check()]

    def values(self) -> Publishing:
        """Raises RuleError("user.not_same")."""
        asked = Publishing(self.fields["to"].text, self.fields["reason"].text, typed_password(self))
        if not self.with_names:
            return asked
        return asked._replace(
            with_names=True, until=self.fields["until"].editor.day, own_password=self.fields["own"].editor.text()
        )

    def _what(self) -> list[Line]:
        told, limit = (words.WHAT_NAMED, words.LIMIT_NAMED) if self.with_names else (words.WHAT, words.LIMIT)
        return [
            *(Line(self._say(text), icon="check") for text in told),
            Line(limit, icon="alert-triangle", tone="warn"),
        ]

    def _show_which(self) -> None:
        self.what.set_lines(self._what())
        for name in NAMED:
            self.fields[name].setVisible(self.with_names)
        if self.isVisible():
            self._reveal(None)

    def _ask_where(self) -> None:
        asked = self.values()
        self._acts.require_publishable(asked)
        ask_folder(self.parentWidget(), words.WHERE, lambda folder: self.write(asked, folder))

    def write(self, asked: Publishing, folder: Path) -> Work:
        acts, said = self._acts, self._said
        done = words.DONE_NAMED if asked.with_names else words.DONE
        work = self._workshop.run(words.MAKING, lambda progress: acts.publish(asked, folder, progress))
        work.finished.connect(lambda path: said(done.format(path=path), "good"))
        work.failed.connect(lambda text: said(text, "bad"))
        work.cancelled.connect(lambda: said(words.STOPPED, "info"))
        return work
