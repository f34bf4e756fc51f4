"""Overeenkomst: which agreement holds from when, and who signed it; what a settlement rests on is fixed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from zsm_desktop.services.agreements import AgreementRow
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import DetailPanel, FactList, Sides
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.strip import ConfirmStrip
from zsm_desktop.ui.parts.table import HEADER_HEIGHT, Table
from zsm_desktop.ui.settlements.agreement_form import AgreementForm, SignForm
from zsm_desktop.ui.settlements.signing import SignLine, sign_lines, signed_schools
from zsm_desktop.ui.settlements.state import SettlementsState
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.settlements import REGIMES
from zsm_desktop.words.settling import USED, band_words, period_text, signed_text

Attempt = Callable[[Callable[[], object]], bool]
ROW_HEIGHT = 42


def standing(row: AgreementRow, day: date) -> tuple[str, str]:
    """A word and its tone."""
    if row.holds_on(day):
        return "geldt nu", "good"
    return ("gaat nog in", "info") if row.valid_from > day else ("voorbij", "neutral")


def _period(row: AgreementRow) -> str:
    return period_text(row.valid_from, row.last_day)


def columns(state: SettlementsState) -> tuple[Column, ...]:
    def signed(row: AgreementRow) -> str:
        return signed_text(*signed_schools(state.desk, row))

    return (
        Column(
            "regime", "Afspraak", lambda row: REGIMES[row.regime.value], width=150, stretch=2, is_strong=True,
            detail=_period,
        ),
        Column("signed", "Getekend", signed, width=150, stretch=1, priority=2),
        Column(
            "standing", "Stand", lambda row: standing(row, state.desk.day)[0], "pill", width=112,
            tone=lambda row: standing(row, state.desk.day)[1],
        ),
    )  # fmt: skip


SIGN_COLUMNS = (
    Column("name", "School", "name", width=120, stretch=2, is_strong=True, is_name=True),
    Column(
        "by", "Getekend door", lambda row: row.signed_by or "nog niet", width=150, stretch=3,
        tone=lambda row: "neutral" if row.signed_by else "muted",
    ),
    Column("on", "Op", "signed_on", "date", width=118, priority=2),
)  # fmt: skip


def may_sign(row: AgreementRow, lines: list[SignLine]) -> bool:
    """Of one that is fixed, only who did not sign yet."""
    return not row.is_used or not all(line.signer_id for line in lines)


class AgreementPanel(DetailPanel):
    """What was agreed, with the signatures below it; `sign` sends for whom, "" for who is next."""

    edit = Signal()
    remove = Signal()
    sign = Signal(str)
    unsign = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Kies een overeenkomst", "Hier ziet u wat is afgesproken en wie tekende.", icon="note")
        self._theme, self._shown = theme, ("", 0)
        self.edit_button = Button(theme, "Wijzigen", key="Ctrl+E", on_click=self.edit.emit)
        self.sign_button = Button(theme, "Tekenen", kind="primary", key="Ctrl+T", on_click=lambda: self.sign.emit(""))
        self.unsign_button = Button(theme, "Handtekening weghalen", key="Ctrl+Shift+T", on_click=self.unsign.emit)
        self.remove_button = Button(theme, "Weghalen", key="Ctrl+Del", on_click=self.remove.emit)
        self.set_acts(self.sign_button, self.edit_button, self.unsign_button, self.remove_button)
        self.confirm = ConfirmStrip(theme)
        self.used = layout.label(USED, "muted", wrap=True)
        self.facts = FactList(theme)
        self.note = layout.label("", wrap=True, selectable=True)
        self.signed_words = layout.label("", "strong", wrap=True)
        self.signed = QProgressBar()
        self.signed.setTextVisible(False)
        empty = EmptyState(theme, "Nog geen scholen", "Voeg eerst scholen toe in de kamer Netwerk.", icon="building")
        self.signatures = Table(theme, ListModel(SIGN_COLUMNS), name="Wie tekende", empty=empty)
        self.signatures.opened.connect(self.sign)
        for thing in (
            self.confirm, self.used, self.facts, self.note, self.signed_words, self.signed, self.signatures,
        ):  # fmt: skip
            self.body.addWidget(thing)

    def show_agreement(self, row: AgreementRow, state: SettlementsState) -> None:
        if self._shown != (row.id, row.version):  # reading again leaves a question that was asked
            self.confirm.hide()
        self._shown = (row.id, row.version)
        self.show_thing(REGIMES[row.regime.value], _period(row), *standing(row, state.desk.day))
        self.used.setVisible(row.is_used)
        self.facts.set_facts(
            [
                ("Betaaltermijn", dutch.plural(row.term_days, "dag", "dagen")),
                ("Bandbreedte", band_words(row.band)),
                ("Eigen band", "\n".join(f"{one.name}: {band_words(one.band)}" for one in row.bands)),
                ("Documenten", "de penvoerder maakt ze voor allen" if row.issues_for_all else "elke school zelf"),
                ("Afboeken", "aan het eind van het jaar" if row.writes_off else ""),
                ("Besluit", row.decision_number),
            ]
        )
        self.note.setText(row.note)
        self.note.setVisible(bool(row.note))
        signed, schools = signed_schools(state.desk, row)
        words = signed_text(signed, schools)
        self.signed_words.setText(words)
        self.signed.setRange(0, max(1, schools))
        self.signed.setValue(signed)
        self.signed.setAccessibleName(words)
        lines = sign_lines(state.desk, row)
        self.acts.setVisible(state.may_keep and may_sign(row, lines))
        self.unsign_button.setVisible(not row.is_used and any(line.signer_id for line in lines))
        for button in (self.edit_button, self.remove_button):
            button.setVisible(not row.is_used)
        layout.box(self._theme, self.signatures, width=200, height=HEADER_HEIGHT + ROW_HEIGHT * max(2, len(lines)) + 12)
        self.signatures.set_rows(lines)


class AgreementsFace(QWidget):
    """`said` is news for a toast."""

    said = Signal(str, str)

    def __init__(self, theme: Theme, state: SettlementsState, attempt: Attempt) -> None:
        super().__init__()
        self.theme, self.state, self._attempt = theme, state, attempt
        self.new = Button(theme, "Nieuwe overeenkomst", icon="plus", key="Ctrl+N", on_click=self.add)
        intro = layout.label(
            "Een overeenkomst zegt hoe er wordt verrekend, vanaf welke dag. De nieuwste die is ingegaan geldt.",
            "muted", wrap=True,
        )  # fmt: skip
        top = layout.row(theme, intro, self.new, gap=14)
        top.setStretch(0, 1)
        empty = EmptyState(
            theme, "Nog geen overeenkomst",
            "Leg vast wat de scholen afspraken en wie er tekende; daarna kan er zo worden verrekend."
            if state.may_keep
            else "De secretaris of boekhouder legt hier vast wat de scholen afspraken.",
            icon="note", tone="neutral",
        )  # fmt: skip
        self.table = Table(theme, ListModel(columns(state)), name="Overeenkomsten", empty=empty)
        layout.box(theme, self.table, width=240, height=200)
        self.panel = AgreementPanel(theme)
        whole = layout.column(theme, top, Sides(theme, self.table, self.panel, width=540), gap=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.table)
        self.table.chosen.connect(lambda id_: self._attempt(lambda: self._show(id_)))
        self.table.opened.connect(lambda _id: self.edit())
        for asked, act in (
            (self.panel.edit, self.edit), (self.panel.remove, self.remove), (self.panel.sign, self.sign),
            (self.panel.unsign, self.unsign),
        ):  # fmt: skip
            asked.connect(act)

    def reload(self) -> None:
        self.new.setVisible(self.state.may_keep)
        rows = self.state.agreements()
        self.table.set_rows(rows)
        if rows and not self.table.current_id():
            self.table.select_id(rows[0].id)
        self._show(self.table.current_id())

    def add(self) -> None:
        if self.state.may_keep:
            form = AgreementForm(self.theme, self.window(), self.state)
            self._open(form, lambda: self._added(form.made_id))

    def edit(self) -> None:
        row = self._in_hand()
        if row is not None:
            form = AgreementForm(self.theme, self.window(), self.state, row)
            self._open(form, lambda: self._done("De overeenkomst is gewijzigd."))

    def sign(self, organisation_id: str = "") -> None:
        """For the school whose line was opened, else for the first that did not sign yet: also who joins later."""
        row = self.state.agreement
        if row is not None and self.state.may_keep and may_sign(row, sign_lines(self.state.desk, row)):
            form = SignForm(self.theme, self.window(), self.state, row, organisation_id)
            self._open(form, self._signed)

    def unsign(self) -> None:
        row, line = self._in_hand(), self._line()
        if row is None or line is None or not line.signer_id:
            return
        self.panel.confirm.ask(
            f"De handtekening namens {line.signer} weghalen?",
            lambda: self._attempt(lambda: self.state.desk.agreements.unsign(row.id, row.version, line.signer_id)),
            yes="Weghalen", no="Laten staan",
        )  # fmt: skip

    def remove(self) -> None:
        row = self._in_hand()
        if row is not None:
            self.panel.confirm.ask(
                f"De overeenkomst {_period(row)} weghalen, met de handtekeningen?",
                lambda: self._attempt(lambda: self.state.desk.agreements.remove(row.id)),
                yes="Weghalen", no="Laten staan",
            )  # fmt: skip

    def _in_hand(self) -> AgreementRow | None:
        """What may still be changed, by this user."""
        row = self.state.agreement
        return row if row is not None and self.state.may_keep and not row.is_used else None

    def _line(self) -> SignLine | None:
        lines = sign_lines(self.state.desk, self.state.agreement) if self.state.agreement is not None else []
        return next((one for one in lines if one.id == self.panel.signatures.current_id()), None)

    def _open(self, form: FormDialog, then: Callable[[], object]) -> None:
        form.accepted.connect(then)
        form.told.connect(lambda words: self.said.emit(words, "info"))
        form.open()

    def _added(self, agreement_id: str) -> None:
        self.table.set_rows(self.state.agreements())  # it was made this moment
        self.table.select_id(agreement_id)
        self._done("De overeenkomst staat in de lijst. Leg nu vast wie er tekende.")

    def _signed(self) -> None:
        row = self.state.choose_agreement(self.table.current_id())
        if row is not None:
            self._done(f"{signed_text(*signed_schools(self.state.desk, row))}.")

    def _done(self, words: str) -> None:
        self._show(self.table.current_id())
        self.table.setFocus()
        self.said.emit(words, "good")

    def _show(self, agreement_id: str) -> None:
        row = self.state.choose_agreement(agreement_id)
        if row is None:
            self.panel.show_nothing()
        else:
            self.panel.show_agreement(row, self.state)
