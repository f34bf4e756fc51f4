"""What goes into the guide and in which files, asked before a folder is chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.catalogue import CatalogueChoice
from zsm_desktop.ui.offers.state import OffersState
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Check, Choice
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.catalogue import NO_NAMES

FORMATS = (
    ("pdf", "Gids om te drukken (pdf)"),
    ("xlsx", "Lijst met één regel per aanbod (Excel)"),
    ("html", "Webpagina voor de site van het netwerk (één bestand)"),
)


class GuideForm(FormDialog):
    """`wanted` and `formats` hold the answer once it was accepted."""

    def __init__(self, theme: Theme, window: QWidget, state: OffersState) -> None:
        super().__init__(theme, "Gids van het aanbod", window, submit=self._check, do="Map kiezen", width=560)
        self.add_row(
            ("sector", Field(theme, "Sector", Choice(theme, [("", "Alle sectoren"), *state.sectors()]))),
            ("school", Field(theme, "School", Choice(theme, [("", "Alle scholen"), *state.schools()]))),
        )
        self.prices = Check(theme, "Met tarieven")
        self.contacts = Check(theme, "Met contactpersonen")
        self.checks = {name: Check(theme, words) for name, words in FORMATS}
        for check in self.checks.values():
            check.setChecked(True)
        notes = [
            "Een leerling, een bezette plaats of een reservering staat er nooit in. Zet de tarieven er alleen bij als "
            "de directeuren dat willen: wat op een site staat, leest iedereen."
        ]
        if not state.desk.masks.knows_names():
            notes.append(NO_NAMES)
        parts = (
            layout.label("Wat erin staat", "label"), self.prices, self.contacts,
            layout.label("Welke bestanden", "label"), *self.checks.values(),
            *(layout.label(note, "small", wrap=True) for note in notes),
        )  # fmt: skip
        self.body.addLayout(layout.column(theme, *parts, gap=6))
        self.fields["sector"].editor.setFocus()

    @property
    def wanted(self) -> CatalogueChoice:
        return CatalogueChoice(
            sector_id=self.fields["sector"].text or None,
            school_id=self.fields["school"].text or None,
            with_prices=self.prices.isChecked(),
            with_contacts=self.contacts.isChecked(),
        )

    @property
    def formats(self) -> tuple[str, ...]:
        return tuple(name for name, check in self.checks.items() if check.isChecked())

    def _check(self) -> None:
        if not self.formats:
            raise RuleError("catalogue.no_format")
