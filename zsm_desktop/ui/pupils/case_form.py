"""Entering a new case: a page of its own, so that what is typed stays while someone looks something up elsewhere."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.consent import GivenBy
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Role
from zsm_desktop.services.cases import CaseDraft
from zsm_desktop.services.doubles import Double
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.flow import tiles
from zsm_desktop.ui.parts.header import PageHeader
from zsm_desktop.ui.parts.strip import ConfirmStrip, ErrorStrip
from zsm_desktop.ui.pupils.case_fields import NO_SECTOR, GroundPart, QuestionPart, WantedPart, WhoPart
from zsm_desktop.ui.pupils.double_strip import DoubleStrip
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.names import saying

SUBTITLE = "Namen gaan afgeschermd de opslag in; op het scherm staat straks een pseudoniem."


class CaseForm(QWidget):
    """`entered` with the new case, `left` when the user goes back without one. A draft stays until either.

    `asked_case` is for the case a double has already; the draft stays behind it.
    """

    entered = Signal(str)
    asked_case = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, desk: Any) -> None:
        super().__init__()
        self.theme, self._desk = theme, desk
        self.is_edited = False
        say = saying(desk.nouns)
        self.who, self.question = WhoPart(theme, desk.day, desk), QuestionPart(theme, say)
        self.wanted, self.ground = WantedPart(theme, desk.day), GroundPart(theme, desk.day, say)
        self.error, self.confirm, self.double = ErrorStrip(theme), ConfirmStrip(theme), DoubleStrip(theme, say)
        self.back = Button(theme, "Annuleren", on_click=self.leave)
        self.go = Button(theme, "Aanmelden", kind="primary", icon="check", key="Ctrl+Return", on_click=self.submit)
        header = PageHeader(theme, "Casus aanmelden", SUBTITLE, self.back, self.go)
        left = layout.holder(layout.column(theme, self.who, self.ground, None, gap=16))
        right = layout.holder(layout.column(theme, self.question, self.wanted, None, gap=16))
        parts = layout.box(theme, tiles(theme, left, right, least=430), max_width=1280)
        self.setLayout(layout.scroll_page(theme, header, self.error, self.confirm, self.double, parts, None))
        for part in (self.who, self.question, self.wanted, self.ground):
            part.edited.connect(self._on_edit)
        for note in (self.question.question, self.question.wishes, self.question.tried, self.question.remarks):
            note.editor.finished.connect(self.submit)
        self.who.school_chosen.connect(self._on_school)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.leave)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def start(self) -> None:
        """Reads the lists to choose from; a draft that was begun stays."""
        actor = self._desk.actor
        self._schools = [(row.id, row.name) for row in self._desk.network.schools()]
        own = [one for one in self._schools if actor.role is Role.SECRETARY or one[0] == actor.school_id]
        sectors = [(row.id, row.name) for row in self._desk.offers.sectors()]
        self.who.set_schools(own)
        self.wanted.sector_1.editor.set_choices([NO_SECTOR, *sectors])
        self.wanted.sector_2.editor.set_choices([NO_SECTOR, *sectors])
        first = self.who.school.editor if len(own) > 1 else self.who.given_name.editor
        first.setFocus()

    def submit(self) -> None:
        """Checks every field at once, says at each what is wrong, and enters the case when nothing is.

        Of a pupil who seems known it asks first who is meant.
        """
        self.error.hide()
        self.double.hide()
        shown = [*self.who.shown(), *self.question.fields, *self.wanted.fields, *self.ground.shown()]
        wrong = [field for field in shown if not field.check()]
        if wrong:
            wrong[0].editor.setFocus()
            return
        try:
            draft = self._draft()
            doubles = self._desk.cases.doubles(draft)
        except RuleError as error:
            self._show(error)
            return
        if doubles:
            self._ask_who(draft, doubles[0])
        else:
            self._enter(draft)

    def _ask_who(self, draft: CaseDraft, double: Double) -> None:
        known = replace(draft, pupil=None, pupil_id=double.pupil_id)
        self.double.ask(
            double,
            same=lambda: self._enter(known),
            other=(lambda: self._enter(draft)) if draft.pupil is not None else None,
            show=lambda: self.asked_case.emit(double.case.id),
        )

    def _enter(self, draft: CaseDraft) -> None:
        try:
            changes = self._desk.cases.enter(draft)
        except RuleError as error:
            self._show(error)
            return
        self.clear()
        self.entered.emit(changes.made_id)

    def leave(self) -> None:
        if not self.is_edited:
            self.clear()
            self.left.emit()
        elif self.confirm.isHidden():
            self.confirm.ask(
                "Deze aanmelding is nog niet vastgelegd.", self._throw_away, yes="Weggooien", no="Verder invullen"
            )

    def clear(self) -> None:
        """An empty form; the school stays, since forms come in by school."""
        for part in (self.who, self.question, self.wanted, self.ground):
            for field in part.fields:
                field.clear_error()
                if field is not self.who.school:
                    _empty(field)
        for check in (*self.wanted.days.values(), self.wanted.urgent, self.ground.has_consent):
            check.setChecked(False)
        self.ground.consent.valid_from.editor.set_day(self._desk.day)
        self.ground.consent.given_by.editor.choose(GivenBy.BOTH.value)
        self.who.kind.choose("new")
        self.double.hide()
        self.is_edited = False

    def _throw_away(self) -> None:
        self.clear()
        self.left.emit()

    def _draft(self) -> CaseDraft:
        who, wanted, ground, question = self.who, self.wanted, self.ground, self.question
        sectors = dict.fromkeys(one.text for one in (wanted.sector_1, wanted.sector_2) if one.text)
        return CaseDraft(
            school_id=who.school.text,
            question=question.question.text,
            pupil=who.draft() if who.is_new else None,
            pupil_id=None if who.is_new else who.pupil.text,
            wall_question=question.wall.text,
            tried=question.tried.text,
            wishes=question.wishes.text,
            remarks=question.remarks.text,
            sector_ids=tuple(sectors),
            half_days_hundredths=wanted.half_days.editor.hundredths,
            weekdays=wanted.weekdays,
            travel_km=wanted.travel_km,
            wanted_from=wanted.wanted_from.editor.day,
            pupil_spoken_on=ground.pupil_spoken.editor.day,
            guardians_spoken_on=ground.guardians_spoken.editor.day,
            pupil_spoken_by=ground.pupil_spoken_by.text,
            guardians_spoken_by=ground.guardians_spoken_by.text,
            is_sixteen=who.is_sixteen,
            is_urgent=wanted.urgent.isChecked(),
            consents=(ground.consent.facts(),) if ground.has_consent.isChecked() else (),
        )

    def _show(self, error: RuleError) -> None:
        at = {
            "case.no_question": self.question.question,
            "case.wall_long": self.question.wall,
            "consent.ends_before": self.ground.consent.valid_until,
        }
        field = at.get(error.code)
        if field is None:
            self.error.show_error(error)
        else:
            field.show_error(error)
            field.editor.setFocus()

    def _on_school(self, school_id: str) -> None:
        self.ground.consent.set_schools([one for one in self._schools if one[0] != school_id])

    def _on_edit(self) -> None:
        self.is_edited = True


def _empty(field: Field) -> None:
    editor = field.editor
    if hasattr(editor, "choose"):
        editor.setCurrentIndex(0)
    else:
        editor.clear()
