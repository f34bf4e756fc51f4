"""The name behind a pseudonym: asked for with a reason, logged, shown for a moment, and gone by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from zsm_desktop.services.pupils import PupilName
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.published import OPEN_HERE

SHOWN_SECONDS = 20
OpenName = Callable[[str, str], PupilName]
"""(pupil id, reason) → the name; logs it first. Raises RuleError for who may not."""


class NameStrip(QFrame):
    """Empty and hidden until a name was asked for; holds the name no longer than it shows it."""

    def __init__(
        self, theme: Theme, open_name: OpenName, parent: QWidget | None = None, *, is_logged: bool = True
    ) -> None:
        """`is_logged` is False in a copy to read elsewhere: no reason is asked that nobody would keep."""
        super().__init__(parent)
        self._theme, self._open_name, self._is_logged = theme, open_name, is_logged
        self.seconds_left = 0
        self.setProperty("role", "strip")
        self.name = layout.label("", "strong", wrap=True)
        self.details = layout.label("", wrap=True)
        self.left = layout.label("", "small")
        words = layout.column(theme, self.name, self.details, self.left, gap=3)
        self.hide_button = Button(theme, "Verbergen", icon="eye-off", on_click=self.forget)
        whole = layout.row(theme, words, self.hide_button, gap=12, margins=(14, 10, 10, 10))
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self._second = QTimer(self, interval=1_000)
        self._second.timeout.connect(self._count_down)
        self.hide()

    def ask(self, pupil_id: str, pseudonym: str) -> FormDialog:
        """The question that goes before: why. The answer is part of the log."""
        dialog = FormDialog(
            self._theme,
            f"Naam van {pseudonym} tonen",
            self.window(),
            submit=lambda: self.show_name(self._open_name(pupil_id, reason())),
            do="Naam tonen",
        )

        def reason() -> str:
            return dialog.fields["reason"].text if self._is_logged else ""

        logged = "In het logboek komt wie haar opende, wanneer en waarom." if self._is_logged else OPEN_HERE
        text = f"De naam is {SHOWN_SECONDS} seconden te zien. {logged}"
        dialog.body.addWidget(layout.label(text, "muted", wrap=True))
        if not self._is_logged:
            dialog.open()
            dialog.ok.setFocus()
            return dialog
        field = dialog.add("reason", "Waarom is de naam nodig?", QLineEdit(), is_required=True)
        field.editor.setPlaceholderText("Bijvoorbeeld: ouders bellen over het traject")
        field.editor.setMaxLength(200)
        dialog.open()
        field.editor.setFocus()
        return dialog

    def show_name(self, name: PupilName) -> None:
        self.name.setText(name.full_name or "Er is geen naam bekend.")
        born = f"Geboren {dutch.date_medium(name.birth_date)}" if name.birth_date else ""
        former = f"Eerder: {dutch.joined(name.former)}" if name.former else ""
        number = f"Leerlingnummer {name.school_reference}" if name.school_reference else ""
        self.details.setText("\n".join(part for part in (former, born, name.guardian_contact, number) if part))
        self.details.setVisible(bool(self.details.text()))
        self.seconds_left = SHOWN_SECONDS
        self._say_left()
        self.show()
        self._second.start()

    def forget(self) -> None:
        """Also called when another pupil comes into sight, or the page goes out of it."""
        self._second.stop()
        self.seconds_left = 0
        for label in (self.name, self.details, self.left):
            label.clear()
        self.hide()

    def _count_down(self) -> None:
        self.seconds_left -= 1
        if self.seconds_left <= 0:
            self.forget()
        else:
            self._say_left()

    def _say_left(self) -> None:
        self.left.setText(f"Verdwijnt over {dutch.plural(self.seconds_left, 'seconde', 'seconden')}")

    def hideEvent(self, event) -> None:
        super().hideEvent(event)
        if self.seconds_left and not event.spontaneous():
            self.forget()
