"""Forms for a request of a pupil: noting it, giving it more time, answering it, stopping the sharing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.privacy_requests import RequestRow, StillOpen
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice, DateField, NoteField, unchosen
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.parts.reading import day_in, filled
from zsm_desktop.ui.parts.search_field import SearchField
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import privacy as words
from zsm_desktop.words.exchange import going_on
from zsm_desktop.words.format import date_medium, plural
from zsm_desktop.words.labels import first_upper
from zsm_desktop.words.names import say

MOST_FOUND = 50
FIND = "Zoek op pseudoniem of nummer, en kies"
LATER = "U mag er één keer twee maanden bij nemen. Vertel wie het vroeg waarom, vóór {day}."
GO_ON = "Wat doorloopt beëindigt het programma niet: overleg met de scholen, daarna ziet u het bij Uitwisseling."
OTHERS = "Wat open blijft staat bij iemand van buiten de school: spreek af of het doorgaat, en rond het daar af."
STOP = "Dit stopt het delen. Terugdraaien kan alleen door opnieuw toestemming vast te leggen."


class RequestForm(FormDialog):
    """A new request; `done` gets its id."""

    def __init__(
        self, theme: Theme, parent: QWidget, desk: Any, done: Callable[[str], object], pupil_id: str = ""
    ) -> None:
        super().__init__(theme, "Verzoek noteren", parent, submit=self._act, do="Noteren", width=560)
        self._desk, self._done = desk, done
        pupil = say(desk.nouns, "[Leerling]")
        self.find, self.pupil = SearchField(theme, "Pseudoniem of nummer", name=f"{pupil} zoeken"), Choice(theme)
        self.add("find", f"{pupil} zoeken", self.find)
        self.add("pupil", pupil, self.pupil, is_required=True)
        kinds = [(code, first_upper(name)) for code, name in words.REQUEST.items()]
        self.add("kind", "Wat wordt gevraagd?", Choice(theme, unchosen(kinds, "Kies")), is_required=True)
        asked_by = [(code, first_upper(name)) for code, name in words.ASKED_BY.items()]
        self.add("asked_by", "Wie vraagt het?", Choice(theme, unchosen(asked_by, "Kies")), is_required=True)
        self.add("asked_on", "Wanneer kwam het binnen?", DateField(theme, desk.day, desk.day), is_required=True)
        self.add("asked", "Wat werd er precies gevraagd?", NoteField(theme, lines=3))
        self.field_of |= {
            "request.kind": "kind", "request.asked_by": "asked_by", "request.future": "asked_on",
            "request.long_text": "asked", "pupil.none": "pupil",
        }  # fmt: skip
        self.find.searched.connect(lambda _text: self.show_found())
        self.show_found(pupil_id)
        self.is_edited = False
        self.find.setFocus()

    def show_found(self, pupil_id: str = "") -> None:
        rows = self._desk.pupils.page(text=self.find.text().strip(), limit=MOST_FOUND, with_leavers=True)
        found = [(row.id, f"{row.pseudonym} · {row.initials} · {row.school}") for row in rows]
        is_sought = bool(self.find.text().strip())
        self.pupil.set_choices(unchosen(found, FIND) if is_sought else [("", FIND), *found])
        if pupil_id:
            self.pupil.choose(pupil_id)

    def _act(self) -> None:
        kind, asked_by, asked = (self.fields[name].text for name in ("kind", "asked_by", "asked"))
        day = filled(day_in(self, "asked_on"))
        made = self._desk.privacy_requests.add(self.pupil.key, kind, asked_by, day, asked)
        self._done(made.made_id)


def extend_form(theme: Theme, parent: QWidget, desk: Any, row: RequestRow) -> FormDialog:
    def submit() -> None:
        desk.privacy_requests.extend(row.id, row.version, form.fields["reason"].text)

    form = FormDialog(theme, f"Meer tijd voor {row.pseudonym}", parent, submit=submit, do="Verlengen")
    form.body.addWidget(layout.label(LATER.format(day=date_medium(row.due_on)), "muted", wrap=True))
    form.add("reason", "Waarom is er meer tijd nodig?", NoteField(theme, lines=3), hint="Dit komt in het logboek.",
             is_required=True)  # fmt: skip
    form.field_of |= {"request.no_reason": "reason"}
    form.open()
    form.fields["reason"].editor.setFocus()
    return form


def answer_form(theme: Theme, parent: QWidget, desk: Any, row: RequestRow) -> FormDialog:
    def submit() -> None:
        status, text = (form.fields[name].text for name in ("status", "answer"))
        if not status:
            raise RuleError("request.status")
        desk.privacy_requests.answer(row.id, row.version, status, text)

    title = f"{first_upper(words.REQUEST[row.kind])} van {row.pseudonym} beantwoorden"
    form = FormDialog(theme, title, parent, submit=submit, do="Vastleggen", width=540)
    answers = [(code, first_upper(name)) for code, name in words.ANSWER.items() if code != "open"]
    form.add("status", "Wat is het antwoord?", Choice(theme, unchosen(answers, "Kies")), is_required=True)
    hint = "Bij verbetering: wat er veranderd is. Bij afwijzen: waarom. Dit komt in de brief."
    form.add("answer", "Wat is er gedaan?", NoteField(theme, lines=4), hint=hint)
    form.field_of |= {"request.status": "status", "request.no_reason": "answer", "request.long_text": "answer",
                      "request.shares_still": "status", "request.forget_first": "status"}  # fmt: skip
    form.open()
    form.fields["status"].editor.setFocus()
    return form


def still_open(one: StillOpen) -> str:
    return words.still_open(one.kind, one.number, one.who, one.organisation, one.due_on)


def stop_form(theme: Theme, parent: QWidget, desk: Any, row: RequestRow) -> FormDialog:
    """Says what will stop, and what goes on until people have talked about it."""
    left = desk.privacy_requests.sharing(row.id)

    def submit() -> None:
        desk.privacy_requests.close_sharing(row.id, row.version)

    form = FormDialog(
        theme, f"Delen over {row.pseudonym} stoppen", parent, submit=submit, do="Delen stoppen", width=540
    )
    stops = [
        (left.consents, "toestemming wordt ingetrokken", "toestemmingen worden ingetrokken", "x"),
        (left.points, "punt gaat van een komende agenda", "punten gaan van komende agenda's", "calendar-event"),
        (left.handovers, "aangeboden overdracht vervalt", "aangeboden overdrachten vervallen", "arrows-exchange"),
    ]
    lines = [Line(plural(count, one, many), icon=icon) for count, one, many, icon in stops if count]
    lines += [
        Line(f"Loopt door: {going_on(one.number, one.offer, one.provider, one.ends_on)}", icon="alert-triangle",
             tone="warn")
        for one in left.placements
    ]  # fmt: skip
    lines += [Line(f"Blijft open: {still_open(one)}", icon="alert-triangle", tone="warn") for one in left.others]
    form.body.addWidget(Lines(theme, lines, name="Wat er gebeurt", empty="Er wordt nu niets gedeeld."))
    after = [STOP, *([GO_ON] if left.placements else ()), *([OTHERS] if left.others else ())]
    form.body.addWidget(layout.label(" ".join(after), "muted", wrap=True))
    form.open()
    return form
