"""Forms for who directs a trajectory: the first, a handover to somebody, and the answer to one."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from zsm_desktop.services.guide_rows import HandoverRow
from zsm_desktop.services.guiding import Guidance
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Check, Choice, DateField, NoteField, unchosen
from zsm_desktop.ui.parts.reading import day_in, filled
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.guiding import FOR_ANOTHER, NOTE_HINT, STAYS
from zsm_desktop.words.labels import first_upper
from zsm_desktop.words.names import say

AGREED = "Nodig als de ander geen school is: de toestemming op de casus geldt voor scholen."
ASK_WHO = "Kies wie"
NO_ROLE = ("", "Geen rol uit het netwerkprofiel")
CODES = {"network.no_contact": "who", "guide.role": "role", "handover.same": "who", "guide.day": "day",
         "date.unreadable": "day", "handover.no_note": "note", "handover.not_agreed": "agreed"}  # fmt: skip


class DirectingForm(FormDialog):
    """Asks for a person of an organisation: the first who directs the case, or to whom it is handed over."""

    def __init__(
        self, theme: Theme, window: QWidget, desk: Any, case: tuple[str, str, str], guidance: Guidance
    ) -> None:
        """`case` is its id, number and school."""
        self._case_id, number, school = case
        self._desk, self._guidance, self._people = desk, guidance, desk.bodies.people()
        self._is_first = guidance.guide is None
        title, do = (f"Regie van {number}", "Vastleggen") if self._is_first else (f"{number} overdragen", "Aanbieden")
        super().__init__(theme, title, window, submit=self._act, do=do, width=540)
        if not self._is_first:
            said = STAYS.format(name="de ontvanger", giver=guidance.guide.name)
            self.body.addWidget(layout.label(said, "muted", wrap=True))
        self._name_of = {one.id: one.name for one in self._people}
        places = list(dict.fromkeys(one.organisation for one in self._people))
        self.at, self.who = Choice(theme, [(place, place) for place in places]), Choice(theme)
        self.add("at", "Organisatie", self.at)
        self.add("who", "Wie", self.who, is_required=True)
        if guidance.roles:
            roles = [NO_ROLE, *((one.code, first_upper(one.name)) for one in guidance.roles)]
            self.add("role", "Rol", Choice(theme, roles))
        if self._is_first:
            self.add("day", "Vanaf", DateField(theme, desk.day), is_required=True)
            self.fields["day"].put(desk.day)
        else:
            self.add("note", "Wat gaat er mee?", NoteField(theme, lines=3), hint=NOTE_HINT, is_required=True)
        agreed = say(desk.nouns, "Besproken met [de leerling] en ouders, en zij zijn akkoord")
        self.agreed = Check(theme, agreed)
        self.add("agreed", agreed, self.agreed, hint=AGREED)
        self.field_of |= CODES
        self.at.activated.connect(lambda _at: self._show_people())
        self.choose_place(school)
        (self.who if self._is_first else self.at).setFocus()

    def choose_place(self, place: str) -> None:
        self.at.choose(place)
        self._show_people()

    @property
    def told_words(self) -> str:
        """What was done, for who does not see the card as far as here."""
        name = self._name_of[self.who.key]
        if self._is_first:
            return f"{name} heeft de regie."
        return f"Aangeboden aan {name}. {STAYS.format(name=name, giver=self._guidance.guide.name)}"

    def _act(self) -> None:
        guiding, version, is_agreed = self._desk.guiding, self._guidance.version, self.agreed.isChecked()
        who, role = self.who.key, self.fields["role"].text if "role" in self.fields else ""
        if self._is_first:
            day = filled(day_in(self, "day"))
            guiding.set_first(self._case_id, version, who, role, began_on=day, is_agreed=is_agreed)
        else:
            guiding.offer(self._case_id, version, who, self.fields["note"].text, role, is_agreed=is_agreed)

    def _show_people(self) -> None:
        there = [one for one in self._people if one.organisation == self.at.key]
        named = [(one.id, f"{one.name}, {one.function}" if one.function else one.name) for one in there]
        self.who.set_choices(unchosen(named, ASK_WHO))


class AnswerForm(FormDialog):
    """The words with which a handover is accepted or refused; says for whom where that is somebody else."""

    def __init__(self, theme: Theme, window: QWidget, desk: Any, row: HandoverRow, *, is_accepting: bool) -> None:
        words = "aanvaarden" if is_accepting else "weigeren"
        self._desk, self._row, self._is_accepting = desk, row, is_accepting
        super().__init__(
            theme, f"Overdracht van {row.pseudonym} {words}", window, submit=self._act, do=first_upper(words)
        )
        if row.note:
            self.body.addWidget(layout.label(row.note, wrap=True, selectable=True))
        if row.is_for_another:
            self.body.addWidget(layout.label(FOR_ANOTHER.format(name=row.to_name), "muted", wrap=True))
        asked = "Wilt u er iets bij zeggen?" if is_accepting else "Waarom kan het niet?"
        field = self.add("answer", asked, NoteField(theme, lines=3), is_required=not is_accepting)
        self.field_of["handover.no_reason"] = "answer"
        field.editor.setFocus()

    def _act(self) -> None:
        guiding, answer = self._desk.guiding, self.fields["answer"].text
        act = guiding.accept if self._is_accepting else guiding.refuse
        act(self._row.id, self._row.version, answer)
