"""What a school misses, and until when; never for whom."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.services.needs import MOST_WANTED, NeedDraft, NeedRow
from zsm_desktop.ui.offers.state import OffersState
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice, DateField, unchosen
from zsm_desktop.ui.parts.reading import day_in, filled
from zsm_desktop.ui.theme import Theme


class NeedForm(FormDialog):
    """A new one."""

    def __init__(self, theme: Theme, window: QWidget, state: OffersState) -> None:
        super().__init__(theme, "Wat mist uw school?", window, submit=self._save, do="Toevoegen", width=520)
        self._state = state
        self.field_of |= {
            "need.no_school": "school", "need.nothing": "wanted", "need.long": "wanted", "need.expires": "expires_on",
            "sector.none": "sector",
        }  # fmt: skip
        wanted, today = QLineEdit(), state.desk.day
        wanted.setMaxLength(MOST_WANTED)
        self.add(
            "wanted", "Wat zoekt u?", wanted, is_required=True,
            hint="Bijvoorbeeld: een cursus heftruck op maandag. Zonder naam: andere scholen lezen dit.",
        )  # fmt: skip
        self.add("school", "School", Choice(theme, unchosen(state.own_schools(), "Kies de school")), is_required=True)
        sectors = [("", "Geen bepaalde sector"), *state.sectors()]
        self.add(
            "sector", "Sector", Choice(theme, sectors), hint="Met een sector erbij ziet u welk aanbod misschien past"
        )
        self.add("expires_on", "Tot wanneer?", DateField(theme, today, SchoolYear.of(today).last_day), is_required=True)
        self.fields["wanted"].editor.setFocus()

    def _save(self) -> None:
        text = {name: field.text for name, field in self.fields.items()}
        expires_on = filled(day_in(self, "expires_on"))
        self._state.desk.needs.add(NeedDraft(text["school"], text["wanted"], text["sector"] or None, expires_on))


class ExtendForm(FormDialog):
    """Another last day, for one that lapses or has."""

    def __init__(self, theme: Theme, window: QWidget, state: OffersState, need: NeedRow) -> None:
        super().__init__(theme, "Tot wanneer geldt dit?", window, submit=self._save, do="Vastleggen", width=420)
        self._state, self._need = state, need
        self.field_of |= {"need.expires": "expires_on"}
        today = state.desk.day
        last = SchoolYear.of(today).last_day
        later = last if need.expires_on < last else SchoolYear.of(today).shifted(1).last_day
        self.add("expires_on", "Tot en met", DateField(theme, today, later), is_required=True)
        self.fields["expires_on"].editor.setFocus()

    def _save(self) -> None:
        self._state.desk.needs.extend(self._need.id, filled(day_in(self, "expires_on")))
