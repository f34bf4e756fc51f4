"""The card of VAT: per kind of offer what the accountant said and since when, and the form that keeps it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QFrame, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.vat import NEED_GROUND, TREATMENTS, permille_on
from zsm_desktop.services.offers import KINDS
from zsm_desktop.services.vat import VatDraft, VatRow, VatTreatment
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.conflict import CONFLICT
from zsm_desktop.ui.parts.decisions import decision_choices
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice, DateField, NoteField, unchosen
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.parts.pill import Pill
from zsm_desktop.ui.parts.reading import day_in, filled
from zsm_desktop.ui.parts.strip import ConfirmStrip
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import OFFER_KIND, VAT_TREATMENT, first_upper, label
from zsm_desktop.words.tariffs import VAT_EXPLAINED, span_text, vat_text

FIELD_OF = {
    "vat.no_ground": "ground",
    "vat.long_ground": "ground",
    "vat.used": "valid_from",
    "vat.meanwhile": "valid_from",
    "vat.no_percentage": "valid_from",
    "vat.treatment": "treatment",
    "decision.none": "decision",
}
NEEDED = "Verplicht: deze grond komt op de factuur. Schrijf ook wie het bevestigde."
OPTIONAL = "Wie bevestigde dit, en wanneer?"


class VatCard(QFrame):
    def __init__(self, theme: Theme, desk: Any, attempt: Callable[[Callable[[], object]], bool]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._theme, self._desk, self._attempt = theme, desk, attempt
        self.may_keep = desk.actor.may(Permission.KEEP_BOOKS)
        self._rules: tuple[VatRow, ...] = ()
        self.rows = layout.column(theme, gap=12)
        self.confirm = ConfirmStrip(theme)
        self.add = Button(theme, "Btw vastleggen", icon="pencil", key="Ctrl+T", on_click=self.ask)
        title = layout.label("Btw per soort aanbod", "section")
        words = layout.label(VAT_EXPLAINED, "muted", wrap=True)
        acts = layout.row(theme, self.add, None)
        self.setLayout(layout.column(theme, title, words, self.rows, acts, self.confirm, None, gap=16, margins=20))

    def reload(self) -> None:
        self.add.setVisible(self.may_keep)
        while (item := self.rows.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        self._rules = self._desk.vat.rules()
        now = self._desk.vat.treatments_on(self._desk.day)
        for kind in KINDS:
            self.rows.addWidget(self._now(kind, now[kind]))
            for rule in self._rules:
                if rule.kind == kind and rule.valid_from > self._desk.day:
                    self.rows.addWidget(self._later(rule))

    def _now(self, kind: str, found: VatTreatment) -> QWidget:
        name = first_upper(label(OFFER_KIND, kind))
        since = f"Sinds {dutch.date_medium(found.valid_from)}" if found.valid_from else "Nog niets vastgelegd"
        quiet = f"{since}: {found.ground}" if found.ground else since
        words = layout.column(
            self._theme, layout.label(name, "strong", wrap=True), layout.label(quiet, "muted", wrap=True), gap=2
        )
        tone = "warn" if found.treatment == "to_check" else "neutral"
        line = layout.row(
            self._theme, words, Pill(self._theme, vat_text(found.treatment, found.permille), tone), gap=10
        )
        line.setStretch(0, 1)
        if self.may_keep:
            line.addWidget(
                Button(
                    self._theme, f"Btw van {name.lower()} vastleggen", kind="icon", icon="pencil",
                    on_click=lambda: self.ask(kind),
                )
            )  # fmt: skip
            current = next((rule for rule in self._rules if rule.kind == kind and self._is_now(rule)), None)
            if current is not None and not current.is_used:
                line.addWidget(self._bin(current))
        return layout.holder(line)

    def _later(self, rule: VatRow) -> QWidget:
        words = layout.label(
            f"Vanaf {dutch.date_medium(rule.valid_from)}: {vat_text(rule.treatment, rule.permille)}", "muted", wrap=True
        )
        line = layout.row(self._theme, words, gap=10, margins=(16, 0, 0, 0))
        line.setStretch(0, 1)
        if self.may_keep and not rule.is_used:
            line.addWidget(self._bin(rule))
        return layout.holder(line)

    def _bin(self, rule: VatRow) -> Button:
        words = f"Btw-regel van {dutch.date_medium(rule.valid_from)} weghalen"
        return Button(self._theme, words, kind="icon", icon="trash", on_click=lambda: self.ask_remove(rule))

    def _is_now(self, rule: VatRow) -> bool:
        day = self._desk.day
        return rule.valid_from <= day and (rule.last_day is None or day <= rule.last_day)

    def ask(self, kind: str = "") -> VatForm:
        form = VatForm(self._theme, self.window(), self._desk, kind, self._rules)
        form.open()
        return form

    def ask_remove(self, rule: VatRow) -> None:
        self.confirm.ask(
            f"De btw-regel van {dutch.date_medium(rule.valid_from)} voor {label(OFFER_KIND, rule.kind)} weghalen?",
            lambda: self._attempt(lambda: self._desk.vat.remove(rule.id)),
            yes="Weghalen", no="Laten staan",
        )  # fmt: skip


class VatForm(FormDialog):
    """What holds for one kind of offer from a day on; what held before stands below. `kind` "": still to be chosen."""

    def __init__(self, theme: Theme, window: QWidget, desk: Any, kind: str, rules: Sequence[VatRow]) -> None:
        super().__init__(theme, "Btw per soort aanbod", window, submit=self._save, do="Vastleggen", width=560)
        self._desk, self._rules = desk, rules
        self.field_of |= FIELD_OF
        kinds = [(one, first_upper(label(OFFER_KIND, one))) for one in KINDS]
        treatments = [(one, _choice_words(one, desk.day)) for one in TREATMENTS]
        self.add("kind", "Soort", Choice(theme, unchosen(kinds, "Kies de soort")), is_required=True)
        self.add_row(
            ("treatment", Field(theme, "Behandeling", Choice(theme, treatments))),
            ("valid_from", Field(theme, "Geldt vanaf", DateField(theme, desk.day), is_required=True)),
        )
        self.add("ground", "Grond", NoteField(theme, "Waarom, en wie bevestigde dit?", lines=3), hint=OPTIONAL)
        self.add("decision", "Vastgelegd in besluit", Choice(theme, decision_choices(desk)))
        self.history = Lines(theme, name="Wat is vastgelegd", empty="Voor deze soort is nog niets vastgelegd.")
        self.body.addWidget(self.history)
        self.fields["treatment"].edited.connect(self._follow)
        self.fields["kind"].edited.connect(self._tell)
        self.fields["kind"].editor.choose(kind)
        self.fields["treatment" if kind else "kind"].editor.setFocus()
        self._tell()

    def _tell(self) -> None:
        """What was laid down for this kind so far."""
        kind = self.fields["kind"].text
        self.history.setVisible(bool(kind))
        self.history.set_lines(
            [
                Line(
                    f"{first_upper(span_text(rule.valid_from, rule.last_day))}: "
                    f"{vat_text(rule.treatment, rule.permille)}",
                    " · ".join(part for part in (rule.ground, rule.decision_number) if part),
                    "lock" if rule.is_used else "history",
                )
                for rule in self._rules
                if rule.kind == kind
            ]
        )
        if self.isVisible():
            self.fit()

    def _follow(self) -> None:
        self.fields["ground"].hint.setText(NEEDED if self.fields["treatment"].text in NEED_GROUND else OPTIONAL)

    def _save(self) -> None:
        draft = VatDraft(
            kind=self.fields["kind"].text,
            valid_from=filled(day_in(self, "valid_from")),
            treatment=self.fields["treatment"].text,
            ground=self.fields["ground"].text,
            decision_id=self.fields["decision"].text or None,
        )
        at = (draft.kind, draft.valid_from)
        try:
            self._desk.vat.set(draft, self._seen.get(at, 0))
        except RuleError as error:
            if error.code != CONFLICT:
                raise
            self._rules = self._desk.vat.rules()
            self._tell()
            if at not in self._seen:
                self._save()
            else:
                raise RuleError("vat.meanwhile", day=draft.valid_from) from error

    @property
    def _seen(self) -> dict[tuple[str, date], int]:
        return {(rule.kind, rule.valid_from): rule.version for rule in self._rules}


def _choice_words(treatment: str, day: date) -> str:
    permille = permille_on(treatment, day)
    words = first_upper(label(VAT_TREATMENT, treatment))
    return words if permille is None else f"{words} ({dutch.percent(permille)})"
