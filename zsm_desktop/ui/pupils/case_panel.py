"""The card of one case: what is asked first, then what the pupil wants, on what ground, and what happened before."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission, Role
from zsm_desktop.services.case_facts import CaseCard, CaseRow
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.facts import DetailPanel, FactList
from zsm_desktop.ui.parts.field import Field, sentence
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import DateField
from zsm_desktop.ui.parts.lines import Lines
from zsm_desktop.ui.parts.pill import Pill
from zsm_desktop.ui.parts.still_open import still_open
from zsm_desktop.ui.parts.strip import ConfirmStrip
from zsm_desktop.ui.pupils import words
from zsm_desktop.ui.pupils.case_profile import ProfilePart
from zsm_desktop.ui.pupils.consents import ConsentList
from zsm_desktop.ui.pupils.guidance import GuidePart
from zsm_desktop.ui.pupils.history import discussion_line, part, placement_line
from zsm_desktop.ui.pupils.names import NameStrip
from zsm_desktop.ui.pupils.texts import CaseTexts, TextsEditor
from zsm_desktop.ui.pupils.work_part import WorkPart
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.names import saying

HINT = "Kies een casus om hem te lezen"
RETURN_HINT = "Vanaf deze dag komt de casus weer op een agenda. Leeg: zoals anders."


class CasePanel(DetailPanel):
    """Reads nothing by itself: `show_card` gives it the facts, the desk does its acts, news brings it back here."""

    navigate = Signal(str, str)
    said = Signal(str, str)
    looked = Signal()
    """Another case is in hand, or none."""
    edited = Signal(str, object)
    """Case id and the texts as they were before, once editing has ended and something was changed."""

    def __init__(self, theme: Theme, desk: Any) -> None:
        super().__init__(theme, HINT, icon="clipboard-list")
        self._desk = desk
        self.card: CaseCard | None = None
        self._others = ""
        self.show_name = Button(theme, "Toon naam", icon="eye", key="Ctrl+Shift+N", on_click=self.ask_name)
        self.edit = Button(theme, "Bewerken", icon="pencil", key="Ctrl+E", on_click=self.start_edit)
        self.close_case = Button(theme, "Van de lijst", on_click=self._ask_close)
        self.reopen = Button(theme, "Heropenen", on_click=self.ask_reopen)
        self.return_on = Button(theme, "Terug op …", on_click=self.ask_return)
        self.set_acts(self.show_name, self.edit, self.return_on, self.close_case, self.reopen)
        self.confirm = ConfirmStrip(theme)
        self.name = NameStrip(theme, desk.pupils.open_name, is_logged=not desk.actor.opens_names)
        self.missing = QFrame()
        self.missing.setProperty("role", "strip")
        self.missing_text = layout.label("", wrap=True)
        self.missing.setLayout(layout.row(theme, self.missing_text, margins=(14, 9, 14, 9)))
        self.urgent = Pill(theme, "spoed", "bad")
        self.texts, self.editor = CaseTexts(theme, saying(desk.nouns)), TextsEditor(theme, desk)
        self.editor.stopped.connect(self._on_stopped)
        self.facts, self.consents = FactList(theme), ConsentList(theme, desk)
        self.profile, self.guide = ProfilePart(theme, desk), GuidePart(theme, desk)
        for one in (self.profile, self.guide):
            one.said.connect(self.said)
        self.history, self.placements = layout.column(theme, gap=12), layout.column(theme, gap=8)
        self._history_part = part(theme, "Eerdere besprekingen", self.history)
        self.still_open = Lines(theme, name="Staat nog open")
        self._open_part = part(theme, "Staat nog open", self.still_open)
        self._placements_part = part(theme, "Trajecten", self.placements)
        self.work = WorkPart(theme, desk, self.navigate.emit)
        self.work.said.connect(self.said)
        for thing in (
            self.confirm, self.name, self.missing, layout.holder(layout.row(theme, self.urgent, None)),
            self.texts, self.editor, layout.line(),
            self.facts, self.guide, self.profile, part(theme, "Toestemming", self.consents), self._open_part,
            self._placements_part, self.work, self._history_part,
        ):  # fmt: skip
            self.body.addWidget(thing)
        self.editor.hide()
        leave = QShortcut(QKeySequence("Esc"), self.editor, self.editor.stop)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @property
    def is_editing(self) -> bool:
        return bool(self.editor.case_id)

    @property
    def may_edit(self) -> bool:
        """Of the own school, or all for the secretary; the service decides in the end."""
        actor = self._desk.actor
        is_own = self.card is not None and self.card.row.school_id == actor.school_id
        return actor.may(Permission.EDIT_CASES) and (actor.role is Role.SECRETARY or is_own)

    def show_card(self, card: CaseCard) -> None:
        """While the same case is being edited its texts are left alone."""
        if self.card is None or self.card.row.id != card.row.id:
            self.name.forget()
            self.confirm.hide()
        if self.is_editing and self.editor.case_id != card.row.id:
            self.editor.stop()
        self.card = card
        row = card.row
        self.show_thing(row.pseudonym, _under_title(row, self._others), words.status(row), words.tone(row))
        self.missing_text.setText(sentence(RuleError(row.missing), self._desk.nouns) if words.is_blocked(row) else "")
        self.missing.setVisible(words.is_blocked(row))
        self.urgent.parentWidget().setVisible(row.is_urgent)
        self.texts.show_card(card)
        self.facts.set_facts(words.facts(card, saying(self._desk.nouns)))
        self.consents.show_card(card, may_edit=self.may_edit and row.status != "closed")
        self.guide.show_card(card)
        if not self._desk.actor.opens_names:  # what was answered is not in a copy, and empty would be untrue
            self.profile.show_card(card, may_edit=self.may_edit and row.status != "closed")
        day = self._desk.day
        go = self.navigate.emit
        layout.refill(self.placements, [placement_line(self._theme, one, day, go) for one in card.placements])
        self._placements_part.setVisible(bool(card.placements))
        waiting = still_open(card, saying(self._desk.nouns))
        self.still_open.set_lines(waiting)
        self._open_part.setVisible(bool(waiting))
        layout.refill(self.history, [discussion_line(self._theme, one, go) for one in card.discussions])
        self._history_part.setVisible(bool(card.discussions))
        self.work.show_card(card)
        self._dress()
        self.looked.emit()

    def show_others(self, said: str) -> None:
        """Who else has this case open."""
        self._others = said
        if self.card is not None:
            self.subtitle.setText(_under_title(self.card.row, said))

    def clear(self) -> None:
        self.name.forget()
        self.card = None
        self.show_nothing()
        self.looked.emit()

    def ask_name(self) -> FormDialog | None:
        if self.card is None:
            return None
        return self.name.ask(self.card.row.pupil_id, self.card.row.pseudonym)

    def start_edit(self) -> None:
        if self.card is not None and self.may_edit:
            self.editor.start(self.card)
            self._dress()
            self.editor.fields["question"].editor.setFocus()

    def ask_reopen(self) -> FormDialog:
        row = self.card.row
        dialog = FormDialog(
            self._theme,
            f"{row.number} heropenen",
            self.window(),
            submit=lambda: self._desk.cases.reopen(row.id, dialog.fields["reason"].text),
            do="Heropenen",
        )
        dialog.body.addWidget(
            layout.label("De casus komt terug op de lijst, met de geschiedenis die hij had.", "muted", wrap=True)
        )
        running = [one.number for one in self.card.others if one.status != "closed"]
        if running:
            said = saying(self._desk.nouns)("[deze leerling]")
            hint = f"Van {said} loopt al casus {dutch.joined(running)}. Misschien hoort de vraag daarbij."
            dialog.body.addWidget(layout.label(hint, wrap=True))
        dialog.field_of["case.reopen_reason"] = "reason"
        dialog.add("reason", "Waarom komt de casus terug?", QLineEdit(), is_required=True).editor.setFocus()
        dialog.open()
        return dialog

    def ask_return(self) -> FormDialog:
        """The day from which the case comes back on an agenda; an empty field takes the day away."""
        card, desk = self.card, self._desk
        day = Field(self._theme, "Terug op", DateField(self._theme, desk.day), hint=RETURN_HINT)
        dialog = FormDialog(
            self._theme,
            f"{card.row.number} later terug",
            self.window(),
            submit=lambda: desk.cases.set_return(card.row.id, dialog.row.version, day.editor.day),
            do="Vastleggen",
        )
        dialog.body.addWidget(dialog.place("day", day))

        def now(card: CaseCard) -> tuple[int, dict[str, object]]:
            return card.version, {"day": card.return_on}

        dialog.edits(*now(card), lambda: now(desk.cases.card(card.row.id)))
        dialog.told.connect(lambda words: self.said.emit(words, "info"))
        dialog.field_of |= {"case.return_past": "day", "date.unreadable": "day"}
        dialog.open()
        day.editor.setFocus()
        return dialog

    def _ask_close(self) -> None:
        row = self.card.row
        self.confirm.ask(
            f"{row.pseudonym} van de lijst halen? Heropenen kan altijd.",
            self._close,
            yes="Van de lijst",
            no="Laten staan",
        )

    def _close(self) -> None:
        row = self.card.row
        try:
            self._desk.cases.close(row.id)
        except RuleError as error:
            self.said.emit(sentence(error), "bad")
        else:
            self.said.emit(f"{row.pseudonym} ({row.number}) is van de lijst.", "good")

    def _on_stopped(self) -> None:
        self._dress()
        before = self.editor.before
        if (
            self.card is not None
            and before
            and any(field.text != before[key] for key, field in self.editor.fields.items())
        ):
            self.edited.emit(self.card.row.id, dict(before))
        self.edit.setFocus()

    def _dress(self) -> None:
        """Which acts there are now."""
        is_closed = self.card is not None and self.card.row.status == "closed"
        is_free = self.may_edit and not self.is_editing
        self.show_name.setVisible(self._desk.actor.may(Permission.OPEN_NAMES))
        self.edit.setVisible(is_free and not is_closed)
        self.return_on.setVisible(is_free and not is_closed)
        self.close_case.setVisible(is_free and not is_closed)
        self.reopen.setVisible(is_free and is_closed)
        self.texts.setVisible(not self.is_editing)
        self.editor.setVisible(self.is_editing)

    def hideEvent(self, event) -> None:
        super().hideEvent(event)
        self.name.forget()


def _under_title(row: CaseRow, others: str) -> str:
    return "\n".join(part for part in (words.under_title(row), others) if part)
