"""What a school noted of a pupil besides the name, set right; why is asked before any of it is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.pupils import PupilFacts, PupilRow
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.conflict import CONFLICT
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import DateField
from zsm_desktop.ui.parts.reading import day_in
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.names import saying

FIRST = (
    "U ziet hierna de geboortedatum, het contact met ouders en het nummer bij de school. In het logboek komt wie dat "
    "opende en verbeterde, wanneer en waarom."
)
MEANS = "Wat er nu staat wordt bewaard in het logboek, versleuteld, zodat het in oudere teksten afgedekt blijft."
AGE = "Hieruit volgt wie toestemming geeft: vanaf 16 jaar [de leerling] zelf."
MOST, MOST_REASON = 200, 200
FIELD_OF = {"pupil.birth_date_future": "birth_date", "pupil.reference_taken": "school_reference"}


def ask_correction(theme: Theme, parent: QWidget, desk: Any, row: PupilRow, done: Callable[[], object]) -> FormDialog:
    """The question why; the form itself comes when it was answered and logged."""
    title = f"Gegevens van {row.pseudonym} verbeteren"
    read: list[PupilFacts] = []

    def look() -> None:
        read[:] = [desk.pupils.open_name(row.id, asking.fields["reason"].text).facts]

    def go_on() -> None:
        reason = asking.fields["reason"].text
        CorrectForm(theme, title, parent, desk, row.id, reason, read[0], done).open()

    asking = FormDialog(theme, title, parent, submit=look, do="Verder")
    asking.body.addWidget(layout.label(FIRST, "muted", wrap=True))
    field = asking.add("reason", "Waarom worden de gegevens verbeterd?", QLineEdit(), is_required=True)
    field.editor.setPlaceholderText("Bijvoorbeeld: ouders belden, de datum klopt niet")
    field.editor.setMaxLength(MOST_REASON)
    asking.field_of |= {"pupil.reason_needed": "reason"}
    asking.accepted.connect(go_on)
    asking.open()
    field.editor.setFocus()
    return asking


class CorrectForm(FormDialog):
    def __init__(
        self,
        theme: Theme,
        title: str,
        parent: QWidget,
        desk: Any,
        pupil_id: str,
        reason: str,
        was: PupilFacts,
        done: Callable[[], object],
    ) -> None:
        super().__init__(theme, title, parent, submit=self._act, do="Verbeteren", width=600)
        self._desk, self._pupil_id, self._reason, self._done = desk, pupil_id, reason, done
        self._was, self._times, self._is_refused_as_changed = was, 1, False
        self.body.addWidget(layout.label(MEANS, "muted", wrap=True))
        self.add("birth_date", "Geboortedatum", DateField(theme, desk.day), hint=saying(desk.nouns)(AGE))
        self.add("guardian_contact", "Contact met ouders", QLineEdit(), hint="Telefoon of e-mail; blijft afgeschermd.")
        self.add("school_reference", "Leerlingnummer", QLineEdit(), hint="Van de school; nooit het BSN.")
        for name in ("guardian_contact", "school_reference"):
            self.fields[name].editor.setMaxLength(max(MOST, len(was.columns[name])))
        self.field_of |= FIELD_OF
        self.edits(*self._values(), self._reread)
        self.fields["birth_date"].editor.setFocus()

    def _values(self) -> tuple[int, dict[str, object]]:
        """The times it was read stand for a version: a pupil has none."""
        was = self._was
        return self._times, {
            "birth_date": was.birth_date, "guardian_contact": was.guardian_contact,
            "school_reference": was.school_reference,
        }  # fmt: skip

    def _reread(self) -> tuple[int, dict[str, object]]:
        """Only where it changed, as every look is logged."""
        if self._is_refused_as_changed:
            self._was, self._times = self._desk.pupils.open_name(self._pupil_id, self._reason).facts, self._times + 1
        return self._values()

    def _act(self) -> None:
        now = PupilFacts(
            day_in(self, "birth_date"), self.fields["guardian_contact"].text, self.fields["school_reference"].text
        )
        self._is_refused_as_changed = False
        try:
            self._desk.pupils.correct(self._pupil_id, self._was, now, self._reason)
        except RuleError as error:
            self._is_refused_as_changed = error.code == CONFLICT
            raise
        self._done()
