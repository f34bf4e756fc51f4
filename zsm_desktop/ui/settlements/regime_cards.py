"""A card for each agreement: what it means, and in figures what it would take."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.facts import FactList
from zsm_desktop.ui.parts.flow import tiles
from zsm_desktop.ui.parts.lines import Words
from zsm_desktop.ui.parts.pill import Pill
from zsm_desktop.ui.settlements.compared import Compared
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.settlements import REGIME_MEANS, REGIMES, hours
from zsm_desktop.words.settling import NOTHING_HAPPENS, band_words


class RegimeCard(QFrame):
    def __init__(self, theme: Theme, regime: SettlementRegime) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.regime = regime
        self.now, self.tried = Pill(theme, "geldt nu", "good"), Pill(theme, "proberen", "info")
        self.means = layout.label("", "muted", wrap=True)
        self.moved = Words(theme, size=22, weight=600, wrap=False)
        self.against = layout.label("", "small", wrap=True)
        self.against.hide()
        self.facts = FactList(theme)
        pills = layout.column(theme, self.now, self.tried, gap=4)  # side by side four cards would not fit in a row
        pills.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        head = layout.row(theme, layout.label(REGIMES[regime.value], "section", wrap=True), pills, gap=8)
        head.setStretch(0, 1)
        parts = (head, self.means, None, self.moved, self.against, self.facts)
        self.setLayout(layout.column(theme, *parts, gap=8, margins=16))

    def show_compared(self, compared: Compared) -> None:
        regime = self.regime
        scenario, is_now = compared.of(regime), compared.now is regime
        better, worse = compared.changed(regime)
        is_tried = compared.tries(regime)
        self.now.setVisible(is_now)
        self.tried.setVisible(is_tried)
        self.against.setText(compared.against(regime))
        self.against.setVisible(is_tried)
        self.means.setText(self._means(compared))
        self.moved.setText(dutch.money(scenario.moved_cents))
        self.facts.set_facts(
            [
                ("Documenten", dutch.count(scenario.documents)),
                ("Betalingen", dutch.count(scenario.payments)),
                ("Btw", dutch.money(compared.vat_cents(regime))),
                ("Werk", hours(scenario.minutes) if scenario.minutes else "geen"),
                ("Erop vooruit", dutch.plural(better, "school", "scholen")),
                ("Erop achteruit", dutch.plural(worse, "school", "scholen")),
            ]
        )
        words = f"{REGIMES[regime.value]}: {dutch.money(scenario.moved_cents)} verplaatst"
        self.setAccessibleName(words)

    def _means(self, compared: Compared) -> str:
        means, terms = REGIME_MEANS[self.regime.value], compared.found.terms
        if self.regime is SettlementRegime.THRESHOLD:
            return f"{means} Gerekend met {band_words(terms.band)}."
        if self.regime is SettlementRegime.CLOSED_PURSES:
            off = " Wat scholen elkaar schuldig zijn wordt afgeboekt." if terms.writes_off else ""
            return f"{means}{off} {NOTHING_HAPPENS if compared.agreed.agreement is None else ''}".rstrip()
        return means


class RegimeCards:
    """All four side by side, `holder` is what to show."""

    def __init__(self, theme: Theme) -> None:
        self.cards = {regime: RegimeCard(theme, regime) for regime in SettlementRegime}
        self.holder: QWidget = tiles(theme, *self.cards.values(), least=216, gap=12)

    def show_compared(self, compared: Compared) -> None:
        for card in self.cards.values():
            card.show_compared(compared)
