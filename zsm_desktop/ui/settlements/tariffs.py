"""Tries other tariffs: of all offers, of one kind, or of one offer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from zsm_desktop.domain.settlement.tariff_trial import MOST_PERMILLE, TariffTrial
from zsm_desktop.ui.settlements.trying import AGREED, Trier
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.labels import OFFER_KIND, label
from zsm_desktop.words.settling import tariff_change

if TYPE_CHECKING:
    from zsm_desktop.services.scenarios import TriedOffer

ALL, KIND, OFFER = "all", "kind:", "offer:"
FIRST_PERCENT = 10
_ALWAYS = [(AGREED, "Zoals afgesproken"), (ALL, "Alle tarieven")]


class TariffTrier(Trier):
    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Tarieven", "Tarieven proberen", _ALWAYS)
        most = MOST_PERMILLE // 10
        self.slider.setRange(-most, most)
        self.slider.setPageStep(10)
        self.dress()

    @property
    def tariffs(self) -> TariffTrial | None:
        key, permille = self.kind.key, self.slider.value() * 10
        if not self.is_trying:
            return None
        if key.startswith(KIND):
            return TariffTrial(permille, kind=key.removeprefix(KIND))
        return TariffTrial(permille, offer_id=key.removeprefix(OFFER) if key.startswith(OFFER) else "")

    def show_offers(self, offers: Sequence[TriedOffer]) -> None:
        """Those that were used; what is tried stays while it is among them."""
        kinds = [(f"{KIND}{kind}", f"Soort: {words}") for kind, words in _kinds(offers)]
        each = [(f"{OFFER}{one.id}", f"{one.name} ({one.school})") for one in offers]
        self.kind.set_choices([*_ALWAYS, *kinds, *each])
        if not self.is_trying:
            self.slider.blockSignals(True)
            self.stand_first()
            self.slider.blockSignals(False)
        self.dress()

    def stand_first(self) -> None:
        self.slider.setValue(FIRST_PERCENT if self.is_trying else 0)

    def words(self) -> str:
        trial = self.tariffs
        return tariff_change(trial.permille if trial is not None else 0)


def _kinds(offers: Sequence[TriedOffer]) -> list[tuple[str, str]]:
    used = {one.kind for one in offers}
    return [(kind, label(OFFER_KIND, kind)) for kind in OFFER_KIND if kind in used]
