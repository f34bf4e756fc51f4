"""The form that asks for the password of a network: to open it, or to go on after it was locked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.ending import PasswordField
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.inputs import Check, Choice
from zsm_desktop.ui.start.actions import NetworkAt
from zsm_desktop.ui.start.forms import REMEMBER, Form, keep_room
from zsm_desktop.ui.start.taken import TakenBox
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.backups import DAMAGED, FIND_GOOD

RESTORING = (
    "Het sleutelbestand van vóór de laatste wijziging van de wachtwoorden is er nog. Zet u dat terug, dan gelden de "
    "wachtwoorden van toen."
)
RESTORED = "Het vorige sleutelbestand staat terug. Vul het wachtwoord in dat u toen had."
REMEMBERED = "Onthouden op deze computer"

OPEN, BRING = "Openen", "Naar deze computer halen en openen"
BRINGING = (
    "Met uw wachtwoord komt er een kopie op deze computer, die eerst helemaal wordt nagekeken. De oude map "
    "opent daarna niet meer. Werkt alles hier, gooi haar dan weg."
)

LOCKED = "Vergrendeld"
STANDS = "Wat u open had komt terug zodra u uw wachtwoord invult, ook wat half getypt is."


class UnlockForm(Form):
    unlock = Signal(object, str, str, bool)
    """Folder, password ("" for the one that is remembered), the user's name, "" where there is one user only, and
    whether to remember the password."""
    forget = Signal(object)
    forgot = Signal()
    unlock_taken = Signal(object, str)
    drop_taken = Signal(object)
    restore = Signal(object)
    """Folder whose key file is lost while the previous one is still there."""
    go_on = Signal(object)
    """Folder whose move broke off."""
    bring = Signal(object, str, str)
    """Folder that lies where it may not be opened, password and user."""
    shown = Signal(object)
    """The network that is asked for."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", OPEN, parent)
        self.network: NetworkAt | None = None
        self.who = Choice(theme)
        self.who_field = Field(theme, "Wie bent u?", self.who)
        self.body.addWidget(self.who_field)
        self.password = self.add("Wachtwoord", PasswordField(theme))
        self._has_keyring = self._offers = False
        self.remember = Check(theme, REMEMBER)
        self.remember.clicked.connect(self._on_remember)
        self.body.addWidget(self.remember)
        self.remember.hide()
        self.forgot_button = Button(theme, "Wachtwoord vergeten", kind="quiet", on_click=self.forgot.emit)
        self._is_due = False
        self.password.edited.connect(lambda: setattr(self, "_is_due", False))
        self.held = layout.label("", "muted", wrap=True)
        self.held.hide()
        self.body.addWidget(self.held)
        self.restore_button = Button(theme, "Vorige sleutelbestand terugzetten", icon="history", on_click=self._restore)
        self.go_on_button = Button(theme, "Verdergaan met overzetten", icon="refresh", on_click=self._go_on)
        for button in (self.restore_button, self.go_on_button):
            self.body.insertLayout(0, layout.row(theme, button, None))
        self.buttons.layout().addWidget(self.forgot_button)
        self.taken = TakenBox(theme)
        self.taken.opening.connect(self._open_taken)
        self.taken.dropping.connect(self._drop_taken)
        whole = self.layout()
        whole.insertWidget(whole.count() - 1, self.taken)

    def show_network(self, network: NetworkAt, *, may_offer: bool = True) -> None:
        """`may_offer`: a password that is remembered opens it with one key."""
        self.network = network
        self.taken.show_taken(network.taken)
        self.title.setText(network.name or "Netwerk openen")
        self._offer(network.remembers and may_offer)
        self.remember.setChecked(network.remembers)
        keep_room(self.remember, bool(network.server))
        self.remember.setVisible(bool(network.server) and self._has_keyring)
        self.restore_button.setVisible(network.has_previous_keys)
        self.forgot_button.setVisible(not network.may_come_here)
        self.go_on_button.setVisible(network.is_half_moved)
        self.error.show_error(network.trouble)
        self._do_words = BRING if network.may_come_here else FIND_GOOD if network.is_damaged else OPEN
        self.who.set_choices([(name, name) for name in network.users])
        self.who_field.setVisible(len(network.users) > 1)
        self.password.editor.clear()
        self.password.clear_error()
        self.set_busy(False)
        (self.go_on_button if network.is_half_moved else self.password.editor).setFocus()
        self.shown.emit(network)

    def show_locked(self, user: str) -> None:
        """After `show_network`: it was open here, and is asked for by who had it open; another may say so."""
        self.title.setText(LOCKED)
        self.explain(f"Het wachtwoord van {user}. {STANDS}")
        if user in (self.network.users if self.network is not None else ()):
            self.who.choose(user)

    def show_keyring(self, has_keyring: bool) -> None:
        self._has_keyring = has_keyring
        self.remember.setVisible(self.network is not None and bool(self.network.server) and has_keyring)
        if not has_keyring:
            self.stop_offering()

    def stop_offering(self) -> None:
        """What is remembered does not do: the password has to be typed."""
        if self._offers:
            self._offer(False)

    def _offer(self, is_remembered: bool) -> None:
        network, self._offers = self.network, is_remembered
        what = "Dit netwerk" if network.name else f"Het netwerk in de map “{network.folder.name}”"
        state = f"staat op de server {network.server}" if network.server else "is versleuteld"
        whose = f"Het wachtwoord van {network.users[0]}" if network.users else "Uw wachtwoord"
        then = f"{whose} is onthouden: Enter opent het." if is_remembered else "Vul uw wachtwoord in."
        usual = BRINGING if network.may_come_here else f"{what} {state}. {then}"
        usual = DAMAGED if network.is_damaged else usual
        self.explain(RESTORING if network.has_previous_keys else usual)
        self.password.is_required = not is_remembered
        self.password.rename("Wachtwoord")
        self.password.editor.setPlaceholderText(REMEMBERED if is_remembered else "")

    def _on_remember(self, is_wished: bool) -> None:
        if not is_wished and self.network is not None and self.network.remembers:
            self.stop_offering()
            self.forget.emit(self.network.folder)

    def hold(self, button: str, why: str) -> None:
        """Takes no password until it is told "", with what the button and the line under the field say meanwhile.

        What was asked during it is done at its end, unless something was typed since.
        """
        if self.is_busy:
            return
        self.held.setText(why)
        self.held.setVisible(bool(why))
        self.go.setEnabled(not why)
        self.go.set_words(button or self._do_words)
        if not why and self._is_due:
            self.submit()

    def submit(self) -> None:
        self._is_due = not self.held.isHidden()
        if self.network is not None and not self._is_due and self.is_complete():
            self.error.hide()
            password = self.password.editor.text()
            if self.network.may_come_here:
                self.set_busy(True, "Wordt gekopieerd …", may_stop=True)
                self.bring.emit(self.network.folder, password, self.who.key)
                return
            self.set_busy(True, "Wordt geopend …", may_stop=bool(self.network.server))
            is_wished = bool(password) and not self.remember.isHidden() and self.remember.isChecked()
            self.unlock.emit(self.network.folder, password, self.who.key, is_wished)

    def set_busy(self, is_busy: bool, words: str = "", *, may_stop: bool = False) -> None:
        if hasattr(self, "taken"):  # first, as the focus goes to what can still be used
            others = (one for one in self.buttons.findChildren(Button) if one not in (self.go, self.back_button))
            for one in (*others, self.who, self.remember, self.taken):
                one.setEnabled(not is_busy)
        super().set_busy(is_busy, words, may_stop=may_stop)

    def show_error(self, error: RuleError | str, at: Field | None = None) -> None:
        super().show_error(error, at)
        if at is None and not self.taken.isHidden():
            self.taken.open.setFocus()
            layout.reveal(self.taken)
        elif at is None:
            self.password.editor.setFocus()  # nothing kept it while it was busy

    def _open_taken(self) -> None:
        if self.network is not None and self.held.isHidden() and self.is_complete():
            self.error.hide()
            self.set_busy(True, "Wordt geopend …")
            self.unlock_taken.emit(self.network.folder, self.password.editor.text())

    def _drop_taken(self) -> None:
        if self.network is not None:
            self.drop_taken.emit(self.network.folder)

    def _go_on(self) -> None:
        if self.network is not None:
            self.go_on.emit(self.network.folder)

    def _restore(self) -> None:
        if self.network is not None:
            self.restore.emit(self.network.folder)
