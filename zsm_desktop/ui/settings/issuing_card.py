"""Who issues for the whole network, and how much work a document and a payment are."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.issuing import MOST_MINUTES, IssuingRule
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.facts import FactList
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch

TITLE = "Documenten en betalingen"
MEANS = (
    "De penvoerder geeft de stukken uit als scholen met elkaar verrekenen in plaats van elkaar te factureren, en "
    "beheert het geld van de fondsen. Met het werk per stuk rekent de vergelijking van afspraken."
)
NOBODY = ("", "Nog niemand")


class IssuingCard(QFrame):
    told = Signal(str, str)

    def __init__(self, theme: Theme, desk: Any) -> None:
        super().__init__()
        self._theme, self._desk = theme, desk
        self.setProperty("role", "card")
        self.facts = FactList(theme)
        self.change = Button(theme, "Wijzigen", icon="pencil", on_click=self.ask_change)
        self.change.setAccessibleName(f"{TITLE} wijzigen")
        if not desk.actor.may(Permission.EDIT_NETWORK):
            self.change.hide()
        things = (layout.label(TITLE, "section"), layout.label(MEANS, "muted", wrap=True), self.facts)
        self.setLayout(layout.column(theme, *things, layout.row(theme, self.change, None), None, gap=16, margins=20))

    def reload(self) -> None:
        rule = self._desk.issuing.rule()
        self.facts.set_facts([
            ("Penvoerder", rule.issuer or NOBODY[1]),
            ("Per document", dutch.plural(rule.document_minutes, "minuut", "minuten")),
            ("Per betaling", dutch.plural(rule.payment_minutes, "minuut", "minuten")),
        ])  # fmt: skip

    def ask_change(self) -> FormDialog:
        desk = self._desk

        def submit() -> None:
            fields = dialog.fields
            desk.issuing.set(
                dialog.row.version,
                fields["issuer"].text or None,
                document_minutes=_minutes(fields["documents"].text),
                payment_minutes=_minutes(fields["payments"].text),
            )
            self.reload()

        rule = desk.issuing.rule()
        dialog = FormDialog(self._theme, TITLE, self.window(), submit=submit)
        boards_first = sorted(desk.network.organisations(), key=lambda one: (one.kind != "board", one.name))
        choices = [NOBODY, *((one.id, one.name) for one in boards_first)]
        dialog.add("issuer", "Penvoerder", Choice(self._theme, choices))
        for name, words in (("documents", "Minuten per document"), ("payments", "Minuten per betaling")):
            dialog.add(name, words, QLineEdit())
        dialog.field_of["issuing.minutes"] = "documents"
        dialog.edits(rule.version, _values(rule), lambda: _reread(desk.issuing.rule()))
        dialog.told.connect(lambda words: self.told.emit(words, "info"))
        dialog.open()
        return dialog


def _values(rule: IssuingRule) -> dict[str, object]:
    return {
        "issuer": rule.issuer_id,
        "documents": str(rule.document_minutes),
        "payments": str(rule.payment_minutes),
    }


def _reread(rule: IssuingRule) -> tuple[int, dict[str, object]]:
    return rule.version, _values(rule)


def _minutes(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise RuleError("issuing.minutes", most=MOST_MINUTES)
    return int(text)
