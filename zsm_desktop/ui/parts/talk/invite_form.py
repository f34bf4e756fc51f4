"""An invitation before it goes out: who gets it, what it says, and the three ways to send it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from zsm_desktop.services.invitations import InvitationFacts
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import masked
from zsm_desktop.words.format import joined, plural

COPIED = "De tekst staat op het klembord."
FEW = 3


class InviteForm(FormDialog):
    """`mail` and `save` ask where to put the file; `copied` hears that the text is on its way too."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        facts: InvitationFacts,
        text: str,
        *,
        mail: Callable[[], object],
        save: Callable[[], object],
        copied: Callable[[], object],
    ) -> None:
        title = "Laten weten dat het niet doorgaat" if facts.is_cancelled else "Uitnodigen"
        super().__init__(theme, title, parent, submit=mail, do="E-mail maken", width=640)
        self._text, self._save, self._copied = text, save, copied
        self.people = layout.label(_to(facts), "muted", wrap=True)
        self.shown = QPlainTextEdit(text)
        self.shown.setReadOnly(True)
        self.shown.setTabChangesFocus(True)
        self.shown.setAccessibleName("Tekst van de uitnodiging")
        layout.box(theme, self.shown, height=250)
        explained = layout.label(_explained(facts), "small", wrap=True)
        self.copy = Button(theme, "Tekst kopiëren", icon="clipboard-list", key="Ctrl+T", on_click=self.copy_text)
        self.save = Button(theme, "Uitnodiging bewaren", icon="calendar-event", key="Ctrl+S", on_click=self.keep)
        ways = layout.row(theme, self.copy, self.save, None, gap=10)
        for thing in (self.people, self.shown, explained):
            self.body.addWidget(thing)
        self.masked = layout.label(masked.on_way_out(facts.hidden), "small", wrap=True)
        self.body.addWidget(self.masked)
        if not facts.hidden:
            self.masked.hide()
        self.body.addLayout(ways)
        self.ok.setEnabled(bool(facts.addresses))
        (self.ok if facts.addresses else self.copy).setFocus()

    def copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self._copied()
        self.accept()

    def keep(self) -> None:
        self.accept()
        self._save()


def _to(facts: InvitationFacts) -> str:
    reached = len(facts.addresses)
    without = [person.name for person in facts.people if not person.email]
    words = f"Gaat naar {plural(reached, 'e-mailadres', 'e-mailadressen')}."
    if not reached:
        words = "Van niemand op de lijst is een e-mailadres bekend."
    if not without:
        return words
    named = joined(without) if len(without) <= FEW else f"{', '.join(without[:FEW])} en {len(without) - FEW} anderen"
    return f"{words} Zonder adres: {named}." if reached else f"{words} Vul die in bij Netwerk."


def _explained(facts: InvitationFacts) -> str:
    if facts.is_cancelled:
        return "De e-mail en het agendabestand halen het overleg uit ieders agenda."
    return (
        "De e-mail is een concept om in uw mailprogramma te openen en te versturen, met de agenda (pdf) en een "
        "agendabestand (.ics) erbij. Er staat geen leerling in. Nodigt u na een wijziging opnieuw uit, dan past ieders "
        "agenda zich aan."
    )
