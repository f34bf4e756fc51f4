"""The forms of the start window: the password, the printed key. Passwords leave them by signal only."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.ending import PasswordField
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.strip import ErrorStrip
from zsm_desktop.ui.start.actions import NetworkAt
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.passwords import ADVICE

NOT_THE_SAME = "De twee wachtwoorden zijn niet gelijk."

OWNER_HINT = "Bijvoorbeeld postgresql://eigenaar@server.voorbeeld.nl/netwerk"

REMEMBER = "Wachtwoord op deze computer onthouden"


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
        self.is_busy = self._may_stop = False
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
        self.is_busy = is_busy
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
        self.owner_password = self.add("Wachtwoord van de eigenaar", PasswordField(theme), is_required=False)
        self.password = self.add("Nieuw wachtwoord", PasswordField(theme), ADVICE)
        self.again = self.add("Nieuw wachtwoord, nog een keer", PasswordField(theme))

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
