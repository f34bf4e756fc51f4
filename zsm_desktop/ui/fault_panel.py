"""The panel "Probleem melden": shows all of it first; to save it or to copy it is for the user, nothing is sent."""

from __future__ import annotations

import locale
import platform
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import PySide6
from PySide6.QtCore import QTimer, qVersion
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QPlainTextEdit, QWidget

import zsm_desktop
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import write_atomically
from zsm_desktop.domain.profiles import USUAL_NOUNS
from zsm_desktop.reports.fault_report import Fault, FaultReport, about, report_text
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import Field, sentence
from zsm_desktop.ui.parts.strip import ErrorStrip
from zsm_desktop.words.labels import ROLE, label
from zsm_desktop.words.names import say

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.settings import Preferences
    from zsm_desktop.ui.theme import Theme

TITLE = "Probleem melden"
WHY = (
    "Hieronder staat alles wat in de melding komt. Er wordt niets vanzelf verstuurd: bewaar of kopieer de tekst en "
    "stuur hem zelf naar wie u helpt."
)
TELL = "Wat deed u, en wat ging er mis?"
TELL_HINT = "Noem geen namen. Namen van leerlingen die het programma kent, worden vervangen; namen van anderen niet."
TELL_HINT_BARE = "Noem geen namen: het programma kan ze hier niet weghalen."
UNREAD = "niet te lezen"
SUGGESTED = "melding-maatwerk.txt"
PAUSE_MS = 300
SAVE_KEY, COPY_KEY = "Ctrl+S", "Ctrl+Shift+C"
WIDTH, HEIGHT = 760, 620
TABLES = {
    "organisation": "Organisaties", "user_account": "Gebruikers", "pupil": "Leerlingen", "case_file": "Casussen",
    "meeting": "Vergaderingen", "offer": "Aanbod", "delivery": "Leveringen", "journal_entry": "Boekingen",
}  # fmt: skip


def facts_of(desk: Desk | None, room: str, now: Preferences) -> list[tuple[str, str]]:
    """About the program, this computer and how much there is; never what anything is called or whose it is."""
    screens = ", ".join(
        f"{one.size().width()}×{one.size().height()} ({one.devicePixelRatio():g}×)" for one in QGuiApplication.screens()
    )
    found = [
        ("Versie", zsm_desktop.__version__),
        ("Systeem", f"{platform.system()} {platform.release()} {platform.machine()}"),
        ("Python, Qt, PySide", f"{platform.python_version()}, {qVersion()}, {PySide6.__version__}"),
        ("Gebouwd programma", "ja" if getattr(sys, "frozen", False) else "nee"),
        ("Taal", str(locale.getlocale()[0])),
        ("Schermen", f"{screens}, {QGuiApplication.platformName()}"),
        ("Thema, grootte, beweging", f"{now.theme}, {now.zoom_percent}%, {now.motion}"),
        ("Vergrendelen na", f"{now.lock_minutes} min" if now.lock_minutes else "nooit"),
        ("Kamer", room or "startscherm"),
    ]
    return found + (_of_desk(desk) if desk is not None else [])


def _of_desk(desk: Desk) -> list[tuple[str, str]]:
    from zsm_desktop.services.sizes import schema_version, sizes

    where = "meegenomen overleg" if desk.taken is not None else "server" if desk.is_far else "bestand"
    found = [
        ("Indeling", str(schema_version())),
        ("Opslag", f"{where}{', alleen lezen' if desk.is_read_only else ''}"),
        ("Rol", say(USUAL_NOUNS, label(ROLE, desk.actor.role.value))),
    ]
    try:
        found += [(TABLES[table], about(number)) for table, number in sizes(desk).items()]
    except RuleError as error:
        found.append(("Aantallen", f"{UNREAD} ({error.code})"))
    return found


def _hides_nothing(text: str) -> tuple[str, bool]:
    return text, False


class FaultPanel(QDialog):
    """Shown with `open()`; what the user writes passes through `hide_names`, which says whether it knows any."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        facts: Sequence[tuple[str, str]],
        faults: Sequence[Fault],
        hide_names: Callable[[str], tuple[str, bool]] = _hides_nothing,
    ) -> None:
        super().__init__(parent)
        self._facts, self._faults, self._hide_names = tuple(facts), tuple(faults), hide_names
        self.picker: QFileDialog | None = None
        self.setWindowTitle(TITLE)
        self.setModal(True)
        self.error = ErrorStrip(theme)
        self.told = QPlainTextEdit()
        layout.box(theme, self.told, height=64, max_height=96)
        self.told.setTabChangesFocus(True)
        told = Field(theme, TELL, self.told, hint=TELL_HINT_BARE)
        self._hint = told.hint
        self.whole = QPlainTextEdit()
        self.whole.setReadOnly(True)
        self.whole.setTabChangesFocus(True)
        self.whole.setAccessibleName("De hele melding")
        self.said = layout.label("", "muted", wrap=True)
        self.save = Button(theme, "Bewaren als tekst", kind="primary", key=SAVE_KEY, on_click=self.ask_file)
        self.copy = Button(theme, "Kopiëren", key=COPY_KEY, on_click=self.copy_text)
        self.close_button = Button(theme, "Sluiten", key="Esc", on_click=self.reject)
        self.close_button.setShortcut("")
        head = layout.column(theme, layout.label(TITLE, "section"), layout.label(WHY, "muted", wrap=True), gap=4)
        buttons = layout.row(theme, self.said, None, self.close_button, self.copy, self.save, gap=10)
        buttons.setStretch(0, 1)
        layout.box(theme, self.whole, height=150)
        both = layout.column(theme, told, self.whole, gap=14, margins=2)
        both.setStretch(1, 1)
        whole = layout.column(theme, head, self.error, layout.scrolled(both), buttons, gap=14, margins=24)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.ask_file)
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(lambda: self.show_whole())  # noqa: PLW0108 - PySide frees what a bare method hangs on
        self.told.textChanged.connect(lambda: self._pause.start())  # noqa: PLW0108 - as above
        size = parent.window().size()
        self.resize(min(theme.px(WIDTH), size.width()), min(theme.px(HEIGHT), size.height()))
        self.show_whole()
        self.told.setFocus()

    @property
    def text(self) -> str:
        return self.whole.toPlainText()

    def show_whole(self) -> None:
        self._pause.stop()
        bar = self.whole.verticalScrollBar()
        at = bar.value()
        told, knows_names = self._hide_names(self.told.toPlainText())
        self._hint.setText(TELL_HINT if knows_names else TELL_HINT_BARE)
        self.told.setAccessibleDescription(self._hint.text())
        self.whole.setPlainText(report_text(FaultReport(told, self._facts, self._faults)))
        bar.setValue(at)

    def copy_text(self) -> None:
        self.show_whole()
        QGuiApplication.clipboard().setText(self.text)
        self.said.setText("Gekopieerd. Plak de tekst in een e-mail aan wie u helpt.")

    def ask_file(self) -> None:
        self.show_whole()
        picker = self.picker = QFileDialog(self, "Melding bewaren")
        picker.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        picker.setNameFilter("Tekst (*.txt)")
        picker.setDefaultSuffix("txt")
        picker.selectFile(SUGGESTED)
        picker.fileSelected.connect(lambda name: self.keep(Path(name)))
        picker.open()

    def keep(self, path: Path) -> None:
        try:
            write_atomically(path, self.text.encode())
        except RuleError as error:
            self.error.show_error(sentence(error))
            return
        self.error.hide()
        self.said.setText(f"Bewaard als {path.name}.")


def open_fault_panel(window: Any, desk: Desk | None, faults: Sequence[Fault]) -> FaultPanel:
    """Over a window of the program; what its user writes loses the names of pupils, where this user may know them."""

    def hide_names(text: str) -> tuple[str, bool]:
        if desk is None:
            return text, False
        try:
            return desk.masks.hide(text).text, desk.masks.knows_names()
        except RuleError:
            return text, False

    facts = facts_of(desk, window.room, window.habits.now)
    panel = FaultPanel(window.theme, window, facts, faults, hide_names)
    panel.open()
    return panel
