"""One consent: what is said of it, and the forms that lay it down and withdraw it, wherever they are opened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.consent import ConsentFacts, GivenBy, LegalBasis
from zsm_desktop.services.consents import ConsentRow
from zsm_desktop.services.placement_rows import PlacementFilter, standing
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice, DateField
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.exchange import going_on
from zsm_desktop.words.labels import GIVEN_BY, LEGAL_BASIS, first_upper, label

ALL_SCHOOLS = "alle scholen van het netwerk"
GOES_ON = (
    "Dit loopt door tot u het met de scholen regelt. Is er geen andere toestemming, dan staat het op Vandaag en bij "
    "Uitwisseling onder Zonder toestemming."
)


class ConsentFields:
    """The five fields of one consent, the same in the dialog and in the form for a new case."""

    def __init__(self, theme: Theme, today, schools: Sequence[tuple[str, str]]) -> None:
        bases = [(code, first_upper(word)) for code, word in LEGAL_BASIS.items()]
        givers = [(code, first_upper(word)) for code, word in GIVEN_BY.items()]
        self.basis = Field(theme, "Grondslag", Choice(theme, bases))
        self.given_by = Field(
            theme, "Gegeven door", Choice(theme, givers), hint="Vanaf 16 jaar de leerling zelf, daarvoor de ouders."
        )
        self.receiver = Field(theme, "Voor welke school", Choice(theme))
        self.valid_from = Field(theme, "Vanaf", DateField(theme, today, today))
        self.valid_until = Field(theme, "Tot en met", DateField(theme, today), hint="Leeg: tot intrekking.")
        self.set_schools(schools)
        self.given_by.editor.choose(GivenBy.BOTH.value)

    def set_schools(self, schools: Sequence[tuple[str, str]]) -> None:
        self.receiver.editor.set_choices([("", "Alle scholen van het netwerk"), *schools])

    def facts(self) -> ConsentFacts:
        """Raises RuleError for a date that cannot be read."""
        return ConsentFacts(
            legal_basis=LegalBasis(self.basis.text),
            given_by=GivenBy(self.given_by.text),
            receiver_id=self.receiver.text or None,
            valid_from=self.valid_from.editor.day,
            valid_until=self.valid_until.editor.day,
        )


class ConsentForm(FormDialog):
    """A new consent for a case of school `school_id`; `receiver_id` and `given_by` are proposed."""

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        desk: Any,
        case_id: str,
        school_id: str,
        called: str,
        *,
        receiver_id: str = "",
        given_by: GivenBy = GivenBy.BOTH,
    ) -> None:
        super().__init__(
            theme, f"Toestemming voor {called}", window, do="Vastleggen", width=560,
            submit=lambda: desk.cases.add_consent(case_id, self.one.facts()),
        )  # fmt: skip
        schools = [(row.id, row.name) for row in desk.network.schools() if row.id != school_id]
        one = self.one = ConsentFields(theme, desk.day, schools)
        one.valid_from.is_required = True
        one.receiver.editor.choose(receiver_id)
        one.given_by.editor.choose(given_by.value)
        self.add_row(("basis", one.basis), ("given_by", one.given_by))
        self.body.addWidget(self.place("receiver", one.receiver))
        self.add_row(("valid_from", one.valid_from), ("valid_until", one.valid_until))
        self.field_of["consent.ends_before"] = "valid_until"
        one.basis.editor.setFocus()


class WithdrawForm(FormDialog):
    """From which day on a consent no longer holds."""

    def __init__(self, theme: Theme, window: QWidget, desk: Any, consent: ConsentRow, case_id: str) -> None:
        super().__init__(
            theme, "Toestemming intrekken", window, do="Intrekken", kind="danger",
            submit=lambda: desk.cases.withdraw_consent(consent.id, day.editor.day),
        )  # fmt: skip
        day = Field(theme, "Ingetrokken per", DateField(theme, desk.day, desk.day), is_required=True)
        text = (
            f"{consent_title(consent)}. Vanaf deze dag wordt de casus op deze grondslag niet meer besproken of "
            "gedeeld. Wat al gedeeld is, blijft in de geschiedenis staan."
        )
        self.body.addWidget(layout.label(text, "muted", wrap=True))
        going = standing(desk.placements.page(PlacementFilter(case_id=case_id)))
        if going:
            lines = [
                Line(going_on(one.number, one.offer, one.provider, one.ends_on), icon="alert-triangle", tone="warn")
                for one in going
            ]
            self.body.addWidget(layout.label(GOES_ON, wrap=True))
            self.body.addWidget(Lines(theme, lines, name="Trajecten die doorlopen"))
        self.body.addWidget(self.place("day", day))
        day.editor.setFocus()


def consent_title(row: ConsentRow) -> str:
    """ "Toestemming van leerling en ouders", "Publieke taak"."""
    basis = first_upper(label(LEGAL_BASIS, row.facts.legal_basis.value))
    given_by = label(GIVEN_BY, row.facts.given_by.value)
    return f"{basis} van {given_by}" if row.facts.legal_basis.value == "consent" else basis


def consent_detail(row: ConsentRow) -> str:
    """For whom, and from when until when."""
    given = row.facts
    until = f" tot en met {dutch.date_medium(given.valid_until)}" if given.valid_until else ""
    taken_back = f"; ingetrokken per {dutch.date_medium(given.withdrawn_on)}" if given.withdrawn_on else ""
    return f"Voor {row.receiver or ALL_SCHOOLS}, vanaf {dutch.date_medium(given.valid_from)}{until}{taken_back}"


def consent_state(row: ConsentRow, day: date) -> tuple[str, str]:
    """Word and tone of its pill."""
    if row.is_valid:
        return ("geldig", "good") if row.is_enough else ("niet van de juiste persoon", "warn")
    if row.facts.withdrawn_on is not None and row.facts.withdrawn_on <= day:
        return "ingetrokken", "bad"
    return ("geldt nog niet", "warn") if row.facts.valid_from > day else ("verlopen", "warn")
