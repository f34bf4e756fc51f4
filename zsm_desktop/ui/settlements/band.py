"""Tries another band of the threshold."""

from __future__ import annotations

from zsm_desktop.domain.settlement.threshold import Band
from zsm_desktop.ui.settlements.trying import AGREED, Trier
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.settling import CALCULATED_WITH, SHARE_MEANS, band_text, band_words

AMOUNT, SHARE = "cents", "permille"
STEPS = 50
"""At most so many, on a round amount each."""


def step_for(most_cents: int) -> int:
    """A round step that reaches the highest amount in at most STEPS: 1, 2 or 5 euros, or tens or hundreds of them."""
    step = 100
    while step * STEPS < most_cents:
        step = step * 2 if str(step)[0] in "15" else step * 5 // 2
    return step


class BandTrier(Trier):
    def __init__(self, theme: Theme) -> None:
        self._step, self._most_cents, self._agreed, self._is_agreed = 100, 0, Band(permille=100), False
        choices = [(AGREED, "Zoals afgesproken"), (AMOUNT, "Een bedrag"), (SHARE, "Een deel van het gebruik")]
        super().__init__(theme, "Bandbreedte van de drempel", "Bandbreedte proberen", choices)

    @property
    def band(self) -> Band | None:
        if not self.is_trying:
            return None
        at = self.slider.value()
        return Band(cents=at * self._step) if self.kind.key == AMOUNT else Band(permille=at * 10)

    def show_terms(self, agreed: Band, *, is_agreed: bool, most_cents: int) -> None:
        """What holds without trying, and how far an amount can matter; what is tried stays."""
        self._agreed, self._is_agreed, tried = agreed, is_agreed, self.band
        self._step, self._most_cents = step_for(most_cents), most_cents
        words = "Zoals afgesproken" if is_agreed else "Niet afgesproken"
        self.kind.set_choices([(AGREED, words), *((self.kind.itemData(at), self.kind.itemText(at)) for at in (1, 2))])
        before = self.slider.blockSignals(True)
        self._range()
        if tried is not None:
            self._stand(tried)
        self.slider.blockSignals(before)
        self.dress()

    def stand_first(self) -> None:
        """At what was agreed, where that is of the same kind."""
        self._range()
        same = (self._agreed.cents is not None) == (self.kind.key == AMOUNT)
        usual = Band(permille=100) if self.kind.key == SHARE else Band(cents=self._most_cents // 5)
        self._stand(self._agreed if same else usual)

    def words(self) -> str:
        if not (self.is_trying or self._is_agreed):
            return CALCULATED_WITH.format(band=band_text(self._agreed))
        return band_words(self.band or self._agreed)

    def means(self) -> str:
        return SHARE_MEANS if (self.band or self._agreed).permille is not None else ""

    def _range(self) -> None:
        most = 100 if self.kind.key == SHARE else max(1, -(-self._most_cents // self._step))
        self.slider.setRange(0, most)
        self.slider.setPageStep(10 if most > 20 else 2)

    def _stand(self, band: Band) -> None:
        at = (band.cents or 0) // self._step if band.permille is None else band.permille // 10
        self.slider.setValue(at)
