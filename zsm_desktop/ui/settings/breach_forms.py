"""Forms for a data breach: what happened, how much harm it can do, when it was reported and people were told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.breaches import RiskAnswers, weigh
from zsm_desktop.domain.calendar import HOME, home_day
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.breaches import BreachDraft, BreachRow
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice, DateField, NoteField, unchosen
from zsm_desktop.ui.parts.reading import day_in, filled, reading
from zsm_desktop.ui.parts.typed_time import read_time, written
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import privacy as words
from zsm_desktop.words.labels import first_upper

CLOCK = f"Vanaf dit moment loopt de klok van 72 uur voor de melding bij de {words.AUTHORITY}."
YES_NO = [("no", "Nee"), ("yes", "Ja")]
FIELD_OF = {
    "breach.kind": "kind", "breach.future": "day", "breach.happened_after": "happened_on", "breach.no_facts": "facts",
    "breach.people": "people", "breach.long_text": "facts", "breach.discovered_after": "day",
}  # fmt: skip


class BreachForm(FormDialog):
    """A breach to be noted, or the one of `row` described anew; `done` gets its id."""

    def __init__(
        self, theme: Theme, parent: QWidget, desk: Any, done: Callable[[str], object], row: BreachRow | None = None
    ) -> None:
        title, do = ("Datalek noteren", "Noteren") if row is None else (f"{row.number} bijwerken", "Opslaan")
        super().__init__(theme, title, parent, submit=self._act, do=do, width=580)
        self._desk, self._row, self._done = desk, row, done
        self.body.addWidget(layout.label(CLOCK, "muted", wrap=True))
        self.add_row(
            ("day", Field(theme, "Ontdekt op", DateField(theme, desk.day), is_required=True)),
            ("time", Field(theme, "Hoe laat", QLineEdit(), is_required=True)),
        )
        kinds = [(code, first_upper(name)) for code, name in words.BREACH.items()]
        self.add_row(
            ("kind", Field(theme, "Wat voor lek?", Choice(theme, unchosen(kinds, "Kies")), is_required=True)),
            ("people", Field(theme, "Hoeveel mensen?", QLineEdit(), hint="Leeg: nog niet bekend.")),
        )
        self.add("facts", "Wat is er gebeurd?", NoteField(theme, lines=4), is_required=True,
                 hint="Zonder namen: dit register kan opgevraagd worden.")  # fmt: skip
        self.add("happened_on", "Wanneer gebeurde het?", DateField(theme, desk.day))
        self.add("consequences", "Wat kunnen de gevolgen zijn?", NoteField(theme, lines=2))
        self.add("measures", "Wat is er gedaan, en wat voorkomt het een volgende keer?", NoteField(theme, lines=2))
        self.field_of |= FIELD_OF
        if row is None:
            now = desk.clock().astimezone(HOME)
            self.fields["day"].put(home_day(now))
            self.fields["time"].put(written(now.time()))
            self.is_edited = False
        else:
            self.edits(*self._values(row), lambda: self._values(desk.breaches.row(row.id)))
        self.open()
        self.fields["kind"].editor.setFocus()

    def _values(self, row: BreachRow) -> tuple[int, dict[str, object]]:
        at = row.discovered_at.astimezone(HOME)
        return row.version, {
            "day": home_day(at), "time": written(at.time()), "kind": row.kind,
            "people": "" if row.people is None else str(row.people), "facts": row.facts,
            "happened_on": row.happened_on, "consequences": row.consequences, "measures": row.measures,
        }  # fmt: skip

    def _act(self) -> None:
        draft = BreachDraft(
            moment_in(self),
            self.fields["kind"].text,
            self.fields["facts"].text,
            _people(self.fields["people"].text),
            day_in(self, "happened_on"),
            self.fields["consequences"].text,
            self.fields["measures"].text,
        )
        if self._row is None:
            self._done(self._desk.breaches.add(draft).made_id)
        else:
            self._desk.breaches.edit(self._row.id, self.row.version, draft)
            self._done(self._row.id)


class WeighForm(FormDialog):
    """Four questions; below them what they come to, while they are answered."""

    def __init__(self, theme: Theme, parent: QWidget, desk: Any, row: BreachRow) -> None:
        super().__init__(theme, f"Risico van {row.number}", parent, submit=self._act, do="Vastleggen", width=580)
        self._desk, self._breach = desk, row
        self.answers: dict[str, Choice] = {}
        for name, (question, hint) in words.QUESTIONS.items():
            self.answers[name] = Choice(theme, [("", "Kies"), *YES_NO])
            self.add(name, question, self.answers[name], hint=hint, is_required=True)
            self.answers[name].currentIndexChanged.connect(lambda _at: self._show_advice())
        self.advice = layout.label("", "strong", wrap=True)
        self.body.addWidget(self.advice)
        self.add("reason", "Toelichting", NoteField(theme, lines=2), hint="Nodig als u niet hoeft te melden.").put(
            row.reason
        )
        self.field_of |= {"breach.no_reason": "reason", "breach.long_text": "reason"}
        self._show_advice()
        self.is_edited = False
        self.open()
        self.answers["is_safe"].setFocus()

    def given(self) -> RiskAnswers | None:
        """None until all four are answered."""
        if any(not one.key for one in self.answers.values()):
            return None
        return RiskAnswers(**{name: one.key == "yes" for name, one in self.answers.items()})

    def _show_advice(self) -> None:
        given = self.given()
        self.advice.setText(words.ADVICE[weigh(given).value if given is not None else "unknown"])

    def _act(self) -> None:
        row = self._breach
        self._desk.breaches.weigh(row.id, row.version, filled(self.given()), self.fields["reason"].text)


def report_form(theme: Theme, parent: QWidget, desk: Any, row: BreachRow) -> FormDialog:
    def submit() -> None:
        desk.breaches.report(row.id, row.version, moment_in(form), form.fields["reference"].text)

    form = FormDialog(theme, f"{row.number} is gemeld", parent, submit=submit, do="Vastleggen")
    said = f"Melden doet u zelf bij de {words.AUTHORITY}. Schrijf hier wanneer u dat deed, en het kenmerk."
    form.body.addWidget(layout.label(said, "muted", wrap=True))
    now = desk.clock().astimezone(HOME)
    form.add_row(
        ("day", Field(theme, "Gemeld op", DateField(theme, desk.day, home_day(now)), is_required=True)),
        ("time", Field(theme, "Hoe laat", QLineEdit(written(now.time())), is_required=True)),
    )
    form.add("reference", "Kenmerk", QLineEdit())
    form.field_of |= {"breach.future": "day", "breach.reported_before": "day"}
    form.is_edited = False
    form.open()
    form.fields["reference"].editor.setFocus()
    return form


def tell_form(theme: Theme, parent: QWidget, desk: Any, row: BreachRow) -> FormDialog:
    def submit() -> None:
        desk.breaches.tell(row.id, row.version, filled(day_in(form, "day")))

    form = FormDialog(theme, f"{row.number}: bericht aan de mensen", parent, submit=submit, do="Vastleggen")
    said = "Vertel in gewone woorden wat er gebeurd is, wat het kan betekenen en wat zij zelf kunnen doen."
    form.body.addWidget(layout.label(said, "muted", wrap=True))
    form.add("day", "Verteld op", DateField(theme, desk.day, desk.day), is_required=True)
    form.field_of |= {"breach.future": "day", "breach.reported_before": "day"}
    form.is_edited = False
    form.open()
    form.fields["day"].editor.setFocus()
    return form


def moment_in(form: FormDialog) -> datetime:
    """What stands in the fields "day" and "time", where the schools are."""
    day: date = filled(day_in(form, "day"))
    at = reading(form, "time", lambda: read_time(form.fields["time"].text))
    return datetime.combine(day, at, tzinfo=HOME)


def _people(text: str) -> int | None:
    if not text.strip():
        return None
    if not (text.strip().isascii() and text.strip().isdigit() and len(text.strip()) < 8):
        raise RuleError("breach.people")
    return int(text)
