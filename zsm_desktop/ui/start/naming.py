"""The first two steps: what the network is called and how it works, and who its secretary is. Then it is made."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QProgressBar, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.passwords import Strength, strength
from zsm_desktop.ui.parts import files, layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.ending import PasswordField
from zsm_desktop.ui.parts.lines import Elided
from zsm_desktop.ui.start.actions import FirstActs, NewNetwork
from zsm_desktop.ui.start.forms import NOT_THE_SAME
from zsm_desktop.ui.start.profiles import ProfileList
from zsm_desktop.ui.start.step_form import StepForm
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.passwords import ADVICE, strength_said

NETWORK, PERSON = "Uw netwerk", "Wie bent u?"
WHY_NETWORK = "De naam staat op elk verslag; het profiel geeft woorden en overlegvormen."
WHY_PERSON = "U wordt de secretaris: u beheert het netwerk. Met uw wachtwoord wordt alles versleuteld."
FULL = 3
"""Bits at which the bar is full."""


class NetworkStep(StepForm):
    done = Signal()

    def __init__(self, theme: Theme, acts: FirstActs, parent: QWidget | None = None) -> None:
        super().__init__(theme, 1, NETWORK, WHY_NETWORK, parent=parent)
        self._acts = acts
        self.place: Path | None = None
        """The folder to make it in, where that is not the program's own."""
        self.name = self.add("Naam van het netwerk", QLineEdit())
        self.region = self.add("Regio", QLineEdit())
        self.name.editor.setPlaceholderText("Zeeuwse Stichting Maatwerk")
        self.region.editor.setPlaceholderText("Zeeland")
        row = layout.row(theme, self.name, self.region, gap=16)
        for at, share in enumerate((3, 2)):
            row.setStretch(at, share)
            row.itemAt(at).setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self.profiles = ProfileList(theme)
        self.profiles.setAccessibleName("Netwerkprofiel")
        self.body.addWidget(layout.label("Netwerkprofiel: welk lijkt het meest op uw netwerk?", "label"))
        self.body.addWidget(self.profiles)

    def showEvent(self, event) -> None:
        """The profiles are read when somebody makes a network, and then once."""
        super().showEvent(event)
        if not self.profiles.options:
            self.profiles.show_profiles(self._acts.profiles())

    @property
    def folder(self) -> Path:
        return self._acts.folder_for(self.name.text, self.place)

    def require_free(self) -> None:
        """Raises RuleError where no network can be made there."""
        self._acts.require_free(self.folder)

    def submit(self) -> None:
        if not self.is_complete():
            return
        try:
            self.require_free()
        except RuleError as error:
            self.show_error(error, self.name if error.code == "store.folder_not_empty" else None)
            return
        self.error.hide()
        self.done.emit()


class StrengthLine(QWidget):
    """How hard a password is to guess, in a bar and a sentence; what is typed stays here."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.bar = QProgressBar()
        self.bar.setRange(0, FULL)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Sterkte van het wachtwoord")
        self.text = layout.label(ADVICE, "small", wrap=True)
        self.setLayout(layout.column(theme, self.bar, self.text, gap=6))
        self.found: Strength | None = None

    def measure(self, password: str, own: Sequence[str]) -> None:
        self.found = strength(password, *own)
        self.bar.setValue(self.found.level)
        self.text.setText(strength_said(self.found))


class PersonStep(StepForm):
    create = Signal(object)
    """NewNetwork."""

    def __init__(self, theme: Theme, network: NetworkStep, parent: QWidget | None = None) -> None:
        super().__init__(theme, 2, PERSON, WHY_PERSON, parent=parent)
        self._network = network
        self.user = self.add("Uw naam", QLineEdit(), "Voor- en achternaam, zoals die in verslagen komt.")
        self.password = self.add("Wachtwoord", PasswordField(theme))
        self.strength = StrengthLine(theme)
        self.body.addWidget(self.strength)
        self.again = self.add("Wachtwoord, nog een keer", PasswordField(theme))
        self.where = Elided(theme, size=12, colour="muted")
        self.elsewhere = Button(theme, "Andere map", kind="quiet", key="Ctrl+O", on_click=self.ask_place)
        where = layout.row(theme, self.where, self.elsewhere, gap=10)
        where.setStretch(0, 1)
        self.body.addLayout(where)
        for field in (self.password, self.user):
            field.editor.textChanged.connect(lambda _text: self._measure())

    def enter(self) -> None:
        super().enter()
        self._show_place()

    def ask_place(self) -> object:
        return files.ask_folder(self, "Waar het netwerk komt te staan", self.choose_place)

    def choose_place(self, place: Path) -> None:
        before, self._network.place = self._network.place, place
        try:
            self._network.require_free()
        except RuleError as error:
            self._network.place = before
            self.error.show_error(error)
        else:
            self.error.hide()
        self._show_place()

    def submit(self) -> None:
        if not self.is_complete():
            return
        if self.password.editor.text() != self.again.editor.text():
            self.show_error(NOT_THE_SAME, self.again)
            return
        self.error.hide()
        self.set_busy(True, "Wordt gemaakt …")
        network, password = self._network, self.password.editor.text()
        self.create.emit(
            NewNetwork(
                network.folder, network.name.text, network.region.text, self.user.text, password, network.profiles.code
            )
        )

    def set_busy(self, is_busy: bool, words: str = "", *, may_stop: bool = False) -> None:
        super().set_busy(is_busy, words, may_stop=may_stop)
        if hasattr(self, "elsewhere"):
            self.elsewhere.setEnabled(not is_busy)

    def forget(self) -> None:
        """The passwords do not stay in the fields of a page that is left."""
        for field in (self.password, self.again):
            field.editor.clear()

    def _measure(self) -> None:
        network = self._network
        self.strength.measure(self.password.editor.text(), (self.user.text, network.name.text, network.region.text))

    def _show_place(self) -> None:
        self.where.say(f"Komt te staan in {self._network.folder}")
