"""Where a pupil went, noted once and put right later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.outcomes import MONITOR, Destination, LeavingProfile
from zsm_desktop.services.outcomes import OutcomeDraft
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Check, Choice, DateField
from zsm_desktop.ui.parts.reading import day_in, filled
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.flags import warning
from zsm_desktop.words.labels import first_upper
from zsm_desktop.words.names import say
from zsm_desktop.words.outcomes import DESTINATION, LEAVING_PROFILE

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.outcomes import PupilOutcome

DESTINATIONS = [("", "Kies een bestemming"), *((one, first_upper(words)) for one, words in DESTINATION.items())]
PROFILES = [("", "Niet bekend"), *((one, first_upper(words)) for one, words in LEAVING_PROFILE.items() if one)]
IN_MONITOR = "In de Uitstroommonitor: {category}."


class OutcomeForm(FormDialog):
    """Of one pupil, or of one to choose; what is known of who is chosen is filled in."""

    def __init__(self, theme: Theme, window: QWidget, desk: Desk, pupil_id: str = "") -> None:
        super().__init__(theme, "Uitstroom noteren", window, submit=self._save, width=560)
        self._desk = desk
        self.field_of |= {
            "outcome.too_early": "left_on",
            "outcome.before_school": "left_on",
            "outcome.advice": "is_against_advice",
        }
        known = desk.outcomes.of_pupil(pupil_id) if pupil_id else None
        self.pupil = Choice(theme, [(known.pupil_id, known.pseudonym)] if known else _pupils(desk))
        self.add("pupil", say(desk.nouns, "[Leerling]"), self.pupil, is_required=True)
        self.add_row(
            ("destination", Field(theme, "Ging naar", Choice(theme, DESTINATIONS), hint=" ", is_required=True)),
            ("left_on", Field(theme, "Laatste schooldag", DateField(theme, desk.day), is_required=True)),
        )
        self.add_row(
            ("exit_profile", Field(theme, "Voorbereid op", Choice(theme, PROFILES))),
            ("sector_id", Field(theme, "Sector", Choice(theme, _sectors(desk)))),
        )
        self.add(
            "organisation_id", "Waar", Choice(theme, _places(desk)), hint="De werkgever of school, als die bekend is."
        )
        self.against = Check(theme, "Verder leren tegen het advies van school")
        self.add("is_against_advice", "Advies", self.against)
        self.warning = layout.label("", "strong", wrap=True)
        self.body.addWidget(self.warning)
        self.withdraw = Button(theme, "Toch niet vertrokken", kind="danger", icon="trash", on_click=self._withdraw)
        self.body.addLayout(layout.row(theme, self.withdraw, None))
        self.body.addWidget(
            layout.label("De vragen voor nazorg komen er vanzelf bij, na 3, 6, 12 en 24 maanden.", "muted", wrap=True)
        )
        self.fields["destination"].editor.currentIndexChanged.connect(lambda _at: self._say_monitor())
        self.pupil.currentIndexChanged.connect(lambda _at: self._warn())
        self._known: PupilOutcome | None = known
        if known:
            self.edits(*_values(known, desk), lambda: _values(desk.outcomes.of_pupil(pupil_id), desk))
            self.pupil.setEnabled(False)
        self.withdraw.setVisible(bool(known and known.version))
        (self.fields["destination"].editor if known else self.pupil).setFocus()

    def _say_monitor(self) -> None:
        """In which category school enters it there."""
        chosen = self.fields["destination"].text
        self.fields["destination"].hint.setText(
            IN_MONITOR.format(category=MONITOR[Destination(chosen)]) if chosen else " "
        )

        self._warn()

    def _warn(self) -> None:
        """What parties found of going on to the mbo stands beside it, and stops nobody."""
        words = ""
        if self.fields["destination"].text == Destination.MBO and self.pupil.key and self._desk.profile.flags:
            found = self._desk.case_profile.flags_of(self.pupil.key)
            words = " ".join(filter(None, map(warning, found)))
        self.warning.setText(words)
        self.warning.setVisible(bool(words))

    def _save(self) -> None:
        draft = OutcomeDraft(
            destination=Destination(self.fields["destination"].text),
            left_on=filled(day_in(self, "left_on")),
            exit_profile=LeavingProfile(chosen) if (chosen := self.fields["exit_profile"].text) else None,
            sector_id=self.fields["sector_id"].text or None,
            organisation_id=self.fields["organisation_id"].text or None,
            is_against_advice=self.against.isChecked(),
        )
        version = self.row.version if self.row is not None else 0
        self._desk.outcomes.record(self.pupil.key, version, draft)

    def _withdraw(self) -> None:
        known = self._known
        if known is None:
            return
        try:
            self._desk.outcomes.withdraw(known.pupil_id, known.version)
        except RuleError as error:
            self.refuse(error)
        else:
            self.accept()


def _values(known: PupilOutcome, desk: Desk) -> tuple[int, dict[str, object]]:
    draft = known.draft or OutcomeDraft(Destination.WORK, desk.day)
    return known.version, {
        "destination": draft.destination.value,
        "left_on": draft.left_on,
        "exit_profile": draft.exit_profile.value if draft.exit_profile else "",
        "sector_id": draft.sector_id or "",
        "organisation_id": draft.organisation_id or "",
        "is_against_advice": draft.is_against_advice,
    }


def _pupils(desk: Desk) -> list[tuple[str, str]]:
    rows = desk.outcomes.unnoted()
    known = ((row.pupil_id, f"{row.pseudonym} ({row.school_code})") for row in rows)
    return [("", say(desk.nouns, "Kies [een leerling]")), *known]


def _sectors(desk: Desk) -> list[tuple[str, str]]:
    return [("", "Geen"), *((row.id, row.name) for row in desk.sectors.rows())]


def _places(desk: Desk) -> list[tuple[str, str]]:
    return [("", "Niet bekend"), *((row.id, row.name) for row in desk.network.organisations())]
