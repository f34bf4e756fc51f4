"""The forms of the verrekenovereenkomst: what was agreed, and who signed it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.domain.settlement.threshold import Band
from zsm_desktop.services.agreements import AgreementDraft, AgreementRow
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Check, Choice, DateField, NoteField, unchosen
from zsm_desktop.ui.parts.reading import again, day_in, filled, reading, whole_in
from zsm_desktop.ui.settlements.signing import settling_schools, signers
from zsm_desktop.ui.settlements.state import REGIME_CHOICES, SettlementsState
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.settlements import REGIME_MEANS
from zsm_desktop.words.settling import BAND_HINT, band_text, read_band

FIELD_OF = {
    "settlement.no_band": "band",
    "settlement.band": "band",
    "agreement.band_without_threshold": "band",
    "agreement.write_off": "writes_off",
    "agreement.term": "term",
    "agreement.same_day": "valid_from",
    "agreement.long_note": "note",
    "decision.none": "decision",
}
THRESHOLD, CLOSED = SettlementRegime.THRESHOLD.value, SettlementRegime.CLOSED_PURSES.value
Own = tuple[tuple[str, str], ...]


class OwnBands(QWidget):
    """A band of its own for each school that has one; empty is as for all."""

    edited = Signal()

    def __init__(self, theme: Theme, schools: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        grid = layout.grid(theme, gap=8)
        grid.setColumnStretch(0, 1)
        self._names = dict(schools)
        self.editors: dict[str, QLineEdit] = {}
        for at, (school_id, name) in enumerate(schools):
            editor = self.editors[school_id] = QLineEdit()
            editor.setPlaceholderText("als voor allen")
            editor.setAccessibleName(f"Bandbreedte van {name}")
            editor.textEdited.connect(lambda _text: self.edited.emit())
            layout.box(theme, editor, width=130, max_width=160)
            grid.addWidget(layout.label(name, wrap=True), at, 0)
            grid.addWidget(editor, at, 1)
        self.setLayout(grid)
        if schools:
            self.setFocusProxy(self.editors[schools[0][0]])

    @property
    def value(self) -> Own:
        return tuple((id_, text) for id_, one in self.editors.items() if (text := one.text().strip()))

    def put(self, value: Own) -> None:
        own = dict(value)
        for school_id, editor in self.editors.items():
            editor.setText(own.get(school_id, ""))

    def shown(self, value: Own) -> str:
        return "; ".join(f"{self._names.get(id_, id_)} {text}" for id_, text in value)


class AgreementForm(FormDialog):
    def __init__(
        self, theme: Theme, window: QWidget, state: SettlementsState, before: AgreementRow | None = None
    ) -> None:
        super().__init__(
            theme, "Overeenkomst wijzigen" if before else "Nieuwe overeenkomst", window, submit=self._save,
            do="Opslaan" if before else "Toevoegen", width=640,
        )  # fmt: skip
        self._state, self._before = state, before
        self.made_id = before.id if before else ""
        self.field_of |= FIELD_OF
        self._build(state.desk.day)
        if before is not None:
            self.edits(before.version, values_of(before), self._reread)
        self.fields["regime"].editor.setFocus()
        self._follow()

    def _build(self, today: date) -> None:
        theme, state = self.theme, self._state
        regimes = REGIME_CHOICES if self._before else unchosen(REGIME_CHOICES, "Kies de afspraak")
        self.add("regime", "Afspraak", Choice(theme, regimes), is_required=True)
        self.means = layout.label("", "muted", wrap=True)
        self.body.addWidget(self.means)
        starts = SchoolYear.of(today).first_day
        self.add_row(
            ("valid_from", Field(theme, "Geldt vanaf", DateField(theme, today, starts), is_required=True)),
            ("term", Field(theme, "Betaaltermijn in dagen", QLineEdit("30"), is_required=True)),
        )
        self.add("band", "Bandbreedte", QLineEdit(), hint=BAND_HINT)
        self.own = OwnBands(theme, settling_schools(state.desk))
        self.add("bands", "Eigen bandbreedte van een school", self.own)
        self.add("writes_off", "", Check(theme, "Aan het eind van het jaar wordt afgeboekt wat scholen schuldig zijn"))
        words = "De penvoerder mag namens alle scholen documenten maken"
        self.add("issues_for_all", "", Check(theme, words))
        self.add("decision", "Vastgelegd in besluit", Choice(theme, state.decisions(self._before)))
        self.add("note", "Toelichting", NoteField(theme, "Wat is er verder afgesproken?", lines=2))
        self.fields["regime"].edited.connect(self._follow)

    def _follow(self) -> None:
        """Only what goes with the regime is asked."""
        regime = self.fields["regime"].text
        self.means.setText(REGIME_MEANS.get(regime, ""))
        self.means.setVisible(bool(regime))
        for name, is_asked in (
            ("band", regime == THRESHOLD),
            ("bands", regime == THRESHOLD),
            ("writes_off", regime == CLOSED),
        ):
            self.fields[name].setVisible(is_asked)
        if self.isVisible():
            self._reveal(None)

    def _reread(self) -> tuple[int, dict[str, object]]:
        row = again(self._state.agreements(), self.made_id, "agreement.none")
        self.fields["decision"].set_choices(self._state.decisions(row))
        return row.version, values_of(row)

    def _bands(self) -> dict[str, Band]:
        """Raises RuleError at the field for what is no band."""
        found = ((id_, read_band(text)) for id_, text in self.own.value)
        return {id_: band for id_, band in found if band is not None}

    def _draft(self) -> AgreementDraft:
        text = {name: field.text for name, field in self.fields.items()}
        is_threshold, editors = text["regime"] == THRESHOLD, {name: one.editor for name, one in self.fields.items()}
        checks: dict[str, Any] = editors
        return AgreementDraft(
            regime=SettlementRegime(text["regime"]),
            valid_from=filled(day_in(self, "valid_from")),
            term_days=filled(whole_in(self, "term")),
            band=reading(self, "band", lambda: read_band(text["band"])) if is_threshold else None,
            bands=reading(self, "bands", self._bands) if is_threshold else {},
            issues_for_all=checks["issues_for_all"].isChecked(),
            writes_off=checks["writes_off"].isChecked() and text["regime"] == CLOSED,
            decision_id=text["decision"] or None,
            note=text["note"],
        )

    def _save(self) -> None:
        changes = self._state.save(self._draft(), self.made_id, self.row.version if self.row else 0)
        self.made_id = changes.made or self.made_id


class SignForm(FormDialog):
    """Who signed for a school, or for a board and so for all its schools."""

    def __init__(
        self, theme: Theme, window: QWidget, state: SettlementsState, row: AgreementRow, organisation_id: str = ""
    ) -> None:
        super().__init__(theme, "Handtekening vastleggen", window, submit=self._save, do="Vastleggen", width=480)
        self._state, self._agreement_id = state, row.id
        self.field_of |= {
            "agreement.no_signer": "signed_by",
            "agreement.signed_ahead": "signed_on",
            "organisation.none": "organisation",
        }
        self.add("organisation", "Namens", Choice(theme, signers(state.desk)), is_required=True)
        self.add("signed_by", "Door", QLineEdit(), is_required=True)
        self.add("signed_on", "Getekend op", DateField(theme, state.desk.day, state.desk.day), is_required=True)
        self.edits(row.version, {}, self._reread)
        by = {one.organisation_id: one for one in row.signatures}
        waiting = [id_ for id_, _ in signers(state.desk) if id_ not in by]
        first = organisation_id or (waiting or [""])[0]
        self.fields["organisation"].editor.choose(first)
        if first in by:
            self.fields["signed_by"].put(by[first].signed_by)
            self.fields["signed_on"].put(by[first].signed_on)
        self.fields["signed_by"].editor.setFocus()

    def _reread(self) -> tuple[int, dict[str, object]]:
        return again(self._state.agreements(), self._agreement_id, "agreement.none").version, {}

    def _save(self) -> None:
        if self.row is None:
            raise RuleError("agreement.none")
        text = {name: field.text for name, field in self.fields.items()}
        signed_on = filled(day_in(self, "signed_on"))
        self._state.desk.agreements.sign(
            self._agreement_id, self.row.version, text["organisation"], text["signed_by"], signed_on
        )


def values_of(row: AgreementRow) -> dict[str, object]:
    return {
        "regime": row.regime.value, "valid_from": row.valid_from, "term": str(row.term_days),
        "band": band_text(row.band), "bands": tuple((one.school_id, band_text(one.band)) for one in row.bands),
        "writes_off": row.writes_off, "issues_for_all": row.issues_for_all, "decision": row.decision_id or "",
        "note": row.note,
    }  # fmt: skip
