"""The forms around the keys of a network: the own password asked again, and a new printed key shown once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.files import require_paper_place, safe_file_name, write_atomically
from zsm_desktop.ui.departure import Departure
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.files import ask_save
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Check, hidden
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.settings.actions import KeyActs
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.work import Workshop
from zsm_desktop.words import keys as words

PDF = "Pdf-bestanden (*.pdf)"


class Printed(NamedTuple):
    """A key that was just made, with what else stands on its paper."""

    network: str
    key: str
    made_on: date
    user: str


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
        self.add("password", words.PASSWORD, hidden(), is_required=True)
        self.open()
        self.fields["password"].editor.setFocus()

    @property
    def password(self) -> str:
        return self.fields["password"].editor.text()


class RenewForm(AskPassword):
    """Says what will happen and what it does not undo; what is then to be done goes to `depart`."""

    def __init__(self, theme: Theme, window: QWidget, acts: KeyActs, depart: Callable[[Departure], object]) -> None:
        self._departure: Departure | None = None

        def submit(password: str) -> None:
            self._departure = acts.renew(password)

        super().__init__(theme, window, words.NEW_ALL, "", submit, do=words.NEW_ALL_DO)
        steps = [Line(text, icon="check") for text in (*words.NEW_ALL_STEPS, words.others(tuple(acts.others())))]
        limit = Line(words.NEW_ALL_NOT, icon="alert-triangle", tone="warn")
        self.steps = Lines(theme, (*steps, limit), name="Wat er gaat gebeuren")
        self.body.addWidget(self.steps)
        self.accepted.connect(lambda: self._departure is not None and depart(self._departure))


class KeyDialog(FormDialog):
    """Closes by itself only when the user says the key is kept; Esc asks first."""

    def __init__(self, theme: Theme, window: QWidget, workshop: Workshop, printed: Printed) -> None:
        super().__init__(theme, words.THE_KEY, window, submit=lambda: None, do="Klaar", width=540)
        self._workshop, self._printed = workshop, printed
        self.key = QLineEdit(printed.key)
        self.key.setReadOnly(True)
        self.key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.key.setAccessibleName(words.THE_KEY)
        self.save = Button(theme, words.SAVE, icon="file-export", key="Ctrl+S", on_click=self._pick)
        self.saved = layout.label("", "small", wrap=True)
        self.saved.hide()
        self.kept = Check(theme, words.KEPT)
        self.kept.toggled.connect(self.ok.setEnabled)
        self.ok.setEnabled(False)
        self.cancel.hide()
        self.body.addWidget(layout.label(words.KEEP_IT, wrap=True))
        self.body.addWidget(self.key)
        self.body.addLayout(layout.row(theme, self.save, None))
        self.body.addWidget(self.saved)
        self.body.addWidget(self.kept)

    def reject(self) -> None:
        if self.kept.isChecked():
            self.accept()
        elif not self.confirm.isVisible():
            self.confirm.ask(words.CLOSE_ANYWAY, self.accept, yes="Sluiten", no="Terug")

    def write(self, path: Path) -> None:
        """Beside the window: the first paper of a sitting loads what makes them."""

        def job(_progress: object) -> str:
            from zsm_desktop.reports.pdf import pdf_bytes
            from zsm_desktop.reports.recovery_sheet import recovery_sheet

            require_paper_place(path)
            write_atomically(path, pdf_bytes(recovery_sheet(*self._printed)))
            return path.name

        self.error.hide()
        self.save.setEnabled(False)
        work = self._workshop.run(words.SAVE, job, may_cancel=False)
        work.finished.connect(self._say_saved)
        work.failed.connect(self.error.show_error)
        work.ended.connect(lambda: self.save.setEnabled(True))

    def _pick(self) -> None:
        name = safe_file_name(f"herstelsleutel {self._printed.network}", ".pdf")
        ask_save(self, "Herstelsleutel opslaan", name, self.write, PDF)

    def _say_saved(self, name: str) -> None:
        self.saved.setText(words.SAVED.format(name=name))
        self.saved.show()
        self.fit()
