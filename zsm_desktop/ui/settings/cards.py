"""The other cards of the settings: the network, this computer, where all is kept and whether it is whole."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QLineEdit

import zsm_desktop
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.checks import CheckResult
from zsm_desktop.services.network import NetworkFacts
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.chip import ChipRow
from zsm_desktop.ui.parts.conflict import Row
from zsm_desktop.ui.parts.facts import FactList
from zsm_desktop.ui.parts.field import Field, sentence
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.settings.actions import PlaceActs
from zsm_desktop.ui.theme import ZOOM_STEPS, Theme
from zsm_desktop.ui.work import Workshop
from zsm_desktop.words import format as dutch
from zsm_desktop.words.papers import ledger_head

HOLIDAY_REGIONS = (("Noord", "Noord"), ("Midden", "Midden"), ("Zuid", "Zuid"))
DATA_HERE = "Alles staat versleuteld op deze computer. Er wordt niets verzonden."
DATA_THERE = (
    "Alles staat op de server van dit netwerk en gaat nergens anders heen; namen en teksten over leerlingen zijn er "
    "verzegeld."
)
MOTIONS = (("system", "Zoals de computer"), ("none", "Niets beweegt"))
MODES = (("light", "Licht"), ("dark", "Donker"), ("system", "Zoals de computer"))


class _Card(QFrame):
    def __init__(self, theme: Theme, title: str, *things: Any) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setLayout(layout.column(theme, layout.label(title, "section"), *things, None, gap=16, margins=20))


class NetworkCard(_Card):
    """Kept when a field is left; what is refused is said at the field and stays there."""

    def __init__(self, theme: Theme, desk: Any) -> None:
        self._desk = desk
        self.name = Field(theme, "Naam van het netwerk", QLineEdit(), hint="Staat boven verslagen en facturen.")
        self.region = Field(theme, "Regio", QLineEdit())
        self.holidays = Field(theme, "Vakantieregio", Choice(theme, HOLIDAY_REGIONS))
        super().__init__(theme, "Netwerk", self.name, self.region, self.holidays)
        fields = {"name": self.name, "region": self.region, "holidays": self.holidays}
        self._row = Row(theme, fields, 0, lambda: _values_of(desk.network.facts()))
        self._row.chosen.connect(self.keep)
        may_edit = desk.actor.may(Permission.EDIT_NETWORK)
        for field in fields.values():
            field.editor.setEnabled(may_edit)
        self.name.editor.editingFinished.connect(self.keep)
        self.region.editor.editingFinished.connect(self.keep)
        self.holidays.editor.activated.connect(lambda _at: self.keep())

    def reload(self) -> None:
        """A field in which someone is typing is left alone; what another wrote there meanwhile stands below it."""
        version, values = _values_of(self._desk.network.facts())
        if self._row.version:
            self._row.follow(version, values)
        else:
            self._row.version = version
            self._row.start(values)

    def keep(self) -> None:
        row = self._row
        changed, values, version = row.changed, row.values, row.version
        self.name.clear_error()
        if not changed:
            return
        try:
            self._desk.network.edit(
                version, name=values["name"], region=values["region"], holiday_region=values["holidays"]
            )
        except RuleError as error:
            left = row.meet(error)
            if left is None:
                self.keep()
            elif not row.open:
                self.name.show_error(left)
            return
        row.version = version + 1
        row.written(changed)


def _values_of(facts: NetworkFacts) -> tuple[int, dict[str, object]]:
    region = next((key for key, _ in HOLIDAY_REGIONS if key.casefold() == facts.holiday_region.casefold()), "Zuid")
    return facts.version, {"name": facts.name, "region": facts.region, "holidays": region}


class ComputerCard(_Card):
    """Theme, size and motion at once; the program remembers them for this computer."""

    def __init__(self, theme: Theme, habits: Any) -> None:
        self._theme = theme
        self.mode = ChipRow(theme, MODES, name="Thema", chosen=theme.mode)
        zooms = [(str(step), f"{step}%") for step in ZOOM_STEPS]
        self.zoom = ChipRow(theme, zooms, name="Grootte", chosen=str(theme.zoom_percent))
        mode = layout.column(theme, layout.label("Thema", "label"), self.mode, gap=6)
        zoom = layout.column(theme, layout.label("Grootte", "label"), self.zoom, gap=6)
        keys = layout.label("Overal: Ctrl + en Ctrl − voor groter en kleiner, Ctrl 0 voor gewoon.", "small", wrap=True)
        self.motion = ChipRow(theme, MOTIONS, name="Beweging", chosen=habits.now.motion)
        motion = layout.column(theme, layout.label("Beweging", "label"), self.motion, gap=6)
        super().__init__(theme, "Deze computer", mode, zoom, keys, motion)
        self.motion.chosen.connect(lambda key: habits.keep("motion", key))
        self.mode.chosen.connect(self._set_mode)
        self.zoom.chosen.connect(self._set_zoom)
        theme.changed.connect(self.follow)

    def follow(self) -> None:
        """What was changed by a key or the top bar shows here too."""
        for row, key in ((self.mode, self._theme.mode), (self.zoom, str(self._theme.zoom_percent))):
            if key in row.chips and row.current != key:
                row.choose(key)

    def _set_mode(self, mode: str) -> None:
        if mode != self._theme.mode:
            self._theme.set_mode(mode)

    def _set_zoom(self, percent: str) -> None:
        if int(percent) != self._theme.zoom_percent:
            self._theme.set_zoom(int(percent))


class StorageCard(_Card):
    """Where the network lives, and a look through all of it."""

    def __init__(self, theme: Theme, desk: Any, workshop: Workshop) -> None:
        self._desk, self._workshop = desk, workshop
        self.folder = layout.label("", wrap=True, selectable=True)
        self.open_folder = Button(theme, "Map openen", icon="link", on_click=self._open)
        self.check = Button(theme, "Controleer", kind="primary", icon="shield-check", key="Ctrl+R", on_click=self.run)
        words = layout.label(
            "Loopt alles na: het bestand, de bewaking, de keten van boekingen, de totalen, de afgeschermde gegevens en "
            "de reservekopieën. U kunt intussen doorwerken.",
            "muted", wrap=True,
        )  # fmt: skip
        self.result = Lines(theme, name="Uitkomst van de controle")
        self.result.hide()
        where = layout.column(theme, layout.label("Map van dit netwerk", "label"), self.folder, gap=4)
        line = layout.row(theme, self.check, self.open_folder, None, gap=10)
        super().__init__(theme, "Opslag en controle", where, words, line, self.result)

    def reload(self) -> None:
        self.folder.setText(str(self._desk.folder))

    def run(self) -> None:
        self.check.setEnabled(False)
        self.check.set_words("Wordt gecontroleerd …")
        work = self._workshop.run(
            "Netwerk controleren", self._job, done=self._show, failed=self._refuse, may_cancel=False
        )
        work.ended.connect(self._ready)

    def _job(self, progress: Any) -> CheckResult:
        progress.step(0, 0)
        result: CheckResult = self._desk.checks.run()
        return result

    def _show(self, result: CheckResult) -> None:
        found = [
            Line(sentence(finding), icon="alert-triangle", tone="warn" if finding.is_warning else "bad")
            for finding in result.findings
        ]
        verdict = (
            Line("Alles is in orde.", icon="circle-check", tone="good", is_strong=True) if result.ok
            else Line("Er is iets niet in orde.", icon="alert-triangle", tone="bad", is_strong=True)
        )  # fmt: skip
        entries = dutch.plural(result.entries, "boeking", "boekingen")
        head = ledger_head(result.entries, result.chain_head) if result.chain_head else ""
        book = Line(f"{entries}, keten ongebroken" if result.ok else entries, head, icon="link")
        self.result.set_lines([verdict, *found, book])
        self.result.show()
        layout.reveal(self.result)

    def _refuse(self, words: str) -> None:
        self.result.set_lines([Line(words, icon="alert-triangle", tone="bad")])
        self.result.show()

    def _ready(self) -> None:
        self.check.setEnabled(True)
        self.check.set_words("Controleer")

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.folder)))


class AboutCard(_Card):
    def __init__(self, theme: Theme, places: PlaceActs) -> None:
        self.facts = FactList(theme)
        self.facts.set_facts([
            ("Versie", zsm_desktop.__version__),
            ("Licentie", "EUPL 1.2: vrij te gebruiken, te onderzoeken, te wijzigen en door te geven"),
            ("Onderdelen", "Van derden; hun licenties staan in THIRD_PARTY_NOTICES.md bij het programma"),
            ("Gegevens", DATA_THERE if places.facts().server else DATA_HERE),
        ])  # fmt: skip
        super().__init__(theme, "Over Maatwerk", self.facts)
