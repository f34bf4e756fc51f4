"""On what ground a case may be discussed and shared: the list on its card."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.case_facts import CaseCard
from zsm_desktop.services.consents import ConsentRow
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.consents import ConsentForm, WithdrawForm, consent_detail, consent_state, consent_title
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.pill import Pill
from zsm_desktop.ui.pupils import words
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.names import say

NONE_YET = "Er is nog geen grondslag vastgelegd."


class ConsentList(QWidget):
    """The consents of one case; asks the desk for every change and lets the news bring the new list."""

    def __init__(self, theme: Theme, desk: Any) -> None:
        super().__init__()
        self._theme, self._desk = theme, desk
        self._card: CaseCard | None = None
        self.sixteen = Field(
            theme, "16 jaar of ouder", Choice(theme, tuple(words.SIXTEEN.items())),
            hint=say(
                desk.nouns,
                "De geboortedatum is niet bekend. Vanaf 16 jaar is de toestemming van [de leerling] zelf nodig.",
            ),
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
        state, tone = consent_state(consent, day)
        head = layout.row(theme, layout.label(consent_title(consent), "strong", wrap=True), Pill(theme, state, tone))
        head.setStretch(0, 1)
        text = layout.column(theme, head, layout.label(consent_detail(consent), "muted", wrap=True), gap=2)
        ends_on = consent.facts.withdrawn_on
        if not may_edit or (ends_on is not None and ends_on <= day):
            return layout.holder(text)
        said = "Intrekken" if ends_on is None else "Eerder intrekken"
        withdraw = Button(theme, said, kind="quiet", on_click=lambda: self.ask_withdrawal(consent))
        withdraw.setAccessibleName(f"{consent_title(consent)} intrekken")
        line = layout.row(theme, text, withdraw, gap=8)
        line.setStretch(0, 1)
        return layout.holder(line)

    def ask_new(self) -> FormDialog:
        case = self._card.row
        form = ConsentForm(self._theme, self.window(), self._desk, case.id, case.school_id, case.pseudonym)
        form.open()
        return form

    def ask_withdrawal(self, consent: ConsentRow) -> FormDialog:
        form = WithdrawForm(self._theme, self.window(), self._desk, consent, self._card.row.id)
        form.open()
        return form
