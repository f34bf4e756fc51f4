"""Putting many on a list at once, and taking one off with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.profiles import PupilList
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Check, Choice
from zsm_desktop.ui.parts.reading import again
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import first_upper
from zsm_desktop.words.names import saying
from zsm_desktop.words.outcomes import LIST_OFF

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.pupil_lists import ListRow

MOST_SHOWN = 200
LONGEST_FIRST = "Wie het langst op school is staat bovenaan. Spatie zet een vinkje, Ctrl+Enter zet ze op de lijst."
NOBODY = "Iedereen staat er al op."


class OnForm(FormDialog):
    """Everyone still at school who never stood on it, with a tick; `added` says how many were put on."""

    added = Signal(int)

    def __init__(self, theme: Theme, window: QWidget, desk: Desk, shown: PupilList, school_id: str) -> None:
        super().__init__(theme, f"Op de {shown.name}", window, submit=self._save, do="Op de lijst zetten", width=520)
        self._desk, self._list = desk, shown
        found = desk.pupil_lists.unlisted(shown.code, school_id=school_id)
        say = saying(desk.nouns)
        has_many_schools = len({one.school_id for one in found}) > 1
        self.ticks: dict[str, Check] = {}
        self.body.addWidget(layout.label(LONGEST_FIRST if found else NOBODY, "muted", wrap=True))
        if shown.expected and not has_many_schools and found:
            count = min(shown.expected, len(found))
            words = say("De eerste {count} [leerlingen] aanvinken").format(count=count)
            self.body.addWidget(Button(theme, words, key="Ctrl+J", on_click=lambda: self._tick(count)), 0)
        self.body.addWidget(Button(theme, "Allemaal aanvinken", key="Ctrl+A", on_click=lambda: self._tick(len(found))))
        for one in found[:MOST_SHOWN]:
            since = f", sinds {dutch.date_medium(one.enrolled_on)}" if one.enrolled_on else ""
            where = f", {one.school}" if has_many_schools else ""
            self.ticks[one.pupil_id] = Check(theme, f"{one.pseudonym}{where}{since}")
        self.body.addWidget(layout.holder(layout.column(theme, *self.ticks.values(), gap=4)))
        if len(found) > MOST_SHOWN:
            self.body.addWidget(
                layout.label("Kies eerst een school: dit zijn er meer dan er passen.", "muted", wrap=True)
            )
        if self.ticks:
            next(iter(self.ticks.values())).setFocus()

    def _tick(self, count: int) -> None:
        for at, tick in enumerate(self.ticks.values()):
            tick.setChecked(at < count)
        self.is_edited = True

    def _save(self) -> None:
        chosen = [pupil_id for pupil_id, tick in self.ticks.items() if tick.isChecked()]
        self._desk.pupil_lists.add(self._list.code, chosen)
        self.added.emit(len(chosen))


class OffForm(FormDialog):
    """Why somebody is off it; the rest stays on record."""

    def __init__(self, theme: Theme, window: QWidget, desk: Desk, shown: PupilList, row: ListRow) -> None:
        super().__init__(
            theme, f"{row.pseudonym} {shown.off}", window, submit=self._save, do=first_upper(shown.off), width=420
        )
        self._desk, self._code, self._id = desk, shown.code, row.id
        self.field_of["list.reason"] = "reason"
        choices = [("", "Kies een reden"), *((code, first_upper(words)) for code, words in LIST_OFF.items())]
        self.add(
            "reason", "Waarom", Choice(theme, choices), is_required=True,
            hint=saying(desk.nouns)("[De leerling] blijft in het systeem, en kan terug op de lijst."),
        )  # fmt: skip
        self.edits(row.version, {}, self._reread)
        self.fields["reason"].editor.setFocus()

    def _reread(self) -> tuple[int, dict[str, object]]:
        return again(self._desk.pupil_lists.rows(self._code, with_off=True), self._id, "list.gone").version, {}

    def _save(self) -> None:
        self._desk.pupil_lists.take_off(self._id, self.row.version, self.fields["reason"].text)
