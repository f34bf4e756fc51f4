"""The forms of the start window: the password, the printed key. Passwords leave them by signal only."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.inputs import Check, Choice
from zsm_desktop.ui.parts.strip import ErrorStrip
from zsm_desktop.ui.start.actions import NetworkAt
from zsm_desktop.ui.start.taken import TakenBox
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.passwords import ADVICE

NOT_THE_SAME = "De twee wachtwoorden zijn niet gelijk."

OWNER_HINT = "Bijvoorbeeld postgresql://eigenaar@server.voorbeeld.nl/netwerk"

RESTORING = (
    "Het sleutelbestand van vóór de laatste wijziging van de wachtwoorden is er nog. Zet u dat terug, dan gelden de "
    "wachtwoorden van toen."
)
RESTORED = "Het vorige sleutelbestand staat terug. Vul het wachtwoord in dat u toen had."

OPEN, BRING = "Openen", "Naar deze computer halen en openen"
BRINGING = (
    "Met uw wachtwoord komt er een kopie op deze computer, die eerst helemaal wordt nagekeken. De map waar het nu in "
    "staat is daarna alleen nog te lezen."
)

REMEMBER = "Wachtwoord op deze computer onthouden"
REMEMBERED = "Onthouden op deze computer"


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


STOP, BUSY = "Stoppen", "Bezig …"


def keep_room(widget: QWidget, is_kept: bool) -> None:
    """Also while it is hidden, as what stands in the middle jumps when something joins it."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(is_kept)
    widget.setSizePolicy(policy)


class Form(QWidget):
    """Title, fields, a main button and the way back; `set_busy` closes it while the work runs elsewhere.

    Where a server is asked, which may not answer, the way back then is the way to stop.
    """

    back = Signal()
    stopped = Signal()

    def __init__(self, theme: Theme, title: str, do: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.title = layout.label(title, "title", wrap=True)
        self.text = layout.label("", "muted", wrap=True)
        self.text.hide()
        self.error = ErrorStrip(theme)
        self.fields: list[Field] = []
        self._do_words, self._back_words = do, "Ander netwerk"
        self._may_stop = False
        self.go = Button(theme, do, kind="primary", on_click=self.submit)
        self.back_button = Button(theme, self._back_words, kind="quiet", icon="arrow-left", on_click=self.leave)
        self.body = layout.column(theme, gap=16)
        self.buttons = flow(theme, self.go, self.back_button, gap=12)
        self.setLayout(
            layout.column(theme, None, self.title, self.text, self.error, 6, self.body, 6, self.buttons, None, gap=12)
        )
        QShortcut(
            QKeySequence(Qt.Key.Key_Escape), self, self.leave, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )

    def add(self, words: str, editor: QLineEdit, hint: str = "", *, is_required: bool = True) -> Field:
        field = Field(self.theme, words, editor, hint=hint, is_required=is_required)
        editor.returnPressed.connect(self._on_enter)
        self.fields.append(field)
        self.body.addWidget(field)
        return field

    def explain(self, text: str) -> None:
        self.text.setText(text)
        self.text.setVisible(bool(text))

    @property
    def is_busy(self) -> bool:
        return not self.go.isEnabled()

    def name_back(self, words: str) -> None:
        self._back_words = words
        self.back_button.set_words(words)

    def leave(self) -> None:
        """Back; while it is busy, stop that."""
        if not self.is_busy:
            self.back.emit()
        elif self._may_stop:
            self.set_busy(False)
            self.stopped.emit()
            self.fields[-1].editor.setFocus()

    def set_busy(self, is_busy: bool, words: str = "", *, may_stop: bool = False) -> None:
        self._may_stop = is_busy and may_stop
        for button in (self.go, self.back_button):
            if not is_busy:
                button.setMinimumWidth(0)
            elif not self.is_busy:
                button.setMinimumWidth(button.sizeHint().width())  # shorter words do not make the rest move
        self.go.set_words(BUSY if is_busy and words else self._do_words)
        if is_busy and words:
            self.go.setAccessibleName(words)
        for widget in (*(field.editor for field in self.fields), self.go):
            widget.setEnabled(not is_busy)
        self.back_button.set_words(STOP if self._may_stop else self._back_words)
        self.back_button.setEnabled(self._may_stop or not is_busy)
        if self._may_stop:
            self.back_button.setFocus()

    @property
    def empty(self) -> list[Field]:
        """What must be filled in and is not."""
        return [one for one in self.fields if one.is_required and not one.isHidden() and not one.editor.text()]

    def is_complete(self) -> bool:
        """Says at each empty field that it must be filled in."""
        missing = self.empty
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
        empty = next(iter(self.empty), None)
        if empty is None:
            self.submit()
        else:
            empty.editor.setFocus()


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

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", OPEN, parent)
        self.network: NetworkAt | None = None
        self.who = Choice(theme)
        self.who_field = Field(theme, "Wie bent u?", self.who)
        self.body.addWidget(self.who_field)
        self.password = self.add("Wachtwoord", password_editor(theme))
        self._has_keyring = self._offers = False
        self.remember = Check(theme, REMEMBER)
        self.remember.clicked.connect(self._on_remember)
        self.body.addWidget(self.remember)
        self.remember.hide()
        self.forgot_button = Button(theme, "Wachtwoord vergeten", kind="quiet", on_click=self.forgot.emit)
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
        self._do_words = BRING if network.may_come_here else OPEN
        self.who.set_choices([(name, name) for name in network.users])
        self.who_field.setVisible(len(network.users) > 1)
        self.password.editor.clear()
        self.password.clear_error()
        self.set_busy(False)
        (self.go_on_button if network.is_half_moved else self.password.editor).setFocus()

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
        self.explain(RESTORING if network.has_previous_keys else usual)
        self.password.is_required = not is_remembered
        self.password.rename("Wachtwoord")
        self.password.editor.setPlaceholderText(REMEMBERED if is_remembered else "")

    def _on_remember(self, is_wished: bool) -> None:
        if not is_wished and self.network is not None and self.network.remembers:
            self.stop_offering()
            self.forget.emit(self.network.folder)

    def submit(self) -> None:
        if self.network is not None and self.is_complete():
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
        super().set_busy(is_busy, words, may_stop=may_stop)
        if hasattr(self, "taken"):
            self.forgot_button.setEnabled(not is_busy)
            self.remember.setEnabled(not is_busy)
            self.taken.setEnabled(not is_busy)

    def show_error(self, error: RuleError | str, at: Field | None = None) -> None:
        super().show_error(error, at)
        if at is None and not self.taken.isHidden():
            self.taken.open.setFocus()
            layout.reveal(self.taken)

    def _open_taken(self) -> None:
        if self.network is not None and self.is_complete():
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


PRINTED = "De herstelsleutel is afgedrukt of opgeschreven toen het netwerk werd gemaakt."
PRINTED_AND_HOST = (
    f"{PRINTED} Dit netwerk staat op een server: daar komt u alleen opnieuw binnen samen met wie de database beheert. "
    "Vraag het adres en het wachtwoord van de eigenaar."
)


class RecoverForm(Form):
    recover = Signal(object, str, str, object)
    """Folder, printed key, new password, (address, password) of the owner of its database."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Openen met de herstelsleutel", "Openen en wachtwoord vervangen", parent)
        self.network: NetworkAt | None = None
        self.key = self.add("Herstelsleutel", QLineEdit(), "Streepjes en hoofdletters maken niet uit.")
        self.owner = self.add("Adres van de eigenaar", QLineEdit(), OWNER_HINT)
        self.owner_password = self.add("Wachtwoord van de eigenaar", password_editor(theme), is_required=False)
        self.password = self.add("Nieuw wachtwoord", password_editor(theme), ADVICE)
        self.again = self.add("Nieuw wachtwoord, nog een keer", password_editor(theme))

    def show_network(self, network: NetworkAt) -> None:
        self.network = network
        self.explain(PRINTED_AND_HOST if network.server else PRINTED)
        for field in (self.owner, self.owner_password):
            field.setVisible(bool(network.server))
        self.error.hide()
        for field in self.fields:
            field.clear_error()  # of another network, or of the last time
        self.key.editor.setFocus()

    def submit(self) -> None:
        if self.network is None or not self.is_complete():
            return
        if self.password.editor.text() != self.again.editor.text():
            self.show_error(NOT_THE_SAME, self.again)
            return
        self.error.hide()
        self.set_busy(True, "Wordt geopend …")
        owner = (self.owner.text, self.owner_password.editor.text()) if self.network.server else ("", "")
        self.recover.emit(self.network.folder, self.key.editor.text(), self.password.editor.text(), owner)
