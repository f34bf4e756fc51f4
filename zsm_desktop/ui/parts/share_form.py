"""The first step to a server: what will happen, what is needed, and trying it before anything changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.departure import Departure, ShareActs, Sharing
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.ending import PasswordField
from zsm_desktop.ui.parts.files import ask_open
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.work import Work, Workshop

TITLE, GO_ON = "Naar een server overzetten", "Verdergaan met overzetten"
DO, BUSY, STOP = "Overzetten", "Wordt geprobeerd …", "Stoppen"
STEPS = (
    Line(
        "Wie de server beheert maakt een lege database en geeft u het adres en het wachtwoord van de eigenaar.",
        icon="users",
    ),
    Line(
        "Het programma sluit het netwerk, zet alles over en telt het na. Hier blijft het alleen nog te lezen.",
        icon="shield-check",
    ),
    Line(
        "Daarna opent u het met uw eigen wachtwoord. Collega's krijgen van u een nieuw wachtwoord en een adres.",
        icon="key",
    ),
)
GOING_ON = (
    Line(
        "Vul hetzelfde adres in als toen. Stond alles er al, dan wordt het alleen nagekeken; anders gaat alles "
        "opnieuw over.",
        icon="refresh",
    ),
    Line("Hier verandert er niets: deze map blijft alleen te lezen.", icon="shield-check"),
)
FIELD_OF = {
    "keys.wrong_password": "password",
    "server.address": "address",
    "server.address_part": "address",
    "server.no_authority": "ca_file",
    "server.no_host": "address",
    "server.no_password": "owner_password",
    "server.not_owner": "address",
    "server.not_verified": "address",
    "server.owner_password": "owner_password",
    "server.password_in_address": "address",
    "share.no_ca_file": "ca_file",
    "share.other_address": "address",
}


class ShareForm(FormDialog):
    """Closes only when the server was found fit; what is then to be done goes to `depart`."""

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        acts: ShareActs,
        workshop: Workshop,
        depart: Callable[[Departure], object],
        *,
        goes_on: bool = False,
    ) -> None:
        """`goes_on`: an earlier try broke off."""
        super().__init__(theme, GO_ON if goes_on else TITLE, window, submit=self.values, do=DO, width=600)
        self._acts, self._workshop, self._depart = acts, workshop, depart
        self._trial: Work | None = None
        self.field_of |= FIELD_OF
        self.body.addWidget(Lines(theme, GOING_ON if goes_on else STEPS, name="Wat er gaat gebeuren"))
        self.add("address", "Adres van de eigenaar", QLineEdit(), hint="postgresql://eigenaar@server/netwerk",
                 is_required=True)  # fmt: skip
        self.add("owner_password", "Wachtwoord van de eigenaar", PasswordField(self.theme))
        self.add("ca_file", "Certificaat van de server", QLineEdit(), hint="Alleen als u er een bestand bij kreeg.")
        self.pick = Button(theme, "Bestand kiezen", icon="file-import", on_click=self._pick)
        self.body.addLayout(layout.row(theme, self.pick, None))
        self.add("password", "Uw eigen wachtwoord van dit netwerk", PasswordField(self.theme), is_required=True)
        self.fields["address"].editor.editingFinished.connect(self.check_address)
        self.fields["address"].editor.setFocus()

    def check_address(self) -> None:
        """Said as soon as the field is left."""
        address = self.fields["address"]
        if address.text:
            try:
                self._acts.check_address(address.text)
            except RuleError as error:
                address.show_error(error)

    def values(self) -> Sharing:
        typed = {name: field.editor.text() for name, field in self.fields.items()}
        return Sharing(typed["address"].strip(), typed["ca_file"].strip(), typed["owner_password"], typed["password"])

    def try_submit(self) -> None:
        """The server may take its time; meanwhile the form stands, and can be stopped."""
        self.error.hide()
        wrong = self.faults()
        if wrong or self._trial is not None:
            for field in wrong[:1]:
                field.editor.setFocus()
            return
        asked = self.values()
        trial = self._workshop.run("Server proberen", lambda _progress: self._acts.share(asked), may_cancel=False)
        self._set_trial(trial)
        trial.finished.connect(lambda departure: self._go(trial, departure))
        trial.failed.connect(lambda _words: self._stay(trial))

    def reject(self) -> None:
        if self._trial is not None:
            self._set_trial(None)
        else:
            super().reject()

    def _go(self, trial: Work, departure: Departure) -> None:
        if trial is self._trial:
            self._trial = None
            self.accept()
            self._depart(departure)

    def _stay(self, trial: Work) -> None:
        if trial is self._trial:
            self._set_trial(None)
            self.fields["address"].editor.setFocus()  # unless the refusal is about another field
            self.refuse(trial.error or RuntimeError())

    def _set_trial(self, trial: Work | None) -> None:
        self._trial = trial
        self.ok.set_words(BUSY if trial else DO)
        self.cancel.set_words(STOP if trial else "Annuleren")
        for widget in (*(field.editor for field in self.fields.values()), self.ok, self.pick):
            widget.setEnabled(trial is None)

    def _pick(self) -> None:
        ask_open(self, "Kies het certificaat", self._picked, "Certificaten (*.pem *.crt *.cer)")

    def _picked(self, path: Path) -> None:
        self.fields["ca_file"].editor.setText(str(path))
        self.fields["ca_file"].clear_error()
