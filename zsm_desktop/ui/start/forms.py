"""The forms of the start window: the password, the printed key, a new network. Passwords leave them by signal only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.strip import ErrorStrip
from zsm_desktop.ui.start.actions import NetworkAt, NewNetwork
from zsm_desktop.ui.theme import Theme

NOT_THE_SAME = "De twee wachtwoorden zijn niet gelijk."
PASSWORD_HINT = "Een zin van vier of meer woorden is sterk en goed te onthouden."  # noqa: S105

RESTORING = (
    "Het sleutelbestand van vóór de laatste wijziging van de wachtwoorden is er nog. Zet u dat terug, dan gelden de "
    "wachtwoorden van toen."
)
RESTORED = "Het vorige sleutelbestand staat terug. Vul het wachtwoord in dat u toen had."


def password_editor(theme: Theme) -> QLineEdit:
    """Hidden, with an eye to look at what was typed."""
    editor = QLineEdit()
    editor.setEchoMode(QLineEdit.EchoMode.Password)
    eye = editor.addAction(theme.icon("eye", "muted"), QLineEdit.ActionPosition.TrailingPosition)
    eye.setCheckable(True)
    eye.setText("Wachtwoord tonen")
    eye.setToolTip("Wachtwoord tonen")
    modes = {True: QLineEdit.EchoMode.Normal, False: QLineEdit.EchoMode.Password}
    eye.toggled.connect(lambda on: editor.setEchoMode(modes[on]))
    return editor


class _Form(QWidget):
    """Title, fields, a main button and the way back; `busy` closes it while the work runs elsewhere."""

    back = Signal()

    def __init__(self, theme: Theme, title: str, do: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.title = layout.label(title, "title", wrap=True)
        self.text = layout.label("", "muted", wrap=True)
        self.text.hide()
        self.error = ErrorStrip(theme)
        self.fields: list[Field] = []
        self._do_words = do
        self.go = Button(theme, do, kind="primary", on_click=self.submit)
        self.back_button = Button(theme, "Ander netwerk", kind="quiet", icon="arrow-left", on_click=self.back.emit)
        self.body = layout.column(theme, gap=16)
        self.buttons = flow(theme, self.go, self.back_button, gap=12)
        self.setLayout(
            layout.column(theme, None, self.title, self.text, self.error, 6, self.body, 6, self.buttons, None, gap=12)
        )
        QShortcut(
            QKeySequence(Qt.Key.Key_Escape), self, self.back.emit, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )

    def add(self, words: str, editor: QLineEdit, hint: str = "") -> Field:
        field = Field(self.theme, words, editor, hint=hint, is_required=True)
        editor.returnPressed.connect(self._on_enter)
        self.fields.append(field)
        self.body.addWidget(field)
        return field

    def explain(self, text: str) -> None:
        self.text.setText(text)
        self.text.setVisible(bool(text))

    def set_busy(self, is_busy: bool, words: str = "") -> None:
        self.go.set_words(words if is_busy and words else self._do_words)
        for widget in (*(field.editor for field in self.fields), self.go, self.back_button):
            widget.setEnabled(not is_busy)

    def is_complete(self) -> bool:
        """Says at each empty field that it must be filled in."""
        missing = [field for field in self.fields if not field.editor.text()]
        for field in missing:
            field.show_error(field.missing)
        if missing:
            missing[0].editor.setFocus()
        return not missing

    def show_error(self, error: RuleError | str, at: Field | None = None) -> None:
        self.set_busy(False)
        if at is None:
            self.error.show_error(error)
            return
        at.show_error(error)
        at.editor.setFocus()
        at.editor.selectAll()

    def submit(self) -> None:
        raise NotImplementedError

    def _on_enter(self) -> None:
        """Enter goes to the next empty field, and does it from the last."""
        empty = next((field for field in self.fields if not field.editor.text()), None)
        if empty is None:
            self.submit()
        else:
            empty.editor.setFocus()


class UnlockForm(_Form):
    unlock = Signal(object, str, str)
    """Folder, password, and the user's name, "" where there is one user only."""
    forgot = Signal()
    restore = Signal(object)
    """Folder whose key file is lost while the previous one is still there."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", "Openen", parent)
        self.network: NetworkAt | None = None
        self.who = Choice(theme)
        self.who_field = Field(theme, "Wie bent u?", self.who)
        self.body.addWidget(self.who_field)
        self.password = self.add("Wachtwoord", password_editor(theme))
        self.forgot_button = Button(theme, "Wachtwoord vergeten", kind="quiet", on_click=self.forgot.emit)
        self.restore_button = Button(theme, "Vorige sleutelbestand terugzetten", icon="history", on_click=self._restore)
        self.body.insertLayout(0, layout.row(theme, self.restore_button, None))
        self.buttons.layout().addWidget(self.forgot_button)

    def show_network(self, network: NetworkAt) -> None:
        self.network = network
        self.title.setText(network.name or "Netwerk openen")
        what = "Dit netwerk" if network.name else f"Het netwerk in de map “{network.folder.name}”"
        self.explain(RESTORING if network.has_previous_keys else f"{what} is versleuteld. Vul uw wachtwoord in.")
        self.restore_button.setVisible(network.has_previous_keys)
        self.error.show_error(network.trouble)
        self.who.set_choices([(name, name) for name in network.users])
        self.who_field.setVisible(len(network.users) > 1)
        self.password.editor.clear()
        self.password.clear_error()
        self.set_busy(False)
        self.password.editor.setFocus()

    def submit(self) -> None:
        if self.network is not None and self.is_complete():
            self.error.hide()
            self.set_busy(True, "Wordt geopend …")
            self.unlock.emit(self.network.folder, self.password.editor.text(), self.who.key)

    def set_busy(self, is_busy: bool, words: str = "") -> None:
        super().set_busy(is_busy, words)
        if hasattr(self, "forgot_button"):
            self.forgot_button.setEnabled(not is_busy)

    def _restore(self) -> None:
        if self.network is not None:
            self.restore.emit(self.network.folder)


class RecoverForm(_Form):
    recover = Signal(object, str, str)
    """Folder, printed key, new password."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Openen met de herstelsleutel", "Openen en wachtwoord vervangen", parent)
        self.explain("De herstelsleutel is afgedrukt of opgeschreven toen het netwerk werd gemaakt.")
        self.network: NetworkAt | None = None
        self.key = self.add("Herstelsleutel", QLineEdit(), "Streepjes en hoofdletters maken niet uit.")
        self.password = self.add("Nieuw wachtwoord", password_editor(theme), PASSWORD_HINT)
        self.again = self.add("Nieuw wachtwoord, nog een keer", password_editor(theme))

    def submit(self) -> None:
        if self.network is None or not self.is_complete():
            return
        if self.password.editor.text() != self.again.editor.text():
            self.show_error(NOT_THE_SAME, self.again)
            return
        self.error.hide()
        self.set_busy(True, "Wordt geopend …")
        self.recover.emit(self.network.folder, self.key.editor.text(), self.password.editor.text())


class CreateForm(_Form):
    create = Signal(object)
    """NewNetwork."""

    def __init__(self, theme: Theme, folder_for: Callable[[str], Path], parent: QWidget | None = None) -> None:
        super().__init__(theme, "Nieuw netwerk", "Netwerk maken", parent)
        self._folder_for = folder_for
        self.name = self.add("Naam van het netwerk", QLineEdit(), "Bijvoorbeeld Zeeuwse Stichting Maatwerk")
        self.region = self.add("Regio", QLineEdit(), "Bijvoorbeeld Zeeland")
        self.user = self.add("Uw naam", QLineEdit(), "U wordt de eerste gebruiker, als secretaris.")
        self.password = self.add("Wachtwoord", password_editor(theme), PASSWORD_HINT)
        self.again = self.add("Wachtwoord, nog een keer", password_editor(theme))
        self.where = layout.label("", "small", wrap=True)
        self.body.addWidget(self.where)
        self.name.editor.textChanged.connect(self._show_where)

    def _show_where(self, name: str) -> None:
        self.where.setText(f"Wordt bewaard in {self._folder_for(name.strip())}" if name.strip() else "")

    def submit(self) -> None:
        if not self.is_complete():
            return
        if self.password.editor.text() != self.again.editor.text():
            self.show_error(NOT_THE_SAME, self.again)
            return
        self.error.hide()
        self.set_busy(True, "Wordt gemaakt …")
        name = self.name.text
        folder = self._folder_for(name)
        self.create.emit(NewNetwork(folder, name, self.region.text, self.user.text, self.password.editor.text()))
