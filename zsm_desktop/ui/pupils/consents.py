"""On what ground a case may be discussed and shared: the list on its card, and the dialogs that add and withdraw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.consent import ConsentFacts, GivenBy, LegalBasis
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.case_facts import CaseCard, ConsentRow
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice, DateField
from zsm_desktop.ui.parts.pill import Pill
from zsm_desktop.ui.pupils import words
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.labels import GIVEN_BY, LEGAL_BASIS, first_upper

NONE_YET = "Er is nog geen grondslag vastgelegd."


class ConsentFields:
    """The five fields of one consent, the same in the dialog and in the form for a new case."""

    def __init__(self, theme: Theme, today, schools: Sequence[tuple[str, str]]) -> None:
        bases = [(code, first_upper(word)) for code, word in LEGAL_BASIS.items()]
        givers = [(code, first_upper(word)) for code, word in GIVEN_BY.items()]
        self.basis = Field(theme, "Grondslag", Choice(theme, bases))
        self.given_by = Field(
            theme, "Gegeven door", Choice(theme, givers), hint="Vanaf 16 jaar de leerling zelf, daarvoor de ouders."
        )
        self.receiver = Field(theme, "Voor welke school", Choice(theme))
        self.valid_from = Field(theme, "Vanaf", DateField(theme, today, today))
        self.valid_until = Field(theme, "Tot en met", DateField(theme, today), hint="Leeg: tot intrekking.")
        self.set_schools(schools)
        self.given_by.editor.choose(GivenBy.BOTH.value)

    def set_schools(self, schools: Sequence[tuple[str, str]]) -> None:
        self.receiver.editor.set_choices([("", "Alle scholen van het netwerk"), *schools])

    def facts(self) -> ConsentFacts:
        """Raises RuleError for a date that cannot be read."""
        return ConsentFacts(
            legal_basis=LegalBasis(self.basis.text),
            given_by=GivenBy(self.given_by.text),
            receiver_id=self.receiver.text or None,
            valid_from=self.valid_from.editor.day,
            valid_until=self.valid_until.editor.day,
        )


class ConsentList(QWidget):
    """The consents of one case; asks the desk for every change and lets the news bring the new list."""

    def __init__(self, theme: Theme, desk: Any) -> None:
        super().__init__()
        self._theme, self._desk = theme, desk
        self._card: CaseCard | None = None
        self.sixteen = Field(
            theme, "16 jaar of ouder", Choice(theme, tuple(words.SIXTEEN.items())),
            hint="De geboortedatum is niet bekend. Vanaf 16 jaar is de toestemming van de leerling zelf nodig.",
        )  # fmt: skip
        self.sixteen.editor.activated.connect(lambda _at: self.keep_age())
        self.rows = layout.column(theme, gap=10)
        self.add = Button(theme, "Toestemming toevoegen", icon="plus", key="Ctrl+T", on_click=self.ask_new)
        self.setLayout(layout.column(theme, self.sixteen, self.rows, layout.row(theme, self.add, None), gap=12))

    def keep_age(self) -> None:
        """Kept as soon as it is chosen; what is refused is said at the field."""
        if self._card is None:
            return
        try:
            self._desk.cases.tell_age(self._card.row.id, is_sixteen=words.told_sixteen(self.sixteen.text))
        except RuleError as error:
            self.sixteen.show_error(error)

    def show_card(self, card: CaseCard, *, may_edit: bool) -> None:
        self._card = card
        self.sixteen.setVisible(may_edit and not card.has_birth_date)
        self.sixteen.editor.choose(words.sixteen_key(card.is_sixteen))
        self.sixteen.clear_error()
        while (item := self.rows.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        for consent in card.consents:
            self.rows.addWidget(self._line(consent, may_edit=may_edit))
        if not card.consents:
            self.rows.addWidget(layout.label(NONE_YET, "muted", wrap=True))
        self.add.setVisible(may_edit)

    def _line(self, consent: ConsentRow, *, may_edit: bool) -> QWidget:
        theme, day = self._theme, self._desk.day
        state, tone = words.consent_state(consent, day)
        head = layout.row(
            theme, layout.label(words.consent_title(consent), "strong", wrap=True), Pill(theme, state, tone)
        )
        head.setStretch(0, 1)
        text = layout.column(theme, head, layout.label(words.consent_detail(consent), "muted", wrap=True), gap=2)
        if not may_edit or consent.facts.withdrawn_on is not None:
            return layout.holder(text)
        withdraw = Button(theme, "Intrekken", kind="quiet", on_click=lambda: self.ask_withdrawal(consent))
        withdraw.setAccessibleName(f"{words.consent_title(consent)} intrekken")
        line = layout.row(theme, text, withdraw, gap=8)
        line.setStretch(0, 1)
        return layout.holder(line)

    def ask_new(self) -> FormDialog:
        card = self._card
        theme, desk = self._theme, self._desk
        schools = [(row.id, row.name) for row in desk.network.schools() if row.id != card.row.school_id]
        fields = ConsentFields(theme, desk.day, schools)
        dialog = FormDialog(
            theme,
            f"Toestemming voor {card.row.pseudonym}",
            self.window(),
            submit=lambda: desk.cases.add_consent(card.row.id, fields.facts()),
            do="Vastleggen",
            width=560,
        )
        fields.valid_from.is_required = True
        dialog.add_row(("basis", fields.basis), ("given_by", fields.given_by))
        dialog.body.addWidget(dialog.place("receiver", fields.receiver))
        dialog.add_row(("valid_from", fields.valid_from), ("valid_until", fields.valid_until))
        dialog.field_of["consent.ends_before"] = "valid_until"
        dialog.open()
        fields.basis.editor.setFocus()
        return dialog

    def ask_withdrawal(self, consent: ConsentRow) -> FormDialog:
        theme, desk = self._theme, self._desk
        day = Field(theme, "Ingetrokken per", DateField(theme, desk.day, desk.day), is_required=True)
        dialog = FormDialog(
            theme,
            "Toestemming intrekken",
            self.window(),
            submit=lambda: desk.cases.withdraw_consent(consent.id, day.editor.day),
            do="Intrekken",
            kind="danger",
        )
        text = (
            f"{words.consent_title(consent)}. Vanaf deze dag wordt de casus op deze grondslag niet meer besproken of "
            "gedeeld. Wat al gedeeld is, blijft in de geschiedenis staan."
        )
        dialog.body.addWidget(layout.label(text, "muted", wrap=True))
        dialog.body.addWidget(dialog.place("day", day))
        dialog.open()
        day.editor.setFocus()
        return dialog
