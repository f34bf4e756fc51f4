"""The parts of the form for a new case: who, what is asked, what is wanted, who was heard, on what ground."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QLineEdit, QWidget

from zsm_desktop.domain.talk import WALL_LETTERS
from zsm_desktop.services.cases import PupilDraft
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.chip import ChipRow
from zsm_desktop.ui.parts.consents import ConsentFields
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.inputs import Check, Choice, DateField, NoteField, QuantityField
from zsm_desktop.ui.pupils.words import DAYS, SIXTEEN, told_sixteen
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.names import Say, saying

MOST_PUPILS = 1_000
MOST_NAME = 80
WHY_SIXTEEN = "Alleen waar geen geboortedatum bekend is. Vanaf 16 jaar is de toestemming van [de leerling] zelf nodig."
NO_SECTOR = ("", "Geen")
WALL_LIMIT = f"Hooguit {WALL_LETTERS} tekens."
WITHOUT_CONSENT = "Zonder toestemming kan de casus worden klaargezet, maar nog niet besproken."


class Part(QFrame):
    """A card with fields; `edited` comes with the first and every other change."""

    edited = Signal()

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self.theme = theme
        self.setProperty("role", "card")
        self.fields: list[Field] = []
        self.body = layout.column(theme, layout.label(title, "section"), gap=14, margins=20)
        self.setLayout(self.body)

    def add(self, *fields: Field) -> None:
        """One field, or some side by side."""
        self.add_to(self.body, *fields)

    def add_to(self, column: QBoxLayout, *fields: Field) -> None:
        line = layout.row(self.theme, *fields, gap=14)
        for at, field in enumerate(fields):
            line.setStretch(at, 1)
            line.setAlignment(field, Qt.AlignmentFlag.AlignTop)
            self.fields.append(field)
            field.edited.connect(self.edited)
        column.addLayout(line)


class WhoPart(Part):
    """A pupil the network knows already, or a new one of a school."""

    school_chosen = Signal(str)

    def __init__(self, theme: Theme, today: date, desk: Any) -> None:
        say = saying(desk.nouns)
        super().__init__(theme, say("[Leerling]"))
        self._desk = desk
        self.school = Field(theme, "School", Choice(theme), is_required=True)
        self.kind = ChipRow(
            theme, (("new", say("[Nieuwe leerling]")), ("known", "Al bekend")), name=say("Is [de leerling] al bekend?")
        )
        self.given_name = Field(theme, "Roepnaam", QLineEdit(), is_required=True)
        self.family_name = Field(theme, "Achternaam", QLineEdit(), hint="Met tussenvoegsel.", is_required=True)
        self.birth_date = Field(theme, "Geboortedatum", DateField(theme, today))
        self.reference = Field(theme, "Leerlingnummer", QLineEdit(), hint="Van de school; nooit het BSN.")
        self.guardians = Field(theme, "Contact met ouders", QLineEdit(), hint="Telefoon of e-mail; blijft afgeschermd.")
        self.pupil = Field(theme, say("[Leerling]"), Choice(theme), is_required=True)
        self.sixteen = Field(theme, "16 jaar of ouder", Choice(theme, tuple(SIXTEEN.items())), hint=say(WHY_SIXTEEN))
        self.add(self.school)
        self.body.addWidget(self.kind)
        self._new = layout.column(theme, gap=14)
        for fields in ((self.given_name, self.family_name), (self.birth_date, self.reference), (self.guardians,)):
            self.add_to(self._new, *fields)
        self._new_part = layout.holder(self._new)
        self.body.addWidget(self._new_part)
        self.add(self.pupil)
        self.add(self.sixteen)
        self.body.addStretch(1)
        self.pupil.hide()
        self.kind.chosen.connect(self._on_kind)
        self.birth_date.editor.textChanged.connect(lambda _text: self._on_birth_date())
        self.school.editor.activated.connect(lambda _at: self._on_school())

    @property
    def is_new(self) -> bool:
        return self.kind.current == "new"

    def set_schools(self, schools: Sequence[tuple[str, str]]) -> None:
        self.school.editor.set_choices(schools)
        self.school.editor.setEnabled(len(schools) > 1)
        self._on_school()

    def choose_pupil(self, school_id: str, pupil_id: str) -> None:
        self.school.editor.choose(school_id)
        self.kind.choose("known")
        self._on_school()
        self.pupil.editor.choose(pupil_id)

    def shown(self) -> list[Field]:
        """Fields that count now."""
        new = {self.given_name, self.family_name, self.birth_date, self.reference, self.guardians}
        left_out = {self.pupil} if self.is_new else new
        return [field for field in self.fields if field not in left_out]

    @property
    def is_sixteen(self) -> bool | None:
        """As chosen; where a birth date stands that is what counts."""
        return None if self.is_new and self.birth_date.text else told_sixteen(self.sixteen.text)

    def draft(self) -> PupilDraft:
        return PupilDraft(
            given_name=self.given_name.text,
            family_name=self.family_name.text,
            birth_date=self.birth_date.editor.day,
            guardian_contact=self.guardians.text,
            school_reference=self.reference.text,
        )

    def _on_kind(self, kind: str) -> None:
        self._new_part.setVisible(kind == "new")
        self.pupil.setVisible(kind == "known")
        self._on_birth_date()
        if kind == "known":
            self._on_school()

    def _on_birth_date(self) -> None:
        self.sixteen.setVisible(not (self.is_new and self.birth_date.text))

    def _on_school(self) -> None:
        school_id = self.school.text
        if school_id and not self.is_new:
            rows = self._desk.pupils.page(school_id=school_id, limit=MOST_PUPILS)
            named = [
                (row.id, " · ".join(part for part in (row.pseudonym, row.initials, row.code) if part)) for row in rows
            ]
            self.pupil.editor.set_choices(named)
        self.school_chosen.emit(school_id)


class QuestionPart(Part):
    def __init__(self, theme: Theme, say: Say) -> None:
        super().__init__(theme, "Vraag")
        self.question = Field(
            theme, "Hulpvraag", NoteField(theme, lines=4), is_required=True,
            hint="Welke vraag kan de eigen school niet beantwoorden? Zonder namen.",
        )  # fmt: skip
        self.wall = Field(theme, "Op de wand", QLineEdit(), hint=f"Zonder naam; dit komt op de wand. {WALL_LIMIT}")
        self.wishes = Field(theme, say("Wens van [de leerling]"), NoteField(theme, lines=3), hint="In eigen woorden.")
        self.tried = Field(theme, "Al geprobeerd", NoteField(theme, lines=3))
        self.remarks = Field(theme, "Opmerkingen", NoteField(theme, lines=2))
        for field in (self.question, self.wall, self.wishes, self.tried, self.remarks):
            self.add(field)
        self.body.addStretch(1)


class WantedPart(Part):
    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__(theme, "Wat wordt gezocht")
        self.sector_1 = Field(theme, "Sector", Choice(theme, [NO_SECTOR]))
        self.sector_2 = Field(theme, "Tweede keus", Choice(theme, [NO_SECTOR]))
        self.half_days = Field(theme, "Dagdelen per week", QuantityField(theme, step_hundredths=50), hint="Zoals 2,5.")
        self.travel = Field(
            theme, "Reisafstand in km", QuantityField(theme, step_hundredths=500), hint="Hooguit, enkele reis."
        )
        self.wanted_from = Field(theme, "Gewenst vanaf", DateField(theme, today))
        self.days = {key: Check(theme, key) for key in DAYS}
        for key, check in self.days.items():
            check.setAccessibleName(DAYS[key])
            check.toggled.connect(lambda _on: self.edited.emit())
        self.urgent = Check(theme, "Spoed: kan niet wachten tot de volgende bespreking")
        self.urgent.toggled.connect(lambda _on: self.edited.emit())
        self.add(self.sector_1, self.sector_2)
        self.add(self.half_days, self.travel, self.wanted_from)
        words = layout.label("Beschikbare dagen", "label")
        hint = layout.label("Niets aangevinkt: alle schooldagen.", "small")
        self.body.addLayout(layout.column(theme, words, flow(theme, *self.days.values(), gap=16), hint, gap=5))
        self.body.addWidget(self.urgent)
        self.body.addStretch(1)

    @property
    def weekdays(self) -> tuple[str, ...]:
        return tuple(key for key, check in self.days.items() if check.isChecked())

    @property
    def travel_km(self) -> int | None:
        """Whole kilometres, rounded up."""
        hundredths = self.travel.editor.hundredths
        return None if hundredths is None else -(-hundredths // 100)


class GroundPart(Part):
    """Who was heard, and the consent there is, if there is one."""

    def __init__(self, theme: Theme, today: date, say: Say) -> None:
        super().__init__(theme, "Gesproken en toestemming")
        self.pupil_spoken = Field(theme, say("Met [leerling] gesproken op"), DateField(theme, today))
        self.guardians_spoken = Field(theme, "Met ouders gesproken op", DateField(theme, today))
        self.pupil_spoken_by = Field(theme, "Door wie", QLineEdit(), hint=say("Wie van de school [de leerling] sprak."))
        self.guardians_spoken_by = Field(theme, "Door wie", QLineEdit(), hint="Wie van de school de ouders sprak.")
        for field, who in ((self.pupil_spoken_by, say("[de leerling]")), (self.guardians_spoken_by, "de ouders")):
            field.editor.setMaxLength(MOST_NAME)
            field.editor.setAccessibleName(f"Door wie is met {who} gesproken")
        self.has_consent = Check(theme, "Er is toestemming of een andere grondslag")
        self.consent = ConsentFields(theme, today, ())
        self._spoken = [self.pupil_spoken, self.pupil_spoken_by, self.guardians_spoken, self.guardians_spoken_by]
        self.add(self.pupil_spoken, self.pupil_spoken_by)
        self.add(self.guardians_spoken, self.guardians_spoken_by)
        self.body.addWidget(layout.line())
        self.body.addWidget(self.has_consent)
        self.without = layout.label(WITHOUT_CONSENT, "muted", wrap=True)
        self.body.addWidget(self.without)
        inside = layout.column(theme, gap=14)
        one = self.consent
        for fields in ((one.basis, one.given_by), (one.receiver,), (one.valid_from, one.valid_until)):
            self.add_to(inside, *fields)
        self._consent_part: QWidget = layout.holder(inside)
        self._consent_part.hide()
        one.valid_from.is_required = True
        self.body.addWidget(self._consent_part)
        self.body.addStretch(1)
        self.has_consent.toggled.connect(self._on_consent)

    def shown(self) -> list[Field]:
        return self.fields if self.has_consent.isChecked() else self._spoken

    def _on_consent(self, is_on: bool) -> None:
        self._consent_part.setVisible(is_on)
        self.without.setVisible(not is_on)
        self.edited.emit()
