"""The form with which a network on a server is opened on this computer for the first time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.ending import PasswordField
from zsm_desktop.ui.parts.files import ask_open
from zsm_desktop.ui.parts.inputs import Check
from zsm_desktop.ui.start.actions import Joining
from zsm_desktop.ui.start.forms import REMEMBER, Form, keep_room
from zsm_desktop.ui.theme import Theme

EXPLAINED = (
    "Uw netwerk staat op een server van bestuur of samenwerkingsverband. Van de secretaris kreeg u een adres en een "
    "wachtwoord."
)
CERTIFICATES = "Certificaten (*.pem *.crt *.cer)"


class JoinForm(Form):
    join = Signal(object)
    """Joining."""

    def __init__(self, theme: Theme, check: Callable[[str], object], parent: QWidget | None = None) -> None:
        """`check` raises RuleError for what is no address."""
        super().__init__(theme, "Netwerk op een server", "Openen", parent)
        self.explain(EXPLAINED)
        self._check = check
        hint = "Bijvoorbeeld postgresql://zsm_0123456789ab@server.voorbeeld.nl/netwerk"
        self.address = self.add("Adres", QLineEdit(), hint)
        self.password = self.add("Wachtwoord", PasswordField(theme))
        self.remember = Check(theme, REMEMBER)
        self.body.addWidget(self.remember)
        self.remember.hide()
        keep_room(self.remember, True)
        self.ca_file = self.add(
            "Certificaat van de server", QLineEdit(), "Alleen als u er een bestand bij kreeg.", is_required=False
        )
        self.pick = Button(theme, "Bestand kiezen", icon="file-import", on_click=self._pick)
        self.body.addLayout(layout.row(theme, self.pick, None))
        self.address.editor.editingFinished.connect(self.check_address)

    def check_address(self) -> bool:
        """Says at the field what is wrong with what was typed there; an empty field is not wrong yet."""
        if not self.address.text:
            return True
        try:
            self._check(self.address.text)
        except RuleError as error:
            self.address.show_error(error)
            return False
        self.address.clear_error()
        return True

    def set_busy(self, is_busy: bool, words: str = "", *, may_stop: bool = False) -> None:
        super().set_busy(is_busy, words, may_stop=may_stop)
        if hasattr(self, "pick"):
            self.pick.setEnabled(not is_busy)
            self.remember.setEnabled(not is_busy)

    def show_keyring(self, has_keyring: bool) -> None:
        self.remember.setVisible(has_keyring)

    def submit(self) -> None:
        if not self.is_complete():
            return
        if not self.check_address():
            self.address.editor.setFocus()
            return
        self.error.hide()
        self.set_busy(True, "Wordt geopend …", may_stop=True)
        is_wished = not self.remember.isHidden() and self.remember.isChecked()
        self.join.emit(Joining(self.address.text, self.ca_file.text, self.password.editor.text(), is_wished))

    def _pick(self) -> None:
        ask_open(self, "Kies het certificaat", self._picked, CERTIFICATES)

    def _picked(self, path: Path) -> None:
        self.ca_file.editor.setText(str(path))
        self.ca_file.clear_error()
