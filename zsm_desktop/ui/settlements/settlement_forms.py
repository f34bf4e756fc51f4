"""The forms of a settlement: which agreement over which months, and the decision it was decided with."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.domain.spans import Span
from zsm_desktop.services.settlement_rows import SettlementRow
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.parts.reading import reading
from zsm_desktop.ui.settlements.state import REGIME_CHOICES, SettlementsState
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.names import say
from zsm_desktop.words.settling import NO_DECISIONS, foretold_text, left_behind_text
from zsm_desktop.words.spans import span_words


class ProposeForm(FormDialog):
    """Says before it is made what it would do; `made_id` is the proposal once it is there."""

    def __init__(self, theme: Theme, window: QWidget, state: SettlementsState, span: Span | None = None) -> None:
        super().__init__(theme, "Voorstel maken", window, submit=self._save, do="Voorstel maken", width=560)
        self._state, self.made_id = state, ""
        self.field_of |= {"span.order": "last", "settlement.all_time": "first"}
        span = span or state.first_span()
        words = say(
            state.desk.nouns,
            "Een voorstel legt vast wie wie betaalt. Er wordt nog niets geboekt: eerst besluit [de stuurgroep].",
        )
        self.body.addWidget(layout.label(words, "muted", wrap=True))
        self.add("regime", "Afspraak", Choice(theme, REGIME_CHOICES), is_required=True)
        self.add_row(
            ("first", Field(theme, "Eerste maand", Choice(theme, state.months()), is_required=True)),
            ("last", Field(theme, "Laatste maand", Choice(theme, state.months()), is_required=True)),
        )
        self.fields["regime"].put(state.first_regime(span.last_day).value)
        self.fields["first"].put(str(span.first_month))
        self.fields["last"].put(str(span.last_month))
        self.foretold = Lines(theme, name="Wat dit voorstel zou doen")
        self.body.addWidget(self.foretold)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._foretell)
        for field in self.fields.values():
            field.edited.connect(self._soon.start)
        self.fields["regime"].editor.setFocus()
        self._foretell()

    def _span(self) -> Span:
        return Span(int(self.fields["first"].text), int(self.fields["last"].text))

    def _foretell(self) -> None:
        try:
            span = self._span()
        except RuleError:  # the months do not go together: that is said when it is sent
            self.foretold.set_lines([])
            return
        scenario = self._state.desk.scenarios.compare(span).of(SettlementRegime(self.fields["regime"].text))
        off = sum(line.written_off_cents for line in scenario.lines if line.written_off_cents > 0)
        words = foretold_text(scenario.documents, scenario.payments, scenario.moved_cents, scenario.minutes, off)
        left = self._state.desk.settlements.left_behind(span)
        warned = [Line(left_behind_text(left, span), "", "alert-triangle", "warn")] if left is not None else []
        self.foretold.set_lines([Line(words, span_words(span), "info-circle", "info"), *warned])

    def _save(self) -> None:
        regime = SettlementRegime(self.fields["regime"].text)
        span = reading(self, "last", self._span)
        self.made_id = self._state.desk.settlements.propose(regime, span).made_id


class ApproveForm(FormDialog):
    def __init__(self, theme: Theme, window: QWidget, state: SettlementsState, row: SettlementRow) -> None:
        super().__init__(theme, f"Besluit bij {row.number}", window, submit=self._save, do="Vastleggen", width=520)
        self._state, self._settlement_id = state, row.id
        self.field_of |= {"settlement.no_decision": "decision"}
        words = say(state.desk.nouns, "Kies het besluit waarmee [de stuurgroep] dit voorstel aannam.")
        self.body.addWidget(layout.label(words, "muted", wrap=True))
        decisions = state.numbered_decisions()
        self.add(
            "decision", say(state.desk.nouns, "Besluit van [de stuurgroep]"),
            Choice(theme, [("", "Kies het besluit"), *decisions]),
            is_required=True, hint="" if decisions else NO_DECISIONS,
        )  # fmt: skip
        self.fields["decision"].editor.setFocus()

    def _save(self) -> None:
        self._state.desk.settlements.approve(self._settlement_id, self.fields["decision"].text)
