"""Tries another band with a slider: what it would change is seen at once, and nothing is written."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSlider

from zsm_desktop.domain.settlement.threshold import Band
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.pill import Pill
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.settlements import NOT_AGREED
from zsm_desktop.words.settling import TRYING, band_words

AGREED, AMOUNT, SHARE = "agreed", "cents", "permille"
STEPS = 50
"""At most so many, on a round amount each."""


def step_for(most_cents: int) -> int:
    """A round step that reaches the highest amount in at most STEPS: 1, 2 or 5 euros, or tens or hundreds of them."""
    step = 100
    while step * STEPS < most_cents:
        step = step * 2 if str(step)[0] in "15" else step * 5 // 2
    return step


class BandTrier(QFrame):
    """`tried` sends the band, None for what was agreed."""

    tried = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._step, self._most_cents, self._agreed = 100, 0, Band(permille=100)
        self._without = ""
        self.kind = Choice(
            theme, [(AGREED, "Zoals afgesproken"), (AMOUNT, "Een bedrag"), (SHARE, "Een deel van het gebruik")]
        )
        self.kind.setAccessibleName("Bandbreedte van de drempel")
        layout.box(theme, self.kind, width=220, max_width=240)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName("Bandbreedte proberen")
        self.slider.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout.box(theme, self.slider, width=240, height=26)
        self.value = layout.label(" ", "strong")
        layout.box(theme, self.value, width=220)
        self.note = layout.label("", "muted", wrap=True)
        self.pill = Pill(theme, "proberen", "info")
        title = layout.label("Bandbreedte van de drempel", "strong")
        line = flow(theme, title, self.kind, self.slider, self.value, gap=12)
        below = layout.row(theme, self.pill, self.note, gap=10)
        below.setStretch(1, 1)
        self.setLayout(layout.column(theme, line, below, gap=6, margins=(16, 10, 16, 10)))
        self.kind.activated.connect(lambda _at: self._on_kind())
        self.slider.valueChanged.connect(lambda _at: self._say())

    @property
    def band(self) -> Band | None:
        at = self.slider.value()
        if self.kind.key == AGREED:
            return None
        return Band(cents=at * self._step) if self.kind.key == AMOUNT else Band(permille=at * 10)

    def show_terms(self, agreed: Band, *, is_agreed: bool, most_cents: int) -> None:
        """What holds without trying, and how far an amount can matter; what is tried stays."""
        self._agreed, tried = agreed, self.band
        self._step, self._most_cents = step_for(most_cents), most_cents
        words = "Zoals afgesproken" if is_agreed else "Niet afgesproken"
        self.kind.set_choices([(AGREED, words), *((self.kind.itemData(at), self.kind.itemText(at)) for at in (1, 2))])
        before = self.slider.blockSignals(True)
        self._range()
        if tried is not None:
            self._stand(tried)
        self.slider.blockSignals(before)
        self._without = "" if is_agreed else NOT_AGREED.format(band=band_words(agreed))
        self._dress()

    def choose(self, kind: str) -> None:
        self.kind.choose(kind)
        self._on_kind()

    def _on_kind(self) -> None:
        """Beginning with what was agreed, where that is of the same kind."""
        before = self.slider.blockSignals(True)
        self._range()
        same = (self._agreed.cents is not None) == (self.kind.key == AMOUNT)
        usual = Band(permille=100) if self.kind.key == SHARE else Band(cents=self._most_cents // 5)
        self._stand(self._agreed if same else usual)
        self.slider.blockSignals(before)
        self._say()

    def _range(self) -> None:
        most = 100 if self.kind.key == SHARE else max(1, -(-self._most_cents // self._step))
        self.slider.setRange(0, most)
        self.slider.setPageStep(10 if most > 20 else 2)

    def _stand(self, band: Band) -> None:
        at = (band.cents or 0) // self._step if band.permille is None else band.permille // 10
        self.slider.setValue(at)

    def _say(self) -> None:
        self._dress()
        self.tried.emit(self.band)

    def _dress(self) -> None:
        is_trying = self.band is not None
        self.slider.setEnabled(is_trying)
        self.note.setText(TRYING if is_trying else f"{TRYING} {self._without}".strip())
        self.pill.setVisible(is_trying)
        words = band_words(self.band or self._agreed)
        self.value.setText(words)
        self.slider.setAccessibleDescription(words)
