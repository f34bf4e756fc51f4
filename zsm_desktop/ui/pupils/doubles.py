"""Rows whose pupil the network seems to know: the form and the store side by side, and the choice what it is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from zsm_desktop.services.doubles import Double
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.chip import ChipRow
from zsm_desktop.ui.parts.facts import FactList
from zsm_desktop.ui.parts.flow import tiles
from zsm_desktop.ui.pupils import words
from zsm_desktop.ui.pupils.double_strip import elsewhere
from zsm_desktop.ui.pupils.state import OTHER, SAME, SKIP, FormRead, first_choice
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.names import Say

NO_CASE = "Geen lopende casus"
CHOICES = ((SKIP, "Niet inlezen"), (SAME, "Nieuwe casus van [deze leerling]"), (OTHER, "[Een andere leerling]"))


class DoubleCard(QFrame):
    """One double; `choice` is one of SKIP, SAME, OTHER."""

    changed = Signal()

    def __init__(self, theme: Theme, form: FormRead, double: Double, say: Say) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.index = double.index
        row = form.rows[double.index]
        shown = [one for one in CHOICES if one[0] != SAME] if double.is_elsewhere else CHOICES
        choices = [(key, say(text)) for key, text in shown]
        self.chips = ChipRow(theme, choices, name=f"Wat te doen met rij {row.row}", chosen=first_choice(double))
        self.chips.chosen.connect(lambda _key: self.changed.emit())
        case = double.case
        ours = [
            (say("[Leerling]"), elsewhere(double, say) if double.is_elsewhere else double.pseudonym),
            ("Casus", f"{case.number}, {words.status(case)}" if case else "" if double.is_elsewhere else NO_CASE),
            ("Aangemeld", dutch.date_medium(case.entered_on) if case else ""),
            ("Hulpvraag", case.question if case else ""),
        ]
        theirs = [(say("[Leerling]"), form.row_words(double.index)), ("Wens", row.wishes), ("Hulpvraag", row.question)]
        pair = tiles(
            theme, self._side(theme, f"In het formulier, rij {row.row}", theirs),
            self._side(theme, "Al in het netwerk", ours), least=240,
        )  # fmt: skip
        self.setLayout(layout.column(theme, pair, layout.line(), self.chips, gap=14, margins=18))

    @property
    def choice(self) -> str:
        return self.chips.current

    @staticmethod
    def _side(theme: Theme, title: str, facts: list[tuple[str, str]]) -> QWidget:
        shown = FactList(theme)
        shown.set_facts(facts)
        return layout.holder(layout.column(theme, layout.label(title, "strong"), shown, None, gap=8))


class Doubles(QWidget):
    """All doubles of one file."""

    changed = Signal()

    def __init__(self, theme: Theme, say: Say) -> None:
        super().__init__()
        self._theme, self._say = theme, say
        self.cards: list[DoubleCard] = []
        self._column = layout.column(theme, gap=14)
        words_ = say(
            "[Deze leerlingen] lijken al bekend: dezelfde naam zonder andere geboortedatum, of hetzelfde nummer."
        )
        whole = layout.column(theme, layout.label(words_, "muted", wrap=True), self._column, None, gap=12)
        area = layout.scrolled(whole)
        self.setLayout(layout.column(theme, area))

    def show_doubles(self, form: FormRead) -> None:
        self.cards = [DoubleCard(self._theme, form, double, self._say) for double in form.doubles]
        for card in self.cards:
            card.changed.connect(self.changed)
        layout.refill(self._column, self.cards)

    @property
    def choices(self) -> dict[int, str]:
        return {card.index: card.choice for card in self.cards}
