"""Forms for who directs a trajectory: the first, a handover to somebody, and the answer to one."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.profiles import NetworkRole
from zsm_desktop.services.guide_rows import HandoverRow
from zsm_desktop.services.guiding import Guidance
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.field import Field
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


class PersonForm(FormDialog):
    """Asks for a person of an organisation, and for a role where the profile knows any."""

    def __init__(
        self, theme: Theme, window: QWidget, desk: Any, title: str, roles: tuple[NetworkRole, ...], do: str
    ) -> None:
        super().__init__(theme, title, window, submit=self.act, do=do, width=540)
        self.desk = desk
        self._people = desk.bodies.people()
        places = list(dict.fromkeys(one.organisation for one in self._people))
        self.at = Choice(theme, [(place, place) for place in places])
        self.who = Choice(theme)
        self.add("at", "Organisatie", self.at)
        self.add("who", "Wie", self.who, is_required=True)
        if roles:
            self.add("role", "Rol", Choice(theme, [NO_ROLE, *((one.code, first_upper(one.name)) for one in roles)]))
        said = say(desk.nouns, "Besproken met [de leerling] en ouders, en zij zijn akkoord")
        self.agreed = Check(theme, said)
        self._agreed = Field(theme, said, self.agreed, hint=AGREED)
        self.field_of |= CODES
        self.at.activated.connect(lambda _at: self._show_people())

    def act(self) -> None:
        raise NotImplementedError

    def choose_place(self, place: str) -> None:
        self.at.choose(place)
        self._show_people()

    def ask_agreed(self) -> None:
        """The last field of the form."""
        self.body.addWidget(self.place("agreed", self._agreed))

    @property
    def role(self) -> str:
        return self.fields["role"].text if "role" in self.fields else ""

    def _show_people(self) -> None:
        there = [one for one in self._people if one.organisation == self.at.key]
        named = [(one.id, f"{one.name}, {one.function}" if one.function else one.name) for one in there]
        self.who.set_choices(unchosen(named, ASK_WHO))


class FirstGuideForm(PersonForm):
    def __init__(
        self, theme: Theme, window: QWidget, desk: Any, case: tuple[str, str, str], guidance: Guidance
    ) -> None:
        """`case` is its id, number and school."""
        self._case_id, number, school = case
        super().__init__(theme, window, desk, f"Regie van {number}", guidance.roles, "Vastleggen")
        self._version = guidance.version
        self.add("day", "Vanaf", DateField(theme, desk.day), is_required=True)
        self.fields["day"].put(desk.day)
        self.ask_agreed()
        self.choose_place(school)
        self.who.setFocus()

    def act(self) -> None:
        day = filled(day_in(self, "day"))
        self.desk.guiding.set_first(self._case_id, self._version, self.who.key, self.role, began_on=day,
                                   is_agreed=self.agreed.isChecked())  # fmt: skip


class HandoverForm(PersonForm):
    def __init__(
        self, theme: Theme, window: QWidget, desk: Any, case: tuple[str, str, str], guidance: Guidance
    ) -> None:
        self._case_id, number, school = case
        super().__init__(theme, window, desk, f"{number} overdragen", guidance.roles, "Aanbieden")
        self._version = guidance.version
        said = STAYS.format(name="de ontvanger", giver=guidance.guide.name)
        self.body.insertWidget(0, layout.label(said, "muted", wrap=True))
        hint = NOTE_HINT
        self.add("note", "Wat gaat er mee?", NoteField(theme, lines=4), hint=hint, is_required=True)
        self.ask_agreed()
        self.choose_place(school)
        self.at.setFocus()

    def act(self) -> None:
        self.desk.guiding.offer(self._case_id, self._version, self.who.key, self.fields["note"].text, self.role,
                                is_agreed=self.agreed.isChecked())  # fmt: skip


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
