"""What the network's profile asks of a case: the phase it is in, and the fields, with a form for each."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.choice_counts import BAD, GOOD, MISSING, choices_of
from zsm_desktop.domain.profiles import CaseField
from zsm_desktop.services.case_facts import CaseCard
from zsm_desktop.services.case_profile import CaseProfileFacts, FlagsFacts
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.facts import FactList
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Check, Choice, DateField
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.parts.reading import day_in, filled
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.flags import verdict_words

EMPTY = ("", "Nog niet bekend")
TONES = {GOOD: "good", BAD: "bad", MISSING: "warn"}
DAY = "De dag waarop de fase begon."


class ProfilePart(QWidget):
    """Hidden where the profile asks nothing. `said` passes on what was taken over from others."""

    said = Signal(str, str)

    def __init__(self, theme: Theme, desk: Any) -> None:
        super().__init__()
        self._theme, self._desk = theme, desk
        self._case_id, self._name = "", ""
        self.found: CaseProfileFacts | None = None
        self.facts = FactList(theme)
        self.history = Lines(theme, name="Fasen")
        self.flags = Lines(theme, name="Vlaggen")
        self.fill = Button(theme, "Velden invullen", icon="pencil", key="Ctrl+Shift+E", on_click=self.ask_fill)
        self.move_on = Button(theme, "Volgende fase", icon="arrow-right", key="Ctrl+Shift+F", on_click=self.ask_phase)
        title = layout.label("Volgens het netwerkprofiel", "section")
        acts = flow(theme, self.fill, self.move_on, gap=10)
        self.setLayout(layout.column(theme, layout.line(), title, self.history, self.flags, self.facts, acts, gap=12))
        self.hide()

    def show_card(self, card: CaseCard, *, may_edit: bool) -> None:
        """Reads what there is of it; one read more, and only where the profile asks something."""
        profile = self._desk.profile
        is_asked = bool(profile.case_fields or profile.phases)
        self.found = found = self._desk.case_profile.of_case(card.row.id) if is_asked else None
        self.setVisible(is_asked)
        if found is None:
            return
        self._case_id, self._name = card.row.id, card.row.number
        shown = [(one.name, value_words(one, found)) for one in found.fields]
        self.facts.set_facts([(name, words) for name, words in shown if words] or [("Velden", EMPTY[1])])
        self.history.set_lines(
            [
                Line(row.name, f"sinds {dutch.date_medium(row.began_on)}", "flag", is_strong=row is found.history[-1])
                for row in found.history
            ]
        )
        self.history.setVisible(bool(found.history))
        self.flags.set_lines([_flag_line(one) for one in found.flags])
        self.flags.setVisible(bool(found.flags))
        self.fill.setVisible(may_edit and bool(found.fields))
        self.move_on.setVisible(may_edit and bool(found.phases))

    def ask_fill(self) -> FormDialog:
        desk, found, case_id = self._desk, self.found, self._case_id

        def submit() -> None:
            values = {one.code: typed(dialog, one) for one in found.fields}
            desk.case_profile.fill(case_id, dialog.row.version, values)

        def reread() -> tuple[int, dict[str, object]]:
            now = desk.case_profile.of_case(case_id)
            return now.version, values_of(now)

        dialog = FormDialog(self._theme, f"Velden van {self._name}", self.window(), submit=submit, width=600)
        for one in found.fields:
            self._add(dialog, one)
        dialog.edits(found.version, values_of(found), reread)
        next(iter(dialog.fields.values())).editor.setFocus()
        dialog.told.connect(lambda words: self.said.emit(words, "info"))
        dialog.open()
        return dialog

    def _add(self, dialog: FormDialog, one: CaseField) -> None:
        theme, hint = self._theme, f"Door: {one.filled_by}" if one.filled_by else ""
        if one.kind == "many":
            dialog.body.addWidget(layout.label(one.name, "label"))
            checks = [dialog.place(f"{one.code}.{choice.code}", Field(theme, choice.name, Check(theme, choice.name)))
                      for choice in one.choices]  # fmt: skip
            dialog.body.addLayout(layout.column(theme, *checks, gap=6))
        elif one.kind in {"choice", "yes_no", "organisation"}:
            dialog.add(one.code, one.name, Choice(theme, [EMPTY, *self._choices(one)]), hint=hint)
        elif one.kind == "date":
            dialog.add(one.code, one.name, DateField(theme, self._desk.day), hint=hint)
        else:
            dialog.add(one.code, one.name, QLineEdit(), hint=hint)

    def _choices(self, one: CaseField) -> list[tuple[str, str]]:
        if one.kind == "organisation":
            return [(row.id, row.name) for row in self._desk.network.organisations()]
        return [(choice.code, choice.name) for choice in choices_of(one)]

    def ask_phase(self) -> FormDialog:
        desk, found, case_id = self._desk, self.found, self._case_id
        codes = [one.code for one in found.phases]

        def submit() -> None:
            day = filled(day_in(dialog, "day"))
            desk.case_profile.set_phase(case_id, found.phase, dialog.fields["phase"].text, day)

        dialog = FormDialog(self._theme, f"Fase van {self._name}", self.window(), submit=submit, do="Vastleggen")
        dialog.add("phase", "Fase", Choice(self._theme, [(one.code, one.name) for one in found.phases]))
        dialog.add("day", "Vanaf", DateField(self._theme, desk.day), hint=DAY, is_required=True)
        following = codes.index(found.phase) + 1 if found.phase in codes else 0
        dialog.fields["phase"].put(codes[min(following, len(codes) - 1)])
        dialog.fields["day"].put(desk.day)
        dialog.fields["phase"].editor.setFocus()
        dialog.field_of |= {"phase.day": "day", "date.unreadable": "day"}
        dialog.open()
        return dialog


def _flag_line(one: FlagsFacts) -> Line:
    heading, first = verdict_words(one)
    return Line(heading, first, "flag", TONES[one.standing], is_strong=True)


def value_words(one: CaseField, found: CaseProfileFacts) -> str:
    """ "schulden en gezin"; "" where nothing was filled in."""
    value = found.values.get(one.code, "")
    if not value:
        return ""
    if one.kind == "many":
        return dutch.joined([one.name_of(code) for code in value.split(",")])
    if one.kind == "yes_no":
        return {choice.code: choice.name for choice in choices_of(one)}[value]
    if one.kind == "organisation":
        return found.organisations.get(value, "")
    if one.kind == "date":
        return dutch.date_medium(date.fromisoformat(value))
    return one.name_of(value)


def values_of(found: CaseProfileFacts) -> dict[str, object]:
    """By the names of the form's fields."""
    values: dict[str, object] = {}
    for one in found.fields:
        value = found.values.get(one.code, "")
        if one.kind == "many":
            chosen = set(value.split(","))
            values |= {f"{one.code}.{choice.code}": choice.code in chosen for choice in one.choices}
        elif one.kind == "date":
            values[one.code] = date.fromisoformat(value) if value else None
        else:
            values[one.code] = value
    return values


def typed(dialog: FormDialog, one: CaseField) -> str:
    """What stands in the form, as it is kept."""
    if one.kind == "many":
        return ",".join(choice.code for choice in one.choices if dialog.fields[f"{one.code}.{choice.code}"].value)
    if one.kind == "date":
        day = day_in(dialog, one.code)
        return day.isoformat() if day else ""
    return dialog.fields[one.code].text
