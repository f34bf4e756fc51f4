"""The forms of minutes after the meeting: better words, an amendment, making them final, a correction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice, NoteField
from zsm_desktop.ui.parts.talk.agenda import point_title
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.format import plural

if TYPE_CHECKING:
    from zsm_desktop.services.meeting_facts import AgendaRow, AttendanceRow
    from zsm_desktop.services.versions import VersionsCard

WHOLE = ""
FINAL_MEANS = (
    "Na het vaststellen ligt het verslag vast. Dit is niet terug te draaien: een correctie wordt een nieuwe versie met "
    "een reden."
)


def polish_form(
    theme: Theme, parent: QWidget, points: Sequence[AgendaRow], save: Callable[[dict[str, str], dict[str, str]], object]
) -> FormDialog:
    """Better words for points of a draft; `save` gets what was changed, and what was read: point's id → text."""
    form = FormDialog(
        theme, "Tekst bijwerken", parent, submit=lambda: save(texts.changed(), texts.before), do="Bijwerken", width=620
    )  # fmt: skip
    texts = _Texts(theme, form, points)
    return form


def amend_form(
    theme: Theme,
    parent: QWidget,
    points: Sequence[AgendaRow],
    present: Sequence[AttendanceRow],
    save: Callable[[str, str, str], object],
) -> FormDialog:
    """What someone who was present wants added; `save(attendance's id, text, point's id or "")`."""
    form = FormDialog(
        theme,
        "Aanvulling vastleggen",
        parent,
        submit=lambda: save(*(form.fields[name].text for name in ("who", "text", "point"))),
        do="Vastleggen",
        width=620,
    )
    people = [(row.id, f"{row.name} ({row.organisation})" if row.organisation else row.name) for row in present]
    hint = "Alleen wie aanwezig was." if people else "Niemand is als aanwezig aangetekend; dan kan niemand aanvullen."
    form.add("who", "Van wie", Choice(theme, people), hint=hint, is_required=True)
    titles = [(WHOLE, "Hele verslag"), *((row.id, point_title(row)) for row in points)]
    form.add("point", "Bij welk punt", Choice(theme, titles))
    form.add("text", "Aanvulling", NoteField(theme), is_required=True)
    form.field_of = {
        "minutes.not_present": "who",
        "meeting.nobody": "who",
        "minutes.no_text": "text",
        "minutes.point_shut": "point",
    }
    return form


def final_form(theme: Theme, parent: QWidget, card: VersionsCard, save: Callable[[], object]) -> FormDialog:
    """The one step that cannot be taken back is asked for, with what goes into it."""

    def send() -> None:
        save()

    form = FormDialog(theme, "Verslag vaststellen", parent, submit=send, do="Vaststellen")
    taken = sum(row.status == "accepted" for row in card.amendments)
    said = f"{plural(taken, 'aanvulling is', 'aanvullingen zijn')} overgenomen." if taken else "Er is niets aangevuld."
    form.body.addWidget(layout.label(said, "strong", wrap=True))
    form.body.addWidget(layout.label(FINAL_MEANS, wrap=True))
    form.ok.setFocus()
    return form


class _Texts:
    """A point, and its text as it is now; what was typed at one point stays while another is chosen."""

    def __init__(self, theme: Theme, form: FormDialog, points: Sequence[AgendaRow]) -> None:
        self.before = {row.id: row.notes for row in points}
        self._now = dict(self.before)
        self._point = Choice(theme, [(row.id, point_title(row)) for row in points])
        self._text = NoteField(theme, lines=7)
        form.add("point", "Punt", self._point)
        form.add("text", "Tekst", self._text)
        form.field_of = {"minutes.nothing_changed": "text", "meeting.no_item": "point"}
        self._shown = ""
        self._point.currentIndexChanged.connect(self._show)
        self._show()

    def changed(self) -> dict[str, str]:
        self._keep()
        return {point: text for point, text in self._now.items() if text != self.before[point].strip()}

    def _keep(self) -> None:
        self._now = {point: text.strip() for point, text in self._now.items()}
        if self._shown:
            self._now[self._shown] = self._text.toPlainText().strip()

    def _show(self, _at: int = 0) -> None:
        self._keep()
        self._shown = self._point.key
        self._text.blockSignals(True)
        self._text.setPlainText(self._now.get(self._shown, ""))
        self._text.blockSignals(False)
