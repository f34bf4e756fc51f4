"""The pages of a network that goes elsewhere: how far it is, where it is now, or why it did not get there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.ui.departure import Arrived, Departure
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.addresses import Addresses
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.facts import FactList
from zsm_desktop.ui.parts.lines import Elided, Line, Lines
from zsm_desktop.ui.parts.strip import ErrorStrip
from zsm_desktop.ui.start.actions import StartActions
from zsm_desktop.ui.start.making import Making
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.work import Work, Workshop
from zsm_desktop.words import format as dutch
from zsm_desktop.words import leaving as words

if TYPE_CHECKING:
    from zsm_desktop.ui.parts.share_form import ShareForm
    from zsm_desktop.ui.start.window import StartWindow

OPEN = "Netwerk openen"
HEAD_SIGNS = 16
EQUAL = "Alles is geteld en nagerekend, en is hier en daar gelijk. De oude plek neemt niets meer aan."
NEED_ENTRY = "Deze collega's komen er nog niet in. Geef ieder in Instellingen een nieuw wachtwoord, en het eigen adres."
WHOLE = "Er is niets verloren. Probeer het opnieuw, of ga terug naar het netwerk waar u was."
STOPPED = "U hebt het gestopt; er is niets overgegaan."


class ArrivedPage(QWidget):
    go_on = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = layout.label("", "title", wrap=True)
        self.facts = FactList(theme)
        self.folder = Elided(theme, size=12, colour="muted")
        self.need = layout.label(NEED_ENTRY, "muted", wrap=True)
        self.addresses = Addresses(theme)
        self.error = ErrorStrip(theme)
        self.go = Button(theme, OPEN, kind="primary", on_click=self.go_on.emit)
        self.go.setAutoDefault(True)  # Enter does it
        self.proof = layout.label(EQUAL, "muted", wrap=True)
        self.steps = Lines(theme, name=words.READY)
        head = (None, self.title, self.proof, self.facts, self.steps, self.folder, self.error)
        go = layout.row(theme, self.go, None)
        self.setLayout(layout.column(theme, *head, go, self.need, self.addresses, None, gap=14))

    def show_arrived(self, arrived: Arrived) -> None:
        self.title.setText(arrived.title or f"Het netwerk staat nu op {arrived.where}")
        self.proof.setText(arrived.proof or EQUAL)
        self.need.setText(arrived.need or NEED_ENTRY)
        self.steps.set_lines([Line(f"{at}. {step}") for at, step in enumerate(arrived.steps, 1)])
        self.steps.setVisible(bool(arrived.steps))
        self.go.set_words(words.CLOSE if arrived.steps else OPEN)
        self.facts.set_facts([
            ("Regels", dutch.count(arrived.rows) if arrived.rows else ""),
            ("Boekingen", dutch.count(arrived.entries)),
            ("Gegeven in totaal", dutch.money(arrived.given_cents)),
            ("Keten eindigt op", arrived.chain_head[:HEAD_SIGNS]),
        ])  # fmt: skip
        self.need.setVisible(bool(arrived.need or arrived.without_entry))
        self.addresses.setVisible(bool(arrived.without_entry))
        self.addresses.show_entries(arrived.without_entry)
        self.folder.say(f"Op deze computer: {arrived.folder}")
        self.error.hide()
        self.go.setFocus()


class StrandedPage(QWidget):
    """Not arrived: why, and the two ways on."""

    again = Signal()
    back = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reason = layout.label("", wrap=True, selectable=True)
        self.error = ErrorStrip(theme)
        self.return_ = Button(theme, "Terug naar het netwerk", kind="primary", on_click=self.back.emit)
        self.retry = Button(theme, "Opnieuw proberen", icon="refresh", on_click=self.again.emit)
        for button in (self.return_, self.retry):
            button.setAutoDefault(True)  # Enter does it
        self.title = layout.label("", "title", wrap=True)
        whole = layout.label(WHOLE, "muted", wrap=True)
        buttons = layout.row(theme, self.return_, self.retry, None, gap=10)
        self.setLayout(layout.column(theme, None, self.title, self.reason, whole, self.error, buttons, None, gap=14))

    def show_reason(self, words: str, *, is_stopped: bool = False) -> None:
        self.title.setText("Gestopt" if is_stopped else "Het is niet gelukt")
        self.reason.setText(words)
        self.error.hide()
        self.return_.setFocus()


class Moving(QObject):
    """Follows one departure from the closed desk to the next one; `done` carries what was opened."""

    done = Signal(object)

    def __init__(self, window: StartWindow, theme: Theme, workshop: Workshop, actions: StartActions) -> None:
        super().__init__(window)
        self._window, self._theme, self._workshop, self._actions = window, theme, workshop, actions
        self._departure: Departure | None = None
        self._arrived: Arrived | None = None
        self.making, self.arrived, self.stranded = Making(theme, ""), ArrivedPage(theme), StrandedPage(theme)
        self.pages = (self.making, self.arrived, self.stranded)
        self.arrived.go_on.connect(self._open)
        self.stranded.again.connect(self._start)
        self.stranded.back.connect(self._back)
        window.unlock.go_on.connect(self.ask)

    def ask(self, folder: Path) -> ShareForm:
        """For a move that broke off: asks once more what it needs."""
        from zsm_desktop.ui.parts.share_form import ShareForm

        acts = self._actions.half_moved(folder)
        form = ShareForm(self._theme, self._window, acts, self._workshop, self.depart, goes_on=True)
        form.open()
        return form

    def depart(self, departure: Departure) -> None:
        self._departure = departure
        self.making.title.setText(departure.title)
        self._start()

    def _start(self) -> None:
        if self._departure is None:
            return
        self._window.show_page(self.making)
        work = self._workshop.run(self._departure.title, self._departure.job, done=self._on_arrived)
        self.making.follow(work)
        work.cancelled.connect(self._on_stopped)
        work.failed.connect(self._strand)

    def _on_arrived(self, arrived: Arrived) -> None:
        self._arrived = arrived
        self._window.show_page(self.arrived)
        self.arrived.show_arrived(arrived)

    def _on_stopped(self) -> None:
        words = self._departure.stopped if self._departure is not None else ""
        self._window.show_page(self.stranded)
        self.stranded.show_reason(words or STOPPED, is_stopped=True)

    def _strand(self, words: str) -> None:
        self._window.show_page(self.stranded)
        self.stranded.show_reason(words)

    def _open(self) -> None:
        if self._arrived is not None and self._arrived.steps:
            self._window.show_network(self._arrived.folder)
        elif self._arrived is not None:
            self._run(self._arrived.open, self.arrived)

    def _back(self) -> None:
        if self._departure is not None:
            self._run(self._departure.back, self.stranded)

    def _run(self, opening, page: ArrivedPage | StrandedPage) -> Work:
        page.setEnabled(False)
        work = self._workshop.run("Netwerk openen", lambda _progress: opening(), done=self.done.emit)
        work.failed.connect(page.error.show_error)
        work.ended.connect(lambda: page.setEnabled(True))
        return work
